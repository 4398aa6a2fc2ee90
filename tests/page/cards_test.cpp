// Flashcards: each answer is behind its question, nothing is cut; and the lessons' addresses.
#include "layout/sections.hpp"
#include "page/composed.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using composed::text_of;
using samples::date;

namespace {

std::shared_ptr<Catalog> course(const std::string& language, int lessons) {
  auto catalog =
      std::make_shared<Catalog>(*samples::catalog({std::vector<int>(static_cast<std::size_t>(lessons), 5)}));
  catalog->language = language;
  for (Lesson& lesson : catalog->lessons) {
    lesson.checks = {{"Q" + lesson.id + "a", "A" + lesson.id + "a"},
                     {"Q" + lesson.id + "b", "A" + lesson.id + "b"}};
  }
  return catalog;
}

Document pages_of(const std::shared_ptr<const Catalog>& catalog, const Layout& layout) {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.language = catalog->language;
  composed::Composed composed = composed::compose(composed::plan(catalog, request), layout);
  CHECK(composed.warnings.empty());
  return std::move(composed.document);
}

Layout with(const std::string& name, const std::vector<SectionKind>& sections) {
  return with_sections(composed::layout(name), sections).value();
}

struct Where {
  std::size_t page = 0;
  Points x, baseline;
};

std::map<std::string, Where> places_of(const Document& document) {
  std::map<std::string, Where> places;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      if (const auto* text = std::get_if<DrawText>(&operation)) {
        places[text_of(*text)] = {p, text->x + text->line.width / 2, text->baseline};
      }
    }
  }
  return places;
}

}  // namespace

TEST_CASE("each answer is behind its question when the sheet is turned over its long edge") {
  for (const char* language : {"en", "he"}) {
    for (const char* name : {"a4", "letter", "a5"}) {
      CAPTURE(language, name);
      const auto catalog = course(language, 11);
      const Layout layout = with(name, {SectionKind::cards});
      const Document document = pages_of(catalog, layout);
      CHECK(document.pages.size() % 2 == 0);
      const auto places = places_of(document);
      for (const Lesson& lesson : catalog->lessons) {
        for (const char* which : {"a", "b"}) {
          CAPTURE(lesson.id, which);
          const Where question = places.at("Q" + lesson.id + which);
          const Where answer = places.at("A" + lesson.id + which);
          CHECK(question.page % 2 == 0);
          CHECK(answer.page == question.page + 1);
          CHECK(answer.baseline == question.baseline);
          // In the same half of the sheet, held against the light. On A5 cards are as wide as the sheet.
          if (std::string_view(name) != "a5")
            CHECK((question.x * 2 < layout.width) == (layout.width < answer.x * 2));
        }
      }
    }
  }
}

TEST_CASE("A4 and Letter have eight cards a sheet, and the first is a front") {
  for (const char* name : {"a4", "letter"}) {
    CAPTURE(name);
    CHECK(pages_of(course("en", 4), with(name, {SectionKind::cards})).pages.size() == 2);
    CHECK(pages_of(course("en", 5), with(name, {SectionKind::cards})).pages.size() == 4);
    const Document behind = pages_of(course("en", 4), with(name, {SectionKind::index, SectionKind::cards}));
    CHECK(places_of(behind).at("Q1a").page == 2);
    CHECK(behind.pages.size() == 4);
  }
}

TEST_CASE("an answer too long for a card goes on on the next one, and loses no word") {
  auto catalog = course("en", 3);
  for (int i = 0; i < 400; ++i) catalog->lessons[1].checks[0].answer.text += " w" + std::to_string(i) + ".";
  for (const char* name : {"a4", "a5", "kobo", "pocket", "large-print"}) {
    CAPTURE(name);
    Layout layout = with(name, {SectionKind::cards});
    layout.booklet = false;
    const Document document = pages_of(catalog, layout);
    std::string all;
    std::size_t continued = 0;
    for (const Page& page : document.pages) {
      for (const Operation& operation : page.operations) {
        const auto* text = std::get_if<DrawText>(&operation);
        if (text == nullptr) continue;
        all += text_of(*text) + " ";
        if (text_of(*text).find("continued") != std::string::npos) ++continued;
        CHECK(text->baseline < layout.height);
      }
    }
    for (int i = 0; i < 400; ++i) CHECK(all.find(" w" + std::to_string(i) + ".") != std::string::npos);
    CHECK(continued >= 2);
  }
}

TEST_CASE("without questions there are no cards, and the page has the title") {
  auto catalog = course("en", 3);
  for (Lesson& lesson : catalog->lessons) lesson.checks.clear();
  const Document document = pages_of(catalog, with("a4", {SectionKind::cards}));
  CHECK(document.pages.size() == 1);
  CHECK(places_of(document).contains("A sample course"));
}

TEST_CASE("addresses are there in print and as codes with a spoken name, never mirrored") {
  for (const char* language : {"en", "he"}) {
    CAPTURE(language);
    auto catalog = course(language, 3);
    catalog->lessons[1].url = "https://example.org/course/two/";
    const Document document = pages_of(catalog, with("a4", {SectionKind::addresses}));
    std::size_t figures = 0;
    for (const Element& element : document.elements) {
      if (element.role != Role::figure) continue;
      ++figures;
      CHECK(std::string(element.alternative.view()).ends_with("https://example.org/course/two/"));
    }
    CHECK(figures == 1);
    const auto places = places_of(document);
    CHECK(std::ranges::any_of(places, [](const auto& place) {
      return place.first.find("example.org/course/two") != std::string::npos;
    }));
    // The finders are top left, top right and bottom left: of the widest runs two are on top.
    std::vector<FillRectangle> fills;
    for (const Operation& operation : document.pages.front().operations) {
      const auto* fill = std::get_if<FillRectangle>(&operation);
      if (fill != nullptr && fill->element != artifact) fills.push_back(*fill);
    }
    REQUIRE(fills.size() > 100);
    const Points left =
        std::ranges::min(fills, {}, [](const FillRectangle& f) { return f.area.left; }).area.left;
    CHECK(fills.front().area.left == left);
    const Points bottom =
        std::ranges::max(fills, {}, [](const FillRectangle& f) { return f.area.top; }).area.top;
    const auto widest = std::ranges::max(
        fills, {}, [&](const FillRectangle& f) { return f.area.top == bottom ? f.area.width : Points{}; });
    CHECK(widest.area.left == left);
  }
  CHECK(pages_of(course("en", 3), with("a4", {SectionKind::addresses})).pages.size() == 1);
}
