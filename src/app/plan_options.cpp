#include "app/plan_options.hpp"

#include "io/files.hpp"
#include "request/request_file.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace pensum::app {

void add_plan_options(CommandLine& command_line) {
  command_line.add("When",
                   {
                       {'s', "start", "DATE", "first day; default today"},
                       {'d', "deadline", "DATE", "last day, inclusive"},
                       {'m', "minutes", "N", "minutes a day"},
                       {0, "weekday", "LIST", "minutes by weekday, such as sat=40,sun=0"},
                       {0, "off", "LIST", "days off, such as 2026-12-01,2026-12-05..2026-12-07"},
                       {0, "on", "LIST", "one date's minutes, also on a day off, such as 2026-12-06=45"},
                       {0, "week-start", "DAY", "the first day of calendars' weeks; default the language's"},
                   });
  command_line.add(
      "Which lessons (a LIST such as 1..6,9, in catalog order)",
      {
          {0, "path", "ID", "only this path of the course; may be repeated"},
          {0, "only", "LIST", "only these lessons"},
          {0, "skip", "LIST", "all but these lessons"},
          {0, "done", "LIST", "lessons already done, 4=2026-11-26 with the date; their reviews go on"},
      });
  command_line.add(
      "How",
      {
          {0, "pace", "even|early", "spread evenly (default), or fill each day and finish soon"},
          {0, "reviews", "LIST|none", "days after a lesson on which to return to it; default 1,3,7"},
          {0, "buffer", "N",
           "keep the last N study days free of new lessons; default auto: one for every 14, at most five"},
          {0, "split", "N", "lessons may be spread over days, in pieces of N minutes or more"},
          {0, "fit", "", "leave out what matters least where not everything fits"},
      });
  command_line.add(
      "For whom, and how it looks",
      {
          {0, "learner", "NAME", "the name on the plan"},
          {0, "lang", "TAG", "the language of dates, such as en-US or de; default the catalog's"},
          {0, "layout", "NAME", "how pages look: a layout file, or one of `pensum list layouts`; default a4"},
          {0, "sections", "LIST",
           "what the PDF holds, in this order: overview, weeks, days, index, questions, answers, notes; "
           "default the layout's"},
          {0, "epub-css", "FILE",
           "a stylesheet of your own for the EPUB, which comes after the built-in one"},
      });
  command_line.add("All of these from a file",
                   {
                       {0, "request", "FILE",
                        "a request file, or - for standard input; options on the command line win over it"},
                   });
}

Result<Settings> read_settings(const ParsedOptions& options) {
  Settings settings({});
  if (options.has("request")) {
    const std::string file = options.last("request");
    const Result<std::string> bytes = io::read_input(file);
    if (!bytes) return std::unexpected(bytes.error());
    Result<std::vector<Setting>> from_file = read_request_file(*bytes, io::input_name(file));
    if (!from_file) return std::unexpected(std::move(from_file.error()));
    settings = Settings(*std::move(from_file));
  }
  std::vector<Setting> given;
  for (const ParsedOptions::Given& each : options.given()) {
    given.push_back({.name = each.name, .value = each.value, .label = "--" + each.name, .place = {}});
  }
  settings.override_with(std::move(given));
  return settings;
}

Result<PlanRequest> read_plan_request(const ParsedOptions& options, const World& world) {
  const Result<Settings> settings = read_settings(options);
  if (!settings) return std::unexpected(settings.error());
  return plan_request_of(*settings, world.today);
}

Diagnostics wrong_together(const Settings& settings, const PlanRequest& asked) {
  Catalog catalog;
  catalog.id = "any";
  catalog.language = "en";
  catalog.paths.push_back({.id = "any", .title = "Any", .summary = {}, .first = 0, .last = 1});
  Lesson lesson;
  lesson.id = "1";
  lesson.title = "Any";
  lesson.minutes = Minutes{1};
  catalog.lessons.push_back(lesson);
  Request request = asked.request;
  request.paths.clear();
  request.only.clear();
  request.skip.clear();
  request.done.clear();
  if (!settings.has("start")) {
    // Today's date is not a setting of the file.
    if (request.deadline) request.start = *request.deadline;
    if (!request.on.empty()) request.start = std::min(request.start, request.on.begin()->first);
  }
  if (!request.deadline && !request.on.empty()) {
    // When the plan ends depends on the catalog.
    request.deadline = std::max(request.start, request.on.rbegin()->first);
    request.buffer = 0;
  }
  const auto plan = make_plan(std::make_shared<const Catalog>(std::move(catalog)), request);
  if (plan || plan.error().reason == NoPlan::Reason::does_not_fit) return {};
  return at_settings(plan.error().diagnostics, settings);
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
