#include "import/olx_problem.hpp"

#include "import/choices.hpp"
#include "import/foreign_xml.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::importing {
namespace {

// What belongs to a problem, but not to its question.
constexpr std::array<std::string_view, 9> beside_the_question = {
    "script",      "style",      "solution",   "choicegroup", "checkboxgroup",
    "optioninput", "demandhint", "choicehint", "optionhint"};

constexpr std::array<std::string_view, 6> kinds = {"multiplechoiceresponse", "choiceresponse",
                                                   "optionresponse",         "stringresponse",
                                                   "numericalresponse",      "truefalseresponse"};

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

void gather(pugi::xml_node node, std::string& text) {
  for (const pugi::xml_node child : node.children()) {
    if (is_among(beside_the_question, local_name(child))) continue;
    if (child.type() == pugi::node_element) {
      text += ' ';
      gather(child, text);
    } else {
      text += child.value();
    }
  }
}

std::string question_in(pugi::xml_node node) {
  std::string text;
  gather(node, text);
  return one_line(text);
}

std::vector<Choice> choices_in(pugi::xml_node response) {
  std::vector<Choice> choices;
  for (const char* name : {"choice", "option"}) {
    for (const pugi::xml_node choice : descendants(response, name)) {
      const std::string_view correct = attribute(choice, "correct");
      choices.push_back({question_in(choice), correct == "true" || correct == "True"});
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
  return joined(answers, " / ");
}

void gather_paragraphs(pugi::xml_node node, std::vector<std::string>& texts) {
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == "p" || name == "li") {
      texts.push_back(text_below(child));
    } else {
      gather_paragraphs(child, texts);
    }
  }
}

// Of paragraphs of more than three words: headings such as “Explanation” are shorter.
std::string reason_in(pugi::xml_node problem) {
  std::vector<std::string> texts;
  for (const pugi::xml_node solution : descendants(problem, "solution")) gather_paragraphs(solution, texts);
  std::erase_if(texts, [](const std::string& text) { return std::ranges::count(text, ' ') < 3; });
  return joined(texts, " ");
}

// A problem with a program may have its question in it.
std::string question_of(pugi::xml_node response, pugi::xml_node problem, bool is_only_one) {
  const std::string label = text_below(child(response, "label"));
  if (!label.empty() || !descendants(problem, "script").empty()) return label;
  return question_in(is_only_one ? problem : response);
}

std::optional<PlainCheck> check_of(pugi::xml_node response, pugi::xml_node problem, bool is_only_one) {
  const std::vector<Choice> choices = choices_in(response);
  PlainCheck check;
  check.question = question_of(response, problem, is_only_one);
  check.answer = choices.empty() ? written_answer(response) : right_ones(choices, true);
  if (check.question.empty() || check.answer.empty() || !is_fixed(response, check.question))
    return std::nullopt;
  if (!choices.empty()) check.question += " " + listed(choices);
  const std::string reason = is_only_one ? reason_in(problem) : std::string();
  if (!reason.empty()) check.answer += " – " + reason;
  return check;
}

}  // namespace

std::vector<PlainCheck> checks_of_problem(pugi::xml_node problem) {
  std::vector<pugi::xml_node> responses;
  for (const std::string_view kind : kinds) {
    const std::vector<pugi::xml_node> found = descendants(problem, kind);
    responses.insert(responses.end(), found.begin(), found.end());
  }
  std::vector<PlainCheck> checks;
  for (const pugi::xml_node response : responses) {
    if (std::optional<PlainCheck> check = check_of(response, problem, responses.size() == 1))
      checks.push_back(*std::move(check));
  }
  return checks;
}

}  // namespace pensum::importing
