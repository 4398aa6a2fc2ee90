// Changes to a file since pensum wrote it are not lost when pensum writes again.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace pensum::test;

namespace {

namespace fs = std::filesystem;

constexpr const char* how_to_go_on =
    "hint: to keep it, move it away or write elsewhere with --output; to replace it, add --overwrite\n";

std::string changed(const std::string& file) {
  return "pensum: error: " + file + " was changed since pensum wrote it: it may contain ticks or notes\n" +
         how_to_go_on;
}

/// As a viewer saves a tick: objects and a table of their own behind the old end of the file.
void append_save(const fs::path& file) {
  const std::string before = bytes_of(file);
  const std::size_t id = before.rfind("/ID[<");
  REQUIRE(id != std::string::npos);
  write(file, before + "9 0 obj\n<</Type/XRef/Prev 1" + before.substr(id, 71) + ">>\nendobj\nstartxref\n" +
                  std::to_string(before.size()) + "\n%%EOF\n");
}

/// As programs do that write the whole file anew.
void rewrite(const fs::path& file) {
  const std::string other = file.string() + ".new";
  REQUIRE(run({"qpdf", "--object-streams=generate", file.string(), other}).status == 0);
  fs::rename(other, file);
}

/// As an editor of books does: another date, other marks.
void edit_book(const fs::path& file) {
  std::string bytes = bytes_of(file);
  bytes[bytes.rfind("PK\x01\x02") + 12] = '\x21';  // the time of the last file, in the directory
  write(file, bytes);
}

const std::map<std::string, std::function<void(const fs::path&)>> hands{
    {"appended", append_save}, {"rewritten", rewrite}, {"cut short", [](const fs::path& file) {
                                                          fs::resize_file(file, fs::file_size(file) - 10);
                                                        }}};

Outcome build(const TemporaryFolder& folder, std::vector<std::string> options) {
  options.insert(options.begin(), {"build", sample("harbour").string()});
  return run_pensum(options, {.folder = folder.path()});
}

}  // namespace

TEST_CASE("a plan is replaced as long as it is as pensum wrote it") {
  const TemporaryFolder folder;
  REQUIRE(build(folder, {"-s", "2026-11-24"}).status == 0);
  const std::string before = bytes_of(folder / "out/harbour.pdf");
  const Outcome again = build(folder, {"-s", "2026-11-25"});
  CHECK(again.status == 0);
  CHECK(again.err.empty());
  CHECK(bytes_of(folder / "out/harbour.pdf") != before);
}

TEST_CASE("a changed plan is not replaced without --overwrite, named or not") {
  for (const auto& [name, hand] : hands) {
    CAPTURE(name);
    const TemporaryFolder folder;
    REQUIRE(build(folder, {"-s", "2026-11-24"}).status == 0);
    hand(folder / "out/harbour.pdf");
    const std::string ticked = bytes_of(folder / "out/harbour.pdf");
    const std::string book = bytes_of(folder / "out/harbour.epub");
    for (const std::vector<std::string>& options :
         {std::vector<std::string>{"-s", "2026-11-25"}, {"-s", "2026-11-24"}, {"-o", "out/harbour.pdf"}}) {
      const Outcome outcome = build(folder, options);
      CHECK(outcome.status == 2);
      CHECK(outcome.out.empty());
      CHECK(outcome.err == changed("out/harbour.pdf"));
      CHECK(bytes_of(folder / "out/harbour.pdf") == ticked);
      CHECK(bytes_of(folder / "out/harbour.epub") == book);
    }
    const Outcome replaced = build(folder, {"-s", "2026-11-25", "--overwrite"});
    CHECK(replaced.status == 0);
    CHECK(bytes_of(folder / "out/harbour.pdf") != ticked);
  }
}

TEST_CASE("an edited book is not replaced without --overwrite") {
  const TemporaryFolder folder;
  REQUIRE(build(folder, {"-s", "2026-11-24", "-o", "x.epub"}).status == 0);
  CHECK(build(folder, {"-s", "2026-11-25", "-o", "x.epub"}).status == 0);
  edit_book(folder / "x.epub");
  CHECK(build(folder, {"-s", "2026-11-26", "-o", "x.epub"}).err == changed("x.epub"));
  CHECK(build(folder, {"-s", "2026-11-26", "-o", "x.epub", "--overwrite"}).status == 0);
}

TEST_CASE("a file that pensum did not write stays where no output is named, and goes where it is") {
  const TemporaryFolder folder;
  write(folder / "out/harbour.pdf", "my own");
  const Outcome outcome = build(folder, {});
  CHECK(outcome.status == 2);
  CHECK(outcome.err ==
        std::string("pensum: error: out/harbour.pdf exists, and pensum did not write it\n") + how_to_go_on);
  CHECK(bytes_of(folder / "out/harbour.pdf") == "my own");
  CHECK(build(folder, {"-o", "out/harbour.pdf"}).status == 0);
  // Nothing is lost by these.
  write(folder / "out/harbour.epub", "");
  CHECK(build(folder, {}).status == 0);
  write(folder / "plan.txt", "a text");
  CHECK(build(folder, {"-o", "plan.txt"}).status == 0);
  fs::remove(folder / "out/harbour.pdf");
  write(folder / "elsewhere.pdf", "my own");
  fs::create_symlink("../elsewhere.pdf", folder / "out/harbour.pdf");
  CHECK(build(folder, {}).status == 0);
  CHECK(bytes_of(folder / "elsewhere.pdf") == "my own");
}

TEST_CASE("a cohort keeps what learners have saved in their plans") {
  for (const auto& [name, hand] : hands) {
    CAPTURE(name);
    const TemporaryFolder folder;
    const auto cohort = [&](std::vector<std::string> options = {}) {
      options.insert(options.begin(), {"cohort", "class.csv", "-s", "2026-12-01"});
      return run_pensum(options, {.folder = folder.path()});
    };
    write(folder / "class.csv", "learner,deadline\nAda,2026-12-14\nBo,2026-12-14\n");
    REQUIRE(cohort().status == 0);
    hand(folder / "out/class/ada.pdf");
    const std::string ticked = bytes_of(folder / "out/class/ada.pdf");
    // The same plan: nothing has to be written, and all is well.
    const Outcome same = cohort({"--clean"});
    CHECK(same.status == 0);
    CHECK(same.err.empty());
    CHECK(
        same.out.starts_with("2 plans in out/class: 4 files, 0 of them new or changed\n"
                             "kept 1 file with saved ticks or notes, whose plans are unchanged (ada.pdf); "
                             "--overwrite replaces them\n"));
    CHECK(bytes_of(folder / "out/class/ada.pdf") == ticked);
    // Another plan: hers is not touched, nor the book beside it; his is made.
    const std::string book = bytes_of(folder / "out/class/ada.epub");
    const std::string other = bytes_of(folder / "out/class/bo.pdf");
    write(folder / "class.csv", "learner,deadline\nAda,2026-12-16\nBo,2026-12-16\n");
    const Outcome changed_plan = cohort();
    CHECK(changed_plan.status == 2);
    CHECK(changed_plan.err ==
          "pensum: error: class.csv:2:1: row 2, Ada: ada.pdf was changed since pensum wrote it: it may "
          "contain ticks or notes\n" +
              std::string(how_to_go_on));
    CHECK(bytes_of(folder / "out/class/ada.pdf") == ticked);
    CHECK(bytes_of(folder / "out/class/ada.epub") == book);
    CHECK(bytes_of(folder / "out/class/bo.pdf") != other);
    // It stays hers in all later runs, until one has --overwrite.
    CHECK(cohort().status == 2);
    CHECK(bytes_of(folder / "out/class/ada.pdf") == ticked);
    CHECK(cohort({"--overwrite"}).status == 0);
    CHECK(bytes_of(folder / "out/class/ada.pdf") != ticked);
    CHECK(cohort().out.starts_with("2 plans in out/class: 4 files, 0 of them new or changed\n"));
  }
}

TEST_CASE("a cohort keeps texts that were changed") {
  const TemporaryFolder folder;
  const auto cohort = [&](const std::string& start) {
    return run_pensum({"cohort", "class.csv", "--formats", "txt,json", "-s", start},
                      {.folder = folder.path()});
  };
  write(folder / "class.csv", "learner\nAda\n");
  REQUIRE(cohort("2026-12-01").status == 0);
  REQUIRE(cohort("2026-12-02").status == 0);
  write(folder / "out/class/ada.txt", "done: 1, 2\n");
  CHECK(cohort("2026-12-02").status == 0);
  CHECK(cohort("2026-12-03").status == 2);
  CHECK(bytes_of(folder / "out/class/ada.txt") == "done: 1, 2\n");
}

TEST_CASE("the teacher's page and table, and the PDF of all, are kept if they were changed") {
  const TemporaryFolder folder;
  const auto cohort = [&](std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"cohort", "class.csv", "--formats", "txt", "--combined", "all.pdf"});
    return run_pensum(options, {.folder = folder.path()});
  };
  write(folder / "class.csv", "learner,start\nAda,2026-12-01\n");
  REQUIRE(cohort().status == 0);
  write(folder / "class.csv", "learner,start\nAda,2026-12-02\n");
  REQUIRE(cohort().status == 0);
  const std::string ada = bytes_of(folder / "out/class/ada.txt");
  write(folder / "class.csv", "learner,start\nAda,2026-12-03\n");
  for (const std::string file : {"out/class/index.html", "out/class/cohort.csv", "all.pdf"}) {
    CAPTURE(file);
    const std::string before = bytes_of(folder / file);
    write(folder / file, before + "my remarks");
    const Outcome outcome = cohort();
    CHECK(outcome.status == 2);
    CHECK(outcome.err == changed(file));
    CHECK(bytes_of(folder / file) == before + "my remarks");
    CHECK(bytes_of(folder / "out/class/ada.txt") == ada);
    write(folder / file, before);
  }
  write(folder / "out/class/cohort.csv", "my remarks");
  CHECK(cohort({"--overwrite"}).status == 0);
  CHECK(cohort().status == 0);
}

TEST_CASE("the page of merged parts is kept if it was changed") {
  const TemporaryFolder folder;
  const auto cohort = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"cohort", "class.csv", "--formats", "txt"});
    return run_pensum(options, {.folder = folder.path()});
  };
  write(folder / "class.csv", "learner,start\nAda,2026-12-01\nBo,2026-12-01\n");
  for (const char* start : {"2026-12-01", "2026-12-02"}) {
    write(folder / "class.csv", "learner,start\nAda," + std::string(start) + "\nBo,2026-12-01\n");
    REQUIRE(cohort({"--shard", "1/2"}).status == 0);
    REQUIRE(cohort({"--shard", "2/2"}).status == 0);
    if (start == std::string("2026-12-02")) write(folder / "out/class/index.html", "my remarks");
    CHECK(cohort({"--merge-index"}).status == (start == std::string("2026-12-02") ? 2 : 0));
  }
  CHECK(bytes_of(folder / "out/class/index.html") == "my remarks");
  CHECK(cohort({"--merge-index", "--overwrite"}).status == 0);
}
