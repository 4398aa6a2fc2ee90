#include "app/plan_options.hpp"

#include "app/values.hpp"
#include "course/catalog_reader.hpp"
#include "io/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace pensum::app {

namespace {

// Keeps the value, or what is wrong with it.
template <class T, class Into>
void keep(Result<T> result, Diagnostics& diagnostics, Into& into) {
  if (result) {
    into = *std::move(result);
  } else {
    std::ranges::move(result.error(), std::back_inserter(diagnostics));
  }
}

void keep(Result<void> result, Diagnostics& diagnostics) {
  if (!result) std::ranges::move(result.error(), std::back_inserter(diagnostics));
}

}  // namespace

void add_plan_options(CommandLine& command_line) {
  command_line.add("When", {
      {'s', "start", "DATE", "first day; default today"},
      {'d', "deadline", "DATE", "last day, inclusive"},
      {'m', "minutes", "N", "minutes a day"},
      {0, "weekday", "LIST", "minutes by weekday, such as sat=40,sun=0"},
      {0, "off", "LIST", "days off, such as 2026-12-01,2026-12-05..2026-12-07"},
      {0, "on", "LIST", "one date's minutes, also on a day off, such as 2026-12-06=45"},
      {0, "pace", "even|early", "spread evenly (default), or fill each day and finish soon"},
  });
  command_line.add("Which lessons (a LIST such as 1..6,9, in catalog order)", {
      {0, "path", "ID", "only this path of the course; may be repeated"},
      {0, "only", "LIST", "only these lessons"},
      {0, "skip", "LIST", "all but these lessons"},
      {0, "done", "LIST", "lessons already done; the plan holds the rest"},
  });
  command_line.add("For whom", {
      {0, "learner", "NAME", "the name on the plan"},
      {0, "lang", "TAG", "the language of dates, such as en-US or de; default the catalog's"},
  });
}

Result<Request> read_request(const ParsedOptions& options, const World& world) {
  Request request;
  Diagnostics diagnostics;
  if (options.has("start")) {
    keep(date_value("--start", options.last("start")), diagnostics, request.start);
  } else {
    request.start = world.today();
  }
  if (options.has("deadline")) {
    keep(date_value("--deadline", options.last("deadline")), diagnostics, request.deadline);
  }
  if (options.has("minutes")) {
    keep(minutes_value("--minutes", options.last("minutes")), diagnostics, request.minutes);
  }
  for (const std::string& text : options.all("weekday")) keep(add_weekdays(text, request.weekday), diagnostics);
  for (const std::string& text : options.all("off")) keep(add_dates_off(text, request.off), diagnostics);
  for (const std::string& text : options.all("on")) keep(add_dates_on(text, request.on), diagnostics);

  request.paths = options.all("path");
  constexpr std::array lists{std::pair{"only", &Request::only}, std::pair{"skip", &Request::skip},
                             std::pair{"done", &Request::done}};
  for (const auto& [name, list] : lists) {
    for (const std::string& text : options.all(name)) {
      keep(add_lessons(fmt::format("--{}", name), text, request.*list), diagnostics);
    }
  }

  const std::string pace = options.last("pace", "even");
  if (pace == "early") {
    request.pace = Pace::early;
  } else if (pace != "even") {
    keep(failure(fmt::format("--pace: there is no pace “{}”", shown(pace)), "write even or early"), diagnostics);
  }
  keep(name_value("--learner", options.last("learner")), diagnostics, request.learner);
  if (options.has("lang")) keep(language_value("--lang", options.last("lang")), diagnostics, request.language);
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return request;
}

std::expected<Plan, Stopped> plan_from(const std::string& name, const Request& request, const World& world) {
  const auto stop = [](Diagnostics diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    return std::unexpected(Stopped{status, std::move(diagnostics)});
  };
  const auto path = io::find(world.resources.catalogs(), name, "catalog");
  if (!path) return stop(path.error());
  const Result<std::string> bytes = io::read_file(*path);
  if (!bytes) return stop(bytes.error());
  Result<Catalog> catalog = read_catalog(*bytes, path->string());
  if (!catalog) return stop(std::move(catalog.error()));
  auto plan = make_plan(std::make_shared<const Catalog>(*std::move(catalog)), request);
  if (plan) return *std::move(plan);
  return stop(std::move(plan.error().diagnostics), plan.error().reason == NoPlan::Reason::does_not_fit
                                                       ? ExitStatus::no_plan
                                                       : ExitStatus::wrong_input);
}

}  // namespace pensum::app
