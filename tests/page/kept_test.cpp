// A plan that is made again, on the pages in hand: the same pages in the same order, each date on its page.
#include "course/catalog_reader.hpp"
#include "language/word.hpp"
#include "layout/sections.hpp"
#include "page/composed.hpp"
#include "page/slip.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
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

/// Two weeks of the built-in course on pages, that is made again over and over, each time on the pages in
/// hand.
class Plans {
 public:
  explicit Plans(const std::string& name, const std::vector<layout::SectionKind>& sections = {},
                 const char* deadline = "2026-12-07")
      : looks(composed::layout(name)) {
    if (!sections.empty()) looks = layout::with_sections(looks, sections).value();
    request_.deadline = date(deadline);
    plan = std::make_shared<const Plan>(composed::plan(built_in(), request_));
    document = composed::compose(*plan, looks).document;
  }

  /// Lessons 1 to `done` are done, and `deadline` is the new one if there is one.
  void make_again(const std::string& today, int done, PlanInHand::Keep keep = PlanInHand::Keep::deadline,
                  std::optional<std::size_t> catch_up = {}, const std::string& deadline = {}) {
    Request request = request_;
    request.deadline = plan->deadline;
    request.today = date(today.c_str());
    if (!deadline.empty()) request.deadline = date(deadline.c_str());
    if (keep == PlanInHand::Keep::minutes) {
      request.deadline.reset();
      request.minutes = plan->daily_budget;
    }
    for (int i = 1; i <= done; ++i) {
      const std::string id = std::to_string(i);
      const std::optional<Date> planned = PlannedDates(*plan).lesson(static_cast<LessonIndex>(i - 1));
      const auto known = std::ranges::find(plan->done, static_cast<LessonIndex>(i - 1), &DoneLesson::lesson);
      const Date on =
          known != plan->done.end() ? known->on : std::min(planned.value(), *request.today - days{1});
      request.done.push_back({{id, id}, on});
      kept.ticked.insert("lesson." + id);
    }
    auto made = make_plan(plan->catalog, request, {.plan = plan, .keep = keep, .catch_up = catch_up});
    REQUIRE(made.has_value());
    plan = std::make_shared<const Plan>(*std::move(made));
    kept.pages = document.placed;
    kept.start = request_.start;
    kept.today = *request.today;
    compose_again();
  }

  /// The same on the pages that this has come out on.
  void make_again() {
    Plan same = *plan;
    same.before = plan;
    plan = std::make_shared<const Plan>(std::move(same));
    kept.pages = document.placed;
    compose_again();
  }

  Plan whole() const { return with_past(*plan, request_.start); }

  /// How many lessons are done where everything goes as planned.
  int planned_before(const std::string& today) const {
    const PlannedDates dates(*plan);
    int count = 0;
    for (LessonIndex i = 0; i < plan->catalog->lessons.size(); ++i) {
      const bool is_done = std::ranges::find(plan->done, i, &DoneLesson::lesson) != plan->done.end();
      if (is_done || dates.lesson(i) < date(today.c_str())) ++count;
    }
    return count;
  }

  layout::Layout looks;
  std::shared_ptr<const Plan> plan;
  Document document;
  KeptPages kept;

 private:
  void compose_again() {
    const Plan whole = this->whole();
    text::Typesetter setter(staged::fonts(), whole.catalog->language);
    Diagnostics warnings;
    document = page::compose(whole, looks, Language(whole.language), setter, kept.today, warnings, &kept);
    CHECK(warnings.empty());
    check_boxes();
  }

  /// Days end above the footer. Of a booklet pages are turned.
  void check_boxes() const {
    if (looks.booklet) return;
    for (const Page& page : document.pages) {
      for (const Operation& operation : page.operations) {
        const auto* box = std::get_if<TickBox>(&operation);
        if (box != nullptr && box->area.top + box->area.height > looks.content_bottom())
          FAIL_CHECK(box->name.view() << " is below the end of page " << page.label);
      }
    }
  }

  Request request_ = samples::request();
};

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
  Plans plans(layout);
  Case made{.before = plans.plan, .in_hand = plans.document, .plan = {}, .kept = {}, .again = {}};
  plans.make_again(today, done, keep);
  made.plan = *plans.plan;
  made.kept = plans.kept;
  made.again = std::move(plans.document);
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
  Plans plans("a4");
  plans.make_again("2026-11-28", 5);
  const PlacedPages before = plans.document.placed;
  plans.make_again();
  REQUIRE(plans.document.changed.has_value());
  CHECK(plans.document.changed->empty());
  CHECK(plans.document.placed == before);
}

namespace {

/// How much every other section has moved, and every date that stays within its section.
void check_places(const PlacedPages& before, const PlacedPages& after) {
  REQUIRE(after.sections.size() == before.sections.size());
  for (std::size_t i = 0; i < before.sections.size(); ++i)
    CHECK(after.sections[i].page == before.sections[i].page);
  const std::map<Date, std::size_t> old = pages_of(before);
  for (const auto& [day, page] : pages_of(after)) {
    CAPTURE(to_iso(day), page + 1);
    // What finds no room is behind the sections.
    if (old.contains(day) && page != old.at(day))
      CHECK(page > std::ranges::max(before.sections, {}, &PlacedSection::last_page).last_page);
  }
}

using Sections = std::vector<layout::SectionKind>;
const Sections with_texts{layout::SectionKind::overview, layout::SectionKind::days,
                          layout::SectionKind::index, layout::SectionKind::questions,
                          layout::SectionKind::answers};
const Sections only_days{layout::SectionKind::days};

}  // namespace

TEST_CASE("made again over and over, sections and dates stay where they were, also behind the last section",
          "[long]") {
  using enum PlanInHand::Keep;
  for (const char* layout : {"a4", "a5", "pocket", "kobo", "a4-landscape"}) {
    for (const Sections& sections : {Sections(), with_texts, only_days}) {
      for (const char* how : {"extend", "catch up", "later"}) {
        CAPTURE(layout, sections.size(), how);
        Plans plans(layout, sections);
        for (const char* today : {"2026-11-27", "2026-11-29", "2026-11-30", "2026-12-02", "2026-12-04"}) {
          CAPTURE(today);
          const PlacedPages in_hand = plans.document.placed;
          const bool is_late = today > std::string("2026-11-29");
          if (how == std::string("extend")) {
            plans.make_again(today, 3, minutes);
          } else if (how == std::string("catch up")) {
            plans.make_again(today, is_late ? 8 : 3, deadline, 1);
          } else {
            plans.make_again(today, 4, deadline, {}, is_late ? "2026-12-18" : "2026-12-12");
          }
          check_places(in_hand, plans.document.placed);
          // Where nothing is moved, nothing is on another page.
          for (int time = 0; time < 2; ++time) {
            const PlacedPages before = plans.document.placed;
            plans.make_again();
            check_places(before, plans.document.placed);
            CHECK(pages_of(plans.document.placed) == pages_of(before));
            CHECK(plans.document.placed.sheets.size() == before.sheets.size());
          }
        }
      }
    }
  }
}

TEST_CASE("a page goes on referring to what it had no room for") {
  for (const char* layout : {"a4", "pocket", "kobo"}) {
    CAPTURE(layout);
    Plans plans(layout);
    const std::size_t in_hand = plans.document.placed.sheets.size();
    plans.make_again("2026-11-29", 3, PlanInHand::Keep::deadline, 1);
    REQUIRE(plans.document.placed.sheets.size() > in_hand);
    const auto references = [&] {
      std::vector<std::string> all;
      for (const Page& page : plans.document.pages) {
        for (const std::string& text : texts_of(page)) {
          if (text.find("continued on page") != text.npos) all.push_back(page.label + ": " + text);
        }
      }
      return all;
    };
    const std::vector<std::string> before = references();
    CHECK_FALSE(before.empty());
    plans.make_again();
    CHECK(references() == before);
  }
}

TEST_CASE("days that are over stay as they were, and pages on which nothing changes, also with little room",
          "[long]") {
  std::size_t unchanged = 0;
  for (const char* layout : {"a4", "a5", "pocket", "kobo", "a4-landscape"}) {
    for (const Sections& sections : {Sections(), with_texts}) {
      for (const auto& [first, done] : {std::pair("2026-11-28", 2), std::pair("2026-11-29", 12)}) {
        for (const std::optional<std::size_t> catch_up :
             {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
          CAPTURE(layout, sections.size(), first, catch_up.has_value());
          Plans plans(layout, sections);
          plans.make_again(first, done, PlanInHand::Keep::deadline, catch_up);
          for (const char* today : {"2026-11-30", "2026-12-01", "2026-12-02", "2026-12-04", "2026-12-05"}) {
            CAPTURE(today);
            const PlacedPages before = plans.document.placed;
            plans.make_again(today, plans.planned_before(today));
            for (const auto& [day, page] : pages_of(plans.document.placed)) {
              CAPTURE(to_iso(day));
              if (day < date(today)) CHECK(page == pages_of(before).at(day));
            }
            const bool is_same = std::ranges::equal(
                days_from(*plans.plan->before, date(today)), plans.plan->days, {},
                [](const StudyDay& day) { return std::tuple(day.date, day.budget, day.latest); },
                [](const StudyDay& day) { return std::tuple(day.date, day.budget, day.latest); });
            if (!is_same || !changed_dates(*plans.plan, date(today)).empty()) continue;
            ++unchanged;
            const std::vector<PlacedSheet>& sheets = plans.document.placed.sheets;
            REQUIRE(sheets.size() == before.sheets.size());
            for (const auto& [day, page] : pages_of(before)) {
              CAPTURE(to_iso(day), page + 1);
              CHECK(sheets[page] == before.sheets[page]);
            }
            CHECK(pages_of(plans.document.placed) == pages_of(before));
          }
        }
      }
    }
  }
  CHECK(unchanged > 50);
}

TEST_CASE("days that are over are not moved from a page that had little room") {
  Plans plans("a4", with_texts);
  plans.make_again("2026-11-29", 12);
  const PlacedPages before = plans.document.placed;
  plans.make_again("2026-12-02", 15);
  REQUIRE(moved_lessons(*plans.plan).empty());
  CHECK(plans.document.placed.sheets.size() == before.sheets.size());
  CHECK(pages_of(plans.document.placed) == pages_of(before));
}

TEST_CASE("each day keeps as many lines to write on as it has") {
  for (const char* deadline : {"2026-12-07", "2026-12-12", "2026-12-15", "2026-12-18", "2026-12-20"}) {
    for (const char* layout : {"a4", "a5", "handout"}) {
      CAPTURE(layout, deadline);
      Plans plans(layout, {}, deadline);
      plans.make_again("2026-11-24", 0);
      CHECK(plans.document.changed->empty());
    }
  }
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
