#include "app/plan_options.hpp"

#include "app/request_file.hpp"
#include "app/values.hpp"
#include "io/files.hpp"
#include "layout/sections.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace pensum::app {

namespace {

Result<std::vector<layout::SectionKind>> sections_value(const std::string& label, const std::string& value) {
  return layout::read_sections(value, label);
}

/// Reads settings into a request and collects what is wrong with them.
class Reader {
 public:
  Reader(const Settings& settings, const World& world) : settings_(settings), world_(world) {}

  Result<PlanRequest> read() {
    Request& request = asked_.request;
    if (!settings_.has("start")) request.start = world_.today();
    last("start", date_value, request.start);
    last("deadline", date_value, request.deadline);
    last("minutes", minutes_value, request.minutes);
    all("weekday", add_weekdays, request.weekday);
    all("off", add_dates_off, request.off);
    all("on", add_dates_on, request.on);
    all("path", add_paths, request.paths);
    all("only", add_lessons, request.only);
    all("skip", add_lessons, request.skip);
    all("done", add_done, request.done);
    last("pace", pace_value, request.pace);
    last("reviews", reviews_value, request.reviews);
    last("buffer", buffer_value, request.buffer);
    last("split", split_value, request.split);
    last("fit", yes_or_no, request.fit);
    last("learner", name_value, request.learner);
    last("lang", language_value, request.language);
    last("week-start", week_start_value, request.first_weekday);
    last("sections", sections_value, asked_.sections);
    asked_.layout = settings_.last("layout", "");
    asked_.epub_css = settings_.last("epub-css", "");
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return std::move(asked_);
  }

 private:
  /// The last of several values wins.
  template <class Value, class Into>
  void last(std::string_view name, Value value, Into& into) {
    const std::vector<Setting> found = settings_.all(name);
    if (found.empty()) return;
    const Setting& setting = found.back();
    auto read = value(setting.label, setting.value);
    if (read) {
      into = *std::move(read);
    } else {
      keep(std::move(read.error()), setting);
    }
  }

  /// Several values add up.
  template <class Add, class Into>
  void all(std::string_view name, Add add, Into& into) {
    for (const Setting& setting : settings_.all(name)) {
      Result<void> added = add(setting.label, setting.value, into);
      if (!added) keep(std::move(added.error()), setting);
    }
  }

  void keep(Diagnostics diagnostics, const Setting& setting) {
    std::ranges::move(placed(std::move(diagnostics), setting), std::back_inserter(diagnostics_));
  }

  const Settings& settings_;
  const World& world_;
  PlanRequest asked_;
  Diagnostics diagnostics_;
};

}  // namespace

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
                       {0, "request", "FILE", "a request file; options on the command line win over it"},
                   });
}

Result<Settings> read_settings(const ParsedOptions& options) {
  Settings settings({});
  if (options.has("request")) {
    const std::string file = options.last("request");
    const Result<std::string> bytes = io::read_file(file);
    if (!bytes) return std::unexpected(bytes.error());
    Result<std::vector<Setting>> from_file = read_request_file(*bytes, file);
    if (!from_file) return std::unexpected(std::move(from_file.error()));
    settings = Settings(*std::move(from_file));
  }
  settings.override_with(options);
  return settings;
}

Result<PlanRequest> read_plan_request(const ParsedOptions& options, const World& world) {
  const Result<Settings> settings = read_settings(options);
  if (!settings) return std::unexpected(settings.error());
  return plan_request_of(*settings, world);
}

Result<PlanRequest> plan_request_of(const Settings& settings, const World& world) {
  return Reader(settings, world).read();
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
