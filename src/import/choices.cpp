#include "import/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace pensum::importing {
namespace {

bool begins_with_a_letter_of_its_own(const Choice& choice) {
  const std::string& text = choice.text;
  return text.size() > 2 && (text[1] == ')' || text[1] == '.') && text[2] == ' ';
}

std::string letter(const std::vector<Choice>& choices, std::size_t index) {
  if (choices.size() > 26 || std::ranges::all_of(choices, begins_with_a_letter_of_its_own)) return {};
  return fmt::format("{}) ", static_cast<char>('a' + index));
}

}  // namespace

std::string listed(const std::vector<Choice>& choices) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < choices.size(); ++i) parts.push_back(letter(choices, i) + choices[i].text);
  return joined(parts, " ");
}

std::string right_ones(const std::vector<Choice>& choices, bool with_letters) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!choices[i].right || choices[i].text.empty()) continue;
    parts.push_back((with_letters ? letter(choices, i) : "") + choices[i].text);
  }
  return joined(parts, "; ");
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) all.append(all.empty() ? "" : between).append(part);
  return all;
}

}  // namespace pensum::importing
