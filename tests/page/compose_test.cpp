// Rules for the pages of every plan, on random plans.
#include "base/utf8.hpp"
#include "page/composed.hpp"

#include "facts/stretches.hpp"
#include "layout/sections.hpp"
#include "page/paginate.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using namespace pensum::page;
using composed::text_of;
using samples::date;

namespace {

ElementId element_of(const Operation& operation) {
  return std::visit([](const auto& op) { return op.element; }, operation);
}

/// What an operation covers; of text what its line box does at least.
Rectangle extent(const Operation& operation) {
  if (const auto* text = std::get_if<DrawText>(&operation)) {
    Points size;
    for (const text::Run& run : text->line.runs) size = std::max(size, run.size);
    if (text->turned) {
      return {text->x - text->line.width, text->baseline - size / 4, text->line.width, size};
    }
    return {text->x, text->baseline - size.scaled(3, 4), text->line.width, size};
  }
  if (const auto* line = std::get_if<StrokeLine>(&operation)) {
    const Points left = std::min(line->x1, line->x2);
    const Points top = std::min(line->y1, line->y2);
    return {left, top, std::max(line->x1, line->x2) - left, std::max(line->y1, line->y2) - top};
  }
  return std::visit(
      [](const auto& op) -> Rectangle {
        if constexpr (requires { op.area; }) return op.area;
        return {};
      },
      operation);
}

/// The page on which each study day begins, by the bookmarks of its section.
std::vector<std::size_t> pages_of_days(const Document& document, const Plan& plan) {
  std::vector<std::size_t> pages;
  for (std::size_t d = 0; d < plan.days.size(); ++d) pages.push_back(document.places.at(d).page);
  return pages;
}

/// Boxes by name, each with its page.
std::multimap<std::string, std::size_t> boxes(const Document& document) {
  std::multimap<std::string, std::size_t> all;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      if (const auto* box = std::get_if<TickBox>(&operation)) all.emplace(box->name, p);
    }
  }
  return all;
}

void check_inside_pages(const Document& document) {
  const Points hair{100};
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    for (const Operation& operation : page.operations) {
      const Rectangle area = extent(operation);
      const bool inside = area.left >= -hair && area.top >= -hair && area.width >= Points{} &&
                          area.height >= Points{} && area.left + area.width <= page.width + hair &&
                          area.top + area.height <= page.height + hair;
      if (inside) continue;
      const auto* text = std::get_if<DrawText>(&operation);
      const std::string said = text == nullptr ? "" : text_of(*text);
      CAPTURE(p, said, area.left.milli, area.top.milli, area.width.milli, area.height.milli);
      FAIL("something stands outside of its page");
    }
  }
}

void check_text_keeps_margins(const Document& document, const Layout& layout) {
  const Points hair{100};
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr) continue;
      const bool inside = text->element != artifact;
      const Role role = inside ? document.elements[text->element].role : Role::document;
      // Numbers of weeks are beside their weeks, in the margin.
      const bool beside = role == Role::header_cell && text->x < layout.left;
      // So do links, above or below. Margins change sides in a right-to-left language.
      const bool way = role == Role::link && layout.navigation.milli > 0;
      const Points margin = std::min(layout.left, layout.right) - hair;
      const bool kept = beside ? text->x >= Points{}
                               : text->x >= margin && text->x + text->line.width <= layout.width - margin &&
                                     (!inside || way || text->baseline <= layout.content_bottom());
      if (kept) continue;
      CAPTURE(p, text_of(*text), text->x.milli, text->baseline.milli, text->line.width.milli);
      FAIL("a text stands in the margin");
    }
  }
}

void check_structure(const Document& document) {
  REQUIRE(document.elements.at(0).role == Role::document);
  for (ElementId id = 1; id < document.elements.size(); ++id) REQUIRE(document.elements[id].parent < id);
  ElementId last_new = 0;
  std::set<ElementId> met;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const ElementId id = element_of(operation);
      if (id == artifact) continue;
      REQUIRE(id < document.elements.size());
      if (std::holds_alternative<TickBox>(operation)) REQUIRE(document.elements[id].role == Role::form);
      if (std::holds_alternative<LinkArea>(operation)) REQUIRE(document.elements[id].role == Role::link);
      // Elements are made as they are drawn: a new one is never older than one met before it.
      if (met.insert(id).second && document.elements[id].role == Role::section) {
        REQUIRE(id > last_new);
        last_new = id;
      }
    }
  }
}

void check_places(const Document& document) {
  for (const PlaceOnPage& place : document.places) {
    REQUIRE(place.page < document.pages.size());
    REQUIRE(place.top >= Points{});
    REQUIRE(place.top <= document.pages[place.page].height);
  }
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* link = std::get_if<LinkArea>(&operation);
      if (link == nullptr) continue;
      REQUIRE_FALSE(link->spoken.empty());
      if (const auto* place = std::get_if<PlaceId>(&link->target)) REQUIRE(*place < document.places.size());
    }
  }
  unsigned level = 0;
  for (const Bookmark& bookmark : document.bookmarks) {
    REQUIRE(bookmark.place < document.places.size());
    REQUIRE(bookmark.level <= level + 1);
    level = bookmark.level;
  }
}

bool has(const Layout& layout, SectionKind kind) {
  return std::ranges::find(layout.sections, kind, &Section::kind) != layout.sections.end();
}

/// Each planned lesson has one box where days are shown and one in the index; its parts and its reviews
/// have one each. A checklist also has a square for each lesson.
void check_boxes(const Document& document, const Plan& plan, const Layout& layout) {
  const auto all = boxes(document);
  const std::size_t shown = (has(layout, SectionKind::days) ? 1U : 0U) +
                            (has(layout, SectionKind::weeks) ? 1U : 0U) +
                            (has(layout, SectionKind::checklist) ? 1U : 0U);
  const bool squares = has(layout, SectionKind::checklist);
  const std::size_t indexed = (has(layout, SectionKind::index) ? 1U : 0U) + (squares ? 1U : 0U);
  // On one page reviews may be left out.
  const bool all_reviews = std::ranges::none_of(layout.sections, &Section::one_page);
  std::size_t expected = plan.lessons.size() * indexed;
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    expected += (plan.days[d].tasks.size() + plan.days[d].reviews.size()) * shown;
    for (const Task& task : plan.days[d].tasks) {
      const std::string& id = plan.catalog->lessons[task.lesson].id;
      const bool whole = task.parts == 1;
      const std::string name = whole ? "lesson." + id : "part." + id + "." + std::to_string(task.part);
      REQUIRE(all.count("lesson." + id) == (whole ? shown : 0) + indexed);
      REQUIRE(all.count(name) == shown + (whole ? indexed : 0));
      if (shown > 0 && !squares) REQUIRE(all.lower_bound(name)->second >= pages[d]);
    }
    for (const Review& review : plan.days[d].reviews) {
      const std::string name =
          "review." + plan.catalog->lessons[review.lesson].id + "." + std::to_string(review.round);
      if (!all_reviews) {
        expected -= shown - all.count(name);
        continue;
      }
      REQUIRE(all.count(name) == shown);
      if (shown > 0) REQUIRE(all.find(name)->second >= pages[d]);
    }
  }
  REQUIRE(all.size() == expected);
}

/// The recorded beginnings of pages are true: in their order, each at the first thing that it can name.
void check_starts(const Document& document, const Plan& plan, const Layout& layout) {
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  const auto all = boxes(document);
  const auto stands = [&](const std::string& box, std::size_t page) {
    const auto [first, last] = all.equal_range(box);
    return std::any_of(first, last, [&](const auto& found) { return found.second == page; });
  };
  std::set<std::size_t> listed;
  std::optional<PlanPlace> before;
  const bool as_read = !has(layout, SectionKind::weeks);
  for (const PrintedPage& start : document.starts) {
    const auto page = static_cast<std::size_t>(std::stoul(start.label)) - 1;
    REQUIRE(page < document.pages.size());
    REQUIRE((listed.empty() || *listed.rbegin() < page));
    listed.insert(page);
    if (as_read && before) REQUIRE(*before <= start.start);
    before = start.start;
    if (const auto* in = std::get_if<InDay>(&start.start)) {
      const StudyDay& day = plan.days[in->day];
      if (in->task == 0) {
        REQUIRE(pages[in->day] == page);
        REQUIRE((in->day == 0 || pages[in->day - 1] < page));
      } else if (in->task < day.tasks.size() && day.tasks[in->task].parts == 1) {
        REQUIRE(pages[in->day] < page);
        const std::string& id = plan.catalog->lessons[day.tasks[in->task].lesson].id;
        // The lesson itself, or what is left of it.
        REQUIRE((stands("lesson." + id, page) || stands("lesson." + id, page - 1)));
      }
    } else if (const auto* index = std::get_if<InIndex>(&start.start)) {
      REQUIRE(stands("lesson." + plan.catalog->lessons[index->lesson].id, page));
    }
  }
  if (has(layout, SectionKind::days)) {
    for (const std::size_t page : pages) REQUIRE(listed.contains(page));
  }
}

/// Text without spaces: lines may break anywhere, and those where they may not are plain ones in a document.
std::string letters(const std::string& text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.value != ' ' && point.value != 0xA0) kept += text.substr(at, point.length);
    at += point.length;
  }
  return kept;
}

/// Whether it is one of the links in the margins of every page.
bool is_way(const Document& document, ElementId id) {
  return document.elements[id].role == Role::link &&
         document.elements[document.elements[id].parent].role == Role::section;
}

/// The document's text inside its structure, in order.
std::string said_in(const Document& document) {
  std::string all;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr || text->element == artifact || is_way(document, text->element)) continue;
      all += letters(text_of(*text));
    }
  }
  return all;
}

/// Every question, and then every answer, is in the document, in the order of lessons.
void check_questions(const Document& document, const Plan& plan, const Layout& layout) {
  const std::string all = said_in(document);
  std::size_t at = 0;
  const auto find_all = [&](RichText Check::* text) {
    for (const LessonIndex lesson : plan.lessons) {
      for (const Check& check : plan.catalog->lessons[lesson].checks) {
        const std::size_t found = all.find(letters((check.*text).text), at);
        CAPTURE((check.*text).text);
        REQUIRE(found != std::string::npos);
        at = found + 1;
      }
    }
  };
  if (has(layout, SectionKind::questions)) find_all(&Check::question);
  if (has(layout, SectionKind::answers)) find_all(&Check::answer);
}

void check_day_pages(const Document& document, const Plan& plan, const Layout& layout) {
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  REQUIRE(std::ranges::is_sorted(pages));
  const std::vector<facts::Stretch> stretches = facts::stretches(plan);
  const auto days = std::ranges::find(layout.sections, SectionKind::days, &Section::kind);
  const unsigned columns = days == layout.sections.end() ? 1 : days->columns;
  for (std::size_t d = 1; d < plan.days.size(); ++d) {
    const PlaceOnPage& before = document.places[d - 1];
    const PlaceOnPage& place = document.places[d];
    const bool folded = std::ranges::any_of(
        stretches, [&](const facts::Stretch& stretch) { return stretch.first < d && d <= stretch.last; });
    if (folded) {
      REQUIRE((place.page == before.page && place.top == before.top));
    } else if (place.page == before.page && columns == 1) {
      REQUIRE(place.top > before.top);
    }
  }
}

/// Boxes of the days are on the page on which their day begins.
void check_days_are_whole(const Document& document, const Plan& plan) {
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  const auto all = boxes(document);
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) {
      const auto box = all.lower_bound("lesson." + plan.catalog->lessons[task.lesson].id);
      CAPTURE(d);
      REQUIRE(box->second == pages[d]);
    }
  }
}

/// From the height of small letters to the baseline.
Rectangle ink(const DrawText& text) {
  const Points x_height = text.line.runs.front().size / 2;
  if (text.turned) return {text.x - text.line.width, text.baseline, text.line.width, x_height};
  return {text.x, text.baseline - x_height, text.line.width, x_height};
}

/// No text lies on other text, and no line crosses one.
void check_nothing_overlaps(const Document& document) {
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    std::vector<const DrawText*> texts;
    std::vector<Rectangle> lines;
    for (const Operation& operation : document.pages[p].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && !text->line.runs.empty()) texts.push_back(text);
      if (std::holds_alternative<StrokeLine>(operation)) lines.push_back(extent(operation));
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Rectangle a = ink(*texts[i]);
      for (const Rectangle& line : lines) {
        const bool crosses = line.left < a.left + a.width && a.left < line.left + line.width &&
                             line.top < a.top + a.height && a.top < line.top + line.height;
        if (!crosses) continue;
        CAPTURE(p, text_of(*texts[i]), line.top.milli);
        FAIL("a line crosses a text");
      }
      for (std::size_t k = i + 1; k < texts.size(); ++k) {
        const Rectangle b = ink(*texts[k]);
        const bool apart = a.left + a.width <= b.left + Points{100} ||
                           b.left + b.width <= a.left + Points{100} || a.top + a.height <= b.top ||
                           b.top + b.height <= a.top;
        // Reported only where it matters: there are millions of pairs.
        if (apart) continue;
        CAPTURE(p, text_of(*texts[i]), text_of(*texts[k]));
        FAIL("one text lies on another");
      }
    }
  }
}

std::string words(std::mt19937& random, std::size_t most) {
  constexpr const char* pool[] = {"channels",   "and", "a",         "goroutines,", "select", "Kontextabbruch",
                                  "interfaces", "–",   "for/range", "T[]",         "errors", "25\u00A0min"};
  std::string text;
  for (std::size_t n = 1 + random() % most; n > 0; --n) {
    text += pool[random() % std::size(pool)];
    if (n > 1) text += ' ';
  }
  return text;
}

struct Sample {
  Plan plan;
  std::string layout;
};

Sample random_sample(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::vector<int>> paths(1 + random() % 3);
  for (auto& path : paths) {
    path.resize(1 + random() % 14);
    for (int& minutes : path) minutes = 1 + static_cast<int>(random() % 90);
  }
  auto catalog = std::make_shared<Catalog>(*samples::catalog(paths));
  catalog->title = words(random, 12);
  constexpr const char* languages[] = {"en", "en-US", "de", "he", "ar", "ja"};
  for (Path& path : catalog->paths) {
    path.title = words(random, 8);
    if (random() % 2 == 0) path.summary = words(random, 40);
  }
  for (Lesson& lesson : catalog->lessons) {
    lesson.title = words(random, 14);
    if (random() % 2 == 0) lesson.summary = words(random, 40);
    if (random() % 3 == 0) lesson.url = "https://example.org/" + lesson.id;
    for (std::size_t n = random() % 4; n > 0; --n) {
      const std::string name = lesson.id + "/" + std::to_string(n);
      lesson.checks.push_back({"Q" + name + " " + words(random, 30), "A" + name + " " + words(random, 80)});
    }
    if (seed % 5 == 0) lesson.id = "section-" + lesson.id + ".with-a-long-id";
  }
  Request request = samples::request();
  request.deadline = request.start + days{static_cast<int>(5 + random() % 80)};
  request.language = languages[seed % std::size(languages)];
  request.pace = seed % 2 == 0 ? Pace::even : Pace::early;
  if (random() % 2 == 0) request.off = {{request.start + days{1}, request.start + days{4}}};
  if (random() % 2 == 0) request.learner = "Ada Example";
  constexpr const char* layouts[] = {
      "a4",
      "letter",
      "a5",
      "a4-landscape-week",
      "large-print",
      "pocket",
      "wall",
      "remarkable",
      "kindle-scribe",
      "kobo",
      "handout",
      ("<layout name='x' extends='a4-landscape-week'><title>Columns</title><sections>"
       "<days columns='3' reviews='numbers'/><weeks/><index columns='3'/><notes/></sections></layout>"),
      ("<layout name='x' extends='a4'><title>Small</title><page width='105mm' height='148mm' top='10mm' "
       "right='9mm' bottom='12mm' left='12mm'/><type small='7pt' body='8.5pt' large='11pt' display='17pt' "
       "leading='11pt'/></layout>"),
      "<layout name='x' extends='a4'><title>Wide</title><page width='297mm' height='210mm'/></layout>"};
  return {composed::plan(catalog, request), layouts[seed % std::size(layouts)]};
}

void check_rules(const Sample& sample) {
  Layout layout = composed::layout(sample.layout);
  std::erase_if(layout.sections, &Section::if_room);  // what must be there is known for the others
  const composed::Composed result = composed::compose(sample.plan, layout);
  const Document& document = result.document;
  CHECK(result.warnings.empty());
  check_inside_pages(document);
  if (!layout.booklet) check_text_keeps_margins(document, layout);
  check_structure(document);
  check_places(document);
  check_boxes(document, sample.plan, layout);
  if (!layout.booklet) check_starts(document, sample.plan, layout);
  check_questions(document, sample.plan, layout);
  if (has(layout, SectionKind::days) && !layout.booklet) {
    check_day_pages(document, sample.plan, layout);
  }
  check_nothing_overlaps(document);
  CHECK(to_trace(composed::compose(sample.plan, layout).document) == to_trace(document));
}

}  // namespace

TEST_CASE("rules for the pages of every plan", "[long]") {
  const unsigned seed = GENERATE(range(1U, 43U), values({77U, 190U, 238U}));
  const Sample sample = random_sample(seed);
  CAPTURE(seed, sample.layout);
  check_rules(sample);
}

TEST_CASE("rules for the pages of every plan, as a checklist", "[long]") {
  const unsigned seed = GENERATE(range(1U, 25U));
  Sample sample = random_sample(seed);
  sample.layout = seed % 2 == 0 ? "sheet"
                                : "<layout name='x' extends='kobo'><title>List</title><sections><checklist/>"
                                  "<index/></sections></layout>";
  CAPTURE(seed, sample.layout);
  check_rules(sample);
}

TEST_CASE("days that fit a page are never torn") {
  const unsigned seed = GENERATE(range(100U, 110U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(40, 5)}));
  for (Lesson& lesson : catalog->lessons) {
    lesson.title = words(random, 14);
    lesson.summary = words(random, 30);
  }
  Request request = samples::request();
  request.minutes = Minutes{5 + 5 * static_cast<int>(random() % 6)};
  request.deadline = date("2027-01-20");
  request.pace = Pace::early;
  const Plan plan = composed::plan(catalog, request);
  check_days_are_whole(composed::compose(plan, composed::layout("a4")).document, plan);
}

TEST_CASE("a day longer than a page continues on the next, with a note, each lesson whole") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(60, 5), {5}}));
  std::mt19937 random(4);
  for (Lesson& lesson : catalog->lessons) lesson.summary = words(random, 40);
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{300};
  request.pace = Pace::early;
  const Plan plan = composed::plan(catalog, request);
  const Layout layout = composed::layout("a4");
  const Document document = composed::compose(plan, layout).document;
  check_inside_pages(document);
  check_text_keeps_margins(document, layout);
  check_boxes(document, plan, layout);
  check_starts(document, plan, layout);
  CHECK(std::ranges::any_of(document.starts, [](const PrintedPage& start) {
    const auto* in = std::get_if<InDay>(&start.start);
    return in != nullptr && in->task > 0;
  }));
  check_nothing_overlaps(document);
  std::size_t continued = 0;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text_of(*text) == "continued") ++continued;
    }
  }
  CHECK(continued >= 1);
}

TEST_CASE("a lesson longer than a page loses none of its text") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5}, {5}}));
  std::string summary;
  for (int i = 0; i < 3000; ++i) summary += "w" + std::to_string(i) + " ";
  summary += "end";
  catalog->lessons[0].summary = summary;
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{5};
  const Plan plan = composed::plan(catalog, request);
  const Layout layout = composed::layout("a4");
  const Document document = composed::compose(plan, layout).document;
  check_inside_pages(document);
  check_text_keeps_margins(document, layout);
  check_nothing_overlaps(document);
  std::string said;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text_of(*text).starts_with("w")) said += text_of(*text) + " ";
    }
  }
  CHECK(said == summary + " ");
}

TEST_CASE("a title longer than a page is in full with its day and in the index") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 5}}));
  std::string title;
  for (int i = 0; i < 1200; ++i) title += "t" + std::to_string(i) + " ";
  catalog->lessons[0].title = title + "end";
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{5};
  request.reviews.clear();
  const std::string name = GENERATE("a4", "kobo", "a4-landscape-week");
  CAPTURE(name);
  const Plan plan = composed::plan(catalog, request);
  const Layout layout = composed::layout(name);
  const Document document = composed::compose(plan, layout).document;
  check_inside_pages(document);
  check_text_keeps_margins(document, layout);
  check_nothing_overlaps(document);
  std::map<ElementId, std::string> said;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr || text->element == artifact) continue;
      // The minutes are beside the first line.
      if (!text_of(*text).ends_with("min")) said[text->element] += letters(text_of(*text));
    }
  }
  const auto found = std::ranges::count_if(said, [&](const auto& element) {
    return element.second.find(letters(title + "end")) != std::string::npos;
  });
  CHECK(found == (has(layout, SectionKind::index) ? 2 : 1));
}

TEST_CASE("footers have the page and the number of pages, labels the same") {
  Request request = samples::request();
  request.deadline = date("2026-12-20");
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(40, 5)}), request);
  const Document document = composed::compose(plan, composed::layout("a4")).document;
  REQUIRE(document.pages.size() > 2);
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    const std::string number = std::to_string(p + 1);
    CHECK(document.pages[p].label == number);
    const auto* last = std::get_if<DrawText>(&document.pages[p].operations.back());
    REQUIRE(last != nullptr);
    CHECK(text_of(*last) == "Page " + number + " of " + std::to_string(document.pages.size()));
    CHECK(last->element == artifact);
  }
}

namespace {

/// The links of a page by their spoken names, in order.
std::vector<const LinkArea*> ways_of(const Document& document, std::size_t page) {
  std::vector<const LinkArea*> ways;
  for (const Operation& operation : document.pages[page].operations) {
    const auto* link = std::get_if<LinkArea>(&operation);
    if (link != nullptr && is_way(document, link->element)) ways.push_back(link);
  }
  return ways;
}

const PlaceOnPage& target(const Document& document, const LinkArea& link) {
  return document.places.at(std::get<PlaceId>(link.target));
}

Plan plan_of_months(const char* deadline, std::size_t lessons = 6) {
  Request request = samples::request();
  request.deadline = date(deadline);
  request.reviews.clear();
  for (auto& weekday : request.weekday) weekday = Minutes{0};
  request.weekday[2] = Minutes{10};
  return composed::plan(samples::catalog({std::vector<int>(lessons, 10)}), request);
}

}  // namespace

TEST_CASE("on e-ink every page leads to the one before, the one after and the overview, at the same place") {
  const std::string name = GENERATE("remarkable", "kindle-scribe", "kobo");
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 8, 13}, {21}}));
  catalog->lessons[1].checks = {{"Why?", "Because."}};
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  const Layout layout = composed::layout(name);
  CHECK(layout.box >= Points::mm(7));
  for (const Color color : {layout.text, layout.secondary, layout.accent, layout.faint}) {
    CHECK(color == Color{});
  }
  const Document document = composed::compose(composed::plan(catalog, request), layout).document;
  const std::size_t count = document.pages.size();
  REQUIRE(count > 9);
  std::map<std::string, Points> left;
  for (std::size_t p = 0; p < count; ++p) {
    std::map<std::string, std::size_t> pages;
    for (const LinkArea* way : ways_of(document, p)) {
      // To a day's page by its date: “Next, Wednesday 25 November 2026”.
      const std::string spoken(way->spoken.view());
      const std::string word = spoken.substr(0, spoken.find(','));
      pages[word] = target(document, *way).page;
      CHECK(way->area.height >= Points::mm(10));
      CHECK(left.emplace(word, way->area.left).first->second == way->area.left);
    }
    CAPTURE(p);
    CHECK(pages.size() == (p == 0 || p + 1 == count ? 5 : 6));
    CHECK(pages.at("Days") == document.placed.days.front().page);
    CHECK(pages.at("Overview") == 0);
    CHECK(pages.contains("Lessons"));
    CHECK(pages.contains("Questions"));
    if (p > 0) CHECK(pages.at("Previous") == p - 1);
    if (p + 1 < count) CHECK(pages.at("Next") == p + 1);
  }
}

TEST_CASE("long plans have a tab for each month on every page, and for each year of many months") {
  const Plan spring = plan_of_months("2027-04-30", 20);
  const Document document = composed::compose(spring, composed::layout("a4")).document;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    std::string said;
    for (const LinkArea* way : ways_of(document, p)) said += way->spoken + ";";
    CHECK(said == "November 2026;December 2026;January 2027;February 2027;March 2027;April 2027;");
  }
  const LinkArea& january = *ways_of(document, 0)[2];
  const auto day = std::ranges::find_if(
      spring.days, [](const StudyDay& study) { return study.date >= date("2027-01-01"); });
  CHECK(target(document, january).page ==
        document.places.at(static_cast<std::size_t>(day - spring.days.begin())).page);

  const Document years =
      composed::compose(plan_of_months("2029-02-01", 100), composed::layout("a4")).document;
  std::string first;
  for (const LinkArea* way : ways_of(years, 0)) first += way->spoken + ";";
  CHECK(first == "November 2026;January 2027;January 2028;January 2029;");

  CHECK(ways_of(composed::compose(plan_of_months("2026-12-31"), composed::layout("a4")).document, 0).empty());
}

TEST_CASE("each question leads to its answer and back") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 5}, {5}}));
  catalog->lessons[0].checks = {{"Q1", "A1"}, {"Q2", "A2"}};
  catalog->lessons[2].checks = {{"Q3", "A3"}};
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  const Document document =
      composed::compose(composed::plan(catalog, request), composed::layout("a4")).document;
  const auto link = [&](const std::string& spoken) {
    std::optional<std::pair<std::size_t, LinkArea>> found;
    for (std::size_t p = 0; p < document.pages.size(); ++p) {
      for (const Operation& operation : document.pages[p].operations) {
        const auto* area = std::get_if<LinkArea>(&operation);
        if (area != nullptr && area->spoken == spoken) {
          REQUIRE_FALSE(found.has_value());
          found = {p, *area};
        }
      }
    }
    REQUIRE(found.has_value());
    return *found;
  };
  for (const std::string number : {"1.1", "1.2", "3.1"}) {
    CAPTURE(number);
    const auto [question_page, to_answer] = link("Answer " + number);
    const auto [answer_page, to_question] = link("Question " + number);
    CHECK(question_page < answer_page);
    CHECK(target(document, to_answer).page == answer_page);
    CHECK(target(document, to_answer).top == to_question.area.top);
    CHECK(target(document, to_question).page == question_page);
    CHECK(target(document, to_question).top == to_answer.area.top);
  }
}

TEST_CASE("a booklet's pages are on the sheet in the order in which it folds") {
  Request request = samples::request();
  request.deadline = date("2026-12-24");
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(60, 10)}), request);
  Layout pocket = composed::layout("pocket");
  std::erase_if(pocket.sections, &Section::if_room);
  Layout plain = pocket;
  plain.booklet = false;
  const Document pages = composed::compose(plan, plain).document;
  const Document sheets = composed::compose(plan, pocket).document;
  REQUIRE(pages.pages.size() > 8);
  REQUIRE(sheets.pages.size() == (pages.pages.size() + 7) / 8);
  // By page: its column and row on the sheet.
  const std::vector<std::pair<int, int>> seats = {{1, 1}, {2, 1}, {3, 1}, {3, 0},
                                                  {2, 0}, {1, 0}, {0, 0}, {0, 1}};
  for (std::size_t s = 0; s < sheets.pages.size(); ++s) {
    const Page& sheet = sheets.pages[s];
    CHECK(sheet.width == pocket.width * 4);
    CHECK(sheet.height == pocket.height * 2);
    for (const Operation& operation : sheet.operations) {
      const auto* box = std::get_if<TickBox>(&operation);
      if (box == nullptr) continue;
      const auto on = boxes(pages).find(std::string(box->name.view()))->second;
      CAPTURE(box->name, on);
      CHECK(on / 8 == s);
      const auto [column, row] = seats[on % 8];
      CHECK(box->area.left.milli / pocket.width.milli == column);
      CHECK(box->area.top.milli / pocket.height.milli == row);
    }
  }
  CHECK(boxes(sheets).size() == boxes(pages).size());
}

TEST_CASE("no title is left alone on its page") {
  Request request = samples::request();
  request.deadline = date("2026-12-20");
  auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(20, 5)}));
  for (Lesson& lesson : catalog->lessons) lesson.checks = {{"Why?", "Because."}};
  const Plan plan = composed::plan(catalog, request);
  for (const char* layout : {"a4", "a5", "kobo", "a4-landscape", "wall"}) {
    for (const SectionKind kind : {SectionKind::days, SectionKind::index, SectionKind::questions,
                                   SectionKind::answers, SectionKind::notes}) {
      CAPTURE(layout, section_list({kind}));
      const auto made = with_sections(composed::layout(layout), {kind});
      REQUIRE(made.has_value());
      const Document document = composed::compose(plan, *made).document;
      Points lowest;
      for (const Operation& operation : document.pages[0].operations) {
        const Rectangle area = extent(operation);
        const bool margin = area.top >= made->content_bottom();
        if (!margin) lowest = std::max(lowest, area.top + area.height);
      }
      CHECK(lowest > made->top + made->content_height() / 4);
    }
  }
}

TEST_CASE("dates of any length keep clear of the boxes") {
  for (const char* language : {"ar", "fa", "fi", "pt-BR", "ja", "vi"}) {
    CAPTURE(language);
    Request request = samples::request();
    request.deadline = date("2026-12-07");
    request.language = language;
    const Plan plan = composed::plan(samples::catalog({std::vector<int>(20, 5)}), request);
    for (const char* layout : {"a4", "a5", "letter", "large-print"}) {
      CAPTURE(layout);
      const Document document = composed::compose(plan, composed::layout(layout)).document;
      for (const Page& page : document.pages) {
        std::vector<Rectangle> ticks;
        for (const Operation& operation : page.operations) {
          if (const auto* box = std::get_if<TickBox>(&operation)) ticks.push_back(box->area);
        }
        for (const Operation& operation : page.operations) {
          if (!std::holds_alternative<DrawText>(operation)) continue;
          const Rectangle text = extent(operation);
          for (const Rectangle& tick : ticks) {
            const bool apart = text.left + text.width <= tick.left || tick.left + tick.width <= text.left ||
                               text.top + text.height <= tick.top || tick.top + tick.height <= text.top;
            if (!apart) FAIL("text lies on a box: " << text_of(std::get<DrawText>(operation)));
          }
        }
      }
    }
  }
}

TEST_CASE("a logo is beside the title, with its alternative text") {
  const Plan plan = plan_of_months("2026-12-31");
  const Document document = composed::compose(plan, composed::layout("handout")).document;
  REQUIRE(document.images.size() == 1);
  const DrawImage* drawn = nullptr;
  for (const Operation& operation : document.pages[0].operations) {
    if (const auto* image = std::get_if<DrawImage>(&operation)) drawn = image;
  }
  REQUIRE(drawn != nullptr);
  const Element& figure = document.elements[drawn->element];
  CHECK(figure.role == Role::figure);
  CHECK(figure.alternative == "A pile of five bars that gets shorter, and a tick");
  CHECK(drawn->area.height == Points::mm(16));
  CHECK(drawn->area.width == Points::mm(16));
}

TEST_CASE("days are closer together if that saves a page") {
  const Layout layout = composed::layout(
      "<layout name='x' extends='a4'><title>T</title><sections><overview "
      "show='calendar'/><days/></sections></layout>");
  const auto pages_and_pitch = [&](int days_of_plan) {
    Request request = samples::request();
    request.deadline = request.start + days{days_of_plan - 1};
    request.reviews.clear();
    request.buffer = 0;
    const std::vector<int> minutes(static_cast<std::size_t>(days_of_plan * 5), 5);
    const Plan plan = composed::plan(samples::catalog({minutes}), request);
    const Document document = composed::compose(plan, layout).document;
    // Between a day's two boxes there is no room to write.
    std::vector<Points> tops;
    for (const Operation& operation : document.pages[1].operations) {
      if (const auto* box = std::get_if<TickBox>(&operation)) tops.push_back(box->area.top);
    }
    return std::pair(document.pages.size(), tops[1] - tops[0]);
  };
  // A page has six days, or seven when they are closer together.
  const auto normal = pages_and_pitch(12);
  REQUIRE(normal.first == 3);
  for (const int n : {6, 13, 18, 19, 20, 22, 28, 29}) {
    CAPTURE(n);
    const auto [pages, pitch] = pages_and_pitch(n);
    const auto pages_at = [n](int on_a_page) { return static_cast<std::size_t>((n - 1) / on_a_page + 2); };
    CHECK(pages == pages_at(7));
    CHECK((pitch < normal.second) == (pages_at(7) < pages_at(6)));
    if (pitch >= normal.second) CHECK(pitch == normal.second);
  }
}

TEST_CASE("the index has the page of each lesson's day") {
  Request request = samples::request();
  request.deadline = date("2026-12-20");
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(20, 5)}), request);
  const Document document = composed::compose(plan, composed::layout("a4")).document;
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  // The last box of a lesson is that of the index; the last text of its row is the page.
  std::map<std::string, std::string> said;
  for (const Page& page : document.pages) {
    std::string lesson;
    for (const Operation& operation : page.operations) {
      if (const auto* box = std::get_if<TickBox>(&operation)) lesson = box->name;
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text->element != artifact && !lesson.empty()) said[lesson] = text_of(*text);
    }
  }
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) {
      CHECK(said.at("lesson." + plan.catalog->lessons[task.lesson].id) == std::to_string(pages[d] + 1));
    }
  }
}

TEST_CASE("a large total is not broken in narrow columns") {
  Request request = samples::request();
  request.deadline = date("2027-07-24");
  request.minutes = Minutes{1440};
  request.reviews = {};
  const Plan made =
      composed::plan(samples::catalog({std::vector<int>(static_cast<std::size_t>(170), 1415)}), request);
  const Document document = composed::compose(made, composed::layout("a5")).document;
  std::vector<std::string> texts;
  for (const Operation& operation : document.pages.front().operations) {
    const auto* text = std::get_if<DrawText>(&operation);
    if (text != nullptr) texts.push_back(text_of(*text));
  }
  CHECK_THAT(texts, Catch::VectorContains(std::string("4009 h 10 min")));
}

TEST_CASE("characters that no font has are reported as warnings, with their lesson") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 5}}));
  catalog->lessons[1].summary = "a \U00013000 hieroglyph, twice \U00013000";
  catalog->title = "Course \U00013001";
  Request request = samples::request();
  request.deadline = request.start;
  const composed::Composed result =
      composed::compose(composed::plan(catalog, request), composed::layout("a4"));
  std::string said;
  for (const Diagnostic& warning : result.warnings) said += to_text(warning);
  CHECK(said ==
        "pensum: warning: no font has 2 characters of Egyptian Hieroglyphs (“\U00013001” and “\U00013000”), "
        "in lesson "
        "2 and in the catalog’s own texts, the learner’s name or the dates\n"
        "hint: put a .ttf, .otf or .ttc font that has them into fonts/\n");
}

TEST_CASE("many characters that no font has are one warning a script") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 5, 5, 5, 5}}));
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t c = 0; c < 10; ++c)
      append_utf8(catalog->lessons[i].title, static_cast<char32_t>(0x13000 + i * 10 + c));
  }
  catalog->lessons[1].checks.push_back(
      {.question = "\U0001D800 or \U0001D801?", .answer = "\U00012000 and \U00012001"});
  Request request = samples::request();
  request.deadline = request.start;
  const composed::Composed result =
      composed::compose(composed::plan(catalog, request), composed::layout("a4"));
  std::string said;
  for (const Diagnostic& warning : result.warnings) said += to_text(warning);
  CHECK(
      said ==
      "pensum: warning: no font has 50 characters of Egyptian Hieroglyphs (“\U00013000”, “\U00013001”, "
      "“\U00013002” and 47 more), in lessons 1, 2, 3 and 2 more\n"
      "hint: put a .ttf, .otf or .ttc font that has them into fonts/\n"
      "pensum: warning: no font has 2 characters of SignWriting (“\U0001D800” and “\U0001D801”), in lesson "
      "2\n"
      "hint: put a .ttf, .otf or .ttc font that has them into fonts/\n"
      "pensum: warning: no font has 2 characters of Cuneiform (“\U00012000” and “\U00012001”), in lesson 2\n"
      "hint: put a .ttf, .otf or .ttc font that has them into fonts/\n");
}

TEST_CASE("sections come in the layout's order, and without an overview the title is still first") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  const Plan plan = composed::plan(samples::catalog({{5, 5}}), request);
  const Document document =
      composed::compose(plan, composed::layout("<layout name='x' extends='a4'><title>T</title>"
                                               "<sections><index/><days/></sections></layout>"))
          .document;
  std::vector<std::string> titles;
  for (const Bookmark& bookmark : document.bookmarks) {
    if (bookmark.level == 0) titles.push_back(bookmark.title);
  }
  CHECK(titles == std::vector<std::string>{"Lesson index", "Days"});
  const auto* first = std::get_if<DrawText>(&document.pages[0].operations.front());
  REQUIRE(first != nullptr);
  CHECK(text_of(*first) == "A sample course");
  CHECK(document.elements[first->element].role == Role::heading1);
}

namespace {

/// The texts of a page's foot, from left to right; the last one is the page's number.
std::vector<const DrawText*> footer_of(const Document& document, std::size_t page, const Layout& layout) {
  std::vector<const DrawText*> texts;
  for (const Operation& operation : document.pages[page].operations) {
    const auto* text = std::get_if<DrawText>(&operation);
    const bool foot =
        text != nullptr && text->element == artifact && text->baseline > layout.content_bottom();
    if (foot) texts.push_back(text);
  }
  return texts;
}

}  // namespace

TEST_CASE("a footer cuts the course’s title before the learner’s name") {
  const std::string name = "Wilhelmina Featherstone-Cholmondeley";
  for (const char* layout_name :
       {"a4", "letter", "a5", "a4-landscape", "a4-landscape-week", "large-print", "handout", "pocket", "wall",
        "remarkable", "kindle-scribe", "kobo", "sheet"}) {
    for (const char* title : {"Go",
                              "A title that is a good deal longer than anybody would ever want to read at "
                              "the foot of a page, and that goes on for more than one line of the widest"}) {
      CAPTURE(layout_name, title);
      Layout layout = composed::layout(layout_name);
      layout.booklet = false;
      auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(5, 5)}));
      catalog->title = title;
      Request request = samples::request();
      request.deadline = date("2026-11-30");
      request.learner = name;
      const Document document = composed::compose(composed::plan(catalog, request), layout).document;
      const std::vector<const DrawText*> footer = footer_of(document, 0, layout);
      REQUIRE(footer.size() >= 2);
      CHECK(text_of(*footer[footer.size() - 2]) == name);
      // A title that is missing is missing for a reason: it is there, or cut, or has no room worth using.
      const DrawText& first = *footer.front();
      const Points free =
          footer.back()->x - (footer[footer.size() - 2]->x + footer[footer.size() - 2]->line.width);
      if (footer.size() == 4) {
        CHECK(text_of(first).substr(0, 2) == std::string(title).substr(0, 2));
        CHECK((text_of(first) == title || text_of(first).ends_with("\u2026")));
        CHECK((text_of(first) == title || free < layout.content_width() / 4));
      } else {
        CHECK(free < layout.small * 8);
      }
      for (std::size_t i = 1; i < footer.size(); ++i) {
        CHECK(footer[i]->x >= footer[i - 1]->x + footer[i - 1]->line.width + layout.small / 2);
      }
    }
  }
}

TEST_CASE("a learner’s name that is longer than the foot of a page is cut, and is alone there") {
  const Layout layout = composed::layout("kobo");
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  for (int i = 0; i < 30; ++i) request.learner += "Featherstone ";
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(5, 5)}), request);
  const Document document = composed::compose(plan, layout).document;
  const std::vector<const DrawText*> footer = footer_of(document, 0, layout);
  REQUIRE(footer.size() == 2);
  CHECK(text_of(*footer[0]).ends_with("\u2026"));
  CHECK(footer[1]->x > footer[0]->x + footer[0]->line.width);
}

TEST_CASE("without a learner a footer has the course's title") {
  const Layout layout = composed::layout("a4");
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(5, 5)}), request);
  const Document document = composed::compose(plan, layout).document;
  const std::vector<const DrawText*> footer = footer_of(document, 0, layout);
  REQUIRE(footer.size() == 2);
  CHECK(text_of(*footer[0]) == "A sample course");
}

namespace {

/// A lesson on the first day and one on the seventh; an empty day is the second, others the third to the
/// sixth but for a review, then the buffer.
Plan plan_with_empty_days() {
  Request request = samples::request();
  request.deadline = date("2026-12-04");
  request.reviews.clear();
  Plan plan = composed::plan(samples::catalog({{5, 5}}), request);
  std::vector<Task> tasks;
  for (StudyDay& day : plan.days) {
    tasks.insert(tasks.end(), day.tasks.begin(), day.tasks.end());
    day.tasks.clear();
    day.latest.reset();
    day.waits_until.reset();
    day.buffer = false;
  }
  REQUIRE(tasks.size() == 2);
  plan.days[0].tasks = {tasks[0]};
  const Date due = plan.days[2].date;
  plan.days[2].reviews = {{.lesson = 0, .round = 1, .due = due, .until = due, .minutes = Minutes{1}}};
  plan.days[6].tasks = {tasks[1]};
  plan.days[8].buffer = plan.days[9].buffer = plan.days[10].buffer = true;
  return plan;
}

/// All texts of the structure, by page.
std::vector<std::pair<std::size_t, std::string>> texts_of(const Document& document) {
  std::vector<std::pair<std::size_t, std::string>> all;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text->element != artifact) all.emplace_back(p, text_of(*text));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("empty days in a row are a line, to which the calendar leads") {
  const Plan plan = plan_with_empty_days();
  const std::string name =
      GENERATE("a4", "a5", "a4-landscape", "large-print", "pocket", "remarkable", "kobo");
  CAPTURE(name);
  Layout layout = composed::layout(name);
  layout.booklet = false;
  const Document document = composed::compose(plan, layout).document;
  check_inside_pages(document);
  check_text_keeps_margins(document, layout);
  check_nothing_overlaps(document);
  check_day_pages(document, plan, layout);
  check_starts(document, plan, layout);
  const auto texts = texts_of(document);
  const auto page_of = [&](const std::string& start) -> std::size_t {
    for (const auto& [page, text] : texts) {
      if (text.starts_with(start)) return page;
    }
    FAIL("nothing begins with " << start);
    return 0;
  };
  const std::vector<std::pair<std::string, std::size_t>> lines = {
      {"Wed 25 Nov", 1}, {"Fri 27 Nov – ", 3}, {"Tue 1 Dec", 7}, {"Wed 2 Dec – ", 8}};
  for (const auto& [line, day] : lines) {
    CAPTURE(line);
    CHECK(page_of(line) == document.places.at(day).page);
  }
  const std::size_t count = plan.days.size();
  CHECK(document.places.at(3).page == document.places.at(5).page);
  CHECK(document.places.at(3).top == document.places.at(5).top);
  page_of("Nothing new");
  page_of("3 study days, nothing new");
  page_of("3 study days, kept free");
  // Each day's link leads to where its day is.
  std::vector<std::string> spoken;
  for (std::size_t p = 0; p <= std::max<std::size_t>(document.places.at(0).page, 1) - 1; ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      const auto* link = std::get_if<LinkArea>(&operation);
      if (link == nullptr || !std::holds_alternative<PlaceId>(link->target)) continue;
      if (link->spoken.view().starts_with("Next")) continue;
      if (link->spoken.view().find("2026") != std::string::npos) spoken.emplace_back(link->spoken.view());
    }
  }
  if (name != "kobo" && name != "pocket") CHECK(spoken.size() == count);
  std::vector<std::string> bookmarks;
  for (const Bookmark& bookmark : document.bookmarks) {
    if (bookmark.level == 1 && bookmark.title.find("Nov") != std::string::npos)
      bookmarks.push_back(bookmark.title);
  }
  CHECK(bookmarks == std::vector<std::string>{"Tue 24 Nov", "Wed 25 Nov", "Thu 26 Nov",
                                              "Fri 27 Nov – Sun 29 Nov", "Mon 30 Nov"});
  // A page of their own to write on, where days have one.
  if (layout.sections[1].own_page) {
    const auto lines_on = [&](std::size_t page) {
      return std::ranges::count_if(document.pages[page].operations, [&](const Operation& operation) {
        const auto* line = std::get_if<StrokeLine>(&operation);
        return line != nullptr && line->color == layout.faint && line->line_width == layout.hairline;
      });
    };
    CHECK(lines_on(document.places.at(3).page) >= 5);
    CHECK(document.places.at(1).page + 1 == document.places.at(2).page);
    CHECK(document.places.at(3).page + 1 == document.places.at(6).page);
  }
}

TEST_CASE("in calendars of months a day off has a dash, and a date outside the plan has none") {
  Request request = samples::request();
  request.start = date("2026-11-11");
  request.deadline = date("2027-01-20");
  request.off = {{date("2026-12-24"), date("2026-12-27")}};
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(30, 10)}), request);
  const Layout layout = composed::layout("a4");
  const Document document = composed::compose(plan, layout).document;
  std::size_t dashes = 0;
  for (const Operation& operation : document.pages[0].operations) {
    const auto* line = std::get_if<StrokeLine>(&operation);
    const bool dash = line != nullptr && line->color == layout.secondary && line->line_width == layout.rule;
    if (dash) ++dashes;
  }
  CHECK(dashes == 4);
  std::vector<std::string> spoken;
  for (const Element& element : document.elements) {
    if (element.role == Role::data_cell && !element.expansion.empty())
      spoken.emplace_back(element.expansion.view());
  }
  CHECK(spoken == std::vector<std::string>{"24, day off", "25, day off", "26, day off", "27, day off"});
  const std::string all = said_in(document);
  CHECK(all.find(letters("Dash: a day off. Framed: the deadline, ")) != std::string::npos);
  request.off.clear();
  const Plan every_day = composed::plan(samples::catalog({std::vector<int>(30, 10)}), request);
  CHECK(said_in(composed::compose(every_day, layout).document).find("Dash") == std::string::npos);
}

TEST_CASE("on e-ink the first box is clear of its day’s date") {
  const std::string name = GENERATE("remarkable", "kindle-scribe", "kobo");
  CAPTURE(name);
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  const Plan plan = composed::plan(samples::catalog({std::vector<int>(12, 5)}), request);
  const Document document = composed::compose(plan, composed::layout(name)).document;
  std::size_t days = 0;
  for (const Page& page : document.pages) {
    std::optional<Points> date_baseline;
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text->element != artifact &&
          document.elements[document.elements[text->element].parent].role == Role::heading2) {
        date_baseline = text->baseline;
      }
      const auto* box = std::get_if<TickBox>(&operation);
      if (box == nullptr || !date_baseline || !box->name.view().starts_with("lesson.")) continue;
      CHECK(box->area.top - *date_baseline >= Points::tenths_of_mm(59));
      ++days;
      break;
    }
  }
  CHECK(days == plan.days.size());
}
