#include "fuzz/fuzz.hpp"
#include "shelf/catalogs.hpp"

namespace fuzz {

std::shared_ptr<const pensum::Catalog> built_in_catalog() {
  static const auto catalog =
      pensum::shelf::load_catalog(pensum::shelf::default_catalog, world().resources, "").value().catalog;
  return catalog;
}

}  // namespace fuzz
