// Plans without dates, from the command line to the last byte of their files.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"
#include "epub/read_back.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <regex>
#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

using Words = std::vector<std::string>;

std::string out_of(const TemporaryFolder& folder, Words arguments) {
  const Outcome outcome = run_pensum(arguments, {.folder = folder.path()});
  CAPTURE(arguments, outcome.err);
  REQUIRE(outcome.status == 0);
  return outcome.out;
}

/// Its files in all kinds that can be without dates, in a folder of this name.
void build(const TemporaryFolder& folder, const std::string& to, Words options) {
  std::filesystem::create_directory(folder / to);
  options.insert(options.begin(), {"build", sample("harbour").string(), "--undated"});
  for (const char* file : {"/p.pdf", "/p.epub", "/p.json", "/p.txt"})
    options.insert(options.end(), {"-o", to + file});
  out_of(folder, options);
}

/// All text of a PDF: its pages, properties, outline, what is spoken, and its attachments.
std::string texts_of_pdf(const TemporaryFolder& folder, const std::string& pdf) {
  const auto from = [&](const Words& command) {
    const Outcome outcome = run(command, {.folder = folder.path()});
    CAPTURE(command, outcome.err);
    REQUIRE(outcome.status == 0);
    return outcome.out;
  };
  std::string all = from({"pdftotext", "-layout", pdf, "-"}) + from({"pdfinfo", pdf}) +
                    from({"pdfinfo", "-struct-text", pdf}) + from({"pdfinfo", "-dests", pdf});
  // Uncompressed, and without the page's numbers of drawing.
  from({"qpdf", "--qdf", "--object-streams=disable", pdf, "plain.pdf"});
  const std::string plain = bytes_of(folder / "plain.pdf");
  const std::regex strings(R"(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]{4,}>|<xmp[^\n]*)");
  for (std::sregex_iterator at(plain.begin(), plain.end(), strings); at != std::sregex_iterator(); ++at)
    all += at->str() + "\n";
  std::filesystem::remove_all(folder / "parts");
  std::filesystem::create_directory(folder / "parts");
  from({"pdfdetach", "-saveall", "-o", "parts", pdf});
  for (const std::string& file : files_in(folder / "parts"))
    all += file + "\n" + bytes_of(folder / "parts" / file);
  return all;
}

/// The first thing that looks like a date; the file's own, of 1980, is none.
std::string date_in(const std::string& text) {
  static const std::regex date(
      R"(20[0-9]{2}-[0-9]{2}|0001-|D:20[0-9]|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(day|sday|nesday|rsday|urday)?\b)"
      R"(|\b[0-9]{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(November|December|January) )");
  const std::string without_file_date =
      std::regex_replace(text, std::regex(R"((CreationDate|ModDate): [^\n]*1980[^\n]*)"), "");
  std::smatch found;
  return std::regex_search(without_file_date, found, date) ? found.str() : std::string();
}

}  // namespace

TEST_CASE("no file of a plan without dates has one, and all are the same whenever it was to begin") {
  const TemporaryFolder folder;
  build(folder, "one", {"-s", "2026-11-24", "-d", "2026-12-07", "--sections", "full"});
  build(folder, "two", {"-s", "2028-02-27", "-d", "+13d", "--sections", "full"});
  build(folder, "today", {"-d", "+13d", "--sections", "full"});
  for (const char* file : {"p.pdf", "p.epub", "p.json", "p.txt"}) {
    CAPTURE(file);
    CHECK((bytes_of(folder / "one" / file) == bytes_of(folder / "two" / file)));
    CHECK((bytes_of(folder / "one" / file) == bytes_of(folder / "today" / file)));
  }
  CHECK(date_in(texts_of_pdf(folder, "one/p.pdf")) == "");
  CHECK(files_in(folder / "parts") == Words{"harbour.xml", "request.xml"});
  for (const read_back::Entry& entry : read_back::entries(bytes_of(folder / "one/p.epub"))) {
    CAPTURE(entry.name);
    if (!entry.name.ends_with(".png")) CHECK(date_in(entry.bytes) == "");
  }
  CHECK(date_in(bytes_of(folder / "one/p.txt")) == "");
  CHECK(date_in(bytes_of(folder / "one/p.json")) == "");
  CHECK(bytes_of(folder / "one/p.txt").find("Study plan, Day 1 to Day 14\n") != std::string::npos);
  // What it looks for is found where there is some.
  out_of(folder, {"build", sample("harbour").string(), "-s", "2026-11-24", "-o", "dated.pdf"});
  CHECK(date_in(texts_of_pdf(folder, "dated.pdf")) != "");
}

TEST_CASE("a plan without dates has the lessons of the plan with dates, day for day") {
  const TemporaryFolder folder;
  const Words options{"-s",        "2026-11-27",   "-d",    "2027-01-20",
                      "--weekday", "sat=0,sun=15", "--off", "2026-12-24..2026-12-26",
                      "--on",      "2026-12-01=40"};
  const auto show = [&](bool undated) {
    Words arguments{"show", sample("harbour").string(), "--format", "json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    if (undated) arguments.push_back("--undated");
    return json::parse(out_of(folder, arguments));
  };
  const json dated = show(false);
  const json undated = show(true);
  REQUIRE(dated["days"].size() == undated["days"].size());
  for (std::size_t i = 0; i < dated["days"].size(); ++i) {
    const json& day = undated["days"][i];
    CHECK(day["date"] == i + 1);
    CHECK(day["lessons"] == dated["days"][i]["lessons"]);
    CHECK(day["budget"] == dated["days"][i]["budget"]);
    CHECK(day["reviewLoad"] == dated["days"][i]["reviewLoad"]);
    for (const char* const key : {"latest", "canWaitUntil"}) {
      if (!day[key].is_null())
        CHECK(dated["days"][day[key].get<std::size_t>() - 1]["date"] == dated["days"][i][key]);
    }
  }
  CHECK(dated["totals"] == undated["totals"]);
}

TEST_CASE("a plan without dates is made again from what it carries, byte for byte") {
  const TemporaryFolder folder;
  build(folder, "one",
        {"-s", "2026-11-27", "-d", "2027-01-20", "--weekday", "weekend=0", "--off", "2026-12-24..2026-12-26",
         "--on", "2026-12-06=40", "--week-start", "mon", "--lang", "de", "--learner", "Zoë"});
  CHECK(date_in(texts_of_pdf(folder, "one/p.pdf")) == "");
  const std::string request = bytes_of(folder / "parts/request.xml");
  CAPTURE(request);
  for (const char* setting :
       {"start=\"fri\"", "deadline=\"+54d\"", "off=\"+27d..+29d\"", "on=\"+9d=40\"", "undated=\"yes\""})
    CHECK(request.find(setting) != std::string::npos);
  out_of(folder, {"check", "parts/request.xml"});
  out_of(folder, {"build", "parts/harbour.xml", "--request", "parts/request.xml", "-o", "again.pdf"});
  CHECK((bytes_of(folder / "again.pdf") == bytes_of(folder / "one/p.pdf")));
  out_of(folder, {"build", "parts/harbour.xml", "--request", "parts/request.xml", "-o", "again.epub"});
  const auto entries = read_back::entries(bytes_of(folder / "again.epub"));
  REQUIRE_FALSE(entries.empty());
}

TEST_CASE("what needs dates is refused without them, with a hint") {
  const TemporaryFolder folder;
  const auto refused = [&](Words arguments) {
    const Outcome outcome = run_pensum(arguments, {.folder = folder.path()});
    CAPTURE(arguments);
    CHECK(outcome.status == 2);
    return outcome.err;
  };
  build(folder, "one", {"-s", "2026-11-24"});
  for (const char* plan : {"one/p.pdf", "one/p.epub"}) {
    CHECK(refused({"replan", plan}) ==
          "pensum: error: " + std::string(plan) +
              ": it has no dates, from which what is left could be planned again\n"
              "hint: make a new plan of what is left: pensum build --undated --skip 1..6\n");
  }
  const std::string no_calendar =
      "pensum: error: --undated: a plan without dates cannot be in a calendar\n"
      "hint: leave out the calendar (.ics), or make a plan with dates for it\n";
  CHECK(refused({"build", sample("harbour").string(), "--undated", "-o", "p.ics", "-o", "p.pdf"}) ==
        no_calendar);
  CHECK_FALSE(std::filesystem::exists(folder / "p.pdf"));
  CHECK(refused({"show", sample("harbour").string(), "--undated", "--format", "ics"}) == no_calendar);
  CHECK(refused({"build", sample("harbour").string(), "--undated", "--today", "2026-11-26", "-s",
                 "2026-11-24"}) ==
        "pensum: error: --undated and --today 2026-11-26 do not go together: a plan without dates has no "
        "today\n"
        "hint: leave one of them out; for a class that has begun, leave out the lessons that it has had\n");
  CHECK(refused({"build", sample("harbour").string(), "--undated", "--done", "q1=2026-11-22", "-s",
                 "2026-11-24"}) ==
        "pensum: error: --done q1=2026-11-22: --undated leaves dates out\n"
        "hint: name the lesson without its date\n");
}

TEST_CASE("a class without dates: its plans, the teacher's page and the table have none") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner,undated,minutes\nAda,yes,\nBen,yes,40\nCem,no,\nDora,yes,1\n");
  const Outcome outcome =
      run_pensum({"cohort", "class.csv", "-s", "2026-11-24", "-d", "2026-12-07", "--combined", "all.pdf"},
                 {.folder = folder.path()});
  CHECK(outcome.status == 3);
  CHECK(outcome.err.find("row 5, Dora: ") != std::string::npos);
  for (const char* learner : {"ada", "ben"}) {
    CAPTURE(learner);
    CHECK(date_in(texts_of_pdf(folder, "out/class/" + std::string(learner) + ".pdf")) == "");
  }
  CHECK(date_in(texts_of_pdf(folder, "out/class/cem.pdf")) != "");
  const std::string table = bytes_of(folder / "out/class/cohort.csv");
  CAPTURE(table);
  CHECK(table.find("2,Ada,ada,planned,1,14,14,") != std::string::npos);
  CHECK(table.find("4,Cem,cem,planned,2026-11-24,2026-12-07,14,") != std::string::npos);
  const std::string page = bytes_of(folder / "out/class/index.html");
  CHECK(page.find(">Day 1<") != std::string::npos);
  CHECK(page.find(">Day 14<") != std::string::npos);
}

TEST_CASE("what a calendar takes away is told with real dates, also of a plan without any") {
  const TemporaryFolder folder;
  write(folder / "free.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261126\r\nSUMMARY:Fair\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n");
  const Outcome outcome = run_pensum({"show", sample("harbour").string(), "-s", "2026-11-24", "-m", "20",
                                      "--undated", "--off-calendar", "free.ics"},
                                     {.folder = folder.path()});
  CHECK(outcome.status == 0);
  CAPTURE(outcome.err);
  CHECK(outcome.err.starts_with("free.ics: 1 day off from Tue 24 Nov to "));
  CHECK(outcome.err.ends_with(" 2026: Thu 26 Nov (Fair)\n"));
  CHECK(date_in(outcome.out) == "");
}
