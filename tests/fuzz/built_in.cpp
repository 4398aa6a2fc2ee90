#include "app/catalogs.hpp"
#include "fuzz/fuzz.hpp"

namespace fuzz {

std::shared_ptr<const pensum::Catalog> built_in_catalog() {
  static const auto catalog =
      pensum::app::load_catalog(pensum::app::default_catalog, world().resources).value().catalog;
  return catalog;
}

}  // namespace fuzz
