#include "app/app.hpp"

#include "app/commands.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "base/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

namespace pensum::app {

namespace {

struct Command {
  std::string_view name;
  ExitStatus (*run)(Arguments, World&);
};

constexpr std::array commands{Command{"build", build}, Command{"show", show}, Command{"check", check},
                              Command{"cohort", cohort}, Command{"list", list}};

constexpr std::string_view help =
    R"(pensum: a course and a deadline become a plan that you can hold

  pensum build  [CATALOG] [options] [-o FILE]...   one plan, written to files
  pensum show   [CATALOG] [options]                the same plan as text, JSON or a request
  pensum check  FILE...                            catalogs, layouts, requests, rosters: valid or not, and why
  pensum cohort ROSTER    [options]                a plan for every row of a roster
  pensum list   catalogs|layouts|fonts             what comes with pensum

  pensum COMMAND --help                            a command's options
  pensum --version

A first plan, two weeks from today, written to out/:

  pensum build
  pensum build --deadline 2026-12-07 --weekday sat=40,sun=0 -o plan.pdf

Exit status: 0 done; 2 the command line or an input file is wrong; 3 no plan fits; 4 an output could
not be written; 70 a defect in pensum.
)";

}  // namespace

ExitStatus run(std::span<const std::string> arguments, World& world) {
  if (arguments.empty()) {
    world.err << help;
    return ExitStatus::wrong_input;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h") {
    world.out << help;
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
  report(world.err, {{Severity::error,
                      {},
                      fmt::format("there is no command “{}”", shown(first)),
                      suggestion(first, names, "the commands are build, show, check, cohort and list")}});
  return ExitStatus::wrong_input;
}

}  // namespace pensum::app
