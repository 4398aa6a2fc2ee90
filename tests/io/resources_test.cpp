#include "io/resources.hpp"

#include "io/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>
#include <vector>

using namespace pensum;
namespace fs = std::filesystem;

namespace {

std::string error(const Result<fs::path>& result) {
  REQUIRE_FALSE(result.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : result.error()) text += to_text(diagnostic);
  return text;
}

/// Sets PENSUM_DATA for a while.
class Data {
 public:
  explicit Data(const char* value) { ::setenv("PENSUM_DATA", value, 1); }
  ~Data() { ::unsetenv("PENSUM_DATA"); }
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;
};

}  // namespace

TEST_CASE("PENSUM_DATA names the folder of everything, which otherwise is beside the program") {
  ::unsetenv("PENSUM_DATA");
  const fs::path program = fs::read_symlink("/proc/self/exe");
  const fs::path beside = program.parent_path().parent_path() / "share" / "pensum";
  CHECK(io::Resources::locate().layouts() == beside / "layouts");
  {
    const Data data("/my/data");
    CHECK(io::Resources::locate().catalogs() == "/my/data/catalog");
    CHECK(io::Resources::locate().layouts() == "/my/data/layouts");
    CHECK(io::Resources::locate().fonts() == "/my/data/fonts");
    CHECK(io::Resources::locate().hyphenation() == "/my/data/hyphenation");
  }
  const Data empty("");
  CHECK(io::Resources::locate().fonts() == beside / "fonts");
}

TEST_CASE("names are those with the ending, without it, sorted") {
  const TemporaryFolder folder;
  for (const char* name : {"letter.xml", "a4.xml", "layout.xsd", "README.md", "a6.tight.xml"})
    folder.file(name, "");
  CHECK(io::Resources::names(folder.path(), ".xml") == std::vector<std::string>{"a4", "a6.tight", "letter"});
  CHECK(io::Resources::names(folder / "no-such-folder", ".xml").empty());
}

TEST_CASE("a name means what comes with pensum, a path means a file") {
  const TemporaryFolder folder;
  const io::Resources resources(folder.path());
  fs::create_directory(resources.layouts());
  fs::create_directory(resources.catalogs());
  folder.file("layouts/a4.xml", "");
  folder.file("layouts/letter.xml", "");
  CHECK(io::find(resources, io::Shelf::layouts, "a4") == folder / "layouts/a4.xml");
  CHECK(io::find(resources, io::Shelf::layouts, "mine.xml") == fs::path("mine.xml"));
  CHECK(io::find(resources, io::Shelf::layouts, "./a4") == fs::path("./a4"));
  CHECK(io::find(resources, io::Shelf::layouts, "MINE.XML") == fs::path("MINE.XML"));
  CHECK(error(io::find(resources, io::Shelf::layouts, "leter")) ==
        "pensum: error: there is no layout “leter”\nhint: did you mean “letter”?\n");
  CHECK(error(io::find(resources, io::Shelf::layouts, "a\x1B")) ==
        "pensum: error: there is no layout “a\\u{1B}”\nhint: did you mean “a4”?\n");
  CHECK(error(io::find(resources, io::Shelf::layouts, "legal")) ==
        "pensum: error: there is no layout “legal”\n"
        "hint: there are: a4, letter; or name a file that ends in .xml\n");
  // What has an ending and is not nearly a name is a file that is missing.
  CHECK(io::find(resources, io::Shelf::layouts, "list.md") == fs::path("list.md"));
  CHECK(error(io::find(resources, io::Shelf::layouts, "letter.x")) ==
        "pensum: error: there is no layout “letter.x”\nhint: did you mean “letter”?\n");
}

TEST_CASE("if nothing of a kind comes with pensum, the hint does not list it") {
  const TemporaryFolder folder;
  const io::Resources resources(folder.path());
  fs::create_directory(resources.catalogs());
  CHECK(error(io::find(resources, io::Shelf::catalogs, "go-interview")) ==
        "pensum: error: there is no catalog “go-interview”\nhint: name a file that ends in .xml\n");
}

TEST_CASE("if there is no data, the error names where it was looked for") {
  const TemporaryFolder folder;
  const io::Resources resources(folder / "elsewhere");
  CHECK(error(io::find(resources, io::Shelf::catalogs, "go-interview")) ==
        "pensum: error: pensum’s data is not in " + (folder / "elsewhere").string() +
            ", where it belongs\n"
            "hint: keep the program in the folder bin beside share/pensum, or set PENSUM_DATA to the folder "
            "that holds catalog, layouts and fonts\n");
}
