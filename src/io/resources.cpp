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

namespace {

/// The user's folder, by the XDG Base Directory Specification, in which paths that are not absolute do not
/// count.
fs::path users_folder() {
  const auto absolute = [](const char* name) {
    const char* value = std::getenv(name);
    const fs::path path = value == nullptr ? fs::path() : fs::path(value);
    return path.is_absolute() ? path : fs::path();
  };
  if (const fs::path data = absolute("XDG_DATA_HOME"); !data.empty()) return data / "pensum";
  const fs::path home = absolute("HOME");
  return home.empty() ? home : home / ".local/share/pensum";
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

Resources Resources::locate() {
  if (const char* data = std::getenv("PENSUM_DATA"); data != nullptr && *data != '\0')
    return Resources(data, users_folder());
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  return Resources(program.parent_path().parent_path() / "share" / "pensum", users_folder());
}

std::vector<fs::path> Resources::folders(Shelf shelf) const {
  std::vector<fs::path> folders{shelf == Shelf::catalogs ? catalogs() : layouts()};
  if (!own_.empty()) folders.push_back(own_ / (shelf == Shelf::catalogs ? "catalogs" : "layouts"));
  return folders;
}

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

Result<fs::path> find(const Resources& resources, Shelf shelf, const std::string& text) {
  if (names_a_file(text)) return fs::path(text);
  std::vector<std::string> names;
  for (const fs::path& folder : resources.folders(shelf)) {
    const std::vector<std::string> here = Resources::names(folder, ".xml");
    if (std::ranges::find(here, text) != here.end()) return folder / (text + ".xml");
    names.insert(names.end(), here.begin(), here.end());
  }
  // A file with another ending is taken too; its reader reports what it is.
  std::error_code problem;
  if (fs::is_regular_file(text, problem)) return fs::path(text);
  if (Result<void> there = resources.check(); !there) return std::unexpected(std::move(there.error()));
  const std::vector<std::string_view> views(names.begin(), names.end());
  // Neither is “list.md” the name of a catalog: the file is missing.
  if (fs::path(text).has_extension() && suggestion(text, views, {}).empty()) return fs::path(text);
  const auto hint = [&](const std::string& otherwise) {
    const std::string file = text + ".xml";
    if (fs::is_regular_file(file, problem)) return fmt::format("did you mean “{}”?", shown(file));
    return suggestion(text, views, otherwise);
  };
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return failure(
      fmt::format("there is no {} “{}”", shelf == Shelf::catalogs ? "catalog" : "layout", shown(text)),
      hint(all.empty() ? "name a file that ends in .xml"
                       : fmt::format("there are: {}; or name a file that ends in .xml", all)));
}

}  // namespace pensum::io
