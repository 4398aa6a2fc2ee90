// How messages name settings, and the places that they get.
#include "request/wording.hpp"

#include "base/named_setting.hpp"
#include "request/request_file.hpp"
#include "request/roster_columns.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

namespace {

Diagnostic misfit() {
  return {Severity::error,
          {},
          "72 of the 95 min do not fit with " + named("buffer", "2"),
          "it would fit with 38 minutes a day (" + named("minutes", "38") + "), lessons left out (" +
              named("fit", "yes") + "), or no days off (leave out " + named("off") + ")",
          {"deadline", "minutes", "off"}};
}

Diagnostic contradiction() {
  return {Severity::error,
          {},
          named("deadline", "2026-11-20") + " lies before " + named("start", "2026-11-24"),
          "start earlier",
          {"deadline", "start"}};
}

Diagnostic wrong_value() {
  return about("weekday", {{Severity::error,
                            {},
                            "a part of the list is empty",
                            "write it like this: " + this_setting("sat=40,sun=0")}})
      .front();
}

std::string printed(const Diagnostic& diagnostic, const Settings& settings, const RowName& row = {}) {
  return to_text(in_words({diagnostic}, settings, row).front());
}

Settings of_file(const std::string& attributes) {
  return read_request_file("<request " + attributes + "/>", "r.xml").value();
}

struct Row {
  Settings settings;
  RowName name;
};

Row of_roster(const std::string& bytes) {
  const auto roster = roster::read_roster(bytes, "class", roster_columns()).value();
  return {row_settings(roster, 0), {.title = roster.title(0), .learner = "Ada"}};
}

}  // namespace

TEST_CASE("on the command line settings are named as options") {
  const Settings given({{.name = "deadline", .value = "2026-11-20"}, {.name = "off", .value = "2026-11-24"}},
                       {});
  CHECK(printed(misfit(), given) ==
        "pensum: error: 72 of the 95 min do not fit with --buffer 2\n"
        "hint: it would fit with 38 minutes a day (--minutes 38), lessons left out (--fit), or no days off "
        "(leave out --off)\n");
  CHECK(printed(contradiction(), given) ==
        "pensum: error: --deadline 2026-11-20 lies before --start 2026-11-24\nhint: start earlier\n");
  CHECK(printed(wrong_value(), given) ==
        "pensum: error: --weekday: a part of the list is empty\nhint: write it like this: --weekday "
        "sat=40,sun=0\n");
}

TEST_CASE("in a request file settings are named as attributes, at their places") {
  const Settings file = of_file("start='2026-11-24' deadline='2026-11-20' weekday=','");
  CHECK(
      printed(misfit(), file) ==
      "pensum: error: r.xml:1:39: 72 of the 95 min do not fit with buffer=\"2\"\n"
      "hint: it would fit with 38 minutes a day (minutes=\"38\"), lessons left out (fit=\"yes\"), or no days "
      "off (leave out off)\n");
  CHECK(printed(contradiction(), file) ==
        "pensum: error: r.xml:1:39: deadline=\"2026-11-20\" lies before start=\"2026-11-24\"\nhint: start "
        "earlier\n");
  CHECK(printed(wrong_value(), file) ==
        "pensum: error: r.xml:1:60: weekday: a part of the list is empty\n"
        "hint: write it like this: weekday=\"sat=40,sun=0\"\n");
  CHECK(printed(misfit(), of_file("learner='Ada'")).starts_with("pensum: error: r.xml: 72 of"));
}

TEST_CASE("each setting is named as where it was made, which is not the same for all") {
  Settings mixed = of_file("start='2026-11-24' deadline='2026-11-20'");
  mixed.override_with({{.name = "deadline", .value = "2026-11-20"}, {.name = "minutes", .value = "10"}});
  CHECK(printed(contradiction(), mixed) ==
        "pensum: error: r.xml:1:17: --deadline 2026-11-20 lies before start=\"2026-11-24\"\nhint: start "
        "earlier\n");
  // The option would win over an attribute.
  CHECK(printed(misfit(), mixed) ==
        "pensum: error: 72 of the 95 min do not fit with buffer=\"2\"\n"
        "hint: it would fit with 38 minutes a day (--minutes 38), lessons left out (fit=\"yes\"), or no days "
        "off "
        "(leave out off)\n");
}

TEST_CASE("in a spreadsheet settings are named as columns, and rows by their numbers") {
  const Row row = of_roster("learner,deadline,weekday,off\nAda,2026-11-20,\",\",2026-12-01\n");
  CHECK(printed(misfit(), row.settings, row.name) ==
        "pensum: error: class:2:1: row 2, Ada: 72 of the 95 min do not fit with buffer 2\n"
        "hint: it would fit with 38 minutes a day (column minutes: 38), lessons left out (column fit: yes), "
        "or no "
        "days off (leave out column off)\n");
  CHECK(printed(contradiction(), row.settings, row.name) ==
        "pensum: error: class:2:5: row 2, deadline 2026-11-20 lies before start 2026-11-24\nhint: start "
        "earlier\n");
  CHECK(printed(wrong_value(), row.settings, row.name) ==
        "pensum: error: class:2:17: row 2, weekday: a part of the list is empty\n"
        "hint: write it like this: column weekday: sat=40,sun=0\n");
  // Beside the row's name in the teacher's table.
  CHECK(in_words({wrong_value()}, row.settings).front().message == "weekday: a part of the list is empty");
}

TEST_CASE("a row may change for one learner what options set for all") {
  Row row = of_roster("learner,deadline\nAda,2026-11-20\n");
  row.settings.fill_in(
      Settings({{.name = "minutes", .value = "10"}, {.name = "off", .value = "2026-12-01"}}, {}));
  CHECK(in_words({misfit()}, row.settings).front().hint ==
        "it would fit with 38 minutes a day (column minutes: 38), lessons left out (column fit: yes), or no "
        "days "
        "off (leave out --off)");
}

TEST_CASE("in a roster as XML settings are named as attributes, and learners by their numbers") {
  const Row row = of_roster("<roster><learner learner='Ada' deadline='2026-11-20'/></roster>");
  CHECK(printed(contradiction(), row.settings, row.name) ==
        "pensum: error: class:1:42: learner 1, deadline=\"2026-11-20\" lies before start=\"2026-11-24\"\n"
        "hint: start earlier\n");
  CHECK(printed(misfit(), row.settings, row.name)
            .starts_with("pensum: error: class:1:42: learner 1, Ada: 72 of"));
}

TEST_CASE("a message with a place of its own keeps it, and one without a setting gets none") {
  const Diagnostic elsewhere{Severity::error, {"own.xml", 3, 4}, "<foo> is not known", ""};
  CHECK(about("layout", {elsewhere}).front() == elsewhere);
  const Settings file = of_file("layout='own.xml'");
  CHECK(printed(elsewhere, file) == "pensum: error: own.xml:3:4: <foo> is not known\n");
  CHECK(printed({Severity::error, {}, "there is no font", ""}, file) == "pensum: error: there is no font\n");
  const Row row = of_roster("learner,layout\nAda,own.xml\n");
  CHECK(printed(elsewhere, row.settings, row.name) ==
        "pensum: error: own.xml:3:4: row 2, Ada: <foo> is not known\n");
}

TEST_CASE("without words settings have their bare names, and nothing else is a mark") {
  CHECK(to_text(contradiction()) ==
        "pensum: error: deadline 2026-11-20 lies before start 2026-11-24\nhint: start earlier\n");
  CHECK_FALSE(begins_with_setting("deadline"));
  CHECK(begins_with_setting(named("deadline")));
  const auto bracketed = [](const NamedSetting& setting) {
    return "[" + std::string(setting.name) + "|" + std::string(setting.value) + (setting.first ? "!]" : "]");
  };
  CHECK(with_names("", bracketed).empty());
  CHECK(with_names(named("a") + named("b", "c=1") + "d", bracketed) == "[a|!][b|c=1]d");
  CHECK(with_names(named("a").substr(0, 2) + "…", bracketed) == named("a").substr(0, 2) + "…");
}
