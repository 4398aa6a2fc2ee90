// A study day: its lessons with their boxes and questions; and the answers of some days, in a file of
// their own so that they are one tap away and not in sight.
#include "epub/book.hpp"
#include "epub/page_breaks.hpp"
#include "epub/reading.hpp"
#include "epub/rich_text.hpp"
#include "language/word.hpp"

#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace pensum::epub {

namespace {

Element add_date(const Book& book, Element parent, Date date) {
  const bool has_date = !book.plan().undated;
  Element time =
      add(parent, has_date ? "time" : "span", book.language().heading(book.language().full_date(date)));
  if (has_date) set(time, "datetime", to_iso(date));
  return book.in_readers_language(time);
}

std::string questions_id(const Lesson& lesson) { return "questions." + lesson.id; }

/// A line with a box.
Element add_item(const Book& book, Element list, InDay place, bool done) {
  Element item = add(list, "li");
  // The place at the day's beginning is above its heading.
  if (place.task > 0) add_page_place(book, item, place);
  set(set(add(item, "span", done ? done_box : open_box), "class", "box"), "aria-hidden", "true");
  add_text(item, " ");
  return item;
}

void add_number(const Book& book, Element line, const Lesson& lesson) {
  book.add_number(line, book.language().lesson(lesson.id));
  add_text(line, " ");
}

/// Appends a fact to a lesson's line, whole with the dot before it; returns where its words go.
Element add_fact(const Book& book, Element item, const char* name) {
  add_text(item, " ");
  // The dot is the line's own, so that it stays between the title and the fact whichever way those run.
  return book.own_words_in(set(add(item, "span", dot), "class", name));
}

void add_fact(const Book& book, Element item, const char* name, std::string_view words) {
  add_text(add_fact(book, item, name), words);
}

/// Appends a link to a lesson's questions, which are with the day on which it is done.
void add_questions_link(const Book& book, Element item, const Lesson& lesson, std::size_t day) {
  Element link = add_link(add_fact(book, item, "part"), book.day_file(day) + '#' + questions_id(lesson),
                          book.say(word::go_to_questions{}));
  set(link, "aria-label", book.say(word::questions_of_lesson{.lesson = book.language().lesson(lesson.id)}));
}

void add_done(const Book& book, Element item, bool done) {
  add_fact(book, item, "part", done ? book.say(word::done_mark{}) : book.say(word::not_done_mark{}));
}

/// What is behind the box of a review; on a day that is over, whether it was done.
void add_review_words(const Book& book, Element line, const Review& review, std::optional<bool> done) {
  const Lesson& lesson = book.catalog().lessons[review.lesson];
  add_number(book, line, lesson);
  // A lesson done before the plan has no day in it.
  const std::optional<std::size_t> learned = book.day_of(review.lesson);
  set_isolated(learned ? add_link(line, book.place_of(review.lesson)) : add(line, "span"), lesson.title,
               book.direction());
  add_fact(book, line, "minutes", book.language().minutes(review.minutes));
  if (done) add_done(book, line, *done);
  if (learned && !lesson.checks.empty()) add_questions_link(book, line, lesson, *learned);
}

void add_review(const Book& book, const ReviewLines& lines, Element list, std::size_t day,
                std::size_t index) {
  const StudyDay& study_day = book.plan().days[day];
  const Review& review = study_day.reviews[index];
  const InDay place{.day = day, .task = study_day.tasks.size() + index};
  if (!book.is_over(day)) return lines.add_to(add_item(book, list, place, false), review);
  const bool done = book.is_done(day, review);
  add_review_words(book, add_item(book, list, place, done), review, done);
}

/// What became of a lesson that was on a day that is over.
void add_outcome(const Book& book, Element item, std::size_t day, const Task& task) {
  const std::size_t last = book.day_of(task.lesson).value();
  if (book.is_done(task) || last == day) return add_done(book, item, book.is_done(task));
  const Date date = book.plan().days[last].date;
  const std::string now = book.dates().date_beside(date, book.plan().days[day].date);
  Element fact = add_fact(book, item, "outcome");
  book.add_sentence(fact, word::not_done_now_on{.date = now}, [&](auto, std::string_view text) {
    book.add_date(add_link(fact, book.day_file(last)), text);
  });
}

void add_lesson(const Book& book, Element list, std::size_t day, std::size_t index) {
  const StudyDay& study_day = book.plan().days[day];
  const Task& task = study_day.tasks[index];
  const Lesson& lesson = book.catalog().lessons[task.lesson];
  const bool over = book.is_over(day);
  Element item = add_item(book, list, {.day = day, .task = index}, over && book.is_done(task));
  add_number(book, item, lesson);
  Element title = set(add(item, "span"), "class", "lesson");
  const std::string target =
      book.readings().has(day, index)
          ? fmt::format("{}#{}", book.reading_file(day, index), reading_id(lesson, task))
          : lesson.url;
  set_isolated(target.empty() ? title : add_link(title, target), lesson.title, book.direction());
  if (task.parts > 1)
    add_fact(book, item, "part", book.say(word::part_of{.part = task.part, .parts = task.parts}));
  add_fact(book, item, "minutes", book.language().minutes(task.minutes));
  if (over) add_outcome(book, item, day, task);
  if (const auto from = book.moved_from(task.lesson, study_day.date)) {
    const std::string date = book.dates().date_beside(*from, study_day.date);
    book.add_dates(add_fact(book, item, "outcome"), word::moved_from{.date = date});
  }
  add_pieces(item, lesson.summary, "summary", book.direction());
}

/// A link to another day, with the words of `Key`.
template <class Key>
void add_way(const Book& book, Element ways, std::size_t from, std::size_t to, const char* relation) {
  Element link = set(add_link(ways, book.day_file(to)), "rel", relation);
  const std::vector<StudyDay>& days = book.plan().days;
  const std::string date = book.dates().date_beside(days[to].date, days[from].date);
  book.add_dates(link, Key{.date = date});
}

/// Links to other days, so that readers need neither page turns nor a table of contents. They come
/// first: at a day's end, where a page turn does the same, they would often be alone on a page.
void add_ways(const Book& book, Element parent, const facts::Stretch& stretch) {
  Element ways = book.in_own_words(set(add(parent, "p"), "class", "ways"));
  if (stretch.first > 0) {
    add_way<word::previous_day>(book, ways, stretch.first, stretch.first - 1, "prev");
    add_text(ways, separator);
  }
  add_link(ways, overview_file, book.say(word::overview{}));
  if (stretch.last + 1 < book.plan().days.size()) {
    add_text(ways, separator);
    add_way<word::next_day>(book, ways, stretch.last, stretch.last + 1, "next");
  }
}

}  // namespace

void add_checks(const Book& book, std::size_t day, Element parent, bool with_answers) {
  const std::string other = with_answers ? book.day_file(day) : book.answers_file_of_day(day);
  for (const Task& task : book.plan().days[day].tasks) {
    const Lesson& lesson = book.catalog().lessons[task.lesson];
    if (!book.asks(day, task)) continue;
    Element section = set(add(parent, "section"), "id", questions_id(lesson));
    Element heading = add(section, "h3");
    book.add_number(heading, book.language().lesson(lesson.id));
    add_text(heading, " ");
    add_isolated(heading, lesson.title, book.direction());
    Element list = add(section, "ol");
    for (std::size_t i = 0; i < lesson.checks.size(); ++i) {
      // The same name on both sides.
      const std::string name = "q." + lesson.id + '.' + std::to_string(i + 1);
      Element item = set(add(list, "li"), "id", name);
      const char* const kind = with_answers ? "question" : "open question";
      if (with_answers) add_page_place(book, item, InAnswers{.lesson = task.lesson, .check = i});
      Element question = add_pieces(item, lesson.checks[i].question, kind, book.direction());
      if (!question) question = set(add(item, "p"), "class", kind);
      add_text(question, " ");
      const std::string words = with_answers ? book.say(word::back_link{}) : book.say(word::answer_link{});
      Element link = add_link(question, std::string(other).append("#").append(name), words);
      // Links with the same text lead to different places: the spoken name gives the place.
      const std::string number = book.language().question(lesson.id, i + 1);
      set(link, "aria-label",
          with_answers ? book.say(word::back_link_spoken{.number = number})
                       : book.say(word::answer_link_spoken{.number = number}));
      book.in_own_words(link);
      if (with_answers) add_pieces(item, lesson.checks[i].answer, "", book.direction());
    }
  }
}

namespace {

/// What a day without lessons is for.
std::string without_lessons(const Book& book, const StudyDay& day) {
  if (day.buffer) return book.say(word::day_kept_free_sentence{});
  return day.reviews.empty() ? book.say(word::nothing_planned{}) : book.say(word::nothing_new_planned{});
}

void add_facts(const Book& book, Element section, std::size_t index) {
  const StudyDay& day = book.plan().days[index];
  const auto add_line = [&] { return book.in_own_words(set(add(section, "p"), "class", "facts")); };
  Element line = add_line();
  // Without dates the day's number is above.
  if (!book.plan().undated) {
    add_text(line, book.say(word::day_of{.day = index + 1, .days = book.plan().days.size()}));
    add_text(line, separator);
  }
  add_text(line, load_of_budget(book, day));
  if (!day.waits_until || book.is_over(index)) return;
  const std::string date = book.dates().date_beside(*day.waits_until, day.date);
  book.add_dates(add_line(), word::finish_by_sentence{.count = day.tasks.size(), .date = date});
}

}  // namespace

ReviewLines::ReviewLines(const Book& book) : book_(book), lines_(book.catalog().lessons.size()) {}

ReviewLines::~ReviewLines() {
  for (const std::atomic<const Line*>& line : lines_) delete line.load();
}

void ReviewLines::add_to(Element item, const Review& review) const {
  std::atomic<const Line*>& place = lines_[review.lesson];
  const Line* line = place.load();
  if (line == nullptr) {
    auto made = std::make_unique<const Line>(review.minutes, written(review));
    // Another thread may have been faster. To wait for it would take a call of the system a line.
    if (place.compare_exchange_strong(line, made.get())) line = made.release();
  }
  if (line->minutes == review.minutes) return add_written(item, line->xhtml);
  add_written(item, written(review));
}

std::string ReviewLines::written(const Review& review) const {
  xml::Writer writer(book_.gaps());
  add_review_words(book_, writer.document(), review, std::nullopt);
  return std::string(std::string_view(writer.bytes()));
}

Contents day(const Book& book, const Repeated& repeated, std::size_t index) {
  const StudyDay& day = book.plan().days[index];
  const Language& language = book.language();
  Xhtml file = book.dated_file(language.heading(language.weekday_day_month_year(day.date)));
  // Footnotes have a type.
  Element section = add(book.readings().any(index) ? file.typed_body() : file.body(), "section");
  set(section, "role", "doc-chapter");
  add_page_place(book, section, InDay{.day = index, .task = 0});
  add_date(book, add(section, "h1"), day.date);
  add_facts(book, section, index);
  const facts::Stretch here{.first = index, .last = index};
  add_ways(book, section, here);
  repeated.weeks.add_to(section, here);
  if (day.tasks.empty()) {
    book.in_own_words(add(section, "p", without_lessons(book, day)));
  } else {
    // Some readers treat an unmarked list as layout.
    Element list = set(set(add(section, "ul"), "class", "lessons"), "role", "list");
    for (std::size_t i = 0; i < day.tasks.size(); ++i) add_lesson(book, list, index, i);
  }
  if (!day.reviews.empty()) {
    book.in_own_words(add(section, "h2", book.say(word::review_heading{.count = day.reviews.size()})));
    Element list = set(set(add(section, "ul"), "class", "reviews"), "role", "list");
    for (std::size_t i = 0; i < day.reviews.size(); ++i) add_review(book, repeated.reviews, list, index, i);
  }
  for (std::size_t i = 0; i < day.tasks.size(); ++i) {
    if (book.readings().has(index, i) && !book.readings().is_apart(index))
      add_reading(book, section, index, i);
  }
  if (book.has_checks(index)) {
    book.in_own_words(add(section, "h2", book.say(word::check_yourself{})));
    add_checks(book, index, section, false);
  }
  return with_texts(book, index, file.bytes());
}

std::string empty_days(const Book& book, const Repeated& repeated, const facts::Stretch& stretch) {
  const Plan& plan = book.plan();
  const Date first = plan.days[stretch.first].date;
  const Date last = plan.days[stretch.last].date;
  const auto [from, to] = book.dates().with_years({first, last});
  const std::string first_date = book.language().heading(from);
  const word::date_range range{.first = first_date, .last = to};
  Xhtml file = book.dated_file(book.say(range));
  Element section = add(file.body(), "section");
  set(section, "role", "doc-chapter");
  add_page_place(book, section, InDay{.day = stretch.first, .task = 0});
  book.add_dates(book.in_own_words(add(section, "h1")), range);
  add_ways(book, section, stretch);
  repeated.weeks.add_to(section, stretch);
  book.in_own_words(add(section, "p",
                        plan.days[stretch.first].buffer
                            ? book.say(word::days_kept_free_sentence{})
                            : book.say(word::days_nothing_new_sentence{.days = stretch.days()})));
  return file.bytes();
}

std::string answers(const Book& book, std::size_t span_index) {
  const DaySpan& span = book.answer_spans()[span_index];
  const std::string title =
      span.label.empty() ? book.say(word::answers{}) : book.say(word::answers_of{.span = span.label});
  Xhtml file = book.file(plain(title));
  Element section = add(file.body(), "section");
  book.add_sentence(book.in_own_words(add(section, "h1")), title);
  for (std::size_t day = span.first; day <= span.last; ++day) {
    if (!book.has_checks(day)) continue;
    Element link = add_link(add(section, "h2"), book.day_file(day));
    add_date(book, link, book.plan().days[day].date);
    add_checks(book, day, section, true);
  }
  return file.bytes();
}

}  // namespace pensum::epub
