// What a cohort is refused for.
#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

struct Refused {
  std::vector<std::string> options;
  std::string message;
};

}  // namespace

TEST_CASE("options of a cohort that make no sense are refused, each with a hint") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner,minutes\nAda,30\n");
  for (const Refused& each : std::vector<Refused>{
           {{"--jobs", "0"}, "--jobs: “0” is not a number of jobs\nhint: write a number from 1 to "},
           {{"--jobs", "two"}, "--jobs: “two” is not a number of jobs\n"},
           {{"--combined", "all.epub"},
            "--combined: “all.epub” does not end in .pdf\nhint: it becomes a PDF\n"},
           {{"--combined", "all.pdf", "--shard", "1/2"}, "--combined needs all plans, and these are parts\n"},
           {{"--merge-index", "--shard", "1/2"},
            "--merge-index puts all parts together, --shard makes one\n"},
           {{"--clean", "--shard", "1/2"}, "--clean needs the whole roster, and --shard makes a part\n"},
           {{"--shard", "3/2"},
            "--shard: “3/2” is not a part\nhint: write which part of how many, such as 1/4"},
           {{"--anonymous=lerner"},
            "--anonymous: there is no column “lerner”\nhint: did you mean “learner”?\n"},
           {{"--anonymous"}, "class.csv has no column code\nhint: --anonymous names files by it"},
           {{"--merge-index"},
            "out/class contains no part of a cohort\nhint: make the parts with --shard first"}}) {
    CAPTURE(each.message);
    std::vector<std::string> command{"cohort", "class.csv"};
    command.insert(command.end(), each.options.begin(), each.options.end());
    const Outcome outcome = run_pensum(command, {.folder = folder.path()});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CAPTURE(outcome.err);
    CHECK(outcome.err.find("pensum: error: " + each.message) != std::string::npos);
  }
  CHECK(files_in(folder.path()) == std::vector<std::string>{"class.csv"});
}

TEST_CASE("a folder with another cohort, or with parts of several, is left alone") {
  const TemporaryFolder folder;
  const auto run = [&](std::vector<std::string> options) {
    options.insert(options.begin(), "cohort");
    options.insert(options.end(), {"--formats", "txt", "--output", "plans", "--start", "2026-11-24"});
    return run_pensum(options, {.folder = folder.path()});
  };
  write(folder / "a.csv", "learner\nAda\nBo\n");
  write(folder / "b.csv", "learner\nCy\n");
  REQUIRE(run({"a.csv"}).status == 0);
  const Outcome other = run({"b.csv"});
  CHECK(other.status == 2);
  CHECK(other.err.find("plans contains another cohort: none of its learners is in b.csv") !=
        std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "plans/cy.txt"));

  std::filesystem::remove_all(folder / "plans");
  REQUIRE(run({"a.csv", "--shard", "1/2"}).status == 0);
  REQUIRE(run({"a.csv", "--shard", "1/3"}).status == 0);
  const Outcome parts = run({"a.csv", "--merge-index"});
  CHECK(parts.status == 2);
  CHECK(parts.err.find("plans holds parts of 2 and of 3") != std::string::npos);
}

TEST_CASE("nothing is cleaned while a learner's files have no name") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner,file\nAda,\nBo,\n");
  const std::vector<std::string> command{"cohort", "class.csv", "--formats", "txt", "--clean"};
  REQUIRE(run_pensum(command, {.folder = folder.path()}).status == 0);
  write(folder / "class.csv", "learner,file\nAda,\nBo,../bo\n");
  const Outcome outcome = run_pensum(command, {.folder = folder.path()});
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("warning: nothing is cleaned: some learners’ files have no name") !=
        std::string::npos);
  CHECK(std::filesystem::exists(folder / "out/class/bo.txt"));
}
