#include "base/white_space.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>

using namespace pensum;

namespace {

/// Each byte by itself.
std::size_t plain_folded_length(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_white_space(text[at])) {
      end = at + 1;
    } else if (text[at] != ' ' || end < at) {
      break;
    }
  }
  return end;
}

}  // namespace

TEST_CASE("what folding leaves as it is ends before white space that is not one space between words") {
  CHECK(folded_length("") == 0);
  CHECK(folded_length("a text of several words") == 23);
  CHECK(folded_length("a text at whose end is a space ") == 30);
  CHECK(folded_length("a text of  words") == 9);
  CHECK(folded_length("a line and\nanother one") == 10);
  CHECK(folded_length("a line, space \nanother one") == 13);
}

TEST_CASE("eight bytes at once give what each by itself does") {
  std::mt19937 random(20261127);
  const std::string_view characters = "aaaaaaaaaaaa!\x01\x7F\x80\xA0\xE2\xFF        \t\r\n";
  for (int round = 0; round < 100'000; ++round) {
    // Most bytes are words', so that some texts are longer than eight bytes.
    const std::size_t kinds = 1 + random() % characters.size();
    std::string text = "b";
    for (std::size_t size = random() % 40; text.size() < size;) {
      const char c = characters[random() % kinds];
      text += c == ' ' && random() % 4 != 0 && text.back() == ' ' ? 'c' : c;
    }
    INFO(round);
    REQUIRE(folded_length(text) == plain_folded_length(text));
  }
}
