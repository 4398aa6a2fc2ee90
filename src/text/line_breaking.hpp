// Where the lines of a paragraph end: as few as there can be, and the least ragged of these. For src/text
// only.
#pragma once

#include "fit/total_fit.hpp"
#include "text/segments.hpp"
#include "text/typesetter.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pensum::text {

/// A segment with its widths.
struct Measured {
  Segment segment;
  Points word;     ///< where a line ends with it: without trailing spaces, with the hyphen shown there
  Points forward;  ///< where the line goes on behind it
  Points kern{};   ///< more where a line begins with it, and no letter draws it near
};

/// Segments and the lines made of them.
struct Broken {
  std::vector<Measured> items;
  std::vector<std::size_t> ends;  ///< of each line, in the items
  std::int64_t squares = 0;

  bool fits(const Measure& measure) const {
    return measure.most_lines == 0 || ends.size() <= measure.most_lines;
  }
  /// Whether a line ends inside a word, where no hyphen can be shown.
  bool tears_word() const {
    return std::ranges::any_of(ends, [&](std::size_t end) {
      return end < items.size() && items[end].segment.inside_word && !items[end - 1].segment.hyphenated;
    });
  }
};

/// Hyphens that only fewer lines excuse go before everything else.
struct Raggedness {
  std::int64_t bad_hyphens = 0;
  std::int64_t squares = 0;

  friend Raggedness operator+(Raggedness a, Raggedness b) {
    return {a.bad_hyphens + b.bad_hyphens, a.squares + b.squares};
  }
  friend auto operator<=>(const Raggedness&, const Raggedness&) = default;
};

class LineBreaker {
 public:
  /// More lines than are allowed are only filled.
  Broken break_lines(std::vector<Measured> items, const Measure& measure);

 private:
  fit::TotalFit<Raggedness> engine_;
};

/// Whether hyphens may make lines better that are broken without them: fewer, or less ragged by more
/// than a hyphen counts.
bool may_gain(const Broken& broken, const Measure& measure);

}  // namespace pensum::text
