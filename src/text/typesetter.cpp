#include "text/typesetter.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "language/direction.hpp"
#include "text/bidi.hpp"
#include "text/line_breaking.hpp"
#include "text/segments.hpp"
#include "text/shaper.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace pensum::text {
namespace {

constexpr std::string_view ellipsis = "…";
/// What of its type a paragraph is set in where that keeps a word whole, in hundredths: hardly seen.
constexpr std::int64_t smaller_type = 92;

/// Code of a family whose letters are as high as those of text, but wider.
constexpr std::int64_t code_size = 92;
/// Columns of code from one tab stop to the next, and by which a line's continuation is indented.
constexpr std::size_t tab_columns = 4;

/// A paragraph's text and how it is set.
struct Passage {
  std::string_view text;
  Style style;
  std::span<const Span> spans;
  const Bidi* order = nullptr;  ///< if something in it runs from right to left

  Style style_of(const Span& span) const {
    Style own = style;
    if (span.bold) own.weight = Weight::bold;
    own.family = span.family;
    if (span.family == Family::code) own.size = style.size.scaled(code_size, 100);
    return own;
  }

  /// Calls `visit` with the text, style and mark of each stretch of [first, last) that is set in one way.
  template <class Visit>
  void for_each_stretch(std::size_t first, std::size_t last, Visit&& visit) const {
    if (spans.empty()) return visit(text.substr(first, last - first), style, 0U);
    auto span = std::ranges::upper_bound(spans, first, {}, &Span::last);
    while (first < last) {
      const bool inside = span != spans.end() && span->first <= first;
      const std::size_t next = span == spans.end() ? last : (inside ? span->last : span->first);
      const std::size_t end = std::min(last, next);
      visit(text.substr(first, end - first), inside ? style_of(*span) : style, inside ? span->mark : 0U);
      if (inside) ++span;
      first = end;
    }
  }

  /// The code that has `at` inside it, not at an end.
  const Span* code_around(std::size_t at) const {
    if (spans.empty()) return nullptr;
    const auto span = std::ranges::upper_bound(spans, at, {}, &Span::last);
    const bool inside = span != spans.end() && span->family == Family::code && span->first < at;
    return inside ? &*span : nullptr;
  }

  /// Which mark the character at `at` has.
  std::uint32_t mark_at(std::size_t at) const {
    const auto span = std::ranges::upper_bound(spans, at, {}, &Span::last);
    return span != spans.end() && span->first <= at ? span->mark : 0;
  }

  std::size_t end_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() + part.size() - text.data());
  }
};

/// Line feeds, tabs and the like as spaces, and none of them at the end.
std::string as_one_paragraph(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  plain.resize(plain.find_last_not_of(' ') + 1);
  return plain;
}

/// Those of `spans` that are in bytes [first, last), as far as they are, counted from there.
std::vector<Span> spans_between(std::span<const Span> spans, std::size_t first, std::size_t last) {
  std::vector<Span> within;
  for (Span span : spans) {
    span.first = std::max(span.first, first);
    span.last = std::min(span.last, last);
    if (span.first >= span.last) continue;
    span.first -= first;
    span.last -= first;
    within.push_back(span);
  }
  return within;
}

/// Code runs from left to right whatever is around it: its signs must not change sides.
void isolate_code(std::string& text, std::vector<Span>& spans) {
  std::string isolated;
  std::size_t at = 0;
  for (Span& span : spans) {
    isolated.append(text, at, span.first - at);
    at = span.last;
    const std::string_view inside = std::string_view(text).substr(span.first, span.last - span.first);
    span.first = isolated.size();
    if (span.family == Family::code) {
      isolated.append(left_to_right_isolate).append(inside).append(pop_directional_isolate);
    } else {
      isolated.append(inside);
    }
    span.last = isolated.size();
  }
  text = isolated.append(text, at);
}

/// Tabs as spaces up to the next column where one stops; none at the end.
std::string without_tabs(std::string_view line) {
  std::string spaced;
  std::size_t column = 0;
  for (const char c : line) {
    if (c == '\t') {
      const std::size_t spaces = tab_columns - column % tab_columns;
      spaced.append(spaces, ' ');
      column += spaces;
      continue;
    }
    spaced += c;
    const bool begins_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins_character) ++column;
  }
  spaced.resize(spaced.find_last_not_of(' ') + 1);
  return spaced;
}

/// Where a line ends in the text that is not the last. A space goes with it if the next line begins in
/// another span: nothing else would part its last word from the next.
std::size_t end_of_line(const Passage& passage, const Segment& end) {
  if (passage.spans.empty() || end.last == end.word_last || end.last >= passage.text.size())
    return end.word_last;
  const bool same = passage.mark_at(end.word_last - 1) == passage.mark_at(end.last);
  return same ? end.word_last : end.word_last + 1;
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
    return {.weight = style.weight,
            .figures = style.figures,
            .family = style.family,
            .right_to_left = right_to_left};
  }

  // ---------------------------------------------------------------- measuring

  Points width_of(std::string_view text, const Style& style) {
    if (const auto plain = shaper.look_up_width(text, manner(style, false), style.size)) return *plain;
    Points sum;
    for_each_word(
        text, [&](std::string_view word) { sum += shaper.width(word, manner(style, false), style.size); });
    return sum;
  }

  /// Of bytes [first, last).
  Points width_of(const Passage& passage, std::size_t first, std::size_t last) {
    if (passage.spans.empty()) return width_of(passage.text.substr(first, last - first), passage.style);
    Points sum;
    passage.for_each_stretch(first, last, [&](std::string_view part, const Style& style, std::uint32_t) {
      sum += width_of(part, style);
    });
    return sum;
  }

  /// Whether the passage may be at most as wide as `room`: not if it has so many characters that it hardly
  /// can.
  bool may_fit(const Passage& passage, Points room) {
    if (!passage.spans.empty()) return width_of(passage, 0, passage.text.size()) <= room;
    return passage.style.size.scaled(static_cast<std::int64_t>(passage.text.size()), 6) <= room;
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

  /// The same of bytes [first, last).
  Points width_at_line_end(const Passage& passage, std::size_t first, std::size_t last, bool hyphenated) {
    Points sum;
    passage.for_each_stretch(first, last, [&](std::string_view part, const Style& style, std::uint32_t) {
      sum +=
          passage.end_of(part) == last ? width_at_line_end(part, style, hyphenated) : width_of(part, style);
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

  Measured measured(const Passage& passage, const Segment& segment) {
    // Letters of a word that runs from right to left join, and are as wide, as they run.
    Measured result{.segment = segment,
                    .word = passage.order == nullptr
                                ? width_of(passage, segment.first, segment.word_last)
                                : line_of(passage, segment.first, segment.word_last).width,
                    .forward = {}};
    result.forward = result.word;
    if (segment.last > segment.word_last)
      result.forward += width_of(passage, segment.word_last, segment.last);
    const std::string_view word = passage.text.substr(segment.first, segment.word_last - segment.first);
    if (passage.order == nullptr && (segment.hyphenated || word.ends_with(soft_hyphen)))
      result.word = width_at_line_end(passage, segment.first, segment.word_last, segment.hyphenated);
    return result;
  }

  /// Where lines may end: not in short code, and in longer code only at spaces.
  std::vector<Measured> segments_of(const Passage& passage, const Measure& measure) {
    const std::vector<Segment> segments = segmenter.lines(passage.text);
    std::vector<Measured> list;
    list.reserve(segments.size());
    for (const Segment& next : segments) {
      const Span* code = passage.code_around(next.first);
      const bool whole = code != nullptr && (passage.text[next.first - 1] != ' ' ||
                                             width_of(passage, code->first, code->last) * 2 <= measure.width);
      if (whole) {
        Segment joined = list.back().segment;
        joined.word_last = next.word_last;
        joined.last = next.last;
        list.back() = measured(passage, joined);
      } else {
        list.push_back(measured(passage, next));
      }
    }
    return list;
  }

  /// Segments that fit the measure: words wider than it come apart where they may be hyphenated, and where
  /// that is not enough into characters.
  std::vector<Measured> fitting_segments(std::span<const Measured> segments, const Passage& passage,
                                         const Measure& measure) {
    std::vector<Measured> items;
    items.reserve(segments.size());
    for (const Measured& whole : segments) add_fitting(items, whole, passage, measure);
    return items;
  }

  void add_fitting(std::vector<Measured>& items, const Measured& item, const Passage& passage,
                   const Measure& measure) {
    const Points room = measure.width - measure.first_indent;
    if (item.word <= room) {
      items.push_back(item);
      return;
    }
    if (!passage.spans.empty()) {
      if (const std::vector<Segment> parts = at_spaces(passage.text, item.segment); parts.size() > 1) {
        for (const Segment& part : parts) add_fitting(items, measured(passage, part), passage, measure);
        return;
      }
    }
    const Segment& segment = item.segment;
    std::vector<std::size_t> breaks;
    if (passage.order == nullptr && !segment.inside_word && !segment.hyphenated) {
      const std::string_view word = passage.text.substr(segment.first, segment.word_last - segment.first);
      breaks = hyphenator.breaks(word, Hyphenator::Words::all);
      for (std::size_t& at : breaks) at += segment.first;
      std::erase_if(breaks, [&](std::size_t at) { return passage.code_around(at) != nullptr; });
    }
    for (const Measured& part : parts_of(item, breaks, passage)) {
      if (part.word <= room) {
        items.push_back(part);
        continue;
      }
      for (const Segment& character : segmenter.characters(passage.text, part.segment))
        items.push_back(measured(passage, character));
    }
  }

  /// A segment that has code with spaces in it, cut behind them.
  static std::vector<Segment> at_spaces(std::string_view text, const Segment& whole) {
    std::vector<Segment> parts;
    Segment part = whole;
    for (std::size_t at = text.find(' ', whole.first); at < whole.word_last; at = text.find(' ', at)) {
      part.word_last = at;
      at = text.find_first_not_of(' ', at);
      part.last = at;
      part.hyphenated = false;
      parts.push_back(part);
      part = whole;
      part.first = at;
      part.inside_word = false;
    }
    parts.push_back(part);
    return parts;
  }

  /// The same of text from left to right, with words cut where they may be hyphenated.
  std::vector<Measured> hyphenated_segments(std::span<const Measured> segments, const Passage& passage,
                                            const Measure& measure) {
    const std::vector<std::size_t> breaks = hyphenation(passage);
    std::vector<Measured> items;
    items.reserve(segments.size() + breaks.size());
    auto next = breaks.begin();
    for (const Measured& whole : segments) {
      const auto end = std::lower_bound(next, breaks.end(), whole.segment.word_last);
      for (const Measured& part : parts_of(whole, {next, end}, passage))
        add_fitting(items, part, passage, measure);
      next = end;
    }
    return items;
  }

  /// Where words may be hyphenated.
  std::vector<std::size_t> hyphenation(const Passage& passage) {
    std::vector<std::size_t> places;
    for_each_word(passage.text, [&](std::string_view word) {
      const auto first = static_cast<std::size_t>(word.data() - passage.text.data());
      for (const std::size_t at : hyphenator.breaks(word)) {
        if (passage.code_around(first + at) == nullptr) places.push_back(first + at);
      }
    });
    return places;
  }

  /// A segment cut at `breaks`. Together its parts are as wide as it is.
  std::vector<Measured> parts_of(const Measured& whole, std::span<const std::size_t> breaks,
                                 const Passage& passage) {
    const Segment& segment = whole.segment;
    std::vector<Measured> parts;
    Measured part = whole;
    Points before;
    for (const std::size_t at : breaks) {
      const Points through = width_of(passage, segment.first, at);
      part.segment.word_last = part.segment.last = at;
      part.segment.hyphenated = true;
      part.word = width_at_line_end(passage, segment.first, at, true) - before;
      part.forward = through - before;
      parts.push_back(part);
      before = through;
      part.segment = segment;
      part.segment.first = at;
      part.segment.inside_word = true;
      part.word = whole.word - before;
      part.forward = whole.forward - before;
      part.kern = width_at_line_end(passage, at, segment.word_last, false) - part.word;
    }
    parts.push_back(part);
    return parts;
  }

  // ---------------------------------------------------------------- setting

  /// Appends a shaped word to the line that is being made. `at` is where the word begins in the line's text.
  void append(const Word& word, std::size_t at, Points size, std::uint32_t mark, bool right_to_left) {
    for (const Piece& piece : word.pieces) {
      if (piece.glyphs.empty()) continue;
      const std::string_view text = word.text;
      maker.append({.face = piece.face,
                    .size = size,
                    .width = size.scaled(piece.advance, piece.units_per_em),
                    .right_to_left = right_to_left,
                    .mark = mark,
                    .text_first = static_cast<std::uint32_t>(at + piece.text_first),
                    .text = text.substr(piece.text_first, piece.text_last - piece.text_first)},
                   piece.glyphs);
    }
  }

  /// Appends `text`, from left to right. `ends_line`: a soft hyphen at the end is seen.
  void append_words(std::string_view text, std::size_t at, const Style& style, std::uint32_t mark,
                    bool ends_line) {
    if (const auto plain = shaper.look_up_text(text, manner(style, false), style.size)) {
      return maker.append({.face = plain->face,
                           .size = style.size,
                           .width = plain->width,
                           .mark = mark,
                           .text_first = static_cast<std::uint32_t>(at),
                           .text = plain->text},
                          plain->glyphs);
    }
    for_each_word(text, [&](std::string_view word) {
      append(shaper.shape(word, manner_in_line(word, text, style, ends_line)),
             at + static_cast<std::size_t>(word.data() - text.data()), style.size, mark, false);
    });
  }

  /// Bytes [first, last) of text from left to right, with a hyphen where the line is `hyphenated`.
  /// `ends_line`: a soft hyphen at the end is seen.
  Line left_to_right_line(const Passage& passage, std::size_t first, std::size_t last, bool hyphenated,
                          bool ends_line) {
    passage.for_each_stretch(first, last, [&](std::string_view part, const Style& style, std::uint32_t mark) {
      const std::size_t at = passage.end_of(part) - part.size() - first;
      if (hyphenated && passage.end_of(part) == last) {
        append_words(at_line_end(part, true), at, style, mark, ends_line);
      } else {
        append_words(part, at, style, mark, ends_line && passage.end_of(part) == last);
      }
    });
    return maker.take();
  }

  Line line_of(const Passage& passage, std::size_t first, std::size_t last) {
    if (passage.order == nullptr) return left_to_right_line(passage, first, last, false, false);
    struct Part {
      std::string_view word;
      Style style;
      std::uint32_t mark = 0;
    };
    for (const Bidi::VisualRun& run : passage.order->visual_runs(first, last)) {
      std::vector<Part> words;
      passage.for_each_stretch(
          run.first, run.last, [&](std::string_view part, const Style& style, std::uint32_t mark) {
            for_each_word(part, [&](std::string_view word) { words.push_back({word, style, mark}); });
          });
      if (run.right_to_left) std::ranges::reverse(words);
      for (const auto& [word, style, mark] : words) {
        const std::size_t at = passage.end_of(word) - word.size() - first;
        append(shaper.shape(word, manner(style, run.right_to_left)), at, style.size, mark, run.right_to_left);
      }
    }
    return maker.take();
  }

  /// As much of the passage from `first` on as fits the measure with an ellipsis behind it.
  Line cut_line(const Passage& passage, std::size_t first, Points room) {
    const std::string_view text = passage.text;
    const Direction runs = direction_of_text(text, direction);
    const Points sign = width_of(ellipsis, passage.style);
    const Segment rest{.first = first, .word_last = text.size(), .last = text.size()};
    std::vector<std::size_t> ends{first};
    Points width;
    for (const Segment& character : segmenter.characters(text, rest)) {
      width += width_of(passage, character.first, character.last);
      if (width + sign > room) break;
      ends.push_back(character.last);
    }
    // Side by side, characters may be a little wider than the sum of their widths.
    while (true) {
      std::string kept(text.substr(first, ends.back() - first));
      kept.resize(kept.find_last_not_of(' ') + 1);
      const std::vector<Span> spans = spans_between(passage.spans, first, first + kept.size());
      kept += ellipsis;
      const std::optional<Bidi> bidi = Bidi::of(kept, runs);
      Line line = line_of({kept, passage.style, spans, bidi ? &*bidi : nullptr}, 0, kept.size());
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
  std::vector<Line> paragraph(std::string_view text, std::span<const Span> spans, const Style& asked,
                              const Measure& measure);
  std::vector<Line> lines_of(Passage passage, const Measure& measure);
  Broken broken(const Passage& passage, const Measure& measure);

  // ---------------------------------------------------------------- lines of code

  Line code_line(std::string_view text, const Style& style, std::uint32_t mark);
  std::size_t end_of_code(std::string_view text, const Style& style, Points width);
  void add_code_lines(std::vector<Line>& lines, std::string text, const Style& style, Points width,
                      std::uint32_t mark);

  LineBreaker breaker;
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
  const FaceInfo& info =
      state_->fonts.info(state_->fonts.main_face(style.weight == Weight::bold, style.family));
  const auto scaled = [&](int units) { return style.size.scaled(units, info.units_per_em); };
  return {scaled(info.ascent), scaled(-info.descent), scaled(info.cap_height), scaled(info.x_height)};
}

Line Typesetter::line(std::string_view text, const Style& style) {
  const std::string plain = as_one_paragraph(text);
  const std::optional<Bidi> bidi = state_->order_of(plain);
  return state_->line_of({plain, style, {}, bidi ? &*bidi : nullptr}, 0, plain.size());
}

Points Typesetter::width(std::string_view text, const Style& style) {
  if (state_->direction == Direction::left_to_right && !text.ends_with(' ')) {
    if (const auto plain = state_->shaper.look_up_width(text, state_->manner(style, false), style.size))
      return *plain;
  }
  return line(text, style).width;
}

Broken Typesetter::State::broken(const Passage& passage, const Measure& measure) {
  const std::vector<Measured> segments = segments_of(passage, measure);
  Broken broken = breaker.break_lines(fitting_segments(segments, passage, measure), measure);
  if (measure.hyphenate && passage.order == nullptr && may_gain(broken, measure)) {
    Broken hyphenated = breaker.break_lines(hyphenated_segments(segments, passage, measure), measure);
    // What is cut off all the same is not worth a hyphen.
    if (hyphenated.fits(measure)) broken = std::move(hyphenated);
  }
  return broken;
}

std::vector<Line> Typesetter::State::paragraph(std::string_view text, std::span<const Span> spans,
                                               const Style& style, const Measure& measure) {
  std::string plain = as_one_paragraph(text);
  std::vector<Span> own = spans_between(spans, 0, plain.size());
  std::optional<Bidi> order = order_of(plain);
  if (order && !own.empty()) {
    isolate_code(plain, own);
    order = order_of(plain);
  }
  return lines_of({plain, style, own, order ? &*order : nullptr}, measure);
}

std::vector<Line> Typesetter::State::lines_of(Passage passage, const Measure& measure) {
  const std::string_view plain = passage.text;
  const Bidi* const order = passage.order;
  // Most titles fit on one line: then there is nothing to break.
  const Points room = measure.width - measure.first_indent;
  if (order != nullptr || may_fit(passage, room)) {
    Line whole = line_of(passage, 0, plain.size());
    if (whole.width <= room) {
      std::vector<Line> lines;
      lines.push_back(std::move(whole));
      return lines;
    }
  }
  Broken broken = this->broken(passage, measure);
  if (broken.tears_word()) {
    Passage smaller = passage;
    smaller.style.size = passage.style.size.scaled(smaller_type, 100);
    if (Broken other = this->broken(smaller, measure); !other.tears_word()) {
      broken = std::move(other);
      passage = smaller;
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
      lines.push_back(cut_line(passage, begin.first, i == 0 ? room : measure.width));
    } else if (i + 1 == count || order != nullptr) {
      lines.push_back(line_of(passage, begin.first, end_of_line(passage, end)));
    } else {
      lines.push_back(
          left_to_right_line(passage, begin.first, end_of_line(passage, end), end.hyphenated, true));
    }
    lines.back().splits_word = i + 1 < count && end.last == end.word_last;
    first = ends[i];
  }
  return lines;
}

Line Typesetter::State::code_line(std::string_view text, const Style& style, std::uint32_t mark) {
  const std::optional<Bidi> bidi = Bidi::of(text, Direction::left_to_right);
  const Span all{.last = text.size(), .family = Family::code, .mark = mark};
  return line_of({text, style, {&all, 1}, bidi ? &*bidi : nullptr}, 0, text.size());
}

/// Where the line ends that `text` begins with: before a space behind its first word, else behind any
/// character, one at least however narrow the line is.
std::size_t Typesetter::State::end_of_code(std::string_view text, const Style& style, Points width) {
  const std::size_t word = text.find_first_not_of(' ');
  std::size_t fitting = 0;
  std::size_t space = 0;
  for (const Segment& character :
       segmenter.characters(text, {.first = 0, .word_last = text.size(), .last = text.size()})) {
    if (character.first > word && code_line(text.substr(0, character.last), style, 0).width > width) break;
    fitting = character.last;
    if (fitting > word && fitting < text.size() && text[fitting] == ' ') space = fitting;
  }
  return space > 0 ? space : fitting;
}

void Typesetter::State::add_code_lines(std::vector<Line>& lines, std::string text, const Style& style,
                                       Points width, std::uint32_t mark) {
  const std::size_t own = std::min(text.find_first_not_of(' '), text.size());
  const std::int64_t column = std::max<std::int64_t>(code_line(" ", style, mark).width.milli, 1);
  const auto most = static_cast<std::size_t>(width.milli / column / 2);
  const std::string indent(std::min(own + tab_columns, most), ' ');
  while (true) {
    Line line = code_line(text, style, mark);
    if (line.width <= width) return lines.push_back(std::move(line));
    const std::size_t end = end_of_code(text, style, width);
    if (end == text.size()) return lines.push_back(std::move(line));
    lines.push_back(code_line(std::string_view(text).substr(0, end), style, mark));
    lines.back().splits_word = text[end] != ' ';
    text.replace(0, text.find_first_not_of(' ', end), indent);
  }
}

void Typesetter::keep_paragraphs() { state_->paragraphs.emplace(); }

std::vector<Line> Typesetter::paragraph(std::string_view text, const Style& style, const Measure& measure) {
  return paragraph(text, {}, style, measure);
}

namespace {

/// What tells a paragraph from others.
std::string key_of(std::string_view text, std::span<const Span> spans, const Style& style,
                   const Measure& measure) {
  std::string key;
  const auto add = [&](std::initializer_list<std::int64_t> values) {
    for (const std::int64_t value : values) {
      const auto bytes = std::bit_cast<std::array<char, sizeof value>>(value);
      key.append(bytes.data(), bytes.size());
    }
  };
  add({style.weight == Weight::bold, style.size.milli, style.figures == Figures::tabular,
       static_cast<int>(style.family), measure.width.milli, measure.first_indent.milli,
       static_cast<std::int64_t>(measure.most_lines), measure.hyphenate, std::ssize(spans)});
  for (const Span& span : spans) {
    add({static_cast<std::int64_t>(span.first), static_cast<std::int64_t>(span.last),
         static_cast<int>(span.family), span.bold, span.mark});
  }
  return key += text;
}

}  // namespace

std::vector<Line> Typesetter::paragraph(std::string_view text, std::span<const Span> spans,
                                        const Style& style, const Measure& measure) {
  State& state = *state_;
  if (!state.paragraphs) return state.paragraph(text, spans, style, measure);
  const std::string key = key_of(text, spans, style, measure);
  const auto kept = state.paragraphs->find(key);
  if (kept != state.paragraphs->end()) return kept->second;
  const std::size_t missing = state.shaper.times_missing();
  std::vector<Line> lines = state.paragraph(text, spans, style, measure);
  // Missing characters are reported each time, and a single line is made as fast as it is copied.
  if (lines.size() > 1 && state.shaper.times_missing() == missing) {
    if (state.paragraphs->size() >= most_kept_paragraphs) state.paragraphs->clear();
    state.paragraphs->emplace(key, lines);
  }
  return lines;
}

std::vector<Line> Typesetter::code(std::string_view text, const Style& style, Points width,
                                   std::uint32_t mark) {
  std::vector<Line> lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    state_->add_code_lines(lines, without_tabs(text.substr(0, end)), style, width, mark);
    if (end >= text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

const std::vector<char32_t>& Typesetter::missing() const { return state_->shaper.missing(); }
std::vector<char32_t> Typesetter::take_missing() { return state_->shaper.take_missing(); }

}  // namespace pensum::text
