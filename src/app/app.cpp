#include "app/app.hpp"

#include "app/commands.hpp"
#include "app/help_text.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "base/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

namespace {

struct Command {
  std::string_view name;
  std::string_view operands;
  std::string_view help;
  ExitStatus (*run)(Arguments, World&);
};

constexpr std::array commands{
    Command{"build", "[CATALOG] [options] [-o FILE]...", "make one plan and write it to files", build},
    Command{"show", "[CATALOG] [options]", "print the same plan, or the request that makes it again", show},
    Command{"replan", "PLAN.pdf [options] [-o FILE]...", "plan what is left of a plan in hand", replan},
    Command{"check", "FILE...", "check catalogs, layouts, requests, rosters and calendars", check},
    Command{"cohort", "ROSTER [options]", "make a plan for every row of a roster", cohort},
    Command{"import", "FILE [-o CATALOG] [options]",
            "make a catalog of a list, a table, a book or a course's export", import_course},
    Command{"list", "catalogs|layouts|fonts|languages", "list what comes with pensum", list}};

std::string help(std::size_t width) {
  std::vector<HelpRow> rows;
  for (const Command& command : commands) {
    rows.push_back({.term = fmt::format("pensum {} {}", command.name, command.operands),
                    .text = std::string(command.help)});
  }
  rows.push_back({.term = "pensum COMMAND --help", .text = "show the options of a command"});
  rows.push_back({.term = "pensum --version", .text = "show the version"});
  const HelpRow variables[] = {
      {.term = "PENSUM_DATA",
       .text = "the folder with pensum's catalogs, layouts and fonts; default ../share/pensum, seen from the "
               "program's own folder"},
      {.term = "XDG_CONFIG_HOME",
       .text = "the folder with pensum/defaults.xml, your defaults; default ~/.config"},
      {.term = "XDG_DATA_HOME",
       .text = "the folder with pensum/catalogs and pensum/layouts, your own; default ~/.local/share"},
      {.term = "NO_COLOR", .text = "if set, messages have no colour on terminals either"},
      {.term = "SOURCE_DATE_EPOCH",
       .text = "the date in the files, in seconds since 1970-01-01; default the plan's start"}};
  std::size_t terms = 0;
  for (const HelpRow& row : rows) terms = std::max(terms, row.term.size());
  return wrapped("pensum: a course and a deadline become a plan that you can hold in your hand", width) +
         "\n" + two_columns(rows, width, std::min(terms, width / 2 - 4)) + "\n" +
         wrapped("A first plan, two weeks from today, written to out/:", width) +
         "\n  pensum build\n  pensum build --deadline 2026-12-07 --weekday sat=40,sun=0 -o plan.pdf\n\n" +
         wrapped(
             "Exit status: 0 done; 2 the command line or an input file is wrong; 3 no plan fits; 4 an "
             "output could not be written; 70 a defect in pensum.",
             width) +
         "\n" + wrapped("Environment:", width) + two_columns(variables, width, term_width(variables, width));
}

}  // namespace

ExitStatus run(std::span<const std::string> arguments, World& world) {
  if (arguments.empty()) {
    world.err << help(world.out_width);
    return ExitStatus::wrong_input;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h") {
    world.out << help(world.out_width);
    return ExitStatus::done;
  }
  if (first == "--version") {
    world.out << fmt::format("pensum {}\n", version);
    return ExitStatus::done;
  }
  const auto command = std::ranges::find(commands, std::string_view(first), &Command::name);
  if (command != commands.end()) return command->run(arguments.subspan(1), world);

  std::array<std::string_view, commands.size()> names;
  std::ranges::transform(commands, names.begin(), &Command::name);
  report(
      world,
      {{Severity::error,
        {},
        fmt::format("there is no command “{}”", shown(first)),
        suggestion(first, names, "the commands are build, show, replan, check, cohort, import and list")}});
  return ExitStatus::wrong_input;
}

}  // namespace pensum::app
