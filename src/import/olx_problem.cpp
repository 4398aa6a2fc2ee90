#include "import/olx_problem.hpp"

#include "import/choices.hpp"
#include "import/foreign_xml.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::importing {
namespace {

// What belongs to a problem, but not to its question.
constexpr std::array<std::string_view, 10> beside_the_question = {
    "script",      "style",      "solution",   "choicegroup", "checkboxgroup",
    "optioninput", "demandhint", "choicehint", "optionhint",  "clarification"};

constexpr std::array<std::string_view, 6> kinds = {"multiplechoiceresponse", "choiceresponse",
                                                   "optionresponse",         "stringresponse",
                                                   "numericalresponse",      "truefalseresponse"};

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Takes out what is beside the question. What only problems have becomes a block of a page.
void make_page(pugi::xml_node node) {
  for (pugi::xml_node child = node.first_child(); child;) {
    const pugi::xml_node next = child.next_sibling();
    const std::string_view name = local_name(child);
    if (is_among(beside_the_question, name)) {
      node.remove_child(child);
    } else {
      make_page(child);
      if (name == "label" || name == "description" || is_among(kinds, name)) child.set_name("div");
    }
    child = next;
  }
}

RichText text_in(pugi::xml_node node) {
  pugi::xml_document page;
  make_page(page.append_copy(node));
  return short_text_of_xml(page);
}

std::vector<Choice> choices_in(pugi::xml_node response) {
  std::vector<Choice> choices;
  for (const char* name : {"choice", "option"}) {
    for (const pugi::xml_node choice : descendants(response, name)) {
      const std::string_view correct = attribute(choice, "correct");
      choices.push_back({text_in(choice), correct == "true" || correct == "True"});
    }
  }
  return choices;
}

// Variables of a program and patterns are not what a learner would write.
bool is_fixed(pugi::xml_node response, std::string_view answer) {
  return answer.find('$') == std::string_view::npos &&
         attribute(response, "type").find("regexp") == std::string_view::npos;
}

std::string written_answer(pugi::xml_node response) {
  std::vector<std::string> answers{one_line(attribute(response, "answer"))};
  for (const pugi::xml_node more : children(response, "additional_answer"))
    answers.push_back(one_line(attribute(more, "answer")));
  std::erase_if(answers,
                [&](const std::string& answer) { return answer.empty() || !is_fixed(response, answer); });
  return fmt::format("{}", fmt::join(answers, " / "));
}

void gather_paragraphs(pugi::xml_node node, std::vector<RichText>& texts) {
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == "p" || name == "li" || name == "pre") {
      texts.push_back(text_in(child));
    } else {
      gather_paragraphs(child, texts);
    }
  }
}

// Of paragraphs of more than three words: headings such as “Explanation” are shorter.
RichText reason_in(pugi::xml_node problem) {
  std::vector<RichText> texts;
  for (const pugi::xml_node solution : descendants(problem, "solution")) gather_paragraphs(solution, texts);
  std::erase_if(texts, [](const RichText& text) {
    return text.marks.empty() && std::ranges::count(text.text, ' ') < 3;
  });
  return joined(texts, " ");
}

// A problem with a program may have its question in it.
RichText question_of(pugi::xml_node response, pugi::xml_node problem, bool is_only_one) {
  RichText label = text_in(child(response, "label"));
  if (!label.empty() || !descendants(problem, "script").empty()) return label;
  return text_in(is_only_one ? problem : response);
}

std::optional<Check> check_of(pugi::xml_node response, pugi::xml_node problem, bool is_only_one) {
  const std::vector<Choice> choices = choices_in(response);
  Check check;
  check.question = question_of(response, problem, is_only_one);
  check.answer = choices.empty() ? RichText(written_answer(response)) : right_ones(choices, true);
  if (check.question.empty() || check.answer.empty() || !is_fixed(response, check.question.text))
    return std::nullopt;
  if (!choices.empty()) check.question = joined({check.question, listed(choices)}, " ");
  if (is_only_one) check.answer = joined({check.answer, reason_in(problem)}, " – ");
  return check;
}

}  // namespace

std::vector<Check> checks_of_problem(pugi::xml_node problem) {
  std::vector<pugi::xml_node> responses;
  for (const std::string_view kind : kinds) {
    const std::vector<pugi::xml_node> found = descendants(problem, kind);
    responses.insert(responses.end(), found.begin(), found.end());
  }
  std::vector<Check> checks;
  for (const pugi::xml_node response : responses) {
    if (std::optional<Check> check = check_of(response, problem, responses.size() == 1))
      checks.push_back(*std::move(check));
  }
  return checks;
}

}  // namespace pensum::importing
