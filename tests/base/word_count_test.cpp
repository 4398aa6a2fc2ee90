#include "base/word_count.hpp"

#include <catch2/catch.hpp>

#include <string>

using pensum::count_words;

TEST_CASE("words are what is between white space", "[words]") {
  CHECK(count_words("") == 0);
  CHECK(count_words("  one\ttwo\nthree ") == 3);
  CHECK(count_words("a\u00A0b\u2009c") == 3);
}

TEST_CASE("what holds no letter is not a word", "[words]") {
  CHECK(count_words("a - b – c * 🚀 …") == 3);
  CHECK(count_words("don't well-known 3.14 C++ (yes)") == 5);
  CHECK(count_words("dashes—between—words") == 3);
}

TEST_CASE("other alphabets have words with spaces", "[words]") {
  CHECK(count_words("Привет мир") == 2);
  CHECK(count_words("مرحبا بالعالم الآن") == 3);
  CHECK(count_words("안녕하세요 세계") == 2);
  CHECK(count_words("Straße über naïve") == 3);
}

TEST_CASE("2.2 characters of Chinese or Japanese are a word", "[words]") {
  std::string text;
  for (int i = 0; i < 22; ++i) text += "漢";
  CHECK(count_words(text) == 10);
  CHECK(count_words("漢字、かな。") == 2);
  CHECK(count_words("用 Go 写的程序") == 1 + 3);
}

TEST_CASE("5 characters of Thai are a word", "[words]") {
  CHECK(count_words("ภาษาไทยมีคำ") == 3);  // 11 characters
}

TEST_CASE("bytes that are not UTF-8 are counted all the same", "[words]") {
  CHECK(count_words("a \xFF\xFE b") == 2);
}
