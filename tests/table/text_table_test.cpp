#include "table/text_table.hpp"

#include "table/tables.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::table;

namespace {

std::string read(const std::string& bytes, char delimiter = 0) {
  return text_of(read_text_table(bytes, "t.csv", delimiter));
}

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

}  // namespace

TEST_CASE("a table as text gives its cells with their places") {
  CHECK(read("a,b\n\n \"x\ny\" ,,c,\nü,\"z\"\n") == "1: a@1:1 b@1:3\n3: x\ny@3:3 c@4:6\n4: ü@5:1 z@5:4\n");
  CHECK(read("") == "");
  CHECK(read("\n,,\n") == "");
}

TEST_CASE("the delimiter is found out, or given") {
  CHECK(read("a;b,c\n") == "1: a;b@1:1 c@1:5\n");
  CHECK(read("a;b,c\n", ';') == "1: a@1:1 b,c@1:3\n");
  CHECK(read("sep=|\na|b\n") == "1: a@2:1 b@2:3\n");
  CHECK(read("a\tb, c, d\n", '\t') == "1: a@1:1 b, c, d@1:3\n");
}

TEST_CASE("UTF-16 with a byte-order mark is converted") {
  const std::string expected = "1: ä€😀@1:1 b@1:5\n";
  CHECK(read(utf16(u"ä€😀\tb\r\n", false)) == expected);
  CHECK(read(utf16(u"ä€😀\tb\r\n", true)) == expected);
  CHECK(read("\xEF\xBB\xBFä,b") == "1: ä@1:1 b@1:3\n");
  // Halves of characters, and half a unit.
  CHECK(read(utf16({u"\xD800x\xDC00", 3}, true) + "y") == "1: \uFFFDx\uFFFD\uFFFD@1:1\n");
}

TEST_CASE("what is wrong with a text is reported with its place, all of it") {
  CHECK(read("a,b\ncaf\xE9,1\n") ==
        "t.csv:2:4: the byte \\xE9 is not UTF-8\n"
        "hint: save it as UTF-8; for a table the spreadsheet calls this “CSV UTF-8”\n");
  CHECK(read(std::string("abc\0", 4)).starts_with("t.csv:1:4: a NUL byte, which text never contains\n"));
  CHECK(read("%PDF-1.7").starts_with("t.csv: the file is a PDF, not a text\n"));
  CHECK(read("a\"b\n\"c\"d\n\"e") ==
        "t.csv:1:2: row 1: a quote inside a cell that does not begin with one\n"
        "hint: put quotes around the whole cell, and write those inside it twice: \"the \"\"best\"\" one\"\n"
        "t.csv:2:4: row 2: “d” after the quote that closes a cell\n"
        "hint: the cell was opened in line 2; close it there, or write a quote inside it twice\n"
        "t.csv:3:1: row 3: the quotes of a cell are never closed\n"
        "hint: close them at the end of the cell\n");
  CHECK(read(std::string(20'000, ',') + "x").starts_with("t.csv:1:1: row 1 has more than 16384 cells\n"));
}

TEST_CASE("a table has a limit of cells", "[long]") {
  std::string row;
  for (int i = 0; i < 10'000; ++i) row += "a,";
  row += "\n";
  std::string bytes;
  for (int i = 0; i < 200; ++i) bytes += row;
  CHECK(read(bytes).starts_with("t.csv:200: the table has more than 2000000 cells\n"));
}
