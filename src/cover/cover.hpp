// The cover of a book: the course's title, for whom and when, and a skyline of the plan's load.
#pragma once

#include "cover/drawing.hpp"
#include "language/language.hpp"
#include "plan/plan.hpp"
#include "text/typesetter.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace pensum::cover {

/// In pixels.
inline constexpr std::uint32_t width = 1200;
inline constexpr std::uint32_t height = 1600;

/// Draws one cover after another. Letters are drawn once, and what does not depend on the learner once for
/// plans in a row of one course, the same dates and the same load.
class Covers {
 public:
  /// The cover of `plan` as a PNG of 4 colours, the same for the same plan; it runs as the catalog's
  /// language does. `typesetter` sets that language.
  std::string draw(const Plan& plan, const Language& language, text::Typesetter& typesetter);

 private:
  std::unique_ptr<Letters> letters_;
  std::optional<Drawing> nameless_;  ///< a cover without its learner
  std::string all_but_learner_;      ///< what it says
  std::optional<Drawing> named_;     ///< the same with a learner
};

}  // namespace pensum::cover
