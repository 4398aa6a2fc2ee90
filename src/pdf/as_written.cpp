#include "pdf/as_written.hpp"

#include "pdf/digest.hpp"
#include "pdf/text_string.hpp"

#include <nettle/md5.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>

namespace pensum::pdf {

namespace {

constexpr std::string_view end_mark = "\n%%EOF\n";
constexpr std::string_view start_mark = "startxref\n";

/// Where the cross-reference table begins, as named at the end of the file.
std::optional<std::size_t> table_offset(std::string_view end) {
  if (!end.ends_with(end_mark)) return std::nullopt;
  end.remove_suffix(end_mark.size());
  const std::size_t at = end.rfind(start_mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = end.substr(at + start_mark.size());
  std::size_t offset = 0;
  const auto [last, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), offset);
  if (digits.empty() || problem != std::errc() || last != digits.data() + digits.size()) return std::nullopt;
  return offset;
}

/// The MD5 digest (RFC 1321), by which versions before 0.3.1 named their files.
class EarlierDigest {
 public:
  EarlierDigest() { md5_init(&context_); }
  void add(std::string_view bytes) {
    md5_update(&context_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  }
  std::array<std::uint8_t, 16> finish() {
    std::array<std::uint8_t, 16> result{};
    md5_digest(&context_, result.size(), result.data());
    return result;
  }

 private:
  md5_ctx context_{};
};

/// As hexadecimal digits; empty if the file has become shorter meanwhile.
template <class AnyDigest>
std::string digest_before(std::size_t offset, const ReadAt& read) {
  constexpr std::size_t step = std::size_t{1} << 20;
  AnyDigest digest;
  for (std::size_t at = 0; at < offset;) {
    const std::string part = read(at, std::min(step, offset - at));
    if (part.empty()) return {};
    digest.add(part);
    at += part.size();
  }
  const std::array<std::uint8_t, 16> sum = digest.finish();
  std::string hex;
  append_hex(hex, std::string_view(reinterpret_cast<const char*>(sum.data()), sum.size()));
  return hex;
}

}  // namespace

bool is_as_written(std::size_t size, const ReadAt& read) {
  constexpr std::size_t end_size = 64;
  constexpr std::size_t head_size = 512;  // of the table's dictionary, in which the identifier is
  const std::size_t from = size - std::min(size, end_size);
  const std::optional<std::size_t> table = table_offset(read(from, size - from));
  if (!table || *table >= size) return false;
  const std::string head = read(*table, std::min(head_size, size - *table));
  // Both parts of the identifier are the digest; the second one changes with whatever a viewer saves.
  const auto is_named = [&](const std::string& digest) {
    return !digest.empty() && head.contains("/ID[<" + digest + "><" + digest + ">]");
  };
  return is_named(digest_before<Digest>(*table, read)) ||
         is_named(digest_before<EarlierDigest>(*table, read));
}

bool is_as_written(std::string_view bytes) {
  return is_as_written(bytes.size(), [bytes](std::size_t offset, std::size_t size) {
    return std::string(bytes.substr(std::min(offset, bytes.size()), size));
  });
}

}  // namespace pensum::pdf
