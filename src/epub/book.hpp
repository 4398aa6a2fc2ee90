// What the files of a book share: their names, which text is in which language, and where a lesson is.
#pragma once

#include "epub/book_readings.hpp"
#include "epub/container.hpp"
#include "epub/epub.hpp"
#include "epub/running_text.hpp"
#include "epub/xhtml.hpp"
#include "facts/stretches.hpp"
#include "language/dates.hpp"
#include "plan/past.hpp"
#include "plan/plan.hpp"
#include "plan/printed_page.hpp"

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::epub {

/// The files beside those of the days.
inline constexpr const char* style_file = "style.css";
inline constexpr const char* own_style_file = "own.css";
inline constexpr const char* cover_picture_file = "cover.png";
inline constexpr const char* cover_file = "cover.xhtml";
inline constexpr const char* title_file = "title.xhtml";
inline constexpr const char* overview_file = "overview.xhtml";
inline constexpr const char* changes_file = "changes.xhtml";
inline constexpr const char* index_file = "index.xhtml";
inline constexpr const char* about_file = "about.xhtml";

/// Between facts in a line: a line may end before it, not between it and what it leads to.
inline constexpr const char* separator = " ·\u00A0";
/// The same without its space.
inline constexpr const char* dot = "·\u00A0";

/// Boxes are characters: no other box is drawn by every reader.
inline constexpr const char* open_box = "☐";
inline constexpr const char* done_box = "☑";

/// A span of study days that readers look for together: a week, or a month in a long plan.
struct DaySpan {
  std::size_t first = 0;  ///< study day
  std::size_t last = 0;   ///< study day, inclusive
  Date begins;            ///< the day that `label` names, or the first one of its span
  std::string label{};    ///< as add_sentence() takes it; empty where no other span is in the plan
};

class Book {
 public:
  /// `plan` is `left` with its days that are over, if there are some. `packer` packs texts.
  Book(const Plan& plan, const Plan& left, const Language& language, const Options& options, Packer& packer);

  const Plan& plan() const { return plan_; }
  /// What is left of it.
  const Plan& left() const { return left_; }
  /// Whether it is what is left of another plan.
  bool was_made_again() const { return left_.before != nullptr; }
  bool is_over(std::size_t day) const { return plan_.today && plan_.days[day].date < *plan_.today; }
  /// Whether a task of a day that is over was done.
  bool is_done(const Task& task) const;
  bool is_done(std::size_t day, const Review& review) const;
  /// The date on which the plan before had a lesson that is on `date` now; nothing if it was there, too.
  std::optional<Date> moved_from(LessonIndex lesson, Date date) const;
  const Catalog& catalog() const { return *plan_.catalog; }
  /// The reader's language, which dates are in.
  const Language& language() const { return language_; }
  /// The language of the program's own words, or the catalog's where that is the same.
  const std::string& own_language() const { return own_.language; }
  /// The plan's dates in that language.
  const Dates& dates() const { return dates_; }
  /// The same, isolated, for sentences that add_sentence() takes.
  Dates dates_in_sentences() const { return dates_.in(Dates::Form::isolated); }
  /// The course's title and for whom the plan is: the same when the plan is made again, so that libraries
  /// know it.
  const std::string& title() const { return title_; }
  /// A week of a plan without dates.
  std::string week_name(std::int64_t week) const;
  /// Its dates.
  std::string subtitle() const;
  /// Whether the reader's own stylesheet is in the book.
  bool own_style() const { return own_style_; }
  bool has_cover() const { return has_cover_; }
  /// The page runs as the course's language does, whatever the reader's language is.
  Direction direction() const { return course_.direction; }
  bool right_to_left() const { return direction() == Direction::right_to_left; }

  /// The files of days: one a study day, and one for empty days in a row, of a week or month of spans().
  const std::vector<facts::Stretch>& stretches() const { return stretches_; }
  /// The file that a study day is in.
  const std::string& day_file(std::size_t day) const { return day_files_[first_in_file_[day]]; }
  /// Whether the day asks self-check questions.
  bool has_checks(std::size_t day) const;
  /// Whether a task of the day brings its lesson's questions: there are some, and no later task of it.
  bool asks(std::size_t day, const Task& task) const;
  /// The answers are in files of their own, one for each span of days, or one for all.
  const std::vector<DaySpan>& answer_spans() const { return answer_spans_; }
  std::string answers_file(std::size_t span) const;
  std::string answers_file_of_day(std::size_t day) const { return answers_file(answer_span_of_[day]); }
  /// The last study day with a lesson; nothing for one that is on none, such as one done before the plan.
  std::optional<std::size_t> day_of(LessonIndex lesson) const { return day_of_[lesson]; }

  /// What there is to read, and where.
  const BookReadings& readings() const { return readings_; }
  /// The file that a task's reading is in.
  std::string reading_file(std::size_t day, std::size_t task) const;
  /// Where a lesson's reading begins, with its id; else the day on which it is; empty if it is not in the
  /// book.
  std::string place_of(LessonIndex lesson) const;
  /// The same of a lesson's id.
  std::string place_of(std::string_view id) const;

  /// How what is written for its files treats the marks of base/gap_marks.hpp.
  xml::Gaps gaps() const { return language_.has_gaps() ? xml::Gaps::xhtml : xml::Gaps::keep; }

  /// Whether there are printed pages, or will be.
  bool expects_pages() const { return expects_pages_; }
  /// Tells which pages there are.
  void list_pages(PageList list);
  /// The labels of the printed pages that begin at a place, in reading order.
  const std::multimap<PlanPlace, std::string>& pages() const { return pages_; }
  /// Which printed version the pages belong to.
  const std::string& pages_of() const { return pages_of_; }
  /// The series of books that this is one of; may be empty.
  const std::string& collection() const { return collection_; }
  /// The file that a place is in.
  std::string file_of(const PlanPlace& place) const;

  /// A content document in the catalog's language, called `title`, which no other file is.
  Xhtml file(std::string_view title) const;
  /// The same where the title is a date, in the reader's language.
  Xhtml dated_file(std::string_view title) const;
  /// The same where the title is text of the catalog.
  Xhtml titled_file(std::string_view title) const;

  /// Own words, of a key of language/word.hpp.
  template <class Key>
  std::string say(const Key& key) const {
    return language_.say(key);
  }
  /// Marks a node's text as the program's own, in the language of its words.
  Element in_own_words(Element node) const;
  /// The same of a node in a calendar.
  Element in_own_words_of_calendar(Element node) const;
  /// Marks a node's text as in the reader's language, such as a calendar's.
  Element in_readers_language(Element node) const;
  /// Where own words go in a line of the catalog's: into the line, or if that is in another language into
  /// a new part of it.
  Element own_words_in(Element line) const;
  /// Appends a date in the reader's language to a line of the catalog's; no line ends in it.
  void add_date_link(Element line, std::string_view target, std::string_view date) const;

  // The functions below append to elements in own words.

  /// A sentence. What is isolated in it is a date.
  void add_sentence(Element parent, std::string_view sentence) const;
  /// A sentence of a key, whose arguments `add` appends, given a Key::Part and its text.
  template <class Key, class Add>
  void add_sentence(Element parent, const Key& key, Add add) const {
    language_.pieces(key, [&](typename Key::Part part, std::string_view text) {
      part == Key::Part::literal ? add_text(parent, text) : add(part, text);
    });
  }
  /// A sentence of a key whose arguments are all dates.
  template <class Key>
  void add_dates(Element parent, const Key& key) const {
    add_sentence(parent, key, [&](auto, std::string_view date) { add_date(parent, date); });
  }
  /// A date in the reader's language; no line ends in it.
  void add_date(Element parent, std::string_view date) const;
  /// Text of the catalog, by itself.
  void add_catalog_text(Element parent, std::string_view text) const;
  /// Marks a node as text of the catalog.
  Element in_catalog_language(Element node) const;

  /// Appends a lesson's number, whose characters keep their order.
  void add_number(Element parent, std::string_view number) const;

 private:
  /// A language and which way it runs.
  struct Tongue {
    std::string language;
    Direction direction = Direction::left_to_right;
  };
  /// Marks a node, among text in one tongue, as text in another.
  static Element in(Element node, const Tongue& tongue, const Tongue& among);
  static Element in_language(Element node, const Tongue& tongue);
  Xhtml file(std::string_view title, const Tongue& tongue) const;
  Element in_date(Element node, const Tongue& among) const;
  std::string titled() const;
  bool has_place(const PlanPlace& place) const;
  std::string numbered(std::string_view prefix, std::size_t day) const;
  void find_stretches(const std::vector<DaySpan>& groups);

  const Plan& plan_;
  const Plan& left_;
  const Language& language_;
  bool own_style_;
  bool has_cover_;
  Dates dates_;
  Tongue course_;    ///< the catalog's
  Tongue own_;       ///< of the program's words; the catalog's where that is the same language
  Tongue of_dates_;  ///< the reader's; “Day 3” is in the program's words
  std::string title_;
  std::size_t digits_;                              ///< of the last day's number
  std::vector<std::optional<std::size_t>> day_of_;  ///< by lesson of the catalog
  std::vector<facts::Stretch> stretches_;
  std::vector<std::size_t> first_in_file_;   ///< by study day
  std::vector<std::string> day_files_;       ///< by study day, as if each had its own
  std::vector<DaySpan> answer_spans_;        ///< those with questions
  std::vector<std::size_t> answer_span_of_;  ///< by study day
  std::vector<bool> done_;                   ///< by lesson of the catalog
  std::map<LessonIndex, Moved> moved_;
  std::map<ReviewRound, std::size_t> last_reviews_;  ///< the last study day with each
  BookReadings readings_;
  bool expects_pages_;
  std::multimap<PlanPlace, std::string> pages_;
  std::string pages_of_;
  std::string collection_;
};

/// The lessons that a day has: "lessons 1–3".
std::string day_lessons(const Book& book, const StudyDay& day);

/// "13 of 20 min".
std::string load_of_budget(const Book& book, const StudyDay& day);

/// What is planned on a day: "lessons 1–3, 13 of 20 min"; and of one that is over whether all of it was done.
std::string what_of(const Book& book, std::size_t index);

/// Whether all that a day had was done.
bool is_done(const Book& book, std::size_t day);

/// The plan as a calendar whose days are links, and what its marks mean.
void add_calendar(const Book& book, Element parent);

/// The weeks at the heads of days' pages. What many pages have is written once.
class Weeks {
 public:
  explicit Weeks(const Book& book);

  /// The week in which a file's days end, its other days as links; and the next one with study days if no
  /// more are in it.
  void add_to(Element parent, const facts::Stretch& here) const;

 private:
  void add_row(Element body, Date week, const facts::Stretch& here) const;

  const Book& book_;
  std::string head_;                ///< with the weekdays
  std::vector<std::string> cells_;  ///< by study day: a link to it
};

/// The lines of reviews on days to come: those of a lesson are alike but for the box before them, so one is
/// written for all. For several threads.
class ReviewLines {
 public:
  explicit ReviewLines(const Book& book);
  ~ReviewLines();
  ReviewLines(const ReviewLines&) = delete;
  ReviewLines& operator=(const ReviewLines&) = delete;

  /// Appends what is behind the box.
  void add_to(Element item, const Review& review) const;

 private:
  struct Line {
    Minutes minutes;
    std::string xhtml;
  };
  std::string written(const Review& review) const;

  const Book& book_;
  mutable std::vector<std::atomic<const Line*>> lines_;  ///< by lesson of the catalog
};

/// What many days' pages have.
struct Repeated {
  explicit Repeated(const Book& book) : weeks(book), reviews(book) {}

  Weeks weeks;
  ReviewLines reviews;
};

/// Adds the day's questions, a heading a lesson: each linked to its answer, or with it and linked back.
void add_checks(const Book& book, std::size_t day, Element parent, bool with_answers);

// Each makes one file of the book.
std::string cover_page(const Book& book);
std::string title_page(const Book& book);
std::string overview(const Book& book);
/// What is other than in the plan before.
std::string changes(const Book& book);
Contents day(const Book& book, const Repeated& repeated, std::size_t index);
/// Study days in a row without lessons and reviews, in one file.
std::string empty_days(const Book& book, const Repeated& repeated, const facts::Stretch& stretch);
std::string answers(const Book& book, std::size_t span_index);
std::string lesson_index(const Book& book);
std::string about(const Book& book);

/// An entry of the table of contents; a group's entries are below it.
struct Chapter {
  std::string file;   ///< a group's first file; with an id in it, if it is a place within the file
  std::string id{};   ///< in the package's manifest; empty for a group, and for a place within a file
  std::string label;  ///< as add_sentence() takes it
  std::vector<Chapter> chapters{};
  bool is_title = false;  ///< whether the label is text of the catalog
};

/// A label without the characters that isolate its dates.
std::string plain(std::string_view label);

/// The spans of a plan with more days than fit into one view; otherwise none.
std::vector<DaySpan> spans(const Book& book);

/// All files that are read, in reading order.
std::vector<Chapter> chapters(const Book& book);

// Of these chapters:
std::string navigation(const Book& book, const std::vector<Chapter>& chapters);
/// The table of contents for readers older than EPUB 3, with the book's identifier.
std::string ncx(const Book& book, const std::vector<Chapter>& chapters, const std::string& identifier);
std::string package(const Book& book, const std::vector<Chapter>& chapters, const std::string& identifier,
                    const Options& options);

}  // namespace pensum::epub
