// Which way a language runs, and a text in it.
#pragma once

#include <string_view>

namespace pensum {

enum class Direction { left_to_right, right_to_left };

/// That of the language of a BCP 47 tag; left to right where it is not known.
Direction direction_of(std::string_view tag);

/// The direction of a text in something that runs `around`: that one, unless all its letters run the other
/// way. What is isolated inside it does not count.
Direction direction_of_text(std::string_view text, Direction around);

}  // namespace pensum
