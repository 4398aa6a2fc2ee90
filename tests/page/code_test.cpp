// Code in questions, answers and summaries: set apart, an element of its own, whole in the text.
#include "page/composed.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;

using composed::text_of;

namespace {

RichText with_code(std::string text, std::string_view code) {
  const std::size_t first = text.find(code);
  REQUIRE(first != std::string::npos);
  return {std::move(text), {{.kind = TextMark::Kind::code, .first = first, .last = first + code.size()}}};
}

RichText with_lines(std::string before, const std::string& lines, const std::string& behind) {
  const std::size_t first = before.size();
  return {before + lines + behind,
          {{.kind = TextMark::Kind::code_lines, .first = first, .last = first + lines.size()}}};
}

Document document_of(const RichText& question, const RichText& answer, const RichText& summary,
                     const char* layout = "a4", const char* language = "en") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5}}));
  catalog->language = language;
  catalog->paths[0].summary = summary;
  catalog->lessons[0].summary = summary;
  catalog->lessons[0].checks = {{question, answer}};
  Request request = samples::request();
  request.deadline = samples::date("2026-11-25");
  request.minutes = Minutes{5};
  return composed::compose(composed::plan(catalog, request), composed::layout(layout)).document;
}

struct Code {
  std::string text;
  Role inside = Role::document;
  Points left;
};

std::vector<Code> code_in(const Document& document) {
  std::vector<Code> found;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text == nullptr || text->element == artifact) continue;
      const Element& element = document.elements[text->element];
      if (element.role == Role::code)
        found.push_back({text_of(*text), document.elements[element.parent].role, text->x});
    }
  }
  return found;
}

}  // namespace

TEST_CASE("code is an element within its text") {
  const Document document =
      document_of(with_code("What does main() do?", "main()"), with_code("It runs.", "runs"),
                  with_code("Read go.mod first.", "go.mod"));
  const std::vector<Code> code = code_in(document);
  REQUIRE(code.size() == 4);
  // In the overview, with its day, then the question and its answer.
  CHECK(code[0].text == "go.mod");
  CHECK(code[0].inside == Role::paragraph);
  CHECK(code[1].text == "go.mod");
  CHECK(code[1].inside == Role::paragraph);
  CHECK(code[2].text == "main()");
  CHECK(code[2].inside == Role::list_body);
  CHECK(code[3].text == "runs");
  CHECK(to_trace(document).contains("“main()” [code "));
}

TEST_CASE("lines of code are set apart, one element, as they are") {
  const RichText lines = with_lines("So: ", "if x {\n\tstop()\n}\n", " and on.");
  const Document document = document_of("Why?", lines, "");
  const std::vector<Code> code = code_in(document);
  REQUIRE(code.size() == 3);
  CHECK(code[0].text == "if x {");
  CHECK(code[1].text == "    stop()");
  CHECK(code[2].text == "}");
  for (const Code& line : code) CHECK(line.left == code[0].left);
  const DrawText* before = nullptr;
  for (const Operation& operation : document.pages.back().operations) {
    const auto* text = std::get_if<DrawText>(&operation);
    if (text != nullptr && text_of(*text) == "So:") before = text;
  }
  REQUIRE(before != nullptr);
  CHECK(code[0].left > before->x);
}

TEST_CASE("lines of code begin at their left also on pages from right to left") {
  const RichText lines = with_lines("כך: ", "if x {\n\tstop()\n}\n", " וזהו.");
  const Document document = document_of("מדוע?", lines, "", "a4", "he");
  const std::vector<Code> code = code_in(document);
  REQUIRE(code.size() == 3);
  CHECK(code[0].text == "if x {");
  for (const Code& line : code) CHECK(line.left == code[0].left);
}

TEST_CASE("lines of code stay together where a text comes in pieces") {
  std::string words;
  while (words.size() < 3000) words += "words and ";
  for (int more = 0; more < 12; ++more) {
    words += "and a few more words to move what is below them ";
    const RichText text = with_lines(words, "first\nsecond\nthird\n", "end.");
    const Document document = document_of("Why?", text, "", "a5");
    std::vector<std::size_t> pages;
    for (std::size_t page = 0; page < document.pages.size(); ++page) {
      for (const Operation& operation : document.pages[page].operations) {
        const auto* drawn = std::get_if<DrawText>(&operation);
        if (drawn != nullptr && drawn->element != artifact &&
            document.elements[drawn->element].role == Role::code)
          pages.push_back(page);
      }
    }
    REQUIRE(pages.size() == 3);
    CHECK(pages.front() == pages.back());
  }
}

TEST_CASE("no line of a summary with code is lost where the day takes several pages") {
  std::string words;
  for (int i = 0; i < 3000; ++i) words += "w" + std::to_string(i) + " ";
  const Document document = document_of("Why?", "So.", with_lines(words, "first\nsecond\n", "end."));
  std::vector<std::string> texts;
  for (const Code& code : code_in(document)) texts.push_back(code.text);
  CHECK(texts == std::vector<std::string>{"first", "second", "first", "second"});
}
