#include "plan/plan.hpp"

#include "plan/calendar.hpp"
#include "plan/repair.hpp"
#include "plan/schedule.hpp"
#include "plan/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace pensum {
namespace {

constexpr days two_weeks{14};

NoPlan wrong(Diagnostics diagnostics) {
  return {.reason = NoPlan::Reason::wrong_request,
          .diagnostics = std::move(diagnostics),
          .missing = {},
          .smallest_budget = {},
          .earliest_deadline = {}};
}

NoPlan wrong(std::string message, std::string hint) {
  return wrong({{Severity::error, {}, std::move(message), std::move(hint)}});
}

/// Turns a request into a plan, step by step; each step may end it with a reason.
class Planner {
 public:
  Planner(std::shared_ptr<const Catalog> catalog, const Request& request)
      : catalog_(std::move(catalog)), request_(request) {}

  std::expected<Plan, NoPlan> make() {
    if (auto wrong = check_dates()) return std::unexpected(*std::move(wrong));
    Result<Selection> selection = select(*catalog_, request_);
    if (!selection) return std::unexpected(wrong(std::move(selection.error())));
    for (const LessonIndex lesson : selection->lessons) minutes_.push_back(catalog_->lessons[lesson].minutes);
    start_plan(*std::move(selection));
    if (auto reason = settle_deadline_and_budget()) return std::unexpected(*std::move(reason));
    if (auto reason = schedule()) return std::unexpected(*std::move(reason));
    return std::move(plan_);
  }

 private:
  using Failure = std::optional<NoPlan>;

  Failure check_dates() const {
    const Date start = request_.start;
    if (request_.deadline && *request_.deadline < start) {
      return wrong(
          fmt::format("--deadline {} lies before --start {}", to_iso(*request_.deadline), to_iso(start)),
          "the deadline is the last day of the plan; it may be the start itself");
    }
    if (request_.deadline && (*request_.deadline - start).count() >= most_days) {
      return wrong(
          fmt::format("from --start {} to --deadline {} are {} days; a plan spans at most {}", to_iso(start),
                      to_iso(*request_.deadline), (*request_.deadline - start).count() + 1, most_days),
          "choose an earlier deadline or a later start");
    }
    for (const auto& [date, minutes] : request_.on) {
      if (date < start) {
        return wrong(fmt::format("--on {} lies before --start {}", to_iso(date), to_iso(start)),
                     "leave it out, or start earlier");
      }
      if (request_.deadline && date > *request_.deadline) {
        return wrong(
            fmt::format("--on {} lies after --deadline {}", to_iso(date), to_iso(*request_.deadline)),
            "leave it out, or choose a later deadline");
      }
    }
    return std::nullopt;
  }

  void start_plan(Selection selection) {
    plan_.catalog = catalog_;
    plan_.learner = request_.learner;
    plan_.language = request_.language.empty() ? catalog_->language : request_.language;
    plan_.pace = request_.pace;
    plan_.start = request_.start;
    plan_.lessons = std::move(selection.lessons);
    plan_.done = std::move(selection.done);
    plan_.load = std::accumulate(minutes_.begin(), minutes_.end(), Minutes{});
  }

  bool has_budget() const {
    return request_.minutes ||
           std::ranges::all_of(request_.weekday, [](const auto& minutes) { return minutes.has_value(); });
  }

  Failure settle_deadline_and_budget() {
    const bool budget = has_budget();
    const bool deadline = request_.deadline.has_value();
    plan_.given = deadline ? (budget ? Given::deadline_and_budget : Given::deadline)
                           : (budget ? Given::budget : Given::neither);
    plan_.daily_budget = request_.minutes.value_or(Minutes{});
    if (!deadline && budget) return settle_deadline();
    plan_.deadline =
        deadline ? *request_.deadline : std::min(last_date, request_.start + two_weeks - days{1});
    if (budget) return std::nullopt;
    const auto smallest = smallest_daily_budget(request_, minutes_, plan_.deadline);
    if (!smallest) return does_not_fit({1440});
    plan_.daily_budget = *smallest;
    return std::nullopt;
  }

  /// A budget without a deadline: the plan ends when all lessons can be done.
  Failure settle_deadline() {
    const auto earliest = earliest_deadline(request_, plan_.daily_budget, minutes_);
    if (earliest) {
      plan_.deadline = *earliest;
      return std::nullopt;
    }
    plan_.deadline = std::min(last_date, request_.start + days{most_days - 1});
    return does_not_fit(plan_.daily_budget);
  }

  Failure schedule() {
    const std::vector<Slot> slots =
        Calendar(request_, plan_.daily_budget).study_days(plan_.start, plan_.deadline);
    const std::vector<std::uint8_t> path_ends = ends_of_paths();
    const Workload workload{minutes_, path_ends, slots};
    const Schedule ends = plan_.pace == Pace::even ? schedule_evenly(workload) : schedule_early(workload);
    if (!ends) return does_not_fit(plan_.daily_budget);
    std::size_t next = 0;
    for (std::size_t d = 0; d < slots.size(); ++d) {
      StudyDay day{.date = slots[d].date, .budget = slots[d].budget, .load = {}, .tasks = {}};
      for (; next < (*ends)[d]; ++next) {
        day.tasks.push_back({plan_.lessons[next], minutes_[next]});
        day.load += minutes_[next];
      }
      plan_.budget += day.budget;
      if (!day.tasks.empty()) plan_.finish = day.date;
      plan_.days.push_back(std::move(day));
    }
    return std::nullopt;
  }

  std::vector<std::uint8_t> ends_of_paths() const {
    std::vector<std::uint8_t> ends(plan_.lessons.size(), 0);
    for (const Path& path : catalog_->paths) {
      const auto after = std::ranges::lower_bound(plan_.lessons, path.last);
      if (after == plan_.lessons.begin() || *std::prev(after) < path.first) continue;
      ends[static_cast<std::size_t>(after - plan_.lessons.begin()) - 1] = 1;
    }
    return ends;
  }

  // ------------------------------------------------------------------ when it does not fit

  NoPlan does_not_fit(Minutes daily) const {
    NoPlan reason{
        .reason = NoPlan::Reason::does_not_fit,
        .diagnostics = {},
        .missing = minutes_without_room(request_, daily, minutes_, plan_.deadline),
        .smallest_budget = smallest_daily_budget(request_, minutes_, plan_.deadline),
        .earliest_deadline = has_budget() ? earliest_deadline(request_, daily, minutes_) : std::nullopt};
    const Calendar calendar(request_, daily);
    Minutes widest;
    for (const Slot& slot : calendar.study_days(plan_.start, plan_.deadline))
      widest = std::max(widest, slot.budget);
    std::string message;
    if (widest.count == 0) {
      message = fmt::format("no date from {} to {} has a budget above 0", to_iso(plan_.start),
                            to_iso(plan_.deadline));
    } else {
      message = fmt::format("{} of {} min do not fit from {} to {}", reason.missing.count, plan_.load.count,
                            to_iso(plan_.start), to_iso(plan_.deadline));
      const auto longest = std::ranges::max_element(minutes_);
      if (*longest > widest) {
        const Lesson& lesson =
            catalog_->lessons[plan_.lessons[static_cast<std::size_t>(longest - minutes_.begin())]];
        message += fmt::format(": lesson {} takes {} min, and no day has more than {}", lesson.id,
                               lesson.minutes.count, widest.count);
      }
    }
    reason.diagnostics.push_back({Severity::error, {}, std::move(message), repairs(reason)});
    return reason;
  }

  static std::string repairs(const NoPlan& reason) {
    std::string text;
    if (reason.smallest_budget) {
      text = fmt::format("it fits with --minutes {}", reason.smallest_budget->count);
    }
    if (reason.earliest_deadline) {
      text += fmt::format("{} --deadline {}", text.empty() ? "it fits with" : ", or with",
                          to_iso(*reason.earliest_deadline));
    }
    if (text.empty()) text = "free some days: fewer --off dates, or larger --weekday and --on budgets";
    return text;
  }

  std::shared_ptr<const Catalog> catalog_;
  const Request& request_;
  std::vector<Minutes> minutes_;
  Plan plan_;
};

}  // namespace

FairShare fair_share(const Plan& plan, const StudyDay& day) {
  if (plan.budget.count == 0) return {};
  return {plan.load.count * day.budget.count, plan.budget.count};
}

std::optional<std::size_t> find_day(const Plan& plan, Date date) {
  const auto found = std::ranges::lower_bound(plan.days, date, {}, &StudyDay::date);
  if (found == plan.days.end() || found->date != date) return std::nullopt;
  return static_cast<std::size_t>(found - plan.days.begin());
}

std::vector<PathPart> path_parts(const Plan& plan) {
  std::vector<PathPart> parts;
  auto path = plan.catalog->paths.begin();
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) {
      while (task.lesson >= path->last) ++path;  // tasks keep catalog order, and paths hold all of it
      if (parts.empty() || parts.back().path != &*path) {
        parts.push_back({.path = &*path, .tasks = {}, .load = {}, .first_day = d, .last_day = d});
      }
      PathPart& part = parts.back();
      part.tasks.push_back(task);
      part.load += task.minutes;
      part.last_day = d;
    }
  }
  return parts;
}

std::expected<Plan, NoPlan> make_plan(std::shared_ptr<const Catalog> catalog, const Request& request) {
  return Planner(std::move(catalog), request).make();
}

}  // namespace pensum
