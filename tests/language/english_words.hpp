// English words that a plan in another language has no business to show: what a translation has missed, or
// the program writes without it.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace pensum::test {

/// The words of a text, in small letters as far as they are of ASCII: runs of letters, of at least four
/// bytes.
std::set<std::string> words_in(std::string_view text);

/// The words of English in src/language/words that the language of `tag` does not have in its own file.
std::set<std::string> english_words(std::string_view tag);

/// The words of that language's file that English does not have.
std::set<std::string> own_words(std::string_view tag);

/// Those of `words` that are in `text`, in a row.
std::string found_in(std::string_view text, const std::set<std::string>& words);

}  // namespace pensum::test
