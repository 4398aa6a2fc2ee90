#include "import/markdown.hpp"

#include "import/outlines.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace pensum;
using namespace pensum::importing;

namespace {

Input input(std::string bytes, std::string name = "list.md") {
  return {.name = std::move(name), .bytes = std::move(bytes), .member = {}, .tree = nullptr};
}

std::string read(const std::string& text, const std::string& lessons = {}, const std::string& base = {}) {
  Choices choices;
  choices.lessons = lessons;
  choices.base_url = base;
  return text_of(read_markdown(input(text), choices));
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("topmost tasks are lessons, headings are parts, and what is nested is the summary") {
  CHECK(read("# My *course*\n\nSome words.\n\n## Arrays\n\n- [ ] [About](https://a.org) - all of it\n"
             "- [x] Implement:\n    - [ ] push\n    - pop [here](https://p.org), [there](https://q.org)\n\n"
             "      and more\n- no task\n\n## Empty\n\n## Trees ##\n### Heaps\n1. [ ] Heap\n") ==
        "# My course\n"
        "Arrays\n"
        "  - About <https://a.org> // all of it\n"
        "  - Implement <https://p.org> done // push; pop here, there (https://q.org); and more\n"
        "Trees\n"
        "  Heaps\n"
        "    - Heap\n"
        "left out: 1 task inside another task (kept in summaries)\n");
}

TEST_CASE("a heading inside an item opens a part that ends with the item") {
  CHECK(read("# C\n## More\n- ### Search\n    - [ ] one\n    - Notes:\n        - [ ] two\n- ### Bits\n\t- [ "
             "] three\n\n"
             "- [ ] four\n## Next\n- [ ] five\n") ==
        "# C\n"
        "More\n"
        "  Search\n    - one\n    - Notes: two\n"
        "  Bits\n    - three\n"
        "  - four\n"
        "Next\n  - five\n");
}

TEST_CASE("a list of items without tasks of their own is one of parts") {
  CHECK(read("- Week 1:\n  - [ ] a\n  - [ ] b\n- Week 2\n  - Day 1\n    - [ ] c\n  - [ ] d\n") ==
        "Week 1\n  - a\n  - b\nWeek 2\n  - Day 1: c\n  - d\n");
  CHECK(read("**Week 1**\n- [ ] a\n\n**Week 2:**\n\n- [ ] b\n") == "Week 1\n  - a\nWeek 2\n  - b\n");
}

TEST_CASE("durations in titles and in what is nested are kept") {
  CHECK(
      read("- [ ] Sorting in 18 minutes\n- [ ] [Queues](https://q.org) 12:34\n- [ ] [Heaps](https://h.org) "
           "(1.5 h)\n"
           "- [ ] Videos\n  - one (5 min)\n  - two [3:30]\n- [ ] Mixed\n  - one (5 min)\n  - two\n") ==
      "- Sorting in 18 minutes [1080 s]\n- Queues [754 s] <https://q.org>\n- Heaps [5400 s] <https://h.org>\n"
      "- Videos [510 s] // one (5 min); two [3:30]\n- Mixed // one (5 min); two\n");
}

TEST_CASE("pictures, raw HTML, emoji, struck text and links to the top are left out") {
  CHECK(read("# :rocket: Go 🚀\n\n<details>\n<summary>Translations</summary>\n\n- "
             "[Deutsch](de.md)\n</details>\n\n"
             "## Contents\n- [One](#one)\n  - [Two](#two)\n\n## One\n[![b](b.svg)](https://ci.org)\n\n"
             "- [A](https://a.org) <br> ![x](x.png)\n- ~~[B](https://b.org)~~\n- [Up](#go)\n- ✅ [C](c.md) "
             ":+1:\n\n"
             "**[⬆ back to top](#go)**\n\n```\n- [D](https://d.org)\n```\n") ==
        "# Go\nOne\n  - A <https://a.org>\n  - C\n"
        "left out: 1 link without a web address (they are relative)\n"
        "left out: 1 folded block\n");
  CHECK(read("- [ ] ~~old~~\n- [ ] ~~a~~ b\n") == "- b\nleft out: 1 struck-out item\n");
}

TEST_CASE("relative links are resolved against a base") {
  CHECK(read("- [A](a/b.md)\n- [B](../c.md)\n", {}, "https://x.org/d/") ==
        "- A <https://x.org/d/a/b.md>\n- B <https://x.org/c.md>\n");
}

TEST_CASE("what a lesson is can be chosen") {
  const std::string text =
      "# T\n## P\nWords.\n- [ ] [a](https://a.org)\n  - a1\n  - a2\n- b\n- see [c](https://c.org)\n";
  CHECK(read(text, "tasks") == "# T\nP\n  - a <https://a.org> // a1; a2\n");
  CHECK(read(text, "links") == "# T\nP\n  - a <https://a.org> // a1; a2\n");
  CHECK(read(text, "headings") == "# T\n- P [7 words] // Words. a; a1; a2; b; see c\n");
  CHECK(read(text, "items") ==
        "# T\nP\n  a <https://a.org>\n    - a1\n    - a2\n  - b\n  - see c <https://c.org>\n");
  CHECK(read("- see [c](https://c.org)\n- d\n", "links") == "- see c <https://c.org>\n");
  CHECK(read(text, "task") ==
        "error: lessons task: a list has no such lessons\nhint: did you mean “tasks”?\n");
  CHECK(read("# T\n- b\n", "tasks") ==
        "error: list.md: no lessons: there are no tasks in the text\n"
        "hint: leave out lessons to let pensum find the lessons\n");
}

TEST_CASE("lists below headings that are the lessons are told, where they are most of the text") {
  const auto warnings = [](const std::string& text, const std::string& lessons = {}) {
    Choices choices;
    choices.lessons = lessons;
    const Result<Outline> outline = read_markdown(input(text), choices);
    REQUIRE(outline);
    return text_of(outline->warnings);
  };
  const std::string plan = "# T\n## A\n- read one\n- read two\n\n## B\nThen this:\n\n1. write\n";
  CHECK(warnings(plan) ==
        "warning: list.md: the headings are the lessons, and the 3 items of lists are their text\n"
        "hint: if each item is a lesson: lessons items\n");
  CHECK(warnings("# T\n## A\n- read\n## B\n") ==
        "warning: list.md: the headings are the lessons, and the item of a list is their text\n"
        "hint: if each item is a lesson: lessons items\n");
  CHECK(warnings(plan, "items").empty());
  CHECK(warnings("# T\n## A\nThere are three things to read about it:\n- one\n- two\n").empty());
  CHECK(warnings("# T\n## A\n- [ ] read\n").empty());
}

TEST_CASE("without tasks and links, headings are lessons, or items") {
  CHECK(read("# T\n## A\nOne two three.\n```\nx\n\ny\n```\n## B\n### B1\n![p](p.png)\n### B2\n") ==
        "# T\n- A [3 words] [2 lines of code] // One two three.\nB\n  - B1 [1 pictures]\n  - B2\n");
  CHECK(read("# Plan\n- Arrays\n- Lists:\n  - single\n  - double\n") ==
        "# Plan\n- Arrays\nLists\n  - single\n  - double\n");
  CHECK(read("# T\n## A\n- one\n- # B\n  two\n- three\n## C\n", "headings") ==
        "# T\nA [2 words] // one; three\n  - B [1 words] // two\n- C\n");
  // A longer text above the first heading is a lesson too.
  CHECK(read("# T\n" + repeated("word ", 60) + "\n## A\n").starts_with("# T\n- T [60 words]"));
}

TEST_CASE("what is folded counts where there is nothing else") {
  CHECK(read("# T\n<details>\n<summary>Week 1</summary>\n\n- "
             "[A](https://a.org)\n\n</details>\n<details>\n<summary>Week 2"
             "</summary>\n\n- [B](https://b.org)\n\n</details>\n") ==
        "# T\nWeek 1\n  - A <https://a.org>\nWeek 2\n  - B <https://b.org>\n");
  // Tasks count in any case; a block that is never closed folds nothing.
  CHECK(read("<details>\n\n- [ ] a\n\n</details>\n\n- [ ] b\n") == "- a\n- b\n");
  CHECK(read("<details>\n\n- [A](https://a.org)\n") == "- A <https://a.org>\n");
}

TEST_CASE("the title is that of the front matter, of the only top heading, or of raw HTML") {
  CHECK(read("---\ntitle: 'Front'\nlang: pt-BR\n---\n# One\n- [ ] a\n") == "# Front\nlang pt-BR\n- a\n");
  CHECK(read("<h1 align=\"center\">Go &amp; <b>more</b></h1>\n\n# Basics\n- [ ] a\n") ==
        "# Go & more\nBasics\n  - a\n");
  CHECK(read("# Course\n\nAbout it.\n\n# Week 1\n- [ ] a\n# Week 2\n- [ ] b\n") ==
        "# Course\nWeek 1\n  - a\nWeek 2\n  - b\n");
  CHECK(read("# Week 1\n- [ ] a\n# Week 2\n- [ ] b\n") == "Week 1\n  - a\nWeek 2\n  - b\n");
  CHECK(read("# T\n## Trees\n- [Heaps](#heaps)\n### Heaps\n- [ ] a\n") == "# T\nTrees\n  Heaps\n    - a\n");
  CHECK(read("# Contents\n- [W](#w)\n## W\n- [ ] a\n") == "W\n  - a\n");
  CHECK(read("# Contents\n- [W](#w)\n# W\n- [ ] a\n") == "W\n  - a\n");
  CHECK(read("## Only\n- [ ] a\n") == "# Only\n- a\n");
  CHECK(read("<h3>Small</h3>\n\n# A\n- [ ] a\n# B\n- [ ] b\n") == "# Small\nA\n  - a\nB\n  - b\n");
}

TEST_CASE("rows of tables are lessons, with durations and prerequisites") {
  CHECK(read("# T\n## Core\n\nCourses | Duration | Effort | Prerequisites | Chat\n:-- | :--: | :--: | :--: | "
             ":--:\n"
             "[One](https://o.org) ([other](https://p.org)) | 2 weeks | 4-6 hours/week | none | "
             "[c](https://c.org)\n"
             "[Two](two.md) | 5 h | - | one, school | x\n~~[Three](https://t.org)~~ | | | |\n\n- "
             "[x](https://x.org)\n") ==
        "# T\nCore\n"
        "  - One [36000 s] <https://o.org> // other (https://p.org)\n"
        "  - Two [18000 s] requires=one // Prerequisites: school\n"
        "left out: 1 link without a web address (they are relative)\n"
        "left out: 1 struck-out item\n"
        "warning: list.md:4:1: the column “Chat” is not used\n"
        "hint: if it is useful, assign it: column summary=Chat\n");
  // A table of something else is none of lessons.
  CHECK(read("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x](https://x.org)\n") == "- x <https://x.org>\n");
  CHECK(read("| Topic | Time | Link | Notes |\n|---|---|---|---|\n| Arrays | 45 min | https://a.org | see "
             "[b](https://b.org) |\n") == "- Arrays [2700 s] <https://a.org> // see b (https://b.org)\n");
}

TEST_CASE("the user says which column of a table is what") {
  Choices choices;
  choices.columns = {{"lesson", "Was"}, {"minutes", "Wie lange"}};
  choices.minutes_by = {{"Stufe", {{"leicht", 15}}}};
  const std::string table =
      "| Was | Wie lange | Stufe |\n|---|---|---|\n| Felder | 30 | schwer |\n| Listen | | Leicht |\n";
  CHECK(text_of(read_markdown(input("| x |\n|---|\n| y |\n\n" + table), choices)) ==
        "- Felder [1800 s]\n- Listen [900 s]\n");
  choices.columns = {{"lesson", "Waas"}};
  CHECK(text_of(read_markdown(input(table), choices)) ==
        "error: list.md:1:1: column lesson=Waas: there is no column “Waas”\nhint: did you mean “Was”?\n");
}

TEST_CASE("nothing depends on the language of a list") {
  CHECK(read("# 编程\n## 目录\n- [数组](#数组)\n## 数组：\n- [ ] [介绍](https://a.org)：很好\n- [ ] 实现：\n "
             " - 一\n") == "# 编程\n数组\n  - 介绍 <https://a.org> // 很好\n  - 实现 // 一\n");
  CHECK(read("# دورة\n## المصفوفات\n- [ ] مقدمة\n") == "# دورة\nالمصفوفات\n  - مقدمة\n");
}

TEST_CASE("a text without lessons is an error with a hint") {
  const std::string none =
      "error: list.md: no lessons: there is no task, no list, no table of links and no heading below the "
      "title\n"
      "hint: write a list with an item for each lesson\n";
  CHECK(read("") == none);
  CHECK(read("# Title\n\nA text.\n") == none);
  CHECK(read("- [one](#one)\n") == none);
  CHECK(read("caf\xE9") == "error: list.md:1:4: the byte \\xE9 is not UTF-8\nhint: save it as UTF-8\n");
  CHECK(read(repeated("- ", 150) + "a").find("nested in more than 32 levels") != std::string::npos);
}

TEST_CASE("Markdown is told by its name or its lines") {
  CHECK(is_markdown(input("x")));
  CHECK(is_markdown(input("x", "A.MARKDOWN")));
  CHECK(is_markdown(input("text\n\n- item\n", "-")));
  CHECK(is_markdown(input("# A\n", "notes.txt")));
  CHECK(is_markdown(input("\xFF\xFE# ", "a.md")));
  CHECK_FALSE(is_markdown(input("plain text\n", "-")));
  CHECK_FALSE(is_markdown(input("- a: b\n", "toc.yml")));
  CHECK_FALSE(is_markdown(input("<catalog>\n- a\n</catalog>", "-")));
  CHECK_FALSE(is_markdown(input("{\n- a\n}", "-")));
  CHECK_FALSE(is_markdown(input("%PDF-1.7\n# a\n", "a.md")));
  CHECK_FALSE(is_markdown(input("", "a.md")));
}

TEST_CASE("any Markdown gives an outline or an error") {
  std::mt19937 random(4);
  const std::array<std::string_view, 24> parts{"- ",
                                               "[ ] ",
                                               "[x] ",
                                               "# ",
                                               "## ",
                                               "\n",
                                               "\n\n",
                                               "  ",
                                               "\t",
                                               "[a](https://a.org)",
                                               "[b](#b)",
                                               "text ",
                                               "| a | b |\n|---|---|\n",
                                               "| c | d |\n",
                                               "> ",
                                               "```\n",
                                               "<details>\n",
                                               "</details>\n",
                                               "~~x~~",
                                               "**",
                                               "1. ",
                                               ":",
                                               "<summary>s</summary>",
                                               "12:34 "};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto i = random() % 40; i > 0; --i) text += parts[random() % parts.size()];
    for (const char* lessons : {"", "tasks", "items", "headings", "links"}) {
      Choices choices;
      choices.lessons = lessons;
      const auto outline = read_markdown(input(text), choices);
      INFO(text);
      CHECK((outline ? !outline->children.empty() : !outline.error().empty()));
    }
  }
}

TEST_CASE("long lists are read in time that grows with them") {
  std::string text = "# T\n";
  for (int i = 0; i < 10'000; ++i)
    text += fmt::format("## H{}\n- [ ] [a{}](https://a.org/{})\n  - b\n", i, i, i);
  const auto outline = read_markdown(input(text), {});
  REQUIRE(outline);
  CHECK(outline->children.size() == 10'000);
  CHECK(read_markdown(input("# T\n" + repeated("# H\n", 10'000)), {})->children.size() == 10'000);
}

TEST_CASE("code in what is nested, and in tables, stays code in summaries") {
  CHECK(
      read("- [ ] Slices `a`\n  - use `len(a)`\n  - see [`cap`](https://c.org) and  [it](https://d.org)\n") ==
      "- Slices a <https://c.org> // use `len(a)`; see `cap` and it (https://d.org)\n");
  CHECK(read("- [A](https://a.org) - what `b` is\n- [C](https://c.org): `d`\n") ==
        "- A <https://a.org> // what `b` is\n- C <https://c.org> // `d`\n");
  CHECK(read("# T\n\n## A\n\nUses `x`\n") == "# T\n- A [2 words] // Uses `x`\n");
  CHECK(read("| Topic | Link | Notes |\n|---|---|---|\n| A | [a](https://a.org) | `b` or c |\n") ==
        "- A <https://a.org> // `b` or c\n");
}

TEST_CASE("where links are few and the text is long, it is told that the headings may be the lessons") {
  std::string text = "# T\n\n## A\n\n";
  for (int i = 0; i < 60; ++i) text += "word ";
  text += "\n\n## More\n\n- [B](https://b.org)\n- [C](https://c.org)\n";
  CHECK(read(text) ==
        "# T\nMore\n  - B <https://b.org>\n  - C <https://c.org>\n"
        "warning: list.md: the links of lists are the lessons, and the text is left out\n"
        "hint: if each heading is a lesson: lessons headings\n");
  CHECK_FALSE(read(text, "links").contains("warning"));
}

TEST_CASE("what an item announces behind a colon is its summary") {
  CHECK(read("- [ ] Gotcha: you need this:\n  (for when\n  you pass it)\n- [ ] one\n  line\n") ==
        "- Gotcha: you need this // (for when you pass it)\n- one line\n");
}
