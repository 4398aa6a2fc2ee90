// Text cut where lines may end: at the opportunities of Unicode's line breaking algorithm (ICU), and
// inside a word only where it is asked for. For src/text only.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

/// A piece of text that no line break parts: bytes [first, last), of which [first, word_last) are not
/// spaces.
struct Segment {
  std::size_t first = 0;
  std::size_t word_last = 0;
  std::size_t last = 0;
  bool inside_word = false;  ///< goes on with the word of the segment before
  bool hyphenated = false;   ///< ends where a word is hyphenated: a line that ends here shows a hyphen

  friend bool operator==(const Segment&, const Segment&) = default;
};

/// Who finds where lines may end in words of ASCII letters and figures between spaces: their spaces tell, or
/// ICU, so that tests can compare them.
enum class PlainSpaces { tell, left_to_icu };

class Segmenter {
 public:
  explicit Segmenter(std::string language, PlainSpaces plain_spaces = PlainSpaces::tell);
  ~Segmenter();

  /// Where lines may end, as the language breaks them; never between a number and its unit, nor in
  /// an operator of a program, such as "<-".
  std::vector<Segment> lines(std::string_view text);
  /// The characters of `whole` as readers see them, each a segment.
  std::vector<Segment> characters(std::string_view text, const Segment& whole);

 private:
  struct Iterators;

  /// Where lines may end by Unicode's algorithm, without 0.
  std::vector<std::size_t> line_ends(std::string_view text);

  std::string language_;
  PlainSpaces plain_spaces_;
  std::unique_ptr<Iterators> iterators_;  // made when first needed: they take time
};

}  // namespace pensum::text
