#include "app/activity.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/plan_options.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "press/edition.hpp"
#include "press/kinds.hpp"
#include "press/rendering.hpp"
#include "request/days_off.hpp"
#include "request/plan_request.hpp"
#include "request/request_file.hpp"
#include "request/wording.hpp"
#include "shelf/calendars.hpp"

#include <fmt/format.h>

#include <array>
#include <expected>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

namespace pensum::app {

namespace {

using press::Kind;

/// Not a kind of file that a plan becomes, but the request for the plan.
constexpr std::string_view request_format = "request";

std::vector<std::string_view> formats() {
  std::vector<std::string_view> names = press::names(&Kind::is_text);
  names.push_back(request_format);
  return names;
}

/// The kind that is to be shown; none for the request.
Result<const Kind*> kind_to_show(const ParsedOptions& given) {
  const std::string format = given.last("format", press::names(&Kind::shown_by_default).front());
  const Kind* kind = nullptr;
  if (format != request_format) {
    const Result<const Kind*> named = press::read_kind("--format", format);
    if (!named || !(*named)->is_text) {
      return failure(fmt::format("--format: there is no format “{}”", shown(format)),
                     one_of(format, formats()));
    }
    kind = *named;
  }
  if (given.has("explain") && (kind == nullptr || !kind->explains)) {
    return failure(fmt::format("--explain has no effect with --format {}", format), "leave one of them out");
  }
  return kind;
}

}  // namespace

CommandLine show_command_line() {
  CommandLine options(
      "pensum show [CATALOG] [options]",
      "Prints the plan that `pensum build` would write, for people or for other programs; or the request "
      "file that makes this plan again.");
  add_plan_options(options);
  add_config_option(options);
  options.add("Output", {
                            {0, "format", press::listed(formats(), "|", "|"),
                             fmt::format("default {}", press::names(&Kind::shown_by_default).front())},
                            {0, "explain", "", "explain the contents of each day"},
                        });
  add_talk_options(options, true);
  options.add_example("pensum show --deadline 2026-12-31 --explain",
                      "a plan as text, and why each day holds what it holds");
  options.add_example("pensum show --deadline 2026-12-31 --format request > mine.xml",
                      "what was asked for as a file: pensum build --request mine.xml makes the same plan");
  return options;
}

ExitStatus show(Arguments arguments, World& world) {
  const CommandLine options = show_command_line();
  const auto stopped = [&](const Diagnostics& diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    report(world, diagnostics);
    return status;
  };
  const std::expected<ParsedOptions, ExitStatus> given = given_options(options, arguments, 1, world);
  if (!given) return given.error();
  const Result<const Kind*> kind = kind_to_show(*given);
  if (!kind) return stopped(kind.error());
  const std::string catalog = given->operands().empty() ? shelf::default_catalog : given->operands().front();
  if (const Result<void> once = standard_input_once(std::array{catalog, given->last("request")}); !once)
    return stopped(once.error());
  const Result<Settings> settings = read_settings_and_defaults(*given, world);
  if (!settings) return stopped(settings.error());
  const Result<PlanRequest> asked = plan_request_of(*settings, world.today);
  if (!asked) return stopped(in_words(asked.error(), *settings));
  shelf::Calendars calendars;
  const OpenCalendar open = [&](const std::string& file) { return calendars.get(file); };
  PlanRequest wanted = *asked;
  const std::expected<DaysTaken, NotTaken> taken = take_days_off(wanted, open);
  if (!taken) {
    return stopped(in_words(taken.error().diagnostics, *settings),
                   taken.error().no_day_left ? ExitStatus::no_plan : ExitStatus::wrong_input);
  }
  Result<press::Rendering> rendering = press::rendering_of(wanted, world.variable("SOURCE_DATE_EPOCH"));
  if (!rendering) return stopped(rendering.error());
  rendering->explained = given->has("explain");
  const Result<shelf::LoadedCatalog> loaded =
      shelf::load_given_catalog(catalog, world.resources, settings->last("lang", ""));
  if (loaded) tell_of_import(world, *loaded);
  tell_sources(world, catalog, wanted);
  std::optional<Activity> activity(std::in_place, world, "planning");
  const std::expected<Plan, EarlyEnd> planned = plan_from(loaded, wanted.request);
  activity.reset();
  report_days_off(*asked, *taken, planned ? &*planned : nullptr, open, *settings, world);
  if (!planned) {
    const EarlyEnd& why = planned.error();
    if (why.no_plan && *kind != nullptr && (*kind)->no_plan != nullptr)
      world.out << (*kind)->no_plan(*why.no_plan, *why.catalog);
    return stopped(in_words(why.diagnostics, *settings), why.status);
  }
  if (*kind == nullptr) {
    world.out << request_file(wanted);
    return ExitStatus::done;
  }
  activity.emplace(world, "drawing");
  const press::Edition edition = press::render_at_once(*planned, {*kind}, *rendering, world.resources);
  activity.reset();
  const Result<press::Rendered>& rendered = edition.at(*kind);
  if (!rendered) return stopped(in_words(rendered.error(), *settings));
  report(world, rendered->warnings);
  world.out << rendered->bytes;
  return ExitStatus::done;
}

}  // namespace pensum::app
