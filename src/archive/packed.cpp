#include "archive/names.hpp"
#include "archive/tar.hpp"
#include "archive/zip.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace pensum::archive {
namespace {

struct ReaderDeleter {
  void operator()(struct archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<struct archive, ReaderDeleter>;

constexpr std::array<std::string_view, 14> endings_of_texts = {
    ".xml", ".html", ".htm",  ".xhtml", ".json", ".md",   ".markdown",
    ".txt", ".yml",  ".yaml", ".csv",   ".tsv",  ".toml", ".ipynb"};

bool has_text(std::string_view name) {
  return std::ranges::any_of(endings_of_texts,
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

enum class Packing { tar_gz, zip };

// What Apple's archiver adds for itself.
bool is_of_the_archiver(std::string_view name) { return name.starts_with("__MACOSX/"); }

class Archive final : public FileTree {
 public:
  Archive(Packing packing, std::string bytes, std::string name, const TreeLimits& limits)
      : packing_(packing), bytes_(std::move(bytes)), name_(std::move(name)), limits_(limits) {}

  Result<void> open() {
    const Result<void> walked = walk([](const std::string& name) { return has_text(name); },
                                     [this](std::string name, std::optional<std::string> bytes) {
                                       files_.insert_or_assign(std::move(name), std::move(bytes));
                                     });
    if (!walked) return walked;
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files_) names.push_back(name);
    set_names(std::move(names));
    is_listed_ = true;
    return {};
  }

  Result<std::string> read(std::string_view name) const override {
    const auto file = files_.find(name);
    if (file == files_.end()) return no_such_file(name_, name);
    if (file->second) return *file->second;
    std::optional<std::string> wanted;
    const Result<void> walked = walk([&](const std::string& other) { return other == name; },
                                     [&](const std::string& other, std::optional<std::string> bytes) {
                                       if (other == name) wanted = std::move(bytes);
                                     });
    if (!walked) return std::unexpected(walked.error());
    if (!wanted) return no_such_file(name_, name);
    return *std::move(wanted);
  }

 private:
  using IsWanted = std::function<bool(const std::string& name)>;
  using Take = std::function<void(std::string name, std::optional<std::string> bytes)>;

  std::unexpected<Diagnostics> damaged_file(struct archive* reader) const {
    const char* reason = archive_error_string(reader);
    return failure(fmt::format("the {} file is damaged: {}", packing_ == Packing::zip ? "zip" : "packed",
                               reason == nullptr ? "it ends early" : reason),
                   "ask for another copy of the file", {name_});
  }

  // Every file in the order of the archive; the bytes of those that are wanted. A file of a zip file that is
  // damaged is an error where it is asked for, not where all are listed.
  Result<void> walk(const IsWanted& is_wanted, const Take& take) const {
    const Reader reader(archive_read_new());
    if (packing_ == Packing::zip) {
      archive_read_support_format_zip_seekable(reader.get());
    } else {
      archive_read_support_filter_gzip(reader.get());
      archive_read_support_format_tar(reader.get());
    }
    if (archive_read_open_memory(reader.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK) {
      return damaged_file(reader.get());
    }
    std::size_t count = 0;
    std::size_t unpacked = 0;
    while (true) {
      struct archive_entry* entry = nullptr;
      const int status = archive_read_next_header(reader.get(), &entry);
      if (status == ARCHIVE_EOF) return {};
      if (status < ARCHIVE_WARN) return damaged_file(reader.get());
      if (++count > limits_.files) return too_many_files(name_, limits_);
      if (const Result<void> taken = one(reader.get(), entry, is_wanted, take, unpacked); !taken)
        return taken;
    }
  }

  Result<void> one(struct archive* reader, struct archive_entry* entry, const IsWanted& is_wanted,
                   const Take& take, std::size_t& unpacked) const {
    // Only names that the archive itself marks as UTF-8 come by the first way.
    const char* given = archive_entry_pathname_utf8(entry);
    if (given == nullptr) given = archive_entry_pathname(entry);
    if (given == nullptr) return damaged_file(reader);
    std::optional<std::string> name = safe_name(given);
    if (!name) return leads_outside(name_, given);
    const bool is_file =
        archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
    if (archive_entry_is_data_encrypted(entry) == 1) {
      return failure("the zip file is encrypted", "unpack it with its password, and import what it holds",
                     {name_});
    }
    std::optional<std::string> bytes;
    if (is_file && is_wanted(*name)) bytes.emplace();
    // In a tar file what is not wanted is unpacked as well, since all that follows is packed together with
    // it.
    if (bytes || packing_ == Packing::tar_gz) {
      if (const Result<void> read = unpack(reader, *name, bytes, unpacked); !read) return read;
    }
    if (is_file && !is_of_the_archiver(*name)) take(*std::move(name), std::move(bytes));
    return {};
  }

  Result<void> unpack(struct archive* reader, const std::string& name, std::optional<std::string>& bytes,
                      std::size_t& unpacked) const {
    std::array<char, std::size_t{1} << 16> block{};
    while (true) {
      const la_ssize_t got = archive_read_data(reader, block.data(), block.size());
      if (got < 0 && (is_listed_ || packing_ == Packing::tar_gz)) return damaged_file(reader);
      if (got < 0) bytes.reset();
      if (got <= 0) return {};
      unpacked += static_cast<std::size_t>(got);
      if (unpacked > limits_.all_bytes) return too_much(name_, limits_);
      if (grows_like_a_bomb(bytes_.size(), unpacked, limits_)) return grows_too_much(name_, name, limits_);
      if (!bytes) continue;
      if (bytes->size() + static_cast<std::size_t>(got) > limits_.file_bytes)
        return too_large(name_, name, limits_);
      bytes->append(block.data(), static_cast<std::size_t>(got));
    }
  }

  Packing packing_;
  std::string bytes_;
  std::string name_;
  TreeLimits limits_;
  bool is_listed_ = false;
  std::map<std::string, std::optional<std::string>, std::less<>> files_;  ///< without bytes: not kept
};

Result<std::shared_ptr<const FileTree>> open(Packing packing, std::string bytes, std::string name,
                                             const TreeLimits& limits) {
  auto opened = std::make_shared<Archive>(packing, std::move(bytes), std::move(name), limits);
  if (Result<void> listed = opened->open(); !listed) return std::unexpected(std::move(listed).error());
  return opened;
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

Result<std::shared_ptr<const FileTree>> open_tar_gz(std::string bytes, std::string name,
                                                    const TreeLimits& limits) {
  return open(Packing::tar_gz, std::move(bytes), std::move(name), limits);
}

Result<std::shared_ptr<const FileTree>> open_zip(std::string bytes, std::string name,
                                                 const TreeLimits& limits) {
  return open(Packing::zip, std::move(bytes), std::move(name), limits);
}

}  // namespace pensum::archive
