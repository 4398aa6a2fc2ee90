#include "shelf/catalogs.hpp"

#include "course/catalog_reader.hpp"
#include "io/files.hpp"

#include <utility>

namespace pensum::shelf {

Result<LoadedCatalog> load_catalog(const std::string& name, const io::Resources& resources) {
  const auto path = io::find(resources, resources.catalogs(), name, "catalog");
  if (!path) return std::unexpected(path.error());
  Result<std::string> bytes = io::read_file(*path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  Result<Catalog> catalog = read_catalog(*bytes, path->string());
  if (!catalog) return std::unexpected(std::move(catalog.error()));
  return LoadedCatalog{std::make_shared<const Catalog>(*std::move(catalog)),
                       std::make_shared<const std::string>(*std::move(bytes))};
}

Result<LoadedCatalog> Catalogs::get(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  const auto found = loaded_.find(name);
  if (found != loaded_.end()) return found->second;
  return loaded_.emplace(name, load_catalog(name, resources_)).first->second;
}

}  // namespace pensum::shelf
