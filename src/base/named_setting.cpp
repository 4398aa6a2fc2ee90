#include "base/named_setting.hpp"

#include <algorithm>

namespace pensum {
namespace {

// ASCII’s shift out and shift in, with its separator of units between them.
constexpr char begin = '\x0E';
constexpr char between = '\x1F';
constexpr char end = '\x0F';

}  // namespace

std::string named(std::string_view setting, std::string_view value) {
  std::string mark(1, begin);
  mark += setting;
  if (!value.empty()) {
    mark += between;
    mark += value;
  }
  return mark + end;
}

std::string this_setting(std::string_view value) { return named({}, value); }

bool begins_with_setting(std::string_view text) { return text.starts_with(begin); }

std::string with_names(std::string_view text, const std::function<std::string(const NamedSetting&)>& words) {
  std::string named;
  for (bool first = true;; first = false) {
    const std::size_t from = text.find(begin);
    const std::size_t to = text.find(end, std::min(from, text.size()));
    if (to == std::string_view::npos) break;
    const std::string_view mark = text.substr(from + 1, to - from - 1);
    const std::size_t name = std::min(mark.find(between), mark.size());
    named += text.substr(0, from);
    named += words({.name = mark.substr(0, name),
                    .value = mark.substr(std::min(name + 1, mark.size())),
                    .first = first && from == 0});
    text.remove_prefix(to + 1);
  }
  return named.append(text);
}

}  // namespace pensum
