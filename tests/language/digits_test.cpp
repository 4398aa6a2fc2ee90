#include "language/digits.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace pensum;

TEST_CASE("numbers are written without separators, padded where asked") {
  CHECK(Digits().text(0) == "0");
  CHECK(Digits().text(1234567) == "1234567");
  CHECK(Digits().text(7, 2) == "07");
  CHECK(Digits().text(-3, 2) == "-03");
  CHECK(Digits().text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(Digits(U"0123456789").text(14) == "14");
}

TEST_CASE("numbers have the digits of any numbering system of ten") {
  CHECK(Digits(U"۰۱۲۳۴۵۶۷۸۹").text(1405) == "۱۴۰۵");
  CHECK(Digits(U"〇一二三四五六七八九").text(2026) == "二〇二六");
  CHECK(Digits(U"𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙").text(std::numeric_limits<std::int64_t>::min()).size() == 77);
  CHECK(Digits(U"abc").text(5) == "5");
}
