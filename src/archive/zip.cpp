#include "archive/zip.hpp"

#include "archive/names.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <map>
#include <mutex>
#include <utility>

namespace pensum::archive {
namespace {

struct ArchiveDeleter {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveDeleter>;

struct FileDeleter {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using File = std::unique_ptr<zip_file_t, FileDeleter>;

std::unexpected<Diagnostics> damaged_file(const std::string& tree, std::string_view what) {
  return failure(fmt::format("the zip file is damaged: {}", what), "ask for another copy of the file",
                 {tree});
}

// What Apple's archiver adds for itself.
bool is_of_the_archiver(std::string_view name) { return name.starts_with("__MACOSX/"); }

/// An entry as the zip file claims it to be.
struct Entry {
  zip_uint64_t index = 0;
  std::size_t packed = 0;
  std::size_t unpacked = 0;
};

class Zip final : public FileTree {
 public:
  Zip(std::string bytes, std::string name, const TreeLimits& limits)
      : bytes_(std::move(bytes)), name_(std::move(name)), limits_(limits) {}

  Result<void> open() {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
    if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (source != nullptr && !archive_) zip_source_free(source);
    if (!archive_) {
      const std::string reason = zip_error_strerror(&error);
      zip_error_fini(&error);
      return damaged_file(name_, reason);
    }
    return list();
  }

  Result<std::string> read(std::string_view name) const override {
    const auto entry = entries_.find(name);
    if (entry == entries_.end()) return no_such_file(name_, name);
    const std::scoped_lock lock(reading_);  // an archive has one place where it reads
    return unpack(entry->first, entry->second);
  }

 private:
  Result<void> list() {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    if (static_cast<std::size_t>(count) > limits_.files) return too_many_files(name_, limits_);
    std::vector<std::string> names;
    for (zip_int64_t i = 0; i < count; ++i) {
      if (const Result<void> listed = list(static_cast<zip_uint64_t>(i)); !listed) return listed;
    }
    for (const auto& [name, entry] : entries_) names.push_back(name);
    set_names(std::move(names));
    return {};
  }

  Result<void> list(zip_uint64_t index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive_.get(), index, 0, &stat) != 0) {
      return damaged_file(name_, zip_error_strerror(zip_get_error(archive_.get())));
    }
    const std::string_view given = stat.name;
    const std::optional<std::string> safe = safe_name(given);
    if (!safe) return leads_outside(name_, given);
    if (given.ends_with('/') || given.ends_with('\\') || safe->empty() || is_of_the_archiver(*safe))
      return {};
    if (stat.encryption_method != ZIP_EM_NONE) {
      return failure("the zip file is encrypted", "unpack it with its password, and import what it holds",
                     {name_});
    }
    entries_.try_emplace(*safe, Entry{index, stat.comp_size, stat.size});
    return {};
  }

  // A zip file may claim sizes that are not so: no more than claimed is unpacked, and that is bounded before.
  Result<std::string> unpack(const std::string& name, const Entry& entry) const {
    if (entry.unpacked > limits_.file_bytes) return too_large(name_, name, limits_);
    if (grows_like_a_bomb(entry.packed, entry.unpacked, limits_)) return grows_too_much(name_, name, limits_);
    if (entry.unpacked > limits_.all_bytes - read_) return too_much(name_, limits_);
    const File file(zip_fopen_index(archive_.get(), entry.index, 0));
    if (!file) return damaged_file(name_, zip_error_strerror(zip_get_error(archive_.get())));
    std::string bytes(entry.unpacked + 1, '\0');  // one more: libzip checks the sum where a file ends
    const zip_int64_t got = zip_fread(file.get(), bytes.data(), bytes.size());
    if (got < 0) return damaged_file(name_, zip_error_strerror(zip_file_get_error(file.get())));
    if (static_cast<std::size_t>(got) != entry.unpacked) {
      return damaged_file(name_, fmt::format("“{}” has another size than it claims", shown(name)));
    }
    bytes.pop_back();
    read_ += bytes.size();
    return bytes;
  }

  std::string bytes_;  ///< that `archive_` reads
  std::string name_;
  TreeLimits limits_;
  Archive archive_;
  std::map<std::string, Entry, std::less<>> entries_;
  mutable std::mutex reading_;
  mutable std::size_t read_ = 0;  ///< bytes that were unpacked so far
};

}  // namespace

Result<std::shared_ptr<const FileTree>> open_zip(std::string bytes, std::string name,
                                                 const TreeLimits& limits) {
  const auto zip = std::make_shared<Zip>(std::move(bytes), std::move(name), limits);
  if (Result<void> opened = zip->open(); !opened) return std::unexpected(std::move(opened).error());
  return zip;
}

}  // namespace pensum::archive
