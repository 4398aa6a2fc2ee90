#include "import/short_text.hpp"

#include "import/marked.hpp"

#include <catch2/catch.hpp>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string of_html(std::string_view page, CodeLines lines = CodeLines::kept) {
  return marked(short_text_of_html(page, lines));
}

}  // namespace

TEST_CASE("a part of a page becomes one paragraph", "[short-text]") {
  std::int64_t pictures = 0;
  CHECK(
      marked(short_text_of_html("<b>A</b> cache:<ul><li>is fast</li><li>is small</li></ul> <img src='a.png'>",
                                CodeLines::kept, &pictures)) == "A cache: is fast; is small");
  CHECK(pictures == 1);
  CHECK(of_html("plain &lt;text&gt;\n and&nbsp;more") == "plain <text> and more");
  CHECK(of_html("<h3>Only a heading</h3>") == "Only a heading");
  CHECK(of_html("<table><tr><td>a</td><td>1</td></tr></table>") == "a; 1");
  CHECK(of_html("What is <math><mi>x</mi><mo>+</mo><mn>1</mn></math>?") == "What is x+1?");
  CHECK(of_html("10<sup>6</sup>") == "10⁶");
  CHECK(of_html("") == "");
  CHECK(of_html("bad \xFF byte") == "bad \uFFFD byte");
}

TEST_CASE("code in a part of a page stays code", "[short-text]") {
  CHECK(of_html("What does <code>len(s)</code> count, and <tt>cap</tt>?") ==
        "What does `len(s)` count, and `cap`?");
  CHECK(of_html("<p>Use <b><code>x</code></b></p><p>not <em>y</em></p>") == "Use `x`; not y");
  CHECK(of_html("What prints<pre><code>a = 1\n  b = 2\n</code></pre>then?") ==
        "What prints\n[a = 1\n  b = 2]\nthen?");
  CHECK(of_html("<p>x</p><pre>    if a:\n        b\n</pre>") == "x\n[if a:\n    b]");
}

TEST_CASE("lines of code that no card holds go on in the paragraph", "[short-text]") {
  CHECK(of_html("So:<pre>1\n2\n3\n\n4\n5</pre>") == "So:\n[1\n2\n3\n4\n5]");
  CHECK(of_html("So:<pre>1\n2\n3\n4\n5\n6</pre>end") == "So: `1` `2` `3` `4` `5` `6` end");
  CHECK(of_html("<pre>" + std::string(80, 'x') + "</pre>") == "[" + std::string(80, 'x') + "]");
  CHECK(of_html("<pre>" + std::string(81, 'x') + "</pre>") == "`" + std::string(81, 'x') + "`");
  CHECK(of_html("a<pre>b\nc</pre>", CodeLines::in_line) == "a `b` `c`");
  CHECK(of_html("<code>" + std::string(16'385, 'x') + "</code>") == std::string(16'385, 'x'));
}

TEST_CASE("Markdown and text between backticks have code", "[short-text]") {
  CHECK(marked(short_text_of_markdown("What is `a[0]` of *this*?\n\n```c\nint a[] = {1};\n```\n")) ==
        "What is `a[0]` of this?\n[int a[] = {1};]");
  const auto ticked = [](std::string_view text) { return marked(text_with_backticks(text)); };
  CHECK(ticked(" a `b c`  d ") == "a `b c` d");
  CHECK(ticked("``a`b`` c") == "`a`b` c");
  CHECK(ticked("a ` b") == "a ` b");
  CHECK(ticked("a `` ` b") == "a `` ` b");
  CHECK(ticked("` ` x `y`") == "` ` x `y`");
  CHECK(ticked("`open ``and` not") == "`open ``and` not");
}

TEST_CASE("parts are joined with their code, and lines of code stay lines", "[short-text]") {
  const RichText lines = short_text_of_html("<pre>x\ny</pre>");
  CHECK(marked(joined({"a)", lines, "b)", text_with_backticks("`z`")}, " ")) == "a)\n[x\ny]\nb) `z`");
  CHECK(joined({"", ""}, "; ").empty());
  RichText summary;
  for (const auto* part : {"first", "`second`:", "third.", "fourth"})
    add_to_summary(summary, text_with_backticks(part));
  CHECK(marked(summary) == "first; `second`: third. fourth");
  CHECK(marked(text_from(text_with_backticks("a `b` c `d`"), 1)) == "`b` c `d`");
}
