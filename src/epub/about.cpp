// About this plan: how it was made, what is not in it, and where its facts come from.
#include "base/version.hpp"
#include "epub/book.hpp"
#include "facts/how_it_was_made.hpp"
#include "facts/notes.hpp"

#include <fmt/format.h>

namespace pensum::epub {

namespace {

void add_sentences(const Book& book, pugi::xml_node parent, const std::vector<std::string>& sentences) {
  for (const std::string& sentence : sentences)
    book.add_sentence(book.in_own_words(add(parent, "p")), sentence);
}

void add_source(const Book& book, pugi::xml_node parent) {
  const Source& source = book.catalog().source;
  if (source.text.empty() && source.url.empty()) return;
  pugi::xml_node line = set(add(parent, "p"), "class", "source");
  book.in_own_words(add(line, "span", "Source:"));
  add_text(line, " ");
  const std::string& text = source.text.empty() ? source.url : source.text;
  if (source.url.empty()) {
    add_isolated(line, text);
  } else {
    set_isolated(add_link(line, source.url, {}), text);
  }
}

void add_course(const Book& book, pugi::xml_node parent) {
  pugi::xml_node line = add(parent, "p");
  book.in_own_words(add(line, "span", "Course:"));
  add_text(line, " ");
  add_isolated(line, book.catalog().title);
  line = add(parent, "p");
  book.in_own_words(add(line, "span", "Catalog:"));
  add_text(line, " ");
  add_isolated(line, book.catalog().id);
}

}  // namespace

std::string about(const Book& book) {
  const Plan& plan = book.plan();
  Xhtml file = book.file("About this plan");
  pugi::xml_node section = add(file.body(), "section");
  book.in_own_words(add(section, "h1", "About this plan"));
  book.in_own_words(add(section, "h2", "How it was made"));
  add_sentences(book, section, facts::how_it_was_made(plan, book.dates_in_sentences()));
  add_sentences(book, section, {facts::cushion(plan, book.dates_in_sentences())});
  if (const std::vector<std::string> notes = facts::notes(plan); !notes.empty()) {
    book.in_own_words(add(section, "h2", "What is not in it"));
    add_sentences(book, section, notes);
  }
  book.in_own_words(add(section, "h2", "Where it comes from"));
  add_course(book, section);
  add_source(book, section);
  add_sentences(book, section, {fmt::format("Made by pensum {}.", version)});
  return file.bytes();
}

}  // namespace pensum::epub
