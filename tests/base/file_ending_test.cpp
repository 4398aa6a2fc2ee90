#include "base/file_ending.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("a name has an ending in capitals or small letters") {
  for (const char* name : {"plan.pdf", "Z.PDF", "a.b.Pdf", ".pdf"}) CHECK(has_ending(name, ".pdf"));
  for (const char* name : {"", "pdf", "plan", "plan.pdf.gz", "plan.pd"})
    CHECK_FALSE(has_ending(name, ".pdf"));
}
