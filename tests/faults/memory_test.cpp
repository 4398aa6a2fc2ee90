#include "cli/samples.hpp"
#include "faults/with_faults.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace pensum::test;

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> build_all{"build",   sample("harbour").string(),
                                         "--start", "2026-11-24",
                                         "-o",      "plan.pdf",
                                         "-o",      "plan.epub",
                                         "-o",      "plan.json",
                                         "-o",      "plan.txt"};

// Refuses memory in so many places of the run as a test has time for, and compares what the run itself, which
// lacked nothing, has written with what an undisturbed one writes.
void refuse(const std::vector<std::string>& arguments, const Contents& before, long places) {
  const TemporaryFolder undisturbed;
  const TemporaryFolder folder;
  for (const auto& [name, bytes] : before) {
    write(undisturbed / name, bytes);
    write(folder / name, bytes);
  }
  // None is refused: it is counted how many there are.
  const Ends counted = refuse_allocations(arguments, undisturbed.path(), 1L << 40, 1);
  INFO(counted.outcome.err);
  REQUIRE(counted.outcome.status == 0);
  REQUIRE(counted.allocations > 1000);
  const long step = thorough() ? 1 : std::max(counted.allocations / places, 1L);
  const Ends refused = refuse_allocations(arguments, folder.path(), 1, step);
  CHECK(refused.outcome.status == 0);
  CHECK(contents_of(folder.path()) == contents_of(undisturbed.path()));
  long count = 0;
  for (const Ends::End& end : refused.ends) {
    INFO("allocation " << end.first << " and others, " << end.count << " in all");
    CHECK(end.status == 4);
    CHECK(end.said == out_of_memory);
    count += end.count;
  }
  CHECK(count >= std::min(refused.allocations, places) / 2);
  if (thorough()) WARN(count << " of " << refused.allocations << " allocations were refused");
}

}  // namespace

TEST_CASE("a build that is refused memory, wherever it is, reports that and ends") {
  refuse(build_all, {}, 120);
}

TEST_CASE("a cohort that is refused memory, wherever it is, reports that and ends") {
  refuse({"cohort", "class.csv", "-o", "out", "-j", "1", "--formats", "txt,epub", "--start", "2026-11-24",
          "--catalog", sample("harbour").string(), "--combined", "all.pdf"},
         {{"class.csv", "Learner,Deadline\nAda,2026-12-10\nBob,2026-12-20\n"}}, 80);
  refuse({"cohort", "class.xml", "-o", "out", "-j", "2", "--formats", "json", "--start", "2026-11-24",
          "--catalog", sample("harbour").string()},
         {{"class.xml", "<roster><learner learner='Ada'/></roster>"}}, 30);
}

TEST_CASE("memory that runs out while files are written leaves each of them whole, and no other") {
  const Contents before{{"plan.pdf", "old"}, {"plan.epub", "old"}, {"plan.json", "old"}, {"plan.txt", "old"}};
  Trials trials(build_all, before);
  const Trials::Trial undisturbed = trials.undisturbed();
  REQUIRE(undisturbed.status == 0);
  REQUIRE(undisturbed.allocations > 20);
  const long step = thorough() ? 1 : std::max(undisturbed.allocations / 40, 1L);
  for (long number = 1; number <= undisturbed.allocations; number += step) trials.add("memory", number);
  for (const Trials::Result& result : trials.run()) {
    const Trials::Trial& trial = result.trial;
    INFO("allocation " << trial.number);
    CHECK(trial.status == 4);
    CHECK(trial.err == out_of_memory);
    CHECK(trial.after.size() == before.size());
    for (const auto& [name, bytes] : trial.after) {
      INFO(name);
      CHECK((bytes == "old" || bytes == undisturbed.after.at(name)));
    }
  }
}

TEST_CASE("without threads comes the same") {
  const TemporaryFolder folder;
  REQUIRE(run_with_faults(build_all, folder.path(), "").status == 0);
  const TemporaryFolder other;
  const Outcome outcome = run_with_faults(build_all, other.path(), "threads");
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(contents_of(other.path()) == contents_of(folder.path()));
}

TEST_CASE("a cohort continues in one thread if there are no others") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "Learner\nAda\nBob\nCleo\n");
  const Outcome outcome = run_with_faults({"cohort", "class.csv", "-o", "out", "-j", "3", "--formats", "txt"},
                                          folder.path(), "threads");
  CHECK(outcome.status == 0);
  CHECK(files_in(folder / "out") == std::vector<std::string>{".pensum-cohort", "ada.txt", "bob.txt",
                                                             "cleo.txt", "cohort.csv", "index.html"});
}
