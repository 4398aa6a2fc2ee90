#include "import/markdown_dialects.hpp"

#include "course/markup_writer.hpp"
#include "import/markdown_reading.hpp"
#include "import/markdown_tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>

using namespace pensum;
using namespace pensum::importing;

namespace {

/// What becomes of it, without line feeds at the end.
std::string common(std::string_view text) {
  std::string made = as_common_markdown(text);
  while (made.ends_with('\n')) made.pop_back();
  return made;
}

/// As a reading, without the element around it and without indentation.
std::string reading_of(std::string_view text) {
  Texts texts(true);
  const Reading reading = read_markdown_text(text, {}, markdown_page("d/a.md", nullptr), texts).reading;
  const std::string xml = write_reading(reading, 0);
  std::string made;
  for (std::size_t at = xml.find('\n') + 1; at < xml.rfind("</reading>");) {
    const std::size_t first = std::min(xml.find_first_not_of(' ', at), xml.size());
    const std::size_t end = xml.find('\n', at);
    made += xml.substr(first, end - first);
    at = end + 1;
  }
  return made;
}

}  // namespace

TEST_CASE("what MkDocs sets apart is a quote with its title, and tabs follow one another", "[dialects]") {
  CHECK(common("!!! note\n    One\n\n    - two\n\nafter") == "> **Note**  \n> One\n>\n> - two\n\nafter");
  CHECK(common("??? tip \"Own `title`\"\n    x\n!!! danger \"\"\n    y\n") ==
        "> **Own `title`**  \n> x\n> \n> y");
  CHECK(common("- item\n\n    ???+ warning\n        deep\n\n        !!! note\n            deeper\n") ==
        "- item\n\n    > **Warning**  \n    > deep\n    >\n    > > **Note**  \n    > > deeper");
  CHECK(common("=== \"C\"\n\n    ```c\n    int x;\n    ```\n\n=== \"Go\"\n\n    var x\n") ==
        "**C**  \n\n```c\nint x;\n```\n\n**Go**  \n\nvar x");
  CHECK(common("/// note | Look\nhere\n\n//// tab | A\nb\n////\n///\nc\n/// open") ==
        "> **Look**  \n> here\n>\n> **A**  \n> b\n>\n\nc\n/// open");
  CHECK(common("Title\n=====\n\n!important\n!!!\n") == "Title\n=====\n\n!important\n!!!");
}

TEST_CASE("fences of colons are quotes, or go away where they only arrange", "[dialects]") {
  CHECK(common(":::note\na\n:::\n:::tip[My tip]\nb\n:::\n::: warning Mind\nc\n:::") ==
        "> **Note**  \n> a\n\n> **My tip**  \n> b\n\n> **Mind**  \n> c");
  CHECK(common(":::: {.columns}\n::: {.column width=\"50%\"}\na\n:::\n::: {.callout-tip}\nb\n:::\n::::") ==
        "\n\na\n\n> **Tip**  \n> b");
  CHECK(common("::: {.a}\n::: {.b}\nx\n:::\ny\n:::\nz") == "\n\nx\n\ny\n\nz");
  CHECK(common(":::{note}\n```c\n:::\n```\n:::") == "~~~~~~~~~~~{note}\n```c\n:::\n```\n~~~~~~~~~~~");
  CHECK(common("::: module.Class\n    options:\n      members: no\n\ntext") == "\n\n\n\ntext");
}

TEST_CASE("directives of MyST are text, pictures, code, or nothing", "[dialects]") {
  CHECK(reading_of(":::{admonition} Own\nx\n:::\n\n```{tip} begins here\nand goes on\n```\n") ==
        "<blockquote><p><strong>Own</strong></p><p>x</p></blockquote>"
        "<blockquote><p><strong>Tip</strong></p><p>begins here and goes on</p></blockquote>");
  CHECK(reading_of("```{figure} i/a.png\n:alt: A line\n:width: 50%\n\nThe *caption*\n```\n") ==
        "<img src=\"d/i/a.png\" alt=\"A line\"/><p>The <em>caption</em></p>");
  CHECK(reading_of("# A\n\n```{image} b.png\n```\n") == "<h2>A</h2><img src=\"d/b.png\" alt=\"A\"/>");
  CHECK(
      reading_of(
          "```{code-cell} ipython3\n---\ntags: [x]\n---\na = 1\n```\n```{code-cell}\n:tags: [y]\nb\n```\n") ==
      "<pre lang=\"python\">a = 1</pre><pre>b</pre>");
  CHECK(reading_of("```{math}\n:label: e\nx^2\n```\n```{python}\nc\n```\n```{.go .x}\nd\n```\n") ==
        "<pre lang=\"tex\">x^2</pre><pre lang=\"python\">c</pre><pre lang=\"go\">d</pre>");
  CHECK(reading_of("```{tableofcontents}\n```\n```{raw} html\n<b>\n```\n```{prf:theorem} Euclid\nx\n```\n"
                   "```{solution-start} e1\n```\n```{margin}\ny\n```\n") ==
        "<blockquote><p><strong>Theorem: "
        "Euclid</strong></p><p>x</p></blockquote><p><strong>Solution</strong></p>"
        "<p>y</p>");
  CHECK(directive_in("{note} a b").argument == "a b");
  CHECK(directive_in("{r, echo=FALSE}").name.empty());
  CHECK(directive_in("{").name.empty());
  CHECK(behind_options("---\na: b\n---\nc") == "c");
  CHECK(behind_options("---\nnever closed") == "---\nnever closed");
  CHECK(behind_options(": no option") == ": no option");
}

TEST_CASE("roles of MyST are their text, and lead to pages", "[dialects]") {
  CHECK(
      common("See {doc}`intro/getting_started`, {doc}`this <b>`, {ref}`a place <label>`, {cite}`Knuth84`.") ==
      "See [Getting started](<intro/getting_started.md>), [this](<b.md>), a place, (Knuth84).");
  CHECK(common("{math}`x_1` {kbd}`Ctrl` {not a role}`x` {ref}`open") ==
        "`x_1` `Ctrl` {not a role}`x` {ref}`open");
  CHECK(common("(a-label)=\n# Title\n(not a label)=\n") == "\n# Title\n(not a label)=");
}

TEST_CASE("attributes and tags of programs are left out, and code stays as it is", "[dialects]") {
  CHECK(common(
            "# Options {#options .x}\n[a](b){ .internal target=_blank } `{.x}` :icon:{ .y }\n{: .note }\n") ==
        "# Options \n[a](b) `{.x}` :icon:");
  CHECK(common("a {b} c {.d e} {.01, .02} \\{.x} f{.x} {x=1") ==
        "a {b} c {.d e} {.01, .02} \\{.x} f{.x} {x=1");
  CHECK(common("```\n{.x}\n$a_1$\n::: x\n```\n\n    {.y}\n") == "```\n{.x}\n$a_1$\n::: x\n```\n\n    {.y}");
  CHECK(common("{% hint style='info' %}\na {% x %} b\n{% endhint %}\n{% tab title=\"T\" %}\n"
               "{% embed url=\"https://e.org/\" %}") == "\na  b\n\n**T**  \n<https://e.org/>");
  CHECK(common("{% exercise %}\nDo\n{% initial %}\nx\n{% solution %}\n  y\n{% validation %}\nz\n{% "
               "endexercise %}") == "\nDo\n\n    x\n\n      y");
  CHECK(common("[a][^1] [b]\\[^1] x[^1]") == "[a]<!-- -->[^1] [b]\\[^1] x[^1]");
}

TEST_CASE("formulas in TeX are code, and sums of money are not", "[dialects]") {
  CHECK(common("At $t$ with $x_1 * y_2$ and $\\frac{a}{b}$, $P(A)$, $ x^2 $.") ==
        "At `$t$` with `$x_1 * y_2$` and `$\\frac{a}{b}$`, `$P(A)$`, `$ x^2 $`.");
  CHECK(common("over $a_1\n+ b$ lines") == "over $a_1\n+ b$ lines");  // an item begins
  CHECK(common("over $a_1 +\nb_2$ lines") == "over `$a_1 +\nb_2$` lines");
  for (const auto* money : {"$20 and $30", "from $5 to 10$ or so", "$HOME/bin:$PATH", "$100,000,000 in all",
                            "`$a_1$` and \\$x_1$", "$", "$$", "a $ b_1 $c"})
    CHECK(common(money) == money);
  CHECK(common("$$\nx = 1\n$$ (label)\n\n  $$ y $$\n") == "~~~~~~~~ tex\nx = 1\n~~~~~~~~\n\n  `$$ y $$`");
  CHECK(common("$$ A =\n  B & C\n$$ (e)\nd") == "`$$ A =\n  B & C\n$$`\nd");
  CHECK(common("$$ A\n\n$$") == "$$ A\n\n$$");
}

TEST_CASE("alerts of GitHub have their name as a title", "[dialects]") {
  CHECK(reading_of("> [!NOTE]\n> Mind *this*\n\n> [!TIP] Own\n> x\n\n> [!a b] c\n\n[!NOTE] d :tada: e\n") ==
        "<blockquote><p><strong>Note</strong></p><p>Mind <em>this</em></p></blockquote>"
        "<blockquote><p><strong>Own</strong></p><p>x</p></blockquote>"
        "<blockquote><p>[!a b] c</p></blockquote><p>[!NOTE] d e</p>");
}

TEST_CASE("whatever is written, each line keeps its place", "[dialects]") {
  constexpr std::array<std::string_view, 30> parts{"!!! note",  "??? tip \"x\"",
                                                   "=== \"a\"", "/// x",
                                                   "///",       ":::",
                                                   "::: {.a}",  ":::{note}",
                                                   "$$",        "$$ x",
                                                   "{% a %}",   "```",
                                                   "~~~",       "(a)=",
                                                   "    ",      "  - ",
                                                   "$a_1",      "$",
                                                   "{ref}`a\n", "`",
                                                   "{.x}",      "][^1]",
                                                   "\n",        "\n\n",
                                                   "\n    ",    "> ",
                                                   "\\",        "{",
                                                   "}",         "text"};
  std::mt19937 random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (auto count = random() % 24; count > 0; --count) {
      text += parts[random() % parts.size()];
      if (random() % 2 == 0) text += '\n';
    }
    text += "end";
    const std::string made = as_common_markdown(text);
    INFO(text);
    REQUIRE(std::ranges::count(made, '\n') - (made.ends_with('\n') ? 1 : 0) ==
            std::ranges::count(text, '\n'));
  }
}

TEST_CASE("signs without an end are read in time", "[dialects]") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += ":::a\n{{{{{{{{$$$$````/// b\n";
  text += std::string(300'000, '{') + std::string(300'000, '$') + std::string(300'000, '[');
  CHECK(as_common_markdown(text).size() > 300'000);
}
