#include "base/gap_marks.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

namespace {

const std::string begins(english_begins);
const std::string ends(english_ends);

/// Parts as "(english)other(english)".
std::string parts(std::string_view text, bool& english) {
  std::string all;
  MarkedText marked(text, english);
  for (MarkedPart part = marked.next(); !part.text.empty(); part = marked.next())
    all += part.english ? "(" + std::string(part.text) + ")" : std::string(part.text);
  return all;
}

}  // namespace

TEST_CASE("a text comes in parts, in English and not") {
  bool english = false;
  CHECK(parts("gün " + begins + "Day 3" + ends + ", gün", english) == "gün (Day 3), gün");
  CHECK(parts(begins + ends, english) == "");
  CHECK(parts("", english) == "");
  CHECK_FALSE(english);
}

TEST_CASE("what begins in one text may end in the next") {
  bool english = false;
  CHECK(parts("a " + begins + "Day", english) == "a (Day)");
  CHECK(english);
  CHECK(parts("3 of", english) == "(3 of)");
  CHECK(parts("14" + ends + " b", english) == "(14) b");
  CHECK_FALSE(english);
}

TEST_CASE("the end of a flag is no mark where nothing has begun") {
  const std::string scotland = "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F";
  CHECK(without_gap_marks(scotland + " " + begins + "and" + ends + " " + scotland) ==
        scotland + " and " + scotland);
  CHECK_FALSE(has_gap_marks(scotland));
}

TEST_CASE("a text that can have only one language has that of its larger part") {
  CHECK(mostly_english(begins + "29, day off" + ends));
  CHECK(mostly_english("29, " + begins + "day off" + ends));
  CHECK_FALSE(mostly_english(begins + "by" + ends + " 29 Kasım"));
  CHECK_FALSE(mostly_english("29"));
}
