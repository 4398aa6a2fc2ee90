#include "cohort/run.hpp"

#include "base/beside.hpp"
#include "base/gap_marks.hpp"
#include "base/heap.hpp"
#include "base/sha1.hpp"
#include "cohort/in_hand.hpp"
#include "io/file_writer.hpp"
#include "io/files.hpp"
#include "language/word.hpp"
#include "plan/plan.hpp"
#include "press/attachments.hpp"
#include "press/combined.hpp"
#include "press/edition.hpp"
#include "press/in_hand.hpp"
#include "press/rendering.hpp"
#include "press/replacing.hpp"
#include "request/days_off.hpp"
#include "request/plan_request.hpp"
#include "request/roster_columns.hpp"
#include "request/values.hpp"
#include "request/wording.hpp"
#include "shelf/calendars.hpp"
#include "shelf/catalogs.hpp"

#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace pensum::cohort {

namespace {

using press::Combined;
using press::Occupant;
using press::Pages;
using press::Press;
using press::Rendered;

/// Rows whose errors and warnings are kept to be reported.
constexpr std::size_t most_rows_reported = 20;
/// Files that wait for their places, so that the disk is flushed once for all of them. Each is open.
constexpr std::size_t most_waiting = 128;
/// For so many a thread that only puts files in their places flushes the disk.
constexpr std::size_t worth_settling = 48;
/// Plans that a thread keeps.
constexpr std::size_t most_plans = 32;

/// What the threads share: which row is next, and what has come of the others.
class RunState {
 public:
  RunState(const Run& run, const Surroundings& surroundings, Combined* combined)
      : run_(run),
        surroundings_(surroundings),
        combined_(combined),
        catalogs_(surroundings.resources, run.defaults.last("lang", "")) {
    outcomes_.resize(run.rows.size());
    if (run.catalog) catalogs_.put(run.defaults.last("catalog", shelf::default_catalog), *run.catalog);
  }

  /// A position in `Run::rows`; nothing when the run is at its end.
  std::optional<std::size_t> next() {
    if (stopped_ || surroundings_.stopped()) return std::nullopt;
    const std::size_t position = next_++;
    if (position >= run_.rows.size()) return std::nullopt;
    return position;
  }

  /// Announces the run's files, once: who comes meanwhile waits for that. An error where it cannot be done;
  /// then nothing is written.
  const Result<void>& announce() {
    std::call_once(announcing_, [this] {
      announced_ = surroundings_.announce();
      if (!announced_) stop({});
    });
    return announced_;
  }

  shelf::Catalogs& catalogs() { return catalogs_; }
  shelf::Calendars& calendars() { return calendars_; }
  /// The PDF of all; may be none.
  Combined* combined() { return combined_; }

  /// All that comes of a row.
  struct Row {
    std::size_t position = 0;
    Outcome outcome{};
    Diagnostics problems{};
    FileDigests files{};
    std::vector<std::pair<std::string, io::FileWriter>> writers{};  ///< of those that are new or changed
    std::vector<std::string> would_write{};                         ///< those of a dry run instead
    std::set<std::string> kept{};
    bool kept_plan = false;
  };

  void keep(Row row) {
    std::vector<Row> settling;
    {
      const std::scoped_lock lock(mutex_);
      surroundings_.on_row();
      files_waiting_ += row.writers.size();
      waiting_.push_back(std::move(row));
      if (is_worth_settling()) more_.notify_one();
      if (files_waiting_ < most_waiting) return;
      settling = take_waiting();
    }
    settle(std::move(settling));
  }

  /// Puts files in their places while others are made, until `end`.
  void settle_as_they_come() {
    std::unique_lock lock(mutex_);
    while (true) {
      more_.wait(lock, [this] { return is_worth_settling() || ended_; });
      if (ended_) return;
      std::vector<Row> settling = take_waiting();
      lock.unlock();
      settle(std::move(settling));
      lock.lock();
    }
  }

  /// Puts all files in their places: at the end.
  void settle() {
    std::vector<Row> settling;
    {
      const std::scoped_lock lock(mutex_);
      settling = take_waiting();
    }
    settle(std::move(settling));
  }

  /// No more files come.
  void end() {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    more_.notify_one();
  }
  /// The same whatever happens.
  struct Ending {
    RunState& state;
    ~Ending() { state.end(); }
  };

  /// Ends the run: what cannot be written now will not be written for the next row.
  void stop(Diagnostics why) {
    if (combined_ != nullptr) combined_->give_up();
    const std::scoped_lock lock(mutex_);
    if (!stopped_.exchange(true)) result_.not_written = std::move(why);
  }

  RunResult result() && {
    for (std::optional<Outcome>& outcome : outcomes_) {
      if (outcome) result_.outcomes.push_back(*std::move(outcome));
    }
    result_.interrupted = surroundings_.stopped() && result_.outcomes.size() < run_.rows.size();
    return std::move(result_);
  }

 private:
  /// Towards the end for whatever is there: the last files would all wait for the disk otherwise.
  bool is_worth_settling() const { return files_waiting_ >= (next_ < run_.rows.size() ? worth_settling : 1); }

  std::vector<Row> take_waiting() {
    files_waiting_ = 0;
    return std::exchange(waiting_, {});
  }

  /// The rows' files are on the disk before the first takes its place. A row is noted when all of its files
  /// have theirs, a file when it has its own.
  void settle(std::vector<Row> rows) {
    Result<void> done;
    bool flushed = false;
    for (Row& row : rows) {
      for (auto& [file, writer] : row.writers) {
        if (done && !std::exchange(flushed, true)) done = writer.flush_file_system();
        if (done) done = writer.commit();
        if (!done) row.files.erase(file);  // it is as it was before
      }
      note(row, done.has_value());
    }
    if (!done) stop(std::move(done.error()));
  }

  void note(Row& row, bool whole) {
    const std::scoped_lock lock(mutex_);
    result_.files.insert(row.files.begin(), row.files.end());
    if (!whole) return;
    outcomes_[row.position] = std::move(row.outcome);
    result_.written += row.writers.size();
    result_.would_write.insert(row.would_write.begin(), row.would_write.end());
    result_.kept.insert(row.kept.begin(), row.kept.end());
    result_.kept_plans += row.kept_plan ? 1 : 0;
    if (row.problems.empty()) return;
    ++result_.rows_with_problems;
    result_.problems.emplace(row.position, std::move(row.problems));
    if (result_.problems.size() > most_rows_reported)
      result_.problems.erase(std::prev(result_.problems.end()));
  }

  const Run& run_;
  const Surroundings& surroundings_;
  Combined* combined_;
  shelf::Catalogs catalogs_;
  shelf::Calendars calendars_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::once_flag announcing_;
  Result<void> announced_;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable more_;
  bool ended_ = false;
  std::vector<std::optional<Outcome>> outcomes_;
  RunResult result_;
  std::vector<Row> waiting_;
  std::size_t files_waiting_ = 0;
};

/// A thread's own.
class Worker {
 public:
  Worker(const Run& run, const Surroundings& surroundings, RunState& state)
      : run_(run),
        surroundings_(surroundings),
        state_(state),
        press_(surroundings.resources, Press::Run::many),
        teachers_language_(run.language) {}

  void work() {
    while (const std::optional<std::size_t> position = state_.next()) make(*position);
  }

 private:
  using Planned = std::expected<Plan, NoPlan>;

  /// What came of a request, which other learners may have, too.
  struct KnownPlan {
    std::string catalog;
    Request request;  ///< without the learner
    Planned planned;
  };

  using RowResult = RunState::Row;

  void make(std::size_t position) {
    const std::size_t row = run_.rows[position];
    Settings settings = row_settings(run_.roster, row);
    settings.fill_in(run_.defaults);
    in_combined_ = false;
    RowResult result{.position = position};
    result.outcome.row = run_.roster.number(row);
    const std::string given = settings.last("learner", "");
    result.outcome.learner = name_value(given).value_or(shown(given));
    result.outcome.name = run_.names[row].value_or(std::string());
    const bool goes_on = make(settings, position, result);
    if (Combined* combined = state_.combined(); combined != nullptr && !in_combined_)
      combined->pass(position);
    result.problems = in_words(std::move(result.problems), settings,
                               {.title = run_.roster.title(row), .learner = shown(result.outcome.learner)});
    if (goes_on) state_.keep(std::move(result));
  }

  /// False where the run has to end.
  bool make(const Settings& settings, std::size_t position, RowResult& result) {
    const std::size_t row = run_.rows[position];
    const auto fails = [&](const Diagnostics& why, Outcome::State state = Outcome::State::wrong) {
      result.outcome.state = state;
      result.outcome.reason = one_line(in_words(why, settings));
      result.outcome.files.clear();
      result.problems = why;
      return true;
    };
    const Result<std::string>& name = run_.names[row];
    Result<PlanRequest> asked = plan_request_of(settings, [&] { return surroundings_.today; });
    if (!name || !asked) {
      Diagnostics all = name ? Diagnostics() : name.error();
      if (!asked) std::ranges::copy(asked.error(), std::back_inserter(all));
      return fails(all);
    }
    if (run_.plans_again && !run_.returned.contains(row) && has_files(*name)) {
      const Result<bool> goes_on = keep(position, *asked, result);
      return goes_on ? *goes_on : fails(goes_on.error());
    }
    std::expected<DaysTaken, NotTaken> taken =
        take_days_off(*asked, [&](const std::string& file) { return state_.calendars().get(file); });
    if (!taken) {
      return fails(taken.error().diagnostics,
                   taken.error().no_day_left ? Outcome::State::no_plan : Outcome::State::wrong);
    }
    const std::string catalog_name = settings.last("catalog", shelf::default_catalog);
    const Result<shelf::LoadedCatalog> catalog = state_.catalogs().get(catalog_name);
    if (!catalog) return fails(about("catalog", catalog.error()));
    std::optional<Again> again;
    if (const auto returned = run_.returned.find(row); returned != run_.returned.end()) {
      Result<Again> made = plan_again(returned->second, settings, *asked, *catalog, run_.strokes,
                                      surroundings_.today, result.problems);
      if (!made) return fails(made.error());
      again = *std::move(made);
    } else if (run_.plans_again) {
      asked->request.today.reset();
    }
    const Planned& planned = again ? again->planned : plan(catalog_name, *catalog, *asked);
    if (!planned) {
      const bool fits_not = planned.error().reason == NoPlan::Reason::does_not_fit;
      return fails(planned.error().diagnostics, fits_not ? Outcome::State::no_plan : Outcome::State::wrong);
    }
    std::ranges::move(taken->warnings, std::back_inserter(result.problems));
    Made made{.asked = again ? press::to_ask_again(again->asked, *planned) : *std::move(asked),
              .plan = *planned,
              .catalog = *catalog};
    if (again) made.earlier = std::move(again->earlier);
    if (again) made.kept = std::move(again->kept);
    const Result<bool> goes_on = produce(position, std::move(made), run_.kinds, result);
    return goes_on ? *goes_on : fails(goes_on.error());
  }

  /// The files of these kinds, and the learner's pages in the PDF of all. False where the run has to end.
  /// Errors: why there are none.
  Result<bool> produce(std::size_t position, Made made, const std::vector<const press::Kind*>& kinds,
                       RowResult& result) {
    const std::size_t row = run_.rows[position];
    const std::string& name = *run_.names[row];
    Plan& plan = made.plan;
    plan.learner = made.asked.request.learner;
    result.outcome = outcome_of(plan, teachers_language_);
    result.outcome.row = run_.roster.number(row);
    result.outcome.name = name;
    Result<press::Rendering> rendering = press::rendering_of(made.asked, surroundings_.epoch);
    if (!rendering) return std::unexpected(std::move(rendering.error()));
    rendering->collection = run_.title;
    rendering->owner = name;
    rendering->earlier = std::move(made.earlier);
    rendering->kept = std::move(made.kept);
    press::add_course(*rendering, made.asked, plan, made.catalog, press_.language(plan));
    // All of a learner's files are rendered before one is written.
    std::optional<Pages> pages;
    if (state_.combined() != nullptr || press::need_pages(run_.kinds)) {
      Result<Pages> composed = press_.compose(plan, *rendering);
      if (!composed) return std::unexpected(std::move(composed.error()));
      pages.emplace(*std::move(composed));
      if (press::need_pages(run_.kinds)) result.outcome.pages = pages->document.pages.size();
    }
    const Result<std::vector<Rendered>> rendered =
        press::render_in_turn(press_, plan, kinds, *rendering, pages ? &*pages : nullptr);
    if (!rendered) return std::unexpected(rendered.error());
    if (Diagnostics lost = lost_by(*rendered, kinds, name, result); !lost.empty())
      return std::unexpected(std::move(lost));
    if (!write(*rendered, kinds, name, result)) return false;
    if (state_.combined() == nullptr) return true;
    in_combined_ = true;
    const std::string title =
        plan.learner.empty()
            ? without_gap_marks(press_.language(plan).say(word::row{.number = run_.roster.number(row)}))
            : plan.learner;
    const Result<void> added = state_.combined()->add(position, *pages, title);
    if (!added) state_.stop(added.error());
    return added.has_value();
  }

  /// Whether a file of this name is in the folder, and pensum wrote it.
  bool is_there(const std::string& file) const {
    std::error_code problem;
    return run_.known.contains(file) && std::filesystem::exists(run_.folder / file, problem);
  }

  /// Whether there is a file of a learner's plan.
  bool has_files(const std::string& name) const {
    return std::ranges::any_of(
        press::kinds(), [&](const press::Kind& kind) { return is_there(name + std::string(kind.ending)); });
  }

  /// A plan that did not come back stays as it is, whatever the roster says now. Of it is made what is asked
  /// for and not there. False where the run has to end. Errors: why nothing is known of it.
  Result<bool> keep(std::size_t position, const PlanRequest& asked, RowResult& result) {
    const std::size_t row = run_.rows[position];
    const std::string& name = *run_.names[row];
    const auto before = run_.before.find(name);
    const bool is_known = before != run_.before.end();
    if (is_known && before->second.learner != asked.request.learner)
      return std::unexpected(Diagnostics{others_plan(name, before->second.learner, asked, keep_apart)});
    std::vector<const press::Kind*> missing;
    std::ranges::copy_if(run_.kinds, std::back_inserter(missing), [&](const press::Kind* kind) {
      return !is_there(name + std::string(kind->ending));
    });
    if (!is_known || !missing.empty() || state_.combined() != nullptr) {
      Result<Made> made = in_folder(name, asked);
      if (!made && !is_known) return failure(made.error().front().message, keep_apart);
      if (made) {
        const Result<bool> goes_on = produce(position, *std::move(made), missing, result);
        if (!goes_on || !*goes_on) return goes_on;
      } else {
        result.problems.push_back(not_made(name, missing, made.error().front().message));
      }
    }
    const std::size_t pages = result.outcome.pages;
    if (is_known) result.outcome = before->second;
    if (!press::need_pages(run_.kinds) || press::need_pages(missing)) result.outcome.pages = pages;
    result.outcome.row = run_.roster.number(row);
    result.outcome.files.clear();
    for (const press::Kind* kind : run_.kinds) {
      const std::string file = name + std::string(kind->ending);
      if (is_there(file)) result.files.emplace(file, run_.known.at(file));
      if (result.files.contains(file)) result.outcome.files.push_back(file);
    }
    result.kept_plan = true;
    return true;
  }

  /// The plan in a learner's PDF or book in the folder.
  Result<Made> in_folder(const std::string& name, const PlanRequest& asked) const {
    Result<Made> made = failure(fmt::format("there is no PDF or book of {} in {}, which would tell the plan",
                                            name, shown(run_.folder.string(), 4096)),
                                keep_apart);
    for (const press::Kind& kind : press::kinds()) {
      const std::string file = name + std::string(kind.ending);
      if (!made && kind.carries_course && is_there(file))
        made = make_again(run_.folder / file, asked, surroundings_.resources);
    }
    return made;
  }

  /// The warning on what cannot be made of a plan that is kept.
  Diagnostic not_made(const std::string& name, const std::vector<const press::Kind*>& kinds,
                      const std::string& why) const {
    std::string what;
    for (const press::Kind* kind : kinds) what += name + std::string(kind->ending) + ", ";
    if (state_.combined() != nullptr)
      what += fmt::format("the pages in {}, ", shown(run_.combined.string(), 4096));
    what.resize(what.size() - 2);
    return {Severity::warning,
            {},
            fmt::format("{} cannot be made of the plan that is kept: {}", what, why),
            keep_apart};
  }

  const Planned& plan(const std::string& catalog_name, const shelf::LoadedCatalog& catalog,
                      const PlanRequest& asked) {
    Request nobodys = asked.request;
    nobodys.learner.clear();
    for (const KnownPlan& known : plans_) {
      if (known.catalog == catalog_name && known.request == nobodys) return known.planned;
    }
    if (plans_.size() >= most_plans) plans_.clear();
    Planned planned = make_plan(catalog.catalog, nobodys);
    plans_.push_back({catalog_name, std::move(nobodys), std::move(planned)});
    return plans_.back().planned;
  }

  /// The reasons not to write a learner's files. Those of a plan that is the same as before are kept as
  /// their owner has changed them.
  Diagnostics lost_by(const std::vector<Rendered>& all, const std::vector<const press::Kind*>& kinds,
                      const std::string& name, RowResult& result) {
    Diagnostics diagnostics;
    if (run_.overwrite) return diagnostics;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string file = name + std::string(kinds[i]->ending);
      switch (standing_of(file, all[i].bytes)) {
        case Standing::replaceable:
          break;
        case Standing::kept:
          result.kept.insert(file);
          break;
        case Standing::changed:
          diagnostics.push_back(press::not_replaced(shown(file)));
          break;
      }
    }
    return diagnostics;
  }

  enum class Standing { replaceable, kept, changed };

  /// What a learner's file is, where `bytes` are to go.
  Standing standing_of(const std::string& file, const std::string& bytes) const {
    const std::filesystem::path path = run_.folder / file;
    const Occupant occupant = press::occupant_of(path, bytes);
    if (occupant == Occupant::none || occupant == Occupant::as_written) return Standing::replaceable;
    const auto known = run_.known.find(file);
    if (known == run_.known.end()) return Standing::changed;  // it was not there when the run began
    const bool only_meant = known->second == FileDigest();    // by a run that was killed
    if (only_meant) return occupant == Occupant::other ? Standing::replaceable : Standing::changed;
    const Result<std::string> there = io::read_file(path);
    if (there && sha1(*there) == known->second) return Standing::replaceable;
    return sha1(bytes) == known->second ? Standing::kept : Standing::changed;
  }

  bool write(const std::vector<Rendered>& all, const std::vector<const press::Kind*>& kinds,
             const std::string& name, RowResult& result) {
    if (!run_.dry && !state_.announce()) return false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::string file = name + std::string(kinds[i]->ending);
      const bool kept = result.kept.contains(file);
      if (!kept && run_.dry) {
        if (!io::holds_already(run_.folder / file, all[i].bytes)) result.would_write.push_back(file);
      } else if (!kept) {
        Result<std::optional<io::FileWriter>> writer = io::prepare_changed(run_.folder / file, all[i].bytes);
        if (!writer) {
          state_.stop(writer.error());
          return false;
        }
        if (*writer) result.writers.emplace_back(file, **std::move(writer));
      }
      result.files.emplace(file, sha1(all[i].bytes));
      result.outcome.files.push_back(std::move(file));
      for (const Diagnostic& warning : all[i].warnings) {
        if (std::ranges::find(result.problems, warning.message, &Diagnostic::message) !=
            result.problems.end())
          continue;
        result.problems.push_back(warning);
        // The teacher reads it beside the plan.
        result.outcome.notes +=
            fmt::format("{}{}.", result.outcome.notes.empty() ? "" : " ", shown(warning.message, 500));
      }
    }
    return true;
  }

  const Run& run_;
  const Surroundings& surroundings_;
  RunState& state_;
  Press press_;
  Language teachers_language_;
  bool in_combined_ = false;      ///< whether the learner's turn there was taken
  std::vector<KnownPlan> plans_;  ///< few, the oldest first
};

/// Flushes the folder of `file`; an error is reported if there was none before.
void flush_folder_of(const std::filesystem::path& file, RunResult& result) {
  const Result<void> flushed = io::flush_folder(file.parent_path());
  if (!flushed && result.not_written.empty()) result.not_written = flushed.error();
}

}  // namespace

Result<RunResult> run_cohort(const Run& run, const Surroundings& surroundings) {
  std::unique_ptr<Combined> combined;
  if (!run.combined.empty() && !run.dry) {
    Result<io::FileWriter> file = io::FileWriter::create(run.combined);
    if (!file) {
      RunResult result;
      result.not_written = std::move(file.error());
      return result;
    }
    combined = std::make_unique<Combined>(*std::move(file), run.title);
  }
  RunState state(run, surroundings, combined.get());
  std::list<Beside<void>> others;
  std::optional<Beside<void>> settling;
  // The disk keeps a thread waiting: where there are several, it is one more.
  if (run.jobs > 1 && !run.dry) {
    settling.emplace([&] {
      state.announce();
      state.settle_as_they_come();
    });
  }
  const RunState::Ending ending{state};
  constexpr std::size_t many_rows = 8;
  constexpr std::size_t memory_of_many = std::size_t{16} << 20;  // what learners have in common is kept
  const auto work = [&] {
    begin_heap();
    if (run.rows.size() >= many_rows) expect_memory(memory_of_many);
    try {
      Worker(run, surroundings, state).work();
    } catch (...) {
      state.stop({});  // the others' work would be lost with this one's
      throw;
    }
  };
  // If no thread is available, it runs after this one, when no row is left.
  for (std::size_t i = 1; i < run.jobs; ++i) others.emplace_back(work);
  work();
  for (Beside<void>& other : others) other.get();
  state.end();
  state.settle();
  if (settling) settling->get();
  // There may have been nothing to write.
  if (!run.dry && !state.announce()) return std::unexpected(state.announce().error());
  RunResult result = std::move(state).result();
  if (combined && result.not_written.empty() && !result.interrupted) {
    const Result<bool> finished = combined->finish();
    if (!finished) result.not_written = finished.error();
    result.combined = finished.value_or(false);
    if (result.combined) flush_folder_of(run.combined, result);
  }
  if (!run.dry) flush_folder_of(run.folder / "", result);
  return result;
}

}  // namespace pensum::cohort
