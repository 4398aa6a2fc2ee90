// How much of a page each day takes: each is a block that stays whole, unless it is longer than a page; then
// it is drawn in pieces.
#pragma once

#include "facts/stretches.hpp"
#include "page/box_rows.hpp"
#include "page/composition.hpp"
#include "page/references.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pensum::page {

/// The left edges that all days share, and the widths between them.
struct DayColumns {
  bool stacked = false;  ///< narrow pages: the date is above the lessons, not beside them
  Points date_width;
  Points box;
  Points number_right;
  Points title;
  Points title_width;
  Points summary_width;  ///< on narrow pages also below the minutes
  Points minutes_right;
  bool number_above = false;  ///< ids too wide for a column are above the title
};

/// A lesson as it is drawn: its texts, broken, and the part of them that this piece draws.
struct LessonRow {
  std::size_t task = 0;     ///< of its day
  bool first_piece = true;  ///< has the box, the number and the minutes
  TextBlock path;           ///< the path's title where the path begins
  TextBlock title;
  TextBlock moved;  ///< from which date, where it was on another
  TextBlock summary;
  std::vector<LessonReference> references{};  ///< at its end
  Points height;
};

/// Boxes of reviews that are alike many days after their lessons.
struct ReviewGroup {
  std::size_t first = 0;  ///< of its day's reviews
  std::size_t last = 0;   ///< one past the last
  std::string label;      ///< after how many days; empty where the group goes on from the row above
  Points left;            ///< from the row's left edge
};

/// A review with its title, cut where it is very long; or a row of boxes with numbers.
struct ReviewLine {
  std::size_t review = 0;  ///< of its day; of a row: its first
  TextBlock heading;       ///< above the first of a group with titles
  std::string label;       ///< in its place, beside the first of a group on wide pages
  TextBlock title;
  std::vector<LessonReference> references{};
  std::vector<ReviewGroup> groups{};  ///< of a row
};

/// Days with neither lessons nor reviews, in few words.
struct EmptyDays {
  std::size_t last = 0;  ///< the last of them; the first is its piece's day
  TextBlock dates;
  TextBlock remark;
  Points remark_left;   ///< from the column's left edge
  bool beside = false;  ///< the remark is in the dates' line
};

/// What stays together: a whole day, or a piece of one that is longer than a page; or empty days in a row.
struct DayPiece {
  std::size_t day = 0;
  bool first = true;  ///< of its day
  bool last = true;
  std::vector<LessonRow> rows;
  std::vector<ReviewLine> reviews;
  std::optional<EmptyDays> empty{};
  bool tight = false;      ///< closer together
  bool shortened = false;  ///< without summaries
  Points lines{};          ///< of `height`, at its end: room to write below the day's lessons
  std::int64_t notes = 0;  ///< lines to write on that the day has at least, beside its lessons or below them
  Points height;

  /// The last of its days: of empty days in a row there are several.
  std::size_t last_day() const { return empty ? empty->last : day; }
};

/// Breaks the days' texts and measures them, for columns all alike.
class DayPieces {
 public:
  DayPieces(Composition& composition, const Section& section);

  /// In the order of the days. What is drawn may be moved away.
  std::vector<DayPiece> pieces;

  /// For the column that the composition sets at present.
  const DayColumns& columns() const { return columns_; }
  void find_columns();
  /// The same for the first column of a page, whichever was set last.
  void find_columns_of_page();
  /// The days are closer together where that saves a page with little on it.
  void save_a_page();
  bool is_tight() const { return tight_; }
  /// Sets the day's pieces as they are in hand: closer together only with their page.
  void set_as_in_hand(const PlacedDay& day, std::size_t first, std::size_t last);
  /// Notes how the piece is set, where that is not as all pieces are.
  void note(const DayPiece& piece, PlacedDay& day) const;
  /// Sets how close together days are, and measures those pieces again that are to be drawn so.
  void set_tight(bool tight, std::size_t first, std::size_t last);
  /// Gives each day from `from` on that many lines to write on.
  void set_notes(std::int64_t lines, Date from, std::size_t first, std::size_t last);
  /// Leaves out how many lessons are done by the evening where that saves a page.
  void find_room_for_progress();
  bool shows_progress() const { return progress_lines_ > 0 || progress_below_; }
  void leave_out_progress(std::size_t first, std::size_t last);
  /// As many as take no page more than none do.
  void find_notes(const Flow& flow);
  std::int64_t notes() const { return notes_; }
  /// Of days from `from` on.
  void leave_out_summaries(Date from, std::size_t first, std::size_t last);
  /// The pieces from `first` to before `last`, for pagination.
  std::vector<Block> blocks(std::size_t first, std::size_t last) const;

  /// The budget whose bar is as wide as bars are.
  Minutes widest_budget(std::size_t day) const;
  /// How many days the day's number is out of.
  std::size_t days_in_all(std::size_t day) const;
  Points padding() const { return tight_ ? layout_.leading.scaled(38, 100) : layout_.leading / 2; }
  /// Of what is above a day's lessons, also if the day continues on another page.
  Points header_height() const;
  /// How far empty days' dates are below their block's top.
  Points empty_top() const { return section_.own_page ? padding() : padding() * 3 / 4; }
  /// Of the facts below a date that has the lessons beside it.
  Points latest_width() const { return columns_.date_width - layout_.body.scaled(6, 10); }
  std::string latest(const StudyDay& day) const;
  /// How many lessons are done by that day's evening, and how many there are.
  std::pair<std::size_t, std::size_t> lessons_done(std::size_t day) const;
  /// "7 of 22 done by tonight".
  std::string progress(std::size_t day) const;
  /// Of the date and its facts, beside the lessons.
  Points date_column_height(const StudyDay& day) const;
  /// "13 of 20 min".
  std::string load_of_budget(const StudyDay& day) const;
  /// Where lessons are below the date, the facts beside it: as many on all days as every day has room
  /// for.
  std::string facts_beside(std::size_t day) const { return facts_of(day)[facts_]; }
  /// What is in a line of its own below that; may be empty.
  std::string facts_below(std::size_t index) const;

  /// The room that the arrow before “from 26 Nov” takes.
  Points moved_arrow() const { return layout_.small * 3 / 2; }
  Points review_line_height() const;
  Points height_of(const ReviewLine& line) const;
  Points heading_height(const ReviewLine& line) const;
  /// Beside a review the page of its questions is alone, since its heading names them.
  static ReferenceForm form_beside_review(PartOfLesson part) {
    return part == PartOfLesson::questions ? ReferenceForm::page : ReferenceForm::named;
  }
  /// Where references beside a review's title end.
  Points reference_right(PartOfLesson part) const;
  /// Where labels of groups end that are beside a review's title.
  Points label_right() const;
  /// Whether references of lessons are below the minutes, where they take no line, one below the other.
  bool refers_beside() const { return refers_beside_; }
  /// Whether references have room in the last line of a lesson's summary.
  bool refers_in_summary(const LessonRow& row) const;
  /// Lines of a lesson's references that are not beside it.
  std::vector<std::vector<LessonReference>> reference_lines(const LessonRow& row) const;
  /// The side of a review's box, which is smaller than a lesson's.
  Points review_box() const { return layout_.box.scaled(7, 10); }
  /// Of reviews as boxes with numbers.
  BoxRows box_rows();
  /// Between a group's boxes and what is before or behind it.
  Points group_gap() const { return layout_.body / 2; }

 private:
  void find_widest();
  void find_facts();
  Points date_line() const;
  std::array<std::string, 4> facts_of(std::size_t index) const;
  void find_progress();
  bool have_notes() const;
  Points room_to_write(const DayPiece& piece) const;
  Points row_gap() const { return layout_.leading.scaled(tight_ ? 28 : 45, 100); }
  Points highest_review() const;
  Points row_height(const LessonRow& row) const;
  Points reviews_height(const DayPiece& piece) const;
  Points piece_height(const DayPiece& piece) const;
  void measure_again(std::size_t first, std::size_t last);
  const PlacedDay* past_day(std::size_t day) const;
  void add(const facts::Stretch& stretch);

  Points height_of_references(const LessonRow& row) const;
  bool begins_path(std::size_t day, std::size_t task) const;
  std::vector<Path>::const_iterator path_of(LessonIndex lesson) const;
  LessonRow row_of(std::size_t day, std::size_t task);
  std::optional<std::int64_t> days_after(std::size_t day, std::size_t review) const;
  bool begins_group(std::size_t day, std::size_t review) const;
  std::string group_heading(std::size_t day, std::size_t review) const;
  ReviewLine review_line(std::size_t day, std::size_t review);
  void ungroup(DayPiece& piece);
  std::vector<ReviewLine> review_rows(std::size_t day);
  std::vector<ReviewLine> review_lines(std::size_t day);
  void add_day(std::size_t day);
  void add_empty_days(const facts::Stretch& stretch);
  std::string dates_of(const facts::Stretch& stretch) const;
  std::vector<std::string> remarks_on(const facts::Stretch& stretch) const;
  void add_long_day(DayPiece whole);
  std::vector<LessonRow> split(const LessonRow& row, Points most) const;

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& section_;
  DayColumns columns_;
  Minutes widest_;
  Points widest_id_;
  Points widest_date_;
  Points widest_latest_;
  Points minutes_width_;
  Points text_width_;              ///< of "Text: p. 123"
  Points questions_width_;         ///< of "Questions: p. 123"
  Points page_width_;              ///< of "p. 123" beside reviews
  bool review_texts_ = false;      ///< reviews name the pages of their lessons' texts
  std::int64_t latest_lines_ = 1;  ///< that the longest "can wait until …" takes
  std::size_t facts_ = 0;  ///< which wording of the facts all days use, from the most to the fewest words
  bool latest_below_ = false;
  bool progress_below_ = false;
  std::int64_t progress_lines_ = 0;        ///< that the longest takes below the date
  std::vector<std::size_t> lessons_done_;  ///< by each day's evening
  std::int64_t notes_ = 0;
  bool refers_beside_ = false;
  bool tight_ = false;
};

}  // namespace pensum::page
