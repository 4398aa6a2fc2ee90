// The schemas that editors use say the same as pensum of every file that comes with it.
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
    // A schema cannot say what stands before what, nor that entities and encodings are not let in.
    const std::string name = catalog.stem().string();
    if (name == "requirements" || name == "latin-1") continue;
    CAPTURE(name);
    CHECK(validate(schema, catalog).status != 0);
  }
}
