// How many words a text has, as a reader would count them.
#pragma once

#include <cstdint>
#include <string_view>

namespace pensum {

/// The words of plain `text`: what is between white space or dashes and holds a letter or a digit. Scripts
/// that put no space between words are counted by characters: 2.2 of Chinese or Japanese are a word, 5 of
/// Thai, Lao, Khmer or Burmese; what is left of a word counts as one. O(bytes).
std::int64_t count_words(std::string_view text);

}  // namespace pensum
