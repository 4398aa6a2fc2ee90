#include "epub/running_text.hpp"

#include "epub/xhtml.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::epub;

namespace {

using Texts = std::vector<std::string>;

/// The pieces that are kept; all pieces together are the text.
Texts kept(const std::vector<Piece>& pieces, const std::string& text) {
  Texts list;
  std::string all;
  for (const Piece& piece : pieces) {
    CHECK(!piece.text.empty());
    all += piece.text;
    if (piece.kept) list.emplace_back(piece.text);
  }
  CHECK(all == text);
  return list;
}

Texts operators(const std::string& text) { return kept(cut_at_operators(text), text); }
Texts signed_words(const std::string& text) { return kept(cut_at_signed_words(text), text); }

std::string running(const std::string& text) {
  pensum::xml::Writer writer;
  add_isolated(add(writer.document(), "p"), text);
  return writer.bytes();
}

std::string running_among(pensum::Direction around, const std::string& text) {
  pensum::xml::Writer writer;
  const Element line = add(writer.document(), "p");
  add_isolated(line, text, around);
  set_isolated(add(line, "b"), text, around);
  return writer.bytes();
}

}  // namespace

TEST_CASE("operators stay whole, and a name stays with the hyphen before it") {
  CHECK(operators("case <-ctx.Done(): x <- 1; ch<-v") == Texts{"<-ctx", "<-", "<-v"});
  CHECK(operators("a := b != c == d <= e >= f") == Texts{":=", "!=", "==", "<=", ">="});
  CHECK(operators("x->y || p && q; i++; j--; s...") == Texts{"->", "||", "&&", "++", "--", "..."});
  CHECK(operators("x &^= y << 2, args ...int, a +=1") == Texts{"&^=", "<<", "...", "+="});
  CHECK(operators("run go test -race -count=1 (or --help)") == Texts{"-race", "-count", "--help"});
}

TEST_CASE("operators stay whole wherever in a text they are") {
  for (const char* sign : {"!!", "^=", "||", ":=", "-x", "++", "%%"}) {
    CAPTURE(sign);
    for (const char* before : {"a", "Ü", "z ", " ", "1"}) {
      for (std::size_t size = 0; size < 20; ++size) {
        for (const char* behind : {"", " b", " letters and spaces"}) {
          std::string text;
          for (std::size_t i = 0; i < size; ++i) text += before;
          text += " ";
          CAPTURE(text);
          REQUIRE(operators(text + sign + behind) == Texts{sign});
        }
      }
    }
  }
}

TEST_CASE("text that breaks well, or is a line of signs, may break") {
  for (const char* text : {"", "A plain sentence. With a second one: short!", "well-known, non-empty", "1-2",
                           "a - b", "------- ========", "net/http", "x = y", "<b>", "- item",
                           "-an_identifier_longer_than_a_line", "Zoë – „naïve“"}) {
    CAPTURE(text);
    CHECK(operators(text).empty());
  }
  // The operator at least.
  CHECK(operators("<-an_identifier_longer_than_a_line") == Texts{"<-"});
}

TEST_CASE("among text from right to left, signs stay with the words that they belong to") {
  CHECK(signed_words("دورة C++") == Texts{"C++"});
  CHECK(signed_words("C++ في العربية") == Texts{"C++"});
  CHECK(signed_words("לימוד C# ו-.NET, ב-C++!") == Texts{"C#", "C++"});
  CHECK(signed_words("מה זה .NET?") == Texts{".NET"});
  CHECK(signed_words("מה עושה sync.Once.Do(f) ומה f()?") == Texts{"sync.Once.Do(f)", "f()"});
  CHECK(signed_words("הרץ go test -race ואז make([]int, 3)") == Texts{"make([]int, 3)"});
}

TEST_CASE("text that Unicode orders well by itself is left alone") {
  for (const char* text : {"", "שלום", "Say שלום (peace) 3 times", "קורס Go 1.22.", "(Go) קורס",
                           "א, HTTP/2 ב", "דורות café ו-naïve"}) {
    CAPTURE(text);
    CHECK(signed_words(text).empty());
  }
}

TEST_CASE("a text is isolated, in its own direction") {
  CHECK(running("plain") == "<p><span dir=\"auto\">plain</span></p>");
  CHECK(running("a <- b") == "<p><span dir=\"auto\">a <span class=\"whole\">&lt;-</span> b</span></p>");
  CHECK(running("דורה C++ א") ==
        "<p><span dir=\"auto\">דורה <span dir=\"ltr\">C<span class=\"whole\">++</span></span> א</span></p>");
  CHECK(running("") == "<p><span dir=\"auto\"/></p>");
}

TEST_CASE("where all runs from left to right, a text needs no direction of its own") {
  using enum pensum::Direction;
  CHECK(running_among(left_to_right, "a <- Ü") ==
        "<p>a <span class=\"whole\">&lt;-</span> Ü<b>a <span class=\"whole\">&lt;-</span> Ü</b></p>");
  for (const auto around : {left_to_right, right_to_left}) {
    CHECK(running_among(around, "שלום") == "<p><span dir=\"auto\">שלום</span><b dir=\"auto\">שלום</b></p>");
  }
  CHECK(running_among(right_to_left, "1.") == "<p><span dir=\"auto\">1.</span><b dir=\"auto\">1.</b></p>");
}
