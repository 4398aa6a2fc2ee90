#include "roster/reading.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

using namespace pensum;
using namespace pensum::test;

namespace {

constexpr std::array<std::string_view, 2> with_dates{"start", "off"};

std::string text(const std::string& bytes, std::optional<roster::DateOrder> order = {}) {
  const auto roster = roster::read_roster(bytes, "r.csv", columns, {.columns = with_dates, .order = order});
  if (roster) return text_of(*roster);
  std::string errors;
  for (const Diagnostic& diagnostic : roster.error()) errors += to_text(diagnostic);
  return errors;
}

}  // namespace

TEST_CASE("one date of a column shows the order of all its dates with slashes") {
  CHECK(text("learner,start\nA,03/04/2026\nB,24/11/2026\n") ==
        "row 2: learner=A@2:1 start=2026-04-03@2:3\nrow 3: learner=B@3:1 start=2026-11-24@3:3\n");
  CHECK(text("learner,start\nA,3/4/2026\nB,11/24/2026\n") ==
        "row 2: learner=A@2:1 start=2026-03-04@2:3\nrow 3: learner=B@3:1 start=2026-11-24@3:3\n");
  // In lists, too; other texts, and other columns, stay as they are.
  CHECK(text("learner,off\n1/2/2026,\"1/12/2026..24/12/2026, 2026/1/2\"\n") ==
        "row 2: learner=1/2/2026@2:1 off=2026-12-01..2026-12-24, 2026/1/2@2:11\n");
  CHECK(text("start\n3/3/2026\n1/2/26\n1/2/2026/7\n") ==
        "row 2: start=2026-03-03@2:1\nrow 3: start=1/2/26@3:1\nrow 4: start=1/2/2026/7@4:1\n");
  // What is no date in either order is reported where values are read.
  CHECK(text("start\n31/02/2026\n99/99/2026\n") ==
        "row 2: start=2026-02-31@2:1\nrow 3: start=2026-99-99@3:1\n");
}

TEST_CASE("where no date of a column shows the order, both readings are named") {
  CHECK(
      text("learner,start,off\nA,03/04/2026,\nB,,24/12/2026\n") ==
      "pensum: error: r.csv:2:3: row 2, start: “03/04/2026” may be 3 April 2026 or 4 March 2026, and no date "
      "of the column shows which\n"
      "hint: which one is it? Write 2026-04-03 or 2026-03-04, or give the order of all dates: date-order dmy "
      "or date-order mdy\n");
  CHECK(text("start\n03/04/2026\n", roster::DateOrder::day_first) == "row 2: start=2026-04-03@2:1\n");
  CHECK(text("start\n03/04/2026\n", roster::DateOrder::month_first) == "row 2: start=2026-03-04@2:1\n");
}

TEST_CASE("dates of a column that contradict each other are an error") {
  CHECK(
      text("start\n24/11/2026\n1/2/2026\n11/24/2026\n") ==
      "pensum: error: r.csv:4:1: row 4, start: “11/24/2026” begins with the month, but “24/11/2026” in row 2 "
      "with the day\n"
      "hint: write all dates of the column in one way, best as YYYY-MM-DD\n");
  CHECK(text("start\n11/24/2026\n24/11/2026\n")
            .find("“24/11/2026” begins with the day, but “11/24/2026” in "
                  "row 2 with the month") != std::string::npos);
}
