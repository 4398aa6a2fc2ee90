// The texts of a catalog's lessons that are in files of their own, beside it, and the pictures in them. They
// are opened when something asks for them: most plans print titles only.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pensum {

/// Opens a file that a catalog names, by its path beside the catalog.
using OpenBeside = std::function<Result<std::string>(const std::string& path)>;

/// The reading in the file `path`. Errors are those of the file, with its place.
Result<Reading> open_reading(const std::string& path, const OpenBeside& open, const Catalog& catalog);

/// What becomes of a picture that cannot be opened: it is an error where it is wanted, or its reading is
/// without it, as in a catalog that a plan carried without the files beside it.
enum class MissingPictures { are_errors, are_left_out };

/// Readings of one catalog. Several threads may ask at once.
class Readings {
 public:
  /// `open` may be empty: then only what is in the catalog itself can be read.
  Readings(std::shared_ptr<const Catalog> catalog, OpenBeside open,
           MissingPictures missing = MissingPictures::are_errors)
      : catalog_(std::move(catalog)),
        open_(std::move(open)),
        missing_(missing),
        slots_(catalog_->lessons.size()) {}

  /// Of each lesson of the catalog; null where it has none. They live as long as this.
  const Result<std::vector<const Reading*>>& all() const;

  /// Of one lesson.
  const Result<const Reading*>& of(LessonIndex lesson) const;

  /// Whether a lesson has one, as far as this can be told without opening it.
  bool has(LessonIndex lesson) const;

  /// The bytes of the file that a lesson's reading is in, which is then read from them; empty if it has none
  /// of its own.
  const Result<std::string>& file(LessonIndex lesson) const;

  /// The bytes of a picture that a reading names.
  Result<std::string> picture(const std::string& path) const;

 private:
  struct Slot {
    std::once_flag file_once;
    Result<std::string> file;           ///< its bytes, if somebody asked for them
    std::atomic<bool> has_file{false};  ///< whether somebody did
    std::once_flag once;
    Reading opened;  ///< empty where it is as the catalog has it
    Result<const Reading*> reading{nullptr};
  };
  Result<const Reading*> load(LessonIndex lesson, Reading& opened) const;
  Result<std::vector<const Reading*>> load_all() const;

  std::shared_ptr<const Catalog> catalog_;
  OpenBeside open_;
  MissingPictures missing_;
  mutable std::vector<Slot> slots_;  ///< of each lesson
  mutable std::once_flag loaded_;
  mutable std::optional<Result<std::vector<const Reading*>>> all_;
};

}  // namespace pensum
