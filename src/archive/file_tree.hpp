// Many files under one name: a folder, a zip file, a packed tar file. They are read by their names within it.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::archive {

/// Bounds against files that grow when they are unpacked; more is an error that names the limit.
struct TreeLimits {
  std::size_t files = 100'000;
  std::size_t file_bytes = std::size_t{64} << 20;  ///< of one file, unpacked
  std::size_t all_bytes = std::size_t{1} << 30;    ///< of all that is read, unpacked
  std::size_t most_growth = 100;  ///< unpacked bytes of a file of 1 MB or more, for each packed one
};

/// Files by name. Names are relative, with “/” between folders; an entry whose name is absolute or leads
/// outside (“../”) is an error where the tree is opened.
class FileTree {
 public:
  virtual ~FileTree() = default;
  FileTree(const FileTree&) = delete;
  FileTree& operator=(const FileTree&) = delete;

  /// Of all files, sorted by bytes; folders have none.
  virtual const std::vector<std::string>& names() const { return names_; }
  virtual bool has(std::string_view name) const;
  /// The bytes of the file `name`. Errors name the tree and the file.
  virtual Result<std::string> read(std::string_view name) const = 0;

 protected:
  explicit FileTree(std::vector<std::string> names = {}) { set_names(std::move(names)); }
  void set_names(std::vector<std::string> names);  ///< sorts them

 private:
  std::vector<std::string> names_;
};

/// `base` and `relative` joined as a link within a tree is resolved: `base` is the file that has the link, or
/// a folder with “/” at its end; “..” and “.” are taken out, a query and a fragment are cut off, percent
/// signs are undone. Empty where it leads outside or is an address with a scheme.
std::string resolved(std::string_view base, std::string_view relative);

/// The name of the file in `tree` that is called `last` in its own folder and has the fewest folders around
/// it; empty where there is none. For archives whose files are all in one folder.
std::string shallowest(const FileTree& tree, std::string_view last);

}  // namespace pensum::archive
