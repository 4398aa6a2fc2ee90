#include "cohort/table.hpp"

#include "cohort/outcomes.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::cohort;
using test::failed;
using test::planned;

namespace {

std::vector<Outcome> outcomes() {
  std::vector<Outcome> all{
      planned(2, "Ada Lovelace", "ada-lovelace"),
      failed(3, "Zoë \"Z\", the 2nd; or not", "row 3, minutes: “x” is none (write a number)"),
      planned(5, "=HYPERLINK(\"http://x\")", "hyperlink"),
      planned(6, "'quoted'", "quoted"),
      planned(7, "-1+2", "1-2"),
      failed(8, "", "it does not fit", Outcome::State::no_plan),
      planned(9, "עדה", "dh")};
  all.back().span = facts::BarSpan::month;
  all.back().notes = "Left out, so that the rest fits: lesson 2 (5 min). No room was left for 3 reviews.";
  all[3].bars.clear();
  all[3].files.clear();
  return all;
}

}  // namespace

TEST_CASE("the table is read back as it was written") {
  const std::vector<Outcome> all = outcomes();
  const auto read = read_csv(to_csv(all), "cohort.csv");
  REQUIRE(read.has_value());
  REQUIRE(read->size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(i, all[i].learner, (*read)[i].learner);
    CHECK((*read)[i] == all[i]);
  }
  const auto nobody = read_csv(to_csv({}), "cohort.csv");
  REQUIRE(nobody.has_value());
  CHECK(nobody->empty());
}

TEST_CASE("a spreadsheet takes the table as text, in UTF-8") {
  const std::string csv = to_csv(outcomes());
  CHECK(csv.starts_with("\xEF\xBB\xBFrow,learner,"));
  CHECK(csv.find("\"'=HYPERLINK(\"\"http://x\"\")\"") != std::string::npos);
  CHECK(csv.find(",'-1+2,") != std::string::npos);
  CHECK(csv.find(",''quoted',") != std::string::npos);
  CHECK(csv.find(",=") == std::string::npos);
  for (std::size_t at = csv.find('\n'); at != std::string::npos; at = csv.find('\n', at + 1)) {
    CHECK(csv[at - 1] == '\r');
  }
}

TEST_CASE("a fault in a changed table is reported with its place") {
  std::string csv = to_csv(outcomes());
  const auto change = [&](const std::string& from, const std::string& to) {
    std::string changed = csv;
    const std::size_t at = changed.find(from);
    REQUIRE(at != std::string::npos);
    const auto read = read_csv(changed.replace(at, from.size(), to), "cohort.csv");
    REQUIRE_FALSE(read.has_value());
    return read.error().front();
  };
  const Diagnostic date = change("2026-12-01", "1.12.2026");
  CHECK(date.message == "row 2, start: “1.12.2026” is not what pensum wrote");
  CHECK(date.place.line == 2);
  CHECK(change("2026-12-01 2026-12-02", "2026-12-01").message ==
        "row 2, bar-starts: “2026-12-01 2026-12-14” is not what pensum wrote");
  CHECK(change("2026-12-02", "tomorrow").message ==
        "row 2, bar-starts: “2026-12-01 tomorrow 2026-12-14” is not what pensum wrote");
  CHECK(change("planned", "Planned").message == "row 2, state: “Planned” is not what pensum wrote");
  CHECK(change(",173,", ",,").message == "row 2, minutes: there is nothing");
  CHECK(change("\"13 12 0\"", "\"13 12\"").message ==
        "row 2, review-minutes: “0 8 5” is not what pensum wrote");
}

TEST_CASE("of a plan without dates the table has the numbers of study days") {
  Outcome undated = planned(2, "Ada", "ada");
  undated.undated = true;
  undated.start = first_date;
  undated.deadline = first_date + days{13};
  undated.cushion = {{1, first_date + days{7}}};
  for (Outcome::Bar& bar : undated.bars) bar.first = first_date + days{&bar - undated.bars.data()};
  const std::vector<Outcome> all{undated, planned(3, "Ben", "ben")};
  const std::string csv = to_csv(all);
  CHECK(csv.find("2,Ada,ada,planned,1,14,3,22,173,20,25,1=8,day,\"1 2 3\",") != std::string::npos);
  const auto read = read_csv(csv, "cohort.csv");
  REQUIRE(read.has_value());
  CHECK(*read == all);
  for (const char* number : {"0", "36526", "99999999999999999999"}) {
    std::string wrong = csv;
    wrong.replace(wrong.find("planned,1,14,"), 13, std::string("planned,1,") + number + ",");
    CAPTURE(number);
    const auto none = read_csv(wrong, "cohort.csv");
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().front().message ==
          std::string("row 2, deadline: “") + number + "” is not what pensum wrote");
  }
}
