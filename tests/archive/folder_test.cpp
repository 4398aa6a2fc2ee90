#include "archive/folder.hpp"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace pensum;
using archive::Listing;
using archive::open_folder;
namespace fs = std::filesystem;

namespace {

/// A folder of files that goes when the test ends.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("pensum-archive-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "course" / "b" / "deep");
    fs::create_directories(path_ / "course" / ".git");
    write("secret.md", "secret");
    write("course/a.md", "A");
    write("course/b/deep/c.md", "C");
    write("course/.git/config", "hidden");
    fs::create_symlink("../secret.md", path_ / "course" / "out.md");
    fs::create_symlink("..", path_ / "course" / "up");
    fs::create_symlink("a.md", path_ / "course" / "in.md");
    fs::create_symlink("nowhere", path_ / "course" / "dead.md");
  }
  ~Scratch() { fs::remove_all(path_); }
  fs::path course() const { return path_ / "course"; }

 private:
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  fs::path path_;
};

}  // namespace

TEST_CASE("a folder's files are listed and read, never those outside") {
  const Scratch scratch;
  const auto tree = open_folder(scratch.course(), Listing::now);
  REQUIRE(tree.has_value());
  CHECK((*tree)->names() == std::vector<std::string>{"a.md", "b/deep/c.md", "in.md"});
  CHECK((*tree)->read("b/deep/c.md") == "C");
  CHECK((*tree)->read("in.md") == "A");
  for (const char* outside : {"out.md", "../secret.md", "up/secret.md", "dead.md", "b", "/etc/passwd", ""}) {
    CAPTURE(outside);
    CHECK_FALSE((*tree)->has(outside));
    REQUIRE_FALSE((*tree)->read(outside).has_value());
    CHECK_THAT((*tree)->read(outside).error().at(0).message, Catch::EndsWith("” is missing"));
  }
}

TEST_CASE("a folder is bounded where it is listed") {
  const Scratch scratch;
  const auto refused = open_folder(scratch.course(), Listing::now, {.files = 2});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().at(0).message == "there are more than 2 files in it");
  const auto beside = open_folder(scratch.course(), Listing::when_asked, {.files = 2, .all_bytes = 1});
  REQUIRE(beside.has_value());
  CHECK((*beside)->read("b/deep/c.md") == "C");
  CHECK((*beside)->read("a.md").error().at(0).message == "its files have more than 0 MiB unpacked");
}

TEST_CASE("a folder that cannot be opened is reported") {
  const auto none = open_folder("/nowhere/at/all", Listing::now);
  REQUIRE_FALSE(none.has_value());
  CHECK(to_text(none.error().at(0)) ==
        "pensum: error: /nowhere/at/all: the folder cannot be opened: No such file or directory\n"
        "hint: check its name\n");
  CHECK_FALSE(open_folder("/dev/null", Listing::now).has_value());
}
