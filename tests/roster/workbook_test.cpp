#include "roster/reading.hpp"
#include "table/workbooks.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::test;

namespace {

std::string inline_cell(const std::string& name, const std::string& text) {
  return "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string sheet(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }

std::string xlsx(const std::vector<table::SheetXml>& sheets) {
  return archive::zip_of(
      table::xlsx_files(sheets, {}, "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"));
}

std::string ods_cell(const std::string& text) {
  return "<table:table-cell><text:p>" + text + "</text:p></table:table-cell>";
}

}  // namespace

TEST_CASE("a roster from Excel: a title above it, real dates, notes beside it") {
  const std::string bytes = xlsx(
      {{"Class",
        sheet("<row r=\"1\">" + inline_cell("A1", "Class 7b") + "</row><row r=\"3\">" +
              inline_cell("A3", "First name") + inline_cell("B3", "Last name") + inline_cell("C3", "Start") +
              inline_cell("D3", "Minutes") + "</row><row r=\"4\">" + inline_cell("A4", "Ada") +
              inline_cell("B4", "Example") + "<c r=\"C4\" s=\"1\"><v>46350</v></c><c r=\"D4\"><v>30</v></c>" +
              inline_cell("G4", "see me") + "</row><row r=\"6\">" + inline_cell("G6", "a note") +
              "</row><row r=\"7\">" + inline_cell("B7", "Bo") + "</row>")}});
  CHECK(read(bytes) ==
        "row 4: learner=Ada Example@4:1 start=2026-11-24@4:3 minutes=30@4:4\nrow 7: learner=Bo@7:2\n");
  CHECK(warnings(bytes).empty());
}

TEST_CASE("a roster from LibreOffice: dates are dates however they are shown") {
  const std::string bytes = archive::zip_of(table::ods_files(
      "<table:table table:name=\"Class\"><table:table-row>" + ods_cell("Student") + ods_cell("Start") +
      ods_cell("Colour") +
      "</table:table-row><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/>"
      "</table:table-row><table:table-row>" +
      ods_cell("Ada") +
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-24\"><text:p>24/11/26"
      "</text:p></table:table-cell>" +
      ods_cell("red") + "</table:table-row></table:table>"));
  CHECK(read(bytes) == "row 5: learner=Ada@5:1 start=2026-11-24@5:2\n");
  CHECK(warnings(bytes) ==
        "r.csv:1:3: row 1: the column “Colour” is not used\n"
        "hint: columns that are used: learner, start, minutes, off, week-start\n");
}

TEST_CASE("what is wrong with a workbook is told with row and column") {
  CHECK(errors(xlsx({{"One", sheet("<row>" + inline_cell("A1", "Fruit") + "</row>")},
                     {"Class", sheet("<row>" + inline_cell("A1", "learner") + "</row>")}})) ==
        "r.csv:1:1: row 1: there is no column “Fruit”\n"
        "hint: row 1 has to name the columns; they are: learner, start, minutes, off, week-start\n"
        ": r.csv: only the first sheet of the workbook was read, not “Class”\n"
        "hint: put the sheet with the roster first\n");
  CHECK(
      errors(xlsx({{"Class", sheet("<row>" + inline_cell("A1", "learner") + "</row>")}})) ==
      "r.csv: the roster has no learners\n"
      "hint: one row names the columns, such as learner and deadline; each row below it is one learner’s\n");
  CHECK(errors(archive::zip_of({{"a.txt", "text"}})) ==
        "r.csv: the file is a packed file, not a roster: no workbook is in it\n"
        "hint: save the sheet as .xlsx or .ods, or export it as “CSV UTF-8”\n");
  CHECK(errors("PK\x03\x04...").find("r.csv") != std::string::npos);
}
