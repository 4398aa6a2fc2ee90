// What a packer gives, kept or not.
#include "base/packer.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace pensum;

namespace {

std::string text(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string made;
  while (made.size() < size) made += "word" + std::to_string(random() % 50) + ' ';
  made.resize(size);
  return made;
}

}  // namespace

TEST_CASE("a stream that is shared is what each packer would make of it") {
  for (const int level : {1, 5, 6, 7, 9}) {
    for (const std::size_t size : {0UZ, 10UZ, 70'000UZ}) {
      CAPTURE(level, size);
      const auto bytes = std::make_shared<const std::string>(text(size, 3));
      const auto shared = std::make_shared<const SharedStream>(bytes, level);
      Packer sharing;
      sharing.share({std::make_shared<const SharedStream>(share("another"), level), shared});
      Packer alone;
      for (const std::string& stream : {*bytes, *bytes + "x", text(size, 4)}) {
        CHECK(sharing.bare(stream, level) == alone.bare(stream, level));
        CHECK(sharing.zlib(stream, level) == alone.zlib(stream, level));
        CHECK(sharing.zlib(stream, 2) == alone.zlib(stream, 2));
        CHECK(sharing.unended(stream, level) == alone.unended(stream, level));
      }
    }
  }
}

TEST_CASE("a packer gives what a deflater gives, whatever it has kept and let go", "[long]") {
  constexpr std::size_t bound = 100'000;
  Packer keeping(bound);
  Packer forgetting;
  std::vector<std::string> streams;
  for (unsigned i = 0; i < 40; ++i) streams.push_back(text(i * i * 40, i % 30));
  streams.push_back(text(bound, 77));  // more than it keeps
  std::mt19937 random(5);
  std::size_t wrong = 0;
  std::size_t most = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string& stream = streams[random() % streams.size()];
    const int level = random() % 2 == 0 ? 1 : 6;
    Deflater deflater(level);
    const auto form = random() % 3;
    const auto packed_by = [&](auto& packs, auto... level_of_it) {
      return form == 0   ? packs.bare(stream, level_of_it...)
             : form == 1 ? packs.zlib(stream, level_of_it...)
                         : packs.unended(stream, level_of_it...);
    };
    const auto expected = packed_by(deflater);
    for (Packer* packer : {&keeping, &forgetting}) {
      if (packed_by(*packer, level) != expected) ++wrong;
    }
    most = std::max(most, keeping.kept());
  }
  CHECK(wrong == 0);
  CHECK(most > bound / 2);
  CHECK(most <= bound);
  CHECK(forgetting.kept() == 0);
}

TEST_CASE("a stream that is known is given for its bytes alone, in its manner") {
  const std::string bytes = text(2'000, 1);
  std::string other = bytes;
  other.back() = '!';
  // Not what a deflater gives, so that it can be told apart.
  const KnownStream known{.manner = {.level = 1, .form = PackingManner::Form::zlib},
                          .size = bytes.size(),
                          .hash = content_hash(bytes),
                          .packed = "known"};
  for (const std::size_t bound : {std::size_t{0}, Packer::usual_bound}) {
    Packer packer(bound, {&known, 1});
    CHECK(packer.zlib(bytes, 1) == "known");
    CHECK(packer.zlib(other, 1) == Deflater(1).zlib(other));
    CHECK(packer.zlib(bytes, 6) == Deflater(6).zlib(bytes));
    CHECK(packer.bare(bytes, 1) == Deflater(1).bare(bytes));
    CHECK(packer.zlib_of(bytes, 1, [&] { return bytes; }) == Deflater(1).zlib(bytes));
  }
}
