#include "app/documents.hpp"

#include "base/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace pensum::app {

namespace {

struct Ending {
  std::string_view text;
  Kind kind;
};
constexpr std::array endings{Ending{".pdf", Kind::pdf}, Ending{".epub", Kind::epub},
                             Ending{".json", Kind::json}, Ending{".txt", Kind::text}};

}  // namespace

Result<Kind> kind_of(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  const auto found = std::ranges::find(endings, std::string_view(ending), &Ending::text);
  if (found != endings.end()) return found->kind;
  std::array<std::string_view, endings.size()> known;
  std::ranges::transform(endings, known.begin(), &Ending::text);
  return failure(fmt::format("--output: the ending of “{}” names no kind of file", shown(file.string())),
                 suggestion(ending, known, "end it in .pdf, .epub, .json or .txt"));
}

std::string_view ending_of(Kind kind) { return std::ranges::find(endings, kind, &Ending::kind)->text; }

Result<std::set<Kind>> read_kinds(std::string_view label, std::string_view list) {
  std::array<std::string_view, endings.size()> known;
  std::ranges::transform(endings, known.begin(), [](const Ending& ending) { return ending.text.substr(1); });
  std::set<Kind> kinds;
  for (std::size_t first = 0; first <= list.size();) {
    const std::size_t end = std::min(list.find(',', first), list.size());
    const std::string_view word = list.substr(first, end - first);
    const auto found = std::ranges::find(known, word);
    if (found == known.end()) {
      return failure(fmt::format("{}: there is no format “{}”", label, shown(word)),
                     suggestion(word, known, "write pdf, epub, json, txt, or several with commas between"));
    }
    kinds.insert(endings[static_cast<std::size_t>(found - known.begin())].kind);
    first = end + 1;
  }
  return kinds;
}

}  // namespace pensum::app
