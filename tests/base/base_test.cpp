#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "base/spelling.hpp"
#include "base/units.hpp"
#include "base/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace pensum;

TEST_CASE("dates are read and written as ISO 8601") {
  for (const char* text : {"0001-01-01", "2024-02-29", "2000-02-29", "2026-11-24", "9999-12-31"}) {
    REQUIRE(parse_date(text).has_value());
    CHECK(to_iso(*parse_date(text)) == text);
  }
  CHECK(*parse_date("0001-01-01") == first_date);
  CHECK(*parse_date("9999-12-31") == last_date);
  CHECK(*parse_date("2024-03-01") - *parse_date("2024-02-28") == days{2});
  for (const char* text :
       {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-01",
        "2026/01/01", "26-01-01", "2026-01-01 ", "+026-01-01", "2026-01-0x"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).has_value());
  }
  CHECK(weekday_index(*parse_date("2026-11-23")) == 0);
  CHECK(weekday_index(*parse_date("2026-11-29")) == 6);
}

TEST_CASE("UTF-8 is decoded by the standard's table of well-formed sequences") {
  for (const std::string text : {"a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                 "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    const CodePoint point = decode(text, 0);
    CHECK(point.valid);
    CHECK(point.length == text.size());
    std::string again;
    append_utf8(again, point.value);
    CHECK(again == text);
  }
  for (const std::string text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    CHECK_FALSE(decode(text, 0).valid);
    CHECK(find_invalid_utf8("ab" + text) == 2);
  }
  CHECK(find_invalid_utf8("aé€😀") == std::string::npos);
  CHECK(count_code_points("aé€😀") == 4);
}

TEST_CASE("names that are nearly right get a suggestion") {
  const std::vector<std::string_view> names = {"minutes", "requires", "title", "id"};
  CHECK(nearest("minuts", names) == "minutes");
  CHECK(nearest("mintues", names) == "minutes");
  CHECK(nearest("Title", names) == "title");
  CHECK(nearest("requirse", names) == "requires");
  CHECK(nearest("colour", names).empty());
  CHECK(nearest("", names).empty());
  // Another number is not a slip.
  const std::vector<std::string_view> ids{"1", "13", "15", "w1", "a4"};
  for (const char* id : {"25", "12", "31", "w2", "a6"}) {
    CAPTURE(id);
    CHECK(nearest(id, ids).empty());
  }
  CHECK(nearest("a44", ids) == "a4");
  CHECK(suggestion("titel", names, "nothing near") == "did you mean “title”?");
  CHECK(suggestion("zzzzzz", names, "nothing near") == "nothing near");
  CHECK(one_of("titel", names) == "did you mean “title”?");
}

TEST_CASE("diagnostics are shown with their place, and text in them safely") {
  CHECK(to_text({Severity::error, {"a.xml", 3, 7}, "wrong", "mend it"}) ==
        "pensum: error: a.xml:3:7: wrong\nhint: mend it\n");
  CHECK(to_text({Severity::warning, {}, "odd", ""}) == "pensum: warning: odd\n");
  CHECK(shown("a\x1B[2Jb") == "a\\u{1B}[2Jb");
  CHECK(shown("x\u202Ey") == "x\\u{202E}y");
  CHECK(shown("x\xFFy") == "x\\xFFy");
  CHECK(shown("äöü", 2) == "äö…");
}

TEST_CASE("points are exact to a thousandth") {
  CHECK(Points::mm(210).milli == 595'276);
  CHECK(Points::tenths_of_mm(254).milli == 72'000);
  CHECK((Points::whole(3) - Points::whole(5)).milli == -2'000);
  CHECK(Points::whole(10).scaled(1, 3).milli == 3'333);
}

TEST_CASE("a string literal is what a compiler reads it as, and no trigraph") {
  CHECK(string_literal("plain words") == R"("plain words")");
  CHECK(string_literal("a \"b\" \\ \?\?= \n") == R"("a \042b\042 \134 \077\077= \012")");
  // A digit behind an escape is not a part of it.
  CHECK(string_literal(std::string_view("\0"
                                        "7",
                                        2)) == R"("\0007")");
  CHECK(string_literal("é") == R"("\303\251")");
}
