// Whole runs of the program, in a world of their own: streams of text, a fixed today, a folder.
#include "app/app.hpp"

#include "io/files.hpp"
#include "io/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum;
using app::ExitStatus;
namespace fs = std::filesystem;

namespace {

constexpr const char* course =
    "<catalog id='small' lang='en'><title>A small course</title>"
    "<path id='one'><title>One</title>"
    "<lesson id='1' minutes='10'><title>First</title></lesson>"
    "<lesson id='2' minutes='15'><title>Second</title></lesson></path>"
    "<path id='two'><title>Two</title><lesson id='3' minutes='5'><title>Third</title></lesson></path>"
    "</catalog>";

struct Outcome {
  ExitStatus status{};
  std::string out;
  std::string err;
};

/// A folder of data with one catalog, the staged layouts and fonts, and room for outputs.
class Run {
 public:
  Run() {
    for (const char* name : {"layouts", "fonts"}) {
      fs::create_directory(folder / "data");
      fs::create_directory_symlink(fs::path(PENSUM_STAGED_DIR) / name, folder.path() / "data" / name);
    }
    fs::create_directory(folder / "data/catalog");
    folder.file("data/catalog/small.xml", course);
  }

  Outcome operator()(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    app::World world{.out = out,
                     .err = err,
                     .today = [] { return parse_date("2026-11-24").value(); },
                     .variable = [this](const char* name) -> std::optional<std::string> {
                       const auto found = environment.find(name);
                       return found == environment.end() ? std::nullopt : std::optional(found->second);
                     },
                     .resources = io::Resources(folder / "data")};
    Outcome outcome;
    outcome.status = app::run(arguments, world);
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
  }

  std::string path(std::string_view name) const { return (folder / name).string(); }

  TemporaryFolder folder;
  std::map<std::string, std::string> environment;
};

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// What went wrong, checked to be of that status and without any output.
std::string error(Run& run, const std::vector<std::string>& arguments,
                  ExitStatus status = ExitStatus::wrong_input) {
  const Outcome outcome = run(arguments);
  CHECK(outcome.status == status);
  CHECK(outcome.out.empty());
  return outcome.err;
}

}  // namespace

TEST_CASE("exit statuses are part of the contract") {
  CHECK(static_cast<int>(ExitStatus::done) == 0);
  CHECK(static_cast<int>(ExitStatus::wrong_input) == 2);
  CHECK(static_cast<int>(ExitStatus::no_plan) == 3);
  CHECK(static_cast<int>(ExitStatus::not_written) == 4);
  CHECK(static_cast<int>(ExitStatus::defect) == 70);
}

TEST_CASE("help that was asked for goes to one stream, help after an error to the other") {
  Run run;
  const Outcome asked = run({"--help"});
  CHECK(asked.status == ExitStatus::done);
  CHECK(asked.err.empty());
  CHECK(run({"-h"}).out == asked.out);
  const Outcome needed = run({});
  CHECK(needed.status == ExitStatus::wrong_input);
  CHECK(needed.out.empty());
  CHECK(needed.err == asked.out);
  const Outcome version = run({"--version"});
  CHECK(version.status == ExitStatus::done);
  CHECK(version.out.starts_with("pensum "));
}

TEST_CASE("every command has help, which does nothing else") {
  Run run;
  for (const char* command : {"build", "show", "check", "list"}) {
    CAPTURE(command);
    for (const char* help : {"--help", "-h"}) {
      const Outcome outcome = run({command, help, "--start", "nonsense"});
      if (outcome.status == ExitStatus::done) {
        CHECK(outcome.out.starts_with(std::string("usage: pensum ") + command));
        CHECK(outcome.err.empty());
      }
      const Outcome alone = run({command, help});
      CHECK(alone.status == ExitStatus::done);
      CHECK(alone.out.starts_with(std::string("usage: pensum ") + command));
      for (std::size_t at = 0; at < alone.out.size();) {
        const std::size_t end = alone.out.find('\n', at);
        CHECK(end - at <= 120);
        at = end + 1;
      }
    }
  }
}

TEST_CASE("an unknown command gets a suggestion") {
  Run run;
  CHECK(error(run, {"biuld"}) == "pensum: error: there is no command “biuld”\nhint: did you mean “build”?\n");
  CHECK(error(run, {"frobnicate"}) ==
        "pensum: error: there is no command “frobnicate”\nhint: the commands are build, show, replan, check, "
        "cohort, import, list and help\n");
}

TEST_CASE("show prints the plan as text, from today for two weeks") {
  Run run;
  const Outcome outcome = run({"show", "small"});
  CHECK(outcome.status == ExitStatus::done);
  CHECK(outcome.err.empty());
  CHECK(
      outcome.out.starts_with("A small course\nStudy plan, Tue 24 Nov to Mon 7 Dec 2026\n"
                              "3 lessons, 30\u00A0min, on 14 study days; 7 reviews, 23\u00A0min\n"
                              "You can miss any two study days up to Mon 7 Dec, or any six up to Sun 6 Dec"));
}

TEST_CASE("options reach the plan") {
  Run run;
  const Outcome outcome =
      run({"show",   "small",      "--start", "2026-12-01",    "-d",        "2026-12-04", "-m",     "15",
           "--off",  "2026-12-02", "--on",    "2026-12-03=20", "--learner", "Ada",        "--lang", "de",
           "--skip", "1",          "--pace",  "early"});
  CHECK(outcome.status == ExitStatus::done);
  CHECK(outcome.out ==
        "A small course\n"
        "Lernplan für Ada, Di, 1. Dez. bis Fr, 4. Dez. 2026\n"
        "2 Lektionen, 20\u00A0min, an 3 Lerntagen; 3 Wiederholungen, 10\u00A0min\n"
        "Du kannst einen beliebigen Lerntag (bis Fr, 4. Dez.) auslassen und schaffst trotzdem alle Lektionen "
        "rechtzeitig.\n"
        "1 von 3 Wiederholungen liegt einen Tag später als vorgesehen, an einem Tag mit mehr Platz.\n"
        "\n"
        "Di, 1. Dez. 2026  Tag 1 von 3  15 von 15\u00A0min  hat Zeit bis Do, 3. Dez.\n"
        "  [ ] 2  Second, 15\u00A0min\n"
        "\n"
        "Do, 3. Dez. 2026  Tag 2 von 3  9 von 20\u00A0min  hat Zeit bis Fr, 4. Dez.\n"
        "  [ ] 3  Third, 5\u00A0min\n"
        "  [ ] 2  Second, 1. Wiederholung, 4\u00A0min\n"
        "\n"
        "Fr, 4. Dez. 2026  Tag 3 von 3  6 von 15\u00A0min\n"
        "  [ ] 3  Third, 1. Wiederholung, 2\u00A0min\n"
        "  [ ] 2  Second, 2. Wiederholung, 4\u00A0min\n");
  CHECK(run({"show", "small", "--path", "two", "--format", "json"})
            .out.starts_with("{\n  \"catalog\": \"small\""));
}

TEST_CASE("everything that is wrong with the options is reported at once") {
  Run run;
  CHECK(
      error(run, {"show", "small", "--start", "someday", "-m", "0", "--pace", "fast", "--lang", "e"}) ==
      "pensum: error: --start: “someday” is not a date\nhint: write a date as YYYY-MM-DD, such as "
      "2026-12-07\n"
      "pensum: error: --minutes: “0” is not a number of minutes\nhint: write a whole number from 1 to 1440\n"
      "pensum: error: --pace: there is no pace “fast”\nhint: write even or early\n"
      "pensum: error: --lang: “e” is not a language tag\nhint: write a BCP 47 tag such as en, de-CH or "
      "pt-BR\n");
  CHECK(error(run, {"show", "--format", "xml"}) ==
        "pensum: error: --format: there is no format “xml”\nhint: write ics, json, text or request\n");
  CHECK(error(run, {"show", "--dedline", "2026-12-07"}) ==
        "pensum: error: there is no option --dedline\nhint: did you mean “--deadline”?\n");
}

TEST_CASE("a catalog is a name or a file") {
  Run run;
  CHECK(error(run, {"show", "smal"}) ==
        "pensum: error: there is no catalog “smal”\nhint: did you mean “small”?\n");
  const std::string mine = run.folder.file("mine.xml", course).string();
  CHECK(run({"show", mine}).status == ExitStatus::done);
  CHECK(error(run, {"show", run.path("mien.xml")}) == "pensum: error: " + run.path("mien.xml") +
                                                          " cannot be read: No such file or directory\n"
                                                          "hint: did you mean “mine.xml”?\n");
  const std::string broken = run.folder.file("broken.xml", "<catalog>\n<titel/></catalog>").string();
  CHECK(contains(error(run, {"show", broken}), broken + ":2:1: "));
}

TEST_CASE("if no plan fits, the status is 3 and the hint names what works") {
  Run run;
  const std::string said = error(run, {"show", "small", "-d", "2026-11-25", "-m", "10"}, ExitStatus::no_plan);
  CHECK(contains(said, "min do not fit between 2026-11-24 and 2026-11-25"));
  CHECK(contains(said, "hint: it would fit with 20 minutes a day (--minutes 20)"));
  CHECK(error(run, {"show", "small", "-d", "2026-11-20"}) ==
        "pensum: error: --deadline 2026-11-20 lies before --start 2026-11-24\n"
        "hint: the deadline is the last day of the plan; it may be the start itself\n");
}

TEST_CASE("build writes the kinds that the endings name, and lists them") {
  Run run;
  const Outcome outcome = run({"build", "small", "-d", "2026-11-26", "-o", run.path("new/a.pdf"), "-o",
                               run.path("b.epub"), "-o", run.path("c.json"), "-o", run.path("d.txt")});
  CHECK(outcome.status == ExitStatus::done);
  CHECK(outcome.err.empty());
  CHECK(
      outcome.out.starts_with("A small course\n"
                              "3 lessons, 30\u00A0min, on 3 study days from Tue 24 Nov to Thu 26 Nov 2026\n"
                              "at most 15\u00A0min a day\n"
                              "Every day counts: no study day can be missed. A larger buffer or more minutes "
                              "a day would leave room.\n"
                              "No review of lesson 3, the last one, fits before the deadline.\n"
                              "wrote " +
                              run.path("new/a.pdf") + " (2 pages, A4, portrait, "));
  CHECK(TemporaryFolder::bytes(run.path("new/a.pdf")).starts_with("%PDF-1.7\n"));
  CHECK(TemporaryFolder::bytes(run.path("b.epub")).substr(30, 28) == "mimetypeapplication/epub+zip");
  CHECK(TemporaryFolder::bytes(run.path("c.json")) ==
        run({"show", "small", "-d", "2026-11-26", "--format", "json"}).out);
  CHECK(TemporaryFolder::bytes(run.path("d.txt")) == run({"show", "small", "-d", "2026-11-26"}).out);
}

TEST_CASE("the same question gives the same files, dated by SOURCE_DATE_EPOCH") {
  Run run;
  const auto built = [&](const std::string& name) {
    CHECK(run({"build", "small", "-o", run.path(name)}).status == ExitStatus::done);
    return TemporaryFolder::bytes(run.path(name));
  };
  CHECK(built("a.pdf") == built("b.pdf"));
  CHECK(built("a.epub") == built("b.epub"));
  const std::string before = built("a.pdf");
  run.environment["SOURCE_DATE_EPOCH"] = "0";
  const std::string dated = built("c.pdf");
  CHECK(contains(dated, "<xmp:CreateDate>1970-01-01T00:00:00Z"));
  CHECK(contains(before, "<xmp:CreateDate>2026-11-24T00:00:00Z"));
  run.environment["SOURCE_DATE_EPOCH"] = "";
  CHECK(built("d.pdf") == before);
  run.environment["SOURCE_DATE_EPOCH"] = "yesterday";
  CHECK(error(run, {"build", "small", "-o", run.path("e.pdf")}) ==
        "pensum: error: SOURCE_DATE_EPOCH: “yesterday” is not a time\n"
        "hint: set it to whole seconds since 1970-01-01, or unset it\n");
}

TEST_CASE("an error leaves no file behind") {
  Run run;
  const std::size_t before = run.folder.count();
  const std::string pdf = run.path("out/plan.pdf");
  error(run, {"build", "small", "-o", pdf, "-o", run.path("out/plan.doc")});
  error(run, {"build", "small", "-o", pdf, "--layout", "a3"});
  error(run, {"build", "small", "-o", pdf, "-m", "x"});
  error(run, {"build", "no-such-catalog", "-o", pdf});
  error(run, {"build", "small", "-o", pdf, "-d", "2026-11-24", "-m", "1"}, ExitStatus::no_plan);
  CHECK(run.folder.count() == before);
}

TEST_CASE("outputs are of a known kind, each named once") {
  Run run;
  CHECK(error(run, {"build", "small", "-o", "plan.epbu", "-o", "plan", "-o", "a.pdf", "-o", "a.pdf"}) ==
        "pensum: error: --output: the ending of “plan.epbu” is not a kind of file that pensum writes\n"
        "hint: did you mean “.epub”?\n"
        "pensum: error: --output: the ending of “plan” is not a kind of file that pensum writes\n"
        "hint: end it in .pdf, .epub, .ics, .json or .txt\n"
        "pensum: error: --output: “a.pdf” is named twice\nhint: name every file once\n");
}

TEST_CASE("an output that cannot be written is status 4") {
  Run run;
  fs::create_directory(run.folder / "folder.pdf");
  const Outcome outcome = run({"build", "small", "-o", run.path("folder.pdf")});
  CHECK(outcome.status == ExitStatus::not_written);
  CHECK(outcome.err ==
        "pensum: error: " + run.path("folder.pdf") + " is a folder\nhint: name a file in it\n");
  CHECK_FALSE(contains(outcome.out, "wrote"));
}

TEST_CASE("a stylesheet of one's own is read for the book, from the command line or a request file") {
  Run run;
  const std::string book = run.path("a.epub");
  const std::string css = run.folder.file("my.css", "h1 { text-align: center }").string();
  const std::vector<std::string> plain{"build", "small", "-o", book};
  const auto bytes = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = plain;
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run(arguments);
    CHECK(outcome.status == ExitStatus::done);
    CHECK(outcome.err == "");
    return io::read_file(book).value();
  };
  const std::string styled = bytes({"--epub-css", css});
  CHECK((contains(styled, "EPUB/own.css")));
  CHECK((!contains(bytes({}), "EPUB/own.css")));
  const Outcome shown = run({"show", "small", "--format", "request", "--epub-css", css});
  CHECK(contains(shown.out, "epub-css=\"" + css + "\""));
  const std::string request = run.folder.file("r.xml", shown.out).string();
  CHECK((bytes({"--request", request}) == styled));

  const auto wrong = [&](const std::string& file) {
    return error(run, {"build", "small", "-o", book, "--epub-css", file});
  };
  const std::string remote = run.folder.file("remote.css", "p { background: url(//a.example/x) }").string();
  CHECK(wrong(remote) == "pensum: error: " + remote +
                             ":1:21: “//a.example/x” is outside the book, which is read offline\n"
                             "hint: write it as a data: URL, or leave it out\n");
  const std::string large = run.folder.file("large.css", std::string((1U << 20) + 1, ' ')).string();
  CHECK(contains(wrong(large), large + " has 1048577 bytes; the limit is 1048576"));
  CHECK(contains(wrong(run.path("mi.css")), "cannot be read"));
  CHECK(contains(wrong(run.path("mi.css")), "did you mean “my.css”?"));
}

TEST_CASE("a layout is a name or a file, which may extend a neighbour or one that comes with pensum") {
  Run run;
  CHECK(error(run, {"build", "small", "-o", run.path("a.pdf"), "--layout", "leter"}) ==
        "pensum: error: --layout: there is no layout “leter”\nhint: did you mean “letter”?\n");
  run.folder.file("base.xml", "<layout name='base' extends='letter'><title>Base</title></layout>");
  const std::string mine =
      run.folder.file("mine.xml", "<layout name='mine' extends='base'><title>My own</title></layout>")
          .string();
  const Outcome outcome = run({"build", "small", "-o", run.path("a.pdf"), "--layout", mine});
  CHECK(outcome.status == ExitStatus::done);
  CHECK(contains(outcome.out, "pages, My own, "));
}

TEST_CASE("characters without a font are a warning, and the file is written") {
  Run run;
  const std::string file =
      run.folder
          .file("rare.xml",
                "<catalog id='r' lang='en'><title>Rare</title><path id='p'><title>P</title>"
                "<lesson id='1' minutes='5'><title>\U00013000</title></lesson></path></catalog>")
          .string();
  const Outcome outcome = run({"build", file, "-o", run.path("a.pdf")});
  CHECK(outcome.status == ExitStatus::done);
  CHECK(outcome.err ==
        "pensum: warning: no font has “\U00013000” (U+13000), in lesson 1\n"
        "hint: put a .ttf, .otf or .ttc font that has it into fonts/\n");
}

namespace {

/// Replaces the fonts: those that `wanted` accepts, in a folder that can be written to.
void keep_fonts(Run& run, const std::function<bool(const std::string&)>& wanted) {
  const fs::path fonts = run.folder / "data/fonts";
  fs::remove(fonts);
  fs::create_directory(fonts);
  for (const auto& file : fs::directory_iterator(fs::path(PENSUM_STAGED_DIR) / "fonts")) {
    const std::string name = file.path().filename().string();
    if (name == "fonts.xml" || wanted(name)) fs::create_symlink(file.path(), fonts / name);
  }
}

}  // namespace

TEST_CASE("the user's own fonts are listed with what they add, or why they add nothing") {
  Run run;
  keep_fonts(run, [](const std::string&) { return true; });
  const std::string gothic =
      io::read_file("/usr/share/fonts/truetype/noto/NotoSansGothic-Regular.ttf").value();
  run.folder.file("data/fonts/Gothic.TTF", gothic);
  run.folder.file("data/fonts/cut.ttf", gothic.substr(0, gothic.size() / 2));
  run.folder.file("data/fonts/page.ttf", "<html/>");
  const std::string list = run({"list", "fonts"}).out;
  CHECK(contains(list, "Gothic.TTF "));
  CHECK(contains(list, "  your own, 35 characters\n"));
  CHECK(contains(list, "  your own; the font cut.ttf cannot be used: it is cut short: its table “"));
  CHECK(contains(list,
                 "  your own; the font page.ttf cannot be used: it holds no glyphs; use a TrueType "
                 "(.ttf) or OpenType (.otf) font\n"));

  const auto build = [&](const char* title) {
    const std::string file =
        run.folder
            .file("rare.xml",
                  "<catalog id='r' lang='en'><title>Rare</title><path id='p'><title>P</title>"
                  "<lesson id='1' minutes='5'><title>" +
                      std::string(title) + "</title></lesson></path></catalog>")
            .string();
    return run({"build", file, "-o", run.path("a.pdf"), "-o", run.path("a.epub")}).err;
  };
  // What is used is not spoken of, nor what is not needed.
  CHECK(build("\U00010330") == "");
  const std::string said = build("\U00013000");
  CHECK(
      said.starts_with("pensum: warning: no font has “\U00013000” (U+13000), in lesson 1\n"
                       "hint: put a .ttf, .otf or .ttc font that has it into fonts/\n"
                       "pensum: warning: the font cut.ttf cannot be used: it is cut short: its table “"));
  CHECK(
      said.ends_with("pensum: warning: the font page.ttf cannot be used: it holds no glyphs\n"
                     "hint: use a TrueType (.ttf) or OpenType (.otf) font\n"));
}

TEST_CASE("a name that no font can write is shown in Latin letters, or has a line to be written on") {
  Run run;
  keep_fonts(run, [](const std::string& name) { return name.starts_with("Inter-"); });
  const auto build = [&](const char* name) {
    return run({"build", "small", "--learner", name, "-o", run.path("a.pdf"), "-o", run.path("a.epub")}).err;
  };
  CHECK(build("Ольга") == "");
  CHECK(build("한나") ==
        "pensum: warning: no font has all letters of the learner’s name “한나”: it is shown as “Hanna”\n"
        "hint: put a .ttf, .otf or .ttc font that has them into fonts/\n");
  CHECK(
      build("\U00010330") ==
      "pensum: warning: no font has all letters of the learner’s name “\U00010330”: a line to write it on is "
      "shown instead\n"
      "hint: put a .ttf, .otf or .ttc font that has them into fonts/\n");
}

TEST_CASE("a list of hyphenation patterns that is wrong is an error, one that is missing is none") {
  Run run;
  CHECK(run({"build", "small", "-o", run.path("a.pdf")}).status == ExitStatus::done);
  fs::create_directory(run.folder / "data/hyphenation");
  const std::string list = run.folder.file("data/hyphenation/hyphenation.xml", "<fonts/>").string();
  const Outcome outcome = run({"build", "small", "-o", run.path("a.pdf")});
  CHECK(outcome.status == ExitStatus::wrong_input);
  CHECK(outcome.err == "pensum: error: " + list +
                           ":1:1: this is not a list of hyphenation patterns: its root element is <fonts>\n"
                           "hint: such a list starts with <hyphenation>\n");
}

TEST_CASE("a dry run of an import prints how much there is and what is left out once") {
  Run run;
  const std::string list = run.folder.file("list.md", "# Knots\n- [ ] Bowline\n- [ ] ~~Granny~~\n").string();
  const Outcome outcome = run({"import", list, "--lang", "en", "--dry-run"});
  CHECK(outcome.out ==
        "Knots: 1 lesson, 20\u00A0min\n"
        "1. Knots: 1 lesson, 20\u00A0min\n"
        "   1  Bowline: 20 min, by default\n"
        "left out: 1 struck-out item\n");
  CHECK(outcome.err == "minutes: 1 by default (20 min; --minutes N changes it)\n");
}

TEST_CASE("check takes a table for a course by its headings, whatever is in its cells") {
  Run run;
  const std::string wrong = run.folder.file("t.csv", "Title,Duration,Module\nA,abc,M1\nB,20,M1\n").string();
  CHECK(error(run, {"check", wrong}).starts_with("pensum: error: " + wrong + ":2:3: row 2: "));
  const std::string course_table = run.folder.file("c.csv", "lesson,minutes,path\nA,5,P\n").string();
  const Outcome fine = run({"check", course_table});
  CHECK(fine.status == ExitStatus::done);
  CHECK(fine.err.empty());
  const std::string tabs = run.folder.file("r.tsv", "learner\tminutes\nAda\t20\n").string();
  CHECK(run({"check", tabs}).out == tabs + ": a roster: 1 learner\n");
  const std::string settings = run.folder.file("r.csv", "minutes,deadline\nabc,2026-12-07\n").string();
  CHECK(contains(error(run, {"check", settings}), "r.csv:2:1: row 2, minutes: “abc”"));
}

TEST_CASE("check reports every text and picture that cannot be read, with its place in the catalog") {
  Run run;
  const std::string catalog =
      run.folder
          .file("c.xml",
                "<catalog id='c' lang='en'><title>C</title><path id='p'><title>P</title>\n"
                "<lesson id='1' minutes='5'><title>A</title><reading file='no.xml'/></lesson>\n"
                "<lesson id='2' minutes='5'><title>B</title><reading file='b.xml'/></lesson>\n"
                "</path></catalog>")
          .string();
  run.folder.file("b.xml", "<reading><p>Text</p><img src='no.png' alt='x'/></reading>");
  const std::string said = error(run, {"check", catalog});
  CHECK(contains(said, "pensum: error: " + catalog + ":2:44: "));
  CHECK(contains(said, "no.xml cannot be read"));
  CHECK(contains(said, "pensum: error: " + catalog + ":3:44: "));
  CHECK(contains(said, "no.png cannot be read"));
  // Of a lesson without minutes the text is opened before.
  const std::string unmeasured =
      run.folder
          .file("u.xml",
                "<catalog id='c' lang='en'><title>C</title><path id='p'><title>P</title>\n"
                "<lesson id='1'><title>A</title><reading file='no.xml'/></lesson></path></catalog>")
          .string();
  CHECK(contains(error(run, {"check", unmeasured}), "pensum: error: " + unmeasured + ":2:32: "));
}

TEST_CASE("check prints for every file what it is or what is wrong") {
  Run run;
  const std::string good = run.folder.file("good.xml", course).string();
  const std::string layout =
      run.folder.file("layout.xml", "<layout name='l' extends='a4'><title>Mine</title></layout>").string();
  const std::string other = run.folder.file("other.xml", "\n<course/>").string();
  const std::string patterns = (fs::path(PENSUM_STAGED_DIR) / "hyphenation/hyphenation.xml").string();
  const Outcome fine = run({"check", good, layout, run.path("data/fonts/fonts.xml"), patterns});
  CHECK(fine.status == ExitStatus::done);
  CHECK(fine.err.empty());
  CHECK(fine.out.starts_with(good + ": a catalog, “A small course”: 3 lessons, 30\u00A0min\n" + layout +
                             ": a layout, “Mine”\n" + run.path("data/fonts/fonts.xml") +
                             ": a list of fonts: "));
  CHECK(contains(fine.out, patterns + ": a list of hyphenation patterns: "));
  const Outcome mixed = run({"check", other, good});
  CHECK(mixed.status == ExitStatus::wrong_input);
  CHECK(mixed.out == good + ": a catalog, “A small course”: 3 lessons, 30\u00A0min\n");
  CHECK(
      mixed.err ==
      "pensum: error: " + other +
          ":2:1: <course> is neither a catalog, a layout, a request nor a roster\n"
          "hint: a catalog starts with <catalog>, a layout with <layout>, a request with <request>, a roster "
          "with <roster>\n");
  CHECK(error(run, {"check"}) == "pensum: error: check needs a file\nhint: usage: pensum check FILE...\n");
}

TEST_CASE("list names what comes with pensum") {
  Run run;
  CHECK(run({"list", "catalogs"}).out == "small  A small course (3 lessons)\n");
  const std::string layouts = run({"list", "layouts"}).out;
  CHECK(contains(layouts, "a4"));
  CHECK(contains(layouts, "A4, portrait\n"));
  CHECK(contains(run({"list", "fonts"}).out, "main, OFL-1.1, from fonts-inter\n"));
  CHECK(error(run, {"list"}) ==
        "pensum: error: list what?\nhint: write catalogs, layouts, fonts or languages\n");
  CHECK(error(run, {"list", "font"}) ==
        "pensum: error: pensum cannot list “font”\nhint: did you mean “fonts”?\n");
}

TEST_CASE("nothing in a catalog can steer the terminal") {
  Run run;
  const std::string file =
      run.folder
          .file("evil.xml",
                "<catalog id='e' lang='en'><title>x&#x202E;y</title><path id='p'><title>P</title>"
                "<lesson id='1' minutes='5'><title>T</title></lesson></path></catalog>")
          .string();
  run.folder.file("data/catalog/evil.xml", TemporaryFolder::bytes(file));
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"show", file},
                                                    {"check", file},
                                                    {"list", "catalogs"},
                                                    {"build", file, "-o", run.path("a.txt")}}) {
    const Outcome outcome = run(arguments);
    CAPTURE(arguments.front());
    CHECK_FALSE(contains(outcome.out, "\u202E"));
    CHECK_FALSE(contains(outcome.err, "\u202E"));
    CHECK(contains(outcome.out, "x\\u{202E}y"));
  }
}

TEST_CASE("dates in words, hours and ranges with a dash are read, and written exactly in the request") {
  Run run;
  const auto request = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"show", "small", "--format", "request"});
    const Outcome outcome = run(arguments);
    CAPTURE(outcome.err);
    CHECK(outcome.status == ExitStatus::done);
    const std::string text = std::regex_replace(outcome.out, std::regex("\\s+"), " ");
    return text.substr(std::min(text.size(), text.find("<request") + 9));
  };
  CHECK(request({"-s", "tomorrow", "-d", "+2w", "-m", "1h30", "--off", "+2d"}) ==
        "start=\"2026-11-25\" deadline=\"2026-12-09\" minutes=\"90\" off=\"2026-11-26\" /> ");
  CHECK(request({"-s", "2026-12-1", "-d", "24.12.2026", "--only", "1-2"})
            .starts_with("start=\"2026-12-01\" deadline=\"2026-12-24\" only=\"1-2\""));
  // Words count from the day that --today names; of a plan that has begun a deadline, too.
  CHECK(request({"-s", "2026-11-02", "--today", "2026-11-09", "-d", "+1w", "--done", "1=yesterday"})
            .starts_with("start=\"2026-11-02\" deadline=\"2026-11-16\" today=\"2026-11-09\" "
                         "done=\"1=2026-11-08\""));
  CHECK(
      request({"-s", "2026-11-02", "-d", "+1w"}).starts_with("start=\"2026-11-02\" deadline=\"2026-11-09\""));
  CHECK(request({"-s", "2026-11-22", "--today", "yesterday"})
            .starts_with("start=\"2026-11-22\" today=\"2026-11-23\""));
  // An id with a dash may be meant.
  run.folder.file(
      "data/catalog/dashed.xml",
      "<catalog id='dashed' lang='en'><title>D</title><path id='p'><title>P</title><lesson id='1' "
      "minutes='5'><title>A</title></lesson><lesson id='2' minutes='5'><title>B</title></lesson>"
      "<lesson id='a-b' minutes='5'><title>C</title></lesson></path></catalog>");
  const Outcome dashed = run({"show", "dashed", "-s", "2026-11-24", "--only", "1-2"});
  CHECK(dashed.err == "pensum: error: --only: there is no lesson “1-2” in the catalog\nhint: write 1..2\n");
  CHECK(run({"show", "small", "-s", "2026-11-24", "--only", "2-1"}).err ==
        "pensum: error: --only: 2..1 runs backwards: 1 comes before 2\nhint: write 1..2\n");
}
