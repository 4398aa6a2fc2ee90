#include "base/output_kind.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("the ending of a name says its kind, in capitals too") {
  CHECK(output_kind_of("plan.pdf") == OutputKind::pdf);
  CHECK(output_kind_of("Z.PDF") == OutputKind::pdf);
  CHECK(output_kind_of("a.b.Epub") == OutputKind::epub);
  CHECK(output_kind_of("plan.txt") == OutputKind::text);
  for (const char* name : {"", "pdf", "plan", "plan.pdf.gz", "plan.xml"}) CHECK_FALSE(output_kind_of(name));
  for (const OutputKindRow& row : output_kinds) {
    CHECK(ending_of(row.kind) == row.ending);
    CHECK(output_kind_of("x" + std::string(row.ending)) == row.kind);
  }
  CHECK(output_endings(true) == ".pdf, .epub, .json or .txt");
  CHECK(output_endings(false, ", ") == "pdf, epub, json, txt");
}
