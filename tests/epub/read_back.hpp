// A small reader of ZIP containers, made from the format's description (APPNOTE 6.3), which looks at
// what a container states in both places.
#pragma once

#include <zlib.h>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace read_back {

struct Entry {
  std::string name;
  std::string bytes;
  std::uint32_t method = 0;
  std::uint32_t flags = 0;
  std::uint32_t time = 0;
  std::uint32_t date = 0;
  std::uint32_t extra = 0;  ///< bytes of extra fields, in both places
  std::uint32_t mode = 0;   ///< of the file, as Unix writes it
};

inline std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  REQUIRE(at + size <= bytes.size());
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

inline std::string inflated(std::string_view bytes, std::size_t size) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
  std::string input(bytes);
  std::string out(size + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

/// The entries in the order of the central directory, which has to be that of the file.
inline std::vector<Entry> entries(const std::string& zip) {
  const std::size_t end = zip.rfind("PK\5\6");
  REQUIRE(end != std::string::npos);
  REQUIRE(end + 22 == zip.size());  // no comment
  const std::uint32_t count = number(zip, end + 10, 2);
  std::size_t at = number(zip, end + 16, 4);
  std::size_t next_local = 0;
  std::vector<Entry> list;
  for (std::uint32_t i = 0; i < count; ++i) {
    REQUIRE(zip.substr(at, 4) == "PK\1\2");
    const std::uint32_t name_size = number(zip, at + 28, 2);
    const std::uint32_t extra = number(zip, at + 30, 2);
    const std::uint32_t comment = number(zip, at + 32, 2);
    const std::uint32_t packed = number(zip, at + 20, 4);
    const std::uint32_t size = number(zip, at + 24, 4);
    const std::uint32_t local = number(zip, at + 42, 4);
    Entry entry{.name = zip.substr(at + 46, name_size),
                .bytes = {},
                .method = number(zip, at + 10, 2),
                .flags = number(zip, at + 8, 2),
                .time = number(zip, at + 12, 2),
                .date = number(zip, at + 14, 2),
                .extra = extra,
                .mode = number(zip, at + 38, 4) >> 16};
    REQUIRE(local == next_local);
    REQUIRE(zip.substr(local, 4) == "PK\3\4");
    REQUIRE(number(zip, local + 8, 2) == entry.method);
    REQUIRE(number(zip, local + 10, 2) == entry.time);
    REQUIRE(number(zip, local + 12, 2) == entry.date);
    REQUIRE(zip.substr(local + 30, number(zip, local + 26, 2)) == entry.name);
    entry.extra += number(zip, local + 28, 2);
    const std::size_t data = local + 30 + name_size + number(zip, local + 28, 2);
    const std::string_view raw = std::string_view(zip).substr(data, packed);
    entry.bytes = entry.method == 0 ? std::string(raw) : inflated(raw, size);
    REQUIRE(entry.bytes.size() == size);
    const uLong check = crc32(0, reinterpret_cast<const Bytef*>(entry.bytes.data()), static_cast<uInt>(size));
    REQUIRE(number(zip, at + 16, 4) == check);
    next_local = data + packed;
    // A data descriptor may follow.
    if ((entry.flags & 8U) != 0) next_local += zip.substr(next_local, 4) == "PK\7\10" ? 16U : 12U;
    at += 46 + name_size + extra + comment;
    list.push_back(std::move(entry));
  }
  REQUIRE(at == end);
  return list;
}

}  // namespace read_back
