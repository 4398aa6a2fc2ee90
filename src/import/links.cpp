#include "import/links.hpp"

#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace pensum::importing {

namespace {

// The length of “https:” at the beginning of an address; 0 of a relative one.
std::size_t scheme_size(std::string_view url) {
  const std::size_t colon = url.find(':');
  const std::size_t sign = url.find_first_of("/?#");
  if (colon == std::string_view::npos || colon == 0 || colon > sign) return 0;
  return colon + 1;
}

// Takes “.” and “..” out of a path that begins with “/”.
std::string tidy_path(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at, end - at);
    if (segment == "/..") {
      out.erase(std::min(out.rfind('/'), out.size()));
    } else if (segment != "/.") {
      out += segment;
    }
    if ((segment == "/.." || segment == "/.") && end == path.size()) out += '/';
    at = end;
  }
  return out;
}

// Blanks and control characters, which no address holds, as %XX.
std::string encoded(std::string_view url) {
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

bool is_web_address(std::string_view url) {
  const std::string start = in_small_letters(url.substr(0, 8));
  return (start.starts_with("http://") && url.size() > 7) ||
         (start.starts_with("https://") && url.size() > 8);
}

bool leads_within(std::string_view url) { return url.starts_with('#'); }

std::string web_address_of(std::string_view link, std::string_view base) {
  std::string written = encoded(link);
  const std::string_view url = written;
  if (is_web_address(url)) return written;
  if (url.empty() || leads_within(url) || scheme_size(url) > 0 || !is_web_address(base)) return {};
  base = base.substr(0, base.find_first_of("?#"));
  const std::size_t host = base.find("://") + 3;
  if (url.starts_with("//")) return std::string(base.substr(0, host - 2)) + std::string(url);
  const std::size_t root = std::min(base.find('/', host), base.size());
  const std::string_view path = root == base.size() ? "/" : base.substr(root);
  const std::size_t query = std::min(url.find_first_of("?#"), url.size());
  const std::string_view relative = url.substr(0, query);
  const std::string joined = relative.starts_with('/')
                                 ? std::string(relative)
                                 : std::string(path.substr(0, path.rfind('/') + 1)) + std::string(relative);
  return std::string(base.substr(0, root)) + tidy_path(joined) + std::string(url.substr(query));
}

}  // namespace pensum::importing
