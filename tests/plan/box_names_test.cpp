#include "plan/box_names.hpp"

#include <catch2/catch.hpp>

using namespace pensum;
using Kind = BoxFor::Kind;

TEST_CASE("a box's name is written and read") {
  const BoxFor boxes[] = {{Kind::lesson, "11", 0},   {Kind::lesson, "a.b-c_1", 0}, {Kind::part, "11", 2},
                          {Kind::part, "1.2.3", 14}, {Kind::review, "q1", 1},      {Kind::review, "4.4", 12}};
  for (const BoxFor& box : boxes) {
    CAPTURE(box_name(box));
    CHECK(box_named(box_name(box)) == box);
  }
  CHECK(box_name(boxes[0]) == "lesson.11");
  CHECK(box_name(boxes[3]) == "part.1.2.3.14");
  CHECK(box_name(boxes[4]) == "review.q1.1");
}

TEST_CASE("any other name is of no box") {
  for (const char* name :
       {"", "lesson", "lesson.", "part.1", "part..1", "part.1.", "part.1.0", "part.1.01", "part.1.x",
        "review.1.-1", "review.1.99999999999999999999", "lessons.1", "Signature"}) {
    CAPTURE(name);
    CHECK_FALSE(box_named(name).has_value());
  }
}
