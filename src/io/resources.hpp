// Where layouts, catalogs, fonts and hyphenation patterns are found: in $PENSUM_DATA, else beside the
// program, in ../share/pensum of its folder, in the build tree and after install alike. Catalogs and layouts
// are found by their names in the user's folder, too: $XDG_DATA_HOME/pensum.
#pragma once

#include "base/diagnostic.hpp"
#include "io/shared_files.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::io {

/// What is found by name.
enum class Shelf : std::uint8_t { catalogs, layouts };

class Resources {
 public:
  /// Looks the folders up; touches no file yet.
  static Resources locate();
  /// `own` is the user's folder; empty: there is none.
  explicit Resources(std::filesystem::path root, std::filesystem::path own = {})
      : root_(std::move(root)), own_(std::move(own)) {}

  /// Whether there is any data. The error names the place where it was looked for, and why there.
  Result<void> check() const;

  std::filesystem::path catalogs() const { return root_ / "catalog"; }
  std::filesystem::path layouts() const { return root_ / "layouts"; }
  /// The folders of a shelf: that which comes with pensum, and behind it the user's, if there is one.
  std::vector<std::filesystem::path> folders(Shelf shelf) const;
  std::filesystem::path fonts() const { return root_ / "fonts"; }
  /// Through which those who have these resources read the same file once.
  SharedFiles& shared() const { return *shared_; }
  std::filesystem::path hyphenation() const { return root_ / "hyphenation"; }

  /// The files of a folder with one of these endings, sorted.
  static std::vector<std::string> files(const std::filesystem::path& folder,
                                        std::span<const std::string_view> endings);
  /// The names in a folder with an ending such as ".xml", without it, sorted.
  static std::vector<std::string> names(const std::filesystem::path& folder, std::string_view ending);

 private:
  std::filesystem::path root_;
  std::filesystem::path own_;
  std::shared_ptr<SharedFiles> shared_ = std::make_shared<SharedFiles>();
};

/// Whether `text` means a file rather than the name of something that comes with pensum.
bool names_a_file(std::string_view text);

/// The path that `text` means: a file as it is, or a name on `shelf` with .xml behind it. What comes with
/// pensum wins over the user's own, so that a name means the same on every machine. Errors: no such name,
/// with a suggestion; no data at all.
Result<std::filesystem::path> find(const Resources& resources, Shelf shelf, const std::string& text);

}  // namespace pensum::io
