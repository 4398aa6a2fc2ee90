// The cover: its picture, and its words as the text instead of it.
#include "epub/book.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

std::string words_of_picture(const Book& book) {
  const std::string& course = book.catalog().title;
  const std::string& learner = book.plan().learner;
  const auto [start, deadline] = book.dates().plan();
  if (learner.empty())
    return book.say(word::cover_text{.course = course, .start = start, .deadline = deadline});
  return book.say(
      word::cover_text_for{.course = course, .learner = learner, .start = start, .deadline = deadline});
}

}  // namespace

std::string cover_page(const Book& book) {
  Xhtml file = book.file(book.say(word::cover{}));
  Element section = set(set(add(file.typed_body(), "section"), "epub:type", "cover"), "class", "cover");
  Element picture = set(add(section, "img"), "src", cover_picture_file);
  set(picture, "alt", words_of_picture(book));
  set(picture, "role", "doc-cover");
  book.in_own_words(picture);
  return file.bytes();
}

}  // namespace pensum::epub
