#include "base/output_kind.hpp"

#include <algorithm>
#include <cstddef>

namespace pensum {

std::string_view ending_of(OutputKind kind) {
  return std::ranges::find(output_kinds, kind, &OutputKindRow::kind)->ending;
}

bool has_ending(std::string_view name, std::string_view ending) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return name.size() >= ending.size() &&
         std::ranges::equal(name.substr(name.size() - ending.size()), ending, {}, lower, lower);
}

std::optional<OutputKind> output_kind_of(std::string_view name) {
  const auto row = std::ranges::find_if(
      output_kinds, [&](const OutputKindRow& each) { return has_ending(name, each.ending); });
  if (row == output_kinds.end()) return std::nullopt;
  return row->kind;
}

std::string output_endings(bool dots, std::string_view last_link) {
  std::string text;
  for (std::size_t i = 0; i < output_kinds.size(); ++i) {
    if (i > 0) text += i + 1 == output_kinds.size() ? last_link : std::string_view(", ");
    text += output_kinds[i].ending.substr(dots ? 0 : 1);
  }
  return text;
}

}  // namespace pensum
