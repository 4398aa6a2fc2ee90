// The lesson index: every lesson with its day, path by path.
#include "epub/book.hpp"
#include "epub/page_breaks.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

/// The line is the catalog's: it begins with number and title.
void add_title_and_day(const Book& book, Element line, const Lesson& lesson, std::size_t day) {
  const std::string date = book.dates().date(book.plan().days[day].date);
  using Facts = word::facts;
  book.add_sentence(line, Facts{.first = lesson.title, .second = date},
                    [&](Facts::Part part, std::string_view text) {
                      part == Facts::Part::first ? static_cast<void>(add_isolated(line, text))
                                                 : book.add_date_link(line, book.day_file(day), text);
                    });
}

}  // namespace

std::string lesson_index(const Book& book) {
  const std::string title = book.say(word::lesson_index{});
  Xhtml file = book.file(title);
  Element section = set(add(file.body(), "section"), "role", "doc-index");
  book.in_own_words(add(section, "h1", title));
  for (const PathPart& part : path_parts(book.plan())) {
    add_isolated(add(section, "h2"), part.path->title);
    Element list = set(set(add(section, "ul"), "class", "index"), "role", "list");
    const Task* before = nullptr;
    for (const Task& task : part.tasks) {
      // A lesson that is spread over days is listed once.
      if (before != nullptr && before->lesson == task.lesson) continue;
      before = &task;
      const Lesson& lesson = book.catalog().lessons[task.lesson];
      const std::size_t day = book.day_of(task.lesson).value();
      Element item = add(list, "li");
      add_page_place(book, item, InIndex{task.lesson});
      book.add_number(item, book.language().lesson(lesson.id));
      add_text(item, " ");
      add_title_and_day(book, item, lesson, day);
    }
  }
  return file.bytes();
}

}  // namespace pensum::epub
