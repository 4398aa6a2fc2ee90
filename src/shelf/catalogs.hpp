// Where catalogs come from: the catalog folder, a file of the user's own, or a course of another format, of
// which one is made.
#pragma once

#include "base/diagnostic.hpp"
#include "base/shared_bytes.hpp"
#include "course/catalog.hpp"
#include "course/readings.hpp"
#include "io/resources.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace pensum::importing {
struct Imported;
}

namespace pensum::shelf {

/// The default catalog.
inline constexpr const char* default_catalog = "go-interview";

/// A catalog, and the bytes of its file: those that it was read from, or those that it would be written as.
struct LoadedCatalog {
  std::shared_ptr<const Catalog> catalog;
  SharedBytes bytes;
  std::shared_ptr<const Readings> readings;  ///< the lessons' texts
  /// How it was made of another file, in a line, with settings as `named` writes them; empty where it is a
  /// catalog's file.
  std::string note{};
  Diagnostics warnings{};                                 ///< of that
  std::shared_ptr<const importing::Imported> imported{};  ///< what came of that; null as `note` is empty
};

/// `now` with the ids that its lessons have in `before`, an earlier catalog of the same course. Where `now`
/// was made of another file, ids are numbers in order, and those behind a new lesson would be others.
/// Otherwise, and where `before` was not imported, `now` as it is.
LoadedCatalog with_ids_of(const LoadedCatalog& before, const LoadedCatalog& now);

/// What is to be done with the bytes of a catalog's file as soon as they are there: before they are
/// understood, or when they are made of a course of another format.
using WhenRead = std::function<void(const SharedBytes&)>;

/// The catalog that `name` means: a file, or one that comes with pensum. `language` is that of a course of
/// another format which does not tell its own; may be empty.
Result<LoadedCatalog> load_catalog(const std::string& name, const io::Resources& resources,
                                   const std::string& language, const WhenRead& when_read = {});

/// The same of a name on the command line, which may mean standard input.
Result<LoadedCatalog> load_given_catalog(const std::string& name, const io::Resources& resources,
                                         const std::string& language, const WhenRead& when_read = {});

/// The lessons' texts of `catalog`, which a plan carried without the files beside it. Those of a course that
/// comes with pensum are there; of another one only what is in the catalog itself.
std::shared_ptr<const Readings> readings_of_carried(std::shared_ptr<const Catalog> catalog,
                                                    const io::Resources& resources);

/// Opens the files beside the catalog `name`, a file or standard input.
OpenBeside beside_catalog(const std::string& name);

/// Catalogs that are loaded once, for several threads.
class Catalogs {
 public:
  /// `resources` outlive it. `language` as for `load_catalog`.
  Catalogs(const io::Resources& resources, std::string language)
      : resources_(resources), language_(std::move(language)) {}
  Result<LoadedCatalog> get(const std::string& name);
  /// `catalog` is what `name` means.
  void put(const std::string& name, LoadedCatalog catalog);

 private:
  const io::Resources& resources_;
  std::string language_;
  std::mutex mutex_;
  std::map<std::string, Result<LoadedCatalog>> loaded_;
};

}  // namespace pensum::shelf
