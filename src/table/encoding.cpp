#include "table/encoding.hpp"

#include "base/file_type.hpp"
#include "base/utf8.hpp"
#include "table/faults.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace pensum::table {

namespace {

constexpr char32_t replacement = 0xFFFD;

class Utf16 {
 public:
  Utf16(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  std::string to_utf8() {
    std::string text;
    text.reserve(bytes_.size() / 2);
    while (at_ + 1 < bytes_.size()) append_utf8(text, next());
    if (at_ < bytes_.size()) append_utf8(text, replacement);  // half a unit
    return text;
  }

 private:
  char32_t unit(std::size_t at) const {
    const auto first = static_cast<unsigned char>(bytes_[at]);
    const auto second = static_cast<unsigned char>(bytes_[at + 1]);
    return static_cast<char32_t>(big_endian_ ? first << 8 | second : second << 8 | first);
  }

  char32_t next() {
    const char32_t high = unit(at_);
    at_ += 2;
    if (high < 0xD800 || high > 0xDFFF) return high;
    if (high > 0xDBFF || at_ + 1 >= bytes_.size()) return replacement;
    const char32_t low = unit(at_);
    if (low < 0xDC00 || low > 0xDFFF) return replacement;
    at_ += 2;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  }

  std::string_view bytes_;
  bool big_endian_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_marked_utf16(std::string_view bytes) {
  using namespace std::string_view_literals;
  const bool wide = bytes.starts_with("\xFF\xFE\0\0"sv);
  return !wide && (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"));
}

Result<std::string> utf8_text(std::string bytes, const std::string& file, std::string_view hint) {
  const std::string_view all = bytes;
  if (is_marked_utf16(bytes)) {
    bytes = Utf16(all.substr(2), all.starts_with("\xFE\xFF")).to_utf8();
  } else if (const std::string_view what = what_instead_of_text(bytes);
             !what.empty() && what != "a web page (HTML)") {
    return failure(fmt::format("the file is {}, not a text", what), std::string(hint), {file});
  }
  if (auto fault = encoding_fault(bytes, file, hint)) return std::unexpected(Diagnostics{*std::move(fault)});
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  return bytes;
}

}  // namespace pensum::table
