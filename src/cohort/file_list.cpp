#include "cohort/file_list.hpp"

#include "press/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace pensum::cohort {

namespace {

constexpr std::size_t digits = 40;
constexpr std::string_view run_word = "run ";

/// A file of a cohort is in its folder, and either the whole cohort's or of a kind that plans become.
bool is_name(std::string_view name) {
  if (name.find_first_of("/\\") != std::string_view::npos || name.starts_with('.')) return false;
  return std::ranges::find(own_files, name) != own_files.end() || press::kind_of(name) != nullptr;
}

/// Reads "run …" or "digest name".
bool read_line(std::string_view line, FileList& list) {
  if (line.starts_with(run_word)) {
    list.run = line.substr(run_word.size());
    return true;
  }
  if (line.size() < digits + 2 || line[digits] != ' ') return false;
  FileDigest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const char* first = line.data() + 2 * i;
    if (std::from_chars(first, first + 2, digest[i], 16).ptr != first + 2) return false;
  }
  const std::string_view name = line.substr(digits + 1);
  if (!is_name(name)) return false;
  list.files.insert_or_assign(std::string(name), digest);
  return true;
}

}  // namespace

std::string to_text(const FileList& list) {
  std::string text;
  if (!list.run.empty()) text = std::string(run_word) + list.run + '\n';
  for (const auto& [name, digest] : list.files) {
    for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
    text += ' ' + name + '\n';
  }
  return text;
}

Result<FileList> read_file_list(std::string_view text, const std::string& file) {
  FileList list;
  int number = 1;
  for (; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!read_line(text.substr(0, end), list)) {
      return failure(fmt::format("“{}” is not a line that pensum wrote", shown(text.substr(0, end))),
                     "remove this file; --clean then leaves alone what was written before",
                     {.file = file, .line = number, .column = 0});
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

}  // namespace pensum::cohort
