// Where words may be hyphenated: Liang's patterns, read from the files that libhyphen uses.
//
// Purpose   libhyphen itself builds an automaton when it opens a file: for English that takes as long as
//           a third of a run, for German dozens of runs. Here a file's lines stay as they are, and are
//           only put into bundles by their first three letters.
// Method    A pattern holds letters and, between them, figures. Where its letters match in ".word.", its
//           figures count at the places between; the highest of each place wins, and an odd one allows
//           a hyphen. Of the patterns that end at a letter only the longest counts, and none if the
//           beginning of a still longer one ends there: so does libhyphen, for which the files are made.
//           A file may have two levels: the first finds where compounds join, the second hyphenates the
//           parts.
// Costs     A walk through the file, once; then O(word × bundle) a word.
// Source    Franklin Liang, "Word Hy-phen-a-tion by Com-put-er", Stanford 1983; the form of the files:
//           README.hyphen of libhyphen.
// Oracle    libhyphen (tests/text/hyphenator_test.cpp).
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pensum::text {

/// Opens a file of hyphenation patterns.
using PatternLoader = std::function<Result<std::string>()>;

/// Hyphenates the words of one language. Not for several threads at a time.
class Hyphenator {
 public:
  /// Hyphenates nothing.
  Hyphenator();
  /// By the patterns that `loader` opens, once, when a word is first asked for; hyphenates nothing if
  /// it cannot, or if the file is none of patterns. `language` is a BCP 47 tag.
  Hyphenator(PatternLoader loader, std::string_view language);
  ~Hyphenator();
  Hyphenator(Hyphenator&&) noexcept;
  Hyphenator& operator=(Hyphenator&&) noexcept;

  /// Where `word`, which holds no space, may be hyphenated: byte offsets, ascending. At least two
  /// characters stay before and three after, more if the patterns require it. Punctuation around the
  /// word and what goes before an apostrophe are no part of it. Not hyphenated are words of fewer than
  /// 6 or more than 100 letters, what holds anything but letters (numbers, addresses, code, words with
  /// a hyphen of their own), what has a capital inside, and in English what begins with one: a name,
  /// more often than not.
  /// Of `Words::all`, as a last resort, such a name is hyphenated all the same.
  enum class Words { but_names, all };
  /// Kept: a word that comes again is not hyphenated again. The places are there until the next word is asked
  /// for.
  const std::vector<std::size_t>& breaks(std::string_view word, Words words = Words::but_names);

 private:
  class Patterns;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  using Places = std::vector<std::size_t>;

  Places find_breaks(std::string_view word, Words words);

  PatternLoader loader_;
  bool capitals_are_names_ = false;
  bool tried_ = false;
  std::unique_ptr<Patterns> patterns_;
  std::unordered_map<std::string, Places, Hash, std::equal_to<>> known_;  ///< of Words::but_names
  Places others_;  ///< of the word before, if it is none of these
};

}  // namespace pensum::text
