#include "text/line_breaking.hpp"

#include <span>
#include <utility>

namespace pensum::text {

namespace {

constexpr std::int64_t square(Points length) { return length.milli * length.milli; }

/// What a hyphen counts, in lines of this measure.
std::int64_t hyphen_square(const Measure& measure) { return square(measure.width / 5); }

/// Segments as items, lines as slots, squared unused widths and hyphens as cost.
class Lines {
 public:
  using Cost = Raggedness;

  Lines(std::span<const Measured> items, const Measure& measure) : items_(items), measure_(measure) {
    before_.reserve(items.size() + 1);
    before_.push_back({});
    words_.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      before_.push_back(before_.back() + items[i].forward);
      words_.push_back(i == 0 ? 0 : words_.back() + (hyphenated(i) ? 0 : 1));
    }
  }

  std::size_t items() const { return items_.size(); }
  std::size_t slots() const { return slots_; }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return last <= first + 1 || width(first, last) <= room(slot);
  }
  /// A line that is empty, because all would fit after the indent, does not count.
  bool allowed(std::size_t first, std::size_t last, std::size_t) const { return first < last; }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const std::int64_t unused = square(room(slot) - width(first, last));
    if (slot + 1 == slots_) {
      // The last line may be short, but not a single short word while the line before can give one.
      const bool widow =
          slots_ > 1 && words_[first] == words_[last - 1] && width(first, last) < measure_.width / 4;
      return {.bad_hyphens = hyphenated(first) ? 1 : 0, .squares = widow ? unused : 0};
    }
    if (!hyphenated(last)) return {.bad_hyphens = 0, .squares = unused};
    return {.bad_hyphens = hyphenated(first) ? 1 : 0, .squares = unused + hyphen_square(measure_)};
  }
  Cost bound(std::size_t, std::size_t) const { return {}; }

  /// The fewest lines that hold all segments, each filled from the front; returns where they end.
  std::vector<std::size_t> use_fewest_lines() {
    std::vector<std::size_t> ends;
    std::size_t first = 0;
    for (slots_ = 0; slots_ == 0 || first < items(); ++slots_) {
      std::size_t last = first;
      while (last < items() && fits(first, last + 1, slots_)) ++last;
      ends.push_back(first = last);
    }
    return ends;
  }

 private:
  Points room(std::size_t slot) const {
    return slot == 0 ? measure_.width - measure_.first_indent : measure_.width;
  }
  Points width(std::size_t first, std::size_t last) const {
    if (first == last) return {};
    return items_[first].kern + before_[last - 1] - before_[first] + items_[last - 1].word;
  }
  /// Whether a line that begins with `item` goes on with a hyphenated word.
  bool hyphenated(std::size_t item) const { return item > 0 && items_[item - 1].segment.hyphenated; }

  std::span<const Measured> items_;
  Measure measure_;
  std::vector<Points> before_;
  std::vector<std::size_t> words_;  ///< of each item: how many words, or parts that no hyphen joins, before
  std::size_t slots_ = 0;
};

}  // namespace

Broken LineBreaker::break_lines(std::vector<Measured> items, const Measure& measure) {
  Broken broken{.items = std::move(items), .ends = {}, .squares = 0};
  Lines problem(broken.items, measure);
  broken.ends = problem.use_fewest_lines();
  if (!broken.fits(measure) || !engine_.solve(problem)) return broken;
  broken.ends.assign(engine_.ends().begin(), engine_.ends().end());
  broken.squares = engine_.cost().squares;
  return broken;
}

bool may_gain(const Broken& broken, const Measure& measure) {
  Points all;
  Points space;
  for (const Measured& item : broken.items) {
    if (item.segment.inside_word) return true;  // a hyphen is better than a word broken anywhere
    all += item.forward;
    space = std::max(space, item.forward - item.word);
  }
  // The hyphen before the last line is bad, so that a good one takes three lines.
  if (broken.ends.size() > 2 && broken.squares > hyphen_square(measure)) return true;
  const auto fewer = static_cast<std::int64_t>(broken.ends.size()) - 1;
  return all - space * (fewer - 1) <= measure.width * fewer - measure.first_indent;
}

}  // namespace pensum::text
