#include "app/cohort_options.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/interruption.hpp"
#include "app/opener.hpp"
#include "app/outputs.hpp"
#include "app/plan_options.hpp"
#include "app/progress.hpp"
#include "app/reporter.hpp"
#include "app/roster_input.hpp"
#include "base/counted.hpp"
#include "base/sha1.hpp"
#include "cohort/folder.hpp"
#include "cohort/learner_names.hpp"
#include "cohort/outputs.hpp"
#include "cohort/returned.hpp"
#include "cohort/run.hpp"
#include "io/files.hpp"
#include "press/edition.hpp"
#include "roster/roster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <optional>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

using cohort::Outcome;

/// A roster of millions.
constexpr std::size_t most_roster_bytes = std::size_t{1} << 30;
/// Learners without a plan that are named where nothing else is reported of them.
constexpr std::size_t most_named = 20;

ExitStatus status_of(std::span<const Outcome> outcomes) {
  const auto has = [&](Outcome::State state) {
    return std::ranges::find(outcomes, state, &Outcome::state) != outcomes.end();
  };
  return has(Outcome::State::wrong)     ? ExitStatus::wrong_input
         : has(Outcome::State::no_plan) ? ExitStatus::no_plan
                                        : ExitStatus::done;
}

std::size_t planned(std::span<const Outcome> outcomes) {
  return static_cast<std::size_t>(std::ranges::count(outcomes, Outcome::State::planned, &Outcome::state));
}

class Command {
 public:
  Command(CohortOptions wanted, World& world)
      : wanted_(std::move(wanted)), world_(world), folder_(wanted_.folder) {}

  ExitStatus run() {
    if (wanted_.merge) return merge();
    // One thread loads what the others would wait for.
    std::optional<press::GettingReady> ready;
    if (wanted_.jobs > 1) ready.emplace(wanted_.kinds);
    Result<cohort::Run> run = prepare();
    if (!run) return stopped(run.error());
    if (wanted_.dry) return rehearse(*run);
    Result<cohort::RunResult> made;
    {
      Interruption interruption;
      made = make_plans(*run);
      if (!made) return stopped(made.error(), ExitStatus::not_written);
      say_problems(*made);
      const bool done = made->not_written.empty() && !made->interrupted;
      // Whatever is written is remembered, even if the rest is not.
      const Result<void> noted = done ? finish(*made) : folder_.note(made->files, wanted_.shard);
      if (!made->not_written.empty()) {
        stopped(made->not_written, ExitStatus::not_written);
        say_how_far(*made, *run);
        return ExitStatus::not_written;
      }
      if (!noted) return stopped(noted.error(), ExitStatus::not_written);
      if (made->interrupted) {
        say_how_far(*made, *run);
        world_.err.flush();
        world_.out.flush();
        interruption.resume();
      }
    }
    say_result(*made);
    show_page();
    if (wanted_.clean && !clean(names_in(*run))) return ExitStatus::not_written;
    return status_of(made->outcomes);
  }

 private:
  /// What the learners' files are called; empty of those that have no name.
  static std::set<std::string> names_in(const cohort::Run& run) {
    std::set<std::string> names;
    for (const Result<std::string>& name : run.names) names.insert(name.value_or(std::string()));
    return names;
  }

  ExitStatus stopped(const Diagnostics& diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    report(world_, diagnostics);
    return status;
  }

  std::string roster_name() const { return io::input_name(wanted_.roster); }

  /// Writes what tells of all learners, and remembers what was written.
  Result<void> finish(const cohort::RunResult& result) {
    if (wanted_.shard.whole()) {
      return folder_.write_page(wanted_.title, result.outcomes, wanted_.language,
                                result.combined ? wanted_.combined : "", result.files);
    }
    if (Result<void> noted = folder_.note(result.files, wanted_.shard); !noted) return noted;
    return folder_.write_part(result.outcomes, wanted_.shard);
  }

  /// Shows its progress on a terminal.
  Result<cohort::RunResult> make_plans(const cohort::Run& run) {
    Progress progress(world_.err_is_terminal && !wanted_.quiet ? &world_.err : nullptr, run.rows.size());
    return cohort::run_cohort(
        run,
        {.resources = world_.resources,
         .today = world_.today(),
         .epoch = world_.variable("SOURCE_DATE_EPOCH"),
         .announce = [&] { return folder_.announce(cohort::outputs_of(run), wanted_.shard, run_digest_); },
         .on_row = [&] { progress.advance(); },
         .stopped = Interruption::requested});
  }

  Result<cohort::Run> prepare() {
    Result<std::string> bytes = io::read_input(wanted_.roster, most_roster_bytes);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    std::string made_of = sha1_text(*bytes) + wanted_.options;
    Result<roster::Roster> roster = read_roster(*std::move(bytes), roster_name(), wanted_.reading);
    if (!roster) return std::unexpected(std::move(roster.error()));
    if (const std::string& code = wanted_.code_column;
        !code.empty() && std::ranges::find(roster->columns(), code) == roster->columns().end()) {
      return failure(fmt::format("{} has no column {}", shown(roster_name(), 4096), code),
                     "--anonymous names files by it: add it, or name another with --anonymous=COLUMN");
    }
    report(world_, warnings_of(*roster));
    if (const std::string choice = choice_of_sheet(*roster); !choice.empty())
      account_of(world_, false) << fmt::format("{}: {}\n", shown(roster_name(), 4096), choice);
    // Where plans begin today, parts that are made on two days do not belong together.
    if (!wanted_.defaults.has("start")) made_of += to_iso(world_.today());
    run_digest_ = sha1_text(made_of);
    cohort::Run run{.roster = *roster,
                    .roster_name = roster_name(),
                    .rows = {},
                    .names = cohort::name_files(*roster, wanted_.code_column),
                    .defaults = wanted_.defaults,
                    .catalog = wanted_.catalog,
                    .folder = wanted_.folder,
                    .kinds = {wanted_.kinds.begin(), wanted_.kinds.end()},
                    .known = {},
                    .overwrite = wanted_.overwrite,
                    .combined = wanted_.combined,
                    .title = wanted_.title,
                    .language = wanted_.language,
                    .inputs = wanted_.inputs,
                    .shard = wanted_.shard,
                    .jobs = wanted_.jobs};
    if (!wanted_.returned.empty()) {
      Result<cohort::Returned> returned = cohort::find_returned(wanted_.returned, *roster, run.names);
      if (!returned) return std::unexpected(std::move(returned.error()));
      report(world_, returned->warnings);
      run.plans_again = true;
      run.returned = std::move(returned->files);
      run.before = folder_.plans();
      run.strokes = wanted_.strokes ? handout::Strokes::counted : handout::Strokes::ignored;
    }
    const cohort::Shard shard = wanted_.shard;
    for (std::size_t row = shard.whole() ? 0 : shard.number - 1; row < roster->size();
         row += shard.whole() ? 1 : shard.of) {
      run.rows.push_back(row);
    }
    if (Result<void> fine = cohort::look_at_outputs(run, folder_); !fine)
      return std::unexpected(std::move(fine.error()));
    return run;
  }

  /// Tells what a run would write.
  ExitStatus rehearse(cohort::Run& run) {
    run.dry = true;
    const Result<cohort::RunResult> made = make_plans(run);
    if (!made) return stopped(made.error(), ExitStatus::not_written);
    const cohort::RunResult& result = *made;
    say_problems(result);
    std::string text;
    for (const std::string& file : result.would_write)
      text += fmt::format("would write {}\n", shown((wanted_.folder / file).string(), 4096));
    if (!wanted_.combined.empty()) text += fmt::format("would write {}\n", shown(wanted_.combined, 4096));
    text +=
        wanted_.shard.whole()
            ? fmt::format("would write {} and {}\n", shown((wanted_.folder / "index.html").string(), 4096),
                          shown(folder_.table(wanted_.shard).string(), 4096))
            : fmt::format("would write {}\n", shown(folder_.table(wanted_.shard).string(), 4096));
    const std::size_t plans = planned(result.outcomes);
    text += fmt::format("{}: {}, {} of them new or changed\n", counted(plans, "plan", "plans"),
                        counted(result.files.size(), "file", "files"), result.would_write.size());
    text += kept(result);
    if (const std::size_t failed = result.outcomes.size() - plans; failed > 0)
      text += fmt::format("{} without a plan\n", counted(failed, "learner", "learners"));
    account_of(world_, false) << text;
    if (wanted_.clean && !clean(names_in(run))) return ExitStatus::not_written;
    return status_of(result.outcomes);
  }

  void show_page() {
    if (!wanted_.open) return;
    const Result<void> opened = open_on_desktop(wanted_.folder / "index.html");
    if (!opened) report(world_, as_warnings(opened.error()));
  }

  static std::string sha1_text(std::string_view bytes) {
    std::string text;
    for (const std::uint8_t byte : sha1(bytes)) text += fmt::format("{:02x}", byte);
    return text;
  }

  void say_how_far(const cohort::RunResult& result, const cohort::Run& run) {
    world_.err << fmt::format(
        "pensum: stopped after {} of {}; all files are complete, and the same command continues\n",
        result.outcomes.size(), counted(run.rows.size(), "learner", "learners"));
  }

  ExitStatus merge() {
    const bool parts = folder_.has_parts();
    const Result<std::vector<Outcome>> outcomes = folder_.read_parts();
    if (!outcomes) return stopped(outcomes.error());
    if (parts && !wanted_.overwrite) {
      if (const Result<void> fine = folder_.check_own_files(); !fine) return stopped(fine.error());
    }
    if (parts && !wanted_.dry) {
      const Result<void> written = folder_.write_page(wanted_.title, *outcomes, wanted_.language);
      if (!written) return stopped(written.error(), ExitStatus::not_written);
    }
    if (const Result<void> whole = compare_to_roster(outcomes->size()); !whole) return stopped(whole.error());
    say_merged(*outcomes, parts);
    say_failed(*outcomes);
    if (!wanted_.dry) show_page();
    if (wanted_.clean) {
      std::set<std::string> names;
      for (const Outcome& outcome : *outcomes) names.insert(outcome.name);
      if (!clean(names)) return ExitStatus::not_written;
    }
    return status_of(*outcomes);
  }

  void say_merged(std::span<const Outcome> outcomes, bool parts) {
    const std::string page = shown((wanted_.folder / "index.html").string(), 4096);
    const std::string plans = fmt::format("{} of {}", counted(planned(outcomes), "plan", "plans"),
                                          counted(outcomes.size(), "learner", "learners"));
    const std::string table = shown(folder_.table({}).string(), 4096);
    account_of(world_, false) << (!wanted_.dry ? fmt::format("merged {} into {}\n", plans, page)
                                  : parts ? fmt::format("would merge {} into {} and {}\n", plans, page, table)
                                          : fmt::format("{} are merged already in {}\n", plans, page));
  }

  /// Warns where the roster, if it is named, has another number of learners than its parts.
  Result<void> compare_to_roster(std::size_t learners) {
    if (wanted_.roster.empty()) return {};
    Result<std::string> bytes = io::read_input(wanted_.roster, most_roster_bytes);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    const Result<roster::Roster> roster = read_roster(*std::move(bytes), roster_name(), wanted_.reading);
    if (!roster) return std::unexpected(roster.error());
    if (roster->size() == learners) return {};
    report(world_, {{Severity::warning,
                     {},
                     fmt::format("{} has {}, the parts have {}", shown(roster_name(), 4096),
                                 counted(roster->size(), "learner", "learners"), learners),
                     "make the parts again if the roster has changed"}});
    return {};
  }

  void say_problems(const cohort::RunResult& result) {
    for (const auto& [position, problems] : result.problems) {
      for (const Diagnostic& problem : problems) {
        if (!wanted_.quiet || problem.severity == Severity::error) report(world_, {problem});
      }
    }
    const std::size_t more = result.rows_with_problems - result.problems.size();
    if (more == 0) return;
    world_.err << fmt::format("pensum: {} or warnings; see {}\n",
                              counted(more, "more row has errors", "more rows have errors"),
                              shown(folder_.table(wanted_.shard).string(), 4096));
  }

  void say_failed(std::span<const Outcome> outcomes) {
    std::size_t said = 0;
    for (const Outcome& outcome : outcomes) {
      if (outcome.state == Outcome::State::planned) continue;
      if (said++ == most_named) {
        world_.err << "pensum: there are more; the teacher’s page names them all\n";
        return;
      }
      const std::string who = outcome.learner.empty() ? "" : ", " + shown(outcome.learner);
      report(world_,
             {{Severity::error, {}, fmt::format("row {}{}: {}", outcome.row, who, outcome.reason), {}}});
    }
  }

  void say_result(const cohort::RunResult& result) {
    if (wanted_.quiet) return;
    const std::size_t plans = planned(result.outcomes);
    const std::string folder = shown(wanted_.folder.string(), 4096);
    std::string text =
        fmt::format("{} in {}: {}, {} of them new or changed\n", counted(plans, "plan", "plans"), folder,
                    counted(result.files.size(), "file", "files"), result.written);
    text += kept(result);
    if (const std::size_t failed = result.outcomes.size() - plans; failed > 0) {
      text += fmt::format("{} without a plan\n", counted(failed, "learner", "learners"));
    }
    if (!wanted_.combined.empty() && !result.combined)
      text += "no learner has a plan, so there is no combined file\n";
    if (result.combined) text += fmt::format("all in one file: {}\n", shown(wanted_.combined, 4096));
    text += wanted_.shard.whole() ? fmt::format("the teacher’s page: {}\n",
                                                shown((wanted_.folder / "index.html").string(), 4096))
                                  : "make the teacher’s page with --merge-index once all parts are there\n";
    world_.out << text;
  }

  /// The report on plans that did not come back, and on files that were left as their owners have changed
  /// them.
  static std::string kept(const cohort::RunResult& result) {
    std::string text;
    if (result.kept_plans > 0)
      text = fmt::format("kept {} that did not come back\n", counted(result.kept_plans, "plan", "plans"));
    const std::set<std::string>& files = result.kept;
    if (files.empty()) return text;
    constexpr std::size_t most = 5;
    std::string names;
    std::size_t count = 0;
    for (const std::string& file : files) {
      if (count++ == most) break;
      names += (names.empty() ? "" : ", ") + shown(file);
    }
    return text + fmt::format(
                      "kept {} with saved ticks or notes, whose plans are unchanged ({}{}); --overwrite "
                      "replaces them\n",
                      counted(files.size(), "file", "files"), names, files.size() > most ? ", …" : "");
  }

  /// Removes the files of learners who left, or tells which ones it would remove.
  bool clean(const std::set<std::string>& names) {
    if (names.contains("")) {
      report(world_, {{Severity::warning,
                       {},
                       "nothing is cleaned: some learners’ files have no name",
                       "fix those rows first"}});
      return true;
    }
    const auto cleaned = wanted_.dry ? folder_.leftovers(names) : folder_.clean(names);
    if (!cleaned) {
      report(world_, cleaned.error());
      return false;
    }
    for (const std::string& name : cleaned->changed) {
      report(world_,
             {{Severity::warning,
               {},
               fmt::format("{} is kept: it has been changed since pensum wrote it", shown(name, 4096)),
               "remove it yourself if it is not needed"}});
    }
    if (wanted_.dry) {
      for (const std::string& name : cleaned->removed)
        account_of(world_, false) << fmt::format("would remove {}\n",
                                                 shown((wanted_.folder / name).string(), 4096));
    } else if (!wanted_.quiet && !cleaned->removed.empty()) {
      world_.out << fmt::format("removed {} of learners who left\n",
                                counted(cleaned->removed.size(), "file", "files"));
    }
    return true;
  }

  CohortOptions wanted_;
  World& world_;
  cohort::Folder folder_;
  std::string run_digest_;  ///< what tells this run of parts from others
};

}  // namespace

ExitStatus cohort(Arguments arguments, World& world) {
  const CommandLine options = cohort_command_line();
  const std::expected<ParsedOptions, ExitStatus> given = given_options(options, arguments, 1, world);
  if (!given) return given.error();
  Result<CohortOptions> wanted = read_cohort_options(*given, world);
  if (!wanted) {
    report(world, wanted.error());
    return ExitStatus::wrong_input;
  }
  if (wanted->catalog && !wanted->quiet) tell_of_import(world, *wanted->catalog);
  if (!wanted->quiet && !wanted->merge)
    report(world, unused_calendar_options(*given, wanted->kinds, "write calendars, too: --formats pdf,ics"));
  return Command(*std::move(wanted), world).run();
}

}  // namespace pensum::app
