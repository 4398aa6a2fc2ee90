// Another program changes files while pensum reads or writes them: it ends by itself, reports what it did,
// and what the command line does not name stays as it is.
#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;
using pensum::test::bytes_of;
using pensum::test::files_in;
using pensum::test::Outcome;
using pensum::test::run_pensum;
using pensum::test::TemporaryFolder;
using pensum::test::write;

namespace {

std::string catalog(std::size_t lessons) {
  std::string text = R"(<catalog id="c" lang="en"><title>T</title><path id="p"><title>P</title>)";
  for (std::size_t i = 0; i < lessons; ++i) {
    text += R"(<lesson id="l)" + std::to_string(i) + R"(" minutes="8"><title>Lesson</title></lesson>)";
  }
  return text + "</path></catalog>";
}

/// Does `change` again and again, with 0, 1, 2 …, until this ends.
std::jthread again_and_again(std::function<void(unsigned)> change) {
  return std::jthread([change = std::move(change)](const std::stop_token& stop) {
    for (unsigned turn = 0; !stop.stop_requested(); ++turn) change(turn);
  });
}

Outcome run_in(const fs::path& folder, const std::vector<std::string>& arguments) {
  return run_pensum(arguments, {.folder = folder, .most_seconds = 120});
}

}  // namespace

TEST_CASE("links put in an output's place while it is written have no effect") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog(1));
  write(folder / "precious", "precious");
  fs::create_directory(folder / "out");
  const fs::path output = folder / "out/plan.txt";
  auto change = again_and_again([&](unsigned turn) {
    std::error_code ignored;
    fs::remove(output, ignored);
    if (turn % 3 == 0) fs::create_symlink("../precious", output, ignored);
    if (turn % 3 == 1) fs::create_symlink("../nowhere.txt", output, ignored);
  });
  for (int run = 0; run < 30; ++run) {
    const Outcome outcome =
        run_in(folder.path(), {"build", "./c.xml", "-s", "2027-01-01", "-o", "out/plan.txt"});
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
  }
  change = {};
  CHECK(bytes_of(folder / "precious") == "precious");
  fs::remove(output);
  CHECK(files_in(folder.path()) == std::vector<std::string>{"c.xml", "precious"});
}

TEST_CASE("a link put in the place of an output's folder loses no file and leaves none half written") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog(1));
  write(folder / "elsewhere/plan.json", "{}");
  fs::create_directory(folder / "out");
  auto change = again_and_again([&](unsigned) {
    std::error_code ignored;
    fs::rename(folder / "out", folder / "away", ignored);
    fs::create_symlink("elsewhere", folder / "out", ignored);
    fs::remove(folder / "out", ignored);
    fs::rename(folder / "away", folder / "out", ignored);
  });
  for (int run = 0; run < 30; ++run) {
    const Outcome outcome =
        run_in(folder.path(), {"build", "./c.xml", "-s", "2027-01-01", "-o", "out/plan.txt"});
    CAPTURE(outcome.err);
    CHECK((outcome.status == 0 || (outcome.status == 4 && outcome.err.find("out") != std::string::npos)));
  }
  change = {};
  CHECK(bytes_of(folder / "elsewhere/plan.json") == "{}");
  // Links to folders are followed: a plan may be there, but it is whole.
  REQUIRE(run_in(folder.path(), {"build", "./c.xml", "-s", "2027-01-01", "-o", "whole.txt"}).status == 0);
  for (const std::string& file : files_in(folder.path())) {
    CAPTURE(file);
    if (file.ends_with("plan.txt")) CHECK(bytes_of(folder / file) == bytes_of(folder / "whole.txt"));
  }
}

TEST_CASE("a catalog that changes while it is read is the old one, the new one, or an error") {
  const TemporaryFolder folder;
  const std::string large = catalog(2000);
  const std::string small = catalog(1);
  write(folder / "c.xml", large);
  const auto change = again_and_again([&](unsigned turn) {
    // Written over, bit by bit and without a name of its own, as bad editors do.
    std::error_code ignored;
    if (turn % 4 == 0) write(folder / "c.xml", large);
    if (turn % 4 == 1) fs::resize_file(folder / "c.xml", large.size() / 2, ignored);
    if (turn % 4 == 2) write(folder / "c.xml", small);
    if (turn % 4 == 3) fs::remove(folder / "c.xml", ignored);
  });
  for (int run = 0; run < 30; ++run) {
    const Outcome outcome = run_in(folder.path(), {"check", "./c.xml"});
    CAPTURE(outcome.out, outcome.err);
    CHECK((outcome.status == 0 || outcome.status == 2));
    CHECK(outcome.err.empty() == (outcome.status == 0));
  }
}
