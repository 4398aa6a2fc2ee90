// Pages of plans without dates: days and weeks by number, room to write the dates, and no date anywhere.
#include "plan/undated.hpp"
#include "base/isolation.hpp"
#include "facts/days_in_words.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "page/composed.hpp"
#include "plan/wordless.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using composed::texts_of;
using samples::date;

namespace {

constexpr const char* layouts[] = {
    "a4",   "a5",   "pocket",        "sheet",      "a4-landscape", "a4-landscape-week",
    "wall", "kobo", "kindle-scribe", "remarkable", "large-print"};

/// Weekends are off; `deadline` decides how long it is.
Plan made(const std::string& language, const char* deadline, bool undated) {
  return wordless::plan(language, language, deadline, 25, [&](Request& request) {
    request.learner = "◉";
    request.weekday[5] = request.weekday[6] = Minutes{0};
    request.undated = undated;
  });
}

Document pages(const Plan& plan, const layout::Layout& layout) {
  const Language language = facts::with_days_of(Language(plan.language, plan.first_weekday), plan);
  return composed::compose(plan, layout, language).document;
}

Document pages(const Plan& plan, const std::string& layout) { return pages(plan, composed::layout(layout)); }

/// Names of months and weekdays, and years, that are in `texts`: whole words, or parts of them in scripts
/// that have no spaces.
std::vector<std::string> date_words(const std::string& texts, const std::string& tag) {
  const Language language(tag);
  std::vector<std::string> names{"2026", "2027", "0001", "1980"};
  for (unsigned month = 1; month <= 12; ++month) names.push_back(language.month_long(month));
  for (unsigned day = 1; day <= 7; ++day) names.push_back(language.weekday_long(Weekday{day}));
  std::erase_if(names, [&](const std::string& name) { return texts.find(name) == std::string::npos; });
  return names;
}

bool has_line(const std::string& texts, const std::string& line) {
  std::istringstream lines("\n" + texts);
  for (std::string each; std::getline(lines, each);) {
    if (each == line || each == isolated(line)) return true;
  }
  return false;
}

/// Whether it is a line to write a date on, from its look: nothing else is as thin, as grey and as short.
bool is_date_line(const Operation& operation, const layout::Layout& layout) {
  const auto* line = std::get_if<StrokeLine>(&operation);
  if (line == nullptr || line->y1 != line->y2 || line->line_width != layout.hairline) return false;
  const Points width = line->x2 > line->x1 ? line->x2 - line->x1 : line->x1 - line->x2;
  return line->color == layout.secondary && width >= Points::mm(10) && width <= Points::mm(25);
}

std::size_t date_lines(const Document& document, const layout::Layout& layout) {
  std::size_t count = 0;
  for (const Page& page : document.pages) {
    count += static_cast<std::size_t>(std::ranges::count_if(
        page.operations, [&](const Operation& operation) { return is_date_line(operation, layout); }));
  }
  return count;
}

/// The texts that such a line would cross.
std::vector<std::string> crossed(const Document& document, const layout::Layout& layout) {
  std::vector<std::string> texts;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      if (!is_date_line(operation, layout)) continue;
      const auto& line = std::get<StrokeLine>(operation);
      for (const Operation& other : page.operations) {
        const auto* text = std::get_if<DrawText>(&other);
        if (text == nullptr || text->turned || text->line.runs.empty()) continue;
        const bool beside = text->x >= line.x2 || text->x + text->line.width <= line.x1;
        const bool above = text->baseline + layout.small / 4 < line.y1;
        const bool below = text->baseline - layout.small > line.y1;
        if (!beside && !above && !below) texts.push_back(composed::text_of(*text));
      }
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("pages without dates have none, in any layout and language", "[long]") {
  for (const char* tag : {"en", "de", "ar", "ja"}) {
    for (const char* deadline : {"2026-12-07", "2027-04-30"}) {
      const Plan undated = made(tag, deadline, true);
      const auto first_lesson =
          std::ranges::find_if(undated.days, [](const StudyDay& day) { return !day.tasks.empty(); });
      for (const char* layout : layouts) {
        CAPTURE(tag, deadline, layout);
        const std::string texts = texts_of(pages(undated, layout));
        CHECK(date_words(texts, tag) == std::vector<std::string>());
        const Language days = facts::with_days_of(Language(tag), undated);
        CHECK(has_line(texts, days.heading(days.full_date(first_lesson->date))));
      }
    }
    // What the test looks for is found where there is some.
    CHECK_FALSE(date_words(texts_of(pages(made(tag, "2026-12-07", false), "a4")), tag).empty());
  }
}

TEST_CASE("a day without a date has a line to write it on, which crosses nothing") {
  const Plan undated = made("en", "2026-12-07", true);
  const Plan dated = made("en", "2026-12-07", false);
  for (const char* name : layouts) {
    for (const layout::Hand hand : {layout::Hand::right, layout::Hand::left}) {
      CAPTURE(name, hand == layout::Hand::left);
      layout::Layout layout = composed::layout(name);
      layout.hand = hand;
      const Document with_lines = pages(undated, layout);
      const std::size_t before = date_lines(pages(dated, layout), layout);
      const std::size_t after = date_lines(with_lines, layout);
      // Days that share a line of the plan, such as those kept free, have none.
      CHECK(after - before >= undated.days.size() - 2);
      CHECK(after - before <= undated.days.size());
      CHECK(crossed(with_lines, layout) == std::vector<std::string>());
    }
  }
}

TEST_CASE("the calendar without dates has the numbers of days and weeks, and no deadline") {
  const std::string texts = texts_of(pages(made("en", "2026-12-07", true), "a4"));
  for (const char* line : {"Day 1 – Day 10", "Week 1", "Week 2", "1", "10", "off"}) {
    CAPTURE(line);
    CHECK(has_line(texts, line));
  }
  CHECK(has_line(texts, "Study plan for ◉, Day 1 to Day 10"));  // the file's subject
  CHECK_FALSE(has_line(texts, "Deadline"));
  CHECK_FALSE(has_line(texts, "11"));
  // A plan of many weeks has tables of four.
  const std::string of_long = texts_of(pages(made("en", "2027-02-12", true), "a4"));
  CHECK(has_line(of_long, "Week 1 – Week 4"));
  CHECK(has_line(of_long, "Week 9 – Week 12"));
  CHECK(of_long.find("Dash: a day off.") != std::string::npos);
  CHECK(of_long.find("Framed") == std::string::npos);
}

TEST_CASE("weeks on pages begin with the first day, and are called by number") {
  const std::string texts = texts_of(pages(made("de", "2026-12-07", true), "a4-landscape-week"));
  for (const char* line : {"Woche 1", "Woche 1  ·  Tag 1 – Tag 5", "Woche 2  ·  Tag 6 – Tag 10"}) {
    CAPTURE(line);
    CHECK(has_line(texts, line));
  }
  CHECK(texts.find("KW") == std::string::npos);
}

TEST_CASE("pages without dates are the same whenever the plan would begin") {
  const auto trace = [](const char* start, const char* layout) {
    const Plan plan = wordless::plan("en", "en", "2028-12-31", 25, [&](Request& request) {
      request.start = date(start);
      request.deadline = request.start + days{200};
      request.undated = true;
    });
    return to_trace(pages(plan, layout));
  };
  for (const char* layout : {"a4", "a4-landscape-week", "remarkable"}) {
    CAPTURE(layout);
    CHECK((trace("2026-11-24", layout) == trace("2028-02-27", layout)));
  }
}
