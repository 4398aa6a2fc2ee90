#include "import/format.hpp"

#include "import/epub_book.hpp"

#include <array>

namespace pensum::importing {

std::span<const Format> formats() {
  static constexpr std::array rows = {
      Format{"epub", "an e-book (EPUB)", is_epub, read_epub},
  };
  return rows;
}

}  // namespace pensum::importing
