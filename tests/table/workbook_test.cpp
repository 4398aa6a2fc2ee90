#include "table/workbook.hpp"

#include "table/tables.hpp"
#include "table/workbooks.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace pensum;
using namespace pensum::table;

namespace {

std::string read(const NamedBytes& files, std::string_view sheet = {}) {
  return text_of(read_workbook(*tree_of(files), "b.xlsx", sheet));
}

std::string rows(const std::string& inside) { return "<sheetData>" + inside + "</sheetData>"; }

std::string xlsx(const std::string& inside, const std::string& styles = {}) {
  return read(xlsx_files({{"Plan", rows(inside)}}, {}, styles));
}

std::string ods(const std::string& inside) {
  return read(ods_files("<table:table table:name=\"Plan\">" + inside + "</table:table>"));
}

}  // namespace

TEST_CASE("an .xlsx file gives shared, inline and computed texts, numbers and truths") {
  const auto files = xlsx_files(
      {{"Plan", rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
                     "<row r=\"3\" spans=\"1:5\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>in</t></r><r><t "
                     "xml:space=\"preserve\"> line</t></r></is></c><c r=\"B3\"><v>45</v></c><c r=\"C3\" "
                     "t=\"str\"><f>A1&amp;A2</f><v>both</v></c><c r=\"D3\" t=\"b\"><v>1</v></c><c r=\"E3\" "
                     "t=\"e\"><v>#N/A</v></c><c r=\"F3\"/></row>")}},
      "<si><t>Title_x000A_two</t></si><si><r><t>Mi</t></r><r><rPr><b/></rPr><t>nutes</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si>");
  CHECK(read(files) == "1: Title\ntwo@1:1 Minutes@1:3\n3: in line@3:1 45@3:2 both@3:3 TRUE@3:4\n");
}

TEST_CASE("an .xlsx file shows numbers by the formats of their styles") {
  const std::string styles =
      "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"165\" "
      "formatCode=\"0&quot; min&quot;\"/></numFmts><cellXfs count=\"6\"><xf numFmtId=\"0\"/><xf "
      "numFmtId=\"14\"/>"
      "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"20\"/><xf numFmtId=\"21\"/></cellXfs>";
  CHECK(xlsx("<row><c s=\"1\"><v>46357</v></c><c s=\"2\"><v>1.0625</v></c><c s=\"3\"><v>45</v></c>"
             "<c s=\"4\"><v>0.0625</v></c><c s=\"5\"><v>0.0625</v></c><c s=\"99\"><v>7</v></c></row>",
             styles) ==
        "1: 2026-12-01@1:1 25:30:00@1:2=91800s 45 min@1:3 1:30@1:4 1:30:00@1:5=5400s 7@1:6\n");
  CHECK(read(xlsx_files({{"P", rows("<row><c s=\"0\"><v>44895</v></c></row>")}}, {},
                        "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", "<workbookPr date1904=\"1\"/>")) ==
        "1: 2026-12-01@1:1\n");
}

TEST_CASE("links of cells are kept, whether they are attached or computed") {
  const auto files =
      xlsx_files({{"P",
                   rows("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Arrays</v></c><c r=\"B1\" "
                        "t=\"str\"><f>HYPERLINK(\"https://b.org/x\",\"B\")</f><v>B</v></c><c r=\"C1\" "
                        "t=\"str\"><v>C</v></c></row>") +
                       "<hyperlinks><hyperlink ref=\"A1\" r:id=\"rId7\"/><hyperlink ref=\"C1\" "
                       "r:id=\"rId8\"/></hyperlinks>",
                   "",
                   "<Relationship Id=\"rId7\" Target=\"https://a.org\" TargetMode=\"External\"/>"
                   "<Relationship Id=\"rId8\" Target=\"mailto:a@b.org\" TargetMode=\"External\"/>"}});
  CHECK(read(files) == "1: Arrays@1:1->https://a.org B@1:2->https://b.org/x C@1:3\n");
}

TEST_CASE("prefixes of namespaces and missing names of cells change nothing") {
  CHECK(xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row "
             "r=\"9\"><c><v>3</v></c></row><row><c><v>4</v></c></row>") ==
        "1: 1@1:1 2@1:2\n9: 3@9:1\n10: 4@10:1\n");
  auto files = xlsx_files({{"P", ""}});
  files[0].second =
      "<x:worksheet "
      "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData><x:row "
      "r=\"2\"><x:c r=\"AB2\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  CHECK(read(files) == "2: 1@2:28\n");
}

TEST_CASE("the first sheet that is not hidden is read, or the one that is named") {
  const auto one = [](const std::string& text) {
    return rows("<row><c t=\"str\"><v>" + text + "</v></c></row>");
  };
  const auto files =
      xlsx_files({{"Lists", one("a"), "state=\"veryHidden\""}, {"Plan", one("b")}, {"Old 1", one("c")}});
  CHECK(read(files) == "1: b@1:1\n");
  CHECK(read(files, "Lists") == "1: a@1:1\n");
  CHECK(read(files, "3") == "1: c@1:1\n");
  CHECK(read_workbook(*tree_of(files), "b.xlsx")->other_sheets == std::vector<std::string>{"Old 1"});
  CHECK(read(files, "Plam") == "b.xlsx: there is no sheet “Plam”\nhint: did you mean “Plan”?\n");
  CHECK(read(files, "4") ==
        "b.xlsx: there is no sheet “4”\nhint: its sheets are: “Lists”, “Plan”, “Old 1”\n");
  CHECK(read(xlsx_files({{"P", rows("")}})) ==
        "b.xlsx: the sheet “P” is empty\nhint: name another sheet of the workbook\n");
  CHECK(read(xlsx_files({})) == "b.xlsx: the workbook has no sheet\nhint: add one with a table\n");
}

TEST_CASE("a truth of an .ods file is the same in all languages") {
  CHECK(ods("<table:table-row><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\">"
            "<text:p>WAHR</text:p></table:table-cell><table:table-cell office:value-type=\"boolean\" "
            "office:boolean-value=\"false\"><text:p>FAUX</text:p></table:table-cell></table:table-row>") ==
        "1: TRUE@1:1 FALSE@1:2\n");
}

TEST_CASE("a workbook with a password is told") {
  NamedBytes files{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                   {"content.xml", "\x13\x37secret"}};
  CHECK(read(files).starts_with("b.xlsx: content.xml:1:"));
  files.emplace_back("META-INF/manifest.xml", "<manifest:encryption-data/>");
  CHECK(read(files) == "b.xlsx: the workbook has a password\nhint: save it without one\n");
}

TEST_CASE("an .xlsx file may be indented, as Gnumeric writes it") {
  const auto files = xlsx_files(
      {{"P",
        "\n<sheetData>\n <row r=\"1\">\n  <c r=\"A1\" t=\"s\">\n   <v>1</v>\n  </c>\n </row>\n <row>\n  <c "
        "s=\"1\">\n   <v>46350</v>\n  </c>\n  <c t=\"inlineStr\">\n   <is>\n    <t>b</t>\n   </is>\n  </c>\n "
        "</row>\n</sheetData>\n"}},
      "\n <si>\n  <t>a</t>\n </si>\n <si>\n  <t>Start</t>\n </si>\n",
      "\n <numFmts>\n  <numFmt numFmtId=\"100\" formatCode=\"yyyy-mm-dd\"/>\n </numFmts>\n <cellXfs>\n  <xf "
      "numFmtId=\"0\"/>\n  <xf numFmtId=\"100\"/>\n </cellXfs>\n");
  CHECK(read(files) == "1: Start@1:1\n2: 2026-11-24@2:1 b@2:2\n");
}

TEST_CASE("a workbook's own title is kept") {
  auto files = xlsx_files({{"P", rows("<row><c><v>1</v></c></row>")}});
  files.emplace_back("docProps/core.xml",
                     "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>My  course"
                     "</dc:title></cp:coreProperties>");
  CHECK(read_workbook(*tree_of(files), "b.xlsx")->title == "My course");
}

TEST_CASE("an .ods file gives texts, numbers, durations, dates and links") {
  CHECK(ods("<table:table-column table:number-columns-repeated=\"4\"/>"
            "<table:table-header-rows><table:table-row><table:table-cell "
            "office:value-type=\"string\"><text:p>Title"
            "</text:p></table:table-cell></table:table-row></table:table-header-rows>"
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>two<text:s "
            "text:c=\"2\"/><text:span>"
            "words</text:span></text:p><text:p>below</text:p></table:table-cell>"
            "<table:table-cell table:formula=\"of:=HYPERLINK(&quot;https://f.org&quot;;&quot;F&quot;)\" "
            "office:value-type=\"float\" office:value=\"1.5\"><text:p>1,5 "
            "h</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"time\" "
            "office:time-value=\"PT01H30M05S\"><text:p>01:30:05</text:p>"
            "</table:table-cell><table:table-cell office:value-type=\"time\" "
            "office:time-value=\"PT01H30M00S\"><text:p>"
            "01:30</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"date\" "
            "office:date-value=\"2026-12-01T10:00:00\"><text:p>1. Dez"
            "</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a "
            "note</text:p></office:annotation>"
            "<text:p><text:a "
            "xlink:href=\"https://a.org\">A</text:a></text:p></table:table-cell></table:table-row>") ==
        "1: Title@1:1\n2: two words\nbelow@2:1 1.5 h@2:2->https://f.org 01:30:05@2:3=5405s 01:30@2:4 "
        "2026-12-01@2:5 "
        "A@2:6->https://a.org\n");
}

TEST_CASE("repeated, merged and blank cells of an .ods file keep their places, and do not fill a memory") {
  const std::string text = "office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";
  CHECK(ods("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
            "table:number-columns-repeated=\"2\"/>"
            "<table:table-cell table:number-columns-repeated=\"2\" " +
            text +
            "<table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>"
            "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>"
            "<table:table-row><table:table-cell table:number-columns-spanned=\"2\" " +
            text + "<table:covered-table-cell/><table:table-cell " + text +
            "</table:table-row><table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
            "table:number-columns-repeated=\"16384\"/></table:table-row>") ==
        "1: a@1:3 a@1:4\n2: a@2:3 a@2:4\n6: a@6:1 a@6:3\n");
  CHECK(ods("<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell "
            "table:number-columns-repeated=\"99999999\" " +
            text + "</table:table-row>")
            .starts_with("b.xlsx: the sheet “Plan” has more than 2000000 cells\n"));
}

TEST_CASE("hidden sheets of an .ods file are left out") {
  const auto sheet = [](const std::string& name, const std::string& style) {
    return "<table:table table:name=\"" + name + "\" table:style-name=\"" + style +
           "\"><table:table-row><table:table-cell><text:p>" + name +
           "</text:p></table:table-cell></table:table-row></table:table>";
  };
  CHECK(read(ods_files(sheet("A", "ta1") + sheet("B", "ta2"),
                       "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/>"
                       "</style:style>")) == "1: B@1:1\n");
}

TEST_CASE("what is no workbook is told from what is one, and a damaged one is an error with its part") {
  CHECK(is_workbook(*tree_of(xlsx_files({}))));
  CHECK(is_workbook(*tree_of(ods_files(""))));
  CHECK_FALSE(is_workbook(*tree_of({{"mimetype", "application/epub+zip"}, {"content.xml", "<a/>"}})));
  CHECK_FALSE(is_workbook(*tree_of({{"word/document.xml", "<a/>"}})));
  auto files = xlsx_files({{"P", rows("")}});
  files[0].second = "<worksheet><sheetData></worksheet>";
  CHECK(read(files).starts_with("b.xlsx: xl/worksheets/sheet1.xml:1:"));
  files.erase(files.begin());
  CHECK(read(files).find("sheet1.xml") != std::string::npos);
}

TEST_CASE("any damage to a workbook's parts gives a table or an error", "[long]") {
  std::mt19937 random(7);
  const std::string cells =
      "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45</v></c><c r=\"C2\" t=\"s\"><v>0</v></c><c "
      "t=\"inlineStr\"><is><t>a</t></is></c></row>";
  const NamedBytes xlsx_parts = xlsx_files({{"P", rows(cells)}}, "<si><t>b</t></si>",
                                           "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"46\"/></cellXfs>");
  const NamedBytes ods_parts = ods_files(
      "<table:table table:name=\"P\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
      "table:number-columns-repeated=\"3\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p>"
      "</table:table-cell></table:table-row></table:table>");
  for (int round = 0; round < 600; ++round) {
    NamedBytes files = round % 2 == 0 ? xlsx_parts : ods_parts;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      std::string& bytes = files[random() % files.size()].second;
      const std::size_t at = random() % bytes.size();
      // Digits more often than anything: they are places and counts. Most are small: large ones make large
      // tables, and those take long.
      const std::size_t digit = bytes.find_first_of("0123456789", at);
      if (random() % 2 == 0 && digit != std::string::npos) {
        bytes.insert(digit, std::to_string(random() % (random() % 16 == 0 ? 100'000 : 100)));
      } else if (random() % 2 == 0) {
        bytes.erase(at, 1 + random() % 8);
      } else {
        bytes[at] = static_cast<char>(random() % 256);
      }
    }
    const auto table = read_workbook(*tree_of(files), "b.xlsx");
    CHECK((table ? !table->rows.empty() : !table.error().empty()));
  }
}
