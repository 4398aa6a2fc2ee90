#include "base/language_tag.hpp"

namespace pensum {

bool is_language_tag(std::string_view tag) {
  bool first = true;
  while (true) {
    const std::size_t dash = tag.find('-');
    const std::string_view part = tag.substr(0, dash);
    if (part.empty() || part.size() > 8) return false;
    for (const char c : part) {
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && (first || c < '0' || c > '9')) return false;
    }
    if (first && part.size() == 1 && dash == std::string_view::npos) return false;
    if (dash == std::string_view::npos) return true;
    tag.remove_prefix(dash + 1);
    first = false;
  }
}

}  // namespace pensum
