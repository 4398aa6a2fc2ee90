#include "import/lessons.hpp"

#include "import/courses.hpp"

#include <fmt/format.h>

using namespace courses;

TEST_CASE("groups become paths, leaves lessons", "[lessons]") {
  const Outline course =
      outline({node("First"), node("A", {node("a1"), node("A2", {node("x"), node("y")}), node("a3")}),
               node("B", {node("", {node("z")})})});
  CHECK(shape(imported(course).catalog) ==
        "Course: 1 First\n"
        "A: 2 a1\n"
        "A – A2: 3 x, 4 y\n"
        "A: 5 a3\n"
        "B: 6 z\n");
}

TEST_CASE("a group that is called like the one around it is named once", "[lessons]") {
  CHECK(shape(imported(outline({node("A", {node("A", {node("", {node("x")})}), node("B", {node("y")})})}))
                  .catalog) == "A: 1 x\nA – B: 2 y\n");
}

TEST_CASE("the depth says which level is a lesson", "[lessons]") {
  const Outline course =
      outline({node("A", {node("a", {node("x", {node("deep")}), node("y")}), node("b")}), node("C")});
  const Catalog one = imported(course, {.depth = 1}).catalog;
  CHECK(shape(one) == "Course: 1 A, 2 C\n");
  CHECK(one.lessons[0].summary == "a (x (deep); y); b");
  CHECK(shape(imported(course, {.depth = 2}).catalog) == "A: 1 a, 2 b\nC: 3 C\n");
  CHECK(shape(imported(course, {.depth = 9}).catalog) == "A – a – x: 1 deep\nA – a: 2 y\nA: 3 b\nC: 4 C\n");
}

TEST_CASE("a lesson that holds more takes it along", "[lessons]") {
  Node task = node("Task", {lasting("part", 5), lasting("other", 7)});
  task.lesson = true;
  task.summary = "All of it";
  task.children[1].url = "https://example.org/other";
  task.children[1].checks = {{"Q?", "A."}};
  const Imported made = imported(outline({task}));
  REQUIRE(made.catalog.lessons.size() == 1);
  const Lesson& lesson = made.catalog.lessons[0];
  CHECK(lesson.minutes == Minutes{12});
  CHECK(lesson.summary == "All of it – part; other");
  CHECK(lesson.url == "https://example.org/other");
  CHECK(lesson.checks == std::vector<Check>{{"Q?", "A."}});
}

TEST_CASE("a chapter with a text of its own is a lesson before those in it", "[lessons]") {
  Node chapter = node("Chapter", {node("Section")});
  chapter.effort.words = 400;
  Node part = node("Part", {chapter});
  part.effort.words = 10;  // a title page
  CHECK(shape(imported(outline({part})).catalog) == "Part – Chapter: 1 Chapter, 2 Section\n");
}

TEST_CASE("parts are selected by number, range, title, or the title of a group around them", "[lessons]") {
  const Outline course = outline({node("A", {node("a")}), node("B, too", {node("b")}),
                                  node("C", {node("D", {node("d")}), node("E", {node("e")})})});
  const auto selected = [&](std::vector<std::string> select) {
    std::string titles;
    for (const Path& path : imported(course, {.depth = 0, .select = std::move(select)}).catalog.paths)
      titles += path.title + ";";
    return titles;
  };
  CHECK(selected({"2"}) == "B, too;");
  CHECK(selected({"1,3..4"}) == "A;C – D;C – E;");
  CHECK(selected({"b, TOO"}) == "B, too;");
  CHECK(selected({"C", "1"}) == "A;C – D;C – E;");
  CHECK(errors(lessons_of(course, {.depth = 0, .select = {"F, 7, 0"}})).find("there is no part “7”") !=
        std::string::npos);
  CHECK(imported(course, {.depth = 0, .select = {"3"}}).numbers == std::vector<std::size_t>{3});
}

TEST_CASE("requirements name earlier lessons by key, id, title or number", "[lessons]") {
  Node a = node("Alpha");
  a.key = "k1";
  Node b = node("Beta");
  b.requires_keys = {"k1", "alpha", "1"};
  Node c = node("Gamma");
  c.requires_keys = {"Delta", "Beta", "Group"};
  const Imported made = imported(outline({node("Group", {a, b}), c, node("Delta")}));
  CHECK(shape(made.catalog) == "Group: 1 Alpha, 2 Beta <1\nCourse: 3 Gamma <2, 4 Delta\n");
  REQUIRE(made.left_out.size() == 1);
  CHECK(made.left_out[0].what == "1 requirement");
  CHECK(made.left_out[0].why == "no earlier lesson has this name: “Delta”");
}

TEST_CASE("requirements on what is not selected are dropped", "[lessons]") {
  Node b = node("b");
  b.requires_keys = {"a"};
  const Outline course = outline({node("A", {node("a")}), node("B", {b})});
  CHECK(shape(imported(course, {.depth = 0, .select = {"B"}}).catalog) == "B: 1 b\n");
}

TEST_CASE("of one title the nearest earlier lesson is meant", "[lessons]") {
  Node last = node("z");
  last.requires_keys = {"x"};
  CHECK(shape(imported(outline({node("x"), node("x"), last})).catalog) == "Course: 1 x, 2 x, 3 z <2\n");
}

TEST_CASE("what cannot be in a catalog is counted", "[lessons]") {
  Node linked = node("linked");
  linked.url = "file.md";
  Node spaced = node("spaced");
  spaced.url = "https://example.org/a b|c";
  const Imported made = imported(outline({node(" \t"), node(""), linked, spaced}));
  CHECK(shape(made.catalog) == "Course: 1 linked, 2 spaced\n");
  CHECK(made.catalog.lessons[1].url == "https://example.org/a%20b%7Cc");
  REQUIRE(made.left_out.size() == 2);
  CHECK(made.left_out[0].what == "2 items without a title");
  CHECK(made.left_out[1].what == "1 link that is not a web address");
}

TEST_CASE("texts are made fit for a catalog", "[lessons]") {
  Node odd = node("  a\t\nb\x01 \xFF\uFFFE c ");
  odd.checks = {{"q", "a"}, {"", "no question"}};
  const Catalog made = imported(outline({odd})).catalog;
  CHECK(made.lessons[0].title == "a b \uFFFD c");
  CHECK(made.lessons[0].checks == std::vector<Check>{{"q", "a"}});
}

TEST_CASE("a title does not repeat its duration", "[lessons]") {
  CHECK(shape(imported(
                  outline({lasting("Sorting (25 min)", 25), lasting("Queues [12:00]", 12),
                           lasting("(5 min)", 5), lasting("Trees (7 min)", 8), lasting("Lists (video)", 8),
                           lasting("5 min (", 5), lasting("Maps (video, 6 min)", 6), node("Sets (25 min)")}))
                  .catalog) ==
        "Course: 1 Sorting, 2 Queues, 3 (5 min), 4 Trees (7 min), 5 Lists (video), 6 5 min (, 7 Maps (video, "
        "6 min), 8 Sets (25 "
        "min)\n");
}

TEST_CASE("long titles are warned of and not cut", "[lessons]") {
  const std::string title(201, 'x');
  const Imported made = imported(outline({node(title)}));
  CHECK(made.catalog.lessons[0].title == title);
  REQUIRE(made.warnings.size() == 1);
  CHECK(made.warnings[0].message == "the title “" + std::string(40, 'x') + "…” has 201 characters");
}

TEST_CASE("too much is refused with the numbers", "[lessons]") {
  CHECK(errors(lessons_of(outline({}), {})).find("there are no lessons") != std::string::npos);
  std::vector<Node> groups;
  for (int i = 0; i < 1'001; ++i) groups.push_back(node(fmt::format("G{}", i), {node("x"), node("y")}));
  CHECK(errors(lessons_of(outline(groups), {}))
            .find("there are 2,002 lessons in 1,001 paths; the limits are 100,000 and 1,000") !=
        std::string::npos);
  CHECK(errors(lessons_of(outline({lasting("x", 144'001)}), {}))
            .find("“x” takes 144001 minutes; the limit is 144000") != std::string::npos);
}

TEST_CASE("a summary that the text repeats is left out, of a lesson and of a path", "[lessons]") {
  const auto reading = [](Node made, std::string summary, std::vector<Block> blocks) {
    made.summary = std::move(summary);
    made.text.reading.blocks = std::move(blocks);
    return made;
  };
  const Block heading{.kind = Block::Kind::section, .text = "Above"};
  Block list{.kind = Block::Kind::bullets};
  for (const char* item : {"one", "two"}) {
    list.blocks.push_back({.kind = Block::Kind::item});
    list.blocks.back().blocks.push_back({.text = item});
  }
  const Lessons made = value(lessons_of(
      outline({reading(node("A", {reading(node("same"), "First, \"it\"", {{.text = "First it. And more."}}),
                                  reading(node("further down"), "it is",
                                          {heading, {.text = "x"}, {.text = "It is."}}),
                                  reading(node("a list"), "one; two", {list}),
                                  reading(node("its own"), "What it is about", {{.text = "It is this."}}),
                                  reading(node("no text"), "About", {})}),
                       "Both", {{.text = "Both."}}),
               reading(node("B", {node("b")}), "Of B", {})}),
      {}));
  std::string summaries;
  for (const Unit& unit : made.units) summaries += unit.title + ": " + unit.summary.text + "\n";
  for (const Part& part : made.parts) summaries += part.title + ": " + part.summary.text + "\n";
  CHECK(summaries ==
        "same: \nfurther down: \na list: \nits own: What it is about\nno text: About\nb: \nA: \nB: Of B\n");
}
