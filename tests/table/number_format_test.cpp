#include "table/number_format.hpp"

#include <catch2/catch.hpp>

using namespace pensum::table;
using Kind = NumberFormat::Kind;

TEST_CASE("format codes tell dates and durations from numbers") {
  CHECK(number_format("General").kind == Kind::number);
  CHECK(number_format("#,##0.00").kind == Kind::number);
  CHECK(number_format("yyyy\\-mm\\-dd").kind == Kind::date);
  CHECK(number_format("[$-407]d. mmmm yyyy;@").kind == Kind::date);
  CHECK(number_format("mmm").kind == Kind::date);
  CHECK(number_format("dd/mm/yy hh:mm").kind == Kind::date);
  CHECK(number_format("h:mm").kind == Kind::time_of_day);
  CHECK(number_format("hh:mm AM/PM").kind == Kind::time_of_day);
  CHECK(number_format("[h]:mm").kind == Kind::duration);
  CHECK(number_format("[hh]:mm:ss").kind == Kind::duration);
  CHECK(number_format("mm:ss").kind == Kind::duration);
  CHECK(number_format("h:mm:ss").kind == Kind::duration);
  CHECK(number_format("0%").kind == Kind::percent);
  CHECK(number_format("[Red]0.0").kind == Kind::number);
  for (const char* broken : {"", "\"", "[", "\\", "_", "0\"", ";"})
    CHECK(number_format(broken).kind == Kind::number);
}

TEST_CASE("what a format shows behind a number stays") {
  CHECK(shown_number(45, number_format("0\" min\"")) == "45 min");
  CHECK(shown_number(1.5, number_format("0.0\\ \\h")) == "1.5 h");
  CHECK(shown_number(45, number_format("General\" min\"")) == "45 min");
}

TEST_CASE("numbers are shown in the fewest digits, and dates and times as they are read") {
  CHECK(shown_number(20, {}) == "20");
  CHECK(shown_number(0.1 + 0.2, {}) == "0.3");
  CHECK(shown_number(0.45, {Kind::percent}) == "45%");
  CHECK(shown_number(46357, {Kind::date}) == "2026-12-01");
  CHECK(shown_number(46357.4375, {Kind::date}) == "2026-12-01 10:30");
  CHECK(shown_number(0.0625, {Kind::time_of_day}) == "1:30");
  CHECK(shown_number(1.0625, {Kind::duration}) == "25:30:00");
  CHECK(shown_number(-1, {Kind::date}) == "-1");
  CHECK(shown_number(1e300 * 1e300, {}).empty());
}

TEST_CASE("built-in formats are known by their numbers") {
  CHECK(built_in_format(0).kind == Kind::number);
  CHECK(built_in_format(9).kind == Kind::percent);
  CHECK(built_in_format(14).kind == Kind::date);
  CHECK(built_in_format(20).kind == Kind::time_of_day);
  CHECK(built_in_format(46).kind == Kind::duration);
}
