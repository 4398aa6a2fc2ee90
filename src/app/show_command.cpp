#include "app/commands.hpp"
#include "app/plan_options.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "report/explanation.hpp"
#include "report/report.hpp"
#include "request/plan_request.hpp"
#include "request/request_file.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <vector>

namespace pensum::app {

namespace {

constexpr std::array<std::string_view, 3> formats{"text", "json", "request"};

CommandLine command_line() {
  CommandLine options(
      "pensum show [CATALOG] [options]",
      "Prints the plan that `pensum build` would write, as text, or as JSON for other programs; or the "
      "request file that makes this plan again.");
  add_plan_options(options);
  options.add("Output", {
                            {0, "format", "text|json|request", "default text"},
                            {0, "explain", "", "explain why each day holds what it holds"},
                        });
  return options;
}

}  // namespace

ExitStatus show(Arguments arguments, World& world) {
  const CommandLine options = command_line();
  const auto stopped = [&](const Diagnostics& diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    report(world.err, diagnostics);
    return status;
  };
  const Result<ParsedOptions> given = options.parse(arguments, 1);
  if (!given) return stopped(given.error());
  if (given->has("help")) {
    world.out << options.help(world.out_width);
    return ExitStatus::done;
  }
  const std::string format = given->last("format", "text");
  if (std::ranges::find(formats, std::string_view(format)) == formats.end()) {
    return stopped({{Severity::error,
                     {},
                     fmt::format("--format: there is no format “{}”", shown(format)),
                     suggestion(format, formats, "write text, json or request")}});
  }
  const bool explained = given->has("explain");
  if (explained && format == "request") {
    return stopped(
        {{Severity::error, {}, "--explain has no effect with --format request", "leave one of them out"}});
  }
  const Result<Settings> settings = read_settings(*given);
  if (!settings) return stopped(settings.error());
  const Result<PlanRequest> asked = plan_request_of(*settings, world.today);
  if (!asked) return stopped(in_words(asked.error(), *settings));
  const std::string catalog = given->operands().empty() ? shelf::default_catalog : given->operands().front();
  const std::expected<Plan, EarlyEnd> planned =
      plan_from(shelf::load_catalog(catalog, world.resources), asked->request);
  if (!planned) {
    const EarlyEnd& why = planned.error();
    if (format == "json" && why.no_plan) world.out << report::to_json(*why.no_plan, *why.catalog);
    return stopped(in_words(why.diagnostics, *settings), why.status);
  }
  if (format == "request") {
    world.out << request_file(*asked);
    return ExitStatus::done;
  }
  const Plan& plan = *planned;
  const Language language(plan.language);
  const std::vector<std::string> explanation =
      explained ? report::explain(plan, Dates(language, {plan.start, plan.deadline}))
                : std::vector<std::string>();
  world.out << (format == "json" ? report::to_json(plan, explanation)
                                 : report::to_text(plan, language, explanation));
  return ExitStatus::done;
}

}  // namespace pensum::app
