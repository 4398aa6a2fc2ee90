// Objects on their way into a file.
#include "pdf/file.hpp"
#include "base/packer.hpp"
#include "pdf/read_back.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <utility>

using namespace pensum;
using namespace pensum::pdf;

namespace {

/// A file of objects of all kinds, of some `size` bytes before they are packed.
std::string file(Assembly::Threads threads, std::size_t size, Packer* packer = nullptr) {
  Assembly assembly(packer, threads);
  std::mt19937 random(13);
  const auto bytes = [&] {
    std::string made(random() % 40'000, '\0');
    for (char& byte : made) byte = static_cast<char>('a' + random() % 7);
    return made;
  };
  for (std::size_t written = 0; written < size;) {
    std::string made = bytes();
    written += made.size();
    const Number number = assembly.reserve();
    switch (random() % 5) {
      case 0:
        assembly.put(number, "(" + made + ")");
        break;
      case 1:
        assembly.put_shared(number, "(" + made + ")");
        break;
      case 2:
        assembly.put_plain_stream(number, "<</Length " + std::to_string(made.size()) + ">>", made);
        break;
      case 3:
        assembly.put_stream_of(number, std::to_string(number), [&] { return made; });
        break;
      default:
        assembly.put_stream(number, "/Type/Test", std::move(made));
    }
  }
  const Number catalog = assembly.reserve();
  assembly.put(catalog, "<</Type/Catalog>>");
  const Number info = assembly.reserve();
  assembly.put(info, "<<>>");
  assembly.finish(catalog, info);
  std::string whole = assembly.take();
  CHECK(assembly.failure().empty());
  return whole;
}

}  // namespace

TEST_CASE("a file is the same whether or not a thread helps to pack it", "[long]") {
  using enum Assembly::Threads;
  for (const std::size_t size : {10'000UZ, 500'000UZ, 600'000UZ, 6'000'000UZ}) {
    CAPTURE(size);
    const std::string alone = file(one, size);
    CHECK(file(two, size) == alone);
    Packer keeps(Packer::usual_bound);
    CHECK(file(two, size, &keeps) == alone);
    CHECK(read_back::File(alone).objects().size() > 2);
  }
}

TEST_CASE("a long file may be given up at any time") {
  for (const std::size_t count : {1UZ, 20UZ, 200UZ}) {
    Assembly assembly(nullptr, Assembly::Threads::two);
    for (std::size_t i = 0; i < count; ++i)
      assembly.put_stream(assembly.reserve(), "", std::string(100'000, 'x'));
  }
}
