#include "app/cohort_folder.hpp"
#include "app/cohort_run.hpp"
#include "app/commands.hpp"
#include "app/documents.hpp"
#include "app/interruption.hpp"
#include "app/plan_options.hpp"
#include "app/reporter.hpp"
#include "app/request_file.hpp"
#include "app/roster_columns.hpp"
#include "base/spelling.hpp"
#include "cohort/learner_names.hpp"
#include "io/files.hpp"
#include "roster/roster.hpp"

#include <fmt/format.h>

#include <algorithm>
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
  if (const Result<Asked> asked = asked_by(*settings, world); !asked) return std::unexpected(asked.error());
  return settings;
}

/// What the command line asks for.
struct Wanted {
  std::string roster;  ///< a file; may be empty where parts are merged
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
    take(read_kinds("--formats", options_.last("formats", "pdf,epub")), wanted.kinds);
    take(defaults_of(options_, world_), wanted.defaults);
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
      result = run_cohort(*run, world_);
      say_problems(result);
      // Whatever is written is remembered, even if the rest is not.
      const Result<void> noted = folder_.note(result.files, wanted_.shard);
      if (!result.not_written.empty()) return stopped(result.not_written, ExitStatus::not_written);
      if (!noted) return stopped(noted.error(), ExitStatus::not_written);
      if (result.interrupted) {
        world_.err << fmt::format(
            "pensum: stopped after {} of {} learners; all files are whole, and the same "
            "command goes on\n",
            result.outcomes.size(), run->rows.size());
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
      for (const Result<std::string>& name : run->names) {
        if (name) names.insert(*name);
      }
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
    Result<roster::Roster> roster = roster::read_roster(*std::move(bytes), wanted_.roster, roster_columns);
    if (!roster) return std::unexpected(std::move(roster.error()));
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
    for (std::size_t row = wanted_.shard.number - 1; row < roster->size(); row += wanted_.shard.of) {
      run.rows.push_back(row);
    }
    return run;
  }

  ExitStatus merge() {
    const Result<std::vector<Outcome>> outcomes = folder_.merge_parts(wanted_.title);
    if (!outcomes) return stopped(outcomes.error());
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

  void say_problems(const CohortResult& result) {
    for (const auto& [position, problems] : result.problems) report(world_.err, problems);
    const std::size_t more = result.rows_with_problems - result.problems.size();
    if (more == 0) return;
    world_.err << fmt::format("pensum: {} more; {} names all\n",
                              counted(more, "row has errors or warnings", "rows have errors or warnings"),
                              shown((wanted_.folder / "cohort.csv").string(), 4096));
  }

  void say_failed(std::span<const Outcome> outcomes) {
    std::size_t said = 0;
    for (const Outcome& outcome : outcomes) {
      if (outcome.state == Outcome::State::planned) continue;
      if (said++ == most_named) {
        world_.err << "pensum: and more; the teacher’s page names all\n";
        return;
      }
      report(world_.err, {{Severity::error, {}, fmt::format("row {}: {}", outcome.row, outcome.reason), {}}});
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
    if (result.combined) text += fmt::format("all in one file: {}\n", shown(wanted_.combined, 4096));
    text += wanted_.shard.whole() ? fmt::format("the teacher’s page: {}\n",
                                                shown((wanted_.folder / "index.html").string(), 4096))
                                  : "the teacher’s page comes with --merge-index, when all parts are there\n";
    world_.out << text;
  }

  bool clean(const std::set<std::string>& names) {
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
