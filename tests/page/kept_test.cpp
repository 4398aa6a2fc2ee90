// A plan that is made again, on the pages in hand: the same pages in the same order, each date on its page.
#include "course/catalog_reader.hpp"
#include "language/word.hpp"
#include "page/composed.hpp"
#include "page/slip.hpp"
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

namespace {

/// The pages of the slip for a plan made again.
std::vector<Page> slip_of(const Case& made, const layout::Layout& looks, const std::string& language = "en") {
  Document document = made.again;
  const Plan whole = with_past(made.plan, made.before->start);
  text::Typesetter setter(staged::fonts(), whole.catalog->language);
  const std::size_t count = page::add_slip(whole, looks, Language(language), setter, made.kept, document);
  REQUIRE(document.pages.size() == made.again.pages.size() + count);
  CHECK(document.bookmarks.front().title == Language(language).say(word::what_changed{}));
  return {document.pages.end() - static_cast<std::ptrdiff_t>(count), document.pages.end()};
}

/// The names of the boxes on a page.
std::set<std::string> names_of(const Page& page) {
  std::set<std::string> names;
  for (const Operation& operation : page.operations) {
    if (const auto* box = std::get_if<TickBox>(&operation)) names.emplace(box->name.view());
  }
  return names;
}

bool has_text(const Page& page, const std::string& text) {
  return std::ranges::count(texts_of(page), text) > 0;
}

}  // namespace

TEST_CASE("the dates that changed are those that hold something else, and those that lost something") {
  const Case made = made_again("a4", "2026-11-28", 5);
  const PlannedDates before(*made.before);
  const PlannedDates now(made.plan);
  std::map<Date, ChangedDate> changed;
  std::size_t away = 0;
  for (const ChangedDate& each : changed_dates(made.plan, made.kept.today)) {
    CHECK(changed.emplace(each.date, each).second);
    for (const Moved& moved : each.away) {
      CHECK(before.lesson(moved.lesson) == each.date);
      CHECK(now.lesson(moved.lesson) == moved.to);
      ++away;
    }
    CHECK(each.left_out.empty());
    if (each.day) CHECK(made.plan.days[*each.day].date == each.date);
    CHECK(each.day.has_value() == (each.date >= made.kept.today));
  }
  CHECK(away == moved_lessons(made.plan).size());
  const auto held = [](const PlannedDates& dates, const Plan& plan, Date date) {
    std::set<LessonIndex> lessons;
    for (LessonIndex i = 0; i < plan.catalog->lessons.size(); ++i) {
      if (dates.lesson(i) == date) lessons.insert(i);
    }
    return lessons;
  };
  for (const StudyDay& day : made.plan.days) {
    CAPTURE(to_iso(day.date));
    if (held(before, *made.before, day.date) != held(now, made.plan, day.date))
      CHECK(changed.contains(day.date));
  }
  CHECK(changed.size() < made.plan.days.size() + made.plan.past.size());
  CHECK(changed_dates(*made.before, made.kept.today).empty());
}

TEST_CASE("the slip has each date that changed, with its boxes and where lessons went, on half a page") {
  for (const char* name : {"a4", "letter", "a4-landscape", "wall"}) {
    CAPTURE(name);
    const layout::Layout looks = composed::layout(name);
    const Case made = made_again(name, "2026-11-28", 5);
    const std::vector<Page> pages = slip_of(made, looks);
    REQUIRE(pages.size() == 1);
    const Page& page = pages.front();
    const Language language("en");
    CHECK(page.label == "What changed");
    CHECK(has_text(page, "cut"));
    std::set<std::string> boxes;
    for (const ChangedDate& changed : changed_dates(made.plan, made.kept.today)) {
      CAPTURE(to_iso(changed.date));
      CHECK(has_text(page, language.weekday_day_month(changed.date)));
      for (const Moved& moved : changed.away)
        CHECK(shows(page, "now " + language.weekday_day_month(moved.to)));
      if (!changed.day) continue;
      for (const Task& task : made.plan.days[*changed.day].tasks)
        boxes.insert("lesson." + made.plan.catalog->lessons[task.lesson].id);
      for (const Review& review : made.plan.days[*changed.day].reviews)
        boxes.insert("review." + made.plan.catalog->lessons[review.lesson].id + "." +
                     std::to_string(review.round));
    }
    CHECK(names_of(page) == boxes);
    const bool is_wide = looks.width > looks.height;
    for (const Operation& operation : page.operations) {
      if (const auto* text = std::get_if<DrawText>(&operation)) {
        CHECK(text->x + text->line.width <= (is_wide ? looks.width / 2 : looks.width));
        CHECK(text->baseline <= (is_wide ? looks.height : looks.height / 2));
      }
    }
  }
}

TEST_CASE("where there is no paper the slip is a page, and of a booklet's sheet a page") {
  const layout::Layout kobo = composed::layout("kobo");
  const std::vector<Page> read = slip_of(made_again("kobo", "2026-11-28", 5), kobo);
  CHECK_FALSE(has_text(read.front(), "cut"));
  CHECK(read.front().width == kobo.width);
  const layout::Layout pocket = composed::layout("pocket");
  const std::vector<Page> folded = slip_of(made_again("pocket", "2026-11-28", 5), pocket);
  CHECK(folded.size() == 1);
  CHECK(folded.front().width == pocket.width * 4);
  CHECK(folded.front().height == pocket.height * 2);
}

TEST_CASE("a slip with much on it has numbers, and continues on others") {
  const std::string tall =
      "<layout name='low' extends='a4'><title>Low</title><page width='120mm' height='120mm'/></layout>";
  const layout::Layout looks = composed::layout(tall);
  const Case made = made_again(tall, "2026-11-25", 1);
  const std::vector<Page> pages = slip_of(made, looks, "de");
  std::set<std::string> boxes;
  std::size_t heads = 0;
  for (const Page& page : pages) {
    boxes.merge(names_of(page));
    for (const std::string& text : texts_of(page))
      heads += text.starts_with("Was sich geändert hat") ? 1U : 0U;
    CHECK_FALSE(shows(page, "Variables, types"));
  }
  CHECK(heads > 1);
  for (const Moved& moved : moved_lessons(made.plan))
    CHECK(boxes.contains("lesson." + made.plan.catalog->lessons[moved.lesson].id));
}
