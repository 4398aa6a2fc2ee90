#include "app/documents.hpp"

#include "base/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace pensum::app {

Result<Kind> kind_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (const std::optional<Kind> kind = output_kind_of(name)) return *kind;
  std::array<std::string_view, output_kinds.size()> known;
  std::ranges::transform(output_kinds, known.begin(), &OutputKindRow::ending);
  return failure(fmt::format("--output: the ending of “{}” names no kind of file", shown(file.string())),
                 suggestion(file.extension().string(), known, "end it in " + output_endings(true)));
}

Result<std::set<Kind>> read_kinds(std::string_view label, std::string_view list) {
  std::array<std::string_view, output_kinds.size()> known;
  std::ranges::transform(output_kinds, known.begin(),
                         [](const OutputKindRow& row) { return row.ending.substr(1); });
  std::set<Kind> kinds;
  for (std::size_t first = 0; first <= list.size();) {
    const std::size_t end = std::min(list.find(',', first), list.size());
    const std::string_view word = list.substr(first, end - first);
    const auto found = std::ranges::find(known, word);
    if (found == known.end()) {
      return failure(fmt::format("{}: there is no format “{}”", label, shown(word)),
                     suggestion(word, known,
                                fmt::format("write {}, or several with commas between them",
                                            output_endings(false, ", "))));
    }
    kinds.insert(output_kinds[static_cast<std::size_t>(found - known.begin())].kind);
    first = end + 1;
  }
  return kinds;
}

}  // namespace pensum::app
