// Rosters as `check` judges them: the table, and what each row asks for.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"
#include "table/workbooks.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;

TEST_CASE("rosters from a spreadsheet and as XML are in order") {
  const std::string folder = (source_folder() / "tests/rosters").string();
  const Outcome outcome = run_pensum({"check", folder + "/class.csv", folder + "/class.xml"});
  CHECK(outcome.err.empty());
  CHECK(outcome.status == 0);
  CHECK(outcome.out ==
        folder + "/class.csv: a roster: 3 learners\n" + folder + "/class.xml: a roster: 3 learners\n");
}

TEST_CASE("a wrong value in a roster is told with row, column and place") {
  const TemporaryFolder folder;
  write(folder / "class.csv",
        "Learner;Minutes;Fit;Week start\r\nAda;30;TRUE;mon\r\n\r\n\"Bo\nB\";abc;maybe;\r\nCy;0;1;\r\n");
  write(folder / "class.xml",
        "<roster>\n<learner minutes='30'/>\n<learner learner='Bo' minutes='abc'/>\n</roster>");
  const Outcome outcome = run_pensum({"check", "class.csv", "class.xml"}, {.folder = folder.path()});
  CHECK(outcome.status == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err ==
        "pensum: error: class.csv:5:4: row 4, minutes: “abc” is not a number of minutes\n"
        "hint: write a whole number from 1 to 1440\n"
        "pensum: error: class.csv:5:8: row 4, fit: “maybe” is neither yes nor no\n"
        "hint: write yes or no\n"
        "pensum: error: class.csv:6:4: row 5, minutes: “0” is not a number of minutes\n"
        "hint: write a whole number from 1 to 1440\n"
        "pensum: error: class.xml:3:32: learner 2, minutes: “abc” is not a number of minutes\n"
        "hint: write a whole number from 1 to 1440\n");
}

TEST_CASE("files that no learner can have are told by check, as the cohort tells them") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner,file\nAda,ada\nBo,..\nCy,ADA\n");
  const Outcome checked = run_pensum({"check", "class.csv"}, {.folder = folder.path()});
  CHECK(checked.status == 2);
  CHECK(checked.err.find("class.csv:3:4: row 3, file: ") != std::string::npos);
  CHECK(checked.err.find("class.csv:4:4: row 4, file: another learner has “ADA”, too") != std::string::npos);
  const Outcome made = run_pensum({"cohort", "class.csv", "-s", "2026-11-24", "--formats", "txt", "-q"},
                                  {.folder = folder.path()});
  CHECK(made.status == 2);
  CHECK(made.err == checked.err);
}

TEST_CASE("a table that is none is told, whatever its name") {
  const TemporaryFolder folder;
  write(folder / "class.txt", "lerner,minutes,minutes\nAda,20,30,40\n");
  const Outcome table = run_pensum({"check", "class.txt"}, {.folder = folder.path()});
  CHECK(table.status == 2);
  CHECK(
      table.err ==
      "pensum: error: class.txt:1:16: row 1: the columns B and C are both named “minutes”\nhint: keep one of "
      "them\n"
      "pensum: error: class.txt:2:11: row 2: “40” comes after the last of 3 columns\n"
      "hint: put a value that holds a “,” in quotes\n");
  write(folder / "class.xml", "learner,minutes\n");
  const Outcome named = run_pensum({"check", "class.xml"}, {.folder = folder.path()});
  CHECK(named.status == 2);
  CHECK(named.err ==
        "pensum: error: class.xml:1:1: the file is not XML: it begins with “learner,minutes”\n"
        "hint: an XML file begins with “<”: name another file, or delete what is before it\n");
}

TEST_CASE("the errors of many rows are cut off, and the rest is counted") {
  const TemporaryFolder folder;
  std::string csv = "learner,start\n";
  for (int i = 0; i < 25; ++i) csv += "Ada,24.11.26\nBo,2026-11-24\n";
  write(folder / "class.csv", csv);
  const Outcome outcome = run_pensum({"check", "class.csv"}, {.folder = folder.path()});
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("class.csv:40:5: row 40, start: ") != std::string::npos);
  CHECK(outcome.err.find("row 42") == std::string::npos);
  CHECK(outcome.err.ends_with("pensum: error: class.csv: 5 more rows have errors\nhint: fix these first\n"));
}

TEST_CASE("a school's list makes plans, and unused columns are reported") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "Student,Shoe size,Deadline\n\"Ada\nExample\",2b,2026-12-24\n");
  const std::string warning =
      "pensum: warning: class.csv:1:9: row 1: the column “Shoe size” is not used\nhint: columns that are "
      "used: ";
  const Outcome checked = run_pensum({"check", "class.csv"}, {.folder = folder.path()});
  CHECK(checked.status == 0);
  CHECK(checked.out == "class.csv: a roster: 1 learner\n");
  CHECK(checked.err.starts_with(warning));
  const Outcome made =
      run_pensum({"cohort", "class.csv", "-s", "2026-12-01", "--formats", "txt"}, {.folder = folder.path()});
  CHECK(made.status == 0);
  CHECK(made.err.starts_with(warning));
  CHECK(bytes_of(folder / "out/class/ada-example.txt").find("Ada Example") != std::string::npos);
  CHECK(run_pensum({"cohort", "class.csv", "-s", "2026-12-01", "--formats", "txt", "-q"},
                   {.folder = folder.path()})
            .err.empty());
}

TEST_CASE("dates that contradict each other are told by check, at their cells") {
  const TemporaryFolder folder;
  write(folder / "class.csv",
        "learner,start,deadline,on\nAda,2026-12-10,2026-12-01,\nBo,,2026-12-01,2026-12-05=10\n");
  const Outcome outcome = run_pensum({"check", "class.csv"}, {.folder = folder.path()});
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("class.csv:2:16: row 2, deadline 2026-12-01 ") != std::string::npos);
  CHECK(outcome.err.find("class.csv:3:16: row 3, on 2026-12-05 ") != std::string::npos);
}

TEST_CASE("a column that pensum does not know is a warning, and with --strict an error") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "class.csv", "Name,E-mail,Dedline\nAda,a@b.c,2026-12-24\n");
  const std::string rest =
      ": class.csv:1:13: row 1: the column “Dedline” is not used\nhint: did you mean “deadline”?\n";
  const std::vector<std::string> cohort{"cohort", "class.csv", "-s", "2026-11-24", "--formats", "text", "-q"};
  for (const std::vector<std::string>& command : {std::vector<std::string>{"check", "class.csv"}, cohort}) {
    CAPTURE(command);
    std::vector<std::string> strict = command;
    strict.emplace_back("--strict");
    const Outcome stopped = run_pensum(strict, here);
    CHECK(stopped.status == 2);
    CHECK(stopped.err == "pensum: error" + rest);
    CHECK(stopped.out.empty());
    const Outcome outcome = run_pensum(command, here);
    CHECK(outcome.status == 0);
    CHECK(outcome.err == (command == cohort ? "" : "pensum: warning" + rest));
  }
  write(folder / "class.csv", "Name,E-mail\nAda,a@b.c\n");
  CHECK(run_pensum({"check", "class.csv", "--strict"}, here).status == 0);
}

TEST_CASE("a date with slashes is asked about, and the answer is an option") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "class.csv", "Name,Deadline\nAda,03/12/2026\n");
  std::vector<std::string> cohort{"cohort", "class.csv", "-s", "2026-11-24", "--formats", "text"};
  const Outcome asked = run_pensum(cohort, here);
  CHECK(asked.status == 2);
  CHECK(
      asked.err ==
      "pensum: error: class.csv:2:5: row 2, deadline: “03/12/2026” may be 3 December 2026 or 12 March 2026, "
      "and no date of the column shows which\n"
      "hint: which one is it? Write 2026-12-03 or 2026-03-12, or give the order of all dates: --date-order "
      "dmy "
      "or --date-order mdy\n");
  CHECK(run_pensum({"check", "class.csv"}, here).err == asked.err);
  CHECK(run_pensum({"check", "class.csv", "--date-order", "dmy"}, here).status == 0);
  CHECK(
      run_pensum({"check", "class.csv", "--date-order", "ymd"}, here).err ==
      "pensum: error: --date-order: “ymd” is not an order of day, month and year\nhint: write dmy or mdy\n");
  cohort.insert(cohort.end(), {"--date-order", "dmy"});
  CHECK(run_pensum(cohort, here).status == 0);
  CHECK(bytes_of(folder / "out/class/cohort.csv").find("2026-12-03") != std::string::npos);
}

TEST_CASE("the sheet with the learners is read, and the program tells which one") {
  namespace table = pensum::table;
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  const auto row = [](const std::string& text) {
    return "<row><c t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>";
  };
  const auto sheet = [&](const std::string& name, const std::string& heading, const std::string& value) {
    return table::SheetXml{.name = name,
                           .inside = "<sheetData>" + row(heading) + row(value) + "</sheetData>"};
  };
  const table::SheetXml notes = sheet("Read me", "Dear colleague", "see the next sheet");
  const table::SheetXml ada = sheet("7a", "Name", "Ada");
  const std::vector<std::string> cohort{"cohort", "class.xlsx", "-s",        "2026-11-24",
                                        "-d",     "2026-12-24", "--formats", "text"};
  const auto with = [](std::vector<std::string> command, const std::string& name) {
    command.insert(command.end(), {"--sheet", name});
    return command;
  };

  write(folder / "class.xlsx", pensum::archive::zip_of(table::xlsx_files({notes, ada})));
  const Outcome checked = run_pensum({"check", "class.xlsx", "--strict"}, here);
  CHECK(checked.err.empty());
  CHECK(checked.out == "class.xlsx: a roster: 1 learner; the sheet “7a” was read, not “Read me”\n");
  const Outcome made = run_pensum(cohort, here);
  CHECK(made.status == 0);
  CHECK(made.out.starts_with("class.xlsx: the sheet “7a” was read, not “Read me”\n1 plan in out/class: "));

  write(folder / "class.xlsx", pensum::archive::zip_of(table::xlsx_files({ada, sheet("7b", "Name", "Bo")})));
  const Outcome warned = run_pensum(cohort, here);
  CHECK(warned.status == 0);
  CHECK(warned.out.starts_with("1 plan in out/class: "));
  CHECK(warned.err ==
        "pensum: warning: class.xlsx: the sheet “7a” was read; there are learners in “7b”, too\n"
        "hint: read it in a run of its own: --sheet 2\n");
  CHECK(run_pensum({"check", "class.xlsx", "--strict"}, here).status == 2);
  CHECK(run_pensum(with({"check", "class.xlsx", "--strict"}, "7b"), here).out ==
        "class.xlsx: a roster: 1 learner\n");
  CHECK(run_pensum(with(cohort, "7c"), here).err ==
        "pensum: error: class.xlsx: there is no sheet “7c”\nhint: did you mean “7a”?\n");
  CHECK(run_pensum(with(cohort, ""), here).err ==
        "pensum: error: --sheet names no sheet\nhint: give its name or its number, from 1\n");
  write(folder / "class.csv", "Name\nAda\n");
  CHECK(
      run_pensum(with({"check", "class.csv"}, "7a"), here).err ==
      "pensum: error: class.csv: the roster has no sheets: it is not a workbook\nhint: leave out --sheet\n");

  write(folder / "class.xlsx",
        pensum::archive::zip_of(table::xlsx_files({notes, sheet("Fruit", "Colour", "red")})));
  const Outcome none = run_pensum(cohort, here);
  CHECK(none.status == 2);
  CHECK(
      none.err.ends_with("pensum: warning: class.xlsx: the sheet “Read me” was read, not “Fruit”\n"
                         "hint: if another one is the roster, name it: --sheet NAME\n"));
  write(folder / "class.fods", "<office:document/>");
  CHECK(run_pensum({"check", "class.fods"}, here).err ==
        "pensum: error: class.fods: the file is a spreadsheet as flat XML\nhint: save it as .ods or .xlsx\n");
  CHECK(run_pensum({"cohort", "class.fods"}, here).err ==
        "pensum: error: class.fods:1:1: <office:document> is not a roster\n"
        "hint: save the sheet as .xlsx or .ods, or export it as “CSV UTF-8”\n");
  // A course's workbook, too, may have several sheets.
  write(folder / "course.xlsx",
        pensum::archive::zip_of(table::xlsx_files({notes, sheet("Plan", "Lesson", "How tides work")})));
  CHECK(run_pensum({"check", "course.xlsx", "--sheet", "Plan"}, here).out ==
        "course.xlsx: a workbook, “course”: 1 lesson, 20 min\n");
}

TEST_CASE("a workbook is a roster, or a course if its columns say so") {
  namespace table = pensum::table;
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  const auto book = [&](const std::string& file, const std::string& heading, const std::string& value) {
    const auto cell = [](const std::string& text) {
      return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    };
    write(folder / file, pensum::archive::zip_of(table::xlsx_files(
                             {{"Sheet", "<sheetData><row>" + cell(heading) + cell("Minutes") + "</row><row>" +
                                            cell(value) + "<c><v>30</v></c></row></sheetData>"}})));
  };
  book("class.xlsx", "Student", "Ada Example");
  book("course.xlsx", "Lesson", "How tides work");
  const Outcome checked = run_pensum({"check", "class.xlsx", "course.xlsx"}, here);
  CHECK(checked.err.empty());
  CHECK(checked.out.starts_with(
      "class.xlsx: a roster: 1 learner\ncourse.xlsx: a workbook, “course”: 1 lesson"));
  CHECK(run_pensum({"cohort", "class.xlsx", "-s", "2026-11-24", "--formats", "text"}, here).status == 0);
  CHECK(bytes_of(folder / "out/class/ada-example.txt").find("Ada Example") != std::string::npos);
  // Errors of its rows name row and column as the spreadsheet counts them.
  book("class.xlsx", "deadline", "soon");
  CHECK(run_pensum({"check", "class.xlsx"}, here)
            .err.find("pensum: error: class.xlsx:2:1: row 2, deadline: “soon” is not a date\n") !=
        std::string::npos);
}
