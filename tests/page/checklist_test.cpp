// The checklist: every day has its row with all of its boxes, on as few pages as it can be.
#include "course/catalog_reader.hpp"
#include "layout/sections.hpp"
#include "page/composed.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using composed::text_of;
using samples::date;

namespace {

std::vector<std::string> texts_of(const Document& document) {
  std::vector<std::string> texts;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr) continue;
      texts.push_back(text_of(*text));
      // A date does not break.
      for (std::size_t at = 0; (at = texts.back().find("\u00A0", at)) != std::string::npos;)
        texts.back().replace(at, 2, " ");
    }
  }
  return texts;
}

std::size_t count(const Document& document, const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(texts_of(document), text));
}

/// How often each box is there.
std::map<std::string, int> boxes_of(const Document& document) {
  std::map<std::string, int> boxes;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      if (const auto* box = std::get_if<TickBox>(&operation)) ++boxes[std::string(box->name.view())];
    }
  }
  return boxes;
}

Plan plan_of(const std::vector<int>& minutes, const char* deadline) {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({minutes}));
  for (Lesson& lesson : catalog->lessons) lesson.title = "Lesson " + lesson.id + ", on a subject of its own";
  Request request = samples::request();
  request.deadline = date(deadline);
  return composed::plan(catalog, request);
}

Document sheet_of(const Plan& plan, const std::string& name = "sheet") {
  composed::Composed composed = composed::compose(plan, composed::layout(name));
  CHECK(composed.warnings.empty());
  return std::move(composed.document);
}

}  // namespace

TEST_CASE("thirty lessons in a fortnight are one sheet, on both papers") {
  const Plan plan = plan_of(std::vector<int>(30, 8), "2026-12-07");
  for (const char* name : {"sheet", "sheet-letter"}) {
    CAPTURE(name);
    CHECK(sheet_of(plan, name).pages.size() == 1);
  }
}

TEST_CASE("a checklist has a box for each lesson on its day and among the squares, and for each review") {
  const Plan plan = plan_of(std::vector<int>(30, 8), "2026-12-07");
  std::map<std::string, int> expected;
  for (const StudyDay& day : plan.days) {
    for (const Task& task : day.tasks) expected["lesson." + plan.catalog->lessons[task.lesson].id] += 2;
    for (const Review& review : day.reviews) {
      ++expected["review." + std::to_string(review.round) + "." + plan.catalog->lessons[review.lesson].id];
    }
  }
  std::map<std::string, int> received;
  std::size_t reviews = 0;
  for (const auto& [name, times] : boxes_of(sheet_of(plan))) {
    if (name.starts_with("lesson.")) {
      CHECK(times == expected[name]);
      ++received["lessons"];
    } else {
      CHECK(times == 1);
      ++reviews;
    }
  }
  CHECK(received["lessons"] == 30);
  std::size_t planned = 0;
  for (const StudyDay& day : plan.days) planned += day.reviews.size();
  CHECK(planned > 20);
  CHECK(reviews == planned);
}

TEST_CASE("a term takes more sheets of the same, and a course too long for squares has none") {
  const Plan term = plan_of(std::vector<int>(60, 8), "2027-02-14");
  const Document document = sheet_of(term);
  CHECK(document.pages.size() > 1);
  CHECK(count(document, "One square for each lesson: fill it in when the lesson is done.") == 1);
  CHECK(boxes_of(document)["lesson.60"] == 2);

  const Document long_one = sheet_of(plan_of(std::vector<int>(400, 8), "2027-02-14"));
  CHECK(count(long_one, "One square for each lesson: fill it in when the lesson is done.") == 0);
  CHECK(boxes_of(long_one)["lesson.400"] == 1);
}

TEST_CASE("in rows that are too low to write on, reviews have the room of notes") {
  const Plan plan = plan_of(std::vector<int>(22, 8), "2027-01-22");
  const Layout layout = composed::layout("sheet");
  const Document document = sheet_of(plan);
  REQUIRE(document.pages.size() == 2);
  Points right;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* line = std::get_if<StrokeLine>(&operation);
      const bool writes =
          line != nullptr && line->color == layout.faint && line->y1 < layout.content_bottom();
      CHECK_FALSE(writes);
      const auto* box = std::get_if<TickBox>(&operation);
      if (box != nullptr) right = std::max(right, box->area.left + box->area.width);
    }
  }
  // Three boxes are beside each other.
  CHECK(right > layout.content_right() - layout.content_width().scaled(15, 100));
}

TEST_CASE("a day that is longer than a page continues in rows that name its date") {
  const Plan plan = plan_of(std::vector<int>(300, 1), "2026-11-25");
  for (const char* name : {"sheet",
                           "<layout name='x' extends='kobo'><title>T</title><sections><checklist/>"
                           "</sections></layout>"}) {
    CAPTURE(name);
    const Document document = sheet_of(plan, name);
    const std::map<std::string, int> boxes = boxes_of(document);
    for (int i = 1; i <= 300; ++i) CHECK(boxes.contains("lesson." + std::to_string(i)));
    CHECK(count(document, "continued") > 2);
    const std::vector<std::string> texts = texts_of(document);
    for (const Page& page : document.pages) {
      for (const Operation& operation : page.operations) {
        if (const auto* box = std::get_if<TickBox>(&operation)) {
          CHECK(box->area.top + box->area.height <= composed::layout(name).content_bottom());
        }
      }
    }
  }
}

TEST_CASE("no title is cut on a sheet, however long it is") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{10, 10, 10}}));
  std::string title;
  for (int i = 0; i < 60; ++i) title += "word" + std::to_string(i) + " ";
  title += "end";
  catalog->lessons[1].title = title;
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  const Plan plan = composed::plan(catalog, request);
  for (const char* name : {"sheet",
                           "<layout name='x' extends='pocket'><title>T</title><sections><checklist/>"
                           "</sections></layout>"}) {
    CAPTURE(name);
    std::string all;
    for (const std::string& text : texts_of(sheet_of(plan, name))) all += text + " ";
    for (int i = 0; i < 60; ++i) CHECK(all.find("word" + std::to_string(i)) != std::string::npos);
  }
}

TEST_CASE("days off, the deadline and days with nothing on them are rows of their own") {
  Request request = samples::request();
  request.deadline = date("2026-12-05");
  request.off = {{date("2026-11-28"), date("2026-11-29")}};
  request.reviews.clear();
  request.buffer = 1;
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(9, 10)}), request);
  const Document document = sheet_of(plan);
  CHECK(count(document, "off") == 1);
  CHECK(count(document, "Sat 28 Nov – Sun 29 Nov") == 1);
  CHECK(count(document, "Deadline") == 1);
  CHECK(count(document, "Kept free") == 1);
}

TEST_CASE("where no section has the days, the index leads to the sheet’s rows") {
  const Plan plan = plan_of(std::vector<int>(12, 8), "2026-12-07");
  const auto layout = with_sections(composed::layout("sheet"), {SectionKind::checklist, SectionKind::index});
  const Document document = composed::compose(plan, layout.value()).document;
  std::size_t links = 0;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* link = std::get_if<LinkArea>(&operation);
      if (link == nullptr || !std::holds_alternative<PlaceId>(link->target)) continue;
      CHECK(document.places.at(std::get<PlaceId>(link->target)).page == 0);
      ++links;
    }
  }
  CHECK(links == 12);
  CHECK(document.bookmarks.front().title == "Days");
}

TEST_CASE("a plan that is made again has its past on the sheet, and marks what was moved") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  const auto before = std::make_shared<const Plan>(plan_of(std::vector<int>(22, 8), "2026-12-07"));
  const Layout layout = composed::layout("sheet");
  const Document in_hand = composed::compose(*before, layout).document;
  KeptPages kept{.pages = in_hand.placed, .ticked = {}, .start = request.start, .today = date("2026-11-28")};
  request.today = kept.today;
  for (int i = 1; i <= 4; ++i) {
    const std::string id = std::to_string(i);
    request.done.push_back({{id, id}, date("2026-11-25")});
    kept.ticked.insert("lesson." + id);
  }
  const auto plan = make_plan(before->catalog, request, {.plan = before});
  REQUIRE(plan.has_value());
  const Plan whole = with_past(*plan, request.start);
  text::Typesetter setter(staged::fonts(), whole.catalog->language);
  Diagnostics warnings;
  const Document again =
      page::compose(whole, layout, Language(whole.language), setter, kept.today, warnings, &kept);
  CHECK(warnings.empty());
  CHECK(count(again, "Tue 24 Nov") == 1);
  const std::vector<std::string> texts = texts_of(again);
  CHECK(std::ranges::any_of(texts, [](const std::string& text) { return text.starts_with("from "); }));
  std::size_t ticked = 0;
  for (const Operation& operation : again.pages.front().operations) {
    const auto* box = std::get_if<TickBox>(&operation);
    if (box == nullptr) continue;
    CHECK(box->ticked == kept.ticked.contains(std::string(box->name.view())));
    ticked += box->ticked ? 1 : 0;
  }
  CHECK(ticked == 8);  // on their days, and among the squares
}
