#include "app/cohort_options.hpp"

#include "app/inputs.hpp"
#include "app/plan_options.hpp"
#include "base/file_ending.hpp"
#include "base/spelling.hpp"
#include "io/files.hpp"
#include "press/combined.hpp"
#include "press/kinds.hpp"
#include "press/rendering.hpp"
#include "request/plan_request.hpp"
#include "request/roster_columns.hpp"
#include "request/values.hpp"
#include "request/wording.hpp"
#include "shelf/calendars.hpp"
#include "shelf/catalogs.hpp"
#include "shelf/layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace pensum::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_jobs = 1024;

/// What each learner gets where nothing else is asked for, as a list.
std::string default_formats() { return press::listed(press::names(&press::Kind::by_default), ",", ","); }

Result<std::size_t> jobs_value(const ParsedOptions& options) {
  if (!options.has("jobs")) return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  const std::string text = options.last("jobs");
  std::size_t jobs = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (problem != std::errc() || end != text.data() + text.size() || jobs < 1 || jobs > most_jobs) {
    return failure(fmt::format("--jobs: “{}” is not a number of jobs", shown(text)),
                   fmt::format("write a number from 1 to {}", most_jobs));
  }
  return jobs;
}

/// The options that concern plans, and those of the request file that they name.
Result<Settings> defaults_of(const ParsedOptions& options, const World& world,
                             std::optional<shelf::LoadedCatalog>& catalog) {
  Result<Settings> settings = read_settings_and_defaults(options, world);
  if (!settings) return settings;
  // What is wrong for all is reported once.
  const auto wrong = [&](Diagnostics faults) {
    return std::unexpected(in_words(std::move(faults), *settings));
  };
  const Result<PlanRequest> asked = plan_request_of(*settings, world.today);
  if (!asked) return wrong(asked.error());
  tell_sources(world, settings->last("catalog", shelf::default_catalog), *asked);
  Result<shelf::LoadedCatalog> loaded = shelf::load_given_catalog(
      settings->last("catalog", shelf::default_catalog), world.resources, settings->last("lang", ""));
  if (!loaded) return wrong(about("catalog", loaded.error()));
  catalog = *std::move(loaded);
  const Result<press::Rendering> rendering = press::rendering_of(*asked, world.variable("SOURCE_DATE_EPOCH"));
  if (!rendering) return std::unexpected(rendering.error());
  if (const auto layout = shelf::load_layout(press::layout_name(*rendering), world.resources); !layout)
    return wrong(about("layout", layout.error()));
  if (!asked->epub_css.empty()) {
    if (const auto style = shelf::load_stylesheet(asked->epub_css); !style)
      return wrong(about("epub-css", style.error()));
  }
  shelf::Calendars calendars;
  for (const std::string& file : asked->off_calendars) {
    if (const auto calendar = calendars.get(file); !calendar)
      return wrong(about("off-calendar", calendar.error()));
  }
  return settings;
}

/// A cohort is called as its roster is.
std::string name_of(const std::string& roster) {
  return io::is_standard_stream(roster) ? "roster" : fs::path(roster).stem().string();
}

class Reading {
 public:
  Reading(const ParsedOptions& options, const World& world) : options_(options), world_(world) {}

  Result<CohortOptions> read() {
    CohortOptions wanted;
    wanted.returned = options_.last("replan");
    wanted.strokes = options_.has("strokes");
    if (wanted.strokes && wanted.returned.empty())
      wrong("--strokes has no effect without --replan",
            "name the folder with the plans that came back: --replan FOLDER");
    wanted.clean = options_.has("clean");
    wanted.overwrite = options_.has("overwrite");
    wanted.merge = options_.has("merge-index");
    wanted.quiet = options_.has("quiet");
    wanted.open = options_.has("open");
    wanted.dry = options_.has("dry-run");
    take(roster_reading(options_), wanted.reading);
    if (!options_.operands().empty()) wanted.roster = options_.operands().front();
    if (wanted.roster.empty() && !(wanted.merge && options_.has("output"))) {
      wrong("there is no roster", "name one: pensum cohort class.csv");
    }
    wanted.folder =
        options_.has("output") ? fs::path(options_.last("output")) : fs::path("out") / name_of(wanted.roster);
    wanted.title = wanted.roster.empty() ? fs::absolute(wanted.folder / ".").parent_path().filename().string()
                                         : name_of(wanted.roster);
    if (options_.has("output") && options_.last("output").empty())
      wrong("--output names no folder", "name one");
    if (io::is_standard_stream(options_.last("output")))
      wrong("--output: a cohort is a folder of files, which cannot go to standard output", "name a folder");
    wanted.inputs = {wanted.roster};
    for (const ParsedOptions::GivenOption& given : options_.given()) {
      constexpr auto ways =
          std::to_array<std::string_view>({"output", "jobs", "shard", "quiet", "verbose", "merge-index",
                                           "clean", "overwrite", "strict", "open", "dry-run", "no-config"});
      if (std::ranges::find(ways, given.name) == ways.end())
        wanted.options += given.name + '=' + given.value + '\n';
    }
    take(press::read_kinds("--formats", options_.last("formats", default_formats())), wanted.kinds);
    const std::string request = options_.last("request");
    const std::array inputs{wanted.roster, request, options_.last("catalog")};
    if (Result<void> once = standard_input_once(inputs); !once)
      return std::unexpected(std::move(once.error()));
    take(defaults_of(options_, world_, wanted.catalog), wanted.defaults);
    // Parts belong together only if the settings of files are the same, the user's defaults among them.
    for (const Setting& setting : wanted.defaults.all()) {
      if (setting.form == SettingForm::attribute) wanted.options += setting.name + ':' + setting.value + '\n';
    }
    wanted.language = wanted.defaults.last("lang", wanted.catalog ? wanted.catalog->catalog->language : "en");
    wanted.inputs.push_back(request);
    for (const char* name : {"catalog", "layout", "epub-css"})
      wanted.inputs.push_back(wanted.defaults.last(name, ""));
    for (const Setting& setting : wanted.defaults.all()) {
      if (setting.name == "off-calendar") static_cast<void>(add_files(setting.value, wanted.inputs));
    }
    std::erase_if(wanted.inputs,
                  [](const std::string& input) { return input.empty() || io::is_standard_stream(input); });
    take(jobs_value(options_), wanted.jobs);
    if (options_.has("shard")) take(cohort::shard_value("--shard", options_.last("shard")), wanted.shard);
    wanted.combined = options_.last("combined");
    if (options_.has("combined") && !has_ending(wanted.combined, press::Combined::ending)) {
      wrong(
          fmt::format("--combined: “{}” does not end in {}", shown(wanted.combined), press::Combined::ending),
          "it becomes a PDF");
    }
    if (options_.has("combined") && (wanted.merge || options_.has("shard"))) {
      wrong("--combined needs all plans, and these are parts",
            "make it in a run of its own: --combined FILE");
    }
    wanted.code_column = options_.last("anonymous");
    if (!wanted.code_column.empty()) check_column(wanted.code_column);
    if (wanted.merge && options_.has("shard")) {
      wrong("--merge-index puts all parts together, --shard makes one", "leave one of them out");
    }
    if (wanted.open && options_.has("shard"))
      wrong("--open shows the teacher’s page, which --shard does not make", "use it with --merge-index");
    if (wanted.clean && options_.has("shard")) {
      wrong("--clean needs the whole roster, and --shard makes a part", "clean with --merge-index");
    }
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return wanted;
  }

 private:
  template <class Value>
  void take(Result<Value> value, Value& into) {
    if (value) {
      into = *std::move(value);
    } else {
      std::ranges::move(value.error(), std::back_inserter(diagnostics_));
    }
  }

  void check_column(const std::string& name) {
    if (std::ranges::find(roster_columns(), std::string_view(name)) != roster_columns().end()) return;
    wrong(fmt::format("--anonymous: there is no column “{}”", shown(name)),
          suggestion(name, roster_columns(), "take the column code"));
  }

  void wrong(std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  }

  const ParsedOptions& options_;
  const World& world_;
  Diagnostics diagnostics_;
};
}  // namespace

CommandLine cohort_command_line() {
  CommandLine options(
      "pensum cohort ROSTER [options]",
      "Makes a plan for every row of a roster (a spreadsheet: .xlsx, .ods or CSV; or XML), a page for the "
      "teacher "
      "(index.html) and a table of the same (cohort.csv). Columns have the options' names; where a row "
      "leaves something out, the options apply. A row that fails does not stop the others. ROSTER may be -: "
      "standard input.");
  options.add(
      "What to write",
      {
          {'o', "output", "FOLDER", "where to; default out/<roster>"},
          {0, "formats", "FORMATS",
           fmt::format("each learner's files: {}; default {}", press::listed(press::names(), ", "),
                       default_formats())},
          {0, "combined", "FILE.pdf",
           "also write one PDF with all plans, to print, each learner on separate sheets"},
          {0, "anonymous", "COLUMN", "name files by this column, not by learners; default code", "code"},
          {0, "open", "", "show the teacher's page with the desktop's program for it"},
          {0, "clean", "", "remove the files of learners who are no longer in the roster"},
          {0, "overwrite", "",
           "replace files that were changed since pensum wrote them, such as plans with saved ticks"},
      });
  options.add("The roster", roster_options("a column that pensum does not know is an error"));
  options.add("How to run",
              {
                  {'j', "jobs", "N", "how many learners to work on at once; default one per core"},
                  {0, "shard", "I/N", "only the I-th of N parts of the roster, to spread it over machines"},
                  {0, "merge-index", "", "make the teacher's page and table from all parts"},
                  {0, "dry-run", "",
                   "make all plans, but write and remove nothing; print what would be written and removed"},
              });
  options.add("Plans that came back", {
                                          {0, "replan", "FOLDER",
                                           "plan again what is left, by what is ticked in the PDFs of this "
                                           "folder; each is matched by its file's name, or by its learner"},
                                          {0, "strokes", "", "count pen strokes over a box as a tick"},
                                      });
  options.add("Which course",
              {{0, "catalog", "CATALOG", "a catalog file, or one of `pensum list catalogs`"}});
  add_plan_options(options);
  add_config_option(options);
  add_talk_options(options, true);
  options.add_example("pensum cohort class.csv --deadline 2026-12-31", "the plans of a class, in out/class");
  options.add_example("pensum cohort class.csv --deadline 2026-12-31 --combined class.pdf",
                      "also one PDF of all plans for the copy shop");
  return options;
}

Result<CohortOptions> read_cohort_options(const ParsedOptions& options, const World& world) {
  return Reading(options, world).read();
}

}  // namespace pensum::app
