// A plan that is made again, on the pages in hand: the same pages in the same order, each date on its page.
#include "course/catalog_reader.hpp"
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
using samples::date;

namespace {

std::shared_ptr<const Catalog> built_in() {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml";
  return std::make_shared<Catalog>(read_catalog(io::read_file(path).value(), "go-interview.xml").value());
}

std::vector<std::string> texts_of(const Page& page) {
  std::vector<std::string> texts;
  for (const Operation& operation : page.operations) {
    const auto* text = std::get_if<DrawText>(&operation);
    if (text == nullptr) continue;
    std::multimap<std::uint32_t, std::string> parts;
    for (const text::Run& run : text->line.runs) parts.emplace(run.text_first, run.text);
    texts.emplace_back();
    for (const auto& [first, part] : parts) texts.back() += part;
  }
  return texts;
}

bool shows(const Page& page, const std::string& text) {
  return std::ranges::any_of(texts_of(page),
                             [&](const std::string& each) { return each.find(text) != std::string::npos; });
}

std::vector<std::string> boxes_of(const Page& page) {
  std::vector<std::string> boxes;
  for (const Operation& operation : page.operations) {
    if (const auto* box = std::get_if<TickBox>(&operation)) {
      boxes.push_back(std::string(box->name.view()) + " " + std::to_string(box->area.left.milli) + " " +
                      std::to_string(box->area.top.milli));
    }
  }
  return boxes;
}

std::map<Date, std::size_t> pages_of(const PlacedPages& placed) {
  std::map<Date, std::size_t> pages;
  for (const PlacedDay& day : placed.days) pages[day.date] = day.page;
  return pages;
}

/// Two weeks of the built-in course on pages, of which lessons 1 to `done` are done when it is made again.
struct Case {
  std::shared_ptr<const Plan> before;
  Document in_hand;
  Plan plan;
  KeptPages kept;
  Document again;
};

Case made_again(const std::string& layout, const std::string& today, int done,
                PlanInHand::Keep keep = PlanInHand::Keep::deadline) {
  Case made;
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  made.before = std::make_shared<const Plan>(composed::plan(built_in(), request));
  const layout::Layout looks = composed::layout(layout);
  made.in_hand = composed::compose(*made.before, looks).document;
  request.today = date(today.c_str());
  if (keep == PlanInHand::Keep::minutes) {
    request.deadline.reset();
    request.minutes = made.before->daily_budget;
  }
  for (int i = 1; i <= done; ++i) {
    const std::string id = std::to_string(i);
    const Date on = std::min(*PlannedDates(*made.before).lesson(static_cast<LessonIndex>(i - 1)),
                             *request.today - days{1});
    request.done.push_back({{id, id}, on});
    made.kept.ticked.insert("lesson." + id);
  }
  auto plan = make_plan(made.before->catalog, request, {.plan = made.before, .keep = keep});
  REQUIRE(plan.has_value());
  made.plan = *std::move(plan);
  made.kept.pages = made.in_hand.placed;
  made.kept.start = request.start;
  made.kept.today = *request.today;
  const Plan whole = with_past(made.plan, request.start);
  text::Typesetter setter(staged::fonts(), whole.catalog->language);
  Diagnostics warnings;
  made.again =
      page::compose(whole, looks, Language(whole.language), setter, made.kept.today, warnings, &made.kept);
  CHECK(warnings.empty());
  return made;
}

}  // namespace

TEST_CASE("a plan that is made again keeps its pages and each date its page") {
  for (const char* layout : {"a4", "a5", "handout", "large-print", "kobo", "a4-landscape"}) {
    CAPTURE(layout);
    const Case made = made_again(layout, "2026-11-28", 5);
    REQUIRE_FALSE(moved_lessons(made.plan).empty());
    const std::map<Date, std::size_t> before = pages_of(made.in_hand.placed);
    const std::map<Date, std::size_t> after = pages_of(made.again.placed);
    REQUIRE(before.size() == after.size());
    REQUIRE(made.again.pages.size() >= made.in_hand.pages.size());
    for (const auto& [day, page] : after) {
      // What finds no room is behind the pages in hand, and its own page says so.
      CAPTURE(to_iso(day), page, before.at(day));
      if (page != before.at(day)) {
        CHECK(page >= made.in_hand.pages.size());
        CHECK(shows(made.again.pages[before.at(day)], "continued on page " + std::to_string(page + 1)));
      }
    }
    // The other sections begin where they began.
    for (std::size_t i = 0; i < made.in_hand.placed.sections.size(); ++i)
      CHECK(made.again.placed.sections[i].page == made.in_hand.placed.sections[i].page);
  }
}

TEST_CASE("pages without a change are the same, and those with one tell its date") {
  const Case made = made_again("a4", "2026-11-28", 5);
  CHECK(made.again.pages.size() == made.in_hand.pages.size());
  REQUIRE(made.again.changed.has_value());
  const std::set<std::size_t> changed(made.again.changed->begin(), made.again.changed->end());
  CHECK(changed.size() > 1);
  CHECK(changed.size() < made.again.pages.size() / 2);
  for (std::size_t i = 0; i < made.in_hand.pages.size(); ++i) {
    CAPTURE(i);
    CHECK(shows(made.again.pages[i], "changed 28 Nov 2026") == changed.contains(i));
    if (changed.contains(i)) continue;
    CHECK(texts_of(made.again.pages[i]) == texts_of(made.in_hand.pages[i]));
    CHECK(boxes_of(made.again.pages[i]) == boxes_of(made.in_hand.pages[i]));
  }
  for (const auto& [day, page] : pages_of(made.in_hand.placed)) {
    if (day == date("2026-11-24")) CHECK_FALSE(changed.contains(page));
    if (day == date("2026-11-28")) CHECK(shows(made.again.pages[page], "from Thu 26 Nov"));
  }
  CHECK_FALSE(made.in_hand.changed.has_value());
}

TEST_CASE("boxes of what is done are ticked wherever they are") {
  const Case made = made_again("a4", "2026-11-28", 5);
  std::size_t ticked = 0;
  for (const Page& page : made.again.pages) {
    for (const Operation& operation : page.operations) {
      const auto* box = std::get_if<TickBox>(&operation);
      if (box == nullptr) continue;
      CAPTURE(box->name.view());
      CHECK(box->ticked == made.kept.ticked.contains(std::string(box->name.view())));
      ticked += box->ticked ? 1 : 0;
    }
  }
  CHECK(ticked == 10);  // on their days, and in the index
}

TEST_CASE("made again once more without a change, no page changes, and marks stay") {
  Case made = made_again("a4", "2026-11-28", 5);
  made.kept.pages = made.again.placed;
  made.kept.today = date("2026-11-28");
  Plan same = made.plan;
  same.before = std::make_shared<const Plan>(made.plan);
  const Plan whole = with_past(same, made.before->start);
  text::Typesetter setter(staged::fonts(), whole.catalog->language);
  Diagnostics warnings;
  const Document again = page::compose(whole, composed::layout("a4"), Language(whole.language), setter,
                                       made.kept.today, warnings, &made.kept);
  REQUIRE(again.changed.has_value());
  CHECK(again.changed->empty());
  CHECK(again.placed == made.again.placed);
}

TEST_CASE("of a booklet the sheets are told that changed") {
  const Case made = made_again("pocket", "2026-11-28", 5);
  REQUIRE(made.again.changed.has_value());
  REQUIRE_FALSE(made.again.changed->empty());
  for (const std::size_t sheet : *made.again.changed) CHECK(sheet < made.again.pages.size());
  CHECK(std::ranges::adjacent_find(*made.again.changed) == made.again.changed->end());
  CHECK(made.again.placed.sheets.size() >= made.in_hand.placed.sheets.size());
}

TEST_CASE("days beyond the old deadline follow behind the last page") {
  const Case made = made_again("a4", "2026-12-02", 3, PlanInHand::Keep::minutes);
  REQUIRE(made.plan.deadline > made.before->deadline);
  const std::map<Date, std::size_t> before = pages_of(made.in_hand.placed);
  for (const auto& [day, page] : pages_of(made.again.placed)) {
    CAPTURE(to_iso(day));
    if (!before.contains(day)) CHECK(page >= made.in_hand.pages.size());
    if (day < made.kept.today) CHECK(page == before.at(day));
  }
  // In the outline they follow the other days.
  std::vector<std::size_t> tops;
  for (const Bookmark& bookmark : made.again.bookmarks) {
    if (bookmark.level == 0) tops.push_back(made.again.places[bookmark.place].page);
  }
  CHECK(std::ranges::is_sorted(tops));
  CHECK(made.again.bookmarks.back().level == 0);
}

TEST_CASE("with its past a plan counts each lesson once") {
  const Case made = made_again("a4", "2026-11-28", 5);
  const Plan whole = with_past(made.plan, made.before->start);
  CHECK(whole.lessons == made.before->lessons);
  CHECK(whole.load == made.before->load);
  CHECK(whole.start == made.before->start);
  CHECK(whole.days.size() == made.before->days.size());
  CHECK(whole.done.empty());
  const std::vector<PathPart> before = path_parts(*made.before);
  const std::vector<PathPart> after = path_parts(whole);
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(after[i].path == before[i].path);
    CHECK(after[i].load == before[i].load);
  }
}
