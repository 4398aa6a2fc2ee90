// The names of tick boxes: what a box means, as text and back. They are the names of a PDF's form fields
// (once those are unescaped), and by them ticks are read from a plan in hand.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pensum {

/// What a tick box means: a lesson, a part of one, or a review.
struct BoxFor {
  enum class Kind { lesson, part, review };
  Kind kind = Kind::lesson;
  std::string lesson;      ///< its id
  std::size_t number = 0;  ///< which part, or which round of reviews, from 1; 0 for a lesson

  friend bool operator==(const BoxFor&, const BoxFor&) = default;
};

/// Such as “lesson.11”, “part.11.2” or “review.11.3”.
std::string box_name(const BoxFor& box);

/// What the box of that name means; nothing if no box has that name.
std::optional<BoxFor> box_named(std::string_view name);

}  // namespace pensum
