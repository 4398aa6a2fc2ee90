// About this plan: how it was made, what is not in it, and where its facts come from.
#include "base/version.hpp"
#include "epub/book.hpp"
#include "facts/how_it_was_made.hpp"
#include "facts/notes.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

void add_sentences(const Book& book, Element parent, const std::vector<std::string>& sentences) {
  for (const std::string& sentence : sentences)
    book.add_sentence(book.in_own_words(add(parent, "p")), sentence);
}

void add_source(const Book& book, Element parent) {
  const Source& source = book.catalog().source;
  if (source.text.empty() && source.url.empty()) return;
  Element line = book.in_own_words(set(add(parent, "p"), "class", "source"));
  const std::string& origin = source.text.empty() ? source.url : source.text;
  book.add_sentence(line, word::source{.origin = origin}, [&](auto, std::string_view text) {
    if (source.url.empty()) {
      book.add_catalog_text(line, text);
    } else {
      book.in_catalog_language(set_isolated(add_link(line, source.url), text));
    }
  });
}

void add_course(const Book& book, Element parent) {
  const auto add_line = [&](const auto& key) {
    Element line = book.in_own_words(add(parent, "p"));
    book.add_sentence(line, key, [&](auto, std::string_view text) { book.add_catalog_text(line, text); });
  };
  add_line(word::course{.title = book.catalog().title});
  add_line(word::catalog{.name = book.catalog().id});
}

}  // namespace

std::string about(const Book& book) {
  const Plan& plan = book.plan();
  const std::string title = book.say(word::about{});
  Xhtml file = book.file(title);
  Element section = add(file.body(), "section");
  book.in_own_words(add(section, "h1", title));
  book.in_own_words(add(section, "h2", book.say(word::about_making{})));
  add_sentences(book, section, facts::how_it_was_made(plan, book.dates_in_sentences()));
  add_sentences(book, section, {facts::cushion(plan, book.dates_in_sentences())});
  if (const std::vector<std::string> notes = facts::notes(plan, book.language()); !notes.empty()) {
    book.in_own_words(add(section, "h2", book.say(word::about_missing{})));
    add_sentences(book, section, notes);
  }
  book.in_own_words(add(section, "h2", book.say(word::about_source{})));
  add_course(book, section);
  add_source(book, section);
  add_sentences(book, section, {book.say(word::made_by{.version = version})});
  return file.bytes();
}

}  // namespace pensum::epub
