// The weeks' columns, measured: which parts of each day a page may hold, and how a week that is longer than a
// page is divided.
#pragma once

#include "page/box_rows.hpp"
#include "page/composition.hpp"
#include "page/references.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pensum::page {

inline constexpr std::size_t days_of_week = 7;

/// How much detail a week shows, from the most to the least: titles of lessons and reviews; reviews as boxes
/// with numbers; lessons, too, with a key of their titles beside the week; the same without the days' load.
enum class WeekDetail { full, review_numbers, numbers, fewest };

/// What no page break divides in a day's column: a lesson's first line with its box, a line that continues,
/// references to its text and questions, a row of boxes, the word above reviews.
struct WeekAtom {
  enum class Kind {
    lesson,
    more,
    references,
    lessons,
    reviews_word,
    review,
    reviews,
    remark
  } kind = Kind::lesson;
  std::size_t first = 0;  ///< the task or review; of a row of boxes the first one
  std::size_t last = 0;   ///< of a row of boxes: one past the last one
  TextBlock text;
  Points height;
  std::vector<LessonReference> references{};  ///< named in a line of their own, else a page beside the text
};

struct WeekColumn {
  Date date;
  std::optional<std::size_t> day;  ///< the study day; none for a day off or outside the plan
  std::vector<WeekAtom> atoms;
};

/// A line or two of the key: a lesson's title.
struct KeyEntry {
  LessonIndex lesson = 0;
  TextBlock title;
};

/// How titles are in the key beside a week.
struct KeyForm {
  Type type = Type::small;
  std::size_t most_lines = 1;
  std::size_t columns = 1;
};

struct Week {
  Date first;
  std::array<WeekColumn, days_of_week> columns;
  std::vector<KeyEntry> key{};  ///< lessons whose titles are beside it

  /// Its days that are in the plan.
  std::int64_t study_days() const {
    return std::ranges::count_if(columns, [](const WeekColumn& column) { return column.day.has_value(); });
  }
};

/// A week, or as much of it as a page holds: the atoms [first, last) of each column.
struct WeekPiece {
  std::size_t week = 0;
  bool first_of_week = true;
  std::array<std::size_t, days_of_week> first{};
  std::array<std::size_t, days_of_week> last{};
  std::size_t first_key = 0;  ///< of the week's key
  std::size_t last_key = 0;
  Points height;
};

/// All weeks of a plan, in as much detail as the section has room for.
class WeekPieces {
 public:
  /// Both outlive it.
  WeekPieces(Composition& composition, const Section& section);

  std::vector<Week> weeks;
  std::vector<WeekPiece> pieces;

  /// The pieces' heights, in order.
  std::vector<Block> blocks() const;
  WeekDetail detail() const { return detail_; }

  // ---------------------------------------------------------------- what is where in a week
  Points grid_width() const;                     ///< of the seven columns
  Points column_left(std::size_t column) const;  ///< of its text
  Points column_x(std::size_t column) const;     ///< of the column itself
  Points text_width() const;
  /// Above the columns: which week it is. Weeks below each other on one page show it in their
  /// first day's date.
  Points heading_height() const;
  /// As a column's head shows it.
  std::string date_of(Date date) const;
  /// Large where all dates of the plan have room so, and few rows of them.
  Type date_type() const { return date_type_; }
  /// From a column's top to below its date.
  Points date_height() const;
  bool shows_load() const { return detail_ != WeekDetail::fewest; }
  /// Of each column's head: the date, and below it the load with its bar.
  Points head_height() const;
  Points foot_height() const;
  /// Of a lesson's first line in a column whose text begins at `left`.
  BesideBoxes beside_box(Points left) const;
  Points review_box() const;
  BesideBoxes beside_review_box(Points left) const;
  /// Before a review's title, for its number.
  Points review_indent(const Lesson& lesson);
  /// An id may be as long as a title; beside a title only a short one has room.
  bool shows_id(const Lesson& lesson);
  /// Of the word before a row of reviews.
  Points reviews_word();
  /// Boxes with their lessons' numbers, as many in a row as the column holds.
  BoxRows box_rows(WeekAtom::Kind kind);

  // ---------------------------------------------------------------- the key of titles beside a week
  bool has_key() const { return asked_.one_page && detail_ >= WeekDetail::numbers; }
  Points key_left(std::size_t column) const;
  Points key_width() const;         ///< of a column of it
  Points key_number_width() const;  ///< left of titles
  Points key_indent() const { return key_number_width() + layout_.small / 2; }
  Type key_type() const { return key_.type; }
  Type key_number_type() const { return key_.type == Type::small ? Type::small_bold : Type::body_bold; }
  /// How many rows of titles `count` lessons take.
  std::size_t key_rows(std::size_t count) const { return (count + key_.columns - 1) / key_.columns; }
  /// Of each of the rows that the titles [first, last) take.
  std::vector<Points> key_row_heights(const Week& week, std::size_t first, std::size_t last) const;
  std::vector<NumberedBox> boxes_of(const WeekColumn& column, WeekAtom::Kind kind) const;

 private:
  Points padding() const;
  Points around() const;
  Points key_room() const;
  void choose_detail();
  void choose_references();
  void choose_key();
  void measure_as(WeekDetail detail, const KeyForm& key);
  void find_date_type();
  void find_key_numbers();
  void add_key(Week& week);
  Points key_height(const Week& week, std::size_t first, std::size_t last) const;
  void measure();
  std::size_t pages() const;
  void fill(WeekColumn& column);
  void add_atoms(WeekColumn& column, std::size_t most_lines);
  void add_lesson(WeekColumn& column, std::size_t task);
  void add_references(WeekColumn& column, std::size_t task);
  void add_box_rows(WeekColumn& column, WeekAtom::Kind kind);
  void add_reviews(WeekColumn& column, const StudyDay& day, std::size_t most_lines);
  WeekPiece piece_behind(const WeekPiece& before, Points room) const;
  bool ends_week(const WeekPiece& piece) const;
  void add_pieces(std::size_t index);

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& asked_;
  WeekDetail detail_ = WeekDetail::full;
  bool names_references_ = false;  ///< in lines of their own
  Type date_type_ = Type::body_bold;
  KeyForm key_;
  Points key_number_width_;
};

}  // namespace pensum::page
