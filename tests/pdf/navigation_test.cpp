#include "pdf/navigation.hpp"

#include <catch2/catch.hpp>

#include <deque>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::pdf;

namespace {

std::vector<LabelRange> ranges(const std::vector<std::string>& labels) {
  std::deque<document::Page> pages;
  for (const std::string& label : labels) {
    pages.push_back({.width = {}, .height = {}, .label = label, .operations = {}});
  }
  return label_ranges(pages);
}

using Ranges = std::vector<LabelRange>;

}  // namespace

TEST_CASE("page labels become the fewest ranges that give them") {
  CHECK(ranges({"1", "2", "3"}) == Ranges{{0, "", 1}});
  CHECK(ranges({"5", "6", "9", "10"}) == Ranges{{0, "", 5}, {2, "", 9}});
  CHECK(ranges({"A-1", "A-2", "B-1"}) == Ranges{{0, "A-", 1}, {2, "B-", 1}});
  CHECK(ranges({"Cover", "Cover", "1"}) == Ranges{{0, "Cover", 0}, {2, "", 1}});
  CHECK(ranges({"i", "ii"}) == Ranges{{0, "i", 0}, {1, "ii", 0}});
  CHECK(ranges({"007", "008"}) == Ranges{{0, "00", 7}});
  CHECK(ranges({"009", "010"}) == Ranges{{0, "00", 9}, {1, "0", 10}});
  CHECK(ranges({"0", "1"}) == Ranges{{0, "0", 0}, {1, "", 1}});
  CHECK(ranges({""}) == Ranges{{0, "", 0}});
  CHECK(ranges({"99999999999"}) == Ranges{{0, "99", 999999999}});
  CHECK(ranges({"1000000000000"}) == Ranges{{0, "1000000000000", 0}});
}

TEST_CASE("a URI is ASCII, and what it escapes already stays") {
  CHECK(to_ascii_uri("https://example.org/a?b=c&d=%20#e") == "https://example.org/a?b=c&d=%20#e");
  CHECK(to_ascii_uri("https://example.org/é x\"<y>\\^`{z}|\n") ==
        "https://example.org/%C3%A9%20x%22%3Cy%3E%5C%5E%60%7Bz%7D%7C%0A");
}
