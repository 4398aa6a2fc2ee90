// Unicode's characters that turn the direction of text (UAX #9 §2): keeping their effect inside the text
// that they come with, and isolating a text in a sentence of another direction.
#pragma once

#include <string>
#include <string_view>

namespace pensum {

/// Between these a text is ordered by itself, and counts as one neutral thing in the sentence around it.
inline constexpr std::string_view first_strong_isolate = "\u2068";
/// As that, for a text that runs from left to right, or from right to left, whatever it holds.
inline constexpr std::string_view left_to_right_isolate = "\u2066";
inline constexpr std::string_view right_to_left_isolate = "\u2067";
inline constexpr std::string_view pop_directional_isolate = "\u2069";

/// Whether `c` starts or ends an embedding, an override or an isolate.
constexpr bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Whether text can run from right to left: it holds a letter of such a script, or a character that turns
/// it that way.
bool has_right_to_left(std::string_view text);

/// Whether some character of `text` turns its direction.
bool turns_direction(std::string_view text);

/// `text` with everything closed that it opens: what is still open at its end is closed there, and what
/// closes nothing is left out. So whatever follows the text, or is put around it, keeps its own direction.
std::string with_directions_closed(std::string text);

/// `text` as part of a sentence whose direction it neither takes nor changes.
std::string isolated(std::string_view text);

/// The same where it is needed: where the sentence or the text can run from right to left.
std::string isolated_in(bool right_to_left_sentence, std::string_view text);

}  // namespace pensum
