#include "import/markdown_text.hpp"

#include "import/markdown_tree.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

Inlines inlines(const std::string& paragraph) {
  const Result<Markdown> markdown = parse_markdown(paragraph, "a.md");
  REQUIRE(markdown);
  return inlines_of(cmark_node_first_child(markdown->root.get()));
}

std::string error_of(const std::string& text, const MarkdownLimits& limits = {}) {
  const auto markdown = parse_markdown(text, "a.md", limits);
  return markdown ? "" : to_text(markdown.error().front());
}

}  // namespace

TEST_CASE("prose is measured in words, lines of code and pictures") {
  const Prose prose = read_prose(
      "\xEF\xBB\xBF# Hello, *World*!\n\nTwo `words` and [a link](https://example.org/not/counted).\n\n"
      "```rust\nfn main() {\n\n}\n```\n\n![a crab](crab.png) <img src=x>\n\n- an item\n\n> a quote\n\n"
      "| a | b |\n|---|---|\n| one | two three |\n\n<p>four five <img src=y></p>\n<!-- not this -->\n");
  CHECK(prose.heading == "Hello, World!");
  CHECK(prose.words == 2 + 5 + 2 + 2 + 2 + 3 + 2);
  CHECK(prose.code_lines == 2);
  CHECK(prose.pictures == 3);
}

TEST_CASE("front matter is no prose, and gives a title where there is no heading") {
  const Prose prose =
      read_prose("---\ntitle: \"The sea\"\nlang: de\ntags: [a, b]\n---\nDrei kleine Wörter\n");
  CHECK(prose.heading == "The sea");
  CHECK(prose.language == "de");
  CHECK(prose.words == 3);
  CHECK(read_prose("---\nnever closed\n").words == 2);
}

TEST_CASE("directives of MyST hold text, code or pictures") {
  const Prose prose = read_prose(
      "```{note}\nfour words of text\n```\n\n```{code-cell} python\nx = 1\n```\n\n```{figure} a.png\n```\n");
  CHECK(prose.words == 4);
  CHECK(prose.code_lines == 1);
  CHECK(prose.pictures == 1);
}

TEST_CASE("prose of any kind is measured: none, deep, long") {
  CHECK(read_prose("").words == 0);
  CHECK(read_prose(repeated("> ", 5000) + "deep").words == 1);
  CHECK(read_prose(repeated("word ", 100'000)).words == 100'000);
}

TEST_CASE("inlines are plain text with their links") {
  const Inlines link = inlines("**[Arrays](https://a.org)** - all of :rocket: them, and [lists](b.md)");
  CHECK(link.text == "Arrays - all of them, and lists");
  CHECK(link.behind == "- all of them, and lists");
  CHECK(link.begins_with_link);
  REQUIRE(link.links.size() == 2);
  CHECK(link.links[0].url == "https://a.org");
  CHECK(link.links[1].text == "lists");

  const Inlines badge = inlines("[![Build](badge.svg)](https://ci.org) The title");
  CHECK(badge.text == "The title");
  CHECK(badge.pictures == 1);
  CHECK_FALSE(badge.begins_with_link);
  CHECK(badge.links.empty());

  const Inlines struck = inlines("~~old [x](https://x.org)~~ new");
  CHECK(struck.text == "new");
  CHECK(struck.struck);
  CHECK(struck.links.empty());

  const Inlines broken = inlines("first  \nsecond<br>third");
  CHECK(broken.text == "first");
  CHECK(broken.below == "second third");
}

TEST_CASE("texts are folded, and cleaned of what no catalog can hold") {
  CHECK(one_line(" a\t\nb\u00A0\u3000c\x01 ") == "a b c");
  CHECK(without_shortcodes(":books: Read:12:30:45 a:b:c :+1: :smile::wave:") == " Read:12:30:45 a:b:c  ");
  CHECK(without_emoji_at_ends("📚 Table \u2764\uFE0F of contents ✅") == "Table \u2764\uFE0F of contents");
  CHECK(without_emoji_at_ends("📚") == "📚");
  CHECK(without_colon("Implement :") == "Implement");
  CHECK(without_colon("目录：") == "目录");
  CHECK(in_small_letters("ÜBUNG Задание Ση ŁĄ") == "übung задание ση łą");
}

TEST_CASE("a text that is nested too deeply or too large is refused with its limit") {
  CHECK(error_of("# a\n\n" + repeated("> ", 33) + "x") ==
        "pensum: error: a.md:3: lists or quotes are nested in more than 32 levels\nhint: nest them less\n");
  std::string list;
  for (int depth = 0; depth < 34; ++depth)
    list += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- a\n";
  CHECK(error_of(list).find("nested in more than 32 levels") != std::string::npos);
  CHECK(error_of(repeated("- ", 400)) == "");
  CHECK(error_of("12345", {.bytes = 4}) ==
        "pensum: error: a.md: the text has 5 bytes; the limit is 4\nhint: split it into smaller files\n");
}

TEST_CASE("a text that would take more time or memory than its size is refused or defused") {
  CHECK(error_of("# a\n# b\n- c\n", {.blocks = 2}) ==
        "pensum: error: a.md:3:1: the text has more than 2 headings and items\nhint: split it into smaller "
        "files\n");
  CHECK(error_of("a [b\n[c] [\n", {.brackets = 2}) ==
        "pensum: error: a.md:2: a paragraph has more than 2 brackets\nhint: part it with empty lines\n");
  CHECK(error_of("- [a]\n- [b]\n\n[c]\n", {.brackets = 1}) == "");
  CHECK(error_of("[a]: " + std::string(2000, 'x') + "\n" + repeated("[a]\n\n", 50'000)) ==
        "pensum: error: a.md:1: the links to this address would be too large in all\n"
        "hint: write a shorter address\n");
  std::string many;
  for (int i = 0; i < 3'000; ++i) many += fmt::format("[r{}]: https://a.org/{} \"title\"\n", i, i);
  CHECK(error_of(many + "\n" + repeated("[r1]\n\n", 5'000)) == "");
  CHECK(error_of("[a]: x '\n" + many + "\n" + repeated("[r1]\n\n", 5'000)).find("too large in all") !=
        std::string::npos);
  CHECK(without_declarations("<!-- a --> <?php <!DOCTYPE>") == "<!-- a --> <?php <!DOCTYPE>");
  CHECK(without_declarations(repeated("<?", 1001)).ends_with("<? ?"));
}
