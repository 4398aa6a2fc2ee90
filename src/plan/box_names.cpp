#include "plan/box_names.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace pensum {
namespace {

using Kind = BoxFor::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 3> kinds{
    {{"lesson.", Kind::lesson}, {"part.", Kind::part}, {"review.", Kind::review}}};

/// As `box_name` writes it.
std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0 || text.front() == '0') {
    return std::nullopt;
  }
  return number;
}

}  // namespace

std::string box_name(const BoxFor& box) {
  std::string name;
  for (const auto& [prefix, kind] : kinds) {
    if (kind == box.kind) name = std::string(prefix) + box.lesson;
  }
  if (box.kind != Kind::lesson) name += '.' + std::to_string(box.number);
  return name;
}

std::optional<BoxFor> box_named(std::string_view name) {
  for (const auto& [prefix, kind] : kinds) {
    if (!name.starts_with(prefix)) continue;
    name.remove_prefix(prefix.size());
    if (kind == Kind::lesson) {
      return name.empty() ? std::nullopt : std::optional(BoxFor{kind, std::string(name), 0});
    }
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    const std::optional<std::size_t> number = number_in(name.substr(dot + 1));
    if (!number) return std::nullopt;
    return BoxFor{kind, std::string(name.substr(0, dot)), *number};
  }
  return std::nullopt;
}

}  // namespace pensum
