// The small parts: numbers, text strings, the digest, the colour profile.
#include "pdf/color_profile.hpp"
#include "pdf/digest.hpp"
#include "pdf/numbers.hpp"
#include "pdf/read_back.hpp"
#include "pdf/text_string.hpp"
#include "pdf/value_bytes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;
using namespace pensum::pdf;

namespace {

std::string thousandths(std::int64_t value) {
  std::string out = "x ";
  append_thousandths(out, value);
  return out.substr(2);
}

std::string hex_of(const std::array<std::uint8_t, 16>& digest) {
  std::string out;
  append_hex(out, std::string(digest.begin(), digest.end()));
  return out;
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return value;
}

}  // namespace

TEST_CASE("numbers are decimal, no longer than needed, without an exponent") {
  CHECK(thousandths(0) == "0");
  CHECK(thousandths(1500) == "1.5");
  CHECK(thousandths(1050) == "1.05");
  CHECK(thousandths(1005) == "1.005");
  CHECK(thousandths(1) == "0.001");
  CHECK(thousandths(-1) == "-0.001");
  CHECK(thousandths(-12340) == "-12.34");
  CHECK(thousandths(-7000) == "-7");
  CHECK(thousandths(841890) == "841.89");
  CHECK(thousandths(1'000'000'000'000) == "1000000000");
  std::string out;
  append_length(out, Points{-10});
  append_integer(out, -42);
  CHECK(out == "-0.01-42");
}

TEST_CASE("text strings take the short form if it means the same") {
  CHECK(to_pdf_doc_encoding("Plan (1) ü ÿ") == "Plan (1) \xFC \xFF");
  CHECK_FALSE(to_pdf_doc_encoding("24\u00A0min").has_value());  // 0xA0 is the euro sign there
  CHECK_FALSE(to_pdf_doc_encoding("soft\u00ADly").has_value());
  CHECK_FALSE(to_pdf_doc_encoding("€").has_value());
  CHECK_FALSE(to_pdf_doc_encoding("a\nb").has_value());
  CHECK_FALSE(to_pdf_doc_encoding("\x80").has_value());
  CHECK_FALSE(to_pdf_doc_encoding("þÿ").has_value());    // would be read as UTF-16
  CHECK_FALSE(to_pdf_doc_encoding("ÿþ").has_value());    // and this the other way round
  CHECK_FALSE(to_pdf_doc_encoding("ï»¿x").has_value());  // and this as UTF-8
}

TEST_CASE("values are in a file as its grammar requires") {
  const auto written = [](auto append, const auto&... values) {
    std::string out;
    append(out, values...);
    return out;
  };
  const auto references = [](std::string& out, const std::vector<Number>& numbers) {
    append_references(out, numbers);
  };
  CHECK(written(references, std::vector<Number>{}) == "[]");
  CHECK(written(references, std::vector<Number>{3}) == "[3 0 R]");
  CHECK(written(references, std::vector<Number>{3, 12}) == "[3 0 R 12 0 R]");
  const auto reference = [](std::string& out) { append_reference(out, "/P", 12); };
  CHECK(written(reference) == "/P 12 0 R");
  const auto text = [](std::string& out, const std::string& value) { append_text(out, "/T", value); };
  CHECK(written(text, std::string(R"(a (b) \ c)")) == R"(/T(a \(b\) \\ c))");
  CHECK(written(text, std::string("\u00E9")) == "/T(\xE9)");
  CHECK(written(text, std::string("\u2192)")) == "/T<FEFF21920029>");
  // Unlike a text, a byte string of any length is whole.
  const auto bytes = [](std::string& out) { append_string(out, "/URI", std::string(5000, '(')); };
  CHECK(written(bytes).size() == 10006);
  const auto area = [](std::string& out) {
    append_area(out, {Points::whole(10), {20'500}, Points::whole(30), Points::whole(40)}, Points::whole(100));
  };
  CHECK(written(area) == "[10 39.5 40 79.5]");
}

TEST_CASE("UTF-16 is big-endian, with surrogates beyond the first plane") {
  const std::string utf16 = to_utf16("Aé語😀");
  CHECK(utf16 == std::string("\0A\0\xE9\x8A\x9E\xD8\x3D\xDE\0", 10));
  CHECK(read_back::from_utf16(utf16) == "Aé語😀");
  CHECK(to_utf16("\xFF") == "\xFF\xFD");
  std::string out = "/ActualText";
  append_hex_text(out, "é☐");
  CHECK(out == "/ActualText<FEFF00E92610>");
}

TEST_CASE("long texts are cut with an ellipsis, control characters become spaces or go") {
  CHECK(clipped("abc", 3) == "abc");
  CHECK(clipped("abcd", 3) == "ab…");
  CHECK(clipped("äöüß", 3) == "äö…");
  CHECK(clipped("a\tb\nc\x7F\u0085d") == "a b c  d");
  CHECK(clipped("for \u2068שלום\u2069, \u202Eno\u202C") == "for שלום, no");
  CHECK(clipped("") == "");
  CHECK(count_code_points(clipped(std::string(5000, 'x'))) == 4000);
}

TEST_CASE("the digest is XXH3, however the bytes come") {
  CHECK(hex_of(digest("")) == "99AA06D3014798D86001C324468D497F");  // as xxhsum -H2 has it
  const std::string bytes(5000, 'a');
  for (const std::size_t size : {1U, 7U, 1000U, 1024U, 5000U}) {
    CAPTURE(size);
    Digest parts;
    for (std::string_view rest = bytes; !rest.empty(); rest.remove_prefix(std::min(size, rest.size())))
      parts.add(rest.substr(0, size));
    CHECK(parts.finish() == digest(bytes));
  }
}

TEST_CASE("bytes that differ anywhere have another digest") {
  const std::string bytes(5000, 'a');
  std::set<std::array<std::uint8_t, 16>> seen{digest(bytes), digest(bytes + 'a'), digest("")};
  CHECK(seen.size() == 3);
  for (std::size_t at = 0; at < bytes.size(); at += 61) {
    std::string other = bytes;
    other[at] = 'b';
    CHECK(seen.insert(digest(other)).second);
  }
}

TEST_CASE("the colour profile is an ICC profile whose tags lie inside it") {
  const std::string profile = srgb_profile();
  CHECK(big_endian(profile, 0) == profile.size());
  CHECK(profile.size() % 4 == 0);
  CHECK(big_endian(profile, 8) == 0x02100000);
  CHECK(profile.substr(12, 12) == "mntrRGB XYZ ");
  CHECK(profile.substr(36, 4) == "acsp");
  const std::uint32_t count = big_endian(profile, 128);
  REQUIRE(count == 9);
  std::string names;
  std::uint32_t sums[3] = {};
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t at = 132 + 12 * i;
    const std::string name = profile.substr(at, 4);
    const std::uint32_t offset = big_endian(profile, at + 4);
    names += name + " ";
    CHECK(offset % 4 == 0);
    CHECK(offset >= 132 + 12 * count);
    CHECK(offset + big_endian(profile, at + 8) <= profile.size());
    if (name.substr(1) == "XYZ") {
      for (std::size_t k = 0; k < 3; ++k) sums[k] += big_endian(profile, offset + 8 + 4 * k);
    }
    if (name == "rTRC") {
      REQUIRE(profile.substr(offset, 4) == "curv");
      const std::uint32_t points = big_endian(profile, offset + 8);
      const auto point = [&](std::uint32_t k) { return big_endian(profile, offset + 10 + 2 * k) & 0xFFFF; };
      CHECK(point(0) == 0);
      CHECK(point(points - 1) == 65535);
      for (std::uint32_t k = 1; k < points; ++k) CHECK(point(k) > point(k - 1));
      // Halfway up sRGB is 21 percent of the light.
      CHECK((point(31) + point(32)) / (2 * 65535.0) == Approx(0.2140).margin(0.0005));
    }
  }
  CHECK(names == "desc cprt wtpt rXYZ gXYZ bXYZ rTRC gTRC bTRC ");
  // The primaries together are the white of D50.
  CHECK(sums[0] == 0xF6D6);
  CHECK(sums[1] == 0x10000);
  CHECK(sums[2] == 0xD32D);
}
