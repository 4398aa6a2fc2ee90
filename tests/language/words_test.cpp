#include "language/words.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("durations are said in hours and minutes, each number held to its unit") {
  CHECK(words::minutes({25}) == "25\u00A0min");
  CHECK(words::duration({0}) == "0\u00A0min");
  CHECK(words::duration({59}) == "59\u00A0min");
  CHECK(words::duration({60}) == "1\u00A0h");
  CHECK(words::duration({173}) == "2\u00A0h\u00A053\u00A0min");
  CHECK(words::duration({120}) == "2\u00A0h");
  CHECK(words::load_of_budget({13}, {20}) == "13 of 20\u00A0min");
}

TEST_CASE("one is not many") {
  CHECK(words::lessons(0) == "0 lessons");
  CHECK(words::lessons(1) == "1 lesson");
  CHECK(words::lessons(22) == "22 lessons");
  CHECK(words::study_days(1) == "1 study day");
  CHECK(words::study_days(14) == "14 study days");
  CHECK(words::day_of(3, 14) == "Day 3 of 14");
}
