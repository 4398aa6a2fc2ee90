#include "import/format.hpp"

#include "import/cartridge.hpp"
#include "import/epub_book.hpp"

#include <array>

namespace pensum::importing {

std::span<const Format> formats() {
  static constexpr std::array rows = {
      Format{"epub", "an e-book (EPUB)", is_epub, read_epub},
      Format{"cc", "a Common Cartridge", is_common_cartridge, read_package},
      Format{"scorm", "a SCORM package", is_scorm, read_package},
  };
  return rows;
}

}  // namespace pensum::importing
