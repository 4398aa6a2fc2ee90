#include "base/file_type.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace std::string_literals;

TEST_CASE("the type of a file that is neither XML nor a table is named") {
  CHECK(what_instead_of_text("%PDF-1.7\n") == "a PDF");
  CHECK(what_instead_of_text("PK\x03\x04...") == "a packed file, such as an EPUB or a workbook");
  CHECK(what_instead_of_text("\xFF\xFEl\0"s) == "UTF-16");
  CHECK(what_instead_of_text("l\0e\0"s) == "UTF-16");
  CHECK(what_instead_of_text("\xFF\xFE\0\0"s) == "UTF-32");
  CHECK(what_instead_of_text("\xEF\xBB\xBF\n <!DOCTYPE HTML>") == "a web page (HTML)");
  CHECK(what_instead_of_text("<HTML lang='en'>") == "a web page (HTML)");
  for (const char* text : {"", "learner,start\n", "<catalog/>", "<?xml version='1.0'?>", "P", "\xEF\xBB\xBF"})
    CHECK(what_instead_of_text(text).empty());
}
