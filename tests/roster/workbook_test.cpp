#include "roster/reading.hpp"
#include "table/workbooks.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <ranges>
#include <string>
#include <string_view>
#include <vector>

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

// A sheet whose rows are texts with “|” between.
table::SheetXml sheet_of(const std::string& name, const std::vector<std::string>& rows,
                         const std::string& attributes = {}) {
  std::string inside;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    inside += fmt::format("<row r=\"{}\">", i + 1);
    char column = 'A';
    for (const auto part : std::views::split(rows[i], '|'))
      inside += inline_cell(fmt::format("{}{}", column++, i + 1), std::string(part.begin(), part.end()));
    inside += "</row>";
  }
  return {.name = name, .inside = sheet(inside), .attributes = attributes};
}

// Which sheet was read, and which others were not; or nothing.
std::string chosen(const std::string& bytes, std::string_view name = {}) {
  const auto roster = roster::read_roster(bytes, "r.xlsx", columns, {}, nullptr, name);
  if (!roster) return to_text(roster.error().front());
  std::string text = roster->sheets().read;
  for (const std::string& other : roster->sheets().others) text += "/" + other;
  return text + ": " + text_of(*roster);
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
                     {"Two", sheet("<row>" + inline_cell("A1", "Colour") + "</row>")}})) ==
        "r.csv:1:1: row 1: there is no column “Fruit”\n"
        "hint: row 1 has to name the columns; they are: learner, start, minutes, off, week-start\n"
        ": r.csv: the sheet “One” was read, not “Two”\n"
        "hint: if another one is the roster, name it: sheet NAME\n");
  CHECK(
      errors(xlsx({{"Class", sheet("<row>" + inline_cell("A1", "learner") + "</row>")}})) ==
      "r.csv: the roster has no learners\n"
      "hint: one row names the columns, such as learner and deadline; each row below it is one learner’s\n");
  CHECK(errors(archive::zip_of({{"a.txt", "text"}})) ==
        "r.csv: the file is a packed file, not a roster: no workbook is in it\n"
        "hint: save the sheet as .xlsx or .ods, or export it as “CSV UTF-8”\n");
  CHECK(errors("\xD0\xCF\x11\xE0") ==
        "r.csv: the file is an old Excel or Word file, or one with a password, not a roster\n"
        "hint: save the sheet as .xlsx or .ods, or export it as “CSV UTF-8”\n");
  CHECK(errors("PK\x03\x04...").find("r.csv") != std::string::npos);
}

TEST_CASE("of several sheets the roster is the one that names the learners") {
  const auto notes = sheet_of("Notes", {"Dear colleague", "the list is on the next sheet"});
  const auto ada = sheet_of("Class", {"Name|Start", "Ada|2026-11-24"});
  CHECK(chosen(xlsx({notes, ada})) == "Class/Notes: row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  CHECK(chosen(xlsx({ada, notes})) == "Class/Notes: row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  CHECK(chosen(xlsx({sheet_of("Sheet1", {}), ada, sheet_of("Sheet3", {})})) ==
        ": row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  CHECK(warnings(xlsx({notes, ada})).empty());

  // Settings without learners, a header without rows, and an explanation of the columns are less.
  CHECK(chosen(xlsx({sheet_of("Holidays", {"Off|Minutes", "2026-12-24|0"}), ada})) ==
        "Class/Holidays: row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  CHECK(chosen(xlsx({sheet_of("Template", {"Name|Start|Minutes"}), ada})) ==
        "Class/Template: row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  const auto how_to = sheet_of("How to", {"Name|as in the register", "Start|the first day"});
  CHECK(chosen(xlsx({how_to, sheet_of("List", {"Name|E-mail", "Ada|a@b.org"})})) ==
        "List/How to: row 2: learner=Ada@2:1\n");

  // Of hidden ones only if there are no others.
  const std::string hidden = "state=\"hidden\"";
  const auto old = sheet_of("Old", {"Name|Start|Minutes", "Bo|2026-11-24|5"}, hidden);
  CHECK(chosen(xlsx({old, ada})) == ": row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  CHECK(chosen(xlsx({sheet_of("Notes", {"Dear colleague"}, hidden), old})) ==
        "Old/Notes: row 2: learner=Bo@2:1 start=2026-11-24@2:2 minutes=5@2:3\n");
}

TEST_CASE("of a LibreOffice file, too, the sheet with the learners is read") {
  const auto row = [](const std::string& text) {
    return "<table:table-row>" + ods_cell(text) + "</table:table-row>";
  };
  CHECK(chosen(archive::zip_of(table::ods_files("<table:table table:name=\"Notes\">" + row("Dear colleague") +
                                                "</table:table><table:table table:name=\"Class\">" +
                                                row("Student") + row("Ada") + "</table:table>"))) ==
        "Class/Notes: row 2: learner=Ada@2:1\n");
}

TEST_CASE("a second sheet with learners is told, and can be asked for") {
  const std::string bytes =
      xlsx({sheet_of("7a", {"Name|Start", "Ada|2026-11-24"}), sheet_of("Notes", {"Dear colleague"}),
            sheet_of("7b", {"Name", "Bo"}), sheet_of("7c", {"Name", "Cem"})});
  CHECK(chosen(bytes) == "7a/Notes/7b/7c: row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  CHECK(warnings(bytes) ==
        "r.csv: the sheet “7a” was read; there are learners in “7b”, “7c”, too\n"
        "hint: read it in a run of its own: sheet 3\n");
  CHECK(chosen(bytes, "7b") == ": row 2: learner=Bo@2:1\n");
  CHECK(chosen(bytes, "4") == ": row 2: learner=Cem@2:1\n");
  CHECK(chosen(bytes, "7d") == "pensum: error: r.xlsx: there is no sheet “7d”\nhint: did you mean “7a”?\n");
  CHECK(chosen("learner\nAda\n", "7a") ==
        "pensum: error: r.xlsx: the roster has no sheets: it is not a workbook\nhint: leave out sheet\n");
  CHECK(chosen(xlsx({sheet_of("Empty", {}), sheet_of("Void", {})})) ==
        "pensum: error: r.xlsx: the sheet “Empty” is empty\nhint: one row names the columns, such as learner "
        "and deadline; each row below it is one learner’s\n");
  CHECK(chosen(xlsx({})) == "pensum: error: r.xlsx: the workbook has no sheet\nhint: add one with a table\n");
}

TEST_CASE("a sheet that cannot be read stops only who needs it") {
  auto files = table::xlsx_files({sheet_of("Pivot", {}), sheet_of("Class", {"Name", "Ada"})});
  files[0].second = "<worksheet>";
  CHECK(chosen(archive::zip_of(files)) == ": row 2: learner=Ada@2:1\n");
  auto others = table::xlsx_files({sheet_of("Class", {}), sheet_of("Notes", {"Dear colleague"})});
  others[0].second = "<worksheet>";
  CHECK(chosen(archive::zip_of(others)).find("sheet1.xml") != std::string::npos);
  CHECK(chosen(archive::zip_of(files), "Pivot").find("sheet1.xml") != std::string::npos);
  files[1].second = "<worksheet>";
  CHECK(chosen(archive::zip_of(files)).find("sheet1.xml") != std::string::npos);
}

TEST_CASE("a formula without a value is an error where the value would be used") {
  const std::string top = "<row r=\"1\">" + inline_cell("A1", "Name") + inline_cell("B1", "Start") + "</row>";
  CHECK(
      errors(xlsx(
          {{"Class", sheet(top + "<row r=\"2\">" + inline_cell("A2", "Ada") +
                           "<c r=\"B2\"><f>TODAY()</f><v/></c><c r=\"C2\"><f>1+1</f></c></row><row r=\"3\">" +
                           inline_cell("A3", "Bo") +
                           "<c r=\"B3\" t=\"e\"><f>VLOOKUP(1,D1,2)</f><v>#N/A</v></c></row>")}})) ==
      "r.csv:2:2: row 2, start: the formula has no value\n"
      "hint: open the workbook in a spreadsheet program, and save it: that computes it\n"
      "r.csv:3:2: row 3, start: the formula gives the error “#N/A”\n"
      "hint: mend the formula, or write the value\n");
  CHECK(read(xlsx(
            {{"Class", sheet(top + "<row r=\"2\">" + inline_cell("A2", "Ada") +
                             "<c r=\"B2\" s=\"1\"><f>TODAY()</f><v>46350</v></c><c r=\"C2\"><f>1+1</f></c>"
                             "</row>")}})) == "row 2: learner=Ada@2:1 start=2026-11-24@2:2\n");
  // A formula's text may well be blank.
  CHECK(read(xlsx({{"Class", sheet(top + "<row r=\"2\">" + inline_cell("A2", "Ada") +
                                   "<c r=\"B2\" t=\"str\"><f>IF(1,\"\",2)</f><v></v></c></row>")}})) ==
        "row 2: learner=Ada@2:1\n");
  CHECK(errors(archive::zip_of(table::ods_files(
            "<table:table table:name=\"C\"><table:table-row>" + ods_cell("Name") + ods_cell("Start") +
            "</table:table-row><table:table-row>" + ods_cell("Ada") +
            "<table:table-cell table:formula=\"of:=TODAY()\"/></table:table-row></table:table>"))) ==
        "r.csv:2:2: row 2, start: the formula has no value\n"
        "hint: open the workbook in a spreadsheet program, and save it: that computes it\n");
}

TEST_CASE("a row that is only numbered is not a learner") {
  CHECK(read(xlsx({sheet_of("Class", {"No|Name", "1|Ada", "2|", "3|Bo", "4"})})) ==
        "row 2: learner=Ada@2:2\nrow 4: learner=Bo@4:2\n");
  CHECK(read("No,Name,Colour\n1,Ada,\n2,,red\n3,Bo,\n4\n") ==
        "row 2: learner=Ada@2:3\nrow 4: learner=Bo@4:3\n");
  // A misspelled name may be why.
  const std::string misspelled =
      ": r.csv:1:1: row 1: the column “Lerner” is not used\nhint: did you mean “learner”?\n";
  CHECK(errors("Lerner,Start\nAda,\n").contains(misspelled));
  CHECK(errors(xlsx({sheet_of("Class", {"Lerner|Start", "Ada"})})).contains(misspelled));
  CHECK(errors("No,Name\n1,\n2,\n").starts_with("r.csv: the roster has no learners\n"));
}
