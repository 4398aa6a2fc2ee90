#include "import/snippets.hpp"

#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::importing {

namespace {

constexpr int deepest = 5;  // files in files

std::string unquoted(std::string_view text) {
  std::string plain = one_line(text);
  const bool is_quoted =
      plain.size() > 2 && (plain.front() == '"' || plain.front() == '\'') && plain.back() == plain.front();
  return is_quoted ? plain.substr(1, plain.size() - 2) : std::string();
}

/// The file that a line puts in; empty where it puts in none.
std::string name_in(std::string_view line) {
  constexpr std::string_view scissors = "--8<--";
  const std::string said = one_line(line);
  if (said.starts_with(scissors)) return unquoted(std::string_view(said).substr(scissors.size()));
  if (!said.starts_with("{!") || !said.ends_with("!}") || said.size() < 5) return {};
  std::string_view name = std::string_view(said).substr(2, said.size() - 4);
  if (name.starts_with('>')) name.remove_prefix(1);
  return one_line(name);
}

/// Of the lines `from` to `to`, or of the section that is called `from`; without what marks sections.
std::string part_of(std::string_view bytes, std::string_view from, std::string_view to) {
  const bool by_number = (from.empty() || number_in(from)) && (to.empty() || number_in(to));
  const std::size_t first = number_in(from).value_or(1);
  const std::size_t last = number_in(to).value_or(bytes.size());
  const std::string start = fmt::format("[start:{}]", from);
  const std::string end = fmt::format("[end:{}]", from);
  std::string part;
  std::size_t number = 0;
  bool is_inside = false;
  for_each_line(bytes, [&](std::string_view line) {
    ++number;
    const bool is_mark = line.contains("--8<-- [");
    if (is_mark && line.contains(start)) is_inside = true;
    if (is_mark && line.contains(end)) is_inside = false;
    if (!is_mark && (by_number ? number >= first && number <= last : is_inside))
      part += std::string(line) + '\n';
  });
  return part;
}

}  // namespace

std::string Snippets::read(std::string_view text, const std::string& file) {
  put_in_.begin_page();
  return text.contains("--8<--") || text.contains("{!") ? with_files(text, file, 0) : std::string(text);
}

std::string Snippets::found(std::string_view name, const std::string& file) const {
  std::string source = archive::resolved(file, name);
  if (tree_.has(source)) return source;
  for (const std::string& folder : folders_) {
    source = archive::resolved(folder, name);
    if (tree_.has(source)) return source;
  }
  return {};
}

std::string Snippets::with_files(std::string_view text, const std::string& file, int depth) {
  std::string whole;
  for_each_line(text, [&](std::string_view line) {
    const std::string name = name_in(line);
    if (name.empty()) {
      whole += std::string(line) + '\n';
      return;
    }
    const std::size_t colon = std::min(name.find(':'), name.size());
    const std::string_view part = std::string_view(name).substr(std::min(colon + 1, name.size()));
    const std::string source = found(std::string_view(name).substr(0, colon), file);
    const auto bytes = source.empty() ? Result<std::string>(failure("")) : tree_.read(source);
    if (!bytes || !put_in_.may_read(bytes->size())) {
      ++missing_;
      return;
    }
    const std::size_t between = std::min(part.find(':'), part.size());
    std::string put_in =
        part_of(*bytes, part.substr(0, between), part.substr(std::min(between + 1, part.size())));
    if (depth < deepest) put_in = with_files(put_in, source, depth + 1);
    if (!put_in_.may_put(put_in.size())) return;
    const std::string indent(std::min(line.find_first_not_of(' '), line.size()), ' ');
    for_each_line(put_in, [&](std::string_view each) {
      whole += (each.empty() ? "" : indent) + std::string(each) + '\n';
    });
  });
  return whole;
}

}  // namespace pensum::importing
