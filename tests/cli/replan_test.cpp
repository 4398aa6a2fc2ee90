// A plan is built, ticked as other programs do it, and planned again, by the real binary.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"
#include "epub/container.hpp"
#include "handout/ticking.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

/// A folder with the plan of ten lessons of 8 minutes, one a day, from Tue 24 Nov to Thu 3 Dec 2026.
class Desk {
 public:
  explicit Desk(std::vector<std::string> options = {"--minutes", "16", "--reviews", "none", "--buffer",
                                                    "0"}) {
    std::string lessons;
    for (int i = 1; i <= 10; ++i) {
      lessons += "<lesson id='" + std::to_string(i) + "' minutes='8'><title>Lesson " + std::to_string(i) +
                 "</title></lesson>";
    }
    write("course.xml",
          "<catalog id='course' lang='en'><title>A course</title><path id='p'><title>P</title>" + lessons +
              "</path></catalog>");
    options.insert(options.begin(),
                   {"build", "course.xml", "-s", "2026-11-24", "-d", "2026-12-03", "-o", "plan.pdf"});
    REQUIRE(run(options).status == 0);
  }

  Outcome run(const std::vector<std::string>& arguments) const {
    return run_pensum(arguments, {.folder = folder_.path()});
  }
  Outcome replan(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "replan");
    return run(arguments);
  }
  json status(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--status", "--format", "json"});
    const Outcome outcome = replan(arguments);
    CAPTURE(arguments, outcome.err);
    REQUIRE(outcome.status == 0);
    return json::parse(outcome.out);
  }
  std::string bytes(const std::string& name) const { return bytes_of(folder_ / name); }
  void write(const std::string& name, const std::string& bytes) const {
    pensum::test::write(folder_ / name, bytes);
  }
  void change(const std::string& to, const ticking::Change& change,
              const std::function<void(QPDFWriter&)>& settle = {}) const {
    write(to, ticking::changed(bytes("plan.pdf"), change, settle));
  }
  std::filesystem::path folder() const { return folder_.path(); }
  std::vector<std::string> files() const { return files_in(folder_.path()); }

 private:
  TemporaryFolder folder_;
};

const json nothing = json::array();

}  // namespace

TEST_CASE("what is ticked is done, however the program that ticked it wrote that") {
  const Desk desk;
  desk.change("both.pdf", ticking::tick({"lesson.1", "lesson.2"}));
  desk.change("value.pdf", ticking::tick({"lesson.1", "lesson.2"}, ticking::Part::value));
  desk.change("widget.pdf", ticking::tick({"lesson.1", "lesson.2"}, ticking::Part::widget));
  desk.change("locked.pdf", ticking::tick({"lesson.1", "lesson.2"}),
              [](QPDFWriter& writer) { ticking::encrypt(writer, ""); });
  for (const char* file : {"both.pdf", "value.pdf", "widget.pdf", "locked.pdf"}) {
    CAPTURE(file);
    const json said = desk.status({file, "--today", "2026-11-28"});
    CHECK(said["done"] == json({"1", "2"}));
    CHECK(said["planned"] == json({"1", "2", "3", "4"}));
    CHECK(said["behind"] == json({"3", "4"}));
    CHECK(said["behindMinutes"] == 16);
    CHECK(said["ahead"] == nothing);
    CHECK(said["lessons"] == 10);
    CHECK(said["plan"]["deadline"] == "2026-12-03");
    CHECK(said["plan"]["lessons"] == 8);
    CHECK(said["plan"]["moved"][0] == json({{"id", "3"}, {"from", "2026-11-26"}, {"to", "2026-11-28"}}));
  }
  desk.change("secret.pdf", ticking::tick({}),
              [](QPDFWriter& writer) { ticking::encrypt(writer, "open sesame"); });
  const Outcome secret = desk.replan({"secret.pdf"});
  CHECK(secret.status == 2);
  CHECK(secret.err ==
        "pensum: error: secret.pdf: it is protected with a password\nhint: save a copy without a "
        "password\n");
}

TEST_CASE(
    "where the learner stands and what comes is told, then the new plan is written beside the old one") {
  const Desk desk;
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "lesson.2"}));
  const Outcome outcome = desk.replan({"ticked.pdf", "--today", "2026-11-28"});
  CHECK(outcome.err.empty());
  REQUIRE(outcome.status == 0);
  CAPTURE(outcome.out);
  CHECK(outcome.out.starts_with(
      "A course: 2 of 10 lessons done, on Sat 28 Nov\n"
      "planned until Fri 27 Nov: 4 lessons; behind by 2 lessons (16\u00A0min): 3–4\n"
      "the cushion was 5 study days; it is 2 now\n"
      "from Sat 28 Nov: 8 lessons on 6 study days, at most 16\u00A0min a day (was 8)\n"
      "moved: 3 to Sat 28 Nov; 4–5 to Sun 29 Nov; 6 to Mon 30 Nov; 7 to Tue 1 Dec; 8 to Wed 2 Dec; "
      "unchanged from Thu 3 Dec on\n"
      "wrote ticked-2026-11-28.pdf ("));
  // The same day, the same bytes; and again from the new one, where nothing moves.
  REQUIRE(desk.replan({"ticked.pdf", "--today", "2026-11-28", "-o", "again.pdf"}).status == 0);
  CHECK((desk.bytes("again.pdf") == desk.bytes("ticked-2026-11-28.pdf")));
  const json again = desk.status({"again.pdf", "--today", "2026-11-28"});
  CHECK(again["done"] == json({"1", "2"}));
  CHECK(again["behind"] == nothing);
  CHECK(again["plan"]["moved"] == nothing);
  // A name that has a date gets the new one.
  REQUIRE(desk.replan({"ticked-2026-11-28.pdf", "--today", "2026-11-29", "--done", "3"}).status == 0);
  CHECK(std::ranges::count(desk.files(), std::string("ticked-2026-11-29.pdf")) == 1);
  // The plan in hand is not replaced, also if it is of the same day.
  const std::string first = desk.bytes("ticked-2026-11-28.pdf");
  const auto written = [&](const char* file, const char* today) {
    const std::string out = desk.replan({file, "--today", today, "--done", "3"}).out;
    const std::size_t at = out.find("wrote ");
    return at == std::string::npos ? out : out.substr(at + 6, out.find(" (", at) - at - 6);
  };
  CHECK(written("ticked-2026-11-28.pdf", "2026-11-28") == "ticked-2026-11-28-2.pdf");
  CHECK((desk.bytes("ticked-2026-11-28.pdf") == first));
  CHECK(written("ticked-2026-11-28-2.pdf", "2026-11-29") == "ticked-2026-11-29.pdf");
  const Outcome same = desk.replan({"ticked.pdf", "--today", "2026-11-28", "-o", "ticked.pdf"});
  CHECK(same.status == 2);
  CHECK(same.err ==
        "pensum: error: --output: “ticked.pdf” would replace a file that the plan is made of\nhint: give it "
        "another name\n");
}

TEST_CASE("parts of a lesson that were missed are not as planned") {
  const Desk desk;
  desk.write("long.xml",
             "<catalog id='long' lang='en'><title>Long</title><path id='p'><title>P</title>"
             "<lesson id='1' minutes='8'><title>One</title></lesson>"
             "<lesson id='2' minutes='30' split='yes'><title>Two</title></lesson></path></catalog>");
  REQUIRE(desk.run({"build", "long.xml", "-s", "2026-11-24", "-d", "2026-11-27", "--minutes", "10",
                    "--reviews", "none", "--buffer", "0", "-o", "plan.pdf"})
              .status == 0);
  const auto line = [&](const char* done) {
    const std::string out =
        desk.replan({"plan.pdf", "--today", "2026-11-26", "--status", "--extend", "--done", done}).out;
    const std::size_t at = out.find('\n') + 1;
    return out.substr(at, out.find('\n', at) - at);
  };
  CHECK(line("1") == "planned until Wed 25 Nov: 1 lesson; behind by parts of 1 lesson (10\u00A0min): 2");
  CHECK(desk.status({"plan.pdf", "--today", "2026-11-26", "--extend", "--done", "1"})["late"] == json({"2"}));
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "part.2.1"}));
  const std::string ticked = desk.replan({"ticked.pdf", "--today", "2026-11-26", "--status"}).out;
  CHECK(ticked.find("planned until Wed 25 Nov: 1 lesson; as planned\n") != std::string::npos);
  desk.change("nothing.pdf", ticking::tick({"part.2.3"}));
  const std::string nothing_whole =
      desk.replan({"nothing.pdf", "--today", "2026-11-27", "--status", "--extend"}).out;
  CHECK(nothing_whole.find("behind by 1 lesson and parts of 1 lesson (18\u00A0min): 1–2\n") !=
        std::string::npos);
}

TEST_CASE("a list that has changed since is planned again by the lessons, not by their numbers") {
  const Desk desk;
  desk.write("list.md", "# List\n- [ ] One\n- [ ] Two\n- [ ] Three\n");
  REQUIRE(
      desk.run({"build", "list.md", "--lang", "en", "-s", "2026-11-24", "-d", "2026-11-30", "-o", "plan.pdf"})
          .status == 0);
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "lesson.2"}));
  desk.write("list.md", "# List\n- [ ] Zero\n- [ ] One\n- [ ] Two\n- [ ] Three, and more\n");
  const std::vector<std::string> again{"ticked.pdf", "--today",  "2026-11-28", "--catalog",
                                       "list.md",    "--status", "--lang",     "en"};
  CHECK(desk.replan(again).out.starts_with("List: 2 of 2 lessons done, on Sat 28 Nov\n"));
  std::vector<std::string> written = again;
  written[5] = "--overwrite";
  written.insert(written.end(), {"-o", "-", "--format", "json"});
  const json plan = json::parse(desk.replan(written).out);
  std::string left;
  for (const json& day : plan["days"]) {
    for (const json& lesson : day["lessons"])
      left += lesson["id"].get<std::string>() + " " + lesson["title"].get<std::string>() + "\n";
  }
  CHECK(left == "4 Zero\n5 Three, and more\n");
  desk.write("list.md", "# Список\n- [ ] Один\n");
  CHECK(desk.replan({"ticked.pdf", "--catalog", "list.md"}).err ==
        "pensum: error: the language of the course is not known\nhint: say it with --lang en\n");
}

TEST_CASE("days that went as planned stay as they are") {
  const Desk desk({"--reviews", "1,3"});
  const auto days = [&](const std::vector<std::string>& arguments) {
    std::map<std::string, json> all;
    const json plan = json::parse(desk.run(arguments).out);
    for (const json& day : plan["days"]) all[day["date"]] = json::array({day["lessons"], day["reviews"]});
    return all;
  };
  const auto before = days(
      {"show", "course.xml", "-s", "2026-11-24", "-d", "2026-12-03", "--reviews", "1,3", "--format", "json"});
  std::set<std::string> boxes;
  for (const auto& [date, day] : before) {
    if (date >= "2026-11-28") continue;
    for (const json& lesson : day[0]) boxes.insert("lesson." + lesson["id"].get<std::string>());
    for (const json& review : day[1]) {
      boxes.insert("review." + review["id"].get<std::string>() + "." +
                   std::to_string(review["round"].get<int>()));
    }
  }
  REQUIRE(boxes.size() > 6);
  desk.change("ticked.pdf", ticking::tick(boxes));
  const auto after = days({"replan", "ticked.pdf", "--today", "2026-11-28", "-o", "-", "--format", "json"});
  CHECK(after.size() == 6);
  for (const auto& [date, day] : after) CHECK(day == before.at(date));
  // On paper nothing is ticked in the file: what is said to be done counts, and reviews as they were planned.
  const auto on_paper =
      days({"replan", "plan.pdf", "--today", "2026-11-28", "--done", "1..4", "-o", "-", "--format", "json"});
  CHECK(on_paper == after);
  // A review that was missed comes back, and lessons stay.
  boxes.erase(std::prev(boxes.end()));
  desk.change("missed.pdf", ticking::tick(boxes));
  const json missed = desk.status({"missed.pdf", "--today", "2026-11-28"});
  CHECK(missed["missedReviews"].size() == 1);
  CHECK(missed["plan"]["moved"] == nothing);
}

TEST_CASE("where a learner stands is told with the reason why no plan fits") {
  const Desk desk({"--minutes", "8", "--reviews", "none", "--buffer", "0"});
  const auto last_line = [&](const char* today) {
    const Outcome outcome = desk.replan({"plan.pdf", "--done", "1", "--today", today, "--status"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    return outcome.out.substr(outcome.out.rfind('\n', outcome.out.size() - 2) + 1);
  };
  CHECK(
      last_line("2026-11-28") ==
      "no plan: 24 of the 72 min do not fit between 2026-11-28 and 2026-12-03: there is no room for lesson 8 "
      "from 2026-12-03 on; it fits with --extend (to 2026-12-06), --minutes 16, or --fit, which leaves out "
      "lessons 8–10\n");
  CHECK(last_line("2026-12-20") ==
        "no plan: the plan ended on 2026-12-03; extend it: --extend, or --deadline with a date\n");
  // What is asked for is wrong.
  const Outcome wrong =
      desk.replan({"plan.pdf", "--today", "2026-11-28", "--done", "1=2026-12-05", "--status"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.starts_with("pensum: error: "));
}

TEST_CASE("with fewer reviews, and with only some lessons, what was done still counts") {
  const Desk desk({"--reviews", "1,3"});
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "lesson.2", "review.1.1"}));
  const auto rest = [&](const std::string& option, const std::string& given) {
    return desk.status({"ticked.pdf", "--today", "2026-11-29", option, given});
  };
  CHECK(rest("--reviews", "1,3")["missedReviews"].size() > 1);
  CHECK(rest("--reviews", "none")["missedReviews"] == nothing);
  for (const json& missed : rest("--reviews", "2")["missedReviews"]) CHECK(missed["round"] == 1);
  // The lessons that were done are not asked for any more, but they are not behind.
  const json some = rest("--only", "3..6");
  CHECK(some["done"] == json({"1", "2"}));
  CHECK(some["behind"] == rest("--reviews", "1,3")["behind"]);
  CHECK(some["plan"]["lessons"] == 4);
}

TEST_CASE("where the default does not fit, every way that does is named, and works") {
  const Desk desk({"--minutes", "8", "--reviews", "none", "--buffer", "0"});
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "lesson.2"}));
  const Outcome outcome = desk.replan({"ticked.pdf", "--today", "2026-11-28"});
  CHECK(outcome.status == 3);
  CHECK(
      outcome.err ==
      "pensum: error: request.xml in ticked.pdf:4:13: 16 of the 64 min do not fit between 2026-11-28 and "
      "2026-12-03: "
      "there is no room for lesson 9 from 2026-12-03 on\n"
      "hint: it fits with --extend (to 2026-12-05), --minutes 16, or --fit, which leaves out lessons 9–10\n");
  const auto plan_with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"ticked.pdf", "--today", "2026-11-28"});
    return desk.status(more)["plan"];
  };
  CHECK(plan_with({"--extend"})["deadline"] == "2026-12-05");
  CHECK(plan_with({"--minutes", "16"})["deadline"] == "2026-12-03");
  CHECK(plan_with({"--fit"})["leftOut"] == json({"9", "10"}));
  CHECK(plan_with({}) == nullptr);
  CHECK(plan_with({"--minutes", "16", "--catch-up", "2"})["unchangedFrom"] == "2026-11-30");
  const std::vector<std::string> tomorrow{"ticked.pdf", "--today",   "2026-11-28", "--from",
                                          "tomorrow",   "--minutes", "16"};
  const json later = desk.status(tomorrow);
  CHECK(later["plan"]["start"] == "2026-11-29");
  CHECK(later["today"] == "2026-11-28");
  CHECK(later["from"] == "2026-11-29");
  // What was planned for today is over, and it is still today.
  std::vector<std::string> told = tomorrow;
  told.push_back("--status");
  const std::string text = desk.replan(told).out;
  CAPTURE(text);
  CHECK(text.find(" lessons done, on Sat 28 Nov\nplanned until Sat 28 Nov: ") != std::string::npos);
  // What was asked for goes on in the new plan.
  REQUIRE(desk.replan({"ticked.pdf", "--today", "2026-11-28", "--extend", "-o", "longer.pdf"}).status == 0);
  const json longer = desk.status({"longer.pdf", "--today", "2026-11-28"});
  CHECK(longer["deadline"] == "2026-12-05");
  CHECK(longer["plan"]["deadline"] == "2026-12-05");
  CHECK(longer["plan"]["moved"] == nothing);
}

TEST_CASE("when the plan is over, or everything is done") {
  const Desk desk;
  desk.change("ticked.pdf", ticking::tick({"lesson.1"}));
  const Outcome over = desk.replan({"ticked.pdf", "--today", "2026-12-10"});
  CHECK(over.status == 3);
  CHECK(over.err ==
        "pensum: error: the plan ended on 2026-12-03\nhint: extend it: --extend, or --deadline with "
        "a date\n");
  CHECK(desk.status({"ticked.pdf", "--today", "2026-12-10", "--extend"})["plan"]["deadline"] == "2026-12-14");
  CHECK(desk.status({"ticked.pdf", "--today", "2026-12-10", "--deadline",
                     "2026-12-20"})["plan"]["deadline"] == "2026-12-20");
  const std::size_t files = desk.files().size();
  const Outcome done = desk.replan({"ticked.pdf", "--today", "2026-12-10", "--done", "1..10"});
  CHECK(done.status == 0);
  CHECK(done.out.ends_with("all 10 lessons are done\n"));
  CHECK(desk.files().size() == files);
  // Reviews that are left are planned.
  const Desk reviews({"--reviews", "1,3"});
  const Outcome left = reviews.replan({"plan.pdf", "--today", "2026-12-01", "--done", "1..10"});
  CAPTURE(left.out);
  CHECK(left.status == 0);
  CHECK(left.out.find("all 10 lessons are done\n") != std::string::npos);
  CHECK(left.out.find(" left, until Thu 3 Dec\nwrote plan-2026-12-01.pdf (") != std::string::npos);
}

TEST_CASE("boxes that are gone, covered or unknown are told, never guessed") {
  const Desk desk;
  desk.change("flat.pdf", ticking::flatten);
  const Outcome flat = desk.replan({"flat.pdf", "--today", "2026-11-28"});
  CHECK(flat.status == 2);
  CHECK(flat.err ==
        "pensum: error: flat.pdf: its boxes are gone (printed to a file, or flattened)\nhint: give what is "
        "done, such as --done 1..6\n");
  CHECK(desk.status({"flat.pdf", "--today", "2026-11-28", "--done", "1..4"})["plan"]["moved"] == nothing);

  desk.change("inked.pdf", ticking::stroke("lesson.1"));
  const Outcome inked = desk.replan({"inked.pdf", "--today", "2026-11-25", "--status"});
  CHECK(inked.err ==
        "pensum: warning: inked.pdf: there are pen strokes over boxes of lesson 1\nhint: --strokes counts "
        "them as "
        "ticks\n");
  CHECK(desk.status({"inked.pdf", "--today", "2026-11-25"})["done"] == nothing);
  CHECK(desk.status({"inked.pdf", "--today", "2026-11-25"})["strokes"] == json({"1"}));
  CHECK(desk.status({"inked.pdf", "--today", "2026-11-25", "--strokes"})["done"] == json({"1"}));

  desk.change("other.pdf", ticking::rename("lesson.3", "77"));
  const Outcome other = desk.replan({"other.pdf", "--today", "2026-11-25", "--status"});
  CHECK(other.status == 2);
  CHECK(other.err ==
        "pensum: error: other.pdf: it has boxes of lesson 77, which its course does not have\n"
        "hint: name the file of one plan, as pensum wrote it or a viewer saved it\n");

  desk.change("cut.pdf", ticking::cut(2));
  const Outcome cut = desk.replan({"cut.pdf", "--today", "2026-11-25", "--status"});
  CHECK(cut.status == 0);
  CHECK(cut.err.starts_with("pensum: warning: cut.pdf: pages are missing: there is no box of lessons "));
  CHECK(cut.err.ends_with("hint: use --done if they are done\n"));

  // The course as it is now has another lesson, and one less.
  std::string course = desk.bytes("course.xml");
  const std::size_t at = course.find("<lesson id='10'");
  course.replace(at, 15, "<lesson id='11'");
  desk.write("new.xml", course);
  const Outcome edited =
      desk.replan({"plan.pdf", "--today", "2026-11-24", "--catalog", "new.xml", "--status"});
  CHECK(edited.status == 0);
  CHECK(edited.err ==
        "pensum: warning: plan.pdf: lesson 10 of the plan is not in the course any more\nhint: what is "
        "missing is not planned again\n");
  CHECK(edited.out.find("moved: 11 to ") != std::string::npos);
  desk.write("other.xml", course.replace(course.find("id='course'"), 11, "id='drawer'"));
  CHECK(desk.replan({"plan.pdf", "--catalog", "other.xml", "--status"}).err ==
        "pensum: error: plan.pdf: the plan is of the course “course”, not of “drawer”\nhint: name the "
        "catalog of this "
        "course, or leave it out\n");
}

TEST_CASE("a book carries what it was made from, and is planned again by what is said to be done") {
  const Desk desk;
  const std::vector<std::string> build{"build",      "course.xml", "-s", "2026-11-24", "-d",
                                       "2026-12-03", "--minutes",  "16", "--reviews",  "none",
                                       "--buffer",   "0",          "-o", "plan.epub"};
  REQUIRE(desk.run(build).status == 0);
  const json said = desk.status({"plan.epub", "--today", "2026-11-28", "--done", "1..2"});
  CHECK(said["behind"] == json({"3", "4"}));
  const Outcome outcome = desk.replan({"plan.epub", "--today", "2026-11-28", "--done", "1..2"});
  CHECK(outcome.status == 0);
  CHECK(outcome.out.find("\nwrote plan-2026-11-28.epub (a book for e-readers, ") != std::string::npos);
  const json again = desk.status({"plan-2026-11-28.epub", "--today", "2026-11-29", "--done", "3"});
  CHECK(again["done"] == json({"1", "2", "3"}));
  CHECK(again["plan"]["moved"] == nothing);
  // The same as by the PDF.
  CHECK(desk.status({"plan.pdf", "--today", "2026-11-28", "--done", "1..2"}) == said);
  const Outcome untold = desk.replan({"plan.epub", "--today", "2026-11-28"});
  CHECK(untold.status == 2);
  CHECK(untold.err ==
        "pensum: error: plan.epub: what is ticked in a book cannot be read\nhint: give what is done, such as "
        "--done 1..6\n");
  desk.write("broken.epub", desk.bytes("plan.epub").substr(0, 400));
  CHECK(desk.replan({"broken.epub"}).status == 2);
  pensum::epub::Container empty;
  empty.add({"EPUB/package.opf", "<package/>"});
  desk.write("empty.epub", empty.bytes(pensum::first_date).value());
  CHECK(
      desk.replan({"empty.epub"}).err.starts_with("pensum: error: empty.epub: there is no request in it\n"));
}

TEST_CASE("a calendar of what is left keeps its entries' names and cancels those that are no more") {
  const Desk desk({"--minutes", "16", "--reviews", "none", "--buffer", "0"});
  desk.change("ticked.pdf",
              ticking::tick({"lesson.1", "lesson.2", "lesson.3", "lesson.4", "lesson.5", "lesson.6"}));
  const Outcome outcome = desk.replan(
      {"ticked.pdf", "--today", "2026-11-28", "--off", "2026-12-02", "-o", "-", "--format", "ics"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  CHECK(outcome.out.find("\r\nSTATUS:CANCELLED\r\n") != std::string::npos);
  CHECK(outcome.out.find("\r\nSEQUENCE:4\r\n") != std::string::npos);
  const auto uids = [](const std::string& calendar) {
    std::set<std::string> all;
    for (std::size_t at = 0; (at = calendar.find("\r\nUID:", at)) != std::string::npos; ++at)
      all.insert(calendar.substr(at + 6, calendar.find("\r\n", at + 2) - at - 6));
    return all;
  };
  const std::set<std::string> before =
      uids(desk.run({"build", "course.xml", "-s", "2026-11-24", "-d", "2026-12-03", "--minutes", "16",
                     "--reviews", "none", "--buffer", "0", "-o", "-", "--format", "ics"})
               .out);
  const std::set<std::string> after = uids(outcome.out);
  CHECK(after.size() == 7);  // the calendar, and the days that are left, one of them cancelled
  CHECK(std::ranges::includes(before, after));
}

TEST_CASE("what is not a plan in hand is an error that says so") {
  const Desk desk;
  const auto errors = [&](const std::vector<std::string>& arguments) {
    const Outcome outcome = desk.replan(arguments);
    CHECK(outcome.status == 2);
    return outcome.err;
  };
  CHECK(errors({}) ==
        "pensum: error: there is no plan to plan again\nhint: name the PDF: pensum replan plan.pdf\n");
  CHECK(errors({"course.xml"}) ==
        "pensum: error: course.xml: it is not a PDF or a book (EPUB)\n"
        "hint: name a plan that pensum wrote, or a copy that a viewer saved\n");
  desk.write("half.pdf", desk.bytes("plan.pdf").substr(0, 2000));
  CHECK(errors({"half.pdf"}).starts_with("pensum: error: half.pdf: it is not a readable PDF: "));
  desk.change("empty.pdf", ticking::detach);
  CHECK(errors({"empty.pdf"}) ==
        "pensum: error: empty.pdf: there is no request in it\n"
        "hint: name the file that pensum wrote, or a copy that a viewer saved, not one that was printed to a "
        "file\n");
  CHECK(errors({"plan.pdf", "--start", "2026-11-25"}) ==
        "pensum: error: --start: the plan in hand has begun\nhint: --today gives the day from which the rest "
        "is planned\n");
  CHECK(errors({"plan.pdf", "--status", "-o", "x.pdf"}) ==
        "pensum: error: --status writes no plan\nhint: leave out --status or --output\n");
  CHECK(errors({"plan.pdf", "--status", "--open"}) ==
        "pensum: error: --status writes no plan\nhint: leave out --status or --open\n");
  CHECK(errors({"plan.pdf", "--extend", "--fit"}) ==
        "pensum: error: --extend, --catch-up and --fit are three ways to go on\nhint: choose one of them\n");
  CHECK(errors({"plan.pdf", "--extend", "--deadline", "2026-12-20"}) ==
        "pensum: error: --extend finds the deadline itself\nhint: leave out --extend or --deadline\n");
  CHECK(errors({"plan.pdf", "--catch-up", "none"}) ==
        "pensum: error: --catch-up: “none” is not a number of study days\nhint: write a whole number from 1 "
        "to 36525\n");
  CHECK(errors({"plan.pdf", "--from", "friday"}) ==
        "pensum: error: --from: “friday” is neither today nor tomorrow\nhint: write today or tomorrow; "
        "--today names a date\n");
  CHECK(errors({"plan.pdf", "--status", "--format", "pdf"}) ==
        "pensum: error: --format: there is no progress report in the format “pdf”\nhint: write text or "
        "json\n");
  CHECK(
      errors({"plan.pdf", "--done", "99", "--today", "2026-11-25"}) ==
      "pensum: error: --done: there is no lesson “99” in the catalog\nhint: its lessons run from 1 to 10\n");
  // Two plans that were put into one file.
  const Outcome united = run({"pdfunite", "plan.pdf", "plan.pdf", "two.pdf"}, {.folder = desk.folder()});
  REQUIRE(united.status == 0);
  CHECK(errors({"two.pdf"})
            .starts_with(
                "pensum: error: two.pdf: there are two plans in it: the box “lesson.1” belongs to both\n"));
}

TEST_CASE("plans of a class that came back are planned again, each by its own learner's ticks") {
  const Desk desk;
  desk.write("class.csv",
             "learner,start,deadline,minutes,reviews,buffer\nAda,2026-11-24,2026-12-03,16,none,0\n"
             "Bo,2026-11-24,2026-12-03,16,none,0\nCy,2026-11-24,2026-12-03,16,none,0\n");
  const std::vector<std::string> build{"cohort",     "class.csv", "--catalog",
                                       "course.xml", "--formats", "pdf,json"};
  REQUIRE(desk.run(build).status == 0);
  const std::string untouched = desk.bytes("out/class/cy.json");
  const auto come_back = [&](const std::string& from, const std::string& to,
                             const std::set<std::string>& ticks) {
    desk.write("returned/" + to, ticking::changed(desk.bytes("out/class/" + from), ticking::tick(ticks)));
  };
  come_back("ada.pdf", "ada (1).pdf", {"lesson.1", "lesson.2"});
  come_back("bo.pdf", "scan.pdf", {"lesson.1"});
  std::vector<std::string> again = build;
  again.insert(again.end(), {"--replan", "returned", "--today", "2026-11-28"});
  // Those who sent nothing back keep their plans.
  const Outcome outcome = desk.run(again);
  CAPTURE(outcome.err);
  CHECK(outcome.status == 0);
  const auto done = [&](const std::string& name) {
    const json plan = json::parse(desk.bytes("out/class/" + name));
    std::string ids;
    for (const json& lesson : plan["done"]) ids += lesson["id"].get<std::string>() + " ";
    return ids;
  };
  CHECK(done("ada.json") == "1 2 ");
  CHECK(done("bo.json") == "1 ");
  CHECK(json::parse(desk.bytes("out/class/ada.json"))["start"] == "2026-11-28");
  CHECK(desk.bytes("out/class/cy.json") == untouched);

  // Another's plan under one's name, two of one learner, and one of nobody.
  come_back("ada.pdf", "cy.pdf", {});
  desk.write("returned/bo.pdf", desk.bytes("returned/scan.pdf"));
  desk.write("returned/stray.pdf", desk.bytes("plan.pdf"));
  const Outcome mixed = desk.run(again);
  CHECK(mixed.status == 2);
  CHECK(mixed.err.find("cy.pdf: it is the plan of “Ada”, not of “Cy”\n"
                       "hint: give each file the name of its own learner’s files\n") != std::string::npos);
  CHECK(mixed.err.find(
            "bo.pdf and scan.pdf are both this learner’s\nhint: leave the one that counts in the folder\n") !=
        std::string::npos);
  CHECK(mixed.err.find("pensum: warning: stray.pdf: it is not clear whose plan it is\n"
                       "hint: name it after its learner’s files, as the teacher’s page lists them\n") !=
        std::string::npos);
  again[again.size() - 3] = "nowhere";
  CHECK(desk.run(again).err ==
        "pensum: error: nowhere cannot be read: No such file or directory\n"
        "hint: name the folder with the plans that came back\n");
  std::vector<std::string> strokes = build;
  strokes.emplace_back("--strokes");
  CHECK(desk.run(strokes).err ==
        "pensum: error: --strokes has no effect without --replan\n"
        "hint: name the folder with the plans that came back: --replan FOLDER\n");
}

namespace {

/// A class of which Ada's plan came back, while the roster has changed and has somebody new.
class Class {
 public:
  explicit Class(const std::string& formats) : formats_(formats) {
    roster("Ada,16\nBo,16\nCy,16\n");
    REQUIRE(run({"-s", "2026-11-24"}).status == 0);
    desk.write("returned/ada.pdf",
               ticking::changed(desk.bytes("out/class/ada.pdf"), ticking::tick({"lesson.1", "lesson.2"})));
    roster("Ada,24\nBo,24\nCy,24\nDee,24\n");
  }

  void roster(const std::string& rows) const { desk.write("class.csv", "learner,minutes\n" + rows); }
  Outcome run(const std::vector<std::string>& options) const {
    std::vector<std::string> all{"cohort",   "class.csv",  "--catalog", "course.xml",
                                 "-d",       "2026-12-03", "--reviews", "none",
                                 "--buffer", "0",          "--formats", formats_};
    all.insert(all.end(), options.begin(), options.end());
    return desk.run(all);
  }
  Outcome replan(std::vector<std::string> options = {}) const {
    options.insert(options.end(), {"--replan", "returned", "-s", "2026-11-27", "--today", "2026-11-27"});
    return run(options);
  }
  void formats(const std::string& list) { formats_ = list; }
  std::string bytes(const std::string& name) const { return desk.bytes("out/class/" + name); }
  /// The table's line on a learner.
  std::string told(const std::string& name) const {
    const std::string table = bytes("cohort.csv");
    const std::size_t at = table.find("," + name + ",");
    return at == std::string::npos ? "" : table.substr(at, table.find('\r', at) - at);
  }

  Desk desk{};

 private:
  std::string formats_;
};

}  // namespace

TEST_CASE("learners whose plans did not come back keep theirs, whatever the roster says now") {
  const Class pupils("pdf,json");
  const std::string pdf = pupils.bytes("bo.pdf");
  const std::string data = pupils.bytes("bo.json");
  const std::string told = pupils.told("Bo");
  // One that is ticked in the folder is kept like the others.
  const std::string ticked = ticking::changed(pupils.bytes("cy.pdf"), ticking::tick({"lesson.1"}));
  pupils.desk.write("out/class/cy.pdf", ticked);
  const std::string said =
      "4 plans in out/class: 8 files, 4 of them new or changed\nkept 2 plans that did not come back\n";
  const Outcome dry = pupils.replan({"--dry-run"});
  CHECK(dry.out.find("would write out/class/ada.pdf\n") != std::string::npos);
  CHECK(dry.out.find("would write out/class/bo") == std::string::npos);
  CHECK(dry.out.ends_with(
      "\n4 plans: 8 files, 4 of them new or changed\nkept 2 plans that did not come back\n"));
  const Outcome outcome = pupils.replan({"--clean"});
  CAPTURE(outcome.err);
  CHECK(outcome.status == 0);
  CHECK(outcome.out == said + "the teacher’s page: out/class/index.html\n");
  CHECK(pupils.bytes("bo.pdf") == pdf);
  CHECK(pupils.bytes("bo.json") == data);
  CHECK(pupils.bytes("cy.pdf") == ticked);
  CHECK(pupils.told("Bo") == told);
  CHECK(pupils.bytes("index.html").find("href=\"bo.pdf\"") != std::string::npos);
  CHECK(json::parse(pupils.bytes("dee.json"))["start"] == "2026-11-27");
  // The list has them still: without --replan they are made anew.
  pupils.desk.write("out/class/cy.pdf", pdf);
  CHECK(pupils.run({"-s", "2026-11-27", "--overwrite"}).status == 0);
  CHECK(pupils.bytes("bo.pdf") != pdf);
}

TEST_CASE("parts of a class that is planned again keep what did not come back") {
  const Class whole("pdf");
  REQUIRE(whole.replan().status == 0);
  const Class parts("pdf");
  for (const char* part : {"1/2", "2/2"}) {
    REQUIRE(parts.replan({"--shard", part}).status == 0);
    // Again: those who were new have a plan now.
    REQUIRE(parts.replan({"--shard", part}).status == 0);
  }
  CHECK(parts.run({"--merge-index"}).status == 0);
  for (const char* file : {".pensum-cohort", "cohort.csv", "index.html", "ada.pdf", "bo.pdf", "dee.pdf"}) {
    CAPTURE(file);
    CHECK(parts.bytes(file) == whole.bytes(file));
  }
}

TEST_CASE("what is asked for besides of plans that did not come back is made of their files") {
  Class pupils("pdf,epub");
  const std::string pdf = pupils.bytes("bo.pdf");
  const Class all("pdf,epub,json,ics");
  pupils.formats("pdf,epub,json,ics");
  const Outcome outcome = pupils.replan({"--combined", "all.pdf"});
  CAPTURE(outcome.err);
  CHECK(outcome.status == 0);
  CHECK(outcome.out.starts_with("4 plans in out/class: 16 files, 12 of them new or changed\n"));
  CHECK(pupils.bytes("bo.pdf") == pdf);
  CHECK(pupils.bytes("bo.json") == all.bytes("bo.json"));
  CHECK(pupils.bytes("bo.ics") == all.bytes("bo.ics"));
  CHECK(ticking::boxes(pupils.desk.bytes("all.pdf")).size() > 4 * ticking::boxes(pdf).size() - 4);
  // Without the PDF and the table, the book tells it all.
  std::filesystem::remove(pupils.desk.folder() / "out/class/bo.pdf");
  std::filesystem::remove(pupils.desk.folder() / "out/class/cohort.csv");
  const Outcome again = pupils.replan();
  CAPTURE(again.err);
  CHECK(again.status == 0);
  CHECK(pupils.bytes("bo.pdf") == pdf);
  CHECK(pupils.told("Bo") == all.told("Bo"));
}

TEST_CASE("a plan that cannot be told is not replaced either") {
  Class pupils("pdf,json");
  const std::string kept = pupils.bytes("bo.json");
  // Nothing tells what is to be in another file.
  std::filesystem::remove(pupils.desk.folder() / "out/class/bo.pdf");
  const Outcome outcome = pupils.replan();
  CHECK(outcome.status == 0);
  CHECK(outcome.err.find(
            "pensum: warning: class.csv:3:1: row 3, Bo: bo.pdf cannot be made of the plan that is "
            "kept: there is no PDF or book of bo in out/class, which would tell the plan\n"
            "hint: to have a new plan made, move this learner’s files away\n") != std::string::npos);
  CHECK(pupils.bytes("bo.json") == kept);
  CHECK(pupils.told("Bo").find(",bo.json,") != std::string::npos);
  // A row that failed has no facts in the table; its file has them.
  pupils.roster("Ada,24\nBo,24\nCy,x\n");
  CHECK(pupils.replan().status == 2);
  CHECK(pupils.told("Cy").find(",wrong,") != std::string::npos);
  pupils.roster("Ada,24\nBo,24\nCy,24\n");
  CHECK(pupils.replan().status == 0);
  CHECK(pupils.told("Cy").find(",planned,2026-11-24,2026-12-03,") != std::string::npos);
  // Another learner whose files have the same names.
  pupils.roster("Ada,24\nBo,24\nCý,24\n");
  const Outcome other = pupils.replan();
  CHECK(other.status == 2);
  CHECK(other.err.find("cy: it is the plan of “Cy”, not of “Cý”\n"
                       "hint: to have a new plan made, move this learner’s files away\n") !=
        std::string::npos);
  CHECK(json::parse(pupils.bytes("cy.json"))["learner"] == "Cy");
}

namespace {

/// A box on a page: its name, its place, and whether it is ticked.
using BoxesOfPage = std::map<std::string, std::pair<std::string, bool>>;

std::vector<BoxesOfPage> boxes_by_page(const std::string& bytes) {
  std::vector<BoxesOfPage> pages;
  for (const auto& boxes : ticking::boxes(bytes)) {
    pages.emplace_back();
    for (const ticking::Box& box : boxes) {
      CHECK(box.appearance == box.value);
      pages.back()[box.name] = {box.rectangle, box.value == "/Yes"};
    }
  }
  return pages;
}

std::set<std::string> ticked_in(const std::vector<BoxesOfPage>& pages) {
  std::set<std::string> ticked;
  for (const BoxesOfPage& page : pages) {
    for (const auto& [name, box] : page) {
      if (box.second) ticked.insert(name);
    }
  }
  return ticked;
}

}  // namespace

TEST_CASE("the new PDF has the pages in hand, and what was ticked stays ticked, over and over") {
  const Desk desk({"--minutes", "16", "--reviews", "1,3", "--buffer", "0", "--layout", "kobo"});
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "lesson.2", "review.1.1"}));
  const Outcome outcome = desk.replan({"ticked.pdf", "--today", "2026-11-28", "-o", "new.pdf"});
  CAPTURE(outcome.out, outcome.err);
  REQUIRE(outcome.status == 0);
  CHECK(outcome.out.find(", changed: ") != std::string::npos);
  const std::vector<BoxesOfPage> old = boxes_by_page(desk.bytes("ticked.pdf"));
  const std::vector<BoxesOfPage> now = boxes_by_page(desk.bytes("new.pdf"));
  REQUIRE(now.size() == old.size());
  CHECK(ticked_in(now) == std::set<std::string>{"lesson.1", "lesson.2", "review.1.1"});
  // The boxes of days that are over are where they were.
  for (std::size_t i = 0; i < old.size(); ++i) {
    for (const char* name : {"lesson.1", "lesson.2", "review.1.1"}) {
      CAPTURE(i, name);
      REQUIRE(now[i].contains(name) == old[i].contains(name));
      if (old[i].contains(name)) CHECK(now[i].at(name) == old[i].at(name));
    }
  }
  // The next one reads them, and adds what is told.
  REQUIRE(desk.replan({"new.pdf", "--today", "2026-11-29", "--done", "3", "-o", "newer.pdf"}).status == 0);
  const std::vector<BoxesOfPage> newer = boxes_by_page(desk.bytes("newer.pdf"));
  CHECK(newer.size() == old.size());
  CHECK(ticked_in(newer) == std::set<std::string>{"lesson.1", "lesson.2", "lesson.3", "review.1.1"});
  CHECK(desk.status({"newer.pdf", "--today", "2026-11-29"})["done"] == json({"1", "2", "3"}));
  // Where nothing moves, nothing changes.
  const Outcome same = desk.replan({"new.pdf", "--today", "2026-11-28", "-o", "same.pdf"});
  CAPTURE(same.out);
  CHECK(same.out.find(", none of them changed, ") != std::string::npos);
  // Pages of another layout, or for the other hand, cannot be kept.
  for (const auto& [option, value] : {std::pair("--layout", "a5"), std::pair("--hand", "left")}) {
    CAPTURE(option);
    const Outcome other =
        desk.replan({"ticked.pdf", "--today", "2026-11-28", option, value, "-o", "other.pdf", "--overwrite"});
    CHECK(other.status == 0);
    CHECK(other.out.find(", changed: ") == std::string::npos);
  }
}

TEST_CASE("a plan that is used on paper stays one, though pensum ticks what is done") {
  const Desk desk({"--reviews", "1,3"});
  REQUIRE(desk.replan({"plan.pdf", "--today", "2026-11-28", "--done", "1..4", "-o", "new.pdf"}).status == 0);
  CHECK(ticked_in(boxes_by_page(desk.bytes("new.pdf"))).contains("lesson.4"));
  const json later = desk.status({"new.pdf", "--today", "2026-12-01", "--done", "5..7"});
  CHECK(later["missedReviews"] == nothing);
  CHECK(later["done"] == json({"1", "2", "3", "4", "5", "6", "7"}));
}

TEST_CASE("only the pages that changed are printed where that is asked for") {
  const Desk desk({"--minutes", "16", "--reviews", "1,3", "--buffer", "0", "--layout", "kobo"});
  desk.change("ticked.pdf", ticking::tick({"lesson.1", "lesson.2"}));
  const auto replan = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"ticked.pdf", "--today", "2026-11-28", "-o", "new.pdf", "--overwrite"});
    return desk.replan(more);
  };
  const Outcome outcome = replan({"--changes", "print.pdf"});
  CAPTURE(outcome.out, outcome.err);
  REQUIRE(outcome.status == 0);
  const std::size_t at = outcome.out.find("\nwrote print.pdf (a slip of what changed, page");
  CHECK(at != std::string::npos);
  const std::vector<BoxesOfPage> all = boxes_by_page(desk.bytes("new.pdf"));
  const std::vector<BoxesOfPage> printed = boxes_by_page(desk.bytes("print.pdf"));
  CHECK(printed.size() > 0);
  CHECK(printed.size() < all.size());
  // The first one is the slip: boxes of days to come.
  CHECK(std::ranges::count(all, printed.front()) == 0);
  CHECK(printed.front().contains("lesson.3"));
  CHECK_FALSE(printed.front().contains("lesson.1"));
  for (std::size_t i = 1; i < printed.size(); ++i) CHECK(std::ranges::count(all, printed[i]) > 0);
  const Outcome same =
      desk.replan({"new.pdf", "--today", "2026-11-28", "-o", "same.pdf", "--changes", "nothing.pdf"});
  CHECK(same.status == 0);
  CHECK(same.out.ends_with("no page changed: there is nothing to print\n"));
  CHECK(std::ranges::count(desk.files(), std::string("nothing.pdf")) == 0);
  const auto fails = [&](const std::vector<std::string>& more, const std::string& message) {
    const Outcome failed = replan(more);
    CAPTURE(failed.err);
    CHECK(failed.status == 2);
    CHECK(failed.err.find(message) != std::string::npos);
  };
  fails({"--changes", "print.txt"}, "--changes: “print.txt” is not a PDF\nhint: end it in .pdf\n");
  fails({"--changes", "new.pdf"},
        "--changes: “new.pdf” is another file of this run\nhint: give it another name\n");
  fails({"--changes", "p.pdf", "--layout", "a4"},
        "--changes: the pages in hand are unknown, or have another layout\nhint: leave it out, "
        "and print all pages\n");
  const Outcome status = desk.replan({"ticked.pdf", "--status", "--changes", "p.pdf"});
  CHECK(status.status == 2);
  CHECK(status.err == "pensum: error: --status writes no plan\nhint: leave out --status or --changes\n");
}

TEST_CASE("options of a calendar without one are a warning") {
  const Desk desk;
  const std::string warning =
      "pensum: warning: --at, --remind are for a calendar, and none is written\nhint: write one, too: -o "
      "plan.ics\n";
  const std::vector<std::string> when{"--at", "19:30", "--remind", "10"};
  std::vector<std::string> again{"plan.pdf", "--today", "2026-11-28", "--done", "1..4", "-o", "new.pdf"};
  again.insert(again.end(), when.begin(), when.end());
  CHECK(desk.replan(again).err == warning);
  again.insert(again.end(), {"-o", "new.ics", "--overwrite"});
  CHECK(desk.replan(again).err.empty());
  std::vector<std::string> build{"build", "-s", "2026-11-24", "-o", "x.txt", "--entries", "todo"};
  const Outcome built = desk.run(build);
  CHECK(built.status == 0);
  CHECK(built.err ==
        "pensum: warning: --entries is for a calendar, and none is written\nhint: write one, too: -o "
        "plan.ics\n");
  desk.write("class.csv", "learner\nAda\n");
  const std::vector<std::string> cohort{"cohort", "class.csv", "-s",       "2026-11-24",
                                        "--at",   "19:30",     "--formats"};
  const auto formats = [&](const char* list) {
    std::vector<std::string> arguments = cohort;
    arguments.push_back(list);
    return desk.run(arguments).err;
  };
  CHECK(formats("txt") ==
        "pensum: warning: --at is for a calendar, and none is written\nhint: write calendars, too: --formats "
        "pdf,ics\n");
  CHECK(formats("txt,ics").empty());
}

TEST_CASE("a plan that was caught up on is followed like any other") {
  const Desk desk({"--reviews", "none", "--buffer", "0"});
  REQUIRE(desk.replan({"plan.pdf", "--today", "2026-11-28", "--done", "1..2", "--catch-up", "1", "-o",
                       "caught-up.pdf"})
              .status == 0);
  // That day has more minutes than the others, and keeps them.
  CHECK(desk.status({"caught-up.pdf", "--today", "2026-11-28"})["plan"]["moved"] == nothing);
  CHECK(desk.status({"caught-up.pdf", "--today", "2026-11-29", "--done", "3..5"})["plan"]["moved"] ==
        nothing);
}

TEST_CASE("a plan that begins tomorrow does so, whoever asks again today") {
  const Desk desk;
  REQUIRE(desk.replan({"plan.pdf", "--today", "2026-11-28", "--from", "tomorrow", "--done", "1..3", "-o",
                       "tomorrow.pdf"})
              .status == 0);
  const json said = desk.status({"tomorrow.pdf", "--today", "2026-11-28"});
  CHECK(said["plan"]["moved"] == nothing);
}

TEST_CASE("lessons told to be done again were done when the plan in hand says") {
  const Desk desk({"--minutes", "20", "--reviews", "1,3", "--buffer", "0"});
  REQUIRE(desk.replan({"plan.pdf", "--today", "2026-11-26", "--done", "1..5", "-o", "first.pdf"}).status ==
          0);
  const std::vector<std::string> again = {"first.pdf",   "--today", "2026-11-30", "-o",
                                          "second.json", "-o",      "second.pdf"};
  const auto done_on = [&](std::vector<std::string> told) {
    told.insert(told.end(), again.begin(), again.end());
    told.emplace_back("--overwrite");
    REQUIRE(desk.replan(told).status == 0);
    const json plan = json::parse(desk.bytes("second.json"));
    json dates;
    for (const json& done : plan["done"]) dates[done["id"].get<std::string>()] = done["on"];
    return dates;
  };
  const json only_new = done_on({"--done", "6"});
  REQUIRE(only_new["5"] == "2026-11-25");
  CHECK(done_on({"--done", "1..6"}) == only_new);
  CHECK(done_on({"--done", "1..6,5=2026-11-24"})["5"] == "2026-11-24");
}

TEST_CASE("a plan whose weekdays have all the minutes can be fitted, and then planned again") {
  const Desk desk(
      {"--weekday", "mon=8,tue=8,wed=8,thu=8,fri=8,sat=8,sun=8", "--reviews", "none", "--buffer", "0"});
  REQUIRE(desk.replan({"plan.pdf", "--today", "2026-11-28", "--done", "1..2", "--fit", "-o", "fitted.pdf"})
              .status == 0);
  CHECK(desk.status({"fitted.pdf", "--today", "2026-11-28"})["plan"]["moved"] == nothing);
}

TEST_CASE("what was left out stays so, or is done") {
  const Desk desk;
  desk.write("few.xml",
             "<catalog id='few' lang='en'><title>Few</title><path id='p'><title>P</title>"
             "<lesson id='1' minutes='20'><title>One</title></lesson>"
             "<lesson id='2' minutes='20' priority='could'><title>Two</title></lesson>"
             "<lesson id='3' minutes='20' priority='could'><title>Three</title></lesson>"
             "<lesson id='4' minutes='20'><title>Four</title></lesson></path></catalog>");
  REQUIRE(desk.run({"build", "few.xml", "-s", "2026-11-24", "-d", "2026-11-25", "-m", "20", "--fit",
                    "--reviews", "none", "-o", "few.pdf"})
              .status == 0);
  REQUIRE(desk.replan({"few.pdf", "--today", "2026-11-25", "--done", "1..2", "-o", "left.json"}).status == 0);
  const json plan = json::parse(desk.bytes("left.json"));
  REQUIRE(plan["leftOut"].size() == 1);
  CHECK(plan["leftOut"][0]["id"] == "3");
}

TEST_CASE("a buffer of one's own is there for what went wrong") {
  const Desk desk({"--minutes", "16", "--reviews", "none", "--buffer", "3"});
  // Its days are all that is left.
  const json said = desk.status({"plan.pdf", "--today", "2026-12-01", "--done", "1..7"});
  CHECK(said["plan"]["lessons"] == 3);
  const json on_plan = desk.status({"plan.pdf", "--today", "2026-11-28", "--done", "1..6"});
  CHECK(on_plan["plan"]["moved"] == nothing);
  // Asked for anew it does not give way, and a smaller one is named that works.
  const Outcome refused =
      desk.replan({"plan.pdf", "--today", "2026-11-30", "--done", "1..5", "--buffer", "3", "--status"});
  CAPTURE(refused.out, refused.err);
  CHECK(refused.out.contains("--buffer 1"));
  CHECK(desk.replan({"plan.pdf", "--today", "2026-11-30", "--done", "1..5", "--buffer", "1", "--status"})
            .status == 0);
}

TEST_CASE("a class's buffer gives way where it is the one in hand, and not where the roster has another") {
  const Desk desk;
  const auto study_days_kept_free = [&](const std::string& buffer, const char* today) {
    desk.write(
        "class.csv",
        "learner,start,deadline,minutes,reviews,buffer\nAda,2026-11-24,2026-12-03,16,none," + buffer + "\n");
    std::vector<std::string> arguments{"cohort",    "class.csv", "--catalog", "course.xml",
                                       "--formats", "pdf,json",  "--quiet"};
    if (today != nullptr) arguments.insert(arguments.end(), {"--replan", "returned", "--today", today});
    const Outcome outcome = desk.run(arguments);
    CAPTURE(outcome.err);
    if (outcome.status == 3) return std::string("no plan");
    REQUIRE(outcome.status == 0);
    std::size_t count = 0;
    const json plan = json::parse(desk.bytes("out/class/ada.json"));
    for (const json& day : plan["days"]) count += day["buffer"].get<bool>() ? 1U : 0U;
    return std::to_string(count);
  };
  CHECK(study_days_kept_free("2", nullptr) == "2");
  desk.write("returned/ada.pdf", ticking::changed(desk.bytes("out/class/ada.pdf"),
                                                  ticking::tick({"lesson.1", "lesson.2", "lesson.3"})));
  // Seven lessons of 8 minutes are left, for two of which a day has room.
  CHECK(study_days_kept_free("2", "2026-11-30") == "0");
  CHECK(study_days_kept_free("1", "2026-11-29") == "1");
  CHECK(study_days_kept_free("4", "2026-11-29") == "no plan");
}

TEST_CASE("where too few days are given to catch up, those that are enough are named") {
  const Desk desk;
  const Outcome outcome =
      desk.replan({"plan.pdf", "--today", "2026-11-30", "--done", "1..4", "--catch-up", "1"});
  CHECK(outcome.status == 3);
  CAPTURE(outcome.err);
  CHECK(outcome.err.contains("hint: it fits with --catch-up 2"));
  CHECK(outcome.err.contains("without --catch-up"));
  CHECK_FALSE(outcome.err.contains("2026-12-03)"));  // the deadline that it has
}

TEST_CASE("where the changed pages cannot be written, the plan is not either") {
  const Desk desk;
  const Outcome outcome = desk.replan({"plan.pdf", "--today", "2026-11-28", "--done", "1..2", "-o", "new.pdf",
                                       "--changes", "course.xml/changes.pdf"});
  CHECK(outcome.status == 4);
  CHECK_FALSE(std::filesystem::exists(desk.folder() / "new.pdf"));
}

TEST_CASE("at the ends of the calendar a plan can be planned again") {
  const Desk desk;
  REQUIRE(desk.run({"build", "course.xml", "-s", "9999-12-30", "-d", "9999-12-31", "--reviews", "1", "-m",
                    "90", "--pace", "early", "-o", "last.pdf", "-o", "last.json"})
              .status == 0);
  CHECK_FALSE(desk.bytes("last.json").contains("0000"));
  CHECK(desk.replan({"last.pdf", "--today", "9999-12-31", "--done", "1", "--status"}).status == 0);
  REQUIRE(desk.run({"build", "course.xml", "-s", "0001-01-01", "--done", "1", "-o", "first.pdf"}).status ==
          0);
  CHECK(desk.replan({"first.pdf", "--today", "0001-01-02", "--status"}).status == 0);
}
