// How a plan looks on pages: page size, margins, type, colours and which sections come in which
// order.
#pragma once

#include "base/units.hpp"
#include "document/pages.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pensum::layout {

enum class SectionKind {
  overview,
  checklist,
  weeks,
  days,
  index,
  questions,
  answers,
  addresses,
  cards,
  readings,
  notes
};

/// How much of what a layout has a document holds, from the least to the most: a larger one holds what a
/// smaller one does, too. Which section comes with which: section_elements().
enum class Preset { brief, full, study };

/// The sections that somebody asks for: those of a preset, then others by name; by name alone; or, where
/// nothing is asked for, what the layout makes of it.
struct SectionChoice {
  std::optional<Preset> preset{};
  std::vector<SectionKind> named{};

  bool empty() const { return !preset && named.empty(); }
  friend bool operator==(const SectionChoice&, const SectionChoice&) = default;
};

/// A part of the document, and how the layout wants it.
struct Section {
  SectionKind kind = SectionKind::overview;
  bool numbers = true;        ///< overview: the key numbers and notes
  bool calendar = true;       ///< overview
  bool chart = true;          ///< overview: the load chart
  bool paths = true;          ///< overview: what each path holds, and when
  bool own_page = false;      ///< weeks, days: each begins a page, and has it to write on
  bool one_page = false;      ///< weeks: in a shorter form where the longer one takes several pages
  bool summaries = true;      ///< days: whether lessons bear their summaries
  bool review_titles = true;  ///< days: reviews with their titles, else as boxes with numbers
  bool progress = false;      ///< days: how many lessons are done by the evening
  bool month = false;         ///< days on pages of their own: a small calendar of the month
  unsigned columns = 1;       ///< days, index, questions, answers: 1–4; readings: 1 or 2
  std::int64_t pages = 1;     ///< notes: 1–100
  bool if_room = false;       ///< index, questions: only where that takes no further sheet
  bool close = false;         ///< index: in lines as low as can be, where there is room only so

  friend bool operator==(const Section&, const Section&) = default;
};

/// Where the links to the pages before and after stand.
enum class Edge { top, bottom };

/// The hand that writes on the pages. Tick boxes are where rows begin; for the left hand where they end.
enum class Hand { right, left };

/// A picture beside the document's title.
struct Logo {
  Image image;
  std::string alternative;  ///< what it shows, in words; not empty
  Points height;
};

struct Layout {
  std::string name;   ///< as requests name it
  std::string title;  ///< for people

  Points width, height;
  Points top, right, bottom, left;  ///< margins; of a first page where they change sides
  bool two_sided = false;           ///< right and left change sides on even pages: printed on both sides

  Points small, body, large, display;              ///< type sizes
  Points leading;                                  ///< from baseline to baseline of body type
  Points box, box_line;                            ///< a lesson's tick box: its side, its line
  Points hairline, rule;                           ///< thin and strong rules
  Points writing_line;                             ///< distance of lines to write on
  document::Color text, secondary, accent, faint;  ///< faint draws lines, never text
  document::Color light;  ///< of bars of reviews beside those of lessons: a lighter accent

  Points navigation;                 ///< height of the links on every page, in a margin; 0 for none
  Edge navigation_edge = Edge::top;  ///< which margin
  bool booklet = false;              ///< eight pages on a sheet, which folds into a booklet
  std::optional<Logo> logo;

  Hand hand = Hand::right;  ///< as somebody asks for, not the layout

  std::vector<Section> sections;      ///< at least one, none twice
  Preset preset = Preset::brief;      ///< where nobody asks for another
  std::vector<SectionKind> left_out;  ///< what it has and the preset has not (with_sections)

  Points content_width() const { return width - left - right; }
  Points content_height() const { return height - top - bottom; }
  Points content_right() const { return width - right; }
  Points content_bottom() const { return height - bottom; }
};

/// The space between columns.
inline Points column_gap(const Layout& layout) { return layout.leading.scaled(16, 10); }

}  // namespace pensum::layout
