#include "text/typesetter.hpp"

#include "base/utf8.hpp"
#include "fit/total_fit.hpp"
#include "text/bidi.hpp"
#include "text/segments.hpp"
#include "text/shaper.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>

namespace pensum::text {
namespace {

constexpr std::string_view soft_hyphen = "\xC2\xAD";
constexpr std::string_view ellipsis = "…";

/// A segment with its widths.
struct Measured {
  Segment segment;
  Points word;     ///< without its trailing spaces, with the hyphen that a soft one becomes at a line's end
  Points forward;  ///< what it takes where the line goes on behind it
};

/// Segments as items, lines as slots, squared unused widths as cost.
class Lines {
 public:
  using Cost = std::int64_t;

  Lines(std::span<const Measured> items, const Measure& measure) : items_(items), measure_(measure) {
    before_.reserve(items.size() + 1);
    before_.push_back({});
    for (const Measured& item : items) before_.push_back(before_.back() + item.forward);
  }

  std::size_t items() const { return items_.size(); }
  std::size_t slots() const { return slots_; }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return last <= first + 1 || width(first, last) <= room(slot);
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const std::int64_t unused = (room(slot) - width(first, last)).milli;
    if (slot + 1 < slots_) return unused * unused;
    // The last line may be short, but not a single short word while the line before can give one.
    const bool widow = slots_ > 1 && last == first + 1 && width(first, last) < measure_.width / 4;
    return widow ? unused * unused : 0;
  }
  Cost bound(std::size_t, std::size_t) const { return 0; }

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
    return before_[last - 1] - before_[first] + items_[last - 1].word;
  }

  std::span<const Measured> items_;
  Measure measure_;
  std::vector<Points> before_;
  std::size_t slots_ = 0;
};

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

struct Typesetter::State {
  State(const FontSet& set, std::string_view tag)
      : fonts(set), shaper(set, tag), segmenter(std::string(tag)) {}

  Manner manner(const Style& style, bool right_to_left) const {
    return {style.weight, style.figures, right_to_left};
  }

  // ---------------------------------------------------------------- measuring

  Points width_of(std::string_view text, const Style& style) {
    Points sum;
    for_each_word(text, [&](std::string_view word) {
      sum += shaper.shape(word, manner(style, false)).width(style.size);
    });
    return sum;
  }

  /// Words and the spaces between them, in order.
  template <class Visit>
  static void for_each_word(std::string_view text, Visit&& visit) {
    while (!text.empty()) {
      const bool space = text.front() == ' ';
      const std::size_t end = std::min(space ? text.find_first_not_of(' ') : text.find(' '), text.size());
      visit(text.substr(0, end));
      text.remove_prefix(end);
    }
  }

  Measured measured(std::string_view text, const Segment& segment, const Style& style, const Bidi* bidi) {
    const std::string_view word = text.substr(segment.first, segment.word_last - segment.first);
    // Letters of a word that runs from right to left join, and are as wide, as they run.
    Measured result{segment,
                    bidi == nullptr ? width_of(word, style)
                                    : line_of(text, style, bidi, segment.first, segment.word_last).width,
                    {}};
    result.forward =
        result.word + width_of(text.substr(segment.word_last, segment.last - segment.word_last), style);
    if (word.ends_with(soft_hyphen)) result.word += width_of("-", style);
    return result;
  }

  /// Segments that fit the measure: words wider than it come apart into characters.
  std::vector<Measured> measured_segments(std::string_view text, const Style& style, const Measure& measure,
                                          const Bidi* bidi) {
    std::vector<Measured> items;
    for (const Segment& segment : segmenter.lines(text)) {
      Measured item = measured(text, segment, style, bidi);
      if (item.word <= measure.width - measure.first_indent) {
        items.push_back(item);
        continue;
      }
      for (const Segment& character : segmenter.characters(text, segment))
        items.push_back(measured(text, character, style, bidi));
    }
    return items;
  }

  // ---------------------------------------------------------------- setting

  /// Appends a shaped word to a line, to the run before it where that goes on in the same face. `at`
  /// is where the word begins in the line's text.
  static void append(Line& line, const Word& word, std::size_t at, Points size, bool right_to_left) {
    for (const Piece& piece : word.pieces) {
      const Points width = size.scaled(piece.advance, piece.units_per_em);
      const bool joins = !line.runs.empty() && !right_to_left && !line.runs.back().right_to_left &&
                         line.runs.back().face == piece.face;
      if (!joins) {
        line.runs.push_back({.face = piece.face,
                             .size = size,
                             .x = line.width,
                             .width = {},
                             .right_to_left = right_to_left,
                             .text_first = static_cast<std::uint32_t>(at + first_byte(piece)),
                             .text = {},
                             .glyphs = {}});
      }
      Run& run = line.runs.back();
      append_text(run, word, piece);
      run.width += width;
      line.width += width;
    }
  }

  /// Where the text of the piece begins in its word.
  static std::uint32_t first_byte(const Piece& piece) {
    std::uint32_t first = std::numeric_limits<std::uint32_t>::max();
    for (const Glyph& glyph : piece.glyphs) first = std::min(first, glyph.text_first);
    return piece.glyphs.empty() ? 0 : first;
  }

  /// The piece's glyphs and the bytes of the word that they stand for.
  static void append_text(Run& run, const Word& word, const Piece& piece) {
    if (piece.glyphs.empty()) return;
    const std::uint32_t first = first_byte(piece);
    std::uint32_t last = 0;
    for (const Glyph& glyph : piece.glyphs) last = std::max(last, glyph.text_last);
    const auto base = static_cast<std::uint32_t>(run.text.size());
    run.text += word.text.substr(first, last - first);
    for (Glyph glyph : piece.glyphs) {
      glyph.text_first = glyph.text_first - first + base;
      glyph.text_last = glyph.text_last - first + base;
      run.glyphs.push_back(glyph);
    }
  }

  Line left_to_right_line(std::string_view text, const Style& style) {
    Line line;
    for_each_word(text, [&](std::string_view word) {
      const auto at = static_cast<std::size_t>(word.data() - text.data());
      append(line, shaper.shape(word, manner(style, false)), at, style.size, false);
    });
    return line;
  }

  Line line_of(std::string_view text, const Style& style, const Bidi* bidi, std::size_t first,
               std::size_t last) {
    std::string_view part = text.substr(first, last - first);
    const bool hyphen = part.ends_with(soft_hyphen);
    if (bidi == nullptr)
      return left_to_right_line(hyphen ? std::string(part) + "-" : std::string(part), style);
    Line line;
    for (const Bidi::VisualRun& run : bidi->visual_runs(first, last)) {
      const std::string_view run_text = text.substr(run.first, run.last - run.first);
      const auto at = [&](std::string_view word) {
        return static_cast<std::size_t>(word.data() - text.data()) - first;
      };
      if (!run.right_to_left) {
        for_each_word(run_text, [&](std::string_view word) {
          append(line, shaper.shape(word, manner(style, false)), at(word), style.size, false);
        });
        continue;
      }
      std::vector<std::string_view> words;
      for_each_word(run_text, [&](std::string_view word) { words.push_back(word); });
      for (auto word = words.rbegin(); word != words.rend(); ++word) {
        append(line, shaper.shape(*word, manner(style, true)), at(*word), style.size, true);
      }
    }
    return line;
  }

  /// As much of `text` from `first` on as fits the measure with an ellipsis behind it.
  Line cut_line(std::string_view text, const Style& style, std::size_t first, Points room) {
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
      const std::optional<Bidi> bidi = Bidi::of(kept);
      Line line = line_of(kept, style, bidi ? &*bidi : nullptr, 0, kept.size());
      if (line.width <= room || ends.size() == 1) return line;
      ends.pop_back();
    }
  }

  const FontSet& fonts;
  Shaper shaper;
  Segmenter segmenter;
  fit::TotalFit<Lines::Cost> engine;
};

Typesetter::Typesetter(const FontSet& fonts, std::string_view language)
    : state_(std::make_unique<State>(fonts, language)) {}
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
  const std::optional<Bidi> bidi = Bidi::of(plain);
  return state_->line_of(plain, style, bidi ? &*bidi : nullptr, 0, plain.size());
}

std::vector<Line> Typesetter::paragraph(std::string_view text, const Style& style, const Measure& measure) {
  const std::string plain = as_one_paragraph(text);
  const std::optional<Bidi> bidi = Bidi::of(plain);
  const Bidi* order = bidi ? &*bidi : nullptr;
  // Most titles fit on one line: then there is nothing to break.
  Line whole = state_->line_of(plain, style, order, 0, plain.size());
  if (whole.width <= measure.width - measure.first_indent) {
    std::vector<Line> lines;
    lines.push_back(std::move(whole));
    return lines;
  }
  const std::vector<Measured> items = state_->measured_segments(plain, style, measure, order);
  Lines problem(items, measure);
  std::vector<std::size_t> ends = problem.use_fewest_lines();
  const bool cut = measure.most_lines > 0 && ends.size() > measure.most_lines;
  if (cut) {
    ends.resize(measure.most_lines);
  } else if (state_->engine.solve(problem)) {
    ends.assign(state_->engine.ends().begin(), state_->engine.ends().end());
  }
  std::vector<Line> lines;
  std::size_t first = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (cut && i + 1 == ends.size()) {
      const Points room = i == 0 ? measure.width - measure.first_indent : measure.width;
      lines.push_back(state_->cut_line(plain, style, items[first].segment.first, room));
    } else {
      lines.push_back(state_->line_of(plain, style, order, items[first].segment.first,
                                      items[ends[i] - 1].segment.word_last));
      const Segment& end = items[ends[i] - 1].segment;
      lines.back().splits_word = i + 1 < ends.size() && end.last == end.word_last;
    }
    first = ends[i];
  }
  return lines;
}

const std::vector<char32_t>& Typesetter::missing() const { return state_->shaper.missing(); }
std::vector<char32_t> Typesetter::take_missing() { return state_->shaper.take_missing(); }

}  // namespace pensum::text
