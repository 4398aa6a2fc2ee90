// Rows for the right hand and for the left: on which side of a lesson's title its box is, where notes are
// written, and which margin stays free for a device's toolbar; in languages of both directions.
#include "layout/sections.hpp"
#include "page/composed.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using composed::text_of;
using samples::date;

namespace {

std::shared_ptr<const Catalog> course(const std::string& language) {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{6, 7, 8, 5}, {9, 4}}));
  const bool hebrew = language == "he";
  catalog->language = language;
  catalog->title = hebrew ? "מבוא לתכנות" : "A course";
  for (std::size_t i = 0; i < catalog->lessons.size(); ++i) {
    Lesson& lesson = catalog->lessons[i];
    lesson.title = (hebrew ? "פונקציות " : "Functions ") + std::to_string(i + 1);
    lesson.checks = {{"?", "!"}};
  }
  return catalog;
}

Plan plan_in(const std::string& language) {
  Request request = samples::request();
  request.deadline = date("2026-12-02");
  return composed::plan(course(language), request);
}

Layout layout_for(const std::string& name, SectionKind section, Hand hand) {
  Layout layout = with_sections(composed::layout(name), {section, SectionKind::questions}).value();
  layout.hand = hand;
  layout.booklet = false;
  return layout;
}

Points right_of(const Rectangle& area) { return area.left + area.width; }
Points right_of(const DrawText& text) { return text.x + text.line.width; }

struct BoxInRow {
  const Page* page;
  std::size_t operation;
  const TickBox* box;
};

std::vector<BoxInRow> boxes_of(const Document& document, std::string_view kind) {
  std::vector<BoxInRow> boxes;
  for (const Page& page : document.pages) {
    for (std::size_t i = 0; i < page.operations.size(); ++i) {
      const auto* box = std::get_if<TickBox>(&page.operations[i]);
      if (box != nullptr && box->name.view().starts_with(kind)) boxes.push_back({&page, i, box});
    }
  }
  return boxes;
}

/// The first text behind the box, in reading order, that says `what` in the box's line.
const DrawText* text_of_row(const BoxInRow& row, const std::string& what) {
  const Rectangle& area = row.box->area;
  for (std::size_t i = row.operation + 1; i < row.page->operations.size(); ++i) {
    const auto* text = std::get_if<DrawText>(&row.page->operations[i]);
    if (text == nullptr || text_of(*text) != what) continue;
    if (text->baseline > area.top && text->baseline < area.top + area.height * 3 / 2) return text;
  }
  return nullptr;
}

/// As pages have them: with a space that breaks nowhere.
std::string minutes_of(const Lesson& lesson, const std::string& language) {
  std::string minutes = Language(language).minutes(lesson.minutes);
  const std::string_view unbreakable = "\u00A0";
  const std::size_t at = minutes.find(unbreakable);
  return at == std::string::npos ? minutes : minutes.replace(at, unbreakable.size(), " ");
}

void check_side(const TickBox& box, const DrawText& text, bool at_left) {
  if (at_left) {
    CHECK(right_of(box.area) <= text.x);
  } else {
    CHECK(right_of(text) <= box.area.left);
  }
}

}  // namespace

TEST_CASE("boxes are where rows begin, and for the left hand where they end, in both directions") {
  const auto [name, section] = GENERATE(table<std::string, SectionKind>({
      {"a4", SectionKind::days},
      {"a5", SectionKind::days},
      {"remarkable", SectionKind::days},
      {"large-print", SectionKind::index},
      {"a4", SectionKind::index},
      {"a4-landscape-week", SectionKind::weeks},
      {"sheet", SectionKind::checklist},
  }));
  const std::string language = GENERATE("en", "he");
  const Hand hand = GENERATE(Hand::right, Hand::left);
  CAPTURE(name, language, static_cast<int>(section), static_cast<int>(hand));
  const Plan plan = plan_in(language);
  const Document document = composed::compose(plan, layout_for(name, section, hand)).document;
  const bool at_left = (language == "he") == (hand == Hand::left);
  std::size_t found = 0;
  for (const BoxInRow& row : boxes_of(document, "lesson.")) {
    const auto lesson = std::ranges::find_if(plan.catalog->lessons, [&](const Lesson& each) {
      return row.box->name.view() == "lesson." + each.id;
    });
    REQUIRE(lesson != plan.catalog->lessons.end());
    const DrawText* number = text_of_row(row, Language(language).lesson(lesson->id));
    // The squares of a checklist have their numbers inside.
    const Rectangle& area = row.box->area;
    if (number == nullptr || (number->x > area.left && number->x < right_of(area))) continue;
    ++found;
    check_side(*row.box, *number, at_left);
    const DrawText* minutes = text_of_row(row, minutes_of(*lesson, language));
    if (minutes != nullptr) check_side(*row.box, *minutes, at_left);
    CHECK((minutes != nullptr) == (section != SectionKind::index));
  }
  CHECK(found == plan.lessons.size());
}

TEST_CASE("of boxes with numbers, side by side, each has its own number at its side") {
  const std::string language = GENERATE("en", "he");
  const Hand hand = GENERATE(Hand::right, Hand::left);
  CAPTURE(language, static_cast<int>(hand));
  const Layout layout = layout_for("pocket", SectionKind::days, hand);
  const Document document = composed::compose(plan_in(language), layout).document;
  const bool at_left = (language == "he") == (hand == Hand::left);
  const std::vector<BoxInRow> boxes = boxes_of(document, "review.");
  REQUIRE(boxes.size() > 6);
  for (const BoxInRow& row : boxes) {
    const auto* number = std::get_if<DrawText>(&row.page->operations.at(row.operation + 1));
    REQUIRE(number != nullptr);
    check_side(*row.box, *number, at_left);
    const Points apart =
        at_left ? number->x - right_of(row.box->area) : row.box->area.left - right_of(*number);
    CHECK(apart <= layout.body);
  }
}

TEST_CASE("notes on a sheet are where rows end, and for the left hand where they begin") {
  const std::string language = GENERATE("en", "he");
  const Hand hand = GENERATE(Hand::right, Hand::left);
  CAPTURE(language, static_cast<int>(hand));
  const Layout layout = layout_for("sheet", SectionKind::checklist, hand);
  const Document document = composed::compose(plan_in(language), layout).document;
  const bool at_right = (language == "he") == (hand == Hand::left);
  std::size_t lines = 0;
  for (const Operation& operation : document.pages.front().operations) {
    const auto* line = std::get_if<StrokeLine>(&operation);
    if (line == nullptr || line->line_width != layout.hairline || line->color != layout.faint) continue;
    if (line->x2 - line->x1 > layout.content_width() / 4) continue;  // between rows, and above the footer
    ++lines;
    CHECK((at_right ? line->x2 == layout.content_right() : line->x1 == layout.left));
    for (const BoxInRow& row : boxes_of(document, "")) {
      const Rectangle& area = row.box->area;
      const bool beside = area.top < line->y1 && line->y1 < area.top + area.height;
      CHECK((!beside || (at_right ? right_of(area) < line->x1 : area.left > line->x2)));
    }
  }
  CHECK(lines >= 9);
}

TEST_CASE("a tablet's toolbar has the free margin, wherever the hand puts it and in any language") {
  const std::string language = GENERATE("en", "he");
  const Hand hand = GENERATE(Hand::right, Hand::left);
  CAPTURE(language, static_cast<int>(hand));
  const Layout layout = layout_for("remarkable", SectionKind::days, hand);
  REQUIRE(layout.left > layout.right);
  const Document document = composed::compose(plan_in(language), layout).document;
  const Points free = hand == Hand::left ? layout.width - layout.left : layout.left;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr) continue;
      CHECK((hand == Hand::left ? right_of(*text) <= free : text->x >= free));
    }
  }
}

TEST_CASE("inner and outer margins stay where the binding is, for either hand") {
  for (const Hand hand : {Hand::right, Hand::left}) {
    const Layout layout = layout_for("a5", SectionKind::days, hand);
    REQUIRE(layout.two_sided);
    const Document document = composed::compose(plan_in("en"), layout).document;
    REQUIRE(document.pages.size() > 1);
    for (std::size_t i = 0; i < 2; ++i) {
      const Points left = i == 0 ? layout.left : layout.right;
      Points first = layout.width;
      Points last;
      for (const Operation& operation : document.pages[i].operations) {
        const auto* line = std::get_if<StrokeLine>(&operation);
        if (line == nullptr || line->line_width != layout.rule) continue;
        first = std::min(first, line->x1);
        last = std::max(last, line->x2);
      }
      CHECK(first == left);
      CHECK(last == left + layout.content_width());
    }
  }
}
