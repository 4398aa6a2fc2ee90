#include "import/spreadsheet.hpp"

#include "archive/zip.hpp"
#include "import/outlines.hpp"
#include "import/plain_text.hpp"
#include "table/workbooks.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string read(const std::string& bytes, const Choices& choices = {}) {
  return text_of(read_csv({.name = "c.csv", .bytes = bytes, .member = {}, .tree = nullptr}, choices));
}

}  // namespace

TEST_CASE("a table with all columns becomes an outline, in any case and order of its columns") {
  CHECK(read("URL,Module,Lesson,MINUTES,Requires,Priority,Summary,Question,Answer,Split,Id\n"
             "https://a.org,Basics,Arrays,45,,must,All of them,What?,This,yes,a1\n"
             ",,,,,,,Why?,Because,,\n"
             ",,Lists,1h 30m,a1,should,,,,no,a2\n"
             ",Trees,Heaps,90,Arrays; lists,could,,,,,\n") ==
        "Basics\n"
        "  - Arrays [2700 s] <https://a.org> id=a1 split // All of them {What? = This} {Why? = Because}\n"
        "  - Lists [5400 s] id=a2 requires=a1 should whole\n"
        "Trees\n"
        "  - Heaps [5400 s] requires=Arrays requires=lists could\n");
}

TEST_CASE("semicolons, tabs, a byte-order mark and “sep=” change nothing") {
  const std::string expected = "- Arrays [1350 s]\n- Lists\n";
  CHECK(read("title;duration\nArrays;22,5 min\nLists;\n") == expected);
  CHECK(read("\xEF\xBB\xBF\"title\"\t\"duration\"\r\nArrays\t22:30\r\nLists\t-\r\n") == expected);
  CHECK(read("sep=|\ntitle|duration\nArrays|1350 s\nLists\n") == expected);
}

TEST_CASE("a title and notes may be above the header, and blank rows anywhere") {
  CHECK(read("Java in a month,,\n\nCourse,Java\nmade by "
             "Ada,,\n\nLesson,Minutes,Week\n\nClasses,20,1\n,,\nLoops,30,\nMaps,,2\n") ==
        "# Java in a month\nWeek 1\n  - Classes [1200 s]\n  - Loops [1800 s]\nWeek 2\n  - Maps\n");
}

TEST_CASE("paths have levels, and rows of a path alone begin it") {
  CHECK(read("Module,Section,Lesson\nA,a1,one\n,,two\n,a2,three\nB,,four\nC,,\n,c1,five\nA,a1,six\n") ==
        "A\n  a1\n    - one\n    - two\n    - six\n  a2\n    - three\nB\n  - four\nC\n  c1\n    - five\n");
}

TEST_CASE("“1:30” is hours and minutes only where the column's name says hours") {
  CHECK(read("lesson,time\na,1:30\n") == "- a [90 s]\n");
  CHECK(read("lesson,hours\na,1:30\nb,1.5\nc,\"0,5\"\n") == "- a [5400 s]\n- b [5400 s]\n- c [1800 s]\n");
  CHECK(read("lesson,Time (h)\na,2\n") == "- a [7200 s]\n");
}

TEST_CASE("what is no duration is an error with its place, all of them in one run") {
  CHECK(read("lesson;minutes\na;1,5\nb;20\nc;soon\n") ==
        "error: c.csv:2:3: row 2: “1,5” is not a number of minutes\n"
        "hint: write whole minutes, or a unit: 45, 1h 30m, 0.5 h, 12:34\n"
        "error: c.csv:4:3: row 4: “soon” is not a number of minutes\n"
        "hint: write whole minutes, or a unit: 45, 1h 30m, 0.5 h, 12:34\n");
}

TEST_CASE("columns that are not used are reported once each") {
  CHECK(read("lesson,minuets,Acceptance %\na,1,2\nb,3,4\n") ==
        "- a\n- b\n"
        "warning: c.csv:1:8: row 1: the column “minuets” is not used\nhint: did you mean “minutes”?\n"
        "warning: c.csv:1:16: row 1: the column “Acceptance %” is not used\n"
        "hint: if it is useful, assign it: column \"summary=Acceptance %\"\n");
}

TEST_CASE("the user says which column is what, and what a value takes") {
  Choices choices;
  choices.columns = {{"lesson", "problem statement"}, {"path", "Company"}};
  choices.minutes_by = {{"difficulty", {{"Easy", 15}, {"Hard", 45}}}};
  CHECK(read("Title,Problem Statement,Company,Difficulty\nx,Two Sum,A,EASY\ny,LRU,B,Hard\nz,Heap,,?\n",
             choices) ==
        "A\n  - Two Sum [900 s]\nB\n  - LRU [2700 s]\n  - Heap\n"
        "warning: c.csv:1:1: row 1: the column “Title” is not used\n"
        "hint: if it is useful, assign it: column summary=Title\n");
  choices.columns = {{"lesson", "Titel"}, {"minuts", "Title"}};
  choices.minutes_by = {{"Dificulty", {}}};
  CHECK(read("Title,Difficulty\nx,Easy\n", choices) ==
        "error: column minuts=Title: a lesson has no “minuts”\nhint: did you mean “minutes”?\n"
        "error: c.csv:1:1: column lesson=Titel: there is no column “Titel”\nhint: did you mean “Title”?\n"
        "error: c.csv:1:1: minutes-by: there is no column “Dificulty”\nhint: did you mean “Difficulty”?\n");
}

TEST_CASE("requirements that are no lessons go into the summary") {
  CHECK(
      read("id,lesson,prerequisites\n1,Calculus 1,none\n2,Calculus 2,Calculus 1\n3,Sums,\"Calculus 1, "
           "school\"\n"
           "4,More,1 2\n5,Last,Calcullus 2\n") ==
      "- Calculus 1 id=1\n- Calculus 2 id=2 requires=Calculus 1\n- Sums id=3 requires=Calculus 1 // school\n"
      "- More id=4 requires=1 requires=2\n- Last id=5 // Calcullus 2\n"
      "warning: c.csv:4:9: row 4: “school” is not a lesson of this table\n"
      "hint: it is written into the summary; name lessons by id or title\n"
      "warning: c.csv:6:8: row 6: “Calcullus 2” is not a lesson of this table\n"
      "hint: did you mean “Calculus 2”?\n");
}

TEST_CASE("backticks in a table make code", "[spreadsheet]") {
  CHECK(read("lesson,summary,question,answer\n`a`,How `x` works,What is `y`?,`z`: 1\n") ==
        "- `a` // How `x` works {What is `y`? = `z`: 1}\n");
}

TEST_CASE("faults of ids, questions, priorities and splitting are reported") {
  CHECK(read("id,lesson,question,answer,split\n1,a,,,\n1,b,,,perhaps\n,c,What?,,\n,d,,This,\n") ==
        "error: c.csv:3:1: row 3: row 2 has the id “1” too\nhint: give each lesson an id of its own\n"
        "error: c.csv:3:7: row 3: “perhaps” is neither yes nor no\nhint: write yes or "
        "no\n"
        "error: c.csv:4:4: row 4: the question “What?” has no answer\n"
        "hint: write one into the column of answers, or delete the question\n"
        "error: c.csv:5:5: row 5: the answer “This” has no question\n"
        "hint: write one into the column of questions, or delete the answer\n");
  CHECK(read("lesson,question,answer\n,What?,This\na\n") ==
        "error: c.csv:2:2: row 2: a question before the first lesson\nhint: put it below its lesson\n");
  CHECK(read("lesson,priority\na,urgent\nb,🔴 High\nc,Urgent\n") ==
        "- a\n- b\n- c\nwarning: c.csv:2:3: row 2: “urgent” is not a priority; it counts as must\n"
        "hint: write must, should or could\n");
}

TEST_CASE("a table that is no course is an error with a hint") {
  CHECK(read("") ==
        "error: c.csv: the table is empty\nhint: its first row names the columns, such as lesson and "
        "minutes; each row below it is a lesson\n");
  CHECK(read("a,b\n1,2\n") ==
        "error: c.csv:1:1: row 1: no column has the titles of the lessons\n"
        "hint: call it “lesson” or “title”, or name it: column lesson=a\n");
  CHECK(read("lesson,minutes\n,20\n") ==
        "error: c.csv:1:1: row 1: no lessons: no row has a title in the column “lesson”\n"
        "hint: write a row for each lesson below the names of the columns\n");
  CHECK(read("lesson\n\x01\na\n") == "- a\n");
  CHECK(read("lesson,url\n,https://a.org\nb,see there\n") ==
        "- b\nleft out: 1 link without a web address\n"
        "warning: c.csv:2:2: row 2: the lesson has no title and is left out\nhint: give it one\n");
}

TEST_CASE("sums and notes below a table are counted, blank rows are not") {
  CHECK(read("lesson,minutes\na,10\n,\n,10\n") == "- a [600 s]\nleft out: 1 row without a title\n");
  CHECK(read("lesson,minutes\na,10\n,10\n,20\n") == "- a [600 s]\nleft out: 2 rows without a title\n");
}

TEST_CASE("exports of well-known tools are read") {
  // Notion: a byte-order mark, a status, tags, dates.
  CHECK(read("\xEF\xBB\xBFName,Status,Tags,URL\r\nRead chapter 1,Done,book,\r\nWatch it,Not started,\"video, "
             "long\","
             "https://v.org\r\n")
            .starts_with("- Read chapter 1 done\n- Watch it <https://v.org>\n"));
  // Lists of problems.
  CHECK(read("ID,Title,Acceptance,Difficulty,Frequency,Leetcode Question Link\n1,Two Sum,46.1%,Easy,0.0,"
             "https://leetcode.com/problems/two-sum\n")
            .starts_with("- Two Sum <https://leetcode.com/problems/two-sum> id=1\n"));
  CHECK(read("Topic,Problem,Difficulty,Done,Link\nArrays,Two Sum,Easy,TRUE,https://l.org\n")
            .starts_with("Arrays\n  - Two Sum <https://l.org> done\n"));
  CHECK(read("Question,Link\nTwo Sum,https://l.org\n") == "- Two Sum <https://l.org>\n");
  // Contents of a video course.
  CHECK(read("Section,Lecture,Duration\n\"1. Intro\",Welcome,02:35\n,Setup,1:02:03\n") ==
        "1. Intro\n  - Welcome [155 s]\n  - Setup [3723 s]\n");
  // Other languages.
  CHECK(read("Kapitel;Titel;Dauer (Min.);Voraussetzungen\nEins;Schleifen;45;\n;Felder;30;Schleifen\n") ==
        "Eins\n  - Schleifen [2700 s]\n  - Felder [1800 s] requires=Schleifen\n");
  CHECK(read("章节,标题,时长\n一,数组,45分钟\n") == "一\n  - 数组 [2700 s]\n");
}

TEST_CASE("an id that no catalog can have still is the lesson's key") {
  CHECK(read("id,lesson\n2b1f66c0-0000-4000-8000-2f5a3c1d0e99,a\n") ==
        "- a key=2b1f66c0-0000-4000-8000-2f5a3c1d0e99\n");
}

TEST_CASE("workbooks are read as tables are, and links of cells are addresses") {
  const auto files = table::xlsx_files(
      {{"Plan",
        "<sheetData><row><c t=\"str\"><v>Title</v></c><c t=\"str\"><v>Duration</v></c></row>"
        "<row><c r=\"A2\" t=\"str\"><v>Arrays</v></c><c s=\"1\"><v>0.0625</v></c></row></sheetData>"
        "<hyperlinks><hyperlink ref=\"A2\" r:id=\"rId1\"/></hyperlinks>",
        "", "<Relationship Id=\"rId1\" Target=\"https://a.org\" TargetMode=\"External\"/>"},
       {"Other", ""}},
      {}, "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"46\"/></cellXfs>");
  const Input packed{.name = "b.xlsx", .bytes = archive::zip_of(files), .member = {}, .tree = nullptr};
  const Input opened{.name = "b.xlsx", .bytes = packed.bytes, .member = {}, .tree = table::tree_of(files)};
  for (const Input& input : {packed, opened}) {
    CHECK(is_workbook(input));
    CHECK(text_of(read_workbook(input, {})) ==
          "- Arrays [5400 s] <https://a.org>\nleft out: 1 other sheet (“Other”)\n");
  }
  Choices choices;
  choices.sheet = "Othre";
  CHECK(text_of(read_workbook(packed, choices)) ==
        "error: b.xlsx: there is no sheet “Othre”\nhint: did you mean “Other”?\n");
  CHECK_FALSE(is_workbook({.name = "a.zip", .bytes = "PK\x03\x04", .member = {}, .tree = nullptr}));
  const Input old{.name = "b.xls", .bytes = "\xD0\xCF\x11\xE0", .member = {}, .tree = nullptr};
  CHECK(is_workbook(old));
  CHECK(text_of(read_workbook(old, {})) ==
        "error: b.xls: the file is an old Excel workbook, or one with a password\n"
        "hint: save it as .xlsx without a password\n");
}

TEST_CASE("tables are told by their names and by what they name") {
  const auto input = [](std::string name, std::string bytes) {
    return Input{.name = std::move(name), .bytes = std::move(bytes), .member = {}, .tree = nullptr};
  };
  CHECK(is_csv(input("a.CSV", "x")));
  CHECK(is_csv(input("-", "title,minutes\na,1\n")));
  CHECK_FALSE(is_csv(input("-", "A text, with a comma\n")));
  CHECK_FALSE(is_csv(input("-", "")));
  CHECK(is_tsv(input("a.tsv", "x")));
  CHECK_FALSE(is_tsv(input("a.csv", "x")));
  CHECK(text_of(read_tsv(input("a.tsv", "title\tlink\na, b; c\thttps://a.org\n"), {})) ==
        "- a, b; c <https://a.org>\n");
}

TEST_CASE("any table gives an outline or an error") {
  std::mt19937 random(20);
  const std::string_view signs = "aA,;\t\n\r\"'1:.-é lesson,minutes,path\n";
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = round % 2 == 0 ? "lesson,minutes,path,requires\n" : "";
    for (auto i = random() % 80; i > 0; --i) bytes += signs[random() % signs.size()];
    const auto outline = read_csv({.name = "r", .bytes = bytes, .member = {}, .tree = nullptr}, {});
    CHECK((outline ? !outline->children.empty() : !outline.error().empty()));
  }
}

TEST_CASE("a table of many rows is read in one pass") {
  std::string bytes = "path,lesson,minutes,requires\n";
  for (int i = 0; i < 20'000; ++i) {
    bytes += fmt::format("p{},lesson {},{},{}\n", i % 500, i, 1 + i % 90,
                         i > 0 ? fmt::format("lesson {}", i - 1) : "");
  }
  const auto outline = read_csv({.name = "big.csv", .bytes = bytes, .member = {}, .tree = nullptr}, {});
  REQUIRE(outline);
  CHECK(outline->children.size() == 500);
  CHECK(outline->children[7].children.size() == 40);
}

namespace {

// A text that a cell can hold and that means nothing else.
std::string random_text(std::mt19937& random) {
  constexpr std::array<std::string_view, 8> parts{"a", "Ü", "\"", ",", ";", "日本", "' ", "\t-"};
  std::string text = "t" + std::to_string(random());
  for (auto i = random() % 6; i > 0; --i) text += parts[random() % parts.size()];
  return text + "x";
}

std::string quoted(const std::string& text) {
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + "\"";
}

}  // namespace

TEST_CASE("what is written as a table is read again, whatever the delimiter") {
  std::mt19937 random(31);
  for (int round = 0; round < 200; ++round) {
    const char delimiter = ",;\t"[random() % 3];
    const auto line = [delimiter](const std::vector<std::string>& cells) {
      std::string text;
      for (const std::string& cell : cells) text += (text.empty() ? "" : std::string(1, delimiter)) + cell;
      return text + "\r\n";
    };
    std::string bytes = line({"Summary", "Path", "Lesson", "Minutes", "URL", "Question", "Answer"});
    std::vector<Node> expected;
    for (int path = 0; path < 3; ++path) {
      Node group;
      group.title = one_line(random_text(random));
      for (auto lessons = 1 + random() % 3; lessons > 0; --lessons) {
        const std::vector<std::string> texts{random_text(random), random_text(random), random_text(random),
                                             random_text(random)};
        const auto minutes = 1 + random() % 500;
        const std::string url = fmt::format("https://a.org/{}", random());
        bytes += line({quoted(texts[0]), quoted(group.title), quoted(texts[1]), std::to_string(minutes), url,
                       quoted(texts[2]), quoted(texts[3])});
        Node lesson;
        lesson.title = one_line(texts[1]);
        lesson.summary = one_line(texts[0]);
        lesson.url = url;
        lesson.effort.said_seconds = static_cast<std::int64_t>(minutes) * 60;
        lesson.checks = {{one_line(texts[2]), one_line(texts[3])}};
        lesson.lesson = true;
        group.children.push_back(lesson);
      }
      expected.push_back(group);
    }
    CHECK(read(bytes) == text_of(expected));
  }
}
