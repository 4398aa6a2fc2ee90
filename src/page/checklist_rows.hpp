// The rows of a checklist, measured: a row a day, as low as what is in it allows, and what of a day that is
// longer than a page goes into which row.
#pragma once

#include "page/box_rows.hpp"
#include "page/composition.hpp"
#include "page/references.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {

/// The left edges that all rows share, and the widths between them.
struct ChecklistColumns {
  bool stacked = false;  ///< narrow pages: lessons below the date, reviews below the lessons
  Points date;
  Points lessons;  ///< boxes included
  Points box;
  Points number_right;
  bool number_above = false;  ///< ids too wide for a column are above the title
  Points title;
  Points title_width;
  Points references_right;
  Points minutes_right;
  Points reviews;
  Points reviews_width;
  Points notes;  ///< lines to write on; where rows are stacked they are below
  Points notes_width;
};

/// A lesson of a row, or as much of its title as the row holds.
struct ChecklistLesson {
  std::size_t task = 0;     ///< of its day
  bool first_piece = true;  ///< has the box, the number and the minutes
  TextBlock title{};
  TextBlock moved{};  ///< from which date, where it was on another
  std::vector<LessonReference> references{};
  Points height{};
};

/// A study day, or as much of it as a row holds; study days in a row with nothing on them; or days off.
struct ChecklistRow {
  enum class Kind { day, empty, off } kind = Kind::day;
  std::size_t first_day = 0;  ///< in Plan::days; not of days off
  std::size_t last_day = 0;
  DateRange dates{};
  bool first_piece = true;  ///< of its day
  bool last_piece = true;
  TextBlock date{};    ///< the date or dates, as they are written
  TextBlock remark{};  ///< beside it, or below if it is too long for that; may be empty
  bool remark_below = false;
  std::vector<ChecklistLesson> lessons{};
  std::vector<std::pair<std::size_t, std::size_t>>
      reviews{};  ///< rows of boxes: the first, one past the last
  Points height{};
};

/// From the most room to the least: closer rows; smaller titles in the minutes' room, too; no load. What a
/// learner ticks is in all of them.
enum class ChecklistDetail { wide, close, small, least };

class ChecklistRows {
 public:
  /// Rows in the most room that does not take more pages than the least does.
  explicit ChecklistRows(Composition& composition);

  /// In the order of the dates.
  std::vector<ChecklistRow> rows;

  const ChecklistColumns& columns() const { return columns_; }
  std::vector<Block> blocks() const;

  Type date_type(const ChecklistRow& row) const;
  Type title_type() const { return detail_ >= ChecklistDetail::small ? Type::small : Type::body; }
  Points padding() const;
  /// Of each lesson.
  bool shows_minutes() const { return detail_ < ChecklistDetail::small; }
  /// Whether the row ends a plan whose last date is marked.
  bool is_deadline(const ChecklistRow& row) const;
  /// Below the date: what there is to do in minutes, where there is room for it.
  bool shows_load() const { return detail_ != ChecklistDetail::least; }
  /// Lines to write on: in all but the lowest rows, and below these where they are stacked.
  bool has_notes() const { return detail_ != ChecklistDetail::least || columns_.stacked; }
  /// Where that takes no page more; titles lead there in any case.
  bool shows_references() const { return shows_references_; }
  /// From below the row's padding to its first lesson.
  Points head_height(const ChecklistRow& row) const;
  /// From the first lesson's top to below the last one.
  static Points lessons_height(const ChecklistRow& row);
  /// The room that the arrow before “from 26 Nov” takes.
  Points moved_arrow() const { return layout_.small * 3 / 2; }
  Points box_size() const;
  BoxRows review_rows();
  Points review_row_height();
  /// Of the word before a day's reviews.
  Points reviews_word();

 private:
  void measure();
  void find_columns();
  void find_widest();
  std::size_t pages() const;
  std::int64_t reviews_percent() const { return !has_notes() ? 32 : shows_minutes() ? 19 : 22; }
  void add_days_off(Date first, Date last);
  void add_empty_days(std::size_t first, std::size_t last);
  void add_day(std::size_t day);
  void add_pieces(const ChecklistRow& whole);
  std::vector<ChecklistLesson> parts_of(const ChecklistLesson& lesson, Points most) const;
  ChecklistLesson lesson_of(std::size_t day, std::size_t task);
  Points lesson_height(const ChecklistLesson& lesson) const;
  Points date_height(const ChecklistRow& row) const;
  Points reviews_height(const ChecklistRow& row);
  Points row_height(const ChecklistRow& row);
  void set_remark(ChecklistRow& row, const std::vector<std::string>& remarks);
  std::string dates_of(const ChecklistRow& row) const;
  Points date_line() const;

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  ChecklistDetail detail_ = ChecklistDetail::wide;
  ChecklistColumns columns_;
  Points widest_id_;
  Points widest_minutes_;
  bool has_reviews_ = false;
  bool shows_references_ = false;
};

}  // namespace pensum::page
