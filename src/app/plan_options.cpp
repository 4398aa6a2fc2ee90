#include "app/plan_options.hpp"

#include "app/import_options.hpp"
#include "app/reporter.hpp"
#include "base/named_setting.hpp"
#include "io/files.hpp"
#include "request/request_file.hpp"
#include "request/setting_table.hpp"
#include "request/wording.hpp"
#include "shelf/layouts.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>
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
                         .help = std::string(row.help) + (row.choices == nullptr ? "" : row.choices())});
    }
    command_line.add(std::string(heading.heading), std::move(options));
  }
  command_line.add("All of these from a file",
                   {
                       {0, "request", "FILE.xml",
                        "a request file, or - for standard input; options on the command line override it"},
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

namespace {

/// The folder of the user's configuration; nothing where the environment names none.
std::optional<std::filesystem::path> config_folder(const World& world) {
  const auto config = world.variable("XDG_CONFIG_HOME");
  if (config && std::filesystem::path(*config).is_absolute()) return std::filesystem::path(*config);
  const auto home = world.variable("HOME");
  if (home && std::filesystem::path(*home).is_absolute()) return std::filesystem::path(*home) / ".config";
  return std::nullopt;
}

std::string names_of(const Settings& settings) {
  std::string names;
  for (const Setting& setting : settings.all()) names += (names.empty() ? "" : ", ") + setting.name;
  return names.empty() ? "no settings" : names;
}

}  // namespace

void add_config_option(CommandLine& command_line) {
  command_line.add("Your defaults", {{0, "no-config", "",
                                      "leave out your defaults: pensum/defaults.xml in $XDG_CONFIG_HOME, a "
                                      "request file whose settings count "
                                      "where nothing else gives them"}});
}

Result<Settings> read_settings_and_defaults(const ParsedOptions& options, const World& world) {
  Result<Settings> settings = read_settings(options);
  if (!settings || options.has("no-config")) return settings;
  const auto folder = config_folder(world);
  if (!folder) return settings;
  const std::filesystem::path file = *folder / "pensum/defaults.xml";
  std::error_code problem;
  if (!std::filesystem::exists(file, problem)) {
    tell_more(world, fmt::format("there are no defaults in {}", shown(file.string(), 4096)));
    return settings;
  }
  const Result<std::string> bytes = io::read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  const Result<Settings> defaults = read_request_file(*bytes, file.string());
  if (!defaults) return std::unexpected(defaults.error());
  tell_more(world, fmt::format("defaults from {}: {}", shown(file.string(), 4096), names_of(*defaults)));
  settings->fill_in(*defaults);
  return settings;
}

void tell_sources(const World& world, const std::string& catalog, const PlanRequest& asked) {
  if (world.talk != Talk::verbose) return;
  const auto tell_file = [&](std::string_view kind, const Result<std::filesystem::path>& file) {
    if (file) tell_more(world, fmt::format("{} from {}", kind, shown(file->string(), 4096)));
  };
  if (io::is_standard_stream(catalog)) {
    tell_more(world, "catalog from standard input");
  } else {
    tell_file("catalog", io::find(world.resources, io::Shelf::catalogs, catalog));
  }
  const std::string layout = asked.layout.empty() ? shelf::default_layout : asked.layout;
  tell_file("layout", io::find(world.resources, io::Shelf::layouts, layout));
  tell_settings(world, asked);
}

void tell_settings(const World& world, const PlanRequest& asked) {
  if (world.talk != Talk::verbose) return;
  std::string settings;
  for (const SettingRow& row : setting_table()) {
    const std::string value = row.write(asked);
    if (!value.empty()) settings += fmt::format(" {}=\"{}\"", row.name, shown(value));
  }
  tell_more(world, "settings:" + settings);
}

void report_days_off(const PlanRequest& asked, const DaysTaken& taken, const Plan* plan,
                     const OpenCalendar& open, const Settings& settings, const World& world) {
  std::expected<DaysTaken, NotTaken> exact = taken;
  if (plan != nullptr && !asked.request.deadline && !taken.calendars.empty()) {
    // Of a plan without dates only its length is real.
    const Date deadline =
        plan->undated ? asked.request.start + (plan->deadline - plan->start) : plan->deadline;
    PlanRequest again = asked;
    again.request.deadline = deadline;
    exact = take_days_off(again, open);
    const Date looked_at = taken.calendars.front().range.last;
    if (exact && deadline > looked_at) {
      exact->warnings.push_back(
          {.severity = Severity::warning,
           .place = {},
           .message = fmt::format(
               "the plan ends on {}, and calendars were read up to {}: later days off are not in it",
               to_iso(deadline), to_iso(looked_at)),
           .hint = fmt::format("name the deadline: {}", named("deadline", to_iso(deadline))),
           .settings = {"off-calendar"}});
    }
  }
  if (!exact) return;
  report(world, in_words(exact->warnings, settings));
  if (world.talk == Talk::quiet) return;
  for (const CalendarDays& calendar : exact->calendars) world.err << in_a_line(calendar);
}

void tell_of_import(World& world, const shelf::LoadedCatalog& catalog) {
  report(world, catalog.warnings);
  if (!catalog.note.empty() && world.talk != Talk::quiet)
    world.err << "pensum: " << in_words_of_import(catalog.note) << '\n';
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
