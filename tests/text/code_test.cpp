// Code in paragraphs, and lines of it.
#include "text/set_line.hpp"
#include "text/staged_patterns.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace set_line;

namespace {

constexpr std::uint32_t mark = 7;

/// Spans of code: what is between backquotes, which go.
struct Marked {
  std::string text;
  std::vector<Span> spans;
};

Marked marked(std::string_view source) {
  Marked result;
  bool inside = false;
  for (const char c : source) {
    if (c != '`') {
      result.text += c;
    } else if (inside) {
      result.spans.back().last = result.text.size();
      inside = false;
    } else {
      result.spans.push_back({.first = result.text.size(), .family = Family::code, .mark = mark});
      inside = true;
    }
  }
  return result;
}

std::vector<Line> set(std::string_view source, Points width, const char* language = "en") {
  Typesetter setter(staged::fonts(), language, staged::hyphenator(language));
  const Marked of = marked(source);
  std::vector<Line> lines =
      setter.paragraph(of.text, of.spans, {.size = Points::whole(10)}, {.width = width, .hyphenate = true});
  for (const Line& line : lines) check(line);
  return lines;
}

Line only_line(std::string_view source, const char* language = "en") {
  std::vector<Line> lines = set(source, Points::whole(1000), language);
  REQUIRE(lines.size() == 1);
  return std::move(lines.front());
}

std::vector<std::string> code_lines(std::string_view code, Points width) {
  Typesetter setter(staged::fonts(), "en");
  std::vector<Line> lines = setter.code(code, {.size = Points::whole(10)}, width, mark);
  for (const Line& line : lines) {
    check(line);
    for (const Run& run : line.runs) CHECK(run.mark == mark);
    CHECK(line.width <= width);
  }
  return texts_of(lines);
}

/// Of so many letters of code.
Points columns(std::int64_t count) { return Points::whole(10).scaled(92 * 600 * count, 100 * 1000); }

bool is_mono(const Run& run) { return staged::fonts().info(run.face).fixed_pitch; }

}  // namespace

TEST_CASE("code is set in a face of its own, a little smaller, and its runs can be told") {
  const Line line = only_line("Call `main()` now.");
  REQUIRE(line.runs.size() == 3);
  const Run code = line.runs[1];
  CHECK(line.runs[0].text == "Call ");
  CHECK(code.text == "main()");
  CHECK(line.runs[2].text == " now.");
  CHECK(is_mono(code));
  CHECK_FALSE(is_mono(line.runs[0]));
  CHECK(code.size == Points{9200});
  CHECK(line.runs[0].size == Points::whole(10));
  CHECK(code.mark == mark);
  CHECK(line.runs[0].mark == 0);
  CHECK(code.width == columns(6));
}

TEST_CASE("signs of code are not joined to others") {
  Typesetter setter(staged::fonts(), "en");
  for (const char* signs : {"->", "!=", ":=", "<-", "fi", "===", "www"}) {
    CAPTURE(signs);
    const Line line = std::move(setter.code(signs, {}, Points::whole(500), 1).front());
    const Run run = line.runs.front();
    REQUIRE(run.glyphs.size() == std::string_view(signs).size());
    auto glyph = run.glyphs.begin();
    for (const char c : std::string_view(signs)) {
      CHECK((*glyph).id == staged::fonts().glyph(run.face, static_cast<unsigned char>(c)));
      ++glyph;
    }
  }
}

TEST_CASE("lines do not end in short code, and in long code only at spaces") {
  for (int width = 120; width < 300; width += 7) {
    CAPTURE(width);
    for (const Line& line :
         set("Some words before `a <- b` and `x != y` and then `f(a, b)` behind it.", Points::whole(width))) {
      const std::string text = text_of(line);
      CHECK_FALSE(text.ends_with("a"));
      CHECK_FALSE(text.ends_with("<-"));
      CHECK_FALSE(text.ends_with("a <- "));
      CHECK_FALSE(text.ends_with("x"));
      CHECK_FALSE(text.ends_with("!="));
      CHECK_FALSE(text.ends_with("f(a,"));
    }
  }
  const std::vector<std::string> lines =
      texts_of(set("It prints `for index := range collection.Values() { use(index) }` here.", columns(34)));
  CHECK(lines == std::vector<std::string>{"It prints for index :=", "range collection.Values()",
                                          "{ use(index) } here."});
}

TEST_CASE("code that is longer than a line comes apart at spaces first") {
  const std::vector<std::string> lines = texts_of(set("`first second third`", columns(13)));
  CHECK(lines == std::vector<std::string>{"first second", "third"});
  std::string all;
  for (const std::string& part : texts_of(set("`http.ListenAndServe(address)`", columns(12)))) all += part;
  CHECK(all == "http.ListenAndServe(address)");
}

TEST_CASE("code is not hyphenated") {
  const auto has_hyphen = [](const std::vector<Line>& lines) {
    return std::ranges::any_of(texts_of(lines),
                               [](const std::string& text) { return text.ends_with("\u00AD"); });
  };
  CHECK(has_hyphen(set("extraordinarily incomprehensible representation", Points::whole(70))));
  CHECK_FALSE(has_hyphen(set("`extraordinarily` `incomprehensible` `representation`", Points::whole(70))));
}

TEST_CASE("code runs from left to right in text from right to left") {
  const Line line = only_line("הפונקציה `main()` היא `x++`.", "he");
  std::vector<std::string> code;
  for (const Run& run : line.runs) {
    if (run.mark != mark) continue;
    CHECK_FALSE(run.right_to_left);
    code.emplace_back(run.text);
  }
  // From the left of the page: what is read last.
  CHECK(code == std::vector<std::string>{"x++", "main()"});
  std::string all;
  for (const LinePart& part : parts_of(line)) {
    std::vector<Run> runs(part.line.runs.begin(), part.line.runs.end());
    std::ranges::stable_sort(runs, {}, &Run::text_first);
    for (const Run& run : runs) all += run.text;
  }
  CHECK(all == "הפונקציה main() היא x++.");
}

TEST_CASE("a line that ends before or behind code ends with the space between them") {
  const std::vector<Line> lines = set("words `code` words", columns(6));
  REQUIRE(lines.size() == 3);
  CHECK(texts_of(lines) == std::vector<std::string>{"words ", "code ", "words"});
}

TEST_CASE("characters that the face for code lacks have another one, also in code") {
  const Line line = only_line("`x // 好`");
  REQUIRE(line.runs.size() == 2);
  CHECK(is_mono(line.runs[0]));
  CHECK_FALSE(is_mono(line.runs[1]));
  CHECK(line.runs[1].mark == mark);
  CHECK(line.runs[1].text == "好");
}

TEST_CASE("lines of code keep their spaces, and tabs lead to columns") {
  CHECK(code_lines("if x {\n\treturn  1\n}\n\n  a\tb", columns(40)) ==
        std::vector<std::string>{"if x {", "    return  1", "}", "", "  a b"});
}

TEST_CASE("a line of code that is too long goes on below, indented") {
  CHECK(code_lines("  call(first, second, third, fourth)", columns(20)) ==
        std::vector<std::string>{"  call(first,", "      second, third,", "      fourth)"});
  CHECK(code_lines("abcdefghijklmnop", columns(10)) == std::vector<std::string>{"abcdefghij", "    klmnop"});
  // The indent leaves half of the line.
  CHECK(code_lines("        a b c d", columns(10)) == std::vector<std::string>{"        a", "     b c d"});
}

TEST_CASE("a line of code is not lost where not even a letter fits") {
  Typesetter setter(staged::fonts(), "en");
  CHECK(texts_of(setter.code("abc", {.size = Points::whole(10)}, Points::whole(1), 1)) ==
        std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("a line in parts is what the line was") {
  const Line line = only_line("Call `main()` or `go` now.");
  const std::vector<LinePart> parts = parts_of(line);
  REQUIRE(parts.size() == 5);
  Points x;
  for (const LinePart& part : parts) {
    check(part.line);
    CHECK(part.x == x);
    x += part.line.width;
    CHECK(part.line.splits_word == (&part != &parts.back()));
  }
  CHECK(x == line.width);
}

TEST_CASE("kept paragraphs tell code from words") {
  Typesetter setter(staged::fonts(), "en");
  setter.keep_paragraphs();
  const Marked of = marked("some words and then `some code` to break");
  const Measure measure{.width = Points::whole(80)};
  const std::vector<Line> plain = setter.paragraph(of.text, {}, measure);
  for (int again = 0; again < 2; ++again) {
    const std::vector<Line> lines = setter.paragraph(of.text, of.spans, {}, measure);
    CHECK(std::ranges::any_of(lines, [](const Line& line) {
      return std::ranges::any_of(line.runs.begin(), line.runs.end(),
                                 [](const Run& run) { return run.mark == mark; });
    }));
  }
  CHECK(texts_of(setter.paragraph(of.text, {}, measure)) == texts_of(plain));
}
