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
  set(add(item, "span", lesson.id), "class", "number");
  add_text(item, " ");
  return item;
}

void add_review(const Book& book, pugi::xml_node list, std::size_t day, std::size_t index) {
  const StudyDay& study_day = book.plan().days[day];
  const Review& review = study_day.reviews[index];
  const Lesson& lesson = book.catalog().lessons[review.lesson];
  const std::size_t place = study_day.tasks.size() + index;
  pugi::xml_node item = add_item(book, list, lesson, {.day = day, .task = place});
  add_link(item, book.day_file(book.day_of(review.lesson)), lesson.title);
  add_text(item, " · ");
  book.in_own_words(set(add(item, "span", words::minutes(review.minutes)), "class", "minutes"));
}

void add_lesson(const Book& book, pugi::xml_node list, std::size_t day, std::size_t index) {
  const Task& task = book.plan().days[day].tasks[index];
  const Lesson& lesson = book.catalog().lessons[task.lesson];
  pugi::xml_node item = add_item(book, list, lesson, {.day = day, .task = index});
  pugi::xml_node title = set(add(item, "span"), "class", "lesson");
  if (lesson.url.empty()) {
    add_text(title, lesson.title);
  } else {
    add_link(title, lesson.url, lesson.title);
  }
  add_text(item, " · ");
  if (task.parts > 1) {
    book.in_own_words(set(add(item, "span", words::part(task.part, task.parts)), "class", "part"));
    add_text(item, " · ");
  }
  book.in_own_words(set(add(item, "span", words::minutes(task.minutes)), "class", "minutes"));
  if (!lesson.summary.empty()) set(add(item, "p", lesson.summary), "class", "summary");
}

/// A link to another day.
void add_way(const Book& book, pugi::xml_node ways, std::size_t day, const char* relation,
             const char* words) {
  pugi::xml_node link = set(add_link(ways, book.day_file(day), {}), "rel", relation);
  book.add_own_words(link, words);
  add_text(link, " ");
  book.add_date(link, book.language().weekday_day_month(book.plan().days[day].date));
}

/// The links that lead on, so that nobody has to leaf or to go through the table of contents. They stand
/// first: at a day's end, where a page turn leads on as well, they would often be a page of their own.
void add_ways(const Book& book, pugi::xml_node parent, std::size_t index) {
  pugi::xml_node ways = set(add(parent, "p"), "class", "ways");
  if (index > 0) {
    add_way(book, ways, index - 1, "prev", "Previous:");
    add_text(ways, " · ");
  }
  book.in_own_words(add_link(ways, overview_file, "Overview"));
  if (index + 1 < book.plan().days.size()) {
    add_text(ways, " · ");
    add_way(book, ways, index + 1, "next", "Next:");
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
    add(parent, "h3", fmt::format("{} {}", lesson.id, lesson.title));
    pugi::xml_node list = add(parent, "ol");
    for (std::size_t i = 0; i < lesson.checks.size(); ++i) {
      // The same name on both sides.
      const std::string name = fmt::format("q.{}.{}", lesson.id, i + 1);
      pugi::xml_node item = set(add(list, "li"), "id", name);
      pugi::xml_node question = set(add(item, "p"), "class", with_answers ? "question" : "open question");
      if (with_answers) add_page_breaks(book, question, "span", InAnswers{.lesson = task.lesson, .check = i});
      add_text(question, lesson.checks[i].question + " ");
      book.in_own_words(
          add_link(question, fmt::format("{}#{}", other, name), with_answers ? "Back" : "Answer"));
      if (with_answers) add(item, "p", lesson.checks[i].answer);
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
                            fmt::format("{} · {}", words::day_of(index + 1, plan.days.size()),
                                        words::load_of_budget(day.total(), day.budget))),
                        "class", "facts"));
  if (day.latest) {
    book.in_own_words(set(add(section, "p",
                              fmt::format("These lessons can be done {}.",
                                          words::latest(book.language().weekday_day_month(*day.latest)))),
                          "class", "facts"));
  }
  add_ways(book, section, index);
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
