// What changed: what a plan that was made again has done, missed, moved and left out.
#include "epub/book.hpp"
#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"

#include <algorithm>

namespace pensum::epub {

namespace {

Element add_list(Element parent, const char* name) {
  return set(set(add(parent, "ul"), "class", name), "role", "list");
}

/// A lesson's number and title.
Element add_lesson(const Book& book, Element list, LessonIndex index) {
  const Lesson& lesson = book.catalog().lessons[index];
  Element item = add(list, "li");
  book.add_number(item, book.language().lesson(lesson.id));
  add_text(item, " ");
  add_isolated(item, lesson.title);
  return item;
}

/// A date behind a dot, as a link where the book has a page for it.
void add_date(const Book& book, Element item, Date date) {
  add_text(item, " ");
  Element fact = set(add(item, "span", dot), "class", "part");
  const std::string text = book.dates().date(date);
  if (const std::optional<std::size_t> day = find_day(book.plan(), date)) {
    book.add_date_link(fact, book.day_file(*day), text);
  } else {
    book.add_date(book.own_words_in(fact), text);
  }
}

void add_moved(const Book& book, Element parent) {
  const std::vector<Moved> moved = moved_lessons(book.left());
  if (moved.empty()) {
    book.in_own_words(add(parent, "p", book.say(word::changed_none_moved{})));
    return;
  }
  book.in_own_words(add(parent, "h2", book.say(word::changed_moved{})));
  Element list = add_list(parent, "index");
  for (const Moved& each : moved) {
    Element item = add_lesson(book, list, each.lesson);
    add_date(book, item, each.to);
    if (!each.from) continue;
    add_text(item, " ");
    Element fact = book.own_words_in(set(add(item, "span", dot), "class", "outcome"));
    book.add_dates(fact, word::moved_from{.date = book.dates().date_beside(*each.from, each.to)});
  }
}

/// The days that are over on which lessons were not done.
void add_missed(const Book& book, Element parent) {
  Element list;
  for (std::size_t d = 0; d < book.plan().days.size() && book.is_over(d); ++d) {
    const StudyDay& day = book.plan().days[d];
    std::vector<Task> missed;
    std::ranges::copy_if(day.tasks, std::back_inserter(missed),
                         [&](const Task& task) { return !book.is_done(task); });
    if (missed.empty()) continue;
    if (!list) {
      book.in_own_words(add(parent, "h2", book.say(word::changed_missed{})));
      list = add_list(parent, "days");
    }
    Element line = book.own_words_in(add(list, "li"));
    book.add_date_link(line, book.day_file(d), book.dates().date(day.date));
    add_text(line, " ");
    add_text(line, book.say(word::day_lessons{
                       .count = missed.size(),
                       .lessons = facts::lesson_numbers(book.language(), book.catalog(), missed)}));
  }
}

void add_left_out(const Book& book, Element parent) {
  std::vector<LessonIndex> left_out;
  std::ranges::set_difference(book.left().left_out, book.left().before->left_out,
                              std::back_inserter(left_out));
  if (left_out.empty()) return;
  book.in_own_words(add(parent, "h2", book.say(word::changed_left_out{})));
  Element list = add_list(parent, "index");
  for (const LessonIndex lesson : left_out) add_lesson(book, list, lesson);
}

/// What was done since the plan began.
void add_done(const Book& book, Element parent) {
  Element list;
  for (const DoneLesson& done : book.left().done) {
    if (done.on < book.plan().start) continue;
    if (!list) {
      book.in_own_words(add(parent, "h2", book.say(word::changed_done{})));
      list = add_list(parent, "index");
    }
    add_date(book, add_lesson(book, list, done.lesson), done.on);
  }
}

}  // namespace

std::string changes(const Book& book) {
  const std::string title = book.say(word::what_changed{});
  Xhtml file = book.file(title);
  Element section = add(file.body(), "section");
  book.in_own_words(add(section, "h1", title));
  const std::string today = book.dates().date(book.left().start);
  book.add_dates(book.in_own_words(add(section, "p")), word::planned_again{.date = today});
  add_moved(book, section);
  add_missed(book, section);
  add_left_out(book, section);
  add_done(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
