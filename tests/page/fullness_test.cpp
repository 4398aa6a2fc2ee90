// No page is nearly empty where moving a block avoids it, and no head is above fewer than three rows at a
// page's foot: over all layouts, courses of several kinds, and plans of a day to more than a year.
#include "course/catalog_reader.hpp"
#include "layout/sections.hpp"
#include "page/composed.hpp"
#include "page/paginate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using namespace pensum::page;
using samples::date;

namespace {

/// What a course's texts are made of.
struct Wording {
  const char* language;
  const char* title;
  std::vector<const char*> paths;
  std::vector<const char*> lessons;
  const char* text;
};

/// A course of paths of `sizes` lessons.
std::shared_ptr<const Catalog> course(const Wording& wording, const std::vector<int>& sizes) {
  std::vector<std::vector<int>> minutes;
  int count = 0;
  for (const int size : sizes) {
    minutes.emplace_back();
    for (int i = 0; i < size; ++i) minutes.back().push_back(15 + ++count * 7 % 16);
  }
  auto catalog = std::make_shared<Catalog>(*samples::catalog(minutes));
  catalog->language = wording.language;
  catalog->title = wording.title;
  for (std::size_t i = 0; i < catalog->paths.size(); ++i) {
    catalog->paths[i].title = wording.paths[i % wording.paths.size()];
    catalog->paths[i].summary = wording.text;
  }
  for (std::size_t i = 0; i < catalog->lessons.size(); ++i) {
    Lesson& lesson = catalog->lessons[i];
    lesson.title = wording.lessons[i % wording.lessons.size()];
    lesson.summary = std::string(wording.text) + " " + wording.text;
    for (std::size_t n = 1 + i % 3; n > 0; --n) {
      lesson.checks.push_back({wording.text, std::string(wording.text) + " " + wording.text});
    }
  }
  return catalog;
}

const Wording english{
    "en",
    "World history from the first cities to the age of steam: a term of three parts",
    {"Part one: the ancient world", "Part two: the middle ages", "Part three: early modern"},
    {"Cities of the plain", "Writing, counting, and the first laws of kings", "Roads",
     "Why empires end, and what they leave to those who come after them"},
    "What happened, who says so, and how far the sources can be trusted."};

const Wording german{
    "de",
    "Binnenschifffahrtsverkehrsordnung und Schleusenbetriebsvorschriften für Fortgeschrittene",
    {"Fahrwasserbezeichnungsgrundlagen", "Schleusenbetriebsvorschriften", "Funk"},
    {"Binnenschifffahrtsverkehrsordnung", "Sichtzeichen", "Begegnungsvorschriften auf Kanälen",
     "Geschwindigkeitsbeschränkungen und Mindestabstände bei unsichtigem Wetter"},
    "Vorfahrtsregeln und Sondervorschriften, die in der Prüfung gefragt werden."};

const Wording hebrew{"he",
                     "מבוא לתכנות בשפת Go",
                     {"התחלה", "מתקדמים", "חזרה לקראת הבחינה"},
                     {"משתנים (variables)", "פונקציות", "ערוצים ותהליכונים בשפת Go", "שגיאות"},
                     "מה הם סוגי המשתנים, ואיך בוחרים ביניהם."};

std::shared_ptr<const Catalog> built_in() {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml";
  return std::make_shared<Catalog>(read_catalog(io::read_file(path).value(), "go-interview.xml").value());
}

struct Case {
  std::string name;
  Plan plan;
};

/// Plans of a day, two weeks, a month to three, and more than a year, with weekends off where they are long.
std::vector<Case> cases() {
  const std::vector<std::pair<std::string, std::shared_ptr<const Catalog>>> courses = {
      {"built-in", built_in()},
      {"English", course(english, {20, 20, 20})},
      {"German", course(german, {20, 20, 20})},
      {"Hebrew", course(hebrew, {20, 20, 20})},
      {"short", course(english, {2, 1, 3})}};
  std::vector<Case> all;
  for (const auto& [name, catalog] : courses) {
    for (const int length : {1, 14, 31, 60, 90, 400}) {
      Request request = samples::request();
      request.start = date("2026-09-07");
      request.deadline = request.start + days{length - 1};
      if (length > 14) request.weekday[5] = request.weekday[6] = Minutes{0};
      if (length == 1) request.minutes = Minutes{1440};
      request.fit = true;
      request.learner = "Ada Example";
      request.language = catalog->language;
      all.push_back({fmt::format("{}, {} days", name, length), composed::plan(catalog, request)});
    }
  }
  return all;
}

Points lowest_on(const Page& page, const Layout& layout) {
  Points lowest = layout.top;
  for (const Operation& operation : page.operations) {
    Points bottom;
    if (const auto* text = std::get_if<DrawText>(&operation)) {
      bottom = text->baseline;
    } else if (const auto* line = std::get_if<StrokeLine>(&operation)) {
      bottom = std::max(line->y1, line->y2);
    } else {
      bottom = std::visit(
          [](const auto& op) {
            if constexpr (requires { op.area; }) return op.area.top + op.area.height;
            return Points{};
          },
          operation);
    }
    // The footer and links below do not fill a page.
    if (bottom <= layout.content_bottom()) lowest = std::max(lowest, bottom);
  }
  return lowest;
}

/// Where a page's heads are, and what is below them there and on later pages.
struct Head {
  std::size_t page = 0;
  std::size_t rows_here = 0;
  std::size_t rows = 0;
};

/// The heads of the index, whose rows are the tables' rows, and of questions and answers, whose rows are
/// lines.
std::vector<Head> heads_of(const Document& document) {
  std::map<ElementId, Head> heads;
  Head* head = nullptr;
  bool in_day = false;
  std::set<std::pair<ElementId, Points>> rows;
  const auto meet = [&](ElementId id, std::size_t page, Points y) {
    std::optional<std::pair<ElementId, Points>> row;
    bool linked = false;
    for (; id != 0; id = document.elements[id].parent) {
      const Element& element = document.elements[id];
      linked = linked || element.role == Role::link;
      if (element.role == Role::heading2) {
        head = nullptr;
        in_day = linked;  // back to the overview
      }
      if (element.role == Role::heading3 && !in_day && document.elements[element.parent].parent == 0) {
        head = &heads.try_emplace(id, Head{.page = page}).first->second;
      }
      if (element.role == Role::header_cell) return;
      if (element.role == Role::table_row) row = {id, {}};
      if (element.role == Role::list_body) row = {id, y};
    }
    if (head == nullptr || !row || !rows.insert(*row).second) return;
    ++head->rows;
    if (head->page == page) ++head->rows_here;
  };
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text->element != artifact) meet(text->element, p, text->baseline);
    }
  }
  std::vector<Head> all;
  for (const auto& [id, found] : heads) all.push_back(found);
  return all;
}

/// Where the answers begin: on a page of their own, so that they are not seen beside their questions.
std::optional<std::size_t> page_of_answers(const Document& document) {
  for (const Bookmark& bookmark : document.bookmarks) {
    if (bookmark.title == "Answers") return document.places.at(bookmark.place).page;
  }
  return std::nullopt;
}

constexpr const char* layouts[] = {
    "a4",      "letter",      "a5",   "a4-landscape", "a4-landscape-week", "large-print",
    "handout", "pocket",      "wall", "remarkable",   "kindle-scribe",     "kobo",
    "sheet",   "sheet-letter"};

}  // namespace

TEST_CASE("no page is nearly empty and no head is without rows", "[long]") {
  std::size_t heads = 0;
  for (const Case& sample : cases()) {
    for (const char* name : layouts) {
      CAPTURE(sample.name, name);
      Layout layout = composed::layout(name);
      layout.booklet = false;  // its pages are checked before they are put on sheets
      const Document document = composed::compose(sample.plan, layout).document;
      for (std::size_t p = 0; p < document.pages.size(); ++p) {
        CAPTURE(p);
        const Points unused = layout.content_bottom() - lowest_on(document.pages[p], layout);
        if (page_of_answers(document) == p && p + 1 == document.pages.size()) continue;
        CHECK_FALSE(nearly_empty(unused, layout.content_height()));
      }
      for (const Head& head : heads_of(document)) {
        CAPTURE(head.page);
        CHECK(head.rows_here >= std::min(head.rows, rows_with_head));
        ++heads;
      }
    }
  }
  CHECK(heads > 1000);
}

TEST_CASE("the overview of a term is one page, closer where it has to be") {
  const auto pages = [](const Wording& wording, const char* name) {
    Request request = samples::request();
    request.start = date("2026-09-07");
    request.deadline = date("2026-12-04");
    request.weekday[5] = request.weekday[6] = Minutes{0};
    const Plan plan = composed::plan(course(wording, {20, 20, 20}), request);
    const auto layout = with_sections(composed::layout(name), {SectionKind::overview});
    return composed::compose(plan, layout.value()).document.pages.size();
  };
  for (const char* name : {"a4", "letter", "a4-landscape", "a4-landscape-week", "handout"}) {
    CAPTURE(name);
    for (const Wording* wording : {&english, &german, &hebrew}) CHECK(pages(*wording, name) == 1);
  }
  // What cannot be one page is as wide as it likes.
  CHECK(pages(english, "kobo") > 1);
}

TEST_CASE("what follows a nearly empty page begins on it") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(30, 10)}));
  catalog->lessons[0].checks = {{"Why?", "Because."}};
  Request request = samples::request();
  request.deadline = date("2026-12-23");
  const Plan plan = composed::plan(catalog, request);
  // A question below the title is little; so is an answer.
  for (const char* name : {"a4", "letter", "a4-landscape", "handout"}) {
    for (const SectionKind little : {SectionKind::questions, SectionKind::answers}) {
      for (const SectionKind next : {SectionKind::index, SectionKind::notes}) {
        CAPTURE(name, section_list({little, next}));
        const auto layout = with_sections(composed::layout(name), {little, next});
        const Document document = composed::compose(plan, layout.value()).document;
        const auto bookmark = std::ranges::find(
            document.bookmarks, next == SectionKind::index ? "Lesson index" : "Notes", &Bookmark::title);
        REQUIRE(bookmark != document.bookmarks.end());
        CHECK(document.places.at(bookmark->place).page == 0);
        CHECK(document.places.at(bookmark->place).top > layout->top);
      }
    }
  }
}

TEST_CASE("an overview on two pages has no page that is half empty where its parts can change places") {
  for (const char* name : {"large-print", "kobo", "remarkable", "kindle-scribe"}) {
    CAPTURE(name);
    Request request = samples::request();
    request.deadline = date("2026-12-07");
    const Layout layout = composed::layout(name);
    const Document document = composed::compose(composed::plan(built_in(), request), layout).document;
    REQUIRE(document.places.at(0).page == 2);  // of the first day
    for (std::size_t page = 0; page < 2; ++page) {
      const Points used = lowest_on(document.pages[page], layout) - layout.top;
      CHECK(used * 2 > layout.content_height());
    }
  }
}

TEST_CASE(
    "a booklet's spare page has the index: as elsewhere, or in lines that all have room, or not at all") {
  const auto course_of = [](std::size_t lessons) {
    const std::vector<int> minutes(lessons, 7);
    auto catalog = std::make_shared<Catalog>(*samples::catalog({minutes}));
    for (Lesson& lesson : catalog->lessons) lesson.title = "Lesson with a title of two lines, " + lesson.id;
    Request request = samples::request();
    request.deadline = date("2026-12-07");
    return composed::plan(std::move(catalog), request);
  };
  // The minutes of each lesson are in an index that is as elsewhere, beside those on its day.
  const auto times_said = [](const Document& document, std::string_view text) {
    std::size_t count = 0;
    for (const Operation& operation : document.pages.front().operations) {
      const auto* drawn = std::get_if<DrawText>(&operation);
      count += drawn != nullptr && composed::text_of(*drawn) == text ? 1U : 0U;
    }
    return count;
  };
  for (const auto& [lessons, boxes, minutes] :
       {std::tuple(8U, 2U, 2U), std::tuple(25U, 2U, 1U), std::tuple(40U, 1U, 1U)}) {
    CAPTURE(lessons);
    const Plan plan = course_of(lessons);
    const Layout layout = composed::layout("pocket");
    const Document document = composed::compose(plan, layout).document;
    CHECK(document.pages.size() == 1);
    CHECK(times_said(document, "Lesson index") == boxes - 1);
    CHECK(times_said(document, "7 min") == minutes * lessons);
  }
}
