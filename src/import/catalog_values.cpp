#include "import/catalog_values.hpp"

#include "course/draft.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

namespace pensum::importing {

std::string folded(std::string_view text) { return in_small_letters(one_line(text)); }

std::string catalog_url(std::string_view url) {
  std::string address;
  for (const char c : one_line(url)) {
    const bool forbidden = std::string_view(" \"<>\\^`{|}").contains(c);
    address += forbidden ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return is_catalog_url(address) ? address : std::string();
}

}  // namespace pensum::importing
