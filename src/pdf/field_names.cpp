#include "pdf/field_names.hpp"

#include <algorithm>

namespace pensum::pdf {

namespace {

std::string escaped(std::string_view part) {
  std::string out;
  for (const char c : part) {
    if (c == '.') {
      out += "%2E";
    } else if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

bool nests(std::string_view name, const std::set<std::string_view>& names) {
  if (name.empty() || name.front() == '.' || name.back() == '.') return false;
  if (name.find('%') != std::string_view::npos || name.find("..") != std::string_view::npos) return false;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    if (names.contains(name.substr(0, dot))) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> partial_names(std::string_view name, const std::set<std::string_view>& names) {
  std::vector<std::string> parts;
  if (nests(name, names)) {
    for (std::size_t first = 0; first <= name.size();) {
      const std::size_t dot = std::min(name.find('.', first), name.size());
      parts.emplace_back(name.substr(first, dot - first));
      first = dot + 1;
    }
    return parts;
  }
  const std::size_t dot = name.find('.');
  const bool grouped = dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() &&
                       !names.contains(name.substr(0, dot)) &&
                       name.substr(0, dot).find('%') == std::string_view::npos;
  if (grouped) {
    parts.emplace_back(name.substr(0, dot));
    name.remove_prefix(dot + 1);
  }
  parts.push_back(name.empty() ? "%" : escaped(name));
  return parts;
}

std::string box_name_of(std::string_view full_name) {
  if (full_name == "%") return {};
  std::string name;
  while (!full_name.empty()) {
    const bool dot = full_name.starts_with("%2E");
    const bool percent = full_name.starts_with("%25");
    name += dot ? '.' : full_name.front();
    full_name.remove_prefix(dot || percent ? 3 : 1);
  }
  return name;
}

}  // namespace pensum::pdf
