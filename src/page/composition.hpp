// What the sections of a document share while it is composed: the plan, the canvas, and the places
// to which they link each other.
#pragma once

#include "base/date.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "page/canvas.hpp"
#include "page/lesson_texts.hpp"
#include "page/paginate.hpp"
#include "plan/placed_pages.hpp"
#include "plan/plan.hpp"
#include "plan/printed_page.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::page {

/// How the number of a page is written: alone or as "p. 3"; alone where a lesson's text or its questions are
/// there; as a reference to its text, questions or answers there, which may name them; or to what a page had
/// no room for.
enum class PageReference {
  number,
  page,
  number_of_text,
  number_of_questions,
  text,
  questions,
  answers,
  named_text,
  named_questions,
  continued
};

/// What of a lesson is on other pages than its day.
enum class PartOfLesson { text, questions };

/// “Questions: p. 7”, “p. 7” or “7”.
enum class ReferenceForm { named, page, number };

/// How wide references to pages of three digits are, by their part and form; 0 where there is nothing to
/// refer to.
struct ReferenceWidths {
  std::array<std::array<Points, 3>, 2> all{};

  Points& of(PartOfLesson part, ReferenceForm form) {
    return all[static_cast<std::size_t>(part)][static_cast<std::size_t>(form)];
  }
  Points of(PartOfLesson part, ReferenceForm form) const {
    return all[static_cast<std::size_t>(part)][static_cast<std::size_t>(form)];
  }
};

/// A page's number, and where it will be.
struct PageNumber {
  Canvas::Promise promise;
  PlaceId place = 0;
  PageReference reference = PageReference::number;
  ElementId element = artifact;  ///< the text's element, where it is not spoken as it is written
};

struct Composition {
  Composition(const Plan& of, const Language& in, Canvas& on);

  const Plan& plan;
  const Language& language;
  Dates dates;  ///< the plan's, in that language
  Canvas& canvas;
  ElementId root = 0;

  Weekday weeks_from = std::chrono::Monday;  ///< the first day of the weeks that a section of them shows
  PlaceId overview = 0;                      ///< the first page
  /// The section that shows each day, where links to days lead.
  std::optional<SectionKind> days_in;
  std::vector<PlaceId> day_places;                   ///< of each study day, in order, if they are shown
  std::map<LessonIndex, std::size_t> day_of_lesson;  ///< the study day of a lesson
  std::map<LessonIndex, std::vector<PlaceId>> question_places;  ///< of each question, if that section comes
  std::map<LessonIndex, std::vector<PlaceId>> answer_places;    ///< of each answer, if that section comes
  std::map<LessonIndex, PlaceId> reading_places;      ///< of each lesson's text, if that section comes
  const LessonTexts* texts = nullptr;                 ///< there if that section comes
  ReferenceWidths reference_widths;                   ///< of references to those
  std::optional<PlaceId> index, questions, answers;   ///< the sections, when they have been set
  std::vector<PageNumber> page_numbers;               ///< to be filled in when all pages are there
  std::vector<std::optional<PlanPlace>> page_starts;  ///< what comes first on each page
  Diagnostics problems;                               ///< what the pages lack, and why

  Points left, width;       ///< of the column that is being set; the page's whole width where there is one
  Points y;                 ///< where the next thing goes on the current page
  bool only_title = false;  ///< the page has the document's title and nothing else yet

  // A plan that is made again for pages in hand (plan/placed_pages.hpp).
  const KeptPages* kept = nullptr;                          ///< null: pages are as they come
  std::vector<const PlacedDay*> kept_days;                  ///< where each study day goes; null: to the end
  std::map<std::pair<LessonIndex, Date>, Date> moved_from;  ///< marks, by the lesson and the day it is on
  std::vector<std::function<void()>> at_the_end;            ///< draws what its own page has no room for
  bool is_at_the_end = false;
  std::map<std::size_t, std::size_t> rest_pages;  ///< to which pages refer for what they have no room for
  PlacedPages placed;                             ///< where things are
  PlacedSection* begun = nullptr;     ///< the section that is begun next, where nothing of it is placed yet
  std::size_t bookmarks_of_days = 0;  ///< those up to the last of the days

  Points content_left() const { return left; }
  Points content_width() const { return width; }
  Points content_right() const { return left + width; }
  Points room() const { return canvas.layout().content_bottom() - y; }
  bool page_is_empty() const { return y == canvas.layout().top; }
  void start_page();
  /// Where a lesson's questions are; nothing if the document does not have them, or there are none.
  std::optional<PlaceId> questions_of(LessonIndex lesson) const;
  /// Notes what is drawn next. What comes first on each page is kept.
  void stands_here(PlanPlace place);
  /// Sets column `column` of `count` on the current page.
  void use_column(unsigned column, unsigned count);
  /// An element whose text is the program's own words, in their language.
  ElementId in_own_words(Role role, ElementId parent);
  /// The language of the program's own words, where it is not the catalog's; else empty.
  std::string own_language() const;
  /// A text of the course or the learner as part of a sentence: isolated if one of them runs from right to
  /// left.
  std::string quoted(std::string_view text) const;
  /// The title of a task's lesson, and which part of it the task is.
  std::string title_of(const Task& task) const;
  /// The language of dates, where it is not the catalog's; else empty.
  std::string date_language() const;
};

/// The names of tick boxes, and what screen readers speak. A lesson is one field on all pages; a part
/// of one is a field of its own.
std::string box_name(const Catalog& catalog, const Task& task);
std::string box_name(const Catalog& catalog, const Review& review);
std::string box_spoken(const Composition& composition, const Task& task);
std::string box_spoken(const Composition& composition, const Review& review);

/// `text` that always stays on one line: its spaces do not break.
std::string unbroken(std::string_view text);

/// A sentence whose dates are isolated (Dates::Form), with each of them on one line; they stay isolated where
/// the composition's own are.
std::string with_unbroken_dates(const Composition& composition, std::string_view text);

/// Between the facts of a row.
inline constexpr const char* separator = "  ·  ";

/// From one date, or month, to another.
std::string date_range(const Language& language, std::string_view first, std::string_view last);

/// A layout with links is for a screen to write on, whose toolbar is at the left, or for the left hand at the
/// right, in any language: its margins change sides with the hand, not with the language.
Layout for_device(Layout layout, const Plan& plan);

/// The tick boxes' column of a row, and the edges of what is beside it.
struct BesideBoxes {
  Points box;
  Points left;
  Points right;
};

/// Of a row from `left` to `right`, whose boxes' sides are `box`: they are where it begins, or for the left
/// hand where it ends, `gap` apart from what is beside them. That rows begin at the right in some
/// languages is the canvas's doing.
BesideBoxes beside_boxes(const Layout& layout, Points left, Points right, Points box, Points gap);

/// A bar as wide as the budget's part of `widest`, filled as far as the load goes, lighter for reviews.
void draw_load_bar(Canvas& canvas, Points x, Points y, Points width, const StudyDay& day, Minutes widest);

/// The white between a bar's lessons and its reviews, which take `reviews` in length: accents that are hardly
/// darker than their lightest shade are told apart, too.
Points load_gap(const Layout& layout, Points reviews);

/// How high load bars are.
Points load_bar_height(const Layout& layout);

/// How a section's blocks are placed on pages.
struct Flow {
  unsigned columns = 1;
  Points gap;  ///< above the first block if there is something over it
  /// Where the first block goes: to a new page unless all blocks fit below what is on the current
  /// one; always to a new page; or to the current one if it fits there.
  enum class Start { together, own_page, here } start = Start::together;
};

/// Whether `blocks` begin below what is on the current page.
bool begin_below(const Composition& composition, std::span<const Block> blocks, const Flow& flow);

/// Paginates `blocks` from the composition's current place and calls `draw` for each page or column in
/// turn, with the composition at its top.
void set_blocks(Composition& composition, std::span<const Block> blocks, const Flow& flow,
                const std::function<void(const PageRange&)>& draw);

/// Calls `draw` for each page or column in turn, from the composition's current place on.
void draw_ranges(Composition& composition, std::span<const PageRange> ranges, unsigned columns,
                 const std::function<void(const PageRange&)>& draw);

/// Goes to where the section that begins was in the pages in hand; false where there is none, or what is
/// before it has taken that place.
bool go_to_kept_place(Composition& composition);
/// Notes that the section begins here.
void begin_section(Composition& composition);

/// Starts pages until there are as many, with nothing of a section on them. A booklet has no empty pages: the
/// rest of its sheet has lines to write on.
void fill_pages(Composition& composition, std::size_t pages);

/// A block, and what draws it at the composition's current place.
struct DrawnBlock {
  Block block;
  std::function<void()> draw;
};

/// Adds space below the last of `blocks`, if there are any.
void add_space(std::vector<DrawnBlock>& blocks, Points space);

/// Paginates and draws blocks that follow each other in the page's whole width.
void set_blocks(Composition& composition, std::span<const DrawnBlock> blocks);

/// Lines to write on, `writing_line` apart, in `height` from `top` on.
void draw_writing_lines(Composition& composition, Points left, Points top, Points width, Points height);

/// What a line to write a date on takes where there is room, what other things leave for it, and the least.
inline constexpr Points longest_date_line = Points::mm(25);
inline constexpr Points usual_date_line = Points::mm(15);
inline constexpr Points shortest_date_line = Points::mm(10);

/// In a plan without dates: a line to write the date on by hand, on `baseline` from `left` up to `right`, or
/// as long as a date needs; none where there is too little room.
void draw_date_line(Composition& composition, Points left, Points right, Points baseline);

/// The course's title with the layout's logo, and for whom and when the plan is. Every plan begins so.
/// `below` is the space that follows it.
std::vector<DrawnBlock> title_blocks(Composition& composition, Type type, Points below);

/// Whether a lesson of the plan has questions.
bool has_checks(const Composition& composition);

/// Each section draws from the composition's current place and moves that below what it drew.
void compose_overview(Composition& composition, const Section& section);
void compose_checklist(Composition& composition, const Section& section);
void compose_weeks(Composition& composition, const Section& section);
void compose_days(Composition& composition, const Section& section);
void compose_index(Composition& composition, const Section& section);
void compose_questions(Composition& composition, const Section& section);
void compose_answers(Composition& composition, const Section& section);
void compose_addresses(Composition& composition, const Section& section);
void compose_cards(Composition& composition, const Section& section);
void compose_readings(Composition& composition, const Section& section);
void compose_notes(Composition& composition, const Section& section);

}  // namespace pensum::page
