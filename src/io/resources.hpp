// Where layouts, catalogs, fonts and hyphenation patterns are found: in $PENSUM_DATA, else beside the
// program, in ../share/pensum of its folder, in the build tree and after install alike.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::io {

class Resources {
 public:
  /// Looks the folders up; touches no file yet.
  static Resources locate();
  explicit Resources(std::filesystem::path root) : root_(std::move(root)) {}

  /// Whether there is any data. The error names the place where it was looked for, and why there.
  Result<void> check() const;

  std::filesystem::path catalogs() const { return root_ / "catalog"; }
  std::filesystem::path layouts() const { return root_ / "layouts"; }
  std::filesystem::path fonts() const { return root_ / "fonts"; }
  std::filesystem::path hyphenation() const { return root_ / "hyphenation"; }

  /// The files of a folder with one of these endings, sorted.
  static std::vector<std::string> files(const std::filesystem::path& folder,
                                        std::span<const std::string_view> endings);
  /// The names in a folder with an ending such as ".xml", without it, sorted.
  static std::vector<std::string> names(const std::filesystem::path& folder, std::string_view ending);

 private:
  std::filesystem::path root_;
};

/// Whether `text` means a file rather than the name of something that comes with pensum.
bool names_a_file(std::string_view text);

/// The path that `text` means: a file as it is, or a name in `folder`, which is one of `resources`, with
/// .xml behind it. Errors: no such name, with a suggestion; no data at all. `kind` names the thing, such as
/// "layout".
Result<std::filesystem::path> find(const Resources& resources, const std::filesystem::path& folder,
                                   const std::string& text, std::string_view kind);

}  // namespace pensum::io
