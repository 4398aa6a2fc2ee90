#include "page/gap.hpp"

#include "base/gap_marks.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pensum::page {
namespace {

using document::DrawText;
using document::Element;
using document::ElementId;
using document::Role;

constexpr std::string_view english = "en";

/// A run that is being taken apart.
struct OpenRun {
  text::FaceId face = 0;
  Points size;
  Points x;
  Points width;
  bool right_to_left = false;
  std::uint32_t text_first = 0;
  std::string text;
  std::vector<text::Glyph> glyphs;
};

/// A run, or the part of one, and whether it is in English.
struct Part {
  OpenRun run;
  bool english = false;
};

class Marker {
 public:
  Marker(document::Document& document, const text::FontSet& fonts) : document_(document), fonts_(fonts) {}

  void mark() {
    for (document::Page& page : document_.pages) mark(page);
    document_.metadata.subject = without_gap_marks(document_.metadata.subject);
    for (document::Bookmark& bookmark : document_.bookmarks)
      bookmark.title = without_gap_marks(bookmark.title);
    for (Element& element : document_.elements) mark(element);
  }

 private:
  void mark(document::Page& page) {
    decltype(page.operations) operations;
    for (document::Operation& operation : page.operations) {
      if (auto* box = std::get_if<document::TickBox>(&operation)) {
        if (mostly_english(box->spoken)) document_.elements[box->element].language = english;
        box->spoken = without_gap_marks(box->spoken);
      }
      if (auto* link = std::get_if<document::LinkArea>(&operation))
        link->spoken = without_gap_marks(link->spoken);
      auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr || !is_marked(*text)) {
        operations.push_back(std::move(operation));
        continue;
      }
      for (DrawText& part : parts_of(std::move(*text))) operations.push_back(std::move(part));
    }
    page.operations = std::move(operations);
  }

  /// What is spoken of an element in place of what it shows. Where it shows words, these may be in another
  /// language: only figures and cells, which show none, take its language.
  static void mark(Element& element) {
    for (KeptText* spoken : {&element.alternative, &element.expansion}) {
      if (!has_gap_marks(*spoken)) continue;
      const bool shows_no_words = element.role == Role::figure || element.role == Role::data_cell;
      if (mostly_english(*spoken) && shows_no_words) element.language = english;
      *spoken = without_gap_marks(*spoken);
    }
  }

  bool is_marked(const DrawText& text) {
    return in_english_[text.element] ||
           std::ranges::any_of(text.line.runs, [](const text::Run& run) { return has_gap_marks(run.text); });
  }

  /// The same text as one operation for each stretch in one language.
  std::vector<DrawText> parts_of(DrawText text) {
    std::vector<OpenRun> runs = opened(text.line.runs);
    std::ranges::sort(runs, {}, &OpenRun::text_first);
    std::vector<Part> parts;
    for (OpenRun& run : runs) split(std::move(run), in_english_[text.element], parts);
    const std::vector<std::span<Part>> stretches = stretches_of(parts);
    std::vector<DrawText> texts;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const bool is_last = i + 1 == stretches.size();
      texts.push_back(drawing(text, stretches[i], is_last));
      if (stretches[i].front().english && text.element != document::artifact)
        texts.back().element = span_in(text.element);
    }
    return texts;
  }

  static std::vector<OpenRun> opened(const text::Runs& packed) {
    std::vector<OpenRun> runs;
    for (const text::Run& run : packed) {
      runs.push_back({run.face,
                      run.size,
                      run.x,
                      run.width,
                      run.right_to_left,
                      run.text_first,
                      std::string(run.text),
                      {run.glyphs.begin(), run.glyphs.end()}});
    }
    return runs;
  }

  /// The parts that follow one another in one language, with nothing between them.
  static std::vector<std::span<Part>> stretches_of(std::vector<Part>& parts) {
    std::vector<std::span<Part>> stretches;
    for (std::size_t first = 0, end = 0; first < parts.size(); first = end) {
      end = first + 1;
      while (end < parts.size() && parts[end].english == parts[first].english &&
             are_neighbours(parts[end - 1].run, parts[end].run)) {
        ++end;
      }
      stretches.push_back(std::span(parts).subspan(first, end - first));
    }
    return stretches;
  }

  /// What `text` draws of a stretch, beginning where its first run does.
  DrawText drawing(const DrawText& text, std::span<Part> stretch, bool is_last) const {
    OpenRun space;
    // Readers tell words apart by a space; lines in different elements would have none between them.
    if (is_last && !text.line.splits_word) space = space_behind(stretch.back().run);
    std::ranges::sort(stretch, {}, [](const Part& part) { return part.run.x; });
    text::LineMaker line;
    for (const Part& part : stretch) append(line, part.run);
    if (!space.text.empty()) append(line, space);
    DrawText part = text;
    const Points left = stretch.front().run.x;
    part.x = part.turned ? part.x - left : part.x + left;
    part.line = line.take();
    part.line.splits_word = !is_last || text.line.splits_word;  // it goes on in the same line
    return part;
  }

  static void append(text::LineMaker& line, const OpenRun& run) {
    if (run.glyphs.empty()) return;
    line.append({.face = run.face,
                 .size = run.size,
                 .width = run.width,
                 .right_to_left = run.right_to_left,
                 .text_first = run.text_first,
                 .text = run.text},
                run.glyphs);
  }

  /// Whether nothing is between two runs of a line, but for what rounding leaves. From right to left, what is
  /// read next may be elsewhere.
  static bool are_neighbours(const OpenRun& one, const OpenRun& other) {
    const auto touch = [](const OpenRun& left, const OpenRun& right) {
      return std::abs((left.x + left.width - right.x).milli) <= 10;
    };
    return touch(one, other) || touch(other, one);
  }

  ElementId span_in(ElementId parent) {
    Element span{.role = Role::span, .parent = parent};
    span.language = english;
    document_.elements.push_back(std::move(span));
    return static_cast<ElementId>(document_.elements.size() - 1);
  }

  /// Appends a run's parts.
  void split(OpenRun run, bool& in_english, std::vector<Part>& parts) {
    if (!in_english && !has_gap_marks(run.text)) {
      parts.push_back({std::move(run), false});
    } else if (run.right_to_left) {
      leave_marks_out(run, in_english);
      parts.push_back({std::move(run), false});
    } else {
      split_left_to_right(run, in_english, parts);
    }
  }

  /// English runs from left to right: what runs the other way has no more than a mark of its neighbour.
  static void leave_marks_out(OpenRun& run, bool& in_english) {
    const std::string with_marks = std::exchange(run.text, {});
    for (auto glyph = run.glyphs.rbegin(); glyph != run.glyphs.rend(); ++glyph) {
      MarkedText marked(
          std::string_view(with_marks).substr(glyph->text_first, glyph->text_last - glyph->text_first),
          in_english);
      glyph->text_first = static_cast<std::uint32_t>(run.text.size());
      for (MarkedPart part = marked.next(); !part.text.empty(); part = marked.next()) run.text += part.text;
      glyph->text_last = static_cast<std::uint32_t>(run.text.size());
    }
  }

  void split_left_to_right(const OpenRun& run, bool& in_english, std::vector<Part>& parts) {
    const int em = fonts_.info(run.face).units_per_em;
    std::int64_t advance = 0;
    const std::size_t first = parts.size();
    for (const text::Glyph& glyph : run.glyphs) {
      const std::string_view cluster =
          std::string_view(run.text).substr(glyph.text_first, glyph.text_last - glyph.text_first);
      MarkedText marked(cluster, in_english);
      MarkedPart letters = marked.next();  // a glyph's are in one language
      if (letters.text.empty()) letters.english = parts.size() > first ? parts.back().english : in_english;
      if (parts.size() == first || parts.back().english != letters.english) {
        parts.push_back({OpenRun{.face = run.face,
                                 .size = run.size,
                                 .x = run.x + run.size.scaled(advance, em),
                                 .width = {},
                                 .right_to_left = false,
                                 .text_first = run.text_first + glyph.text_first,
                                 .text = {},
                                 .glyphs = {}},
                         letters.english});
      }
      OpenRun& part = parts.back().run;
      part.glyphs.push_back(glyph);
      part.glyphs.back().text_first = static_cast<std::uint32_t>(part.text.size());
      part.text += letters.text;
      part.glyphs.back().text_last = static_cast<std::uint32_t>(part.text.size());
      part.width += run.size.scaled(glyph.advance, em);
      advance += glyph.advance;
      while (!marked.next().text.empty()) {
      }
    }
  }

  /// A space after `last`; nothing where it ends in one, or its face has none.
  OpenRun space_behind(const OpenRun& last) const {
    const std::uint32_t glyph = fonts_.glyph(last.face, ' ');
    if (glyph == 0 || last.text.ends_with(' ')) return {};
    return {.face = last.face,
            .size = last.size,
            .x = last.x + last.width,
            .width = {},
            .right_to_left = false,
            .text_first = last.text_first + static_cast<std::uint32_t>(last.text.size()),
            .text = " ",
            .glyphs = {
                {.id = glyph, .advance = fonts_.advance(last.face, glyph), .text_first = 0, .text_last = 1}}};
  }

  document::Document& document_;
  const text::FontSet& fonts_;
  std::map<ElementId, bool> in_english_;  ///< whether an element's text goes on in English
};

}  // namespace

void mark_english(document::Document& document, const text::FontSet& fonts) {
  Marker(document, fonts).mark();
}

}  // namespace pensum::page
