#include "shelf/catalogs.hpp"

#include "base/heap.hpp"
#include "base/named_setting.hpp"
#include "course/catalog_reader.hpp"
#include "import/merge.hpp"
#include "io/files.hpp"
#include "prepared/course.hpp"
#include "shelf/courses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace pensum::shelf {

namespace {

namespace fs = std::filesystem;

Result<LoadedCatalog> read(SharedBytes bytes, const std::string& file, const OpenBeside& open) {
  Result<Catalog> read = [&]() -> Result<Catalog> {
    if (std::optional<Catalog> known = prepared::catalog_of_file(*bytes)) return *std::move(known);
    return read_catalog(*bytes, file, {}, open);
  }();
  if (!read) return std::unexpected(std::move(read.error()));
  const auto catalog = std::make_shared<const Catalog>(*std::move(read));
  return LoadedCatalog{.catalog = catalog,
                       .bytes = std::move(bytes),
                       .readings = std::make_shared<const Readings>(catalog, open)};
}

OpenBeside beside(fs::path folder) {
  return [folder = std::move(folder)](const std::string& path) { return io::read_file(folder / path); };
}

/// Whether the first element of `bytes` is <catalog>, as far as this can be told without reading all of it.
bool looks_like_catalog(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  while (true) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    bytes.remove_prefix(first);
    const std::string_view end = bytes.starts_with("<?") ? "?>" : bytes.starts_with("<!--") ? "-->" : "";
    if (end.empty()) return bytes.starts_with("<catalog");
    const std::size_t found = bytes.find(end);
    if (found == std::string_view::npos) return false;
    bytes.remove_prefix(found + end.size());
  }
}

/// Settings of an import are not those of a plan, but for the language.
Diagnostics in_words_of_plan(Diagnostics diagnostics) {
  const auto words = [](const NamedSetting& setting) {
    if (setting.name == "lang") return named(setting.name, setting.value);
    const std::string value = setting.value.empty() ? "" : " " + std::string(setting.value);
    return fmt::format("“pensum import --{}{}”", setting.name, value);
  };
  for (Diagnostic& each : diagnostics) {
    each.message = with_names(each.message, words);
    each.hint = with_names(each.hint, words);
  }
  return diagnostics;
}

Result<LoadedCatalog> made_of(const importing::Input& input, const std::string& name,
                              const std::string& language, const WhenRead& when_read) {
  importing::Wishes wishes;
  wishes.names.file = course_name(name);
  wishes.names.pictures = importing::pictures_folder(wishes.names.file + ".xml");
  wishes.names.language_otherwise = language;
  wishes.names.language_of_latin = "en";
  Result<importing::Course> course = importing::import_course(input, wishes);
  if (!course) return std::unexpected(in_words_of_plan(std::move(course.error())));
  importing::Imported& imported = course->imported;
  LoadedCatalog loaded;
  loaded.bytes = share(importing::write_imported(imported, {{"from", std::string(course->format->name)}}));
  if (when_read) when_read(loaded.bytes);
  const std::size_t by_default = imported.by[static_cast<std::size_t>(importing::Basis::by_default)];
  loaded.note = fmt::format(
      "{} is {}, imported as {}{}{}; “pensum import” makes a catalog of it to edit", shown(input.name, 4096),
      course->format->what, importing::amount_of(imported.catalog),
      by_default == 0 ? std::string()
                      : fmt::format(" ({} of them {} {} minutes by default)", by_default,
                                    by_default == 1 ? "gets" : "get", wishes.rules.pace.by_default.count),
      imported.language_assumed
          ? fmt::format("; its language is not given, so English is assumed ({} changes that)", named("lang"))
          : std::string());
  loaded.warnings = in_words_of_plan(std::move(imported.warnings));
  const auto kept = std::make_shared<const importing::Imported>(std::move(imported));
  loaded.catalog = std::shared_ptr<const Catalog>(kept, &kept->catalog);
  loaded.readings = std::make_shared<const Readings>(loaded.catalog, importing::pictures_of(*kept));
  loaded.imported = kept;
  return loaded;
}

/// A course of another format; a file of which nothing shows its format is read as a catalog, which says why
/// it is none.
Result<LoadedCatalog> loaded(Result<std::string> bytes, const std::string& name, const std::string& language,
                             const WhenRead& when_read) {
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  const OpenBeside open = beside_catalog(name);
  if (looks_like_catalog(*bytes)) {
    SharedBytes shared = share(*std::move(bytes));
    if (when_read) when_read(shared);
    return read(std::move(shared), io::input_name(name), open);
  }
  // Of packed files the signature is enough to say that they are none.
  std::string kept = bytes->substr(0, is_packed(*bytes) ? 64 : std::string::npos);
  Result<importing::Input> input = course_of(*std::move(bytes), name);
  if (!input) return std::unexpected(std::move(input.error()));
  if (importing::format_of(*input, {})) return made_of(*input, name, language, when_read);
  return read(share(std::move(kept)), io::input_name(name), open);
}

void expect_memory_for(const fs::path& file) {
  // Its bytes twice, and the trees and texts that are made of them.
  constexpr std::uintmax_t times_its_size = 16;
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(file, problem);
  if (!problem) expect_memory(size * times_its_size);
}

bool is_folder(const std::string& name) {
  std::error_code problem;
  return std::filesystem::is_directory(name, problem);
}

}  // namespace

Result<LoadedCatalog> load_catalog(const std::string& name, const io::Resources& resources,
                                   const std::string& language, const WhenRead& when_read) {
  const auto path = io::find(resources, io::Shelf::catalogs, name);
  if (!is_folder(path ? path->string() : name)) {
    if (!path) return std::unexpected(path.error());
    expect_memory_for(*path);
    return loaded(io::read_file(*path), path->string(), language, when_read);
  }
  const Result<importing::Input> input = open_course(name);
  if (!input) return std::unexpected(input.error());
  if (importing::format_of(*input, {})) return made_of(*input, name, language, when_read);
  return loaded(io::read_file(name), name, language, when_read);  // which says that it is a folder
}

Result<LoadedCatalog> load_given_catalog(const std::string& name, const io::Resources& resources,
                                         const std::string& language, const WhenRead& when_read) {
  if (io::is_standard_stream(name)) return loaded(io::read_input(name), name, language, when_read);
  return load_catalog(name, resources, language, when_read);
}

std::shared_ptr<const Readings> readings_of_carried(std::shared_ptr<const Catalog> catalog,
                                                    const io::Resources& resources) {
  const fs::path folder = resources.catalogs();
  const bool comes_with_pensum = std::ranges::all_of(catalog->lessons, [&](const Lesson& lesson) {
    std::error_code problem;
    return lesson.reading_file.empty() || fs::exists(folder / lesson.reading_file, problem);
  });
  return std::make_shared<const Readings>(
      std::move(catalog), comes_with_pensum ? beside(folder) : OpenBeside(), MissingPictures::are_left_out);
}

OpenBeside beside_catalog(const std::string& name) {
  const fs::path path(name);
  return beside(io::is_standard_stream(name) || !path.has_parent_path() ? fs::path(".") : path.parent_path());
}

LoadedCatalog with_ids_of(const LoadedCatalog& before, const LoadedCatalog& now) {
  if (now.imported == nullptr) return now;
  Result<importing::Merged> merged = importing::merge(*before.bytes, before.catalog->id, *now.imported,
                                                      importing::record_of(*now.bytes), true);
  if (!merged) return now;
  Result<LoadedCatalog> made =
      read(share(std::move(merged->bytes)), before.catalog->id, importing::pictures_of(*now.imported));
  if (!made) return now;
  made->note = now.note;
  made->warnings = now.warnings;
  made->imported = now.imported;
  return *std::move(made);
}

Result<LoadedCatalog> Catalogs::get(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  const auto found = loaded_.find(name);
  if (found != loaded_.end()) return found->second;
  return loaded_.emplace(name, load_catalog(name, resources_, language_)).first->second;
}

void Catalogs::put(const std::string& name, LoadedCatalog catalog) {
  const std::scoped_lock lock(mutex_);
  loaded_.insert_or_assign(name, std::move(catalog));
}

}  // namespace pensum::shelf
