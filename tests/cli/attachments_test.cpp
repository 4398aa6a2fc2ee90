// What a PDF carries of what it was made from, taken out again as a reader of it would.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

/// Saves the files in `pdf` into a folder of this name.
void detach(const TemporaryFolder& folder, const std::string& pdf, const std::string& to) {
  std::filesystem::create_directory(folder / to);
  const Outcome outcome = run({"pdfdetach", "-saveall", "-o", to, pdf}, {.folder = folder.path()});
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
}

void build(const TemporaryFolder& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "build");
  const Outcome outcome = run_pensum(arguments, {.folder = folder.path()});
  CAPTURE(arguments, outcome.err);
  REQUIRE(outcome.status == 0);
}

}  // namespace

TEST_CASE("a plan can be made again from what its PDF carries") {
  struct Case {
    std::string catalog;
    std::string id;
    std::vector<std::string> options;
  };
  const std::vector<Case> cases = {
      {"go-interview", "go-interview", {}},  // from today on
      {"go-interview", "go-interview", {"-s", "2026-11-24", "--path", "beginner", "--layout", "letter"}},
      {sample("harbour").string(),
       "harbour",
       {"-s",        "2026-11-24",      "-d",     "2026-12-24",    "-m",       "45", "--weekday", "sun=0",
        "--off",     "2026-12-01",      "--on",   "2026-12-06=20", "--buffer", "2",  "--reviews", "2,9",
        "--learner", "Zoë O’Neil <&\"", "--lang", "de-CH",         "--split",  "7",  "--fit",     "--skip",
        "q1",        "--pace",          "early",  "--week-start",  "sun"}},
  };
  for (const Case& each : cases) {
    const TemporaryFolder folder;
    CAPTURE(each.catalog, each.options);
    std::vector<std::string> arguments = each.options;
    arguments.insert(arguments.begin(), each.catalog);
    arguments.insert(arguments.end(), {"-o", "plan.pdf"});
    build(folder, arguments);
    detach(folder, "plan.pdf", "parts");
    const std::string catalog = "parts/" + each.id + ".xml";
    CHECK(files_in(folder / "parts") ==
          std::vector<std::string>{each.id + ".xml", "plan.xml", "request.xml"});
    build(folder, {catalog, "--request", "parts/request.xml", "-o", "again.pdf"});
    CHECK((bytes_of(folder / "again.pdf") == bytes_of(folder / "plan.pdf")));
    if (each.catalog.ends_with(".xml")) CHECK((bytes_of(folder / catalog) == bytes_of(each.catalog)));
  }
}

TEST_CASE("files of one's own are named in the request without their folders") {
  const TemporaryFolder folder;
  for (const char* name : {"private/mine.xml", "private/mine"}) {
    CAPTURE(name);
    write(folder / name, bytes_of(source_folder() / "layouts/letter.xml"));
    write(folder / "private/own.css", "h1 { color: teal }");
    build(folder, {sample("harbour").string(), "-s", "2026-11-24", "--layout", (folder / name).string(),
                   "--epub-css", (folder / "private/own.css").string(), "-o", "plan.pdf"});
    detach(folder, "plan.pdf", "parts");
    const std::string request = bytes_of(folder / "parts/request.xml");
    CHECK(request.find("private") == std::string::npos);
    CHECK(request.find(folder.path().string()) == std::string::npos);
    CHECK(request.find("epub-css=\"own.css\"") != std::string::npos);
    // With the file at hand, the same plan again.
    std::filesystem::copy(folder / name, folder / "parts");
    const Outcome outcome =
        run_pensum({"build", "harbour.xml", "--request", "request.xml", "-o", "again.pdf"},
                   {.folder = folder / "parts"});
    CAPTURE(request, outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK((bytes_of(folder / "parts/again.pdf") == bytes_of(folder / "plan.pdf")));
    std::filesystem::remove_all(folder / "parts");
  }
}

TEST_CASE("a course called request does not take the request's place") {
  for (const std::string id : {"request", "Request", "plan"}) {
    const TemporaryFolder folder;
    write(folder / "c.xml", "<catalog id=\"" + id +
                                "\" lang=\"en\"><title>T</title><path id=\"p\"><title>P</title>"
                                "<lesson id=\"1\" minutes=\"5\"><title>L</title></lesson></path></catalog>");
    build(folder, {"c.xml", "-s", "2026-11-24", "-o", "plan.pdf"});
    detach(folder, "plan.pdf", "parts");
    CHECK(bytes_of(folder / "parts/request.xml").find("<request") != std::string::npos);
    CHECK(bytes_of(folder / ("parts/" + id + ".catalog.xml")) == bytes_of(folder / "c.xml"));
  }
}
