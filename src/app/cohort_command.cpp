#include "app/catalogs.hpp"
#include "app/cohort_folder.hpp"
#include "app/cohort_run.hpp"
#include "app/commands.hpp"
#include "app/documents.hpp"
#include "app/interruption.hpp"
#include "app/layouts.hpp"
#include "app/plan_options.hpp"
#include "app/rendering.hpp"
#include "app/reporter.hpp"
#include "app/roster_columns.hpp"
#include "base/sha1.hpp"
#include "base/spelling.hpp"
#include "cohort/learner_names.hpp"
#include "epub/stylesheet.hpp"
#include "io/files.hpp"
#include "roster/roster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <ostream>
#include <set>
#include <thread>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

namespace fs = std::filesystem;
using cohort::Outcome;

/// A roster of millions.
constexpr std::size_t most_roster_bytes = std::size_t{1} << 30;
constexpr std::size_t most_jobs = 1024;
/// So many learners without a plan are named where nothing else is said of them.
constexpr std::size_t most_named = 20;

CommandLine command_line() {
  CommandLine options(
      "pensum cohort ROSTER [options]",
      "Makes a plan for every row of a roster (a spreadsheet as CSV, or XML), a page for the teacher\n"
      "(index.html) and a table of the same (cohort.csv). Columns are called like the options; what a\n"
      "row does not say the options say for all. A row that fails does not stop the others.");
  options.add(
      "What to write",
      {
          {'o', "output", "FOLDER", "where to; default out/<roster>"},
          {0, "formats", "LIST", "each learner's files: pdf, epub, json, txt; default pdf,epub"},
          {0, "combined", "FILE", "also one PDF of all, to print: each learner on sheets of their own"},
          {0, "anonymous", "COLUMN", "name files by this column, not by learners; default code", "code"},
          {0, "clean", "", "remove the files of learners who are no longer in the roster"},
      });
  options.add("How to run",
              {
                  {'j', "jobs", "N", "so many at a time; default one a core"},
                  {0, "shard", "I/N", "only the I-th of N parts of the roster, to spread it over machines"},
                  {0, "merge-index", "", "make the teacher's page and table from all parts"},
                  {'q', "quiet", "", "show no progress and no summary"},
              });
  options.add("Which course", {{0, "catalog", "NAME", "a catalog file, or one of `pensum list catalogs`"}});
  add_plan_options(options);
  return options;
}

Result<std::size_t> jobs_value(const ParsedOptions& options) {
  if (!options.has("jobs")) return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  const std::string text = options.last("jobs");
  std::size_t jobs = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (problem != std::errc() || end != text.data() + text.size() || jobs < 1 || jobs > most_jobs) {
    return failure(fmt::format("--jobs: “{}” is no number of jobs", shown(text)),
                   fmt::format("write a number from 1 to {}", most_jobs));
  }
  return jobs;
}

/// The options that say something of plans, and those of the request file that they name.
Result<Settings> defaults_of(const ParsedOptions& options, const World& world) {
  Result<Settings> settings = read_settings(options);
  if (!settings) return settings;
  // What is wrong for all is said once.
  const Result<Asked> asked = asked_by(*settings, world);
  if (!asked) return std::unexpected(asked.error());
  if (const auto catalog = load_catalog(settings->last("catalog", default_catalog), world.resources);
      !catalog)
    return std::unexpected(catalog.error());
  const Result<Rendering> rendering = rendering_of(*asked, world);
  if (!rendering) return std::unexpected(rendering.error());
  if (const auto layout = load_layout(rendering->layout, world.resources); !layout)
    return std::unexpected(layout.error());
  if (!asked->epub_css.empty()) {
    const Result<std::string> bytes = io::read_file(asked->epub_css, epub::most_style_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    if (const auto style = epub::read_stylesheet(*bytes, asked->epub_css); !style)
      return std::unexpected(style.error());
  }
  return settings;
}

/// What the command line asks for.
struct Wanted {
  std::string roster;               ///< a file; may be empty where parts are merged
  std::vector<std::string> inputs;  ///< files that must not be overwritten
  std::string options;              ///< those that plans depend on, as text
  fs::path folder;
  std::string title;
  std::set<Kind> kinds;
  Settings defaults{{}};
  std::string combined;     ///< a file; may be empty
  std::string code_column;  ///< may be empty
  Shard shard;
  std::size_t jobs = 1;
  bool clean = false;
  bool merge = false;
  bool quiet = false;
};

class Reading {
 public:
  Reading(const ParsedOptions& options, const World& world) : options_(options), world_(world) {}

  Result<Wanted> read() {
    Wanted wanted;
    wanted.clean = options_.has("clean");
    wanted.merge = options_.has("merge-index");
    wanted.quiet = options_.has("quiet");
    if (!options_.operands().empty()) wanted.roster = options_.operands().front();
    if (wanted.roster.empty() && !(wanted.merge && options_.has("output"))) {
      wrong("there is no roster", "name one: pensum cohort class.csv");
    }
    wanted.folder = options_.has("output") ? fs::path(options_.last("output"))
                                           : fs::path("out") / fs::path(wanted.roster).stem();
    wanted.title = wanted.roster.empty() ? fs::absolute(wanted.folder / ".").parent_path().filename().string()
                                         : fs::path(wanted.roster).stem().string();
    if (options_.has("output") && options_.last("output").empty())
      wrong("--output names no folder", "name one");
    wanted.inputs = {wanted.roster};
    for (const ParsedOptions::Given& given : options_.given()) {
      constexpr std::array<std::string_view, 6> ways{"output", "jobs",        "shard",
                                                     "quiet",  "merge-index", "clean"};
      if (std::ranges::find(ways, given.name) == ways.end())
        wanted.options += given.name + '=' + given.value + '\n';
    }
    take(read_kinds("--formats", options_.last("formats", "pdf,epub")), wanted.kinds);
    take(defaults_of(options_, world_), wanted.defaults);
    wanted.inputs.push_back(options_.last("request", ""));
    for (const char* name : {"catalog", "layout", "epub-css"})
      wanted.inputs.push_back(wanted.defaults.last(name, ""));
    std::erase(wanted.inputs, std::string());
    take(jobs_value(options_), wanted.jobs);
    if (options_.has("shard")) take(shard_value("--shard", options_.last("shard")), wanted.shard);
    wanted.combined = options_.last("combined");
    if (options_.has("combined") && !wanted.combined.ends_with(".pdf")) {
      wrong(fmt::format("--combined: “{}” does not end in .pdf", shown(wanted.combined)), "it becomes a PDF");
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
    if (std::ranges::find(roster_columns, std::string_view(name)) != roster_columns.end()) return;
    wrong(fmt::format("--anonymous: there is no column “{}”", shown(name)),
          suggestion(name, roster_columns, "take the column code"));
  }

  void wrong(std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  }

  const ParsedOptions& options_;
  const World& world_;
  Diagnostics diagnostics_;
};

ExitStatus status_of(std::span<const Outcome> outcomes) {
  const auto has = [&](Outcome::State state) {
    return std::ranges::find(outcomes, state, &Outcome::state) != outcomes.end();
  };
  return has(Outcome::State::wrong)     ? ExitStatus::wrong_input
         : has(Outcome::State::no_plan) ? ExitStatus::no_plan
                                        : ExitStatus::done;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::size_t planned(std::span<const Outcome> outcomes) {
  return static_cast<std::size_t>(std::ranges::count(outcomes, Outcome::State::planned, &Outcome::state));
}

class Command {
 public:
  Command(Wanted wanted, World& world) : wanted_(std::move(wanted)), world_(world), folder_(wanted_.folder) {}

  ExitStatus run() {
    if (wanted_.merge) return merge();
    Result<CohortRun> run = prepare();
    if (!run) return stopped(run.error());
    CohortResult result;
    {
      Interruption interruption;
      if (const Result<void> announced = folder_.announce(files_of(*run), wanted_.shard, run_digest_);
          !announced) {
        return stopped(announced.error(), ExitStatus::not_written);
      }
      result = run_cohort(*run, world_);
      say_problems(result);
      // Whatever is written is remembered, even if the rest is not.
      const Result<void> noted = folder_.note(result.files, wanted_.shard);
      if (!result.not_written.empty()) {
        stopped(result.not_written, ExitStatus::not_written);
        say_how_far(result, *run);
        return ExitStatus::not_written;
      }
      if (!noted) return stopped(noted.error(), ExitStatus::not_written);
      if (result.interrupted) {
        say_how_far(result, *run);
        world_.err.flush();
        world_.out.flush();
        interruption.resume();
      }
    }
    const Result<void> written = wanted_.shard.whole() ? folder_.write_page(wanted_.title, result.outcomes)
                                                       : folder_.write_part(result.outcomes, wanted_.shard);
    if (!written) return stopped(written.error(), ExitStatus::not_written);
    say_result(result);
    if (wanted_.clean) {
      std::set<std::string> names;
      for (const Result<std::string>& name : run->names) names.insert(name.value_or(std::string()));
      if (!clean(names)) return ExitStatus::not_written;
    }
    return status_of(result.outcomes);
  }

 private:
  ExitStatus stopped(const Diagnostics& diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    report(world_.err, diagnostics);
    return status;
  }

  Result<CohortRun> prepare() {
    Result<std::string> bytes = io::read_file(wanted_.roster, most_roster_bytes);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    std::string made_of = sha1_text(*bytes) + wanted_.options;
    Result<roster::Roster> roster = roster::read_roster(*std::move(bytes), wanted_.roster, roster_columns);
    if (!roster) return std::unexpected(std::move(roster.error()));
    if (const std::string& code = wanted_.code_column;
        !code.empty() && std::ranges::find(roster->columns(), code) == roster->columns().end()) {
      return failure(fmt::format("{} has no column {}", shown(wanted_.roster, 4096), code),
                     "--anonymous names files by it: add it, or name another with --anonymous=COLUMN");
    }
    // Where plans begin today, parts that are made on two days do not belong together.
    if (!wanted_.defaults.has("start")) made_of += to_iso(world_.today());
    run_digest_ = sha1_text(made_of);
    CohortRun run{.roster = *roster,
                  .rows = {},
                  .names = cohort::name_files(*roster, wanted_.code_column),
                  .defaults = wanted_.defaults,
                  .folder = wanted_.folder,
                  .kinds = {wanted_.kinds.begin(), wanted_.kinds.end()},
                  .combined = wanted_.combined,
                  .title = wanted_.title,
                  .jobs = wanted_.jobs,
                  .progress = world_.err_is_terminal && !wanted_.quiet};
    const Shard shard = wanted_.shard;
    for (std::size_t row = shard.whole() ? 0 : shard.number - 1; row < roster->size();
         row += shard.whole() ? 1 : shard.of) {
      run.rows.push_back(row);
    }
    if (Result<void> fine = look_around(run); !fine) return std::unexpected(std::move(fine.error()));
    return run;
  }

  /// The names of the files that the run is to write into its folder.
  std::set<std::string> files_of(const CohortRun& run) const {
    std::set<std::string> files;
    if (wanted_.shard.whole()) files = CohortFolder::own_files();
    for (const std::size_t row : run.rows) {
      if (!run.names[row]) continue;
      for (const Kind kind : run.kinds) files.insert(*run.names[row] + std::string(ending_of(kind)));
    }
    return files;
  }

  /// Makes sure that the run overwrites nothing that is not its own: neither what it is made of, nor another
  /// cohort's files, nor anybody else's. A learner's file that is somebody else's is that row's error.
  Result<void> look_around(CohortRun& run) const {
    const Result<cohort::FileDigests> known = folder_.known();
    if (!known) return std::unexpected(known.error());
    const std::set<std::string> files = files_of(run);
    std::set<fs::path> outputs;
    for (const std::string& file : files) outputs.insert(io::entry_of(run.folder / file));
    outputs.insert(io::entry_of(folder_.table(wanted_.shard)));
    if (!run.combined.empty() && !outputs.insert(io::entry_of(run.combined)).second) {
      return failure(
          fmt::format("--combined: {} is one of the cohort’s own files", shown(wanted_.combined, 4096)),
          "give the file of all another name");
    }
    for (const std::string& input : wanted_.inputs) {
      std::error_code none;
      if (!outputs.contains(io::entry_of(input)) && !outputs.contains(fs::canonical(input, none))) continue;
      return failure(fmt::format("{} would be overwritten", shown(input, 4096)),
                     "write to another folder with --output, or give it another name");
    }
    std::error_code problem;
    for (const std::string& file : CohortFolder::own_files()) {
      if (!files.contains(file) || known->contains(file) ||
          !fs::exists(fs::symlink_status(run.folder / file, problem)))
        continue;
      return failure(
          fmt::format("{} is there already, and no cohort’s", shown((run.folder / file).string(), 4096)),
          "write to another folder with --output");
    }
    if (Result<void> same = same_cohort(run, *known); !same) return same;
    for (const std::size_t row : run.rows) {
      Result<std::string>& name = run.names[row];
      for (const Kind kind : run.kinds) {
        if (!name) break;
        const std::string file = *name + std::string(ending_of(kind));
        const fs::file_status status = fs::symlink_status(run.folder / file, problem);
        if (!fs::exists(status) || (known->contains(file) && !fs::is_directory(status))) continue;
        name = failure(fmt::format("{} is there already, and not pensum’s", shown(file)),
                       "move it away, or write to another folder with --output");
      }
    }
    return {};
  }

  /// Whether a folder's learners, if there are some, are those of the roster, one at least.
  Result<void> same_cohort(const CohortRun& run, const cohort::FileDigests& known) const {
    std::set<std::string> names;
    for (const Result<std::string>& name : run.names) names.insert(name.value_or(std::string()));
    bool others = false;
    for (const auto& [file, digest] : known) {
      if (CohortFolder::own_files().contains(file)) continue;
      if (names.contains(file.substr(0, file.rfind('.')))) return {};
      others = true;
    }
    if (!others) return {};
    return failure(fmt::format("{} holds another cohort: none of its learners is in {}",
                               shown(wanted_.folder.string(), 4096), shown(wanted_.roster, 4096)),
                   "write to another folder with --output, or remove this one");
  }

  static std::string sha1_text(std::string_view bytes) {
    std::string text;
    for (const std::uint8_t byte : sha1(bytes)) text += fmt::format("{:02x}", byte);
    return text;
  }

  void say_how_far(const CohortResult& result, const CohortRun& run) {
    world_.err << fmt::format(
        "pensum: stopped after {} of {} learners; all files are whole, and the same command goes on\n",
        result.outcomes.size(), run.rows.size());
  }

  ExitStatus merge() {
    const bool parts = folder_.has_parts();
    const Result<std::vector<Outcome>> outcomes = folder_.read_parts();
    if (!outcomes) return stopped(outcomes.error());
    if (parts) {
      const Result<void> written = folder_.write_page(wanted_.title, *outcomes);
      if (!written) return stopped(written.error(), ExitStatus::not_written);
    }
    if (const Result<void> whole = compare_to_roster(outcomes->size()); !whole) return stopped(whole.error());
    if (!wanted_.quiet) {
      world_.out << fmt::format("merged {} of {} into {}\n", counted(planned(*outcomes), "plan", "plans"),
                                counted(outcomes->size(), "learner", "learners"),
                                shown((wanted_.folder / "index.html").string(), 4096));
    }
    say_failed(*outcomes);
    if (wanted_.clean) {
      std::set<std::string> names;
      for (const Outcome& outcome : *outcomes) names.insert(outcome.name);
      if (!clean(names)) return ExitStatus::not_written;
    }
    return status_of(*outcomes);
  }

  /// Warns where the roster, if it is named, has another number of learners than its parts.
  Result<void> compare_to_roster(std::size_t learners) {
    if (wanted_.roster.empty()) return {};
    Result<std::string> bytes = io::read_file(wanted_.roster, most_roster_bytes);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    const Result<roster::Roster> roster =
        roster::read_roster(*std::move(bytes), wanted_.roster, roster_columns);
    if (!roster) return std::unexpected(roster.error());
    if (roster->size() == learners) return {};
    report(world_.err, {{Severity::warning,
                         {},
                         fmt::format("{} has {}, the parts have {}", shown(wanted_.roster, 4096),
                                     counted(roster->size(), "learner", "learners"), learners),
                         "make the parts again if the roster has changed"}});
    return {};
  }

  void say_problems(const CohortResult& result) {
    for (const auto& [position, problems] : result.problems) {
      for (const Diagnostic& problem : problems) {
        if (!wanted_.quiet || problem.severity == Severity::error) report(world_.err, {problem});
      }
    }
    const std::size_t more = result.rows_with_problems - result.problems.size();
    if (more == 0) return;
    world_.err << fmt::format("pensum: {} or warnings; {} says which\n",
                              counted(more, "more row has errors", "more rows have errors"),
                              shown(folder_.table(wanted_.shard).string(), 4096));
  }

  void say_failed(std::span<const Outcome> outcomes) {
    std::size_t said = 0;
    for (const Outcome& outcome : outcomes) {
      if (outcome.state == Outcome::State::planned) continue;
      if (said++ == most_named) {
        world_.err << "pensum: and more; the teacher’s page names all\n";
        return;
      }
      const std::string who = outcome.learner.empty() ? "" : ", " + shown(outcome.learner);
      report(world_.err,
             {{Severity::error, {}, fmt::format("row {}{}: {}", outcome.row, who, outcome.reason), {}}});
    }
  }

  void say_result(const CohortResult& result) {
    if (wanted_.quiet) return;
    const std::size_t plans = planned(result.outcomes);
    const std::string folder = shown(wanted_.folder.string(), 4096);
    std::string text =
        fmt::format("{} in {}: {}, {} of them new or changed\n", counted(plans, "plan", "plans"), folder,
                    counted(result.files.size(), "file", "files"), result.written);
    if (const std::size_t failed = result.outcomes.size() - plans; failed > 0) {
      text += fmt::format("{} without a plan\n", counted(failed, "learner", "learners"));
    }
    if (!wanted_.combined.empty() && !result.combined)
      text += "nobody has a plan, so there is no file of all\n";
    if (result.combined) text += fmt::format("all in one file: {}\n", shown(wanted_.combined, 4096));
    text += wanted_.shard.whole() ? fmt::format("the teacher’s page: {}\n",
                                                shown((wanted_.folder / "index.html").string(), 4096))
                                  : "the teacher’s page comes with --merge-index, when all parts are there\n";
    world_.out << text;
  }

  bool clean(const std::set<std::string>& names) {
    if (names.contains("")) {
      report(world_.err, {{Severity::warning,
                           {},
                           "nothing is cleaned: some learners’ files have no name",
                           "mend those rows first"}});
      return true;
    }
    const Result<CohortFolder::Cleaned> cleaned = folder_.clean(names);
    if (!cleaned) {
      report(world_.err, cleaned.error());
      return false;
    }
    for (const std::string& name : cleaned->changed) {
      report(world_.err, {{Severity::warning,
                           {},
                           fmt::format("{} stays: somebody changed it", shown(name, 4096)),
                           "remove it yourself if nobody needs it"}});
    }
    if (!wanted_.quiet && !cleaned->removed.empty()) {
      world_.out << fmt::format("removed {} of learners who left\n",
                                counted(cleaned->removed.size(), "file", "files"));
    }
    return true;
  }

  Wanted wanted_;
  World& world_;
  CohortFolder folder_;
  std::string run_digest_;  ///< what tells this run of parts from others
};

}  // namespace

ExitStatus cohort(Arguments arguments, World& world) {
  const CommandLine options = command_line();
  const Result<ParsedOptions> given = options.parse(arguments, 1);
  if (!given) {
    report(world.err, given.error());
    return ExitStatus::wrong_input;
  }
  if (given->has("help")) {
    world.out << options.help();
    return ExitStatus::done;
  }
  Result<Wanted> wanted = Reading(*given, world).read();
  if (!wanted) {
    report(world.err, wanted.error());
    return ExitStatus::wrong_input;
  }
  return Command(*std::move(wanted), world).run();
}

}  // namespace pensum::app
