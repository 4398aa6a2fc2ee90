// The cover of a book: the course's title, for whom and when, and a skyline of the plan's load.
#pragma once

#include "base/diagnostic.hpp"
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

/// Loads what covers are drawn with. Errors: it is missing.
Result<void> get_ready();

/// Draws one cover after another. Letters are drawn once, the title once for plans in a row of one course,
/// and what does not depend on the learner once for those of the same dates and the same load.
class Covers {
 public:
  /// The cover of `plan` as a PNG of 4 colours, the same for the same plan; it runs as the catalog's
  /// language does. `typesetter` sets that language.
  std::string draw(const Plan& plan, const Language& language, text::Typesetter& typesetter);

 private:
  /// A picture that is kept, and what it says.
  struct Kept {
    explicit Kept(Letters& letters) : drawing(width, height, letters) {}

    Drawing drawing;
    std::string said{};
  };

  std::unique_ptr<Letters> letters_;
  std::optional<Kept> titled_;    ///< what all plans of a course have: its title, and what the book is
  std::optional<Kept> nameless_;  ///< all but the learner
  std::optional<Kept> named_;
};

}  // namespace pensum::cover
