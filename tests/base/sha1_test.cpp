#include "base/sha1.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

namespace {

std::string hex_sha1(std::string_view bytes) {
  std::string text;
  for (const std::uint8_t byte : sha1(bytes)) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace

TEST_CASE("the digest is SHA-1") {  // RFC 3174 and FIPS 180-4's examples
  CHECK(hex_sha1("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  CHECK(hex_sha1("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex_sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(hex_sha1(std::string(1'000'000, 'a')) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE("the digest is right at every length around a block's end") {
  // Each digest is of another length; together they are compared by one digest of digests.
  std::string all;
  for (std::size_t size = 50; size < 70; ++size) all += hex_sha1(std::string(size, 'x'));
  CHECK(hex_sha1(all) == "387e177f3b782f086ae08f2d20a68f80bd2e5a50");
}
