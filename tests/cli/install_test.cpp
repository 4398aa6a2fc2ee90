#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

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

TEST_CASE("what is installed is where systems look for it, and all of it can be taken back") {
  const TemporaryFolder folder;
  // As those do who make packages: in a folder that stands for the root. The component that all is of has a
  // manifest of its own, which the other test does not write.
  const Surroundings staged{.variables = {{"DESTDIR", (folder / "root").string()}}};
  const Outcome installed = run(
      {PENSUM_CMAKE, "--install", PENSUM_BINARY_DIR, "--component", "Unspecified", "--prefix", "/opt/here"},
      staged);
  CAPTURE(installed.out, installed.err);
  REQUIRE(installed.status == 0);
  const std::vector<std::string> files = files_in(folder / "root");
  for (const char* name :
       {"bin/pensum", "share/bash-completion/completions/pensum", "share/doc/pensum/README.md",
        "share/doc/pensum/docs/requests.md", "share/doc/pensum/docs/request.xsd",
        "share/doc/pensum/docs/plan.png", "share/doc/pensum/catalog/README.md",
        "share/fish/vendor_completions.d/pensum.fish", "share/man/man1/pensum.1",
        "share/man/man1/pensum-build.1", "share/man/man5/pensum-catalog.5", "share/man/man5/pensum-roster.5",
        "share/pensum/catalog/go-interview.xml", "share/pensum/layouts/a4.xml",
        "share/zsh/site-functions/_pensum"}) {
    CAPTURE(name);
    CHECK(std::ranges::find(files, std::string("opt/here/") + name) != files.end());
  }
  CHECK(std::ranges::none_of(files, [](const std::string& file) { return file.ends_with("/made"); }));

  // A file of the user's own stays.
  write(folder / "root/opt/here/share/pensum/fonts/mine.ttf", "mine");
  const std::string manifest = PENSUM_BINARY_DIR "/install_manifest_Unspecified.txt";
  const Outcome removed = run({PENSUM_CMAKE, "-D", "MANIFEST=" + manifest, "-P",
                               (source_folder() / "cmake/uninstall.cmake").string()},
                              staged);
  CAPTURE(removed.out, removed.err);
  CHECK(removed.status == 0);
  CHECK(files_in(folder / "root") == std::vector<std::string>{"opt/here/share/pensum/fonts/mine.ttf"});
  CHECK_FALSE(std::filesystem::exists(folder / "root/opt/here/share/pensum/layouts"));
  CHECK_FALSE(std::filesystem::exists(folder / "root/opt/here/share/doc/pensum"));
  CHECK(run({PENSUM_CMAKE, "-D", "MANIFEST=" + (folder / "none").string(), "-P",
             (source_folder() / "cmake/uninstall.cmake").string()})
            .status != 0);
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
