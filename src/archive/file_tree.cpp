#include "archive/file_tree.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace pensum::archive {
namespace {

bool has_scheme(std::string_view link) {
  const std::size_t colon = link.find(':');
  return colon != std::string_view::npos && colon > 0 && link.find_first_of("/?#") > colon;
}

std::string without_percent_signs(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool whole = text[i] == '%' && i + 2 < text.size();
    const char* digits = text.data() + i + 1;
    if (whole && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      plain += static_cast<char>(value);
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string name;
  for (const std::string_view part : parts) name.append(name.empty() ? "" : "/").append(part);
  return name;
}

}  // namespace

bool FileTree::has(std::string_view name) const { return std::ranges::binary_search(names(), name); }

void FileTree::set_names(std::vector<std::string> names) {
  std::ranges::sort(names);
  const auto rest = std::ranges::unique(names);
  names.erase(rest.begin(), rest.end());
  names_ = std::move(names);
}

std::string resolved(std::string_view base, std::string_view relative) {
  if (has_scheme(relative) || relative.starts_with("//")) return {};
  std::string link = without_percent_signs(relative.substr(0, relative.find_first_of("?#")));
  std::ranges::replace(link, '\\', '/');
  if (link.empty()) return std::string(base);
  if (link.find('\0') != std::string::npos) return {};
  // “npos + 1” is 0: a base without a folder.
  const std::string whole =
      link.starts_with('/') ? link : std::string(base.substr(0, base.rfind('/') + 1)) + link;
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find('/', at), whole.size());
    const std::string_view part = std::string_view(whole).substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return {};
    } else {
      parts.pop_back();
    }
  }
  return joined(parts);
}

std::string shallowest(const FileTree& tree, std::string_view last) {
  if (tree.has(last)) return std::string(last);
  const std::string* best = nullptr;
  const auto depth = [](const std::string& name) { return std::ranges::count(name, '/'); };
  for (const std::string& name : tree.names()) {
    const bool called = name.ends_with(last) && name[name.size() - last.size() - 1] == '/';
    if (called && (best == nullptr || depth(name) < depth(*best))) best = &name;
  }
  return best == nullptr ? std::string() : *best;
}

}  // namespace pensum::archive
