#include "app/documents.hpp"

#include "base/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

}  // namespace pensum::app
