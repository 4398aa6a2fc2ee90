#include "shelf/catalogs.hpp"

#include "course/catalog_reader.hpp"
#include "io/files.hpp"

#include <utility>

namespace pensum::shelf {

namespace {

Result<LoadedCatalog> loaded(Result<std::string> bytes, const std::string& file) {
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  Result<Catalog> catalog = read_catalog(*bytes, file);
  if (!catalog) return std::unexpected(std::move(catalog.error()));
  return LoadedCatalog{std::make_shared<const Catalog>(*std::move(catalog)),
                       std::make_shared<const std::string>(*std::move(bytes))};
}

}  // namespace

Result<LoadedCatalog> load_catalog(const std::string& name, const io::Resources& resources) {
  const auto path = io::find(resources, resources.catalogs(), name, "catalog");
  if (!path) return std::unexpected(path.error());
  return loaded(io::read_file(*path), path->string());
}

Result<LoadedCatalog> load_given_catalog(const std::string& name, const io::Resources& resources) {
  if (io::is_standard_stream(name)) return loaded(io::read_input(name), io::input_name(name));
  return load_catalog(name, resources);
}

Result<LoadedCatalog> Catalogs::get(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  const auto found = loaded_.find(name);
  if (found != loaded_.end()) return found->second;
  return loaded_.emplace(name, load_catalog(name, resources_)).first->second;
}

void Catalogs::put(const std::string& name, LoadedCatalog catalog) {
  const std::scoped_lock lock(mutex_);
  loaded_.insert_or_assign(name, std::move(catalog));
}

}  // namespace pensum::shelf
