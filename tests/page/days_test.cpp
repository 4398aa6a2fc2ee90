// What is on the days and where: the buffer's room to write, how late a day's lessons can be done, the
// calendar's cells, titles in weeks, and reviews on a wall.
#include "course/catalog_reader.hpp"
#include "language/word.hpp"
#include "language/words_files.hpp"
#include "layout/sections.hpp"
#include "page/composed.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <map>
#include <ranges>
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

std::shared_ptr<const Catalog> built_in() {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml";
  return std::make_shared<Catalog>(read_catalog(io::read_file(path).value(), "go-interview.xml").value());
}

/// Two weeks of the built-in course, whose last day is kept free of new lessons and full of reviews.
Plan two_weeks(const std::string& language = "en") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.language = language;
  return composed::plan(built_in(), request);
}

std::vector<std::string> texts_of(const Page& page) {
  std::vector<std::string> texts;
  for (const Operation& operation : page.operations) {
    if (const auto* text = std::get_if<DrawText>(&operation)) texts.push_back(text_of(*text));
  }
  return texts;
}

/// Whether a text is the link in a cell of a calendar.
bool is_in_cell(const Document& document, const DrawText& text) {
  if (text.element == artifact) return false;
  const Element& element = document.elements[text.element];
  return element.role == Role::link && document.elements[element.parent].role == Role::data_cell;
}

bool is_writing_line(const Operation& operation, const Layout& layout) {
  const auto* line = std::get_if<StrokeLine>(&operation);
  return line != nullptr && line->color == layout.faint && line->line_width == layout.hairline &&
         line->y1 == line->y2;
}

std::vector<Points> writing_lines_below(const Page& page, const Layout& layout, Points top) {
  std::vector<Points> lines;
  for (const Operation& operation : page.operations) {
    if (!is_writing_line(operation, layout)) continue;
    const auto& line = std::get<StrokeLine>(operation);
    // Those beside the lessons, under the date, have their own distances.
    if (line.x1 > layout.left && line.y1 > top && line.y1 <= layout.content_bottom())
      lines.push_back(line.y1);
  }
  return lines;
}

}  // namespace

TEST_CASE("a day kept free has room to write below its reviews, evenly ruled") {
  const std::string name = GENERATE("a4", "letter", "a5", "a4-landscape", "large-print", "handout");
  CAPTURE(name);
  const Plan plan = two_weeks();
  REQUIRE(plan.days.back().buffer);
  REQUIRE(plan.days.back().reviews.size() > 4);
  const Layout layout = composed::layout(name);
  const Document document = composed::compose(plan, layout).document;
  const Page& page = document.pages[document.places.at(plan.days.size() - 1).page];
  Points lowest;
  for (const Operation& operation : page.operations) {
    const auto* box = std::get_if<TickBox>(&operation);
    if (box != nullptr && box->name.view().starts_with("review.")) lowest = std::max(lowest, box->area.top);
  }
  const std::vector<Points> lines = writing_lines_below(page, layout, lowest);
  REQUIRE(lines.size() >= (name == "large-print" ? 1 : 4));  // its type leaves less room
  for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i] - lines[i - 1] == layout.writing_line);
}

TEST_CASE("room to write does not drive a day kept free onto a second page") {
  const Plan plan = two_weeks();
  for (const char* name : {"kobo", "remarkable", "kindle-scribe", "a5", "large-print"}) {
    CAPTURE(name);
    const Document document = composed::compose(plan, composed::layout(name)).document;
    for (const Page& page : document.pages) {
      CHECK(std::ranges::count(texts_of(page), std::string("continued")) == 0);
    }
  }
}

TEST_CASE("how long a day's lessons can wait is on all days that can, or on none") {
  for (const char* language : {"en", "de", "ar"}) {
    std::string latest =
        Language(language).say(word::can_wait_until{.date = ""});  // which comes before the date
    while (latest.ends_with(' ')) latest.pop_back();
    REQUIRE_FALSE(latest.empty());
    const Plan plan = two_weeks(language);
    const auto waiting = static_cast<std::size_t>(std::ranges::count_if(plan.days, &StudyDay::can_wait));
    REQUIRE(waiting > 5);
    for (const char* name :
         {"a4", "a5", "a4-landscape", "large-print", "pocket", "remarkable", "kindle-scribe", "kobo"}) {
      CAPTURE(language, name);
      Layout layout = composed::layout(name);
      layout.booklet = false;
      const Document document = composed::compose(plan, layout).document;
      std::size_t said = 0;
      for (const Page& page : document.pages) {
        said += static_cast<std::size_t>(std::ranges::count_if(
            texts_of(page), [&](const std::string& text) { return text.find(latest) != std::string::npos; }));
      }
      const bool none = said == 0;
      CHECK((none || said == waiting));
      // Only pages that are small on purpose leave it out.
      CHECK(none == (std::string(name) == "pocket"));
    }
  }
}

TEST_CASE("the bars of a calendar's week are on one line, and all cells name lessons alike") {
  const Plan plan = two_weeks();
  for (const char* name :
       {"a4", "a5", "a4-landscape", "large-print", "remarkable", "kindle-scribe", "kobo"}) {
    CAPTURE(name);
    const auto layout = with_sections(composed::layout(name), {SectionKind::overview, SectionKind::days});
    const Document document = composed::compose(plan, layout.value()).document;
    const auto days = static_cast<std::size_t>(
        std::ranges::count_if(plan.days, [](const StudyDay& day) { return !day.tasks.empty(); }));
    std::size_t with_word = 0;
    const std::size_t pages = document.places.at(0).page;  // of the overview
    for (std::size_t p = 0; p < pages; ++p) {
      for (const Operation& operation : document.pages[p].operations) {
        const auto* text = std::get_if<DrawText>(&operation);
        if (text != nullptr && is_in_cell(document, *text) && text_of(*text).starts_with("Lesson"))
          ++with_word;
      }
    }
    CHECK((with_word == 0 || with_word == days));
    // Of the bars' frames three weeks have three heights.
    std::set<Points> tops;
    for (std::size_t p = 0; p < pages; ++p) {
      for (const Operation& operation : document.pages[p].operations) {
        const auto* frame = std::get_if<StrokeRectangle>(&operation);
        if (frame != nullptr && frame->line_width == layout->hairline) tops.insert(frame->area.top);
      }
    }
    CHECK(tops.size() == 3);
  }
}

TEST_CASE("a line in a calendar's cell does not end behind the dash of a range") {
  for (const char* language : {"en", "de", "fr", "tr", "vi", "pt-PT", "ru"}) {
    const Plan plan = two_weeks(language);
    for (const char* name : {"a4", "a5", "remarkable", "kindle-scribe", "kobo", "large-print"}) {
      CAPTURE(language, name);
      const Document document = composed::compose(plan, composed::layout(name)).document;
      std::size_t ranges = 0;
      for (const Page& page : document.pages) {
        for (const Operation& operation : page.operations) {
          const auto* text = std::get_if<DrawText>(&operation);
          if (text == nullptr || !is_in_cell(document, *text)) continue;
          CHECK_FALSE(text_of(*text).ends_with("–"));
          if (text_of(*text).find("–") != std::string::npos) ++ranges;
        }
      }
      CHECK(ranges > 0);
    }
  }
}

TEST_CASE("a range of dates that has no space ends a line between its dates, not in one") {
  const Plan plan = two_weeks("ko");
  const Document document = composed::compose(plan, composed::layout("kobo")).document;
  std::size_t first_dates = 0;
  for (const Page& page : document.pages) {
    for (const std::string& text : texts_of(page)) {
      if (text.ends_with(")~")) ++first_dates;
      CHECK_FALSE(text.starts_with("일 ("));
    }
  }
  CHECK(first_dates == 2);  // of the two paths
}

TEST_CASE("key numbers keep their dates on a line") {
  for (const char* language : {"en", "en-US", "de", "lt", "ja"}) {
    const Plan plan = two_weeks(language);
    const Language reader(language);
    for (const char* name : {"a4", "a5", "large-print", "kobo", "pocket"}) {
      CAPTURE(language, name);
      const Document document = composed::compose(plan, composed::layout(name)).document;
      std::size_t found = 0;
      for (const Page& page : document.pages) {
        for (const Operation& operation : page.operations) {
          const auto* text = std::get_if<DrawText>(&operation);
          if (text == nullptr || text->element == artifact) continue;
          if (document.elements[text->element].role != Role::list_body) continue;
          if (text_of(*text).find(reader.weekday_day_month(plan.finish.value())) != std::string::npos)
            ++found;
        }
      }
      CHECK(found == 1);
    }
  }
}

TEST_CASE("a week with a page of its own cuts no title that has room") {
  const Plan plan = two_weeks();
  const Document document = composed::compose(plan, composed::layout("a4-landscape-week")).document;
  for (const Page& page : document.pages) {
    for (const std::string& text : texts_of(page)) CHECK_FALSE(text.ends_with("…"));
  }
}

TEST_CASE("a wall of several pages shows all that these have room for") {
  Request request = samples::request();
  request.start = date("2026-09-07");
  request.deadline = date("2026-12-04");
  request.weekday[5] = request.weekday[6] = Minutes{0};
  const std::vector<int> minutes(20, 22);
  const Plan plan = composed::plan(samples::catalog({minutes, minutes, minutes}), request);
  const Document document = composed::compose(plan, composed::layout("wall")).document;
  REQUIRE(document.pages.size() == 2);
  std::size_t reviews = 0;
  for (const StudyDay& day : plan.days) reviews += day.reviews.size();
  std::size_t boxes = 0;
  for (const Page& page : document.pages) {
    boxes += static_cast<std::size_t>(std::ranges::count_if(page.operations, [](const Operation& operation) {
      const auto* box = std::get_if<TickBox>(&operation);
      return box != nullptr && box->name.view().starts_with("review.");
    }));
  }
  CHECK(reviews > 100);
  CHECK(boxes == reviews);
}

namespace {

/// How many lines to write on there are from each day with something on it to the next, on pages of one
/// column.
std::map<std::size_t, std::size_t> lines_of_days(const Document& document, const Plan& plan,
                                                 const Layout& layout) {
  std::map<std::size_t, std::size_t> lines;
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    const StudyDay& day = plan.days[d];
    if (day.buffer || (day.tasks.empty() && day.reviews.empty())) continue;
    const PlaceOnPage place = document.places.at(d);
    const bool ends_on_page = d + 1 == plan.days.size() || document.places.at(d + 1).page == place.page;
    const Points bottom =
        ends_on_page && d + 1 < plan.days.size() ? document.places.at(d + 1).top : layout.content_bottom();
    lines[d] = static_cast<std::size_t>(
        std::ranges::count_if(document.pages[place.page].operations, [&](const Operation& operation) {
          if (!is_writing_line(operation, layout)) return false;
          const Points y = std::get<StrokeLine>(operation).y1;
          return y > place.top && y < bottom;
        }));
  }
  return lines;
}

}  // namespace

TEST_CASE("each day has lines to write on, or none has") {
  std::size_t with_lines = 0;
  for (const char* name : {"a4", "letter", "a5", "handout", "large-print"}) {
    for (const int length : {3, 14, 31, 60}) {
      for (const char* language : {"en", "de"}) {
        CAPTURE(name, length, language);
        Request request = samples::request();
        request.deadline = request.start + days{length - 1};
        request.language = language;
        const Plan plan = composed::plan(built_in(), request);
        const Layout layout = composed::layout(name);
        const Document document = composed::compose(plan, layout).document;
        const auto lines = lines_of_days(document, plan, layout);
        const auto some = std::ranges::count_if(lines, [](const auto& day) { return day.second > 0; });
        CHECK((some == 0 || some == std::ssize(lines)));
        if (some == 0) continue;
        ++with_lines;
        for (const auto& [day, count] : lines) CHECK(count >= 2);
      }
    }
  }
  CHECK(with_lines >= 12);
}

TEST_CASE("lines to write on take no page more") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.buffer = 0;  // its days have lines of their own
  const Plan plan = composed::plan(built_in(), request);
  for (const char* name : {"a4", "a5", "large-print"}) {
    const Layout with = composed::layout(name);
    Layout without = with;
    without.writing_line = Points::mm(60);  // no two of them fit
    CAPTURE(name);
    CHECK(composed::compose(plan, with).document.pages.size() <=
          composed::compose(plan, without).document.pages.size());
  }
}

TEST_CASE("a day tells how many lessons are done by its evening") {
  const Plan plan = two_weeks();
  for (const char* name : {"a4", "a5", "handout", "remarkable"}) {
    CAPTURE(name);
    const Document document = composed::compose(plan, composed::layout(name)).document;
    std::vector<std::string> all;
    for (const Page& page : document.pages) std::ranges::move(texts_of(page), std::back_inserter(all));
    std::size_t done = 0;
    for (const StudyDay& day : plan.days) {
      done += day.tasks.size();
      // In a narrow column it has two lines.
      const std::string progress = std::to_string(done) + " of 22 done by";
      CAPTURE(progress);
      CHECK(std::ranges::any_of(
          all, [&](const std::string& text) { return text.find(progress) != std::string::npos; }));
    }
    CHECK(done == 22);
  }
  const Document none = composed::compose(plan, composed::layout("large-print")).document;
  for (const Page& page : none.pages) {
    for (const std::string& text : texts_of(page)) CHECK(text.find(" done by") == std::string::npos);
  }
}

TEST_CASE("on a page of its own a day has a calendar of its month, which leads to the other days") {
  const Plan plan = two_weeks();
  const Layout layout = composed::layout("remarkable");
  const Document document = composed::compose(plan, layout).document;
  std::size_t with_month = 0;
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    CAPTURE(d);
    const Page& page = document.pages[document.places.at(d).page];
    std::set<PlaceId> targets;
    std::size_t frames = 0;
    for (const Operation& operation : page.operations) {
      if (const auto* link = std::get_if<LinkArea>(&operation)) {
        const Element& element = document.elements[link->element];
        if (document.elements[element.parent].role != Role::data_cell) continue;
        targets.insert(std::get<PlaceId>(link->target));
        CHECK(link->area.width >= Points::mm(7));
      } else if (const auto* frame = std::get_if<StrokeRectangle>(&operation)) {
        frames += frame->line_width == layout.rule * 2 ? 1U : 0U;
      }
    }
    if (targets.empty()) continue;
    ++with_month;
    const auto month = [&](std::size_t day) {
      return std::chrono::year_month_day{plan.days[day].date}.month();
    };
    std::set<PlaceId> expected;
    for (std::size_t other = 0; other < plan.days.size(); ++other) {
      if (other != d && month(other) == month(d)) expected.insert(static_cast<PlaceId>(other));
    }
    CHECK(targets == expected);
    CHECK(frames == 1);
  }
  CHECK(with_month >= 10);
}

TEST_CASE("an overview with a calendar has no chart of the same days") {
  const auto shows_chart = [](const Plan& plan, const char* parts) {
    const Layout layout =
        composed::layout(std::string("<layout name='x' extends='a4'><sections><overview show='") + parts +
                         "'/></sections></layout>");
    const Document document = composed::compose(plan, layout).document;
    return std::ranges::any_of(document.pages, [](const Page& page) {
      const std::vector<std::string> texts = texts_of(page);
      return std::ranges::any_of(texts, [](const auto& text) { return text.starts_with("Your load"); });
    });
  };
  const Plan plan = two_weeks();
  CHECK_FALSE(shows_chart(plan, "numbers calendar chart"));
  CHECK(shows_chart(plan, "numbers chart"));
  Request request = samples::request();
  request.deadline = request.start + days{399};
  const Plan year = composed::plan(built_in(), request);
  CHECK(shows_chart(year, "numbers calendar chart"));  // by weeks
}

TEST_CASE("a calendar tells what its bars mean, and each day's link its load") {
  const Plan plan = two_weeks();
  const Document document = composed::compose(plan, composed::layout("a4")).document;
  const std::vector<std::string> texts = texts_of(document.pages.front());
  CHECK(std::ranges::count(
            texts, "Minutes a day: lessons dark, reviews light; the bar’s outline is the budget.") == 1);
  std::vector<std::string> spoken;
  for (const Operation& operation : document.pages.front().operations) {
    if (const auto* link = std::get_if<LinkArea>(&operation)) spoken.emplace_back(link->spoken.view());
  }
  const std::string load = std::to_string(plan.days[0].total().count) + " of " +
                           std::to_string(plan.days[0].budget.count) + "\u00A0min";
  CHECK(std::ranges::count(spoken, "Tuesday 24 November 2026, " + load) == 1);
}

TEST_CASE("a calendar's weekdays are whole, and all as long as each other, in every language") {
  const auto catalog = samples::catalog({{5, 5}});
  Request request = samples::request();
  for (const LanguageWithWords& spoken : languages_with_words()) {
    request.language = spoken.tag;
    const Language language(spoken.tag);
    std::set<std::vector<std::string>> forms;
    for (const auto name :
         {&Language::weekday_short, &Language::weekday_shortest, &Language::weekday_letter}) {
      std::vector<std::string> week;
      for (int i = 0; i < 7; ++i)
        week.push_back((language.*name)(language.first_weekday() + std::chrono::days{i}));
      forms.insert(week);
    }
    // Weeks, months beside each other, and a month on each day's page.
    for (const auto& [name, deadline] :
         {std::pair("a5", "2026-12-07"), std::pair("kobo", "2026-12-07"),
          std::pair("remarkable", "2026-11-25"), std::pair("a5", "2027-03-07")}) {
      CAPTURE(spoken.tag, name, deadline);
      request.deadline = date(deadline);
      const Document document =
          composed::compose(composed::plan(catalog, request), composed::layout(name)).document;
      std::vector<std::string> heads;
      for (const Page& page : document.pages) {
        for (const Operation& operation : page.operations) {
          const auto* text = std::get_if<DrawText>(&operation);
          if (text == nullptr || text->element == artifact) continue;
          const Element& element = document.elements[text->element];
          const bool names_day = std::ranges::any_of(std::views::iota(0, 7), [&](int i) {
            return element.expansion == language.weekday_long(std::chrono::Monday + std::chrono::days{i});
          });
          if (element.role == Role::header_cell && names_day) heads.push_back(text_of(*text));
        }
      }
      REQUIRE(heads.size() >= 7);
      REQUIRE(heads.size() % 7 == 0);
      for (std::size_t first = 0; first < heads.size(); first += 7)
        CHECK(forms.contains(std::vector(heads.begin() + static_cast<std::ptrdiff_t>(first),
                                         heads.begin() + static_cast<std::ptrdiff_t>(first + 7))));
    }
  }
}
