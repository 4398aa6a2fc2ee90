// What holds for the pages of every plan, on random plans.
#include "page/composed.hpp"

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
using namespace pensum::page;
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

std::string text_of(const DrawText& text) {
  std::multimap<std::uint32_t, std::string> parts;
  for (const text::Run& run : text.line.runs) parts.emplace(run.text_first, run.text);
  std::string all;
  for (const auto& [first, part] : parts) all += part;
  return all;
}

/// The page on which each study day begins, by the bookmarks of its section.
std::vector<std::size_t> pages_of_days(const Document& document, const Plan& plan) {
  std::vector<std::size_t> pages;
  for (std::size_t d = 0; d < plan.days.size(); ++d) pages.push_back(document.places.at(d).page);
  return pages;
}

/// Boxes by name, with the page that each stands on.
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
      const auto* text = std::get_if<DrawText>(&operation);
      const std::string said = text == nullptr ? "" : text_of(*text);
      CAPTURE(p, said, area.left.milli, area.top.milli, area.width.milli, area.height.milli);
      REQUIRE(area.left >= -hair);
      REQUIRE(area.top >= -hair);
      REQUIRE(area.width >= Points{});
      REQUIRE(area.height >= Points{});
      REQUIRE(area.left + area.width <= page.width + hair);
      REQUIRE(area.top + area.height <= page.height + hair);
    }
  }
}

void check_text_keeps_margins(const Document& document, const Layout& layout) {
  const Points hair{100};
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Operation& operation : document.pages[p].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr) continue;
      CAPTURE(p, text_of(*text), text->x.milli, text->line.width.milli);
      // Numbers of weeks stand beside their weeks, in the margin.
      const bool margin = text->element != artifact &&
                          document.elements[text->element].role == Role::header_cell && text->x < layout.left;
      if (margin) {
        REQUIRE(text->x >= Points{});
        continue;
      }
      // Margins change sides in a right-to-left language.
      REQUIRE(text->x >= std::min(layout.left, layout.right) - hair);
      REQUIRE(text->x + text->line.width <= layout.width - std::min(layout.left, layout.right) + hair);
      if (text->element != artifact) REQUIRE(text->baseline <= layout.content_bottom());
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

/// Each planned lesson has one box in the days and one in the index; its parts and its reviews have one each.
void check_boxes(const Document& document, const Plan& plan) {
  const auto all = boxes(document);
  std::size_t expected = plan.lessons.size();  // the index
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    expected += plan.days[d].tasks.size() + plan.days[d].reviews.size();
    for (const Task& task : plan.days[d].tasks) {
      const std::string& id = plan.catalog->lessons[task.lesson].id;
      const bool whole = task.parts == 1;
      const std::string name = whole ? "lesson." + id : "part." + id + "." + std::to_string(task.part);
      REQUIRE(all.count("lesson." + id) == (whole ? 2 : 1));
      REQUIRE(all.count(name) == (whole ? 2 : 1));
      REQUIRE(all.lower_bound(name)->second >= pages[d]);
    }
    for (const Review& review : plan.days[d].reviews) {
      const std::string name =
          "review." + plan.catalog->lessons[review.lesson].id + "." + std::to_string(review.round);
      REQUIRE(all.count(name) == 1);
      REQUIRE(all.find(name)->second >= pages[d]);
    }
  }
  REQUIRE(all.size() == expected);
}

void check_day_pages(const Document& document, const Plan& plan) {
  const std::vector<std::size_t> pages = pages_of_days(document, plan);
  REQUIRE(std::ranges::is_sorted(pages));
  for (std::size_t d = 1; d < plan.days.size(); ++d) {
    const PlaceOnPage& before = document.places[d - 1];
    const PlaceOnPage& place = document.places[d];
    if (place.page == before.page) REQUIRE(place.top > before.top);
  }
}

/// Boxes of the days stand on the page on which their day begins.
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

/// No text of the body lies on other text.
void check_nothing_overlaps(const Document& document) {
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    std::vector<const DrawText*> texts;
    for (const Operation& operation : document.pages[p].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && !text->line.runs.empty()) texts.push_back(text);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t k = i + 1; k < texts.size(); ++k) {
        const auto ink = [](const DrawText& text) {  // from the height of small letters to the baseline
          const Points x_height = text.line.runs.front().size / 2;
          return Rectangle{text.x, text.baseline - x_height, text.line.width, x_height};
        };
        const Rectangle a = ink(*texts[i]);
        const Rectangle b = ink(*texts[k]);
        const bool apart = a.left + a.width <= b.left + Points{100} ||
                           b.left + b.width <= a.left + Points{100} || a.top + a.height <= b.top ||
                           b.top + b.height <= a.top;
        CAPTURE(p, text_of(*texts[i]), text_of(*texts[k]));
        REQUIRE(apart);
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
    if (seed % 5 == 0) lesson.id = "section-" + lesson.id + ".with-a-long-id";
  }
  Request request = samples::request();
  request.deadline = request.start + days{static_cast<int>(5 + random() % 80)};
  request.language = languages[seed % std::size(languages)];
  request.pace = seed % 2 == 0 ? Pace::even : Pace::early;
  if (random() % 2 == 0) request.off = {{request.start + days{1}, request.start + days{4}}};
  if (random() % 2 == 0) request.learner = "Ada Example";
  constexpr const char* layouts[] = {
      "a4", "letter",
      "<layout name='x' extends='a4'><title>Small</title><page width='105mm' height='148mm' top='10mm' "
      "right='9mm' bottom='12mm' left='12mm'/><type small='7pt' body='8.5pt' large='11pt' display='17pt' "
      "leading='11pt'/></layout>",
      "<layout name='x' extends='a4'><title>Wide</title><page width='297mm' height='210mm'/></layout>"};
  return {composed::plan(catalog, request), layouts[seed % std::size(layouts)]};
}

}  // namespace

TEST_CASE("what holds for the pages of every plan") {
  const unsigned seed = GENERATE(range(1U, 41U), values({77U, 190U, 238U}));
  CAPTURE(seed);
  const Sample sample = random_sample(seed);
  const Layout layout = composed::layout(sample.layout);
  const composed::Composed result = composed::compose(sample.plan, layout);
  const Document& document = result.document;
  CHECK(result.warnings.empty());
  check_inside_pages(document);
  check_text_keeps_margins(document, layout);
  check_structure(document);
  check_places(document);
  check_boxes(document, sample.plan);
  check_day_pages(document, sample.plan);
  check_nothing_overlaps(document);
  CHECK(to_trace(composed::compose(sample.plan, layout).document) == to_trace(document));
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

TEST_CASE("a day longer than a page goes on overleaf and says so, each lesson whole") {
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
  check_boxes(document, plan);
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

TEST_CASE("footers say the page and the number of pages, labels the same") {
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

TEST_CASE("the index says the page that each lesson's day stands on") {
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

TEST_CASE("characters that no font has are warned of, with the lesson they stand in") {
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
        "pensum: warning: no font has “\U00013001” (U+13001), in the catalog’s own texts or the learner’s "
        "name\n"
        "hint: put a .ttf or .otf font that has it into fonts/\n"
        "pensum: warning: no font has “\U00013000” (U+13000), in lesson 2\n"
        "hint: put a .ttf or .otf font that has it into fonts/\n");
}

TEST_CASE("sections come in the layout's order, and without an overview the title still stands first") {
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
