// Where catalogs come from: the catalog folder, or a file of the user's own.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "io/resources.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace pensum::shelf {

/// The default catalog.
inline constexpr const char* default_catalog = "go-interview";

/// A catalog, and the bytes of the file that it was read from.
struct LoadedCatalog {
  std::shared_ptr<const Catalog> catalog;
  std::shared_ptr<const std::string> bytes;
};

/// The catalog that `name` means: a file, or one that comes with pensum.
Result<LoadedCatalog> load_catalog(const std::string& name, const io::Resources& resources);

/// The same of a name on the command line, which may mean standard input.
Result<LoadedCatalog> load_given_catalog(const std::string& name, const io::Resources& resources);

/// Catalogs that are loaded once, for several threads.
class Catalogs {
 public:
  /// `resources` outlive it.
  explicit Catalogs(const io::Resources& resources) : resources_(resources) {}
  Result<LoadedCatalog> get(const std::string& name);
  /// `catalog` is what `name` means.
  void put(const std::string& name, LoadedCatalog catalog);

 private:
  const io::Resources& resources_;
  std::mutex mutex_;
  std::map<std::string, Result<LoadedCatalog>> loaded_;
};

}  // namespace pensum::shelf
