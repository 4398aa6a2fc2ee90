#include "cohort/learner_names.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;

namespace {

constexpr std::array<std::string_view, 4> columns{"learner", "file", "code", "minutes"};

std::vector<std::string> names(const std::string& csv, std::string_view code_column = {}) {
  const auto roster = roster::read_roster(csv, "class.csv", columns);
  REQUIRE(roster.has_value());
  std::vector<std::string> all;
  for (const Result<std::string>& name : cohort::name_files(*roster, code_column)) {
    std::string printed = name ? *name : "! " + to_text(name.error().front());
    all.push_back(printed.substr(0, printed.find('\n')));
  }
  return all;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("learners of one name get files of their own, in the order of the roster") {
  CHECK(names("learner,minutes\nAnna,1\nAnna 2,1\nANNA,1\n,1\n😀,1\n") ==
        Names{"anna", "anna-2", "anna-3", "learner-5", "learner-6"});
}

TEST_CASE("a file name of one's own goes before all that are made up") {
  CHECK(names("learner,file\nAnna,\nBen,anna\nCem,Cem_1\n") == Names{"anna-2", "anna", "Cem_1"});
  CHECK(names("learner,file\nAnna,x\nBen,X\nCem,../x\n") ==
        Names{"x", "! pensum: error: file: another learner has “X”, too",
              "! pensum: error: file: “../x” is not a file name on every system"});
}

TEST_CASE("codes take the place of names, and nothing of a name is left") {
  CHECK(names("learner,code,file\nAnna,K-17,anna\nBen,K 18,\n", "code") == Names{"k-17", "k-18"});
  CHECK(names("learner,code\nAnna,17\nBen,\nCem,17\nDora,!?\n", "code") ==
        Names{"17", "! pensum: error: class.csv:3:1: there is no code",
              "! pensum: error: code: another learner has “17”, too",
              "! pensum: error: code: “!?” holds neither letters nor digits"});
}
