#include "app/activity.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/outputs.hpp"
#include "app/plan_options.hpp"
#include "app/reporter.hpp"
#include "facts/days_in_words.hpp"
#include "facts/notes.hpp"
#include "io/files.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "layout/sections.hpp"
#include "press/attachments.hpp"
#include "press/edition.hpp"
#include "press/kinds.hpp"
#include "press/rendering.hpp"
#include "request/days_off.hpp"
#include "request/plan_request.hpp"
#include "request/wording.hpp"
#include "shelf/calendars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <expected>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

using press::Edition;
using press::Kind;

/// The files that the plan is made of.
std::vector<std::string> inputs_of(const std::string& catalog, const ParsedOptions& options,
                                   const PlanRequest& asked) {
  std::vector<std::string> inputs;
  for (const std::string& named : {catalog, asked.layout}) {
    std::error_code problem;
    if (io::names_a_file(named) || std::filesystem::exists(named, problem)) inputs.push_back(named);
  }
  if (const std::string request = options.last("request");
      !request.empty() && !io::is_standard_stream(request))
    inputs.push_back(request);
  if (!asked.epub_css.empty()) inputs.push_back(asked.epub_css);
  inputs.insert(inputs.end(), asked.off_calendars.begin(), asked.off_calendars.end());
  return inputs;
}

std::string summary(const Plan& plan) {
  const Language language = facts::with_days_of(Language("en"), plan);  // messages are in English
  const Dates dates(language, {plan.start, plan.deadline});
  const auto [start, deadline] = dates.plan();
  const std::size_t days = plan.days.size();
  std::string text = shown(plan.catalog->title, plan.catalog->title.size()) + "\n";
  text += fmt::format("{}, {}, on {} from {} to {}\n",
                      language.say(word::lessons{.count = plan.lessons.size()}), language.duration(plan.load),
                      language.say(word::study_days{.days = days}), start, deadline);
  Minutes most;
  for (const StudyDay& day : plan.days) most = std::max(most, day.total());
  if (!plan.lessons.empty()) text += fmt::format("at most {} a day\n", language.minutes(most));
  text += facts::cushion(plan, dates) + "\n";
  for (const std::string& note : facts::notes(plan, language)) text += note + "\n";
  return text;
}

/// How to have what the pages leave out; nothing if they leave out nothing that the plan has.
std::string more_by_sections(const Plan& plan, const Edition& edition) {
  const auto has_checks = [&](LessonIndex lesson) { return !plan.catalog->lessons[lesson].checks.empty(); };
  if (std::ranges::none_of(plan.lessons, has_checks)) return {};
  for (const auto& [kind, each] : edition) {
    if (each->left_out.empty()) continue;
    std::vector<std::string_view> names;
    for (const layout::SectionKind section : each->left_out) names.push_back(layout::name_of(section));
    return fmt::format("for {}: --sections {}\n", press::listed(names, " and "),
                       layout::name_of(layout::Preset::full));
  }
  return {};
}

ExitStatus stopped(const World& world, const Diagnostics& diagnostics,
                   ExitStatus status = ExitStatus::wrong_input) {
  report(world, diagnostics);
  return status;
}

}  // namespace

CommandLine build_command_line() {
  CommandLine options(
      "pensum build [CATALOG] [options] [-o FILE]...",
      "Makes one plan and writes it to files. CATALOG is a catalog file, - for standard input, or the name "
      "of one that comes with pensum; default go-interview. It may also be a course of another format, such "
      "as a "
      "Markdown list or an e-book, which is imported on the way. With only a deadline, the plan takes the "
      "smallest number of minutes a day that works; with only minutes, the earliest deadline; with neither, "
      "two weeks.");
  add_plan_options(options);
  add_config_option(options);
  add_output_options(
      options, fmt::format("out/<catalog id>{}", press::listed(press::endings(&Kind::by_default), " and ")));
  options.add("Rehearsal",
              {{0, "dry-run", "", "plan and draw, but write nothing; print what would be written"}});
  add_talk_options(options, true);
  options.add_example("pensum build", "a plan of the built-in course for two weeks from today, in out/");
  options.add_example(
      "pensum build --deadline 2026-12-31 --weekday sat=40,sun=0 -o plan.pdf",
      "the smallest daily minutes that meet the deadline, but 40 on Saturdays, and Sundays off");
  options.add_example("pensum build list.md --minutes 30 -o plan.pdf -o plan.ics",
                      "a plan of a Markdown list, to print and for the calendar");
  options.set_ending(
      "Without SOURCE_DATE_EPOCH the date in the files is the plan's start; that of a plan without dates is "
      "1980-01-01.");
  return options;
}

ExitStatus build(Arguments arguments, World& world) {
  const CommandLine options = build_command_line();
  const std::expected<ParsedOptions, ExitStatus> given = given_options(options, arguments, 1, world);
  if (!given) return given.error();
  const std::string name = given->operands().empty() ? shelf::default_catalog : given->operands().front();
  if (const Result<void> once = standard_input_once(std::array{name, given->last("request")}); !once)
    return stopped(world, once.error());
  const Result<Settings> settings = read_settings_and_defaults(*given, world);
  if (!settings) return stopped(world, settings.error());
  const Result<PlanRequest> asked = plan_request_of(*settings, world.today);
  if (!asked) return stopped(world, in_words(asked.error(), *settings));
  Result<Outputs> outputs = outputs_of(*given, inputs_of(name, *given, *asked), world);
  if (!outputs) return stopped(world, outputs.error());
  press::GettingReady ready(outputs->kinds().empty() ? press::default_kinds() : outputs->kinds());
  shelf::Calendars calendars;
  const OpenCalendar open = [&](const std::string& file) { return calendars.get(file); };
  PlanRequest wanted = *asked;
  const std::expected<DaysTaken, NotTaken> taken = take_days_off(wanted, open);
  if (!taken) {
    return stopped(world, in_words(taken.error().diagnostics, *settings),
                   taken.error().no_day_left ? ExitStatus::no_plan : ExitStatus::wrong_input);
  }
  Result<press::Rendering>& rendering =
      world.belongings.keep(press::rendering_of(wanted, world.variable("SOURCE_DATE_EPOCH")));
  if (!rendering) return stopped(world, rendering.error());

  const Result<shelf::LoadedCatalog>& catalog = world.belongings.keep(
      shelf::load_given_catalog(name, world.resources, settings->last("lang", ""),
                                [&](const SharedBytes& file) { ready.pack(file, *rendering); }));
  if (catalog) tell_of_import(world, *catalog);
  tell_sources(world, name, wanted);
  std::optional<Activity> activity(std::in_place, world, "planning");
  const std::expected<Plan, EarlyEnd>& planned = world.belongings.keep(plan_from(catalog, wanted.request));
  activity.reset();
  report_days_off(*asked, *taken, planned ? &*planned : nullptr, open, *settings, world);
  if (!planned)
    return stopped(world, in_words(planned.error().diagnostics, *settings), planned.error().status);
  const Plan& plan = *planned;
  press::add_course(*rendering, wanted, plan, *catalog, Language(plan.language));
  ready.pack_plan(*rendering);
  if (outputs->kinds().empty()) {
    for (const Kind* kind : press::default_kinds()) {
      std::string file = plan.catalog->id + std::string(kind->ending);
      outputs->files.push_back(
          {.file = std::filesystem::path("out") / file, .kind = kind, .named_by_user = false});
    }
  }

  report(world, unused_calendar_options(*given, outputs->kinds(), "write one, too: -o plan.ics"));

  // Everything is rendered before anything is written, so that an error leaves no half of a set.
  activity.emplace(world, "drawing");
  const Edition& edition =
      world.belongings.keep(press::render_at_once(plan, outputs->kinds(), *rendering, world.resources));
  activity.reset();
  for (const auto& [kind, each] : edition) {
    if (!each) return stopped(world, in_words(each.error(), *settings));
  }
  if (!given->has("overwrite")) {
    if (const Result<void> fine = may_replace_all(outputs->files, edition); !fine)
      return stopped(world, fine.error());
  }
  report(world, warnings_of(edition));
  // A plan on standard output is all that is there.
  std::ostream& account = account_of(world, outputs->to_standard_output != nullptr);
  account << summary(plan);
  const bool dry = given->has("dry-run");
  if (!dry) {
    if (const Result<void> written = write_all({{outputs->files, edition}}); !written)
      return stopped(world, written.error(), ExitStatus::not_written);
  }
  for (const Output& output : outputs->files)
    account << line_of(shown(output.file.string(), 4096), *edition.at(output.kind), dry);
  account << more_by_sections(plan, edition);
  if (dry) {
    if (outputs->to_standard_output != nullptr)
      account << line_of("to standard output", *edition.at(outputs->to_standard_output), dry);
    return ExitStatus::done;
  }
  if (given->has("open")) open_first(world, outputs->files);
  // The last of all: a reader that stops ends this process.
  if (outputs->to_standard_output != nullptr) world.out << edition.at(outputs->to_standard_output)->bytes;
  return ExitStatus::done;
}

}  // namespace pensum::app
