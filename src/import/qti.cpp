#include "import/qti.hpp"

#include "import/foreign_xml.hpp"
#include "import/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace pensum::importing {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) all.append(all.empty() ? "" : between).append(part);
  return all;
}

void add_once(std::vector<std::string>& parts, std::string part) {
  if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
}

bool has_ancestor(pugi::xml_node node, std::string_view local, pugi::xml_node top) {
  for (node = node.parent(); node && node != top; node = node.parent()) {
    if (local_name(node) == local) return true;
  }
  return false;
}

std::string text_of_material(pugi::xml_node mattext) {
  const bool plain = attribute(mattext, "texttype") == "text/plain";
  return plain ? text_below(mattext) : line_of_html(raw_text_below(mattext));
}

/// The texts below `node` that are not those of a choice.
std::string prompt_below(pugi::xml_node node, std::string_view other_than) {
  std::vector<std::string> parts;
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
    std::vector<std::string> answers;
    for (const pugi::xml_node response : choices)
      add_once(answers, pairs ? pair(response) : chosen(response));
    for (const pugi::xml_node response : blanks) add_once(answers, joined(values_of(response), " / "));
    Check check{prompt_below(presentation_, pairs ? "response_lid" : "response_label"),
                joined(answers, "; ")};
    if (check.question.empty() || check.answer.empty()) return std::nullopt;
    if (choices.size() == 1 && !is_true_or_false()) check.question += options(choices.front());
    const std::string why = feedback();
    if (!why.empty() && why != check.answer) check.answer += " – " + why;
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

  static std::string letter(std::size_t index) {
    return index < 26 ? fmt::format("{}) ", static_cast<char>('a' + index)) : std::string();
  }

  static std::vector<std::string> labels(pugi::xml_node response) {
    std::vector<std::string> texts;
    for (const pugi::xml_node label : descendants(response, "response_label"))
      texts.push_back(prompt_below(label, ""));
    return texts;
  }

  std::vector<std::string> right_labels(pugi::xml_node response, bool with_letters) const {
    const std::vector<std::string> values = values_of(response);
    const std::vector<std::string> texts = labels(response);
    std::vector<std::string> right;
    std::size_t index = 0;
    for (const pugi::xml_node label : descendants(response, "response_label")) {
      const std::string& text = texts[index];
      const bool is_right = std::ranges::find(values, attribute(label, "ident")) != values.end();
      if (is_right && !text.empty()) right.push_back((with_letters ? letter(index) : "") + text);
      ++index;
    }
    return right;
  }

  std::string chosen(pugi::xml_node response) const {
    return joined(right_labels(response, !is_true_or_false()), "; ");
  }

  std::string pair(pugi::xml_node response) const {
    const std::string right = joined(right_labels(response, false), " / ");
    return right.empty() ? right : prompt_below(response, "response_label") + ": " + right;
  }

  static std::string options(pugi::xml_node response) {
    std::string text;
    std::size_t index = 0;
    for (const std::string& label : labels(response)) text += " " + letter(index++) + label;
    return text;
  }

  std::string feedback() const {
    std::vector<std::string> texts;
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
  quiz.title = folded(attribute(child(document->root(), "assessment"), "title"));
  for (const pugi::xml_node item : descendants(document->root(), "item")) {
    ++quiz.questions;
    if (std::optional<Check> check = Question(item).check()) quiz.checks.push_back(*std::move(check));
  }
  return quiz;
}

}  // namespace pensum::importing
