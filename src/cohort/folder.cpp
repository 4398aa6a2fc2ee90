#include "cohort/folder.hpp"

#include "base/sha1.hpp"
#include "cohort/index_page.hpp"
#include "cohort/table.hpp"
#include "io/files.hpp"
#include "io/resources.hpp"
#include "press/replacing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <system_error>
#include <utility>

namespace pensum::cohort {

namespace {

namespace fs = std::filesystem;

constexpr const char* list_name = ".pensum-cohort";
/// A cohort of millions.
constexpr std::size_t most_bytes = std::size_t{1} << 30;

Result<void> write(const fs::path& path, std::string_view bytes) {
  const Result<bool> written = io::write_changed(path, bytes);
  if (!written) return std::unexpected(written.error());
  return {};
}

struct NewFile {
  fs::path path;
  std::string_view bytes;
};

/// The disk is flushed once.
Result<void> write_both(const NewFile& one, const NewFile& other) {
  std::vector<io::FileWriter> writers;
  for (const NewFile& file : {one, other}) {
    Result<std::optional<io::FileWriter>> writer = io::prepare_changed(file.path, file.bytes);
    if (!writer) return std::unexpected(std::move(writer.error()));
    if (*writer) writers.push_back(**std::move(writer));
  }
  if (writers.empty()) return {};
  Result<void> done = writers.front().flush_file_system();
  for (io::FileWriter& writer : writers) {
    if (done) done = writer.commit();
  }
  return done;
}

/// What is `newer` counts, unless it was only meant to be written.
void take_in(const FileDigests& newer, FileDigests& files) {
  for (const auto& [name, digest] : newer) {
    FileDigest& known = files[name];
    if (digest != FileDigest()) known = digest;
  }
}

/// Whether a file is a learner's whose files are called by one of `names`, or the whole cohort's.
bool is_wanted(const std::string& file, const std::set<std::string>& names) {
  return Folder::own_files().contains(file) || names.contains(file.substr(0, file.rfind('.')));
}

Result<std::vector<Outcome>> read_table(const fs::path& file) {
  Result<std::string> bytes = io::read_file(file, most_bytes);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return read_csv(*std::move(bytes), file.string());
}

/// "I-of-N".
std::string suffix(Shard shard) { return fmt::format("{}-of-{}", shard.number, shard.of); }

/// Reads "I" and "N" with `between` between them.
std::optional<Shard> read_shard(std::string_view text, std::string_view between) {
  const std::size_t at = text.find(between);
  if (at == std::string_view::npos) return std::nullopt;
  Shard shard;
  const auto number = [](std::string_view digits, std::size_t& into) {
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return problem == std::errc() && end == digits.data() + digits.size() && into >= 1;
  };
  if (!number(text.substr(0, at), shard.number) || !number(text.substr(at + between.size()), shard.of) ||
      shard.number > shard.of) {
    return std::nullopt;
  }
  return shard;
}

/// Of the `names` that begin with `prefix`, by number.
std::vector<Shard> read_shards(const std::vector<std::string>& names, std::string_view prefix) {
  std::vector<Shard> shards;
  for (const std::string& name : names) {
    if (!name.starts_with(prefix)) continue;
    if (const auto shard = read_shard(std::string_view(name).substr(prefix.size()), "-of-"))
      shards.push_back(*shard);
  }
  std::ranges::sort(shards, {}, [](Shard shard) { return std::pair(shard.of, shard.number); });
  return shards;
}

}  // namespace

Result<Shard> shard_value(std::string_view option, std::string_view text) {
  if (const std::optional<Shard> shard = read_shard(text, "/")) return *shard;
  return failure(fmt::format("{}: “{}” is not a part", option, shown(text)),
                 "write which part of how many, such as 1/4 for the first of four");
}

fs::path Folder::list_file(Shard shard) const {
  return path_ / (shard.whole() ? std::string(list_name) : fmt::format("{}.{}", list_name, suffix(shard)));
}

fs::path Folder::part_file(Shard shard) const { return path_ / fmt::format("cohort.{}.csv", suffix(shard)); }

Result<FileList> Folder::read_list(Shard shard) const {
  const fs::path file = list_file(shard);
  std::error_code problem;
  if (!fs::exists(file, problem)) return FileList();
  const Result<std::string> text = io::read_file(file, most_bytes);
  if (!text) return std::unexpected(text.error());
  return read_file_list(*text, file.string());
}

Result<void> Folder::write_list(const FileList& list, Shard shard) const {
  return write(list_file(shard), to_text(list));
}

Result<FileDigests> Folder::known() const {
  std::vector<std::pair<fs::file_time_type, Shard>> lists;
  const auto add = [&](Shard shard) {
    std::error_code problem;
    lists.emplace_back(fs::last_write_time(list_file(shard), problem), shard);
  };
  add({});
  for (const Shard part : parts()) add(part);
  // What was noted last counts.
  std::ranges::stable_sort(lists, {}, &decltype(lists)::value_type::first);
  FileDigests files;
  for (const auto& [time, shard] : lists) {
    const Result<FileList> list = read_list(shard);
    if (!list) return std::unexpected(list.error());
    cohort::take_in(list->files, files);
  }
  return files;
}

Result<void> Folder::announce(const std::set<std::string>& names, Shard shard, const std::string& run) {
  Result<FileList> list = read_list(shard);
  if (!list) return std::unexpected(std::move(list.error()));
  list->run = shard.whole() ? std::string() : run;
  for (const std::string& name : names) list->files.try_emplace(name);
  // This list is the last one now: it has to know what others noted since.
  const Result<FileDigests> known = this->known();
  if (!known) return std::unexpected(known.error());
  for (auto& [name, digest] : list->files) {
    if (const auto noted = known->find(name); noted != known->end()) digest = noted->second;
  }
  return write_list(*list, shard);
}

Result<void> Folder::note(const FileDigests& files, Shard shard) {
  Result<FileList> list = read_list(shard);
  if (!list) return std::unexpected(std::move(list.error()));
  for (const auto& [name, digest] : files) list->files.insert_or_assign(name, digest);
  return write_list(*list, shard);
}

const std::set<std::string>& Folder::own_files() {
  static const std::set<std::string> files(cohort::own_files.begin(), cohort::own_files.end());
  return files;
}

Result<void> Folder::check_own_files() const {
  const Result<FileDigests> known = this->known();
  if (!known) return std::unexpected(known.error());
  for (const std::string& name : own_files()) {
    const auto entry = known->find(name);
    if (entry == known->end() || entry->second == FileDigest()) continue;
    std::error_code problem;
    if (!fs::is_regular_file(fs::symlink_status(path_ / name, problem))) continue;
    const Result<std::string> bytes = io::read_file(path_ / name, most_bytes);
    if (bytes && sha1(*bytes) == entry->second) continue;
    return std::unexpected(Diagnostics{press::not_replaced(shown((path_ / name).string(), 4096))});
  }
  return {};
}

fs::path Folder::table(Shard shard) const { return shard.whole() ? path_ / table_file : part_file(shard); }

/// The way to a file from a page in the folder.
std::string Folder::way_to(const std::filesystem::path& file) const {
  if (file.empty()) return {};
  std::error_code problem;
  const std::filesystem::path from = std::filesystem::absolute(path_, problem).lexically_normal();
  const std::filesystem::path to = std::filesystem::absolute(file, problem).lexically_normal();
  return to.lexically_proximate(from).generic_string();
}

Result<void> Folder::write_page(const std::string& title, std::span<const Outcome> outcomes,
                                const std::string& language, const std::filesystem::path& combined,
                                const FileDigests& written) {
  const std::vector<Shard> parts = this->parts();
  const std::string table = to_csv(outcomes);
  const std::string page = index_page(title, outcomes, Language(language), way_to(combined));
  const FileDigests own{{std::string(table_file), sha1(table)}, {std::string(page_file), sha1(page)}};
  // Until both are written they are only meant to be: a run that is killed here leaves none that looks as
  // if it had been changed.
  if (Result<void> done = take_in(written, own); !done) return done;
  if (Result<void> done = write_both({path_ / table_file, table}, {path_ / page_file, page}); !done)
    return done;
  if (Result<void> done = note(own, {}); !done) return done;
  // Not before the whole is there: until then nothing else shows what is in them.
  if (Result<void> done = remove(parts); !done) return done;
  return io::flush_folder(path_);
}

Result<void> Folder::write_part(std::span<const Outcome> outcomes, Shard shard) {
  if (Result<void> done = write(part_file(shard), to_csv(outcomes)); !done) return done;
  return io::flush_folder(path_);
}

// What parts wrote is the whole's, which has `written` since, and is to have its `own` files as well.
Result<void> Folder::take_in(const FileDigests& written, const FileDigests& own) {
  Result<FileDigests> files = known();
  if (!files) return std::unexpected(std::move(files.error()));
  cohort::take_in(written, *files);
  for (const auto& [name, digest] : own) {
    FileDigest& known = (*files)[name];
    if (known != digest) known = {};
  }
  return write_list({.files = *std::move(files)}, {});
}

// Their tables and lists have done their service.
Result<void> Folder::remove(const std::vector<Shard>& parts) {
  for (const Shard part : parts) {
    for (const fs::path& file : {part_file(part), list_file(part)}) {
      std::error_code problem;
      if (!fs::exists(file, problem)) continue;
      if (Result<void> done = io::remove_file(file); !done) return done;
    }
  }
  return {};
}

std::vector<Shard> Folder::tables() const {
  return read_shards(io::Resources::names(path_, ".csv"), "cohort.");
}

// One that was interrupted has a list, and no table yet; one that was copied may have lost its hidden list.
std::vector<Shard> Folder::parts() const {
  std::vector<Shard> parts = tables();
  // As their names end: there may be millions of others.
  constexpr std::array<std::string_view, 10> digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  for (const Shard part : read_shards(io::Resources::files(path_, digits), fmt::format("{}.", list_name))) {
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  }
  return parts;
}

bool Folder::has_whole() const {
  const Result<FileDigests> known = this->known();
  std::error_code problem;
  return known && known->contains(std::string(table_file)) && fs::exists(path_ / table_file, problem);
}

std::map<std::string, Outcome> Folder::plans() const {
  // Parts were made after the whole.
  std::vector<Shard> shards = tables();
  if (has_whole()) shards.insert(shards.begin(), Shard());
  std::map<std::string, Outcome> plans;
  for (const Shard each : shards) {
    Result<std::vector<Outcome>> outcomes = read_table(table(each));
    if (!outcomes) continue;
    for (Outcome& outcome : *outcomes) {
      if (outcome.state == Outcome::State::planned) {
        plans.insert_or_assign(outcome.name, std::move(outcome));
      } else {
        plans.erase(outcome.name);
      }
    }
  }
  return plans;
}

Result<std::vector<Outcome>> Folder::read_parts() const {
  const std::vector<Shard> parts = tables();
  if (parts.empty()) {
    if (has_whole()) return read_table(table({}));
    return failure(fmt::format("{} contains no part of a cohort", shown(path_.string(), 4096)),
                   "make the parts with --shard first, or name their folder with --output");
  }
  if (parts.front().of != parts.back().of) {
    return failure(fmt::format("{} holds parts of {} and of {}", shown(path_.string(), 4096),
                               parts.front().of, parts.back().of),
                   "remove the tables (cohort.I-of-N.csv) of the older ones");
  }
  for (std::size_t i = 0; i < parts.front().of; ++i) {
    if (i < parts.size() && parts[i].number == i + 1) continue;
    return failure(fmt::format("part {} of {} is missing", i + 1, parts.front().of),
                   fmt::format("make it with --shard {}/{}", i + 1, parts.front().of));
  }
  std::vector<Outcome> outcomes;
  std::string run;
  for (const Shard part : parts) {
    const Result<FileList> list = read_list(part);
    if (!list) return std::unexpected(list.error());
    if (part.number == 1) run = list->run;
    if (list->run != run) {
      return failure(
          fmt::format("parts 1 and {} come from different runs", part.number),
          "make all parts of one roster with the same options, and give --start where rows do not");
    }
    Result<std::vector<Outcome>> some = read_table(part_file(part));
    if (!some) return std::unexpected(std::move(some.error()));
    std::ranges::move(*some, std::back_inserter(outcomes));
  }
  std::ranges::sort(outcomes, {}, &Outcome::row);
  return outcomes;
}

Folder::Leftovers Folder::leftovers_in(const FileDigests& files, const std::set<std::string>& names) const {
  Leftovers leftovers;
  for (const auto& [name, digest] : files) {
    if (is_wanted(name, names)) continue;
    const fs::path file = path_ / name;
    std::error_code problem;
    if (fs::symlink_status(file, problem).type() != fs::file_type::regular) continue;
    const Result<std::string> bytes = io::read_file(file, most_bytes);
    const bool as_written = bytes && sha1(*bytes) == digest;
    (as_written ? leftovers.removed : leftovers.changed).push_back(name);
  }
  return leftovers;
}

Result<Folder::Leftovers> Folder::leftovers(const std::set<std::string>& names) const {
  const Result<FileDigests> files = known();
  if (!files) return std::unexpected(files.error());
  return leftovers_in(*files, names);
}

Result<Folder::Leftovers> Folder::clean(const std::set<std::string>& names) {
  Result<FileList> list = read_list({});
  if (!list) return std::unexpected(std::move(list.error()));
  Leftovers cleaned = leftovers_in(list->files, names);
  for (const std::string& name : cleaned.removed) {
    if (Result<void> done = io::remove_file(path_ / name); !done)
      return std::unexpected(std::move(done.error()));
  }
  // What is gone is forgotten.
  std::erase_if(list->files, [&](const auto& entry) {
    return !is_wanted(entry.first, names) && !std::ranges::binary_search(cleaned.changed, entry.first);
  });
  if (Result<void> done = write_list(*list, {}); !done) return std::unexpected(std::move(done.error()));
  return cleaned;
}

}  // namespace pensum::cohort
