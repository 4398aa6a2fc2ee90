// The title page: which course, whose plan, when, and the four numbers that a reader wants first.
#include "epub/book.hpp"
#include "report/key_numbers.hpp"
#include "report/notes.hpp"

#include <fmt/format.h>

namespace pensum::epub {

namespace {

void add_key_numbers(const Book& book, pugi::xml_node parent) {
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "facts"), "role", "list");
  book.in_own_words(list);
  const Dates dates(book.language(), {book.plan().start, book.plan().deadline});
  for (const report::KeyNumber& key : report::key_numbers(book.plan(), dates)) {
    pugi::xml_node item = add(list, "li");
    add(item, "strong", key.number);
    add_text(item, " " + key.meaning);
  }
}

/// The ways on, for readers who open a book at its first page.
void add_ways(const Book& book, pugi::xml_node parent) {
  pugi::xml_node ways = set(add(parent, "p"), "class", "way");
  book.in_own_words(add_link(ways, overview_file, "Overview"));
  if (!book.plan().days.empty()) {
    add_text(ways, " · ");
    book.in_own_words(set(add_link(ways, book.day_file(0), "First day"), "rel", "next"));
  }
  add_text(ways, " · ");
  book.in_own_words(add_link(ways, about_file, "About this plan"));
}

}  // namespace

std::string title_page(const Book& book) {
  const Plan& plan = book.plan();
  Xhtml file = book.file("Title page");
  pugi::xml_node section = set(add(file.typed_body(), "section"), "epub:type", "titlepage");
  add(section, "h1", book.catalog().title);
  const std::string whose = plan.learner.empty() ? "Study plan" : "Study plan for " + plan.learner;
  book.in_own_words(add(section, "p",
                        fmt::format("{} · {} to {}", whose, book.language().weekday_day_month(plan.start),
                                    book.language().weekday_day_month_year(plan.deadline))));
  if (!book.catalog().summary.empty()) add(section, "p", book.catalog().summary);
  add_key_numbers(book, section);
  for (const std::string& note : report::notes(plan)) book.in_own_words(add(section, "p", note));
  add_ways(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
