// Calendars in every language that the program speaks.
#include "calendar/ics_writer.hpp"
#include "language/english_words.hpp"
#include "language/words_files.hpp"
#include "plan/wordless.hpp"

#include <set>
#include <string>

using namespace pensum;
using namespace pensum::calendar;
using samples::date;

namespace {

/// The values of what apps show, without their folds.
std::string texts_of(const std::string& bytes) {
  std::string unfolded;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes.compare(i, 3, "\r\n ") == 0) {
      i += 2;
    } else {
      unfolded += bytes[i];
    }
  }
  std::string all;
  std::size_t from = 0;
  for (std::size_t end; (end = unfolded.find("\r\n", from)) != std::string::npos; from = end + 2) {
    const std::string line = unfolded.substr(from, end - from);
    for (const std::string name : {"SUMMARY:", "DESCRIPTION:", "NAME:"}) {
      if (line.starts_with(name)) all += line.substr(name.size()) + "\n";
    }
  }
  return all;
}

}  // namespace

TEST_CASE("calendars in each language have no English word") {
  for (const LanguageWithWords& language : languages_with_words()) {
    CAPTURE(language.tag);
    const std::set<std::string> english = test::english_words(language.tag);
    const Plan plan = wordless::plan(language.tag, language.tag, "2026-12-20", 15, [](Request& request) {
      request.learner = "◉";
      request.buffer = 3;
      request.split = Minutes{5};
      request.off = {{date("2026-11-29"), date("2026-11-30")}};
    });
    for (const Entries kind : {Entries::day, Entries::lesson, Entries::todo}) {
      EntrySettings settings;
      settings.entries = kind;
      const EarlierPlan earlier{.first_start = plan.start,
                                .today = plan.start,
                                .entries = {{.kind = EntryName::Kind::day, .date = date("2026-11-29")}}};
      const auto bytes = write_ics(plan, Language(language.tag), settings, plan.start, earlier);
      REQUIRE(bytes.has_value());
      const std::string texts = texts_of(*bytes);
      CHECK(texts.size() > 500);
      CHECK(test::found_in(texts, english) == "");
    }
  }
}
