#include "base/diagnostic.hpp"

#include "base/named_setting.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace pensum {
namespace {

// Characters that could move the cursor, hide text or reorder it on a terminal.
bool is_unsafe_to_show(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string shown(std::string_view text, std::size_t limit) {
  std::string safe;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == limit) return safe + "…";
    const CodePoint point = decode(text, i);
    if (!point.valid) {
      safe += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[i]));
    } else if (is_unsafe_to_show(point.value)) {
      safe += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(point.value));
    } else {
      safe += text.substr(i, point.length);
    }
    i += point.length;
  }
  return safe;
}

void finish(Diagnostics& diagnostics) {
  const bool more = diagnostics.size() >= most_diagnostics;
  std::ranges::stable_sort(diagnostics, [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  if (!more) return;
  Place place = diagnostics.back().place;
  place.line = place.column = 0;
  diagnostics.push_back({Severity::error, std::move(place),
                         fmt::format("too many errors: only the first {} are shown", most_diagnostics),
                         "fix these first"});
}

Diagnostics about(std::string_view setting, Diagnostics diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.place != Place() || !diagnostic.settings.empty()) continue;
    diagnostic.message = named(setting) + ": " + diagnostic.message;
    diagnostic.settings.emplace_back(setting);
  }
  return diagnostics;
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = "pensum: ";
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  const Place& place = diagnostic.place;
  if (!place.file.empty()) {
    text += shown(place.file, 4096);
    if (place.line > 0) text += fmt::format(":{}", place.line);
    if (place.column > 0) text += fmt::format(":{}", place.column);
    text += ": ";
  }
  const auto bare = [](const NamedSetting& setting) {
    const bool both = !setting.name.empty() && !setting.value.empty();
    return fmt::format("{}{}{}", setting.name, both ? " " : "", setting.value);
  };
  text += with_names(diagnostic.message, bare) + "\n";
  if (!diagnostic.hint.empty()) text += "hint: " + with_names(diagnostic.hint, bare) + "\n";
  return text;
}

}  // namespace pensum
