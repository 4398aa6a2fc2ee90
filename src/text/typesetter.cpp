#include "text/typesetter.hpp"

#include "base/utf8.hpp"
#include "fit/total_fit.hpp"
#include "language/direction.hpp"
#include "text/bidi.hpp"
#include "text/segments.hpp"
#include "text/shaper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace pensum::text {
namespace {

constexpr std::string_view ellipsis = "…";
/// What of its type a paragraph is set in where that keeps a word whole, in hundredths: hardly seen.
constexpr std::int64_t smaller_type = 92;

/// A segment with its widths.
struct Measured {
  Segment segment;
  Points word;     ///< where a line ends with it: without trailing spaces, with the hyphen shown there
  Points forward;  ///< where the line goes on behind it
  Points kern{};   ///< more where a line begins with it, and no letter draws it near
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

/// Whether hyphens may make lines better that are broken without them: fewer, or less ragged by more
/// than a hyphen counts.
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

/// Line feeds, tabs and the like as spaces, and none of them at the end.
std::string as_one_paragraph(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  plain.resize(plain.find_last_not_of(' ') + 1);
  return plain;
}

}  // namespace

// Some 10 KB each.
constexpr std::size_t most_kept_paragraphs = 4000;

struct Typesetter::State {
  State(const FontSet& set, std::string_view tag, Hyphenator by, PlainWords plain_words)
      : fonts(set),
        shaper(set, tag, plain_words),
        segmenter(std::string(tag)),
        hyphenator(std::move(by)),
        direction(direction_of(tag)) {}

  std::optional<Bidi> order_of(std::string_view text) const {
    return Bidi::of(text, direction_of_text(text, direction));
  }

  Manner manner(const Style& style, bool right_to_left) const {
    return {.weight = style.weight, .figures = style.figures, .right_to_left = right_to_left};
  }

  // ---------------------------------------------------------------- measuring

  Points width_of(std::string_view text, const Style& style) {
    Points sum;
    for_each_word(
        text, [&](std::string_view word) { sum += shaper.width(word, manner(style, false), style.size); });
    return sum;
  }

  /// Whether `text` is at most as wide as `room`; stops once it is wider, and does not begin if it has so
  /// many characters that it hardly can be.
  bool fits(std::string_view text, const Style& style, Points room) {
    if (style.size.scaled(static_cast<std::int64_t>(text.size()), 6) > room) return false;
    Points sum;
    while (!text.empty() && sum <= room) {
      const std::string_view word = first_word(text);
      sum += shaper.width(word, manner(style, false), style.size);
      text.remove_prefix(word.size());
    }
    return sum <= room;
  }

  /// With a hyphen behind it, where it is hyphenated or ends with a soft hyphen.
  Points width_at_line_end(std::string_view text, const Style& style, bool hyphenated) {
    Points sum;
    const std::string line = at_line_end(text, hyphenated);
    for_each_word(line, [&](std::string_view word) {
      sum += shaper.width(word, manner_in_line(word, line, style, true), style.size);
    });
    return sum;
  }

  /// `ends_line`: a soft hyphen at the end of `line` is seen.
  Manner manner_in_line(std::string_view word, std::string_view line, const Style& style,
                        bool ends_line) const {
    Manner how = manner(style, false);
    how.ends_line = ends_line && word.data() + word.size() == line.data() + line.size();
    return how;
  }

  static std::string at_line_end(std::string_view text, bool hyphenated) {
    std::string line(text);
    if (hyphenated && !line.ends_with(soft_hyphen)) line += soft_hyphen;
    return line;
  }

  /// The word that `text` begins with, or the spaces.
  static std::string_view first_word(std::string_view text) {
    return text.substr(0, text.front() == ' ' ? text.find_first_not_of(' ') : text.find(' '));
  }

  /// Words and the spaces between them, in order.
  template <class Visit>
  static void for_each_word(std::string_view text, Visit&& visit) {
    while (!text.empty()) {
      const std::string_view word = first_word(text);
      visit(word);
      text.remove_prefix(word.size());
    }
  }

  Measured measured(std::string_view text, const Segment& segment, const Style& style, const Bidi* bidi) {
    const std::string_view word = text.substr(segment.first, segment.word_last - segment.first);
    // Letters of a word that runs from right to left join, and are as wide, as they run.
    Measured result{.segment = segment,
                    .word = bidi == nullptr
                                ? width_of(word, style)
                                : line_of(text, style, bidi, segment.first, segment.word_last).width,
                    .forward = {}};
    result.forward =
        result.word + width_of(text.substr(segment.word_last, segment.last - segment.word_last), style);
    if (bidi == nullptr && (segment.hyphenated || word.ends_with(soft_hyphen)))
      result.word = width_at_line_end(word, style, segment.hyphenated);
    return result;
  }

  /// Segments that fit the measure: words wider than it come apart where they may be hyphenated, and where
  /// that is not enough into characters.
  std::vector<Measured> fitting_segments(std::span<const Measured> segments, std::string_view text,
                                         const Style& style, const Measure& measure, const Bidi* bidi) {
    std::vector<Measured> items;
    items.reserve(segments.size());
    for (const Measured& whole : segments) add_fitting(items, whole, text, style, measure, bidi);
    return items;
  }

  void add_fitting(std::vector<Measured>& items, const Measured& item, std::string_view text,
                   const Style& style, const Measure& measure, const Bidi* bidi) {
    const Points room = measure.width - measure.first_indent;
    if (item.word <= room) {
      items.push_back(item);
      return;
    }
    const Segment& segment = item.segment;
    std::vector<std::size_t> breaks;
    if (bidi == nullptr && !segment.inside_word && !segment.hyphenated) {
      const std::string_view word = text.substr(segment.first, segment.word_last - segment.first);
      breaks = hyphenator.breaks(word, Hyphenator::Words::all);
      for (std::size_t& at : breaks) at += segment.first;
    }
    for (const Measured& part : parts_of(item, breaks, text, style)) {
      if (part.word <= room) {
        items.push_back(part);
        continue;
      }
      for (const Segment& character : segmenter.characters(text, part.segment))
        items.push_back(measured(text, character, style, bidi));
    }
  }

  /// The same of text from left to right, with words cut where they may be hyphenated.
  std::vector<Measured> hyphenated_segments(std::span<const Measured> segments, std::string_view text,
                                            const Style& style, const Measure& measure) {
    const std::vector<std::size_t> breaks = hyphenation(text);
    std::vector<Measured> items;
    items.reserve(segments.size() + breaks.size());
    auto next = breaks.begin();
    for (const Measured& whole : segments) {
      const auto end = std::lower_bound(next, breaks.end(), whole.segment.word_last);
      for (const Measured& part : parts_of(whole, {next, end}, text, style))
        add_fitting(items, part, text, style, measure, nullptr);
      next = end;
    }
    return items;
  }

  /// Where words of `text` may be hyphenated.
  std::vector<std::size_t> hyphenation(std::string_view text) {
    std::vector<std::size_t> places;
    for_each_word(text, [&](std::string_view word) {
      const auto first = static_cast<std::size_t>(word.data() - text.data());
      for (const std::size_t at : hyphenator.breaks(word)) places.push_back(first + at);
    });
    return places;
  }

  /// A segment cut at `breaks`. Together its parts are as wide as it is.
  std::vector<Measured> parts_of(const Measured& whole, std::span<const std::size_t> breaks,
                                 std::string_view text, const Style& style) {
    const Segment& segment = whole.segment;
    const auto between = [&](std::size_t first, std::size_t last) {
      return text.substr(first, last - first);
    };
    std::vector<Measured> parts;
    Measured part = whole;
    Points before;
    for (const std::size_t at : breaks) {
      const Points through = width_of(between(segment.first, at), style);
      part.segment.word_last = part.segment.last = at;
      part.segment.hyphenated = true;
      part.word = width_at_line_end(between(segment.first, at), style, true) - before;
      part.forward = through - before;
      parts.push_back(part);
      before = through;
      part.segment = segment;
      part.segment.first = at;
      part.segment.inside_word = true;
      part.word = whole.word - before;
      part.forward = whole.forward - before;
      part.kern = width_at_line_end(between(at, segment.word_last), style, false) - part.word;
    }
    parts.push_back(part);
    return parts;
  }

  // ---------------------------------------------------------------- breaking

  /// As few lines as there can be, and the least ragged of these; more than are allowed are only filled.
  Broken break_lines(std::vector<Measured> items, const Measure& measure) {
    Broken broken{.items = std::move(items), .ends = {}, .squares = 0};
    Lines problem(broken.items, measure);
    broken.ends = problem.use_fewest_lines();
    if (!broken.fits(measure) || !engine.solve(problem)) return broken;
    broken.ends.assign(engine.ends().begin(), engine.ends().end());
    broken.squares = engine.cost().squares;
    return broken;
  }

  // ---------------------------------------------------------------- setting

  /// Appends a shaped word to the line that is being made. `at` is where the word begins in the line's text.
  void append(const Word& word, std::size_t at, Points size, bool right_to_left) {
    for (const Piece& piece : word.pieces) {
      if (piece.glyphs.empty()) continue;
      const std::string_view text = word.text;
      maker.append({.face = piece.face,
                    .size = size,
                    .width = size.scaled(piece.advance, piece.units_per_em),
                    .right_to_left = right_to_left,
                    .text_first = static_cast<std::uint32_t>(at + piece.text_first),
                    .text = text.substr(piece.text_first, piece.text_last - piece.text_first),
                    .glyphs = piece.glyphs});
    }
  }

  /// `ends_line`: a soft hyphen at the end is seen.
  Line left_to_right_line(std::string_view text, const Style& style, bool ends_line) {
    for_each_word(text, [&](std::string_view word) {
      const auto at = static_cast<std::size_t>(word.data() - text.data());
      append(shaper.shape(word, manner_in_line(word, text, style, ends_line)), at, style.size, false);
    });
    return maker.take();
  }

  Line line_of(std::string_view text, const Style& style, const Bidi* bidi, std::size_t first,
               std::size_t last) {
    if (bidi == nullptr) return left_to_right_line(text.substr(first, last - first), style, false);
    for (const Bidi::VisualRun& run : bidi->visual_runs(first, last)) {
      const std::string_view run_text = text.substr(run.first, run.last - run.first);
      const auto at = [&](std::string_view word) {
        return static_cast<std::size_t>(word.data() - text.data()) - first;
      };
      if (!run.right_to_left) {
        for_each_word(run_text, [&](std::string_view word) {
          append(shaper.shape(word, manner(style, false)), at(word), style.size, false);
        });
        continue;
      }
      std::vector<std::string_view> words;
      for_each_word(run_text, [&](std::string_view word) { words.push_back(word); });
      for (auto word = words.rbegin(); word != words.rend(); ++word) {
        append(shaper.shape(*word, manner(style, true)), at(*word), style.size, true);
      }
    }
    return maker.take();
  }

  /// As much of `text` from `first` on as fits the measure with an ellipsis behind it.
  Line cut_line(std::string_view text, const Style& style, std::size_t first, Points room) {
    const Direction runs = direction_of_text(text, direction);
    const Points sign = width_of(ellipsis, style);
    const Segment rest{.first = first, .word_last = text.size(), .last = text.size()};
    std::vector<std::size_t> ends{first};
    Points width;
    for (const Segment& character : segmenter.characters(text, rest)) {
      width += width_of(text.substr(character.first, character.last - character.first), style);
      if (width + sign > room) break;
      ends.push_back(character.last);
    }
    // Side by side, characters may be a little wider than the sum of their widths.
    while (true) {
      std::string kept(text.substr(first, ends.back() - first));
      kept.resize(kept.find_last_not_of(' ') + 1);
      kept += ellipsis;
      const std::optional<Bidi> bidi = Bidi::of(kept, runs);
      Line line = line_of(kept, style, bidi ? &*bidi : nullptr, 0, kept.size());
      if (line.width <= room || ends.size() == 1) return line;
      ends.pop_back();
    }
  }

  const FontSet& fonts;
  Shaper shaper;
  Segmenter segmenter;
  Hyphenator hyphenator;
  LineMaker maker;
  Direction direction;  ///< of the language
  std::vector<Line> paragraph(std::string_view text, const Style& asked, const Measure& measure);
  Broken broken(std::string_view text, const Style& style, const Measure& measure, const Bidi* order);

  fit::TotalFit<Lines::Cost> engine;
  /// Broken ones by style, measure and text, where they are kept.
  std::optional<std::unordered_map<std::string, std::vector<Line>>> paragraphs;
};

Typesetter::Typesetter(const FontSet& fonts, std::string_view language, Hyphenator hyphenator,
                       PlainWords plain_words)
    : state_(std::make_unique<State>(fonts, language, std::move(hyphenator), plain_words)) {}
Typesetter::~Typesetter() = default;
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;

const FontSet& Typesetter::fonts() const { return state_->fonts; }

Metrics Typesetter::metrics(const Style& style) const {
  const FaceInfo& info = state_->fonts.info(state_->fonts.main_face(style.weight == Weight::bold));
  const auto scaled = [&](int units) { return style.size.scaled(units, info.units_per_em); };
  return {scaled(info.ascent), scaled(-info.descent), scaled(info.cap_height), scaled(info.x_height)};
}

Line Typesetter::line(std::string_view text, const Style& style) {
  const std::string plain = as_one_paragraph(text);
  const std::optional<Bidi> bidi = state_->order_of(plain);
  return state_->line_of(plain, style, bidi ? &*bidi : nullptr, 0, plain.size());
}

Broken Typesetter::State::broken(std::string_view text, const Style& style, const Measure& measure,
                                 const Bidi* order) {
  std::vector<Measured> segments;
  for (const Segment& segment : segmenter.lines(text))
    segments.push_back(measured(text, segment, style, order));
  Broken broken = break_lines(fitting_segments(segments, text, style, measure, order), measure);
  if (measure.hyphenate && order == nullptr && may_gain(broken, measure)) {
    Broken hyphenated = break_lines(hyphenated_segments(segments, text, style, measure), measure);
    // What is cut off all the same is not worth a hyphen.
    if (hyphenated.fits(measure)) broken = std::move(hyphenated);
  }
  return broken;
}

std::vector<Line> Typesetter::State::paragraph(std::string_view text, const Style& asked,
                                               const Measure& measure) {
  const std::string plain = as_one_paragraph(text);
  const std::optional<Bidi> bidi = order_of(plain);
  Style style = asked;
  const Bidi* order = bidi ? &*bidi : nullptr;
  // Most titles fit on one line: then there is nothing to break.
  const Points room = measure.width - measure.first_indent;
  if (order != nullptr || fits(plain, style, room)) {
    Line whole = line_of(plain, style, order, 0, plain.size());
    if (whole.width <= room) {
      std::vector<Line> lines;
      lines.push_back(std::move(whole));
      return lines;
    }
  }
  Broken broken = this->broken(plain, style, measure, order);
  if (broken.tears_word()) {
    const Style smaller{style.weight, style.size.scaled(smaller_type, 100), style.figures};
    if (Broken other = this->broken(plain, smaller, measure, order); !other.tears_word()) {
      broken = std::move(other);
      style = smaller;
    }
  }
  const std::vector<Measured>& items = broken.items;
  const std::vector<std::size_t>& ends = broken.ends;
  const bool cut = !broken.fits(measure);
  const std::size_t count = cut ? measure.most_lines : ends.size();
  std::vector<Line> lines;
  std::size_t first = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Segment& begin = items[first].segment;
    const Segment& end = items[ends[i] - 1].segment;
    if (cut && i + 1 == count) {
      lines.push_back(cut_line(plain, style, begin.first, i == 0 ? room : measure.width));
    } else if (i + 1 == count || order != nullptr) {
      lines.push_back(line_of(plain, style, order, begin.first, end.word_last));
    } else {
      const std::string_view part = std::string_view(plain).substr(begin.first, end.word_last - begin.first);
      lines.push_back(left_to_right_line(at_line_end(part, end.hyphenated), style, true));
    }
    lines.back().splits_word = i + 1 < count && end.last == end.word_last;
    first = ends[i];
  }
  return lines;
}

void Typesetter::keep_paragraphs() { state_->paragraphs.emplace(); }

std::vector<Line> Typesetter::paragraph(std::string_view text, const Style& style, const Measure& measure) {
  State& state = *state_;
  if (!state.paragraphs) return state.paragraph(text, style, measure);
  const std::string key =
      fmt::format("{} {} {} {} {} {} {} {}", style.weight == Weight::bold, style.size.milli,
                  style.figures == Figures::tabular, measure.width.milli, measure.first_indent.milli,
                  measure.most_lines, measure.hyphenate, text);
  const auto kept = state.paragraphs->find(key);
  if (kept != state.paragraphs->end()) return kept->second;
  const std::size_t missing = state.shaper.times_missing();
  std::vector<Line> lines = state.paragraph(text, style, measure);
  // Missing characters are reported each time, and a single line is made as fast as it is copied.
  if (lines.size() > 1 && state.shaper.times_missing() == missing) {
    if (state.paragraphs->size() >= most_kept_paragraphs) state.paragraphs->clear();
    state.paragraphs->emplace(key, lines);
  }
  return lines;
}

const std::vector<char32_t>& Typesetter::missing() const { return state_->shaper.missing(); }
std::vector<char32_t> Typesetter::take_missing() { return state_->shaper.take_missing(); }

}  // namespace pensum::text
