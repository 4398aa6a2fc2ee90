// The schemas that editors use agree with pensum about every file that comes with it.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;

namespace {

Outcome validate(const std::filesystem::path& schema, const std::filesystem::path& file) {
  return tool({"xmllint", "--nonet", "--noout", "--schema", schema.string(), file.string()});
}

}  // namespace

TEST_CASE("layouts satisfy their schema") {
  const auto layouts = xml_files(source_folder() / "layouts");
  CHECK(layouts.size() >= 2);
  for (const auto& layout : layouts) {
    const Outcome outcome = validate(source_folder() / "layouts/layout.xsd", layout);
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
  }
}

TEST_CASE("catalogs satisfy their schema, and broken ones do not") {
  const std::filesystem::path schema = source_folder() / "catalog/catalog.xsd";
  if (!std::filesystem::exists(schema)) return;
  for (const auto& catalog : valid_catalogs()) {
    const Outcome outcome = validate(schema, catalog);
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
  }
  for (const auto& catalog : xml_files(source_folder() / "tests/catalogs/broken")) {
    // A schema cannot express what comes before what, nor that entities and encodings are not allowed.
    const std::string name = catalog.stem().string();
    if (name == "requirements" || name == "latin-1") continue;
    CAPTURE(name);
    CHECK(validate(schema, catalog).status != 0);
  }
}

TEST_CASE("requests satisfy their schema, and broken ones do not") {
  const TemporaryFolder folder;
  const std::filesystem::path schema = source_folder() / "docs/request.xsd";
  const Outcome written = run_pensum({"show",
                                      sample("harbour").string(),
                                      "-s",
                                      "2026-11-24",
                                      "-d",
                                      "2026-12-24",
                                      "-m",
                                      "40",
                                      "--weekday",
                                      "sat=60,sun=0",
                                      "--off",
                                      "2026-12-01,2026-12-05..2026-12-07",
                                      "--on",
                                      "2026-12-06=45",
                                      "--only",
                                      "q1..w2",
                                      "--skip",
                                      "q2",
                                      "--reviews",
                                      "2,9",
                                      "--buffer",
                                      "1",
                                      "--split",
                                      "5",
                                      "--today",
                                      "2026-11-24",
                                      "--begun",
                                      "q1=1/2",
                                      "--missed",
                                      "q1/1",
                                      "--reviewed",
                                      "q1/2,w1/1",
                                      "--fit",
                                      "--learner",
                                      "Ada",
                                      "--lang",
                                      "de-CH",
                                      "--week-start",
                                      "sun",
                                      "--layout",
                                      "letter",
                                      "--at",
                                      "19:30,sat=7:05",
                                      "--remind",
                                      "08:00",
                                      "--entries",
                                      "lesson",
                                      "--format",
                                      "request"});
  REQUIRE(written.status == 0);
  write(folder / "r.xml", written.out);
  CHECK(validate(schema, folder / "r.xml").status == 0);
  // Without dates.
  const Outcome undated =
      run_pensum({"show", sample("harbour").string(), "-s", "2026-11-24", "-d", "2026-12-24", "--weekday",
                  "sun=0", "--off", "2026-12-01,2026-12-05..2026-12-07", "--on", "2026-12-06=45", "--undated",
                  "--format", "request"});
  REQUIRE(undated.status == 0);
  write(folder / "r.xml", undated.out);
  CHECK(validate(schema, folder / "r.xml").status == 0);
  for (const char* attribute :
       {"start='24/11/2026'", "start='weekend'", "undated='perhaps'", "minutes='0'", "pace='slow'",
        "reviews='x'", "split='721'", "fit='maybe'", "budget='5'", "off='2026-12-01..'", "at='24:00'",
        "remind='soon'", "entries='weeks'", "off-calendar='a.ics,'", "off-match=''", "begun='6'",
        "missed='4'", "today='now'"}) {
    CAPTURE(attribute);
    write(folder / "r.xml", std::string("<request ") + attribute + "/>");
    CHECK(validate(schema, folder / "r.xml").status != 0);
    CHECK(run_pensum({"check", (folder / "r.xml").string()}).status == 2);
  }
}

TEST_CASE("rosters satisfy their schema, and broken ones do not") {
  const TemporaryFolder folder;
  const std::filesystem::path schema = source_folder() / "docs/roster.xsd";
  const Outcome sample = validate(schema, source_folder() / "tests/rosters/class.xml");
  CAPTURE(sample.err);
  CHECK(sample.status == 0);
  const std::string every =
      "<roster><learner start='2026-11-24' deadline='2026-12-24' minutes='40' weekday='sat=60,sun=0' "
      "off='2026-12-01,2026-12-05..2026-12-07' on='2026-12-06=45' path='beginner' only='1..6' skip='2' "
      "done='1' today='2026-11-25' begun='2=3' missed='1/1' reviewed='1/2' pace='early' reviews='none' "
      "buffer='1' split='5' fit='False' learner='Ada' lang='de-CH' "
      "layout='letter' sections='overview,days' epub-css='my.css' week-start='sun' file='ada' code='a1' "
      "catalog='go-interview'/></roster>";
  write(folder / "r.xml", every);
  CHECK(validate(schema, folder / "r.xml").status == 0);
  CHECK(run_pensum({"check", (folder / "r.xml").string()}).status == 0);
  for (const char* content : {"", "Ada", "<learner name='Ada'/>", "<learner minutes='0'/>",
                              "<learner learner='Ada'>Ada</learner>", "<lerner/>"}) {
    CAPTURE(content);
    write(folder / "r.xml", std::string("<roster>") + content + "</roster>");
    CHECK(validate(schema, folder / "r.xml").status != 0);
    CHECK(run_pensum({"check", (folder / "r.xml").string()}).status == 2);
  }
}
