#include "app/replan_options.hpp"

#include "app/inputs.hpp"
#include "app/outputs.hpp"
#include "app/plan_options.hpp"
#include "request/dates.hpp"
#include "request/plan_request.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>
#include <utility>

namespace pensum::app {

namespace {

using Keep = PlanInHand::Keep;

void add(Diagnostics& all, std::string message, std::string hint) {
  all.push_back({Severity::error, {}, std::move(message), std::move(hint)});
}

Result<ReplanMode> mode_of(const ParsedOptions& options) {
  ReplanMode mode;
  Diagnostics diagnostics;
  const int modes = int{options.has("extend")} + int{options.has("catch-up")} + int{options.has("fit")};
  if (modes > 1) {
    add(diagnostics, "--extend, --catch-up and --fit are three ways to go on", "choose one of them");
  }
  if (options.has("extend")) mode.keep = Keep::minutes;
  if (options.has("extend") && options.has("deadline")) {
    add(diagnostics, "--extend finds the deadline itself", "leave out --extend or --deadline");
  }
  mode.fit = options.has("fit");
  mode.new_buffer = options.has("buffer");
  if (options.has("catch-up")) {
    const std::string text = options.last("catch-up");
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count == 0 || count > most_days) {
      add(diagnostics, fmt::format("--catch-up: “{}” is not a number of study days", shown(text)),
          fmt::format("write a whole number from 1 to {}", most_days));
    }
    mode.catch_up = count;
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return mode;
}

/// What day it is.
Result<Date> day_of(const std::vector<Setting>& given, const World& world) {
  const auto named = std::ranges::find(given, std::string_view("today"), &Setting::name);
  if (named == given.end()) return world.today();
  Result<Date> date = date_value(named->value, {world.today});
  if (!date) return std::unexpected(in_words(about("today", date.error()), Settings(given, {})));
  return date;
}

/// How many days later planning begins.
Result<days> wait_of(const ParsedOptions& options) {
  const std::string from = options.last("from", "today");
  if (from == "tomorrow") return days{1};
  if (from == "today") return days{0};
  return failure(fmt::format("--from: “{}” is neither today nor tomorrow", shown(from)),
                 "write today or tomorrow; --today names a date");
}

/// What was done, by the learner’s options.
Result<press::Told> told_by(const ParsedOptions& options, const std::vector<Setting>& given, Date today) {
  std::vector<Setting> telling = given;
  std::erase_if(telling, [](const Setting& setting) { return !press::tells_progress(setting.name); });
  const Settings settings(std::move(telling), {});
  Result<PlanRequest> asked = plan_request_of(settings, [today] { return today; });
  if (!asked) return std::unexpected(in_words(std::move(asked.error()), settings));
  return press::Told{
      .done = std::move(asked->request),
      .strokes = options.has("strokes") ? handout::Strokes::counted : handout::Strokes::ignored};
}

Result<bool> is_json(const ParsedOptions& options) {
  const std::string format = options.last("format", "text");
  if (format == "json" || format == "text") return format == "json";
  return failure(fmt::format("--format: there is no progress report in the format “{}”", shown(format)),
                 "write text or json");
}

}  // namespace

CommandLine replan_command_line() {
  CommandLine options("pensum replan PLAN [options] [-o FILE]...",
                      "Plans what is left of a plan in hand. PLAN is a PDF that pensum wrote, as a viewer "
                      "saved it, or an EPUB. What is "
                      "ticked in a PDF is done; what was planned before today and is not ticked is planned "
                      "again. Days that went as "
                      "planned stay as they are. Otherwise the deadline stays, and the lessons left are "
                      "spread evenly over the days "
                      "left; the minutes a day become as many as that takes, unless the plan was made for a "
                      "number of minutes.");
  options.add("How to go on if that is not enough",
              {
                  {0, "extend", "", "keep the minutes a day; the plan ends later"},
                  {0, "catch-up", "N",
                   "do what was missed within the next N study days; all later lessons keep their dates"},
                  {0, "from", "today|tomorrow", "the first day to plan; default today"},
              });
  options.add("What was done",
              {
                  {0, "strokes", "", "count pen strokes over a box as a tick"},
                  {0, "catalog", "CATALOG", "the course as it is now; default the one in the plan"},
              });
  options.add("Progress",
              {
                  {0, "status", "",
                   "print how far the learner is, with --format text (default) or json, and write nothing"},
              });
  options.add(
      "What to print",
      {
          {0, "changes", "FILE.pdf",
           "a PDF of a slip that tells what changed, and of the pages that differ from the plan in hand"},
      });
  add_plan_options(options);
  add_talk_options(options, true);
  add_output_options(options, "a new file beside the plan, with the date in its name");
  options.add_example("pensum replan plan.pdf", "what is not ticked in the PDF, planned again from today on");
  options.add_example(
      "pensum replan plan.pdf --extend --changes print.pdf",
      "the same minutes a day and a later end; print.pdf has a slip and the pages that changed");
  options.set_ending(
      "--fit keeps the deadline and the minutes a day, and leaves out what matters least. All other options "
      "change the "
      "request in the plan. If the boxes are gone, as in a printed file, --done 1..6 gives what is done.");
  return options;
}

Result<ReplanOptions> read_replan_options(const ParsedOptions& options, const World& world) {
  Diagnostics diagnostics;
  const auto take = [&](auto result, auto& into) {
    if (result) {
      into = *std::move(result);
    } else {
      std::ranges::move(result.error(), std::back_inserter(diagnostics));
    }
  };
  ReplanOptions asked;
  if (options.operands().empty()) {
    return failure("there is no plan to plan again", "name the PDF: pensum replan plan.pdf");
  }
  asked.plan = options.operands().front();
  asked.status = options.has("status");
  if (const Result<Settings> settings = read_settings(options)) {
    asked.given = settings->all();
  } else {
    return std::unexpected(settings.error());
  }
  if (options.has("start")) {
    add(diagnostics, "--start: the plan in hand has begun",
        "--today gives the day from which the rest is planned");
  }
  if (asked.status && options.has("changes")) {
    add(diagnostics, "--status writes no plan", "leave out --status or --changes");
  }
  if (asked.status && options.has("open")) {
    add(diagnostics, "--status writes no plan", "leave out --status or --open");
  }
  if (asked.status && options.has("output")) {
    add(diagnostics, "--status writes no plan", "leave out --status or --output");
  }
  take(mode_of(options), asked.mode);
  days wait{};
  take(day_of(asked.given, world), asked.day);
  take(wait_of(options), wait);
  asked.today = asked.day + wait;
  take(told_by(options, asked.given, asked.today), asked.told);
  if (asked.status) take(is_json(options), asked.as_json);
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return asked;
}

}  // namespace pensum::app
