#include "image/qr_code.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

TEST_CASE("a QR code has its three finders, and the smallest size that holds the text") {
  const QrCode code = qr_code("https://example.org/1").value();
  REQUIRE(code.side == 25);
  REQUIRE(code.dark.size() == code.side * code.side);
  // A finder is seven modules wide, with a white frame inside and beside it.
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(code.is_dark(0, i));
    CHECK(code.is_dark(i, 0));
    CHECK(code.is_dark(0, code.side - 1 - i));
    CHECK(code.is_dark(code.side - 1, i));
  }
  CHECK_FALSE(code.is_dark(0, 7));
  CHECK_FALSE(code.is_dark(1, 1));
  CHECK(code.is_dark(3, 3));
  CHECK(qr_code(std::string(300, 'x')).value().side > code.side);
}

TEST_CASE("a text that is too long for a QR code has none") {
  CHECK(qr_code(std::string(2331, 'x')).value().side == 177);
  CHECK(qr_code(std::string(2332, 'x')).value().side == 0);
}

TEST_CASE("without libqrencode, or with another library under its name, the error says what to install") {
  const auto why = [](const char* file) {
    const Result<QrCode> code = qr_code("x", file);
    REQUIRE_FALSE(code.has_value());
    return to_text(code.error().front());
  };
  CHECK(why("libpensum-has-none.so")
            .starts_with("pensum: error: QR codes cannot be made: libpensum-has-none.so: "));
  CHECK(why("libz.so.1").find("undefined symbol: QRcode_") != std::string::npos);
  CHECK(why("libz.so.1").ends_with(": it is in Debian's package libqrencode4\n"));
}
