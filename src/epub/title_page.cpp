// The title page: which course, whose plan, when, and the four numbers that a reader wants first.
#include "epub/book.hpp"
#include "facts/key_numbers.hpp"
#include "facts/notes.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

void add_key_numbers(const Book& book, Element parent) {
  Element list = set(set(add(parent, "ul"), "class", "facts"), "role", "list");
  book.in_own_words(list);
  for (const facts::KeyNumber& key : facts::key_numbers(book.plan(), book.dates_in_sentences())) {
    Element item = add(list, "li");
    add(item, "strong", key.number);
    add_text(item, " ");
    book.add_sentence(item, key.meaning);
  }
}

/// Links to other parts, for readers who open a book at its first page.
void add_ways(const Book& book, Element parent) {
  Element ways = book.in_own_words(set(add(parent, "p"), "class", "way"));
  add_link(ways, overview_file, book.say(word::overview{}));
  if (!book.plan().days.empty()) {
    add_text(ways, separator);
    set(add_link(ways, book.day_file(0), book.say(word::first_day{})), "rel", "next");
  }
  add_text(ways, separator);
  add_link(ways, about_file, book.say(word::about{}));
}

/// Whose plan it is, and when.
void add_whose(const Book& book, Element parent) {
  Element line = book.in_own_words(add(parent, "p"));
  const std::string& learner = book.plan().learner;
  if (learner.empty()) {
    add_text(line, book.say(word::study_plan{}));
  } else {
    book.add_sentence(line, word::study_plan_for{.learner = learner},
                      [&](auto, std::string_view name) { add_isolated(line, name); });
  }
  add_text(line, separator);
  const auto [start, deadline] = book.dates().plan();
  book.add_dates(line, word::start_to_deadline{.start = start, .deadline = deadline});
}

}  // namespace

std::string title_page(const Book& book) {
  Xhtml file = book.file(book.say(word::title_page{}));
  Element section = set(add(file.typed_body(), "section"), "epub:type", "titlepage");
  add_isolated(add(section, "h1"), book.catalog().title);
  add_whose(book, section);
  if (!book.catalog().summary.empty()) add_isolated(add(section, "p"), book.catalog().summary.text);
  add_key_numbers(book, section);
  for (const std::string& note : facts::notes(book.plan(), book.language()))
    book.in_own_words(add(section, "p", note));
  add_ways(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
