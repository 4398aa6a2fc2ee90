// The title page: which course, whose plan, when, and the four numbers that a reader wants first.
#include "epub/book.hpp"
#include "facts/key_numbers.hpp"
#include "facts/notes.hpp"

#include <fmt/format.h>

namespace pensum::epub {

namespace {

void add_key_numbers(const Book& book, pugi::xml_node parent) {
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "facts"), "role", "list");
  book.in_own_words(list);
  for (const facts::KeyNumber& key : facts::key_numbers(book.plan(), book.dates_in_sentences())) {
    pugi::xml_node item = add(list, "li");
    add(item, "strong", key.number);
    book.add_sentence(item, " " + key.meaning);
  }
}

/// The ways on, for readers who open a book at its first page.
void add_ways(const Book& book, pugi::xml_node parent) {
  pugi::xml_node ways = set(add(parent, "p"), "class", "way");
  book.in_own_words(add_link(ways, overview_file, "Overview"));
  if (!book.plan().days.empty()) {
    add_text(ways, separator);
    book.in_own_words(set(add_link(ways, book.day_file(0), "First day"), "rel", "next"));
  }
  add_text(ways, separator);
  book.in_own_words(add_link(ways, about_file, "About this plan"));
}

}  // namespace

std::string title_page(const Book& book) {
  const Plan& plan = book.plan();
  Xhtml file = book.file("Title page");
  pugi::xml_node section = set(add(file.typed_body(), "section"), "epub:type", "titlepage");
  add_isolated(add(section, "h1"), book.catalog().title);
  pugi::xml_node whose = book.in_own_words(add(section, "p", "Study plan"));
  if (!plan.learner.empty()) {
    add_text(whose, " for ");
    add_isolated(whose, plan.learner);
  }
  const auto [start, deadline] = book.dates_in_sentences().plan();
  book.add_sentence(whose, fmt::format("{}{} to {}", separator, start, deadline));
  if (!book.catalog().summary.empty()) add_isolated(add(section, "p"), book.catalog().summary);
  add_key_numbers(book, section);
  for (const std::string& note : facts::notes(plan)) book.in_own_words(add(section, "p", note));
  add_ways(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
