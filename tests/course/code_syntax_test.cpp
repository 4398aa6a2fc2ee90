#include "course/code_syntax.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace pensum;

namespace {

/// Keywords in [], comments in {}.
std::string marked(std::string_view code, std::string_view language) {
  std::string text;
  for (const CodeStretch& each : code_stretches(code, language)) {
    const std::string words(each.text);
    text += each.kind == CodeStretch::Kind::keyword   ? "[" + words + "]"
            : each.kind == CodeStretch::Kind::comment ? "<" + words + ">"
                                                      : words;
  }
  return text;
}

}  // namespace

TEST_CASE("keywords and comments are told, strings left alone", "[syntax]") {
  CHECK(marked("func main() { // go\n\tfor range ch {}\n}", "go") ==
        "[func] main() { <// go>\n\t[for] [range] ch {}\n}");
  CHECK(marked("x := \"for // no\" /* a\nb */ + `return`", "Go") ==
        "x := \"for // no\" </* a\nb */> + `return`");
  CHECK(marked("forty := 'f' // c", "go") == "forty := 'f' <// c>");
  CHECK(marked("\"a\\\"if\" if", "go") == "\"a\\\"if\" [if]");
  CHECK(marked("if x: # why\n  pass", "python") == "[if] x: <# why>\n  [pass]");
  CHECK(marked("echo $# # count\ndone", "sh") == "echo $# <# count>\n[done]");
  CHECK(marked("SELECT a FROM b -- all", "sql") == "[SELECT] a [FROM] b <-- all>");
  CHECK(marked("fn f<'a>(x: &'a str) { match x {} }", "rust") == "[fn] f<'a>(x: &'a str) { [match] x {} }");
}

TEST_CASE("code of an unknown language is plain", "[syntax]") {
  CHECK(marked("if // x", "") == "if // x");
  CHECK(marked("if // x", "text") == "if // x");
  CHECK(marked("if // x", "go rust") == "if // x");
  CHECK(code_stretches("", "go").empty());
}

TEST_CASE("stretches are all of the code", "[syntax][property]") {
  std::mt19937 random(7);
  const std::string letters = "if/*\"'`\n #-{}\\ab";
  for (int round = 0; round < 2000; ++round) {
    std::string code;
    for (std::size_t length = random() % 30; length > 0; --length) code += letters[random() % letters.size()];
    for (const char* language : {"go", "python", "sql", "rust", "sh", "js", ""}) {
      std::string all;
      for (const CodeStretch& each : code_stretches(code, language)) {
        CHECK_FALSE(each.text.empty());
        all += each.text;
      }
      CHECK(all == code);
    }
  }
}
