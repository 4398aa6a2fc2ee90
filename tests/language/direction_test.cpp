#include "language/direction.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

constexpr Direction ltr = Direction::left_to_right;
constexpr Direction rtl = Direction::right_to_left;

TEST_CASE("a language runs as its script does") {
  for (const char* tag : {"en", "de-AT", "ja", "lt", "az", "x-unknown", "", "uz-Latn", "ku"}) {
    CAPTURE(tag);
    CHECK(direction_of(tag) == ltr);
  }
  for (const char* tag : {"ar", "ar-EG", "he", "fa", "ur", "yi", "dv", "uz-Arab", "az-Arab", "ckb"}) {
    CAPTURE(tag);
    CHECK(direction_of(tag) == rtl);
  }
}

TEST_CASE("a text runs the way of what is around it, unless all its letters run the other way") {
  CHECK(direction_of_text("Intro", ltr) == ltr);
  CHECK(direction_of_text("1. Intro to .NET!", rtl) == ltr);
  CHECK(direction_of_text("دورة C++", rtl) == rtl);
  CHECK(direction_of_text("C++ دورة", rtl) == rtl);
  CHECK(direction_of_text("C++ دورة", ltr) == ltr);
  CHECK(direction_of_text("שלום!", ltr) == rtl);
  // Signs and numbers alone run neither way.
  CHECK(direction_of_text("12 – 15", ltr) == ltr);
  CHECK(direction_of_text("12 – 15", rtl) == rtl);
  CHECK(direction_of_text("", rtl) == rtl);
}

TEST_CASE("isolated parts of a text do not decide its direction") {
  CHECK(direction_of_text("for \u2068שלום\u2069", rtl) == ltr);
  CHECK(direction_of_text("\u2068שלום\u2069 · \u2067עולם\u2069", ltr) == ltr);
  CHECK(direction_of_text("\u2068C++\u2069 (\u2068part 1\u2069)", rtl) == rtl);
  CHECK(direction_of_text("\u2069a", rtl) == ltr);  // closes nothing
}
