#include "app/plan_options.hpp"

#include "app/import_options.hpp"
#include "app/reporter.hpp"
#include "base/named_setting.hpp"
#include "io/files.hpp"
#include "request/request_file.hpp"
#include "request/setting_table.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>

namespace pensum::app {

void add_plan_options(CommandLine& command_line) {
  for (const SettingHeading& heading : setting_headings()) {
    std::vector<Option> options;
    options.reserve(setting_table().size());
    for (const SettingRow& row : setting_table()) {
      if (row.group != heading.group) continue;
      options.push_back({.letter = row.letter,
                         .name = std::string(row.name),
                         .value = std::string(row.value),
                         .help = std::string(row.help)});
    }
    command_line.add(std::string(heading.heading), std::move(options));
  }
  command_line.add("All of these from a file",
                   {
                       {0, "request", "FILE.xml",
                        "a request file, or - for standard input; options on the command line win over it"},
                   });
}

Result<Settings> read_settings(const ParsedOptions& options) {
  Settings settings;
  if (options.has("request")) {
    const std::string file = options.last("request");
    const Result<std::string> bytes = io::read_input(file);
    if (!bytes) return std::unexpected(bytes.error());
    Result<Settings> from_file = read_request_file(*bytes, io::input_name(file));
    if (!from_file) return std::unexpected(std::move(from_file.error()));
    settings = *std::move(from_file);
  }
  std::vector<Setting> given;
  for (const ParsedOptions::GivenOption& each : options.given()) {
    given.push_back({.name = each.name, .value = each.value});
  }
  settings.override_with(given);
  return settings;
}

void report_days_off(const PlanRequest& asked, const DaysTaken& taken, const Plan* plan,
                     const OpenCalendar& open, const Settings& settings, std::ostream& err) {
  std::expected<DaysTaken, NotTaken> exact = taken;
  if (plan != nullptr && !asked.request.deadline && !taken.calendars.empty()) {
    PlanRequest again = asked;
    again.request.deadline = plan->deadline;
    exact = take_days_off(again, open);
    const Date looked_at = taken.calendars.front().range.last;
    if (exact && plan->deadline > looked_at) {
      exact->warnings.push_back(
          {.severity = Severity::warning,
           .place = {},
           .message = fmt::format(
               "the plan ends on {}, and calendars were read up to {}: later days off are not in it",
               to_iso(plan->deadline), to_iso(looked_at)),
           .hint = fmt::format("name the deadline: {}", named("deadline", to_iso(plan->deadline))),
           .settings = {"off-calendar"}});
    }
  }
  if (!exact) return;
  report(err, in_words(exact->warnings, settings));
  for (const CalendarDays& calendar : exact->calendars) err << in_a_line(calendar);
}

void tell_of_import(World& world, const shelf::LoadedCatalog& catalog) {
  report(world.err, catalog.warnings);
  if (!catalog.note.empty()) world.err << "pensum: " << in_words_of_import(catalog.note) << '\n';
}

std::expected<Plan, EarlyEnd> plan_from(const Result<shelf::LoadedCatalog>& catalog, const Request& request) {
  const auto stop = [](Diagnostics diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    return std::unexpected(
        EarlyEnd{.status = status, .diagnostics = std::move(diagnostics), .no_plan = {}, .catalog = {}});
  };
  if (!catalog) return stop(catalog.error());
  auto plan = make_plan(catalog->catalog, request);
  if (plan) return *std::move(plan);
  NoPlan& reason = plan.error();
  if (reason.reason != NoPlan::Reason::does_not_fit) return stop(std::move(reason.diagnostics));
  EarlyEnd stopped{.status = ExitStatus::no_plan,
                   .diagnostics = reason.diagnostics,
                   .no_plan = {},
                   .catalog = catalog->catalog};
  stopped.no_plan = std::move(reason);
  return std::unexpected(std::move(stopped));
}

}  // namespace pensum::app
