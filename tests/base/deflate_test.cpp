// What is compressed, read back with zlib.
#include "base/deflate.hpp"

#include <zlib.h>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

using pensum::Deflater;

namespace {

/// `bytes` inflated; `window` selects the wrapper.
std::string inflated(std::string bytes, int window) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, window) == Z_OK);
  std::string out(400'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  const uInt left = stream.avail_in;
  inflateEnd(&stream);
  REQUIRE(status == Z_STREAM_END);
  REQUIRE(left == 0);
  return out;
}

}  // namespace

TEST_CASE("what is compressed comes back, one string after another") {
  Deflater deflater;
  std::mt19937 random(3);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{300'000}}) {
    std::string noise(size, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    CHECK(inflated(deflater.zlib(noise).value(), MAX_WBITS) == noise);
    CHECK(inflated(deflater.bare(noise).value(), -MAX_WBITS) == noise);
    const std::string even(size, 'x');
    const std::string packed = deflater.zlib(even).value();
    CHECK(inflated(packed, MAX_WBITS) == even);
    CHECK(packed.size() < 20 + size / 100);
    CHECK(Deflater().zlib(even) == packed);  // what came before leaves no trace
  }
}

TEST_CASE("the checksum is CRC-32") {
  CHECK(pensum::crc32("") == 0);
  CHECK(pensum::crc32("123456789") == 0xCBF43926);
}

TEST_CASE("streams without an end make one stream, whatever they are of and however they are cut") {
  std::mt19937 random(11);
  std::size_t wrong = 0;
  for (int round = 0; round < 300; ++round) {
    Deflater deflater(round % 2 == 0 ? 1 : 6);
    const std::size_t most = round % 50 == 0 ? 150'000 : 3'000;  // of several blocks, or of one
    std::string whole;
    std::string stream;
    std::uint32_t checksum = 0;
    for (std::size_t pieces = random() % 4 + 1; pieces-- > 0;) {
      std::string piece(random() % most, '\0');
      const auto letters = random() % 3 == 0 ? 256 : random() % 20 + 1;
      for (char& c : piece) c = static_cast<char>(random() % letters);
      const std::string packed = deflater.unended(piece).value();
      CHECK(packed.ends_with(std::string_view("\0\0\xFF\xFF", 4)));
      stream += packed;
      whole += piece;
      checksum = pensum::crc32_of_both(checksum, pensum::crc32(piece), piece.size());
    }
    stream += deflater.bare("").value();
    if (inflated(stream, -MAX_WBITS) != whole || checksum != pensum::crc32(whole)) ++wrong;
  }
  CHECK(wrong == 0);
}
