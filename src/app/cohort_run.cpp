#include "app/cohort_run.hpp"

#include "app/attachments.hpp"
#include "app/combined.hpp"
#include "app/interruption.hpp"
#include "app/plan_options.hpp"
#include "app/press.hpp"
#include "app/progress.hpp"
#include "app/rendering.hpp"
#include "app/replacing.hpp"
#include "base/sha1.hpp"
#include "io/file_writer.hpp"
#include "io/files.hpp"
#include "request/plan_request.hpp"
#include "request/roster_columns.hpp"
#include "request/values.hpp"
#include "request/wording.hpp"
#include "shelf/catalogs.hpp"

#include <fmt/format.h>

#include <atomic>
#include <future>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace pensum::app {

namespace {

using cohort::Outcome;

/// Rows whose errors and warnings are kept to be reported.
constexpr std::size_t most_rows_reported = 20;
/// Plans that a thread keeps.
constexpr std::size_t most_plans = 32;

/// What the threads share: which row is next, and what has come of the others.
class RunState {
 public:
  RunState(const CohortRun& run, const World& world, Combined* combined)
      : run_(run),
        combined_(combined),
        catalogs_(world.resources),
        progress_(run.progress ? &world.err : nullptr, run.rows.size()) {
    outcomes_.resize(run.rows.size());
  }

  /// A position in `CohortRun::rows`; nothing when the run is at its end.
  std::optional<std::size_t> next() {
    if (stopped_ || Interruption::requested()) return std::nullopt;
    const std::size_t position = next_++;
    if (position >= run_.rows.size()) return std::nullopt;
    return position;
  }

  shelf::Catalogs& catalogs() { return catalogs_; }
  /// The PDF of all; may be none.
  Combined* combined() { return combined_; }

  void keep(std::size_t position, Outcome outcome, Diagnostics problems, const cohort::FileDigests& files,
            std::size_t written, const std::set<std::string>& kept) {
    const std::scoped_lock lock(mutex_);
    outcomes_[position] = std::move(outcome);
    result_.files.insert(files.begin(), files.end());
    result_.written += written;
    result_.kept.insert(kept.begin(), kept.end());
    if (!problems.empty()) {
      ++result_.rows_with_problems;
      result_.problems.emplace(position, std::move(problems));
      if (result_.problems.size() > most_rows_reported) result_.problems.erase(std::prev(result_.problems.end()));
    }
    progress_.advance();
  }

  /// Ends the run: what cannot be written now will not be written for the next row.
  void stop(Diagnostics why) {
    if (combined_ != nullptr) combined_->give_up();
    const std::scoped_lock lock(mutex_);
    if (!stopped_.exchange(true)) result_.not_written = std::move(why);
  }

  CohortResult result() && {
    for (std::optional<Outcome>& outcome : outcomes_) {
      if (outcome) result_.outcomes.push_back(*std::move(outcome));
    }
    result_.interrupted = Interruption::requested() && result_.outcomes.size() < run_.rows.size();
    return std::move(result_);
  }

 private:
  const CohortRun& run_;
  Combined* combined_;
  shelf::Catalogs catalogs_;
  Progress progress_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  ///< of what follows
  std::vector<std::optional<Outcome>> outcomes_;
  CohortResult result_;
};

/// A thread's own.
class Worker {
 public:
  Worker(const CohortRun& run, const World& world, RunState& state)
      : run_(run), world_(world), state_(state), press_(world, Press::Run::many) {}

  void work() {
    while (const std::optional<std::size_t> position = state_.next()) make(*position);
  }

 private:
  using Planned = std::expected<Plan, EarlyEnd>;

  /// What came of a request, which other learners may have, too.
  struct KnownPlan {
    std::string catalog;
    Request request;  ///< without the learner
    Planned planned;
  };

  /// All that comes of a row, file by file.
  struct RowResult {
    Outcome outcome;
    Diagnostics problems;
    cohort::FileDigests files;
    std::size_t written = 0;
    std::set<std::string> kept;
  };

  void make(std::size_t position) {
    const std::size_t row = run_.rows[position];
    Settings settings = row_settings(run_.roster, row);
    settings.fill_in(run_.defaults);
    in_combined_ = false;
    RowResult result;
    result.outcome.row = run_.roster.number(row);
    const std::string given = settings.last("learner", "");
    result.outcome.learner = name_value(given).value_or(shown(given));
    result.outcome.name = run_.names[row].value_or(std::string());
    const bool goes_on = make(settings, position, result);
    if (Combined* combined = state_.combined(); combined != nullptr && !in_combined_)
      combined->pass(position);
    result.problems =
        in_words(std::move(result.problems), settings,
                 {.title = run_.roster.title(row), .learner = shown(result.outcome.learner)});
    if (goes_on) {
      state_.keep(position, std::move(result.outcome), std::move(result.problems), result.files, result.written,
                   result.kept);
    }
  }

  /// False where the run has to end.
  bool make(const Settings& settings, std::size_t position, RowResult& result) {
    const std::size_t row = run_.rows[position];
    const auto fails = [&](const Diagnostics& why, Outcome::State state = Outcome::State::wrong) {
      result.outcome.state = state;
      result.outcome.reason = cohort::one_line(in_words(why, settings));
      result.outcome.files.clear();
      result.problems = why;
      return true;
    };
    const Result<std::string>& name = run_.names[row];
    const Result<PlanRequest> asked = plan_request_of(settings, world_.today);
    if (!name || !asked) {
      Diagnostics all = name ? Diagnostics() : name.error();
      if (!asked) std::ranges::copy(asked.error(), std::back_inserter(all));
      return fails(all);
    }
    const std::string catalog_name = settings.last("catalog", shelf::default_catalog);
    const Result<shelf::LoadedCatalog> catalog = state_.catalogs().get(catalog_name);
    if (!catalog) return fails(about("catalog", catalog.error()));
    const Planned& planned = plan(catalog_name, catalog, *asked);
    if (!planned) {
      const bool fits_not = planned.error().status == ExitStatus::no_plan;
      return fails(planned.error().diagnostics,
                   fits_not ? Outcome::State::no_plan : Outcome::State::wrong);
    }
    Plan plan = *planned;
    plan.learner = asked->request.learner;
    result.outcome = cohort::outcome_of(plan);
    result.outcome.row = run_.roster.number(row);
    result.outcome.name = *name;
    Result<Rendering> rendering = rendering_of(*asked, world_);
    if (!rendering) return fails(rendering.error());
    rendering->collection = run_.title;
    rendering->attachments = attachments_of(*asked, *plan.catalog, *catalog->bytes);
    // All of a learner's files are rendered before one is written.
    std::optional<Pages> pages;
    if (state_.combined() != nullptr || has(Kind::pdf)) {
      Result<Pages> composed = press_.compose(plan, *rendering);
      if (!composed) return fails(composed.error());
      pages.emplace(*std::move(composed));
    }
    const Result<std::vector<Rendered>> rendered = render(plan, pages, *rendering);
    if (!rendered) return fails(rendered.error());
    if (Diagnostics lost = lost_by(*rendered, *name, result); !lost.empty()) return fails(lost);
    if (!write(*rendered, *name, result)) return false;
    if (state_.combined() == nullptr) return true;
    in_combined_ = true;
    const std::string title = plan.learner.empty() ? run_.roster.title(row) : plan.learner;
    const Result<void> added = state_.combined()->add(position, *pages, title);
    if (!added) state_.stop(added.error());
    return added.has_value();
  }

  bool has(Kind kind) const { return std::ranges::find(run_.kinds, kind) != run_.kinds.end(); }

  const Planned& plan(const std::string& catalog_name, const Result<shelf::LoadedCatalog>& catalog,
                      const PlanRequest& asked) {
    Request nobodys = asked.request;
    nobodys.learner.clear();
    for (const KnownPlan& known : plans_) {
      if (known.catalog == catalog_name && known.request == nobodys) return known.planned;
    }
    if (plans_.size() >= most_plans) plans_.clear();
    Planned planned = plan_from(catalog, nobodys);
    plans_.push_back({catalog_name, std::move(nobodys), std::move(planned)});
    return plans_.back().planned;
  }

  Result<std::vector<Rendered>> render(const Plan& plan, const std::optional<Pages>& pages,
                                       const Rendering& rendering) {
    std::vector<Rendered> all;
    // A book lists the pages of the PDF that is handed out with it.
    PageList list = has(Kind::pdf) ? pages->list() : PageList();
    for (const Kind kind : run_.kinds) {
      Result<Rendered> rendered = Rendered();
      switch (kind) {
        case Kind::pdf:
          rendered = press_.pdf(*pages, rendering);
          break;
        case Kind::epub:
          rendered = press_.epub(plan, rendering, [&] { return list; });
          break;
        case Kind::json:
          rendered = press_.json(plan);
          break;
        case Kind::text:
          rendered = press_.text(plan);
          break;
      }
      if (!rendered) return std::unexpected(std::move(rendered.error()));
      all.push_back(*std::move(rendered));
    }
    return all;
  }

  /// The reasons not to write a learner's files. Those of a plan that is the same as before are kept as
  /// their owner has changed them.
  Diagnostics lost_by(const std::vector<Rendered>& all, const std::string& name, RowResult& result) {
    Diagnostics diagnostics;
    if (run_.overwrite) return diagnostics;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string file = name + std::string(ending_of(run_.kinds[i]));
      switch (standing_of(file, all[i].bytes)) {
        case Standing::replaceable:
          break;
        case Standing::kept:
          result.kept.insert(file);
          break;
        case Standing::changed:
          diagnostics.push_back(not_replaced(shown(file)));
          break;
      }
    }
    return diagnostics;
  }

  enum class Standing { replaceable, kept, changed };

  /// What a learner's file is, where `bytes` are to go.
  Standing standing_of(const std::string& file, const std::string& bytes) const {
    const std::filesystem::path path = run_.folder / file;
    const Occupant occupant = occupant_of(path, bytes);
    if (occupant == Occupant::none || occupant == Occupant::as_written) return Standing::replaceable;
    const auto known = run_.known.find(file);
    if (known == run_.known.end()) return Standing::changed;        // it was not there when the run began
    const bool only_meant = known->second == cohort::FileDigest();  // by a run that was killed
    if (only_meant) return occupant == Occupant::other ? Standing::replaceable : Standing::changed;
    const Result<std::string> there = io::read_file(path);
    if (there && sha1(*there) == known->second) return Standing::replaceable;
    return sha1(bytes) == known->second ? Standing::kept : Standing::changed;
  }

  bool write(const std::vector<Rendered>& all, const std::string& name, RowResult& result) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::string file = name + std::string(ending_of(run_.kinds[i]));
      const bool kept = result.kept.contains(file);
      const Result<bool> written =
          kept ? Result<bool>(false) : io::write_changed(run_.folder / file, all[i].bytes);
      if (!written) {
        state_.stop(written.error());
        return false;
      }
      result.written += *written ? 1U : 0U;
      result.files.emplace(file, sha1(all[i].bytes));
      result.outcome.files.push_back(std::move(file));
      for (const Diagnostic& warning : all[i].warnings) {
        if (std::ranges::find(result.problems, warning.message, &Diagnostic::message) != result.problems.end())
          continue;
        result.problems.push_back(warning);
        // The teacher reads it beside the plan.
        result.outcome.notes += (result.outcome.notes.empty() ? "" : " ") + shown(warning.message, 500) + ".";
      }
    }
    return true;
  }

  const CohortRun& run_;
  const World& world_;
  RunState& state_;
  Press press_;
  bool in_combined_ = false;              ///< whether the learner's turn there was taken
  std::vector<KnownPlan> plans_;          ///< few, the oldest first
};

/// Flushes the folder of `file`; an error is reported if there was none before.
void flush_folder_of(const std::filesystem::path& file, CohortResult& result) {
  const Result<void> flushed = io::flush_folder(file.parent_path());
  if (!flushed && result.not_written.empty()) result.not_written = flushed.error();
}

}  // namespace

CohortResult run_cohort(const CohortRun& run, const World& world) {
  // Not past midnight in the middle of a cohort.
  World same_day = world;
  same_day.today = [today = world.today()] { return today; };
  std::unique_ptr<Combined> combined;
  if (!run.combined.empty()) {
    Result<io::FileWriter> file = io::FileWriter::create(run.combined);
    if (!file) {
      CohortResult result;
      result.not_written = std::move(file.error());
      return result;
    }
    combined = std::make_unique<Combined>(*std::move(file), run.title);
  }
  RunState state(run, same_day, combined.get());
  std::vector<std::future<void>> others;
  const auto work = [&] {
    try {
      Worker(run, same_day, state).work();
    } catch (...) {
      state.stop({});  // the others' work would be lost with this one's
      throw;
    }
  };
  // If no thread is available, it runs after this one, when no row is left.
  for (std::size_t i = 1; i < run.jobs; ++i)
    others.push_back(std::async(std::launch::async | std::launch::deferred, work));
  work();
  for (std::future<void>& other : others) other.get();
  CohortResult result = std::move(state).result();
  if (combined && result.not_written.empty() && !result.interrupted) {
    const Result<bool> finished = combined->finish();
    if (!finished) result.not_written = finished.error();
    result.combined = finished.value_or(false);
    if (result.combined) flush_folder_of(run.combined, result);
  }
  flush_folder_of(run.folder / "", result);
  return result;
}

}  // namespace pensum::app
