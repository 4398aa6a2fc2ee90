// Cohorts from the outside: what lies in the folder afterwards, whatever happens on the way.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <string>
#include <thread>
#include <vector>

using namespace pensum::test;

namespace {

namespace fs = std::filesystem;

const char* const header = "learner,start,deadline,minutes,code\n";

/// `count` learners, each with a name and dates of their own.
std::string roster(int count) {
  std::string csv = header;
  for (int i = 0; i < count; ++i) {
    csv += fmt::format("Learner {0},2026-12-{1:02},2026-12-{2:02},,K{0}\n", i + 1, 1 + i % 10, 15 + i % 10);
  }
  return csv;
}

std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const std::string& name : files_in(folder)) all[name] = bytes_of(folder / name);
  return all;
}

/// Runs `pensum cohort class.csv` in `folder`, over the roster that is there.
Outcome cohort(const TemporaryFolder& folder, std::vector<std::string> options = {},
               Surroundings surroundings = {}) {
  options.insert(options.begin(), {"cohort", "class.csv"});
  surroundings.folder = folder.path();
  return run_pensum(options, surroundings);
}

bool is_whole(const std::string& name, const std::string& bytes) {
  if (name.ends_with(".pdf")) return bytes.starts_with("%PDF-") && bytes.ends_with("%%EOF\n");
  // A ZIP file ends with a record of 22 bytes.
  if (name.ends_with(".epub")) return bytes.size() > 22 && bytes.substr(bytes.size() - 22, 4) == "PK\x05\x06";
  return true;
}

}  // namespace

TEST_CASE("every learner of a roster gets a plan, the teacher a page and a table") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(3));
  const Outcome outcome = cohort(folder);
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(
      outcome.out ==
      "3 plans in out/class: 6 files, 6 of them new or changed\nthe teacher’s page: out/class/index.html\n");
  CHECK(files_in(folder / "out/class") ==
        std::vector<std::string>{".pensum-cohort", "cohort.csv", "index.html", "learner-1.epub",
                                 "learner-1.pdf", "learner-2.epub", "learner-2.pdf", "learner-3.epub",
                                 "learner-3.pdf"});
  for (const auto& [name, bytes] : contents(folder / "out/class")) CHECK(is_whole(name, bytes));
  // Just as `build` makes them, except that a book names its set.
  REQUIRE(run_pensum({"build", "--learner", "Learner 2", "-s", "2026-12-02", "-d", "2026-12-16", "-o",
                      (folder / "one.pdf").string()})
              .status == 0);
  CHECK(bytes_of(folder / "one.pdf") == bytes_of(folder / "out/class/learner-2.pdf"));
}

TEST_CASE("the same bytes with any number of threads, and nothing is written twice") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(12) + "Bad,x,,,\n" + "Late,2026-12-01,2026-12-02,5,\n");
  CHECK(cohort(folder, {"-j", "1", "-o", "one"}).status == 2);
  CHECK(cohort(folder, {"-j", "5", "-o", "five"}).status == 2);
  CHECK(contents(folder / "one") == contents(folder / "five"));
  const auto times = [&] {
    std::map<std::string, fs::file_time_type> all;
    for (const std::string& name : files_in(folder / "one"))
      all[name] = fs::last_write_time(folder / "one" / name);
    return all;
  };
  const auto before = times();
  const Outcome again = cohort(folder, {"-o", "one"});
  CHECK(again.out.starts_with(
      "12 plans in one: 24 files, 0 of them new or changed\n2 learners without a plan\n"));
  CHECK(times() == before);
  std::string changed = bytes_of(folder / "class.csv");
  changed.replace(changed.find("Learner 3,2026-12-03"), 20, "Learner 3,2026-12-04");
  write(folder / "class.csv", changed);
  CHECK(
      cohort(folder, {"-o", "one"}).out.starts_with("12 plans in one: 24 files, 2 of them new or changed\n"));
}

TEST_CASE("a row that fails stops no other, and is told with row, column and value") {
  const TemporaryFolder folder;
  write(folder / "class.csv",
        "learner,start,minutes,deadline,layout,catalog\n"
        "Ada,2026-12-01,,2026-12-14,,\n"
        "Ben,1.12.26,abc,2026-12-14,,\n"
        "Cem,2026-12-01,10,2026-12-03,,\n"
        "Dora,2026-12-01,,2026-12-14,a44,\n"
        "Emil,2026-12-01,,2026-12-14,,go-intervju\n"
        "Finn,2026-12-01,,2026-12-14,,\n");
  const Outcome outcome = cohort(folder, {"--formats", "pdf"});
  CHECK(outcome.status == 2);
  CHECK(outcome.out.starts_with(
      "2 plans in out/class: 2 files, 2 of them new or changed\n4 learners without a plan\n"));
  for (const char* said : {"class.csv:3:5: row 3, start: “1.12.26” is not a date",
                           "class.csv:3:13: row 3, minutes: “abc” is not a number of",
                           "class.csv:4:1: row 4, Cem: 154 of the 173 min do not fit",
                           "class.csv:5:29: row 5, layout: there is no layout “a44”", "did you mean “a4”?",
                           "class.csv:6:30: row 6, catalog: there is no catalog “go-intervju”"}) {
    CAPTURE(outcome.err);
    CHECK(outcome.err.find(said) != std::string::npos);
  }
  CHECK(files_in(folder / "out/class") ==
        std::vector<std::string>{".pensum-cohort", "ada.pdf", "cohort.csv", "finn.pdf", "index.html"});
  const std::string page = bytes_of(folder / "out/class/index.html");
  CHECK(page.find("2 learners have a plan, 4 have none.") != std::string::npos);
  // If all rows that fail do not fit, the status shows that.
  write(folder / "class.csv", "learner,start,minutes,deadline\nCem,2026-12-01,10,2026-12-03\n");
  CHECK(cohort(folder, {"-o", "late"}).status == 3);
}

TEST_CASE("options fill in what rows leave out, and rows win") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner,minutes,lang\nAda,,\nBen,40,de\n");
  REQUIRE(cohort(folder,
                 {"-s", "2026-12-01", "-m", "30", "--lang", "fr", "--formats", "json", "--reviews", "none"})
              .status == 0);
  const std::string ada = bytes_of(folder / "out/class/ada.json");
  const std::string ben = bytes_of(folder / "out/class/ben.json");
  CHECK(ada.find("\"language\": \"fr\"") != std::string::npos);
  CHECK(ben.find("\"language\": \"de\"") != std::string::npos);
  CHECK(ada.find("\"budget\": 30") != std::string::npos);
  CHECK(ben.find("\"budget\": 40") != std::string::npos);
  CHECK(ada.find("\"start\": \"2026-12-01\"") != std::string::npos);
  // A fault of all rows is reported once, and nothing is made.
  const Outcome wrong = cohort(folder, {"-m", "0", "-o", "none"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.starts_with("pensum: error: --minutes: “0” is not a number of minutes\n"));
  CHECK_FALSE(fs::exists(folder / "none"));
}

TEST_CASE("parts of a roster together are the same as the whole, byte for byte") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(7) + "Late,2026-12-01,2026-12-02,5,\n");
  CHECK(cohort(folder, {"-o", "whole"}).status == 3);
  CHECK(cohort(folder, {"-o", "parts", "--merge-index"}).status == 2);
  for (int part = 1; part <= 9; ++part) {
    const int status = cohort(folder, {"-o", "parts", "--shard", fmt::format("{}/9", part)}).status;
    CHECK(status == (part == 8 ? 3 : 0));
    if (part == 5) {
      const Outcome early = cohort(folder, {"-o", "parts", "--merge-index"});
      CHECK(early.status == 2);
      CHECK(early.err == "pensum: error: part 6 of 9 is missing\nhint: make it with --shard 6/9\n");
    }
  }
  const Outcome merged = cohort(folder, {"-o", "parts", "--merge-index"});
  CHECK(merged.status == 3);
  CHECK(merged.out == "merged 7 plans of 8 learners into parts/index.html\n");
  CHECK(contents(folder / "parts") == contents(folder / "whole"));
  for (const char* bad : {"0/3", "4/3", "1", "a/b", "1/0", "-1/2"}) {
    CHECK(cohort(folder, {"--shard", bad}).status == 2);
  }
}

TEST_CASE("cleaning removes what pensum made for learners who left, and nothing else") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(4));
  REQUIRE(cohort(folder, {"--formats", "txt"}).status == 0);
  const fs::path out = folder / "out/class";
  write(out / "notes.txt", "the teacher's own");
  write(out / "learner-4.txt", "changed by hand");
  write(folder / "class.csv", roster(2) + "Learner 9,x,,,\n");
  // Without --clean all stays.
  CHECK(cohort(folder, {"--formats", "txt"}).status == 2);
  CHECK(fs::exists(out / "learner-3.txt"));
  const Outcome outcome = cohort(folder, {"--formats", "txt", "--clean"});
  CHECK(outcome.err.find("learner-4.txt is kept: it has been changed since pensum wrote it") !=
        std::string::npos);
  CHECK(outcome.out.ends_with("removed 1 file of learners who left\n"));
  CHECK(files_in(out) == std::vector<std::string>{".pensum-cohort", "cohort.csv", "index.html",
                                                  "learner-1.txt", "learner-2.txt", "learner-4.txt",
                                                  "notes.txt"});
  // An invented list leads nowhere.
  write(out / ".pensum-cohort", std::string(40, '0') + " ../class.csv\n");
  CHECK(cohort(folder, {"--formats", "txt", "--clean"}).status == 2);
  CHECK(fs::exists(folder / "class.csv"));
}

TEST_CASE("what the whole roster's run writes over parts that were never merged is its own") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(4));
  for (const char* part : {"1/2", "2/2"})
    REQUIRE(cohort(folder, {"--formats", "txt", "--shard", part}).status == 0);
  write(folder / "class.csv", "learner\nLearner 1\nLearner 2\nLearner 3\nLearner 4\n");
  REQUIRE(cohort(folder, {"--formats", "txt", "--start", "2026-12-07"}).status == 0);
  write(folder / "class.csv", "learner\nLearner 1\nLearner 2\n");
  const Outcome outcome = cohort(folder, {"--formats", "txt", "--start", "2026-12-07", "--clean"});
  CHECK(outcome.err.empty());
  CHECK(outcome.out.ends_with("removed 2 files of learners who left\n"));
}

TEST_CASE("a run overwrites nothing that is not its own") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(2));
  write(folder / "cohort.csv", roster(2));
  const auto refused = [&](const std::vector<std::string>& options, const std::string& roster = "class.csv") {
    std::vector<std::string> command{"cohort", roster, "--formats", "txt"};
    command.insert(command.end(), options.begin(), options.end());
    const Outcome outcome = run_pensum(command, {.folder = folder.path()});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  const auto before = contents(folder.path());
  // What it is made of.
  CHECK(refused({"-o", "."}, "cohort.csv").starts_with("pensum: error: cohort.csv would be overwritten\n"));
  CHECK(refused({"-o", "."}).find("cohort.csv exists, and does not belong to a cohort") != std::string::npos);
  // One file for two things.
  CHECK(refused({"--combined", "out/class/learner-1.pdf", "--formats", "pdf"})
            .find("is one of the cohort’s own files") != std::string::npos);
  CHECK(refused({"-o", ""}).find("--output names no folder") != std::string::npos);
  CHECK(contents(folder.path()) == before);
  // Another cohort's folder.
  REQUIRE(cohort(folder, {"--formats", "txt"}).status == 0);
  write(folder / "others.csv", "learner,start\nSomebody Else,2026-12-01\n");
  CHECK(refused({"-o", "out/class", "--clean"}, "others.csv").find("out/class contains another cohort") !=
        std::string::npos);
  // A foreign file in the place of a learner's is that row's error.
  write(folder / "mine/learner-2.txt", "my own");
  const Outcome outcome = cohort(folder, {"--formats", "txt", "-o", "mine"});
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("learner-2.txt exists, and pensum did not write it") != std::string::npos);
  CHECK(bytes_of(folder / "mine/learner-2.txt") == "my own");
  CHECK(fs::exists(folder / "mine/learner-1.txt"));
}

TEST_CASE("parts of different runs are not put together") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(4));
  REQUIRE(cohort(folder, {"--formats", "txt", "--shard", "1/2"}).status == 0);
  REQUIRE(cohort(folder, {"--formats", "txt", "--reviews", "none", "--shard", "2/2"}).status == 0);
  const Outcome mixed = cohort(folder, {"--merge-index"});
  CHECK(mixed.status == 2);
  CHECK(mixed.err.starts_with("pensum: error: parts 1 and 2 come from different runs\n"));
  REQUIRE(cohort(folder, {"--formats", "txt", "--shard", "2/2"}).status == 0);
  write(folder / "class.csv", roster(5));
  const Outcome merged = cohort(folder, {"--merge-index"});
  CHECK(merged.status == 0);
  CHECK(merged.err.starts_with("pensum: warning: class.csv has 5 learners, the parts have 4\n"));
  // Again: it is whole already.
  CHECK(cohort(folder, {"--merge-index"}).status == 0);
  // One part of one is a part all the same; a whole run takes in what is left of parts.
  REQUIRE(cohort(folder, {"--formats", "txt", "--shard", "1/1"}).status == 0);
  CHECK(fs::exists(folder / "out/class/cohort.1-of-1.csv"));
  REQUIRE(cohort(folder, {"--formats", "txt"}).status == 0);
  CHECK_FALSE(fs::exists(folder / "out/class/cohort.1-of-1.csv"));
}

TEST_CASE("a fault of all rows is reported once, a fault of a cell at its place") {
  const TemporaryFolder folder;
  write(folder / "class.csv",
        "learner,start,path,only\nAda,2026-12-01,nope,\nBen,2026-12-01,,99\n\xE2\x80\x8B,2026-12-01,,1\n");
  for (const std::vector<std::string>& options : {std::vector<std::string>{"--layout", "nope"},
                                                  {"--catalog", "nope"},
                                                  {"--epub-css", "nope.css"},
                                                  {"--anonymous"}}) {
    const Outcome outcome = cohort(folder, options);
    CAPTURE(outcome.err);
    CHECK(outcome.status == 2);
    CHECK(std::ranges::count(outcome.err, '\n') <= 2);
    CHECK_FALSE(fs::exists(folder / "out"));
  }
  const Outcome outcome = cohort(folder, {"--formats", "txt"});
  CHECK(outcome.err.find("class.csv:2:16: row 2, path: there is no path “nope”") != std::string::npos);
  CHECK(outcome.err.find("class.csv:3:17: row 3, only: there is no lesson “99”") != std::string::npos);
  // Nothing is seen of the third one's name.
  CHECK(bytes_of(folder / "out/class/index.html").find("row 4") != std::string::npos);
}

TEST_CASE("codes keep names out of file names") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(2));
  REQUIRE(cohort(folder, {"--formats", "txt", "--anonymous"}).status == 0);
  CHECK(files_in(folder / "out/class") ==
        std::vector<std::string>{".pensum-cohort", "cohort.csv", "index.html", "k1.txt", "k2.txt"});
  REQUIRE(cohort(folder, {"--formats", "txt", "--anonymous=start", "-o", "by-start"}).status == 0);
  CHECK(fs::exists(folder / "by-start/2026-12-01.txt"));
  CHECK(cohort(folder, {"--anonymous=cod"}).err.find("did you mean “code”?") != std::string::npos);
}

TEST_CASE("names of every kind become files of their own, in the right folder") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner\nAda\nada\n../../up\n/etc/passwd\nCON\n\"a\"\"b\"\n" +
                                  std::string(190, 'y') +
                                  "\n李明\nعمر\nשרה\n😀\n😀 😀\n\xE2\x80\xAE"
                                  "evil\nzero\xE2\x80\x8Bwidth\n");
  const Outcome outcome = cohort(folder, {"-s", "2026-12-01", "--formats", "txt"});
  CAPTURE(outcome.err);
  CHECK(outcome.status == 0);
  std::vector<std::string> names = files_in(folder.path());
  CHECK(names.size() == 14 + 4);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-./") == std::string::npos);
    CHECK((name == "class.csv" || name.starts_with("out/class/")));
  }
  // Nothing on the terminal turns it around.
  CHECK((outcome.out + outcome.err).find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("nothing of one learner is in another's files") {
  const TemporaryFolder folder;
  write(folder / "class.csv",
        "learner,start,deadline\nXavierXenophon,2026-12-01,2026-12-14\nYolandaYpsilon,2026-12-01,2026-12-14\n"
        "ZacharyZeppelin,2026-12-01,2026-12-14\n");
  // One thread, so that one press prints all three.
  REQUIRE(cohort(folder, {"--formats", "pdf,epub,json,txt", "-j", "1"}).status == 0);
  const auto all = contents(folder / "out/class");
  // As each would come alone, so nothing of the others can be in it.
  for (const std::string name : {"XavierXenophon", "YolandaYpsilon", "ZacharyZeppelin"}) {
    write(folder / "class.csv", "learner,start,deadline\n" + name + ",2026-12-01,2026-12-14\n");
    REQUIRE(cohort(folder, {"--formats", "pdf,epub,json,txt", "-o", "alone/" + name}).status == 0);
    std::string stem = name;
    std::ranges::transform(stem, stem.begin(),
                           [](char c) { return c < 'a' ? static_cast<char>(c + 32) : c; });
    for (const char* ending : {".pdf", ".epub", ".json", ".txt"}) {
      CHECK(bytes_of(folder / "alone" / name / (stem + ending)) == all.at(stem + ending));
    }
  }
}

TEST_CASE("files have the permissions that the umask leaves") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(1));
  REQUIRE(cohort(folder, {"--combined", "out/all.pdf"}, {.umask = 0027}).status == 0);
  for (const std::string& name : files_in(folder / "out")) {
    struct stat info{};
    REQUIRE(::stat((folder / "out" / name).c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0640);
  }
}

TEST_CASE("a file that cannot be written ends the run, and leaves whole files only") {
  const TemporaryFolder folder;
  // Plans of a year make larger files than the limit lets through.
  write(folder / "class.csv",
        roster(3) + "Long,2026-12-01,2028-12-31,,\n" + "After,2026-12-01,2026-12-14,,\n");
  const Outcome outcome = cohort(folder, {"-j", "1", "--sections", "full"}, {.largest_file = 240'000});
  CHECK(outcome.status == 4);
  CHECK(outcome.err.find("out/class/long.pdf cannot be written: File too large") != std::string::npos);
  const auto files = contents(folder / "out/class");
  CHECK(files.size() == 7);  // three learners', and the list of them
  for (const auto& [name, bytes] : files) CHECK(is_whole(name, bytes));
  CHECK(files.contains(".pensum-cohort"));
  CHECK(outcome.err.ends_with(
      "pensum: stopped after 3 of 5 learners; all files are complete, and the same command continues\n"));
  // A folder where a file has to go is in the way of its row alone.
  fs::create_directories(folder / "other/learner-2.txt");
  const Outcome blocked = cohort(folder, {"-o", "other", "--formats", "txt"});
  CHECK(blocked.status == 2);
  CHECK(fs::exists(folder / "other/learner-3.txt"));
}

TEST_CASE("where the list of files cannot be written, nothing else is, with any number of threads") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(60) + "Wrong,x,,,\n");
  for (const char* jobs : {"1", "2", "4"}) {
    CAPTURE(jobs);
    const Outcome outcome = cohort(folder, {"-j", jobs, "--formats", "txt"}, {.largest_file = 1000});
    CHECK(outcome.status == 4);
    CHECK(outcome.err.starts_with(
        "pensum: error: out/class/.pensum-cohort cannot be written: File too large\n"));
    CHECK(std::ranges::count(outcome.err, '\n') == 1);  // nothing of the row that fails
    CHECK(outcome.out.empty());
    CHECK(files_in(folder / "out/class").empty());
  }
}

TEST_CASE("Ctrl-C ends a run in order, and the same command continues it") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(3000));
  const Outcome outcome =
      cohort(folder, {"--combined", "all.pdf"}, {.meanwhile = [&](pid_t child) {
               // Once the first files are there.
               for (int i = 0; i < 2000 && !fs::exists(folder / "out/class/learner-1.epub"); ++i) {
                 std::this_thread::sleep_for(std::chrono::milliseconds(5));
               }
               ::kill(child, SIGINT);
             }});
  CHECK(outcome.status == -SIGINT);
  CHECK(outcome.err.find("of 3000 learners; all files are complete, and the same command continues\n") !=
        std::string::npos);
  const auto files = contents(folder.path());
  CHECK(files.contains("out/class/.pensum-cohort"));
  CHECK_FALSE(files.contains("out/class/index.html"));
  CHECK_FALSE(files.contains("all.pdf"));
  for (const auto& [name, bytes] : files) {
    CHECK(is_whole(name, bytes));
    CHECK(name.find("/.pensum-cohort") == name.find("/.pensum"));
  }
}

TEST_CASE("a part that was interrupted is pensum’s own, whatever is made next") {
  const TemporaryFolder folder;
  const fs::path out = folder / "out/class";
  write(folder / "class.csv", roster(600));
  const auto part = [&](std::vector<std::string> options, Surroundings surroundings = {}) {
    options.insert(options.end(), {"--formats", "ics,json", "-j", "1"});
    return cohort(folder, options, surroundings);
  };
  const auto interrupt = [&](const std::string& shard) {
    const Outcome outcome = part({"--shard", shard}, {.meanwhile = [&](pid_t child) {
                                   for (int i = 0; i < 2000 && !fs::exists(out / "learner-1.ics"); ++i) {
                                     std::this_thread::sleep_for(std::chrono::milliseconds(5));
                                   }
                                   ::kill(child, SIGINT);
                                 }});
    REQUIRE(outcome.status == -SIGINT);
    REQUIRE(fs::exists(out / ".pensum-cohort.1-of-2"));
    REQUIRE_FALSE(fs::exists(out / "cohort.1-of-2.csv"));
  };
  SECTION("the part again") {
    interrupt("1/2");
    const Outcome unfinished = part({"--merge-index"});
    CHECK(unfinished.status == 2);
    CHECK(unfinished.err.find("contains no part of a cohort") != std::string::npos);
    const Outcome again = part({"--shard", "1/2", "--minutes", "30"});
    CAPTURE(again.err);
    CHECK(again.status == 0);
    CHECK(again.out.starts_with("300 plans in out/class: 600 files, 600 of them new or changed\n"));
    const Outcome early = part({"--merge-index"});
    CHECK(early.err == "pensum: error: part 2 of 2 is missing\nhint: make it with --shard 2/2\n");
  }
  SECTION("the whole, of fewer learners") {
    interrupt("1/2");
    write(folder / "class.csv", roster(2));
    const Outcome dry = part({"--minutes", "30", "--clean", "--dry-run"});
    CHECK(dry.out.find("would remove out/class/learner-3.ics\n") != std::string::npos);
    const Outcome whole = part({"--minutes", "30", "--clean"});
    CAPTURE(whole.err);
    CHECK(whole.status == 0);
    CHECK(whole.err.empty());
    CHECK(files_in(out) == std::vector<std::string>{".pensum-cohort", "cohort.csv", "index.html",
                                                    "learner-1.ics", "learner-1.json", "learner-2.ics",
                                                    "learner-2.json"});
  }
  SECTION("another number of parts, and the whole after them") {
    interrupt("1/2");
    write(folder / "class.csv", roster(40));
    // Those that are noted last count: each is made twice.
    for (const char* minutes : {"30", "40"}) {
      for (const char* shard : {"1/1", "1/3", "2/3", "3/3"}) {
        const Outcome outcome = part({"--shard", shard, "--minutes", minutes});
        CAPTURE(shard, outcome.err);
        CHECK(outcome.status == 0);
      }
    }
    fs::remove(out / "cohort.1-of-1.csv");
    CHECK(part({"--merge-index"}).status == 0);
    CHECK_FALSE(fs::exists(out / ".pensum-cohort.1-of-2"));
    CHECK_FALSE(fs::exists(out / ".pensum-cohort.1-of-1"));
    const Outcome whole = part({"--minutes", "50", "--clean"});
    CHECK(whole.status == 0);
    CHECK(whole.err.empty());
    CHECK(whole.out.starts_with("40 plans in out/class: 80 files, 80 of them new or changed\n"));
    CHECK(files_in(out).size() == 83);
  }
}

TEST_CASE("five thousand learners are one run, and one that fails is found among them") {
  const TemporaryFolder folder;
  std::string csv = roster(5000);
  csv.replace(csv.find("Learner 2500,2026-12-10"), 23, "Learner 2500,2026-13-10");
  write(folder / "class.csv", csv);
  const Outcome outcome = cohort(folder, {"--formats", "txt"});
  CHECK(outcome.status == 2);
  CHECK(outcome.err ==
        "pensum: error: class.csv:2501:14: row 2501, start: “2026-13-10” is not a date\n"
        "hint: months run from 01 to 12: write a date as YYYY-MM-DD\n");
  CHECK(outcome.out.starts_with("4999 plans in out/class: 4999 files, 4999 of them new or changed\n"));
  CHECK(files_in(folder / "out/class").size() == 5002);
}

TEST_CASE("a quiet run prints nothing but errors") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster(1));
  const Outcome outcome = cohort(folder, {"-q", "--formats", "txt"});
  CHECK(outcome.status == 0);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.empty());
  CHECK(run_pensum({"cohort"}).err ==
        "pensum: error: there is no roster\nhint: name one: pensum cohort class.csv\n");
  CHECK(cohort(folder, {"--formats", "pfd"}).err.find("did you mean “pdf”?") != std::string::npos);
  CHECK(cohort(folder, {"--jobs", "none"}).status == 2);
  CHECK(cohort(folder, {"--combined", "all.epub"}).status == 2);
  CHECK(cohort(folder, {"--combined", "all.pdf", "--shard", "1/2"}).status == 2);
  CHECK(cohort(folder, {"--clean", "--shard", "1/2"}).status == 2);
}
