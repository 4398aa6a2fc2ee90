#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using pensum::test::Outcome;
using pensum::test::run_pensum;
using pensum::test::TemporaryFolder;

namespace {

constexpr const char* samples = PENSUM_SOURCE_DIR "/tests/catalogs/valid";

struct Case {
  std::vector<std::string> arguments;
  int status;
  std::string err;  ///< all of stderr
};

void check(const std::vector<Case>& cases, const std::filesystem::path& folder) {
  for (const Case& c : cases) {
    CAPTURE(c.arguments);
    const Outcome outcome = run_pensum(c.arguments, {.folder = folder});
    CHECK(outcome.status == c.status);
    CHECK(outcome.err == c.err);
    CHECK(outcome.out.empty());
  }
}

}  // namespace

TEST_CASE("a wrong command line is told with a hint, and status 2") {
  check(
      {
          {{"bild"}, 2, "pensum: error: there is no command “bild”\nhint: did you mean “build”?\n"},
          {{"build", "harbour.xml", "--dedline", "2026-12-01"},
           2,
           "pensum: error: there is no option --dedline\nhint: did you mean “--deadline”?\n"},
          {{"show", "harbour.xml", "extra"},
           2,
           "pensum: error: unexpected argument “extra”\nhint: usage: pensum show [CATALOG] [options]\n"},
          {{"show", "harbour.xml", "-d"},
           2,
           "pensum: error: --deadline needs a value\nhint: write it after the option: --deadline DATE\n"},
          {{"show", "harbour.xml", "--on"},
           2,
           "pensum: error: --on needs a value\nhint: write it after the option: --on DATE=N\n"},
          {{"version"},
           2,
           "pensum: error: there is no command “version”\nhint: --version shows pensum’s version\n"},
          {{"-V"}, 2, "pensum: error: there is no command “-V”\nhint: --version shows pensum’s version\n"},
          {{"--no-config", "show"},
           2,
           "pensum: error: --no-config is not a command\n"
           "hint: options are written after the command, such as: pensum build --quiet\n"},
          {{"build", "harbour.xml", "-o", ""},
           2,
           "pensum: error: --output names no file\nhint: name one, such as -o plan.pdf\n"},
          {{"build", "harbour.xml", "-o", "/tmp/"},
           2,
           "pensum: error: --output: “/tmp/” is a folder\nhint: name a file in it: /tmp/plan.pdf\n"},
          {{"show", "harbour.xml", "--off", "2026-12-05.."},
           2,
           "pensum: error: --off: the range “2026-12-05..” has only one end\n"
           "hint: write both ends, such as 2026-12-05..2026-12-07\n"},
          {{"show", "harbour.xml", "--off", "1.12.2026 to 2026-12-05"},
           2,
           "pensum: error: --off: “1.12.2026 to 2026-12-05” is not a date\n"
           "hint: write the range as 2026-12-01..2026-12-05\n"},
          {{"show", "harbour.xml", "--off", "2026-12-01-2026-12-05"},
           2,
           "pensum: error: --off: “2026-12-01-2026-12-05” is not a date\n"
           "hint: write the range as 2026-12-01..2026-12-05\n"},
          {{"show", "harbour.xml", "-d", "2w"},
           2,
           "pensum: error: --deadline: “2w” is not a date\nhint: count days or weeks, such as +10d or +2w\n"},
          {{"show", "harbour.xml", "-m", "1.5h"},
           2,
           "pensum: error: --minutes: “1.5h” is not a number of minutes\n"
           "hint: write a whole number from 1 to 1440, or hours and minutes such as 1h30\n"},
          {{"show", "harbour.xml", "--format", "yaml"},
           2,
           "pensum: error: --format: there is no format “yaml”\nhint: write ics, json, text or request\n"},
          {{"check"}, 2, "pensum: error: check needs a file\nhint: usage: pensum check FILE...\n"},
          {{"list"}, 2, "pensum: error: list what?\nhint: write catalogs, layouts, fonts or languages\n"},
          {{"list", "font"}, 2, "pensum: error: pensum cannot list “font”\nhint: did you mean “fonts”?\n"},
      },
      samples);
}

TEST_CASE("every wrong value of a command line is told in one run") {
  check(
      {
          {{"show", "harbour.xml", "--start", "2026-11-31", "--minutes", "0"},
           2,
           "pensum: error: --start: “2026-11-31” is not a date\nhint: November 2026 has 30 days\n"
           "pensum: error: --minutes: “0” is not a number of minutes\nhint: write a whole number from 1 to "
           "1440\n"},
          {{"show", "harbour.xml", "--weekday", "moon=3", "--pace", "fast"},
           2,
           "pensum: error: --weekday: “moon” is not a day of the week\nhint: did you mean “mon”?\n"
           "pensum: error: --pace: there is no pace “fast”\nhint: write even or early\n"},
          {{"show", "harbour.xml", "--off", "2026-12-05..2026-12-01"},
           2,
           "pensum: error: --off: 2026-12-05..2026-12-01 runs backwards\nhint: write "
           "2026-12-01..2026-12-05\n"},
          {{"show", "harbour.xml", "--lang", "e n", "--learner",
            "a\x01"
            "b"},
           2,
           "pensum: error: --learner: “a\\u{1}b” contains a control character\nhint: delete it\n"
           "pensum: error: --lang: “e n” is not a language tag\nhint: write a BCP 47 tag such as en, de-CH "
           "or "
           "pt-BR\n"},
      },
      samples);
}

TEST_CASE("values that do not go with the course or each other are told") {
  check(
      {
          {{"show", "harbour.xml", "--only", "q9"},
           2,
           "pensum: error: --only: there is no lesson “q9” in the catalog\nhint: its lessons run from q1 to "
           "w5\n"},
          {{"show", "harbour.xml", "--path", "quai"},
           2,
           "pensum: error: --path: there is no path “quai” in the catalog\nhint: did you mean “quay”?\n"},
          {{"show", "harbour.xml", "--skip", "q1..w5"},
           2,
           "pensum: error: --path, --only and --skip together leave no lesson\n"
           "hint: leave one of them out, or name other lessons\n"},
          {{"show", "harbour.xml", "-s", "2026-11-24", "-d", "2026-11-20"},
           2,
           "pensum: error: --deadline 2026-11-20 lies before --start 2026-11-24\n"
           "hint: the deadline is the last day of the plan; it may be the start itself\n"},
          {{"show", "harbour.xml", "-s", "2026-11-24", "--on", "2026-01-01=5"},
           2,
           "pensum: error: --on 2026-01-01 lies before --start 2026-11-24\nhint: leave it out, or start "
           "earlier\n"},
          {{"build", "harbour.xml", "--layout", "leter"},
           2,
           "pensum: error: --layout: there is no layout “leter”\nhint: did you mean “letter”?\n"},
          {{"build", "harbour.xml", "--sections", "overview,dayz"},
           2,
           "pensum: error: --sections: “dayz” is not a section\nhint: did you mean “days”?\n"},
          {{"build", "harbour.xml", "--layout", "kobo", "--sections", "weeks", "-o", "x.pdf"},
           2,
           "pensum: error: in the layout kobo: a week’s seven columns would be 39.28 pt wide, too narrow for "
           "9.5 pt "
           "type\nhint: leave out weeks, or take a wider page, such as that of a4-landscape-week: a day "
           "needs 57 pt\n"},
      },
      samples);
}

TEST_CASE("input that cannot be read is told, and status 2") {
  check(
      {
          {{"show", "one-leson.xml"},
           2,
           "pensum: error: one-leson.xml cannot be read: No such file or directory\n"
           "hint: did you mean “one-lesson.xml”?\n"},
          {{"check", "nothing-like-it.xml", "one-leson.xml"},
           2,
           "pensum: error: nothing-like-it.xml cannot be read: No such file or directory\n"
           "hint: check the name and the folder\n"
           "pensum: error: one-leson.xml cannot be read: No such file or directory\n"
           "hint: did you mean “one-lesson.xml”?\n"},
          {{"show", "./"},
           2,
           "pensum: error: ./ is not a regular file\nhint: it is a folder: name a file in it\n"},
          {{"show", "harbour"},
           2,
           "pensum: error: there is no catalog “harbour”\nhint: did you mean “harbour.xml”?\n"},
          {{"show", "list.md"},
           2,
           "pensum: error: list.md cannot be read: No such file or directory\n"
           "hint: check the name and the folder\n"},
          {{"show", "/dev/null/"},
           2,
           "pensum: error: /dev/null/ cannot be read: Not a directory\n"
           "hint: what should be a folder is a file: look at each part of the path\n"},
      },
      samples);
}

TEST_CASE("if no plan fits, the status is 3, and the suggested repairs work") {
  const std::vector<std::string> request{"show", "harbour.xml", "-s", "2026-11-24", "-d", "2026-11-26"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), request.begin(), request.end());
    return run_pensum(more, {.folder = samples});
  };
  const Outcome outcome = with({"-m", "10"});
  CHECK(outcome.status == 3);
  CHECK(outcome.out.empty());
  CHECK(
      outcome.err ==
      "pensum: error: 72 of the 95 min do not fit between 2026-11-24 and 2026-11-26: lesson w1 takes 16 "
      "min, and no day has more than 10\n"
      "hint: it would fit with 34 minutes a day (--minutes 34), or lessons q3–w5 left out, 72 min (--fit)\n");
  CHECK(with({"-m", "10", "--fit"}).status == 0);
  CHECK(with({"-m", "34"}).status == 0);
  CHECK(with({"-m", "33"}).status == 3);

  const Outcome off = with({"--off", "2026-11-24..2026-11-26"});
  CHECK(off.status == 3);
  CHECK(
      off.err ==
      "pensum: error: no date from 2026-11-24 to 2026-11-26 has a budget above 0: 3 are days off "
      "(--off)\n"
      "hint: it would fit with a later deadline (--deadline 2026-11-27), or no days off (leave out --off)\n");
  const Outcome later = run_pensum(
      {"show", "harbour.xml", "-s", "2026-11-24", "-d", "2026-11-27", "--off", "2026-11-24..2026-11-26"},
      {.folder = samples});
  CHECK(later.status == 0);
}

TEST_CASE("a wrong date of the surroundings is told") {
  const TemporaryFolder folder;
  const Outcome outcome = run_pensum({"build", std::string(samples) + "/harbour.xml"},
                                     {.folder = folder.path(), .variables = {{"SOURCE_DATE_EPOCH", "soon"}}});
  CHECK(outcome.status == 2);
  CHECK(outcome.err ==
        "pensum: error: SOURCE_DATE_EPOCH: “soon” is not a time\n"
        "hint: set it to whole seconds since 1970-01-01, or unset it\n");
  CHECK(pensum::test::files_in(folder.path()).empty());
}
