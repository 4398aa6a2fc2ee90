// The order in which text of mixed direction is seen (Unicode's bidirectional algorithm, by ICU). For
// src/text only.
#pragma once

#include "language/direction.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace pensum::text {

/// A paragraph that holds text of both directions, or only right-to-left text.
class Bidi {
 public:
  /// A paragraph that runs in `direction` as a whole; nothing where it does so from left to right
  /// throughout.
  static std::optional<Bidi> of(std::string_view text, Direction direction);
  ~Bidi();
  Bidi(Bidi&&) noexcept;
  Bidi& operator=(Bidi&&) noexcept;

  /// Bytes [first, last) of the paragraph that run in one direction.
  struct VisualRun {
    std::size_t first = 0;
    std::size_t last = 0;
    bool right_to_left = false;
  };
  /// The runs of the line [first, last), from left to right.
  std::vector<VisualRun> visual_runs(std::size_t first, std::size_t last) const;

 private:
  struct State;
  explicit Bidi(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace pensum::text
