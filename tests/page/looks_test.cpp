// How pages look beside each other: weeks, the key of a wall, margins that change sides, ways on e-ink,
// sections that come where there is room.
#include "layout/sections.hpp"
#include "page/composed.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using composed::text_of;
using samples::date;

namespace {

std::vector<const DrawText*> texts_of(const Page& page) {
  std::vector<const DrawText*> texts;
  for (const Operation& operation : page.operations) {
    if (const auto* text = std::get_if<DrawText>(&operation)) texts.push_back(text);
  }
  return texts;
}

const DrawText* find(const Page& page, const std::string& what) {
  for (const DrawText* text : texts_of(page)) {
    if (text_of(*text) == what) return text;
  }
  return nullptr;
}

Points size_of(const DrawText& text) { return text.line.runs.front().size; }

std::size_t boxes(const Document& document, const std::string& kind) {
  std::size_t count = 0;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* box = std::get_if<TickBox>(&operation);
      count += box != nullptr && box->name.view().starts_with(kind) ? 1U : 0U;
    }
  }
  return count;
}

Plan fortnight(const char* start, const char* deadline) {
  Request request = samples::request();
  request.start = date(start);
  request.deadline = date(deadline);
  return composed::plan(samples::catalog({std::vector<int>(14, 9)}), request);
}

Plan term() {
  Request request = samples::request();
  request.start = date("2026-09-07");
  request.deadline = date("2026-12-04");
  request.weekday[5] = request.weekday[6] = Minutes{0};
  const std::vector<int> minutes(20, 22);
  return composed::plan(samples::catalog({minutes, minutes, minutes}), request);
}

}  // namespace

TEST_CASE("weeks begin with a short plan where that saves one of them") {
  const Layout looks = composed::layout("a4-landscape-week");
  const auto weeks = with_sections(looks, {SectionKind::weeks}).value();
  const Plan tuesday = fortnight("2026-11-24", "2026-12-07");
  const Document document = composed::compose(tuesday, weeks).document;
  CHECK(document.pages.size() == 2);
  CHECK(document.placed.weeks_from == std::chrono::Tuesday);
  CHECK(find(document.pages[0], "Tue 24 Nov") != nullptr);
  CHECK(find(document.pages[1], "Tue 1 Dec") != nullptr);
  // A number of the week would be that of another one.
  for (const Page& page : document.pages) {
    for (const DrawText* text : texts_of(page)) CHECK_FALSE(text_of(*text).starts_with("Week "));
  }
  // Where somebody chose, where nothing is saved, and in long plans, they begin as on calendars.
  Plan chosen = tuesday;
  chosen.first_weekday = std::chrono::Monday;
  const auto usual = [&](const Plan& plan, const Language& language) {
    const Document other = composed::compose(plan, weeks, language).document;
    CHECK_FALSE(other.placed.weeks_from.has_value());
    return other.pages.size();
  };
  CHECK(usual(chosen, Language("en", std::chrono::Monday)) == 3);
  CHECK(usual(fortnight("2026-11-24", "2026-12-08"), Language("en")) == 3);
  CHECK(usual(fortnight("2026-11-24", "2026-12-28"), Language("en")) == 6);
}

TEST_CASE("made again, weeks begin as they did") {
  const Layout looks = with_sections(composed::layout("a4-landscape-week"), {SectionKind::weeks}).value();
  const Plan plan = fortnight("2026-11-24", "2026-12-07");
  KeptPages kept;
  kept.start = plan.start;
  kept.today = date("2026-11-26");
  const auto made_again = [&] {
    kept.pages = composed::compose(plan, looks).document.placed;
    Plan longer = plan;
    longer.deadline = date("2026-12-08");  // for which weeks of its own would save nothing
    text::Typesetter setter(staged::fonts(), "en");
    Diagnostics warnings;
    return page::compose(longer, looks, Language("en"), setter, plan.start, warnings, &kept);
  };
  CHECK(made_again().placed.weeks_from == std::chrono::Tuesday);
}

TEST_CASE("dates of weeks are large, and smaller where a language's have no room") {
  const Layout looks = composed::layout("a4-landscape-week");
  const Plan plan = fortnight("2026-11-24", "2026-12-07");
  for (const char* language : {"en", "de", "vi", "el"}) {
    CAPTURE(language);
    const Language reader(language);
    const Document document = composed::compose(plan, looks, reader).document;
    const std::string first = reader.heading(reader.weekday_day_month(plan.start));
    std::size_t found = 0;
    for (const Page& page : document.pages) {
      for (const DrawText* text : texts_of(page)) {
        if (text_of(*text) != first || document.elements[text->element].role != Role::heading3) continue;
        ++found;
        CHECK((size_of(*text) == looks.large || size_of(*text) == looks.body));
        CHECK(text->line.width <= looks.content_width() / 7);
        if (std::string(language) == "en") CHECK(size_of(*text) == Points::whole(14));
      }
    }
    CHECK(found == 1);
  }
}

TEST_CASE("a wall is read from a metre away") {
  const Layout looks = composed::layout("wall");
  const Plan plan = fortnight("2026-11-24", "2026-12-07");
  const Document document = composed::compose(plan, looks).document;
  REQUIRE(document.pages.size() == 1);
  const DrawText* day = find(document.pages[0], "Tue 24 Nov");
  REQUIRE(day != nullptr);
  CHECK(size_of(*day) >= Points::whole(16));
  std::size_t titles = 0;
  for (const LessonIndex lesson : plan.lessons) {
    const DrawText* title = find(document.pages[0], plan.catalog->lessons[lesson].title);
    if (title == nullptr) continue;
    ++titles;
    CHECK(size_of(*title) >= Points::whole(14));
  }
  CHECK(titles == plan.lessons.size());
  for (const Operation& operation : document.pages[0].operations) {
    const auto* box = std::get_if<TickBox>(&operation);
    if (box != nullptr && box->name.view().starts_with("lesson.")) CHECK(box->area.width == Points::mm(6));
  }
}

TEST_CASE("a wall takes as few pages as it can, and a week of numbers has its titles beside it") {
  const Layout looks = composed::layout("wall");
  const Plan plan = term();
  const Document document = composed::compose(plan, looks).document;
  std::size_t reviews = 0;
  for (const StudyDay& day : plan.days) reviews += day.reviews.size();
  CHECK(boxes(document, "lesson.") == plan.lessons.size());
  CHECK(boxes(document, "review.") == reviews);
  // Each title is there once.
  std::map<std::string, std::size_t> shown;
  for (const Page& page : document.pages) {
    for (const DrawText* text : texts_of(page)) ++shown[text_of(*text)];
  }
  for (const LessonIndex lesson : plan.lessons) {
    CAPTURE(plan.catalog->lessons[lesson].title);
    CHECK(shown[plan.catalog->lessons[lesson].title] == 1);
  }
  // In large type, since that has room.
  const auto key_size = [&](const Document& of, const std::string& text) {
    for (const Page& page : of.pages) {
      if (const DrawText* found = find(page, text)) return size_of(*found);
    }
    return Points{};
  };
  CHECK(key_size(document, plan.catalog->lessons[0].title) == looks.body);
  auto many = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(150, 5)}));
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  const Document full = composed::compose(composed::plan(many, request), looks).document;
  CHECK(key_size(full, many->lessons[0].title) == looks.small);
  // A larger sheet for the same plan: fewer words are not needed.
  const Layout larger = composed::layout(
      "<layout name='x' extends='wall'><title>X</title><page width='841mm' height='594mm'/></layout>");
  const Document poster = composed::compose(plan, larger).document;
  CHECK(poster.pages.size() == 1);
  const DrawText* title = find(poster.pages[0], plan.catalog->lessons[0].title);
  REQUIRE(title != nullptr);
  CHECK(size_of(*title) == larger.body);
}

TEST_CASE("parts of a lesson are told from each other where there are only numbers") {
  Request request = samples::request();
  request.deadline = date("2027-01-10");
  request.minutes = Minutes{20};
  request.split = Minutes{10};
  request.buffer = 0;
  auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(30, 30)}));
  for (Lesson& lesson : catalog->lessons) lesson.splittable = true;
  const Plan plan = composed::plan(catalog, request);
  const Document document = composed::compose(plan, composed::layout("wall")).document;
  std::set<std::string> numbers;
  for (const Page& page : document.pages) {
    for (const DrawText* text : texts_of(page)) numbers.insert(text_of(*text));
  }
  std::size_t parts = 0;
  for (const StudyDay& day : plan.days) {
    for (const Task& task : day.tasks) {
      if (task.parts == 1) continue;
      ++parts;
      CHECK(numbers.contains(catalog->lessons[task.lesson].id + " (" + std::to_string(task.part) + "/" +
                             std::to_string(task.parts) + ")"));
    }
  }
  CHECK(parts > 30);
}

TEST_CASE("margins change sides on even pages of paper that is printed on both sides") {
  const std::string start = "<layout name='x' extends='a4'><title>X</title><page ";
  const std::string end = "/></layout>";
  const Plan plan = fortnight("2026-11-24", "2026-12-07");
  const auto composed_with = [&](const std::string& margins, const char* language) {
    auto catalog = std::make_shared<Catalog>(*plan.catalog);
    catalog->language = language;
    Plan same = plan;
    same.catalog = catalog;
    const Layout looks = composed::layout(start + margins + end);
    return composed::compose(same, looks, Language(language)).document;
  };
  const Points inner = Points::mm(30);
  const Points outer = Points::mm(12);
  for (const char* language : {"en", "he"}) {
    CAPTURE(language);
    const Document fixed = composed_with("left='30mm' right='12mm'", language);
    const Document sides = composed_with("inner='30mm' outer='12mm'", language);
    REQUIRE(fixed.pages.size() == sides.pages.size());
    REQUIRE(fixed.pages.size() > 2);
    const Points by = std::string(language) == "en" ? outer - inner : inner - outer;
    for (std::size_t i = 0; i < fixed.pages.size(); ++i) {
      const std::vector<const DrawText*> before = texts_of(fixed.pages[i]);
      const std::vector<const DrawText*> after = texts_of(sides.pages[i]);
      REQUIRE(before.size() == after.size());
      for (std::size_t t = 0; t < before.size(); ++t)
        CHECK(after[t]->x - before[t]->x == (i % 2 == 1 ? by : Points{}));
      // What is clicked moves with what is seen.
      for (std::size_t o = 0; o < fixed.pages[i].operations.size(); ++o) {
        const auto* link = std::get_if<LinkArea>(&fixed.pages[i].operations[o]);
        if (link == nullptr) continue;
        const auto& moved = std::get<LinkArea>(sides.pages[i].operations[o]);
        CHECK(moved.area.left - link->area.left == (i % 2 == 1 ? by : Points{}));
      }
    }
  }
  // The holes of a ring binder are 12 mm from the edge and 6 mm wide.
  const Layout a5 = composed::layout("a5");
  CHECK(a5.two_sided);
  CHECK(a5.left > Points::mm(15));
}

TEST_CASE("on e-ink the ways before and after have dates, and the section one is in is marked") {
  for (const char* name : {"remarkable", "kindle-scribe", "kobo"}) {
    CAPTURE(name);
    const Layout looks = composed::layout(name);
    auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(14, 9)}));
    for (Lesson& lesson : catalog->lessons) lesson.checks = {{"What is asked?", "This is the answer."}};
    Request request = samples::request();
    request.deadline = date("2026-12-07");
    const Plan plan = composed::plan(catalog, request);
    const Document document = composed::compose(plan, looks).document;
    const auto link_to = [&](std::size_t page, const std::string& spoken) {
      return std::ranges::any_of(document.pages[page].operations, [&](const Operation& operation) {
        const auto* link = std::get_if<LinkArea>(&operation);
        return link != nullptr && link->spoken.view() == spoken;
      });
    };
    const std::size_t second = document.placed.days.at(1).page;
    CHECK(find(document.pages[second], "Tue 24") != nullptr);
    CHECK(find(document.pages[second], "Thu 26") != nullptr);
    CHECK(find(document.pages[second], "Previous") == nullptr);
    CHECK(link_to(second, "Next, Thursday 26 November 2026"));
    // One of the four words is in another weight: that of the page's section.
    std::set<std::string> marked;
    for (const Page& page : document.pages) {
      std::map<text::FaceId, std::vector<std::string>> by_face;
      for (const DrawText* text : texts_of(page)) {
        const std::string word = text_of(*text);
        const bool is_way = word == "Overview" || word == "Days" || word == "Lessons" || word == "Questions";
        const bool is_in_row = looks.navigation_edge == Edge::top
                                   ? text->baseline < looks.navigation
                                   : text->baseline > looks.height - looks.navigation;
        if (is_way && is_in_row) by_face[text->line.runs.front().face].push_back(word);
      }
      for (const auto& [face, words] : by_face) {
        if (words.size() == 1) marked.insert(words.front());
      }
    }
    CHECK(marked == std::set<std::string>{"Days", "Lessons", "Overview", "Questions"});
    // All of a question is its link.
    std::size_t touched = 0;
    for (const Page& page : document.pages) {
      for (const Operation& operation : page.operations) {
        const auto* link = std::get_if<LinkArea>(&operation);
        if (link == nullptr || !link->spoken.view().starts_with("Answer ")) continue;
        ++touched;
        CHECK(link->area.width == looks.content_width());
        CHECK(link->area.height >= Points::mm(7));
      }
    }
    CHECK(touched == plan.lessons.size());
  }
}

TEST_CASE("a section that comes where there is room takes no further sheet") {
  const Layout pocket = composed::layout("pocket");
  const auto index_of = [&](const Plan& plan) {
    const Document document = composed::compose(plan, pocket).document;
    CHECK(document.placed.sections.size() == pocket.sections.size());
    const bool has = std::ranges::any_of(
        document.bookmarks, [](const Bookmark& bookmark) { return bookmark.title == "Lesson index"; });
    return std::pair(document.pages.size(), has);
  };
  CHECK(index_of(fortnight("2026-11-24", "2026-11-30")) == std::pair(std::size_t{1}, true));
  // Long plans fill their sheets with days; then the index is not there, or fits.
  for (const char* deadline : {"2026-12-07", "2026-12-21", "2027-01-04", "2027-01-18"}) {
    const Plan plan = fortnight("2026-11-24", deadline);
    Layout without = pocket;
    std::erase_if(without.sections, &Section::if_room);
    CHECK(index_of(plan).first == composed::compose(plan, without).document.pages.size());
  }
}
