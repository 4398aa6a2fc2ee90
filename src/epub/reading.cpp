// What a lesson gives to read, as a section of the day on which it is read.
#include "epub/reading.hpp"

#include "epub/marks.hpp"
#include "epub/running_text.hpp"
#include "language/word.hpp"

#include <fmt/format.h>

#include <string>

namespace pensum::epub {

namespace {

/// Puts a text into a file.
class TextInserter {
 public:
  TextInserter(const Book& book, Contents& contents) : book_(book), contents_(contents) {}

  void operator()(const PackedPiece& piece) {
    contents_.insets.push_back({.at = contents_.bytes.size(), .piece = &piece});
  }

  void operator()(const Splice& splice) {
    switch (splice.kind) {
      case Splice::Kind::begin_link:
        return begin_link(book_.place_of(splice.target));
      case Splice::Kind::end_link:
        if (in_link_) contents_.bytes += "</a>";
        return;
      case Splice::Kind::picture:
        contents_.bytes += picture(splice);
        return;
      case Splice::Kind::as_it_is:
        contents_.bytes += splice.words;
    }
  }

 private:
  /// Of a lesson that is not in the book the words alone are there.
  void begin_link(const std::string& place) {
    in_link_ = !place.empty();
    if (in_link_) contents_.bytes += fmt::format("<a href=\"{}\">", place);
  }

  std::string picture(const Splice& splice) const {
    xml::Writer writer;
    Element image = set(add(writer.document(), "img"), "src", book_.readings().pictures().at(splice.target));
    set(image, "alt", splice.words);
    if (splice.words.empty()) set(image, "role", "presentation");
    return writer.bytes();
  }

  const Book& book_;
  Contents& contents_;
  bool in_link_ = false;
};

}  // namespace

std::string reading_id(const Lesson& lesson, const Task& task) {
  return task.part > 1 ? fmt::format("lesson.{}.{}", lesson.id, task.part) : "lesson." + lesson.id;
}

void add_reading(const Book& book, Element parent, std::size_t day, std::size_t index) {
  const Task& task = book.plan().days[day].tasks[index];
  const Lesson& lesson = book.catalog().lessons[task.lesson];
  Element section = set(add(parent, "section"), "class", "reading");
  set(section, "id", reading_id(lesson, task));
  Element heading = add(section, "h2");
  book.add_number(heading, book.language().lesson(lesson.id));
  add_text(heading, " ");
  set_isolated(lesson.url.empty() ? add(heading, "span") : add_link(heading, lesson.url), lesson.title);
  if (task.parts > 1) {
    add_text(heading, " ");
    Element part = set(add(heading, "span", dot), "class", "part");
    add_text(book.own_words_in(part), book.say(word::part_of{.part = task.part, .parts = task.parts}));
  }
  add_instruction(section, text_mark, std::to_string(index));
}

Contents with_texts(const Book& book, std::size_t day, std::string bytes) {
  Contents contents;
  if (!book.readings().any(day)) {
    contents.bytes = std::move(bytes);
    return contents;
  }
  TextInserter insert(book, contents);
  cut_at_marks(
      bytes, text_mark, [&](std::string_view own) { contents.bytes += own; },
      [&](std::string_view task) {
        for (const auto& part : book.readings().text(day, take_number(task)).parts) std::visit(insert, part);
      });
  return contents;
}

Contents reading_page(const Book& book, std::size_t day, std::size_t task) {
  const Lesson& lesson = book.catalog().lessons[book.plan().days[day].tasks[task].lesson];
  Xhtml file = book.titled_file(lesson.title);
  Element body = file.typed_body();
  Element ways = book.in_own_words(set(add(body, "p"), "class", "ways"));
  const std::string date = book.dates().date(book.plan().days[day].date);
  book.add_date(add_link(ways, book.day_file(day)), date);
  add_reading(book, body, day, task);
  return with_texts(book, day, file.bytes());
}

}  // namespace pensum::epub
