#include "layout/length.hpp"

#include <catch2/catch.hpp>

using pensum::Points;
using pensum::layout::parse_length;

TEST_CASE("lengths are exact to a thousandth of a point") {
  CHECK(parse_length("10pt") == Points{10'000});
  CHECK(parse_length("0.4pt") == Points{400});
  CHECK(parse_length("1in") == Points{72'000});
  CHECK(parse_length("8.5in") == Points{612'000});
  CHECK(parse_length("210mm") == Points{595'276});
  CHECK(parse_length("297mm") == Points{841'890});
  CHECK(parse_length("4.2mm") == Points{11'906});
  CHECK(parse_length("2.54cm") == Points{72'000});
  CHECK(parse_length("0mm") == Points{0});
}

TEST_CASE("what is not a length is refused") {
  for (const char* text : {"", "mm", "10", "10 mm", "1.mm", ".5mm", "1.2345mm", "-1mm", "1,5mm", "1e3pt",
                           "10px", "5001mm", "99999999999999999999pt", "1.2.3pt", "10mmm"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_length(text).has_value());
  }
}
