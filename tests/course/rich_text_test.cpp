#include "course/rich_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace pensum;

TEST_CASE("a text is parted into paragraphs and lines of code", "[rich_text]") {
  const std::string words = "Say x first\na := 1\nb := 2\nthen y";
  const RichText text(words, {{.kind = TextMark::Kind::code, .first = 4, .last = 5},
                              {.kind = TextMark::Kind::code_lines, .first = 12, .last = 25},
                              {.kind = TextMark::Kind::code, .first = 31, .last = 32}});
  const auto pieces = pieces_of(text);
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0].text == RichText("Say x first", {{.kind = TextMark::Kind::code, .first = 4, .last = 5}}));
  CHECK(pieces[1].is_code);
  CHECK(pieces[1].text == RichText("a := 1\nb := 2"));
  CHECK(pieces[2].text == RichText("then y", {{.kind = TextMark::Kind::code, .first = 5, .last = 6}}));
  CHECK(pieces_of(RichText("plain")).size() == 1);
  CHECK(pieces_of(RichText()).empty());
}

TEST_CASE("a text that is one paragraph need not be taken apart", "[rich_text]") {
  const std::vector<TextMark> no_marks;
  const std::vector<TextMark> code{{.kind = TextMark::Kind::code, .first = 0, .last = 1}};
  const std::vector<TextMark> lines{{.kind = TextMark::Kind::code_lines, .first = 1, .last = 3}};
  for (const char* const words : {"", " ", "a", " a", "a ", "\na", "a\n", "a b", "a\nb", "a b c"}) {
    for (const std::vector<TextMark>& marks : {no_marks, code, lines}) {
      if (!marks.empty() && std::string_view(words).size() < marks.back().last) continue;
      CAPTURE(words, marks.size());
      const RichText text(words, marks);
      CHECK(is_one_paragraph(text) == (pieces_of(text) == std::vector<TextPiece>{{text, false}}));
    }
  }
}

TEST_CASE("marks stay on their words when directions are closed", "[rich_text]") {
  const std::string words = "a\u202C b \u2067c";  // what closes nothing is left out, what is open is closed
  const std::size_t b = words.find('b');
  const std::size_t c = words.find('c');
  const RichText closed =
      with_directions_closed(RichText(words, {{.kind = TextMark::Kind::code, .first = b, .last = b + 1},
                                              {.kind = TextMark::Kind::strong, .first = c, .last = c + 1}}));
  REQUIRE(closed.marks.size() == 2);
  CHECK(closed.text == "a b \u2067c\u2069");
  CHECK(closed.text.substr(closed.marks[0].first, 1) == "b");
  CHECK(closed.text.substr(closed.marks[1].first, 1) == "c");
  CHECK(closed.marks[1].last == closed.marks[1].first + 1);
}
