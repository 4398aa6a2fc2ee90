#include "roster/reading.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <thread>
#include <vector>

using namespace pensum;
using namespace pensum::test;

TEST_CASE("a roster from CSV has its columns, its rows and the place of each value") {
  const auto roster =
      roster::read_roster("start,learner,minutes\n2026-12-01,Ada,\n,Björn, 20\n", "r.csv", columns);
  REQUIRE(roster.has_value());
  CHECK(roster->columns() == std::vector<std::string>{"start", "learner", "minutes"});
  REQUIRE(roster->size() == 2);
  CHECK(roster->number(0) == 2);
  CHECK(roster->row(1)[1].place == Place{"r.csv", 3, 9});
  CHECK(text_of(*roster) ==
        "row 2: start=2026-12-01@2:1 learner=Ada@2:12\n"
        "row 3: learner=Björn@3:2 minutes=20@3:9\n");
}

TEST_CASE("commas, semicolons and tabs are told from the header, and “sep=” wins over it") {
  const std::string expected = "row 2: learner=Ada@2:1 minutes=20@2:5\n";
  CHECK(read("learner,minutes\nAda,20") == expected);
  CHECK(read("learner;minutes\nAda;20") == expected);
  CHECK(read("learner\tminutes\nAda\t20") == expected);
  const std::string below = "row 2: learner=Ada@3:1 minutes=20@3:5\n";
  CHECK(read("sep=;\nlearner;minutes\nAda;20") == below);
  CHECK(read("\xEF\xBB\xBFSEP=|\r\nlearner|minutes\r\nAda|20\r\n") == below);
  CHECK(read("\"sep=\t\"\rlearner\tminutes\rAda\t20\r") == below);
  // Text in quotes is no delimiter, and neither is text above the header.
  CHECK(warnings("\"week,,,\nstart\";learner\n;Ada\n") ==
        "r.csv:1:2: row 1: the column “week,,,\\u{A}start” is not used\n"
        "hint: did you mean “week-start”?\n");
  CHECK(read(";;;\nlearner;minutes\nAda;20") == "row 3: learner=Ada@3:1 minutes=20@3:5\n");
  CHECK(read("learner\nAda") == "row 2: learner=Ada@2:1\n");
}

TEST_CASE("tabs delimit empty cells, also behind quotes") {
  CHECK(read("learner\tstart\tminutes\toff\n\t\t20\t\n\"Ada\"\t\t\t\"x\"\n") ==
        "row 2: minutes=20@2:3\nrow 3: learner=Ada@3:2 off=x@3:10\n");
}

TEST_CASE("every kind of line end counts as one line, also inside quotes") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    CAPTURE(end);
    const std::string bytes = fmt::format("learner,off{0}\"A{0}B\",x{0}{0}Cy,\"\"{0}", end);
    CHECK(read(bytes) == fmt::format("row 2: learner=A{}B@2:2 off=x@3:4\nrow 4: learner=Cy@5:1\n", end));
  }
}

TEST_CASE("quoted cells contain delimiters, quotes and line ends") {
  CHECK(read("learner,off\n\"Ada \"\"Countess\"\" Lovelace\",\"a,b\"\n") ==
        "row 2: learner=Ada \"Countess\" Lovelace@2:2 off=a,b@2:30\n");
  CHECK(read("learner,off\n\"\"\"A\"\"\",\"\n x\"") == "row 2: learner=\"A\"@2:2 off=x@3:2\n");
}

TEST_CASE("white space around names and values is not a part of them") {
  CHECK(read(" learner , \"off\" \n  Ada Example\t, \" x \" \n\u00A0Bo\u00A0,\u00A0\n") ==
        "row 2: learner=Ada Example@2:3 off=x@2:19\nrow 3: learner=Bo@3:2\n");
}

TEST_CASE("names may be written with capitals, spaces and underscores") {
  CHECK(read("Learner,WEEK START\nAda,sun") == "row 2: learner=Ada@2:1 week-start=sun@2:5\n");
  CHECK(read("LEARNER,week_start\nAda,sun") == "row 2: learner=Ada@2:1 week-start=sun@2:5\n");
  CHECK(read("\"Week\n start\"\nsun") == "row 2: week-start=sun@3:1\n");
}

TEST_CASE("blank rows count, but are no rows; short ones are filled up; the last needs no line end") {
  CHECK(read("\n , \nlearner,off\n,\n  \nAda\n\"\",\" \"\nBo,x,,\n\n") ==
        "row 6: learner=Ada@6:1\nrow 8: learner=Bo@8:1 off=x@8:4\n");
  CHECK(read("learner\n\n\nAda\n   ") == "row 4: learner=Ada@4:1\n");
}

TEST_CASE("columns without a name are accepted if they are empty") {
  CHECK(read("learner,,off,,\nAda,,x,,\n") == "row 2: learner=Ada@2:1 off=x@2:6\n");
  CHECK(warnings("learner,,off,\nAda,,x,\nBo,y,,z\nCy,y,,z\n") ==
        "r.csv:3:4: row 3: “y” is in column B, which has no name and is not used\n"
        "hint: if it is a setting, name column B in row 1\n"
        "r.csv:3:7: row 3: “z” is in column D, which has no name and is not used\n"
        "hint: if it is a setting, name column D in row 1\n");
  CHECK(read("learner,,off\nAda,y,x\n") == "row 2: learner=Ada@2:1 off=x@2:7\n");
  const std::string far(27, ',');
  CHECK(warnings("learner" + far + "\nAda" + far + "x").find("column AB") != std::string::npos);
}

TEST_CASE("a row with more cells than columns is told, once") {
  CHECK(read("learner,off\nAda,a,b,c\nBo,\"a,b\"\nCy;,,\n,,d") ==
        "r.csv:2:7: row 2: “b” comes after the last of 2 columns\n"
        "hint: put a value that holds a “,” in quotes\n"
        "r.csv:5:3: row 5: “d” comes after the last of 2 columns\n"
        "hint: put a value that holds a “,” in quotes\n");
  CHECK(errors("learner\toff\na\tb\tc").find("hint: put a value that holds a tab in quotes\n") !=
        std::string::npos);
}

TEST_CASE("names that no roster has, or one of them twice") {
  CHECK(read("Lerner,Start,colour, learner ,START\nx\n") ==
        "r.csv:1:31: row 1: the columns B and E are both named “start”\nhint: keep one of them\n");
  CHECK(warnings("Lerner,Start,colour, learner \nx,,,Ada\n") ==
        "r.csv:1:1: row 1: the column “Lerner” is not used\nhint: did you mean “learner”?\n"
        "r.csv:1:14: row 1: the column “colour” is not used\n"
        "hint: columns that are used: learner, start, minutes, off, week-start\n");
  CHECK(read("\nAda,2026-12-01\nBo,2026-12-02\n") ==
        "r.csv:2:1: row 2: there is no column “Ada”\n"
        "hint: row 2 has to name the columns, with commas, semicolons or tabs between them; they are: "
        "learner, start, minutes, off, week-start\n");
}

TEST_CASE(
    "the columns of a school's list are accepted: the names are the learners', and unused ones are "
    "reported") {
  for (const std::string name : {"Name", "Student", "STUDENT NAME", "Full name", "Pupil"}) {
    CAPTURE(name);
    const std::string list = "ID,Section," + name + ",E-mail,Minutes\n7,2b,Ada,a@b.c,30\n";
    CHECK(read(list) == "row 2: learner=Ada@2:6 minutes=30@2:16\n");
    CHECK(warnings(list).empty());
  }
  // The name that pensum itself uses wins; then the first one.
  CHECK(read("Name,Learner\nA,B\n") == "row 2: learner=B@2:3\n");
  CHECK(warnings("Name,Learner\nA,B\n") ==
        "r.csv:1:1: row 1: the column “Name” is not used\nhint: another column gives the learners’ names\n");
  CHECK(read("Name,Student\nA,B\n") == "row 2: learner=A@2:1\n");
  CHECK(warnings("ID,Minutes\n7,30\n") ==
        "r.csv:1:1: row 1: no column gives the learners’ names\nhint: call the column with their names "
        "“learner”, “name” or “student”\n");
  CHECK(warnings("minutes\n30\n").empty());
  std::string wide = "learner";
  for (int i = 0; i < 300; ++i) wide += ",x" + std::to_string(i);
  CHECK(warnings(wide + "\nAda\n").find("“x9” and 290 more are not used") != std::string::npos);
}

TEST_CASE("the learner may be in two columns, in either order") {
  CHECK(read("First name,Last name,Minutes\nAda,Example,30\nBo,,\n,Cy,\n") ==
        "row 2: learner=Ada Example@2:1 minutes=30@2:13\nrow 3: learner=Bo@3:1\nrow 4: learner=Cy@4:2\n");
  CHECK(read("SURNAME;Minutes;FirstName\nExample;30;Ada\n") ==
        "row 2: learner=Ada Example@2:1 minutes=30@2:9\n");
  CHECK(read("Vorname,Name\nAda,Example\n") == "row 2: learner=Ada Example@2:1\n");
  CHECK(read("Prénom;Nom de famille\nAda;Example\n") == "row 2: learner=Ada Example@2:1\n");
  CHECK(warnings("First name,Last name\nAda,Example\n").empty());
  // A whole name wins over its parts.
  CHECK(read("First name,Name\nAda,Ada Example\n") == "row 2: learner=Ada Example@2:5\n");
  CHECK(warnings("First name,Name\nAda,Ada Example\n") ==
        "r.csv:1:1: row 1: the column “First name” is not used\nhint: another column gives the learners’ "
        "names\n");
}

TEST_CASE("titles and notes above the header are passed over, whatever delimiters they hold") {
  CHECK(read("Class 7b, autumn, 2026\n\nTeacher: B. Example\nName;Minutes\nAda;30\n") ==
        "row 5: learner=Ada@5:1 minutes=30@5:5\n");
  CHECK(read("Start,of,term\nName,Minutes,Start\nAda,30,2026-11-24\n") ==
        "row 3: learner=Ada@3:1 minutes=30@3:5 start=2026-11-24@3:8\n");
  // No row of learners is taken for the header.
  CHECK(read("learner\nStart\nName\n") == "row 2: learner=Start@2:1\nrow 3: learner=Name@3:1\n");
  std::string deep = "learner,minutes\n";
  for (int i = 0; i < 60; ++i) deep.insert(0, "note\n");
  CHECK(errors(deep).starts_with("r.csv:1:1: row 1: there is no column “note”\n"));
}

TEST_CASE("a roster in UTF-16 is read if it has a byte-order mark") {
  std::string big = "\xFE\xFF";
  std::string little = "\xFF\xFE";
  for (const char c : std::string("Name\tMinutes\nAda\t30\n")) {
    big += {'\0', c};
    little += {c, '\0'};
  }
  CHECK(read(big) == "row 2: learner=Ada@2:1 minutes=30@2:5\n");
  CHECK(read(little) == "row 2: learner=Ada@2:1 minutes=30@2:5\n");
  CHECK(read(big + "\xDC").find("\uFFFD") != std::string::npos);
}

TEST_CASE("a file that is not a table at all gets one message") {
  std::string prose = "Dear all, this is a letter.\n";
  for (int i = 0; i < 300; ++i) prose += "It has commas, many, of them.\n";
  const std::string text = errors(prose);
  CHECK(text.starts_with("r.csv:1:1: row 1: there is no column “Dear all”\n"));
  CHECK(std::ranges::count(text, '\n') == 2);
}

TEST_CASE("a roster without a learner") {
  for (const std::string bytes :
       {"", "\xEF\xBB\xBF", "\n\n", "learner,off", "learner,off\r\n,\r\n\r\n", "sep=;"}) {
    CAPTURE(bytes);
    CHECK(errors(bytes) ==
          "r.csv: the roster has no learners\n"
          "hint: one row names the columns, such as learner and deadline; each row below it is one "
          "learner’s\n");
  }
}

TEST_CASE("what is not UTF-8 is reported with its place and how to export it") {
  const std::string hint = "hint: save the sheet as .xlsx or .ods, or export it as “CSV UTF-8”\n";
  using namespace std::string_literals;
  CHECK(errors("\xFF\xFE\0\0l\0\0\0"s) == "r.csv: the file is UTF-32, not a roster\n" + hint);
  CHECK(errors("l\0e\0"s) == "r.csv: the file is UTF-16, not a roster\n" + hint);
  CHECK(errors("\0<\0r"s) == "r.csv: the file is UTF-16, not a roster\n" + hint);
  CHECK(errors("\xEF\xBB\xBFlearner\nBjörn\nRen\xE9\n\xE9") ==
        "r.csv:3:4: the byte \\xE9 is not UTF-8\n" + hint);
  CHECK(errors("learner\r\nAd\0a\n\xE9"s) == "r.csv:2:3: a NUL byte, which text never contains\n" + hint);
}

TEST_CASE("a quote that is never closed, or closed too early, is reported with where it opened") {
  CHECK(errors("learner,off\nAda,\"x\nBo,y\n") ==
        "r.csv:2:5: row 2: the quotes of a cell are never closed\nhint: close them at the end of the cell\n");
  CHECK(errors("learner,off\n\"Ada,x\n\"Bo\",y\n") ==
        "r.csv:3:2: row 2: “Bo\",y” after the quote that closes a cell\n"
        "hint: the cell was opened in line 2; close it there, or write a quote inside it twice\n");
  CHECK(errors("learner,off\n\"She said \"hi\"\",y\n") ==
        "r.csv:2:12: row 2: “hi\"\",y” after the quote that closes a cell\n"
        "hint: the cell was opened in line 2; close it there, or write a quote inside it twice\n");
  CHECK(errors("learner\n5\" disk\n")
            .starts_with("r.csv:2:2: row 2: a quote inside a cell that does not begin with one\nhint: put "
                         "quotes around "));
  CHECK(errors("\"learner\n").starts_with("r.csv:1:1: row 1: the quotes of a cell are never closed\n"));
}

TEST_CASE("all that is wrong is told in one run, in the file's order") {
  const std::string text = errors("learner,off,off\na\"b,\nCy,1,2,3\n\"x\"y\r\n\"z\n");
  std::vector<std::size_t> at;
  for (const char* part :
       {"r.csv:1:13: row 1: the columns B and C", "r.csv:2:2: row 2: a quote inside",
        "r.csv:3:8: row 3: “3” comes after", "r.csv:4:4: row 4: “y” after", "r.csv:5:1: row 5: the quotes"}) {
    CAPTURE(part, text);
    at.push_back(text.find(part));
    CHECK(at.back() != std::string::npos);
  }
  CHECK(std::ranges::is_sorted(at));
}

TEST_CASE("errors without end are cut off") {
  std::string bytes = "learner\n";
  for (int i = 0; i < 10'000; ++i) bytes += "Ada,x\n\"";
  const auto roster = roster::read_roster(bytes, "r.csv", columns);
  REQUIRE_FALSE(roster.has_value());
  CHECK(roster.error().size() == most_diagnostics + 1);
}

TEST_CASE("several threads read one roster") {
  std::string csv = "learner,minutes\n";
  std::string xml = "<roster>";  // on one line, whose places are far from its beginning
  for (int i = 0; i < 2000; ++i) {
    csv += fmt::format("\"Lerner {}\",{}\n", i, i % 60);
    xml += fmt::format("<learner learner='Lerner {}' minutes='{}'/>", i, i % 60);
  }
  for (const std::string& bytes : {csv, xml + "</roster>"}) {
    const std::string expected = read(bytes);
    const auto roster = roster::read_roster(bytes, "r.csv", columns);
    REQUIRE(roster.has_value());
    std::array<std::string, 3> texts;
    std::vector<std::jthread> threads;
    for (std::string& text : texts) threads.emplace_back([&text, &roster] { text = text_of(*roster); });
    threads.clear();
    for (const std::string& text : texts) CHECK(text == expected);
  }
}
