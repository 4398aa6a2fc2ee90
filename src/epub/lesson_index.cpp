// The lesson index: every lesson with its day, path by path.
#include "epub/book.hpp"
#include "language/words.hpp"

namespace pensum::epub {

std::string lesson_index(const Book& book) {
  Xhtml file = book.file("Lesson index");
  pugi::xml_node section = set(add(file.body(), "section"), "role", "doc-index");
  book.in_own_words(add(section, "h1", "Lesson index"));
  for (const PathPart& part : path_parts(book.plan())) {
    add_isolated(add(section, "h2"), part.path->title);
    pugi::xml_node list = set(set(add(section, "ul"), "class", "index"), "role", "list");
    const Task* before = nullptr;
    for (const Task& task : part.tasks) {
      // A lesson that is spread over days is listed once.
      if (before != nullptr && before->lesson == task.lesson) continue;
      before = &task;
      const Lesson& lesson = book.catalog().lessons[task.lesson];
      const std::size_t day = book.day_of(task.lesson).value();
      pugi::xml_node item = add(list, "li");
      add_page_breaks(book, item, "span", InIndex{task.lesson});
      book.add_number(item, lesson.id);
      add_text(item, " ");
      add_isolated(item, lesson.title);
      add_text(item, ", ");
      book.add_date_link(item, book.day_file(day), book.dates().date(book.plan().days[day].date));
    }
  }
  return file.bytes();
}

}  // namespace pensum::epub
