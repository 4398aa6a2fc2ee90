#include "roster/reading.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::test;

TEST_CASE("a roster from XML gives the same as one from CSV") {
  const std::string bytes =
      "\xEF\xBB\xBF\n<roster>\n"
      "  <learner minutes='20' learner='Ada &amp; Björn' off=' '/>\n"
      "  <learner/> <!-- nobody -->\n"
      "  <learner learner=\"Cy\"\n    start=\"2026-12-01\"/>\n"
      "</roster>";
  const auto roster = roster::read_roster(bytes, "r.csv", columns);
  REQUIRE(roster.has_value());
  CHECK(roster->columns() == std::vector<std::string>{"learner", "start", "minutes"});
  CHECK(roster->number(1) == 3);
  CHECK(text_of(*roster) ==
        "learner 1: learner=Ada & Björn@3:34 minutes=20@3:21\n"
        "learner 3: learner=Cy@5:21 start=2026-12-01@6:12\n");
}

TEST_CASE("all that is wrong with a roster in XML is told in one run") {
  CHECK(errors("<roster lang='de'>\n<learner lerner='Ada'/>\n<lerner/>x</roster>", "r.xml") ==
        "r.xml:1:9: <roster> has no attribute “lang”\nhint: delete it\n"
        "r.xml:2:10: <learner> has no attribute “lerner”\nhint: did you mean “learner”?\n"
        "r.xml:3:1: <lerner> is not known inside <roster>\nhint: did you mean “learner”?\n"
        "r.xml:3:10: text inside <roster>: “x”\nhint: only elements are allowed here\n");
  CHECK(errors("<roster><learner></roster>", "r.xml").find("r.xml:1:18: </roster> where </learner>") == 0);
  CHECK(errors("<request/>", "r.xml") ==
        "r.xml:1:1: <request> is not a roster\nhint: a roster starts with <roster>\n");
  CHECK(errors("\n<roster><learner/></roster>", "r.xml") ==
        "r.xml:2:1: the roster has no learners\nhint: write <learner learner=\"…\" deadline=\"…\"/> for "
        "each\n");
}
