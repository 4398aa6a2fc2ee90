// Texts of sources as catalogs hold them: one line, with nothing in it that XML forbids.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::importing {

/// `text` with white space (also no-break spaces) folded to single spaces, none at the ends, and without
/// control characters. O(bytes).
std::string one_line(std::string_view text);

/// `text` with white space of other kinds as spaces, and without control characters; it is not folded.
/// O(bytes).
std::string plain_spaces(std::string_view text);

/// Calls `visit(line)` with each line of `text`, without its line feed.
template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    visit(text.substr(at, end - at));
    at = end + 1;
  }
}

/// `text` as a number, if it is nothing but digits.
std::optional<std::size_t> number_in(std::string_view text);

/// `text` without emoji shortcodes such as “:books:”, which are not only digits and have space around them.
std::string without_shortcodes(std::string_view text);

/// `title` as a heading or an item has it, without emoji at its ends.
std::string without_emoji_at_ends(std::string_view title);

/// Whether nothing is in `text` but emoji and white space.
bool is_only_emoji(std::string_view text);

/// `title` without a colon at its end, as titles have it that announce a list.
std::string_view without_colon(std::string_view title);

/// ASCII, Latin-1, Greek and Cyrillic capitals as small letters: enough for names of columns and units.
std::string in_small_letters(std::string_view text);

/// The letters and digits of `text`, small, by which texts are compared. O(bytes).
std::string letters_of(std::string_view text);

}  // namespace pensum::importing
