#include "app/commands.hpp"
#include "app/plan_options.hpp"
#include "app/reporter.hpp"
#include "language/language.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <ostream>

namespace pensum::app {

ExitStatus show(Arguments arguments, World& world) {
  CommandLine options("pensum show [CATALOG] [options]",
                      "Says the plan that `pensum build` would write, as text, or as JSON for other programs.");
  add_plan_options(options);
  options.add("How to say it", {{0, "format", "text|json", "default text"}});
  const auto stopped = [&](const Diagnostics& diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    report(world.err, diagnostics);
    return status;
  };

  const Result<ParsedOptions> given = options.parse(arguments, 1);
  if (!given) return stopped(given.error());
  if (given->has("help")) {
    world.out << options.help();
    return ExitStatus::done;
  }
  const std::string format = given->last("format", "text");
  if (format != "text" && format != "json") {
    return stopped({{Severity::error, {}, fmt::format("--format: there is no format “{}”", shown(format)),
                     "write text or json"}});
  }
  const Result<Request> request = read_request(*given, world);
  if (!request) return stopped(request.error());
  const std::string catalog = given->operands().empty() ? default_catalog : given->operands().front();
  const std::expected<Plan, Stopped> plan = plan_from(catalog, *request, world);
  if (!plan) return stopped(plan.error().diagnostics, plan.error().status);
  world.out << (format == "json" ? report::to_json(*plan) : report::to_text(*plan, Language(plan->language)));
  return ExitStatus::done;
}

}  // namespace pensum::app
