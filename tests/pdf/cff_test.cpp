#include "pdf/cff.hpp"

#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using pdf::character_identifiers;

namespace {

using Identifiers = std::vector<std::uint16_t>;

std::string index(const std::vector<std::string>& items) {
  std::string out{'\0', static_cast<char>(items.size())};
  if (items.empty()) return out;
  out += '\1';
  std::size_t offset = 1;
  out += static_cast<char>(offset);
  for (const std::string& item : items) out += static_cast<char>(offset += item.size());
  for (const std::string& item : items) out += item;
  return out;
}

std::string number(std::size_t value) {
  return {'\x1C', static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
}

/// A CID-keyed font of so many glyphs with this charset; nothing in it draws.
std::string cid_keyed(std::size_t glyphs, const std::string& charset) {
  const auto with = [&](std::size_t at) {
    std::string top = number(1) + number(2) + number(0) + "\x0C\x1E";  // Registry, Ordering, Supplement: ROS
    const std::size_t charset_at = at;
    top += number(charset_at) + "\x0F" + number(charset_at + charset.size()) + "\x11";
    return std::string("\1\0\4\1", 4) + index({"Name"}) + index({top}) + index({"a", "b"}) + index({});
  };
  const std::string head = with(with(0).size());
  return head + charset + index(std::vector<std::string>(glyphs, "\x0E"));
}

}  // namespace

TEST_CASE("a font that is not CID-keyed has no identifiers: glyphs go by position") {
  const std::vector<std::uint32_t> glyphs{staged::fonts().glyph(0, U'A'), staged::fonts().glyph(0, U'B')};
  const auto subset = staged::fonts().subset(0, {glyphs});
  REQUIRE(subset.has_value());
  CHECK(character_identifiers((*subset)->bytes) == Identifiers{});
}

TEST_CASE("charsets of all formats give the identifiers") {
  CHECK(character_identifiers(cid_keyed(4, std::string("\0\0\7\1\0\0\x20", 7))) ==
        Identifiers{0, 7, 256, 32});
  CHECK(character_identifiers(cid_keyed(5, std::string("\1\0\7\2\1\0\0", 7))) ==
        Identifiers{0, 7, 8, 9, 256});
  CHECK(character_identifiers(cid_keyed(4, std::string("\2\0\7\0\2", 5))) == Identifiers{0, 7, 8, 9});
}

TEST_CASE("a table cut off anywhere is broken or complete, never read past its end") {
  const std::string whole = cid_keyed(4, std::string("\0\0\7\1\0\0\x20", 7));
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(character_identifiers(std::string_view(whole).substr(0, size)).has_value());
  }
  CHECK_FALSE(character_identifiers("").has_value());
  CHECK_FALSE(character_identifiers(std::string(64, '\xFF')).has_value());
}
