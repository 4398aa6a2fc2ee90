#include "language/folded.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("texts that differ in case or composition are equal when folded, in all scripts") {
  CHECK(folded_case("Straße") == "strasse");
  CHECK(folded_case("ΦΙΛΟΣ") == folded_case("φιλος"));
  CHECK(folded_case("Caf\u00E9") == folded_case("CAFE\u0301"));
  CHECK(folded_case("İ") == "i\u0307");
  CHECK(folded_case("ﬁn") == "fin");
  CHECK(folded_case("日本 (§)") == "日本 (§)");
  CHECK(folded_case("a\xFF").starts_with("a\uFFFD"));
  CHECK(folded_case("").empty());
}
