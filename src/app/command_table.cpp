#include "app/command_table.hpp"

#include "app/cohort_options.hpp"
#include "app/import_options.hpp"
#include "app/replan_options.hpp"
#include "base/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace pensum::app {

namespace {

constexpr std::array table{
    Command{"build", "make one plan and write it to files", build_command_line, build},
    Command{"show", "print the same plan, or the request that makes it again", show_command_line, show},
    Command{"replan", "plan what is left of a plan in hand", replan_command_line, replan},
    Command{"check", "check catalogs, layouts, requests, rosters and calendars", check_command_line, check},
    Command{"cohort", "make a plan for every row of a roster", cohort_command_line, cohort},
    Command{"import", "make a catalog of a list, a table, a book or a course's export", import_command_line,
            import_course},
    Command{"list", "list what comes with pensum", list_command_line, list},
    Command{"help", "show the options of a command", help_command_line, help}};

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace

constexpr std::string_view what_pensum_is =
    "a course and a deadline become a plan that you can hold in your hand";

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
  const auto* const found = std::ranges::find(table, name, &Command::name);
  return found == table.end() ? nullptr : found;
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  std::ranges::transform(table, std::back_inserter(names), &Command::name);
  return names;
}

Diagnostic no_command(std::string_view name) {
  if (name == "version" || name == "-V" || name == "-v") {
    return {Severity::error,
            {},
            fmt::format("there is no command “{}”", name),
            "--version shows pensum’s version"};
  }
  if (name.starts_with('-') && name.size() > 1) {
    return {Severity::error,
            {},
            fmt::format("{} is not a command", shown(name)),
            "options are written after the command, such as: pensum build --quiet"};
  }
  const std::vector<std::string_view> names = command_names();
  return {Severity::error,
          {},
          fmt::format("there is no command “{}”", shown(name)),
          suggestion(name, names, fmt::format("the commands are {}", joined(names)))};
}

std::span<const HelpRow> environment_variables() {
  static const std::array variables{
      HelpRow{
          .term = "PENSUM_DATA",
          .text =
              "the folder with pensum's catalogs, layouts and fonts; default ../share/pensum, seen from the "
              "program's own folder"},
      HelpRow{.term = "XDG_CONFIG_HOME",
              .text = "the folder with pensum/defaults.xml, your defaults; default ~/.config"},
      HelpRow{.term = "XDG_DATA_HOME",
              .text = "the folder with pensum/catalogs and pensum/layouts, your own; default ~/.local/share"},
      HelpRow{.term = "NO_COLOR", .text = "if set, messages have no colour on terminals either"},
      HelpRow{.term = "SOURCE_DATE_EPOCH",
              .text = "the date in the files, in seconds since 1970-01-01; default the plan's start, or "
                      "1980-01-01 for one without dates"}};
  return variables;
}

std::span<const HelpRow> exit_statuses() {
  static const std::array statuses{
      HelpRow{.term = "0", .text = "done"},
      HelpRow{.term = "2", .text = "the command line or an input file is wrong"},
      HelpRow{.term = "3", .text = "no plan fits"},
      HelpRow{.term = "4", .text = "an output could not be written, or memory ran out"},
      HelpRow{.term = "70", .text = "a defect in pensum"}};
  return statuses;
}

std::string program_help(std::size_t width) {
  std::vector<HelpRow> rows;
  for (const Command& command : table)
    rows.push_back({.term = command.command_line().usage(), .text = std::string(command.what)});
  rows.push_back({.term = "pensum --version", .text = "show the version"});
  std::size_t terms = 0;
  for (const HelpRow& row : rows) terms = std::max(terms, row.term.size());
  std::string statuses;
  for (const HelpRow& status : exit_statuses())
    statuses += fmt::format("{}{} {}", statuses.empty() ? "" : "; ", status.term, status.text);
  const std::span<const HelpRow> variables = environment_variables();
  return wrapped(fmt::format("pensum: {}", what_pensum_is), width) + "\n" +
         two_columns(rows, width, std::min(terms, width / 2 - 4)) + "\n" +
         wrapped("A first plan, two weeks from today, written to out/:", width) +
         "\n  pensum build\n  pensum build --deadline 2026-12-07 --weekday sat=40,sun=0 -o plan.pdf\n\n" +
         wrapped("Exit status: " + statuses + ".", width) + "\n" + wrapped("Environment:", width) +
         two_columns(variables, width, term_width(variables, width));
}

}  // namespace pensum::app
