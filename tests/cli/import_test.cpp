// pensum import, and courses of other formats where a catalog is wanted.
#include "cli/command.hpp"
#include "cli/courses.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum::test;

namespace {

constexpr std::string_view list =
    "# Letterpress\n\n## Basics\n- [ ] The type case (25 min)\n- [ ] [Setting a "
    "line](https://example.org/line)\n"
    "  - measure\n  - spaces\n- [x] Proofs\n\n## Printing\n- [ ] Locking up the forme\n- [ ] Make-ready\n";

struct Courses {
  Courses() { write(folder / "list.md", list); }
  Outcome run(const std::vector<std::string>& arguments, const std::string& in = {}) const {
    return run_pensum(arguments, {.folder = folder.path(), .in = in});
  }
  /// Runs what has to work.
  Outcome fine(const std::vector<std::string>& arguments) const {
    Outcome outcome = run(arguments);
    CAPTURE(arguments, outcome.err);
    REQUIRE(outcome.status == 0);
    return outcome;
  }
  std::string file(std::string_view name) const { return bytes_of(folder / name); }

  TemporaryFolder folder;
};

/// `text` with `from`, which it holds, as `to`.
std::string edited(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a list becomes a catalog, and the account says how", "[import]") {
  const Courses courses;
  const Outcome made = courses.fine({"import", "list.md", "--lang", "en", "-o", "list.xml"});
  CHECK(made.out.empty());
  CHECK(made.err ==
        "Letterpress: 5 lessons in 2 paths, 1\u00A0h\u00A045\u00A0min\n"
        "minutes: 1 from the source, 4 by default (20 min; --minutes N changes it)\n"
        "done already: --done 3\n"
        "wrote list.xml; to see what it makes: pensum build list.xml\n");
  CHECK(courses.fine({"check", "list.xml"}).out ==
        "list.xml: a catalog, “Letterpress”: 5 lessons, 1\u00A0h\u00A045\u00A0min\n");
  const std::string xml = courses.file("list.xml");
  CHECK(holds(xml, "<catalog id=\"list\" lang=\"en\">"));
  CHECK(holds(xml, "<lesson id=\"2\" minutes=\"20\" url=\"https://example.org/line\">"));
  CHECK(holds(xml, "; by default -->"));
  // And on standard output, from standard input.
  const Outcome piped = courses.run({"import", "-", "--lang", "en"}, std::string(list));
  CHECK(piped.status == 0);
  CHECK(holds(piped.out, "<catalog id=\"course\" lang=\"en\">"));
}

TEST_CASE("a dry run writes nothing and prints the tree", "[import]") {
  const Courses courses;
  const Outcome tree = courses.fine({"import", "list.md", "--dry-run", "-o", "list.xml"});
  CHECK(tree.out ==
        "Letterpress: 5 lessons, 1\u00A0h\u00A045\u00A0min\n"
        "1. Basics: 3 lessons, 1\u00A0h\u00A05\u00A0min\n"
        "   1  The type case: 25 min, as given by its source\n"
        "   2  Setting a line: 20 min, by default\n"
        "   3  Proofs: 20 min, by default\n"
        "2. Printing: 2 lessons, 40\u00A0min\n"
        "   4  Locking up the forme: 20 min, by default\n"
        "   5  Make-ready: 20 min, by default\n");
  CHECK(files_in(courses.folder.path()) == std::vector<std::string>{"list.md"});
}

TEST_CASE("options shape the catalog", "[import]") {
  const Courses courses;
  const std::string xml = courses
                              .fine({"import", "list.md", "--id", "lp", "--title", "LP", "--lang", "de",
                                     "--minutes", "7", "--select", "Printing"})
                              .out;
  CHECK(holds(
      xml, "<catalog id=\"lp\" lang=\"de\">\n  <title>LP</title>\n  <path id=\"1\">\n    <title>Printing<"));
  CHECK(holds(xml, "<lesson id=\"1\" minutes=\"7\">"));
  CHECK(holds(xml, "<!-- import: from=markdown; select=Printing; minutes=7;\n"));
  write(courses.folder / "t.csv", "What,How hard\nOne,easy\nTwo,hard\n");
  const Outcome table = courses.fine({"import", "t.csv", "--lang", "en", "--column", "lesson=What",
                                      "--minutes-by", "How hard:easy=10,hard=30"});
  CHECK(holds(table.out, "minutes=\"10\""));
  CHECK(holds(table.out, "minutes=\"30\""));
}

TEST_CASE("options that are wrong are told at once", "[import]") {
  const Courses courses;
  const Outcome wrong =
      courses.run({"import", "list.md", "--depth", "0", "--minutes", "1.5", "--words", "fast", "--lessons",
                   "task", "--column", "lesson", "--minutes-by", "Level:Easy=x", "--base", "example.org"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err ==
        "pensum: error: --depth: “0” is not a number from 1 to 99\n"
        "hint: write a whole number, without a unit\n"
        "pensum: error: --minutes: “1.5” is not a number of minutes\n"
        "hint: write a whole number from 1 to 1440\n"
        "pensum: error: --words: “fast” is not a number from 1 to 10000\n"
        "hint: write a whole number, without a unit\n"
        "pensum: error: --lessons: “task” is not a kind of lesson\n"
        "hint: did you mean “tasks”?\n"
        "pensum: error: --column: “lesson” does not assign a column\n"
        "hint: write what a column holds, and its name: lesson=Title,minutes=Duration\n"
        "pensum: error: --minutes-by: “Level:Easy=x” does not give minutes by a column's values\n"
        "hint: write COLUMN:VALUE=MINUTES,…, such as Difficulty:Easy=15,Medium=30,Hard=45\n"
        "pensum: error: --base: “example.org” is not a web address\n"
        "hint: write one that starts with https:// or http:// and holds no spaces\n");
}

TEST_CASE("options that do not go together are told", "[import]") {
  const Courses courses;
  const auto error = [&](const std::vector<std::string>& arguments) {
    const Outcome outcome = courses.run(arguments);
    CHECK(outcome.status == 2);
    return outcome.err;
  };
  CHECK(error({"import"}) ==
        "pensum: error: import needs a file\nhint: usage: pensum import FILE [-o FILE.xml] [options]\n");
  CHECK(error({"import", "list.md", "-o", "plan.pdf"}) ==
        "pensum: error: --output: “plan.pdf” does not end in .xml\nhint: a catalog does\n");
  CHECK(error({"import", "list.md", "--update"}) ==
        "pensum: error: --update: nothing tells which catalog to bring up to date\n"
        "hint: name it: -o my-course.xml\n");
  write(courses.folder / "a.xml", "<catalog/>");
  CHECK(holds(error({"import", "list.md", "-o", "a.xml", "--update", "--replace", "--title", "x",
                     "--questions", "d"}),
              "--title has no effect with --update"));
  CHECK(holds(error({"import", "list.md", "-o", "a.xml", "--update", "--replace"}),
              "--update keeps a catalog's edits, --replace drops them"));
  CHECK(holds(error({"import", "list.md", "-o", "a.xml", "--update", "--questions", "d"}),
              "--questions has no effect with --update, which leaves questions as they are"));
  CHECK(holds(error({"import", "list.md", "-o", "a.xml", "--prune"}),
              "--prune has no effect without --update"));
  write(courses.folder / "imsmanifest.xml", "<manifest/>");
  CHECK(holds(error({"import", "imsmanifest.xml", "-o", "imsmanifest.xml", "--replace"}),
              "“imsmanifest.xml” would replace the course that it is made of"));
  CHECK(files_in(courses.folder.path()) == std::vector<std::string>{"a.xml", "imsmanifest.xml", "list.md"});
}

TEST_CASE("an option that a format does not use is told", "[import]") {
  const Courses courses;
  const Outcome outcome = courses.fine({"import", "list.md", "--lang", "en", "--sheet", "2", "--dry-run"});
  CHECK(
      holds(outcome.err, "pensum: warning: --sheet has no effect on a Markdown list\nhint: leave it out\n"));
}

TEST_CASE("what a file is has to show, or be said", "[import]") {
  const Courses courses;
  write(courses.folder / "x", "just a word");
  const Outcome unknown = courses.run({"import", "x"});
  CHECK(unknown.status == 2);
  CHECK(holds(unknown.err,
              "pensum: error: cannot tell what kind of course “x” is\nhint: say it with --from: "));
  write(courses.folder / "empty.md", "");
  CHECK(courses.run({"import", "empty.md"}).err ==
        "pensum: error: “empty.md” is empty\nhint: name the file that holds the course\n");
  courses.fine({"import", "list.md", "--lang", "en", "-o", "list.xml"});
  const Outcome catalog = courses.run({"import", "list.xml"});
  CHECK(catalog.status == 2);
  CHECK(catalog.err ==
        "pensum: error: “list.xml” is a catalog already\nhint: make a plan of it: pensum build list.xml\n");
  CHECK(courses.run({"import", "list.md", "--lang", "en", "--column", "lesson=Title"}).err ==
        "pensum: error: list.md: no lessons: there is no table in the text\n"
        "hint: --column and --minutes-by are for tables: leave them out\n");
  const Outcome wrong = courses.run({"import", "x", "--from", "markdwon"});
  CHECK(wrong.err ==
        "pensum: error: --from: there is no format “markdwon”\nhint: did you mean “markdown”?\n");
  const Outcome silent = courses.run({"import", "list.md"});
  CHECK(silent.status == 2);
  CHECK(silent.err ==
        "pensum: error: the language of the course is not known\nhint: say it with --lang en\n");
  const Outcome part = courses.run({"import", "list.md", "--lang", "en", "--select", "9"});
  CHECK(part.err ==
        "pensum: error: --select: there is no part “9”\n"
        "hint: write numbers from 1 to 2, or titles: --dry-run shows them\n");
  write(courses.folder / "deck.apkg", small_deck());
  CHECK(courses.run({"import", "deck.apkg"}).err ==
        "pensum: error: “deck.apkg” holds questions, not lessons\n"
        "hint: import a course, and add --questions deck.apkg\n");
}

TEST_CASE("a catalog that exists is not replaced unless that is wanted", "[import]") {
  const Courses courses;
  courses.fine({"import", "list.md", "--lang", "en", "-o", "list.xml"});
  const std::string before = courses.file("list.xml");
  const Outcome again =
      courses.run({"import", "list.md", "--lang", "en", "-o", "list.xml", "--minutes", "5"});
  CHECK(again.status == 2);
  CHECK(again.err ==
        "pensum: error: “list.xml” already exists\n"
        "hint: bring it up to date with --update, which keeps edits, or replace it with --replace\n");
  CHECK(courses.file("list.xml") == before);
  courses.fine({"import", "list.md", "--lang", "en", "-o", "list.xml", "--minutes", "5", "--replace"});
  CHECK(courses.file("list.xml") != before);
  CHECK(courses.run({"import", "list.md", "--lang", "en", "-o", "/dev/null/x.xml"}).status == 4);
}

TEST_CASE("an update keeps edits and takes news, with the options of before", "[import]") {
  const Courses courses;
  courses.fine({"import", "list.md", "--lang", "en", "--minutes", "30", "-o", "list.xml", "--update"});
  std::string edit = courses.file("list.xml");
  const Outcome rest = courses.fine({"import", "list.md", "-o", "list.xml", "--update"});
  CHECK(rest.err == "list.xml is up to date\n");
  CHECK(courses.file("list.xml") == edit);
  edit = edited(edit, "<title>Proofs</title>", "<title>Proofs, read by two</title>");
  write(courses.folder / "list.xml", edit);
  std::string news = edited(std::string(list), "Make-ready", "Make-ready\n- [ ] Cleaning up (5 min)");
  news = edited(news, "(25 min)", "(35 min)");
  news = edited(news, "- [ ] Locking up the forme\n", "");
  write(courses.folder / "list.md", news);
  const Outcome updated = courses.fine({"import", "list.md", "-o", "list.xml", "--update"});
  CHECK(updated.err ==
        "new: 6 “Cleaning up”\n"
        "changed: 1 “The type case”\n"
        "gone from the source, and kept: 4 “Locking up the forme”\n"
        "wrote list.xml; to see what it makes: pensum build list.xml\n");
  const std::string now = courses.file("list.xml");
  CHECK(holds(now, "<title>Proofs, read by two</title>"));
  CHECK(holds(now, "<lesson id=\"1\" minutes=\"35\">"));
  CHECK(holds(now, "<lesson id=\"5\" minutes=\"30\">"));
  const Outcome dry =
      courses.fine({"import", "list.md", "-o", "list.xml", "--update", "--prune", "--dry-run"});
  CHECK(dry.err == "removed: 4 “Locking up the forme”\n");
  CHECK(courses.file("list.xml") == now);
  courses.fine({"import", "list.md", "-o", "list.xml", "--update", "--prune"});
  CHECK(!holds(courses.file("list.xml"), "Locking up"));
  write(courses.folder / "mine.xml", bytes_of(sample("harbour")));
  CHECK(holds(courses.run({"import", "list.md", "-o", "mine.xml", "--update"}).err,
              "mine.xml: no lesson of this catalog was imported"));
}

TEST_CASE("every format makes a catalog that the schema and pensum take", "[import]") {
  const Courses courses;
  put_packed_courses(courses.folder.path());
  write(courses.folder / "book/SUMMARY.md",
        "# Summary\n\n- [Basics](basics.md)\n  - [The type case](case.md)\n");
  write(courses.folder / "book/case.md", "# The type case\n\n" + sixty_words());
  write(courses.folder / "notes/_toc.yml", "format: jb-book\nroot: intro\nchapters:\n  - file: case\n");
  write(courses.folder / "site/mkdocs.yml", "site_name: Letterpress\nnav:\n  - The type case: case.md\n");
  write(
      courses.folder / "videos.json",
      R"({"_type": "playlist", "extractor": "x", "title": "Films", "entries": [{"id": "a", "title": "One", "url": "https://e.org/a", "duration": 61}]})");
  write(courses.folder / "t.csv", "lesson;minutes\nOne;5\n");
  struct Case {
    std::string file;
    std::string format;
  };
  for (const Case& each : {Case{"list.md", "markdown"},
                           {"novel.epub", "epub"},
                           {"course.imscc", "cc"},
                           {"scorm.zip", "scorm"},
                           {"course.tar.gz", "olx"},
                           {"backup.mbz", "moodle"},
                           {"course.xlsx", "workbook"},
                           {"book", "mdbook"},
                           {"book/SUMMARY.md", "mdbook"},
                           {"notes/_toc.yml", "toc"},
                           {"site/mkdocs.yml", "mkdocs"},
                           {"videos.json", "playlist"},
                           {"t.csv", "csv"}}) {
    CAPTURE(each.file);
    courses.fine({"import", each.file, "--lang", "en", "-o", "made.xml", "--replace"});
    CHECK(holds(courses.file("made.xml"), "<!-- import: from=" + each.format + ";"));
    courses.fine({"check", "made.xml"});
    const Outcome schema =
        run({"xmllint", "--noout", "--schema", (source_folder() / "catalog/catalog.xsd").string(),
             (courses.folder / "made.xml").string()});
    CAPTURE(schema.err);
    CHECK(schema.status == 0);
    const std::string before = courses.file("made.xml");
    courses.fine({"import", each.file, "-o", "made.xml", "--update"});
    CHECK(courses.file("made.xml") == before);
    courses.fine({"check", each.file});
  }
}

TEST_CASE("questions come from a deck", "[import]") {
  const Courses courses;
  put_packed_courses(courses.folder.path());
  const Outcome made =
      courses.fine({"import", "list.md", "--lang", "en", "--questions", "deck.apkg", "-o", "list.xml"});
  CHECK(holds(made.err, "questions: 1 added\n"));
  CHECK(holds(courses.file("list.xml"), "<question>Why a proof?</question>"));
  const std::string before = courses.file("list.xml");
  courses.fine({"import", "list.md", "-o", "list.xml", "--update"});
  CHECK(courses.file("list.xml") == before);
  CHECK(courses.run({"import", "list.md", "--lang", "en", "--questions", "none.apkg"}).status == 2);
}

TEST_CASE("a plan is made of a list at once, and carries the catalog that was made", "[import]") {
  const Courses courses;
  const std::vector<std::string> request{"--lang", "en", "--start", "2026-11-24"};
  const auto with = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), request.begin(), request.end());
    return arguments;
  };
  const Outcome built = courses.fine(with({"build", "list.md", "-o", "plan.pdf"}));
  CHECK(built.err ==
        "pensum: list.md is a Markdown list, imported as 5 lessons in 2 paths, 1\u00A0h\u00A045\u00A0min (4 "
        "of them "
        "get 20 minutes by default); “pensum import” makes a catalog of it to edit\n");
  REQUIRE(run({"pdfdetach", "-saveall", (courses.folder / "plan.pdf").string(), "-o",
               courses.folder.path().string()})
              .status == 0);
  CHECK(courses.file("list.xml") == courses.fine({"import", "list.md", "--lang", "en"}).out);
  const Outcome shown = courses.fine(with({"show", "list.md", "--format", "json"}));
  CHECK(courses.fine(with({"show", "list.xml", "--format", "json"})).out == shown.out);
  CHECK(courses.run(with({"show", "-"}), std::string(list)).status == 0);
  const Outcome without = courses.fine({"show", "list.md", "--start", "2026-11-24"});
  CHECK(holds(without.err, "; its language is not given, so English is assumed (--lang changes that); "));
  write(courses.folder / "uk.md", "# Курс\n\n- [ ] Змінні та типи\n- [ ] Функції в Go\n");
  CHECK(courses.run({"build", "uk.md"}).err ==
        "pensum: error: the language of the course is not known\nhint: say it with --lang en\n");
  write(courses.folder / "class.csv", "learner,minutes\nAda,30\nBo,40\n");
  const Outcome cohort =
      courses.fine(with({"cohort", "class.csv", "--catalog", "list.md", "-o", "out", "--formats", "txt"}));
  CHECK(holds(cohort.err, "pensum: list.md is a Markdown list"));
  CHECK(holds(courses.file("out/ada.txt"), "The type case"));
  // What is built of it does not take its place.
  write(courses.folder / "novel.epub", small_epub());
  CHECK(holds(courses.run({"build", "novel.epub", "-o", "novel.epub"}).err,
              "would replace a file that the plan is made of"));
  CHECK(courses.fine({"check", "list.md"}).out ==
        "list.md: a Markdown list, “Letterpress”: 5 lessons, 1\u00A0h\u00A045\u00A0min\n");
}

TEST_CASE("a book's texts and pictures come along, unless only titles are wanted", "[import]") {
  const Courses courses;
  write(courses.folder / "book/SUMMARY.md", "# Summary\n\n- [Case](case.md)\n- [Line](line.md)\n");
  write(courses.folder / "book/case.md", "# Case\n\nSee [the line](line.md).\n\n![A case](i/case.png)\n");
  write(courses.folder / "book/line.md", "# Line\n\nA line.\n\n![](https://example.org/x.png)\n");
  write(courses.folder / "book/i/case.png", bytes_of(source_folder() / "tests/conformance/pages/pocket.png"));
  const Outcome made = courses.fine({"import", "book", "--lang", "en", "-o", "out/my book.xml"});
  CHECK(holds(made.err, "left out: 1 picture outside the source\n"));
  CHECK(holds(made.err, "wrote 1 picture into the folder out/my-book\nwrote out/my book.xml;"));
  const std::string xml = courses.file("out/my book.xml");
  CHECK(holds(xml, "<p>See <a href=\"#2\">the line</a>.</p>\n        <img src=\"my-book/case-"));
  const std::size_t name = xml.find("my-book/case-");
  const std::string picture = "out/" + xml.substr(name, xml.find('"', name) - name);
  CHECK(courses.file(picture) == courses.file("book/i/case.png"));
  courses.fine({"check", "out/my book.xml"});
  // What is there is the user's; what is missing is written again.
  write(courses.folder / picture, "mine");
  const Outcome again = courses.fine({"import", "book", "-o", "out/my book.xml", "--update"});
  CHECK(holds(again.err, "out/my book.xml is up to date\n"));
  CHECK(courses.file(picture) == "mine");
  std::filesystem::remove(courses.folder / picture);
  CHECK(holds(courses.fine({"import", "book", "-o", "out/my book.xml", "--update"}).err,
              "wrote 1 picture into"));
  // Options are kept: without texts they stay away.
  const Outcome titles =
      courses.fine({"import", "book", "-o", "out/my book.xml", "--update", "--texts", "no"});
  CHECK(holds(titles.err, "changed: 1 “Case”, 2 “Line”"));
  CHECK_FALSE(holds(courses.file("out/my book.xml"), "<reading>"));
  CHECK(holds(courses.fine({"import", "book", "-o", "out/my book.xml", "--update"}).err, "is up to date"));
  const Outcome piped = courses.fine({"import", "book", "--lang", "en"});
  CHECK(holds(piped.err, "1 picture (the catalog is not a file, which they could be beside)"));
  CHECK(courses.run({"import", "book", "--lang", "en", "--texts", "some"}).err ==
        "pensum: error: --texts: “some” is neither yes nor no\n"
        "hint: with no, lessons get titles and minutes, but not what there is to read\n");
}

TEST_CASE("a book that is named by its SUMMARY.md has the files from beside its folder", "[import]") {
  const Courses courses;
  write(courses.folder / "book/book.toml", "[book]\ntitle = \"Type\"\nlanguage = \"en\"\n");
  write(courses.folder / "book/src/SUMMARY.md", "- [Case](case.md)\n- [Line](line.md)\n");
  write(courses.folder / "book/src/case.md",
        "# Case\n\n```c\n{{#include ../code/a.c}}\n{{#include ../../b.c}}\n```\n");
  write(courses.folder / "book/src/line.md", "# Line\n\nSee [the case](case.md).\n");
  write(courses.folder / "book/code/a.c", "int a;\n");
  write(courses.folder / "b.c", "int b;\n");
  const Outcome made = courses.fine({"import", "book/src/SUMMARY.md", "-o", "made.xml"});
  CHECK(holds(made.err, "Type: 2 lessons"));
  CHECK(holds(made.err, "left out: 1 included file that is missing\n"));
  const std::string xml = courses.file("made.xml");
  CHECK(holds(xml, "<pre lang=\"c\">int a;</pre>"));
  CHECK(holds(xml, "<p>See <a href=\"#1\">the case</a>.</p>"));
  // The same is known again without the settings, as earlier imports had it.
  std::filesystem::remove(courses.folder / "book/book.toml");
  const Outcome updated = courses.fine({"import", "book/src/SUMMARY.md", "-o", "made.xml", "--update"});
  CHECK_FALSE(holds(updated.err, "new"));
  CHECK_FALSE(holds(courses.file("made.xml"), "id=\"3\""));
}

TEST_CASE("a picture that cannot be written leaves nothing", "[import]") {
  const Courses courses;
  write(courses.folder / "book/SUMMARY.md", "- [Case](case.md)\n");
  write(courses.folder / "book/case.md", "![A case](case.png)\n\ntext\n");
  write(courses.folder / "book/case.png", bytes_of(source_folder() / "tests/conformance/pages/pocket.png"));
  write(courses.folder / "made", "a file where the folder would be");
  CHECK(courses.run({"import", "book", "--lang", "en", "-o", "made.xml"}).status == 4);
  CHECK_FALSE(std::filesystem::exists(courses.folder / "made.xml"));
}

TEST_CASE("a book becomes a plan with its texts at once, and the plan keeps them", "[import]") {
  const Courses courses;
  put_packed_courses(courses.folder.path());
  const Outcome built = courses.fine({"build", "novel.epub", "--start", "2026-03-02", "--deadline",
                                      "2026-03-20", "-o", "daily.epub", "-o", "daily.json"});
  CHECK(holds(built.err, "novel.epub is an e-book (EPUB), imported as"));
  CHECK(std::filesystem::exists(courses.folder / "daily.epub"));
}
