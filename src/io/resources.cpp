#include "io/resources.hpp"

#include "base/file_ending.hpp"
#include "base/spelling.hpp"

#include <dirent.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace pensum::io {

namespace fs = std::filesystem;

Resources Resources::locate() {
  if (const char* data = std::getenv("PENSUM_DATA"); data != nullptr && *data != '\0') return Resources(data);
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  return Resources(program.parent_path().parent_path() / "share" / "pensum");
}

namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

std::vector<std::string> Resources::files(const fs::path& folder, std::span<const std::string_view> endings) {
  std::vector<std::string> files;
  // The standard library makes a path of each.
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  while (const dirent* entry = open ? ::readdir(open.get()) : nullptr) {
    const std::string_view name = entry->d_name;
    const bool wanted = std::ranges::any_of(endings, [name](std::string_view ending) {
      return name.size() > ending.size() && name.ends_with(ending);
    });
    if (wanted) files.emplace_back(name);
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> Resources::names(const fs::path& folder, std::string_view ending) {
  std::vector<std::string> names = files(folder, std::span(&ending, 1));
  for (std::string& name : names) name.resize(name.size() - ending.size());
  std::ranges::sort(names);
  return names;
}

Result<void> Resources::check() const {
  std::error_code problem;
  if (fs::is_directory(catalogs(), problem)) return {};
  const char* data = std::getenv("PENSUM_DATA");
  const std::string root = shown(root_.string(), 4096);
  if (data != nullptr && fs::path(data) == root_) {
    return failure(fmt::format("PENSUM_DATA is {}, and pensum’s data is not there", root),
                   "set it to the folder that holds catalog, layouts and fonts, or unset it");
  }
  return failure(fmt::format("pensum’s data is not in {}, where it belongs", root),
                 "keep the program in the folder bin beside share/pensum, or set PENSUM_DATA to the folder "
                 "that holds catalog, layouts and fonts");
}

bool names_a_file(std::string_view text) {
  return text.find('/') != std::string_view::npos || has_ending(text, ".xml");
}

Result<fs::path> find(const Resources& resources, const fs::path& folder, const std::string& text,
                      std::string_view kind) {
  if (names_a_file(text)) return fs::path(text);
  const std::vector<std::string> names = Resources::names(folder, ".xml");
  if (std::ranges::find(names, text) != names.end()) return folder / (text + ".xml");
  // A file with another ending is taken too; its reader reports what it is.
  std::error_code problem;
  if (fs::is_regular_file(text, problem)) return fs::path(text);
  if (Result<void> there = resources.check(); !there) return std::unexpected(std::move(there.error()));
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return failure(
      fmt::format("there is no {} “{}”", kind, shown(text)),
      suggestion(text, views,
                 all.empty() ? "name a file that ends in .xml"
                             : fmt::format("there are: {}; or name a file that ends in .xml", all)));
}

}  // namespace pensum::io
