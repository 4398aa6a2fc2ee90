// A study day: its lessons with their boxes and questions; and the answers of some days, in a file of
// their own so that they are one tap away and not in sight.
#include "epub/book.hpp"
#include "language/words.hpp"

#include <fmt/format.h>

namespace pensum::epub {

namespace {

pugi::xml_node add_date(const Book& book, pugi::xml_node parent, Date date) {
  pugi::xml_node time = add(parent, "time", book.language().full_date(date));
  set(time, "datetime", to_iso(date));
  return book.in_readers_language(time);
}

/// A box, and a lesson's number.
pugi::xml_node add_item(const Book& book, pugi::xml_node list, const Lesson& lesson, InDay place) {
  pugi::xml_node item = add(list, "li");
  // The day's own beginning is marked above its heading.
  if (place.task > 0) add_page_breaks(book, item, "span", place);
  // A character, as no other box is drawn by every reader.
  set(set(add(item, "span", "☐"), "class", "box"), "aria-hidden", "true");
  add_text(item, " ");
  book.add_number(item, lesson.id);
  add_text(item, " ");
  return item;
}

/// Appends a fact in own words to a lesson's line, whole with the dot before it.
void add_fact(const Book& book, pugi::xml_node item, const char* name, const std::string& words) {
  add_text(item, " ");
  // The dot is the line's own, so that it stays between the title and the fact whichever way those run.
  pugi::xml_node fact = set(add(item, "span", dot), "class", name);
  book.add_own_words(fact, words);
}

void add_review(const Book& book, pugi::xml_node list, std::size_t day, std::size_t index) {
  const StudyDay& study_day = book.plan().days[day];
  const Review& review = study_day.reviews[index];
  const Lesson& lesson = book.catalog().lessons[review.lesson];
  const std::size_t place = study_day.tasks.size() + index;
  pugi::xml_node item = add_item(book, list, lesson, {.day = day, .task = place});
  // What was done before the plan has no day in it.
  const std::optional<std::size_t> done = book.day_of(review.lesson);
  set_isolated(done ? add_link(item, book.day_file(*done), {}) : add(item, "span"), lesson.title);
  add_fact(book, item, "minutes", words::minutes(review.minutes));
}

void add_lesson(const Book& book, pugi::xml_node list, std::size_t day, std::size_t index) {
  const Task& task = book.plan().days[day].tasks[index];
  const Lesson& lesson = book.catalog().lessons[task.lesson];
  pugi::xml_node item = add_item(book, list, lesson, {.day = day, .task = index});
  pugi::xml_node title = set(add(item, "span"), "class", "lesson");
  if (lesson.url.empty()) {
    set_isolated(title, lesson.title);
  } else {
    set_isolated(add_link(title, lesson.url, {}), lesson.title);
  }
  if (task.parts > 1) add_fact(book, item, "part", words::part(task.part, task.parts));
  add_fact(book, item, "minutes", words::minutes(task.minutes));
  if (!lesson.summary.empty()) add_isolated(set(add(item, "p"), "class", "summary"), lesson.summary);
}

/// A link to another day.
void add_way(const Book& book, pugi::xml_node ways, std::size_t from, std::size_t to, const char* relation,
             const char* words) {
  pugi::xml_node link = set(add_link(ways, book.day_file(to), {}), "rel", relation);
  book.add_own_words(link, words);
  add_text(link, " ");
  const std::vector<StudyDay>& days = book.plan().days;
  book.add_date(link, book.dates().date_beside(days[to].date, days[from].date));
}

/// The links to other days, so that no page turns and no table of contents are needed. They come
/// first: at a day's end, where a page turn leads on as well, they would often be a page of their own.
void add_ways(const Book& book, pugi::xml_node parent, const facts::Stretch& stretch) {
  pugi::xml_node ways = set(add(parent, "p"), "class", "ways");
  if (stretch.first > 0) {
    add_way(book, ways, stretch.first, stretch.first - 1, "prev", "Previous:");
    add_text(ways, separator);
  }
  book.in_own_words(add_link(ways, overview_file, "Overview"));
  if (stretch.last + 1 < book.plan().days.size()) {
    add_text(ways, separator);
    add_way(book, ways, stretch.last, stretch.last + 1, "next", "Next:");
  }
}

}  // namespace

bool asks(const Task& task, const Lesson& lesson) {
  return task.part == task.parts && !lesson.checks.empty();
}

void add_checks(const Book& book, std::size_t day, pugi::xml_node parent, bool with_answers) {
  const std::string other = with_answers ? book.day_file(day) : book.answers_file_of_day(day);
  for (const Task& task : book.plan().days[day].tasks) {
    const Lesson& lesson = book.catalog().lessons[task.lesson];
    if (!asks(task, lesson)) continue;
    pugi::xml_node heading = add(parent, "h3");
    book.add_number(heading, lesson.id);
    add_text(heading, " ");
    add_isolated(heading, lesson.title);
    pugi::xml_node list = add(parent, "ol");
    for (std::size_t i = 0; i < lesson.checks.size(); ++i) {
      // The same name on both sides.
      const std::string name = fmt::format("q.{}.{}", lesson.id, i + 1);
      pugi::xml_node item = set(add(list, "li"), "id", name);
      pugi::xml_node question = set(add(item, "p"), "class", with_answers ? "question" : "open question");
      if (with_answers) add_page_breaks(book, question, "span", InAnswers{.lesson = task.lesson, .check = i});
      add_isolated(question, lesson.checks[i].question);
      add_text(question, " ");
      const char* const words = with_answers ? "Back" : "Answer";
      pugi::xml_node link = add_link(question, fmt::format("{}#{}", other, name), words);
      // Links with the same text lead to different places: the spoken name tells where.
      set(link, "aria-label", fmt::format("{} to question {}.{}", words, lesson.id, i + 1));
      book.in_own_words(link);
      if (with_answers) add_isolated(add(item, "p"), lesson.checks[i].answer);
    }
  }
}

std::string day(const Book& book, std::size_t index) {
  const Plan& plan = book.plan();
  const StudyDay& day = plan.days[index];
  Xhtml file = book.file(book.language().weekday_day_month_year(day.date));
  pugi::xml_node section = add(file.body(), "section");
  set(section, "role", "doc-chapter");
  add_page_breaks(book, section, "div", InDay{.day = index, .task = 0});
  add_date(book, add(section, "h1"), day.date);
  book.in_own_words(set(add(section, "p",
                            words::day_of(index + 1, plan.days.size()) + separator +
                                words::load_of_budget(day.total(), day.budget)),
                        "class", "facts"));
  if (day.latest) {
    pugi::xml_node facts = book.in_own_words(set(add(section, "p"), "class", "facts"));
    book.add_sentence(facts, fmt::format("Do {} by {} at the latest.",
                                         day.tasks.size() == 1 ? "this lesson" : "these lessons",
                                         book.dates_in_sentences().date_beside(*day.latest, day.date)));
  }
  add_ways(book, section, {.first = index, .last = index});
  if (day.tasks.empty()) {
    book.in_own_words(add(section, "p",
                          day.buffer            ? "This day is kept free of new lessons."
                          : day.reviews.empty() ? "Nothing is planned for this day."
                                                : "Nothing new is planned for this day."));
  } else {
    // Some readers take an unmarked list for layout.
    pugi::xml_node list = set(set(add(section, "ul"), "class", "lessons"), "role", "list");
    for (std::size_t i = 0; i < day.tasks.size(); ++i) add_lesson(book, list, index, i);
  }
  if (!day.reviews.empty()) {
    book.in_own_words(add(section, "h2", day.reviews.size() == 1 ? "Review" : "Reviews"));
    pugi::xml_node list = set(set(add(section, "ul"), "class", "reviews"), "role", "list");
    for (std::size_t i = 0; i < day.reviews.size(); ++i) add_review(book, list, index, i);
  }
  if (book.has_checks(index)) {
    book.in_own_words(add(section, "h2", "Check yourself"));
    add_checks(book, index, section, false);
  }
  return file.bytes();
}

std::string empty_days(const Book& book, const facts::Stretch& stretch) {
  const Plan& plan = book.plan();
  const Date first = plan.days[stretch.first].date;
  const Date last = plan.days[stretch.last].date;
  const auto [from, to] = book.dates().with_years({first, last});
  Xhtml file = book.file(from + " – " + to);
  pugi::xml_node section = add(file.body(), "section");
  set(section, "role", "doc-chapter");
  add_page_breaks(book, section, "div", InDay{.day = stretch.first, .task = 0});
  pugi::xml_node heading = add(section, "h1");
  book.add_date(heading, from);
  add_text(heading, " – ");
  book.add_date(heading, to);
  add_ways(book, section, stretch);
  book.in_own_words(add(section, "p",
                        plan.days[stretch.first].buffer
                            ? "These days are kept free of new lessons."
                            : words::study_days(stretch.days()) + ", nothing new: room to catch up."));
  return file.bytes();
}

std::string answers(const Book& book, std::size_t span_index) {
  const Span& span = book.answer_spans()[span_index];
  Xhtml file =
      book.file(span.date.empty() ? "Answers" : fmt::format("Answers, {} {}", span.before, span.date));
  pugi::xml_node section = add(file.body(), "section");
  pugi::xml_node heading = add(section, "h1");
  book.add_own_words(heading, "Answers");
  if (!span.date.empty()) {
    add_text(heading, ", ");
    if (!span.before.empty()) {
      book.add_own_words(heading, span.before);
      add_text(heading, " ");
    }
    book.add_date(heading, span.date);
  }
  for (std::size_t day = span.first; day <= span.last; ++day) {
    if (!book.has_checks(day)) continue;
    pugi::xml_node link = add_link(add(section, "h2"), book.day_file(day), {});
    add_date(book, link, book.plan().days[day].date);
    add_checks(book, day, section, true);
  }
  return file.bytes();
}

}  // namespace pensum::epub
