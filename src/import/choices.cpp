#include "import/choices.hpp"

#include "import/short_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace pensum::importing {
namespace {

bool begins_with_a_letter_of_its_own(const Choice& choice) {
  const std::string& text = choice.text.text;
  return text.size() > 2 && (text[1] == ')' || text[1] == '.') && text[2] == ' ';
}

std::string letter(const std::vector<Choice>& choices, std::size_t index) {
  if (choices.size() > 26 || std::ranges::all_of(choices, begins_with_a_letter_of_its_own)) return {};
  return fmt::format("{})", static_cast<char>('a' + index));
}

/// A choice that is a line of code is code in the line of its letter.
RichText in_line(RichText text) {
  const bool is_code = text.marks.size() == 1 && text.marks[0].kind == TextMark::Kind::code_lines &&
                       text.marks[0].last - text.marks[0].first == text.text.size();
  if (is_code && !text.text.contains('\n')) text.marks[0].kind = TextMark::Kind::code;
  return text;
}

}  // namespace

RichText listed(const std::vector<Choice>& choices) {
  std::vector<RichText> parts;
  for (std::size_t i = 0; i < choices.size(); ++i)
    parts.push_back(joined({letter(choices, i), in_line(choices[i].text)}, " "));
  return joined(parts, " ");
}

RichText right_ones(const std::vector<Choice>& choices, bool with_letters) {
  std::vector<RichText> parts;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!choices[i].right || choices[i].text.empty()) continue;
    parts.push_back(joined({with_letters ? letter(choices, i) : "", in_line(choices[i].text)}, " "));
  }
  return joined(parts, "; ");
}

}  // namespace pensum::importing
