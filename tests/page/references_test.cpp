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
using pensum::page::LessonTexts;
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

namespace {

/// The same course with a text for each lesson but the last, and where each text begins.
struct WithTexts {
  Plan plan;
  LessonTexts texts;
};

WithTexts with_texts(const std::string& language) {
  WithTexts made{.plan = two_weeks(language), .texts = {}};
  auto catalog = std::make_shared<Catalog>(*made.plan.catalog);
  for (Lesson& lesson : catalog->lessons) {
    Block paragraph{.kind = Block::Kind::paragraph};
    paragraph.text = RichText{"What is to be read, " + lesson.id};
    lesson.reading.blocks = {paragraph};
  }
  for (const Lesson& lesson : catalog->lessons) made.texts.of.push_back(&lesson.reading);
  made.texts.of.back() = nullptr;
  made.plan.catalog = std::move(catalog);
  return made;
}

Document document_of(const WithTexts& made, const std::string& name, const std::string& sections) {
  const Layout layout = with_sections(composed::layout(name), read_sections(sections).value()).value();
  text::Typesetter setter(staged::fonts(), made.plan.catalog->language);
  Diagnostics warnings;
  const Language language(made.plan.language);
  return page::compose(made.plan, layout, language, setter, made.plan.start, warnings, nullptr, &made.texts);
}

/// How many links over a text that names a page are spoken as `in_words` says of that page.
template <class InWords>
std::size_t links_spoken(const Document& document, const Language& language, InWords&& in_words) {
  std::size_t count = 0;
  for (const Page& page : document.pages) {
    for (std::size_t i = 1; i < page.operations.size(); ++i) {
      const auto* link = std::get_if<LinkArea>(&page.operations[i]);
      const auto* text = std::get_if<DrawText>(&page.operations[i - 1]);
      if (link == nullptr || text == nullptr || !std::holds_alternative<PlaceId>(link->target)) continue;
      const std::size_t to = document.places[std::get<PlaceId>(link->target)].page + 1;
      if (link->spoken.view() != language.say(in_words(to))) continue;
      CHECK(text_of(*text).find(language.number(to)) != std::string::npos);
      CHECK(link->area.left == text->x);
      ++count;
    }
  }
  return count;
}

const auto text_on_page = [](std::size_t page) { return word::text_on_page{.page = page}; };
const auto questions_on_page = [](std::size_t page) { return word::questions_on_page{.page = page}; };

/// Whether each lesson's box has its title behind it as a link, on the pages that have boxes of lessons.
std::size_t linked_titles(const Document& document, const Plan& plan) {
  std::size_t count = 0;
  for (const Lesson& lesson : plan.catalog->lessons) {
    bool found = false;
    for (const Page& page : document.pages) {
      bool behind_box = false;
      for (const Operation& operation : page.operations) {
        if (const auto* box = std::get_if<TickBox>(&operation)) {
          behind_box = box->name.view() == "lesson." + lesson.id;
        } else if (const auto* link = std::get_if<LinkArea>(&operation)) {
          found = found || (behind_box && link->spoken.view() == lesson.title &&
                            std::holds_alternative<PlaceId>(link->target));
        }
      }
    }
    count += found ? 1U : 0U;
  }
  return count;
}

}  // namespace

TEST_CASE(
    "a lesson leads to its text from its day, its reviews and the index, and from there to its questions") {
  for (const char* name : {"a4", "a5", "a4-landscape", "large-print", "kobo"}) {
    for (const char* tag : {"en", "de", "he", "zh-Hant"}) {
      CAPTURE(name, tag);
      const Language language(tag);
      const WithTexts made = with_texts(tag);
      const Plan& plan = made.plan;
      const LessonIndex without = plan.catalog->lessons.size() - 1;
      std::size_t reviews = 0;
      for (const StudyDay& day : plan.days) {
        reviews += static_cast<std::size_t>(std::ranges::count_if(
            day.reviews, [&](const Review& review) { return review.lesson != without; }));
      }
      const std::size_t lessons = plan.lessons.size() - 1;
      // Of each lesson on its day and in the index, and of each review.
      const Document texts = document_of(made, name, "days,index,readings");
      CHECK(links_spoken(texts, language, text_on_page) == lessons * 2 + reviews);
      const Document both = document_of(made, name, "days,index,questions,readings");
      const std::size_t named = links_spoken(both, language, text_on_page);
      CHECK((named == lessons * 2 || named == lessons * 2 + reviews));
      // Wide pages have room for both beside a review.
      const bool wide = std::string(name) == "a4" && std::string(tag) != "zh-Hant";
      CHECK((!wide || named == lessons * 2 + reviews));
      const Document questions = document_of(made, name, "days,index,questions");
      CHECK(links_spoken(questions, language, text_on_page) == 0);
      // Each text but that of the lesson without questions names their page, too.
      CHECK(links_spoken(both, language, questions_on_page) ==
            links_spoken(questions, language, questions_on_page) + lessons - 1);
    }
  }
}

TEST_CASE("in weeks and on a sheet, too, lessons lead to their questions and texts") {
  const std::string name = GENERATE("a4-landscape-week", "sheet");
  const std::string tag = GENERATE("en", "he");
  CAPTURE(name, tag);
  const Language language(tag);
  const WithTexts made = with_texts(tag);
  const std::string days = name == "sheet" ? "checklist" : "weeks";
  const std::size_t lessons = made.plan.lessons.size();
  const Document questions = document_of(made, name, days + ",questions");
  CHECK(links_spoken(questions, language, questions_on_page) == lessons - 1);
  CHECK(linked_titles(questions, made.plan) == lessons - 1);
  const Document texts = document_of(made, name, days + ",readings");
  CHECK(links_spoken(texts, language, text_on_page) == lessons - 1);
  CHECK(linked_titles(texts, made.plan) == lessons - 1);
  const Document both = document_of(made, name, days + ",questions,readings");
  CHECK(links_spoken(both, language, text_on_page) == lessons - 1);
  CHECK(linked_titles(both, made.plan) == lessons);
}

TEST_CASE("where a week has no room for words, pages alone are beside titles, and titles lead there") {
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  request.minutes = Minutes{900};
  request.reviews = {};
  std::vector<int> minutes(98, 60);
  auto catalog = std::make_shared<Catalog>(*samples::catalog({minutes}));
  for (Lesson& lesson : catalog->lessons) lesson.checks = {{"?", "!"}};
  const Plan plan = composed::plan(catalog, request);
  const auto layout =
      with_sections(composed::layout("a4-landscape-week"), {SectionKind::weeks, SectionKind::questions});
  const Document document = composed::compose(plan, layout.value()).document;
  const std::vector<std::string> texts = texts_of(document);
  const auto starts = [&](std::string_view word) {
    return std::ranges::count_if(texts, [&](const std::string& text) { return text.starts_with(word); });
  };
  CHECK(starts("Questions: p.") == 0);
  CHECK(links_spoken(document, Language("en"), questions_on_page) == 98);
  CHECK(linked_titles(document, plan) == 98);
  const auto without = with_sections(composed::layout("a4-landscape-week"), {SectionKind::weeks});
  const Document weeks = composed::compose(plan, without.value()).document;
  const auto with_boxes = [](const Document& of) {
    return std::ranges::count_if(of.pages, [](const Page& page) {
      return std::ranges::any_of(page.operations, [](const Operation& operation) {
        return std::holds_alternative<TickBox>(operation);
      });
    });
  };
  CHECK(with_boxes(document) == with_boxes(weeks));
}
