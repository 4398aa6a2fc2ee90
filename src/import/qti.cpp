#include "import/qti.hpp"

#include "import/choices.hpp"
#include "import/foreign_xml.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace pensum::importing {
namespace {

template <class Text>
void add_once(std::vector<Text>& parts, Text part) {
  if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
}

bool has_ancestor(pugi::xml_node node, std::string_view local, pugi::xml_node top) {
  for (node = node.parent(); node && node != top; node = node.parent()) {
    if (local_name(node) == local) return true;
  }
  return false;
}

RichText text_of_material(pugi::xml_node mattext) {
  const bool plain = attribute(mattext, "texttype") == "text/plain";
  return plain ? text_below(mattext) : short_text_of_html(raw_text_below(mattext));
}

/// The texts below `node` that are not those of a choice.
RichText prompt_below(pugi::xml_node node, std::string_view other_than) {
  std::vector<RichText> parts;
  for (const pugi::xml_node mattext : descendants(node, "mattext")) {
    if (!has_ancestor(mattext, other_than, node)) add_once(parts, text_of_material(mattext));
  }
  return joined(parts, " ");
}

class Question {
 public:
  explicit Question(pugi::xml_node item) : item_(item), presentation_(child(item, "presentation")) {
    for (const pugi::xml_node condition : descendants(item, "respcondition")) {
      if (earns_points(condition)) right_.push_back(condition);
    }
  }

  /// Nothing where the question has no answer, as an essay, or no words, as a picture.
  std::optional<Check> check() const {
    const std::vector<pugi::xml_node> choices = descendants(presentation_, "response_lid");
    const std::vector<pugi::xml_node> blanks = descendants(presentation_, "response_str");
    const bool pairs = choices.size() > 1;
    std::vector<RichText> answers;
    for (const pugi::xml_node response : choices)
      add_once(answers, pairs ? pair(response) : right_ones(choices_of(response), !is_true_or_false()));
    for (const pugi::xml_node response : blanks)
      add_once(answers, RichText(fmt::format("{}", fmt::join(values_of(response), " / "))));
    Check check{prompt_below(presentation_, pairs ? "response_lid" : "response_label"),
                joined(answers, "; ")};
    if (check.question.empty() || check.answer.empty()) return std::nullopt;
    if (choices.size() == 1 && !is_true_or_false())
      check.question = joined({check.question, listed(choices_of(choices.front()))}, " ");
    const RichText why = feedback();
    if (why != check.answer) check.answer = joined({check.answer, why}, " – ");
    return check;
  }

 private:
  static bool earns_points(pugi::xml_node condition) {
    return std::ranges::any_of(children(condition, "setvar"), [](pugi::xml_node points) {
      return std::strtod(text_below(points).c_str(), nullptr) > 0;
    });
  }

  bool is_true_or_false() const {
    return std::ranges::any_of(
        descendants(child(item_, "itemmetadata"), "fieldentry"),
        [](pugi::xml_node entry) { return text_below(entry).find("true_false") != std::string::npos; });
  }

  std::vector<std::string> values_of(pugi::xml_node response) const {
    std::vector<std::string> values;
    for (const pugi::xml_node condition : right_) {
      for (const char* test : {"varequal", "varsubstring"}) {
        for (const pugi::xml_node value : descendants(condition, test)) {
          const bool is_of_this = attribute(value, "respident") == attribute(response, "ident");
          if (is_of_this && !has_ancestor(value, "not", condition)) add_once(values, text_below(value));
        }
      }
    }
    return values;
  }

  std::vector<Choice> choices_of(pugi::xml_node response) const {
    const std::vector<std::string> right = values_of(response);
    std::vector<Choice> choices;
    for (const pugi::xml_node label : descendants(response, "response_label")) {
      choices.push_back(
          {prompt_below(label, ""), std::ranges::find(right, attribute(label, "ident")) != right.end()});
    }
    return choices;
  }

  RichText pair(pugi::xml_node response) const {
    const RichText right = right_ones(choices_of(response), false);
    return right.empty() ? right : joined({prompt_below(response, "response_label"), right}, ": ");
  }

  RichText feedback() const {
    std::vector<RichText> texts;
    for (const pugi::xml_node condition : right_) {
      for (const pugi::xml_node shown : children(condition, "displayfeedback")) {
        for (const pugi::xml_node feedback : children(item_, "itemfeedback")) {
          if (attribute(feedback, "ident") == attribute(shown, "linkrefid"))
            add_once(texts, prompt_below(feedback, ""));
        }
      }
    }
    return joined(texts, " ");
  }

  pugi::xml_node item_;
  pugi::xml_node presentation_;
  std::vector<pugi::xml_node> right_;  ///< conditions for which there are points
};

}  // namespace

Result<Quiz> read_qti(std::string bytes, std::string file) {
  const Result<ForeignXml> document = read_foreign_xml(std::move(bytes), std::move(file));
  if (!document) return std::unexpected(document.error());
  Quiz quiz;
  quiz.title = one_line(attribute(child(document->root(), "assessment"), "title"));
  for (const pugi::xml_node item : descendants(document->root(), "item")) {
    ++quiz.questions;
    if (std::optional<Check> check = Question(item).check()) quiz.checks.push_back(*std::move(check));
  }
  return quiz;
}

}  // namespace pensum::importing
