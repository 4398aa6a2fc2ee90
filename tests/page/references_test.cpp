// From a lesson to its questions: their page is named on its day, beside its reviews and in the index, and
// each of these leads there. What a day's reviews are for: how many days after their lessons they are.
#include "course/catalog_reader.hpp"
#include "language/word.hpp"
#include "layout/sections.hpp"
#include "page/composed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using samples::date;

namespace {

Plan two_weeks(const std::string& language) {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml";
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.language = language;
  auto catalog = std::make_shared<Catalog>(read_catalog(io::read_file(path).value(), "c.xml").value());
  catalog->lessons[3].checks.clear();  // one without questions
  catalog->language = language;
  return composed::plan(catalog, request);
}

/// Spaces as they are drawn, which is alike whether a line may end there or not.
std::string with_spaces(std::string text) {
  constexpr std::string_view no_break = "\u00A0";
  for (std::size_t at = text.find(no_break); at != std::string::npos; at = text.find(no_break, at))
    text.replace(at, no_break.size(), " ");
  return text;
}

std::string text_of(const DrawText& text) { return with_spaces(composed::text_of(text)); }

std::vector<std::string> texts_of(const Document& document) {
  std::vector<std::string> texts;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      if (const auto* text = std::get_if<DrawText>(&operation)) texts.push_back(text_of(*text));
    }
  }
  return texts;
}

/// A link over a text that names a page.
struct Reference {
  std::string text;
  std::string spoken;
  std::size_t page = 0;  ///< where it leads, from 1
  Points top;
};

/// The links to places whose spoken name is “Questions on page …”, in that language.
std::vector<Reference> references(const Document& document, const Language& language) {
  std::vector<Reference> all;
  for (const Page& page : document.pages) {
    for (std::size_t i = 1; i < page.operations.size(); ++i) {
      const auto* link = std::get_if<LinkArea>(&page.operations[i]);
      const auto* text = std::get_if<DrawText>(&page.operations[i - 1]);
      if (link == nullptr || text == nullptr || !std::holds_alternative<PlaceId>(link->target)) continue;
      const PlaceOnPage& place = document.places[std::get<PlaceId>(link->target)];
      if (link->spoken.view() != language.say(word::questions_on_page{.page = place.page + 1})) continue;
      CHECK(link->area.left == text->x);
      CHECK(link->area.width == text->line.width);
      CHECK((link->area.top < text->baseline && text->baseline < link->area.top + link->area.height));
      all.push_back({text_of(*text), std::string(link->spoken.view()), place.page + 1, place.top});
    }
  }
  return all;
}

/// Whether a lesson's first question begins there.
bool is_first_question(const Document& document, const Plan& plan, const Language& language,
                       const Reference& reference) {
  for (const Operation& operation : document.pages[reference.page - 1].operations) {
    const auto* text = std::get_if<DrawText>(&operation);
    // In its first line; in other columns there are others.
    if (text == nullptr || text->baseline < reference.top ||
        text->baseline > reference.top + Points::whole(30))
      continue;
    const bool is_number = std::ranges::any_of(plan.lessons, [&](LessonIndex lesson) {
      return text_of(*text) == language.question(plan.catalog->lessons[lesson].id, 1);
    });
    if (is_number) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a lesson leads to its questions from its day, its reviews and the index, by their page") {
  for (const char* name : {"a4", "letter", "a5", "a4-landscape", "large-print", "remarkable", "kobo"}) {
    for (const char* tag : {"en", "de", "he", "zh-Hant"}) {
      CAPTURE(name, tag);
      const Language language(tag);
      const Plan plan = two_weeks(tag);
      std::size_t reviews = 0;
      for (const StudyDay& day : plan.days) {
        reviews += static_cast<std::size_t>(
            std::ranges::count_if(day.reviews, [](const Review& review) { return review.lesson != 3; }));
      }
      const std::size_t lessons = plan.lessons.size() - 1;
      const Layout layout = composed::layout(name);
      const Document document = composed::compose(plan, layout).document;
      const std::vector<Reference> all = references(document, language);
      // Of lessons on their days and in the index, and from their answers.
      const bool answers = std::ranges::count(layout.sections, SectionKind::answers, &Section::kind) > 0;
      CHECK(all.size() == lessons * (answers ? 3U : 2U) + reviews);
      std::size_t named = 0;
      for (const Reference& reference : all) {
        CAPTURE(reference.text, reference.page);
        const std::string in_words =
            with_spaces(language.say(word::questions_reference{.page = reference.page}));
        named += reference.text == in_words ? 1U : 0U;
        CHECK((reference.text == in_words || reference.text == language.number(reference.page) ||
               reference.text == with_spaces(language.say(word::page_reference{.page = reference.page}))));
        CHECK(is_first_question(document, plan, language, reference));
      }
      CHECK(named >= lessons);
    }
  }
}

TEST_CASE("without questions in the document nothing refers to them") {
  const Language language("en");
  const Plan plan = two_weeks("en");
  for (const char* name : {"a4", "large-print", "kobo"}) {
    CAPTURE(name);
    const auto layout =
        with_sections(composed::layout(name), {SectionKind::overview, SectionKind::days, SectionKind::index});
    const Document document = composed::compose(plan, layout.value()).document;
    CHECK(references(document, language).empty());
    for (const std::string& text : texts_of(document)) CHECK_FALSE(text.starts_with("Questions"));
  }
}

TEST_CASE("reviews are grouped by how many days after their lessons they are, and say what to do") {
  const Plan plan = two_weeks("en");
  const auto count = [](const std::vector<std::string>& texts, const std::string& text) {
    return std::ranges::count(texts, text);
  };
  const auto days_with = [&](std::size_t round) {
    return std::ranges::count_if(plan.days, [&](const StudyDay& day) {
      return std::ranges::any_of(day.reviews, [&](const Review& review) { return review.round == round; });
    });
  };
  REQUIRE(days_with(2) > 5);
  // On wide pages a day's first group has a heading, the others have their label beside their first title.
  const std::vector<std::string> wide = texts_of(composed::compose(plan, composed::layout("a4")).document);
  for (const auto& [round, days] :
       {std::pair(1U, "1 day"), std::pair(2U, "3 days"), std::pair(3U, "7 days")}) {
    CAPTURE(days);
    const auto headings = count(wide, fmt::format("Review after {}: answer the questions", days));
    CHECK(headings + count(wide, fmt::format("after {}", days)) == days_with(round));
    if (round == 1) CHECK(headings == days_with(round));
  }
  const std::vector<std::string> narrow =
      texts_of(composed::compose(plan, composed::layout("large-print")).document);
  CHECK(count(narrow, "Review after 3 days: answer the questions") == days_with(2));
  CHECK(count(narrow, "Review after 7 days: answer the questions") == days_with(3));
  const auto layout = with_sections(composed::layout("large-print"), {SectionKind::days});
  const std::vector<std::string> without = texts_of(composed::compose(plan, layout.value()).document);
  CHECK(count(without, "Review after 1 day") == days_with(1));
  CHECK(count(without, "Review after 3 days") == days_with(2));
  // In rows of boxes the gap is before each group's boxes.
  const auto pocket = with_sections(composed::layout("pocket"), {SectionKind::days});
  const std::vector<std::string> rows = texts_of(composed::compose(plan, pocket.value()).document);
  CHECK(count(rows, "after 1 day") == days_with(1));
  CHECK(count(rows, "after 3 days") == days_with(2));
  CHECK(count(rows, "after 7 days") == days_with(3));
}
