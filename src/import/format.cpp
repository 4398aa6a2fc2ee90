#include "import/format.hpp"

#include "import/cartridge.hpp"
#include "import/epub_book.hpp"
#include "import/olx.hpp"

#include <array>

namespace pensum::importing {

std::span<const Format> formats() {
  static constexpr std::array rows = {
      Format{"epub", "an e-book (EPUB)", is_epub, read_epub},
      Format{"cc", "a Common Cartridge", is_common_cartridge, read_package},
      Format{"scorm", "a SCORM package", is_scorm, read_package},
      Format{"olx", "a course of Open edX (OLX)", is_olx, read_olx},
  };
  return rows;
}

}  // namespace pensum::importing
