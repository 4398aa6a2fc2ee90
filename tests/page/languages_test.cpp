// Pages in every language that the program speaks: nothing in English is left, and words have room.
#include "base/gap_marks.hpp"
#include "language/english_words.hpp"
#include "language/with_gaps.hpp"
#include "language/words_files.hpp"
#include "page/composed.hpp"
#include "plan/wordless.hpp"
#include "report/report.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using composed::text_of;
using composed::texts_of;
using samples::date;

namespace {

std::vector<Plan> plans(const std::string& language) {
  std::vector<Plan> list;
  const auto add = [&](const char* deadline, int minutes, const auto& ask) {
    list.push_back(wordless::plan(language, language, deadline, minutes, ask));
  };
  // With days off and kept free, a lesson in parts and one done before.
  add("2026-12-09", 15, [](Request& request) {
    request.learner = "◉";
    request.buffer = 2;
    request.split = Minutes{5};
    request.done = {{{"1", "1"}, std::nullopt}};
    request.off = {{date("2026-11-29"), date("2026-11-30")}};
  });
  // By month, with empty days in a row.
  add("2027-06-30", 20, [](Request& request) { request.pace = Pace::early; });
  return list;
}

/// The same plan of a course whose own texts have no digits.
Plan without_digits(Plan plan) {
  Catalog catalog = *plan.catalog;
  const auto strip = [](std::string& text) {
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  strip(catalog.title);
  for (auto& path : catalog.paths) strip(path.title);
  for (Lesson& lesson : catalog.lessons) {
    for (std::string* text : {&lesson.title, &lesson.summary.text}) strip(*text);
    for (Check& check : lesson.checks) {
      for (std::string* text : {&check.question.text, &check.answer.text}) strip(*text);
    }
  }
  plan.catalog = std::make_shared<const Catalog>(std::move(catalog));
  return plan;
}

/// Texts of a page that cover each other, or that leave the page.
std::vector<std::string> clashes(const Page& page) {
  std::vector<std::string> found;
  std::map<std::int64_t, std::vector<std::pair<Points, const DrawText*>>> lines;
  for (const Operation& operation : page.operations) {
    const auto* text = std::get_if<DrawText>(&operation);
    if (text == nullptr || text->line.runs.empty()) continue;
    lines[text->baseline.milli].emplace_back(text->x, text);
    if (text->x < Points{} || text->x + text->line.width > page.width)
      found.push_back("outside: " + text_of(*text));
  }
  for (auto& [baseline, texts] : lines) {
    std::ranges::sort(texts, {}, [](const auto& each) { return each.first; });
    for (std::size_t i = 1; i < texts.size(); ++i) {
      const DrawText& before = *texts[i - 1].second;
      if (before.x + before.line.width > texts[i].second->x + Points{500}) {
        found.push_back(text_of(before) + " | " + text_of(*texts[i].second));
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("pages in Arabic and Persian have no other digits than theirs") {
  for (const char* language : {"ar", "fa"}) {
    for (const Plan& each : plans(language)) {
      const Plan plan = without_digits(each);
      for (const char* name : {"a4", "a4-landscape-week", "wall", "kobo"}) {
        CAPTURE(language, name);
        layout::Layout layout = composed::layout(name);
        layout.booklet = false;
        const std::string all = texts_of(composed::compose(plan, layout).document);
        // The subject, for catalogs of files, has ISO dates.
        const std::string texts = all.substr(all.find('\n'));
        const std::size_t digit = texts.find_first_of("0123456789");
        CHECK((digit == std::string::npos ? "" : texts.substr(digit, 40)) == "");
      }
      const std::string text = report::to_text(plan, Language(language));
      const std::size_t at = text.find_first_of("0123456789");
      CHECK((at == std::string::npos ? "" : text.substr(at, 40)) == "");
    }
  }
}

TEST_CASE("pages and text plans in each language have no English word, and no two texts in one place",
          "[long]") {
  for (const LanguageWithWords& language : languages_with_words()) {
    CAPTURE(language.tag);
    const std::set<std::string> english = test::english_words(language.tag);
    for (const Plan& plan : plans(language.tag)) {
      CHECK(test::found_in(report::to_text(plan, Language(language.tag)), english) == "");
      for (const char* name : {"a4", "letter", "a5", "a4-landscape", "a4-landscape-week", "large-print",
                               "handout", "pocket", "wall", "remarkable", "kindle-scribe", "kobo", "sheet"}) {
        CAPTURE(name);
        layout::Layout layout = composed::layout(name);
        layout.booklet = false;
        layout.logo.reset();  // whose words are the layout's
        const Document document = composed::compose(plan, layout).document;
        CHECK(test::found_in(texts_of(document), english) == "");
        for (const Page& page : document.pages) {
          const std::vector<std::string> none;
          CHECK(clashes(page) == none);
        }
      }
    }
  }
}

namespace {

/// What is read on pages, in English and not.
struct Read {
  std::string english;
  std::string other;
  std::string spoken_in_english;  ///< of figures
};

bool in_english(const Document& document, ElementId id) {
  for (; id != 0; id = document.elements[id].parent) {
    if (!document.elements[id].language.empty()) return document.elements[id].language == "en";
  }
  return false;
}

Read what_is_read(const Document& document) {
  Read read;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr || text->element == artifact) continue;
      (in_english(document, text->element) ? read.english : read.other) += text_of(*text) + "\n";
    }
  }
  for (const Element& element : document.elements) {
    if (element.role == Role::figure && element.language == "en")
      read.spoken_in_english += element.alternative + "\n";
  }
  return read;
}

}  // namespace

TEST_CASE("what a language leaves in English is marked as English on pages, and nothing else is") {
  for (const char* tag : {"tr", "ja", "ar"}) {
    const std::set<std::string> english = test::english_words(tag);
    const std::set<std::string> own = test::own_words(tag);
    std::string spoken;
    for (const std::size_t first : {0U, 1U, 2U}) {
      const test::WithGaps gaps(tag, first, 3);
      const Language language = gaps.language();
      for (const Plan& plan : plans(tag)) {
        for (const char* name : {"a4", "a4-landscape-week", "kobo"}) {
          CAPTURE(tag, first, name);
          layout::Layout layout = composed::layout(name);
          layout.booklet = false;
          const Document document = composed::compose(plan, layout, language).document;
          const Read read = what_is_read(document);
          CHECK_FALSE(test::found_in(read.english, english) == "");
          CHECK(test::found_in(read.other, english) == "");
          CHECK(test::found_in(read.english, own) == "");
          spoken += read.spoken_in_english;
          CHECK_FALSE(has_gap_marks(texts_of(document)));
          CHECK(texts_of(document).find(english_ends) == std::string::npos);
          for (const Page& page : document.pages) {
            const std::vector<std::string> none;
            CHECK(clashes(page) == none);
          }
        }
        const std::string text = report::to_text(plan, language);
        CHECK_FALSE(has_gap_marks(text));
        CHECK_FALSE(test::found_in(text, english) == "");
      }
    }
    CHECK(test::found_in(spoken, english).find("chart") != std::string::npos);
  }
}
