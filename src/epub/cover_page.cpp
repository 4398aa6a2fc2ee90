// The cover: its picture, with words in its place.
#include "epub/book.hpp"

#include <fmt/format.h>

namespace pensum::epub {

std::string cover_page(const Book& book) {
  const Plan& plan = book.plan();
  Xhtml file = book.file("Cover");
  pugi::xml_node section =
      set(set(add(file.typed_body(), "section"), "epub:type", "cover"), "class", "cover");
  pugi::xml_node picture = set(add(section, "img"), "src", cover_picture_file);
  const std::string whose = plan.learner.empty() ? "study plan" : "study plan for " + plan.learner;
  const auto [start, deadline] = book.dates().plan();
  set(picture, "alt", fmt::format("Cover: {}, {}, {} to {}", book.catalog().title, whose, start, deadline));
  set(picture, "role", "doc-cover");
  book.in_own_words(picture);
  return file.bytes();
}

}  // namespace pensum::epub
