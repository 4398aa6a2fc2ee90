#include "archive/folder.hpp"

#include "archive/names.hpp"
#include "io/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <system_error>
#include <utility>

namespace pensum::archive {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// The entries of a folder by name; what cannot be read has none.
std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    entries.push_back(*at);
  }
  std::ranges::sort(entries, {}, [](const fs::directory_entry& entry) { return entry.path().native(); });
  return entries;
}

class Folder final : public FileTree {
 public:
  Folder(fs::path root, const TreeLimits& limits) : root_(std::move(root)), limits_(limits) {}

  const std::vector<std::string>& names() const override {
    std::call_once(listed_, [this] { list(root_, 0); });
    return names_;
  }

  bool has_too_many() const { return names().size() > limits_.files; }

  bool has(std::string_view name) const override {
    const std::optional<fs::path> path = path_of(name);
    std::error_code error;
    return path && fs::is_regular_file(*path, error);
  }

  Result<std::string> read(std::string_view name) const override {
    if (!has(name)) return no_such_file(root_.string(), name);
    Result<std::string> bytes = io::read_file(*path_of(name), limits_.file_bytes);
    if (!bytes) return bytes;
    const std::scoped_lock lock(reading_);
    if (bytes->size() > limits_.all_bytes - read_) return too_much(root_.string(), limits_);
    read_ += bytes->size();
    return bytes;
  }

 private:
  // Nothing where the name leads out of the folder, be it through a link.
  std::optional<fs::path> path_of(std::string_view name) const {
    const std::optional<std::string> safe = safe_name(name);
    if (!safe || *safe != name) return std::nullopt;
    std::error_code error;
    fs::path path = fs::canonical(root_ / *safe, error);
    if (error) return std::nullopt;
    const auto [end, rest] = std::ranges::mismatch(root_, path);
    if (end != root_.end()) return std::nullopt;
    return path;
  }

  void list(const fs::path& folder, int depth) const {
    constexpr int most_depth = 32;
    for (const fs::directory_entry& entry : entries_of(folder)) {
      if (names_.size() > limits_.files) return;
      if (is_hidden(entry.path())) continue;
      std::error_code error;
      if (entry.is_directory(error) && !entry.is_symlink(error)) {
        if (depth < most_depth) list(entry.path(), depth + 1);
        continue;
      }
      std::string name = entry.path().lexically_relative(root_).generic_string();
      if (has(name)) names_.insert(std::ranges::upper_bound(names_, name), std::move(name));
    }
  }

  fs::path root_;  ///< canonical
  TreeLimits limits_;
  mutable std::once_flag listed_;
  mutable std::vector<std::string> names_;
  mutable std::mutex reading_;
  mutable std::size_t read_ = 0;  ///< bytes so far
};

}  // namespace

Result<std::shared_ptr<const FileTree>> open_folder(const fs::path& path, Listing listing,
                                                    const TreeLimits& limits) {
  std::error_code error;
  fs::path root = fs::canonical(path, error);
  if (!error && !fs::is_directory(root, error) && !error) {
    error = std::make_error_code(std::errc::not_a_directory);
  }
  if (error) {
    return failure(fmt::format("the folder cannot be opened: {}", error.message()), "check its name",
                   {path.string()});
  }
  auto folder = std::make_shared<Folder>(std::move(root), limits);
  if (listing == Listing::now && folder->has_too_many()) return too_many_files(path.string(), limits);
  return folder;
}

}  // namespace pensum::archive
