#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;

TEST_CASE("an installed pensum needs nothing else and writes what the built one writes") {
  const TemporaryFolder folder;
  const std::string prefix = (folder / "a prefix").string();
  const Outcome installed = run({PENSUM_CMAKE, "--install", PENSUM_BINARY_DIR, "--prefix", prefix});
  CAPTURE(installed.out, installed.err);
  REQUIRE(installed.status == 0);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(prefix)) {
    CAPTURE(entry.path().string());
    CHECK_FALSE(entry.is_symlink());
  }
  // Through a link on the PATH, too.
  std::filesystem::create_symlink(prefix + "/bin/pensum", folder / "pensum");
  const std::vector<std::string> arguments{
      "build", sample("accents").string(), "-s", "2026-11-24", "-o", "x.pdf", "-o", "x.epub"};
  std::vector<std::string> command{(folder / "pensum").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const Outcome outcome =
      run(command, {.folder = folder.path(), .variables = {{"PENSUM_DATA", std::nullopt}}});
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());

  const TemporaryFolder other;
  REQUIRE(run_pensum(arguments, {.folder = other.path()}).status == 0);
  CHECK((bytes_of(folder / "x.pdf") == bytes_of(other / "x.pdf")));
  CHECK((bytes_of(folder / "x.epub") == bytes_of(other / "x.epub")));

  const Outcome layouts = run({prefix + "/bin/pensum", "list", "layouts"});
  CHECK(layouts.out == run_pensum({"list", "layouts"}).out);
}

TEST_CASE("PENSUM_DATA names the folder of the data") {
  const TemporaryFolder folder;
  const Outcome outcome =
      run_pensum({"list", "layouts"}, {.variables = {{"PENSUM_DATA", folder.path().string()}}});
  CHECK(outcome.status == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err == "pensum: error: PENSUM_DATA is " + folder.path().string() +
                           ", and pensum’s data is not there\n"
                           "hint: set it to the folder that holds catalog, layouts and fonts, or unset it\n");
  const Outcome build = run_pensum({"build", sample("harbour").string(), "-o", (folder / "x.pdf").string()},
                                   {.variables = {{"PENSUM_DATA", folder.path().string()}}});
  CHECK(build.status == 2);
  CHECK(files_in(folder.path()).empty());
}
