#include "epub/page_breaks.hpp"

#include "epub/marks.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <variant>

namespace pensum::epub {

namespace {

/// A place as the numbers of a mark.
std::string numbers_of(const PlanPlace& place) {
  struct Visitor {
    std::string operator()(const InOverview&) const { return "0"; }
    std::string operator()(const InDay& in) const { return fmt::format("1 {} {}", in.day, in.task); }
    std::string operator()(const InIndex& in) const { return fmt::format("2 {}", in.lesson); }
    std::string operator()(const InAnswers& in) const { return fmt::format("3 {} {}", in.lesson, in.check); }
  };
  return std::visit(Visitor{}, place);
}

PlanPlace place_of(std::string_view numbers) {
  const std::size_t kind = take_number(numbers);
  const std::size_t first = take_number(numbers);
  const std::size_t second = take_number(numbers);
  switch (kind) {
    case 0:
      return InOverview{};
    case 1:
      return InDay{.day = first, .task = second};
    case 2:
      return InIndex{static_cast<LessonIndex>(first)};
    default:
      return InAnswers{.lesson = static_cast<LessonIndex>(first), .check = second};
  }
}

/// Whether a section begins at a place; else it is an item of a list.
bool begins_section(const PlanPlace& place) {
  const auto* day = std::get_if<InDay>(&place);
  return std::holds_alternative<InOverview>(place) || (day != nullptr && day->task == 0);
}

std::string page_breaks(const Book& book, const PlanPlace& place) {
  const auto [first, last] = book.pages().equal_range(place);
  if (first == last) return {};
  xml::Writer writer;
  for (auto page = first; page != last; ++page) {
    Element mark =
        set(add(writer.document(), begins_section(place) ? "div" : "span"), "id", page_id(page->second));
    set(set(mark, "role", "doc-pagebreak"), "aria-label", page->second);
  }
  return writer.bytes();
}

}  // namespace

std::string page_id(const std::string& label) { return "page." + label; }

void add_page_place(const Book& book, Element parent, const PlanPlace& place) {
  if (book.expects_pages()) add_instruction(parent, page_mark, numbers_of(place));
}

Contents with_page_breaks(const Book& book, Contents contents) {
  Contents made;
  made.bytes.reserve(contents.bytes.size());
  auto inset = contents.insets.begin();
  cut_at_marks(
      contents.bytes, page_mark,
      [&](std::string_view own) {
        made.bytes += own;
        const auto end = static_cast<std::size_t>(own.data() + own.size() - contents.bytes.data());
        for (; inset != contents.insets.end() && inset->at <= end; ++inset)
          made.insets.push_back({.at = made.bytes.size() - (end - inset->at), .piece = inset->piece});
      },
      [&](std::string_view place) { made.bytes += page_breaks(book, place_of(place)); });
  return made;
}

}  // namespace pensum::epub
