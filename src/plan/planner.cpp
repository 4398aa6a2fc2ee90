// A request becomes a plan, step by step; each step may end it with a reason.
#include "base/named_setting.hpp"
#include "plan/arrangement.hpp"
#include "plan/cushion.hpp"
#include "plan/no_plan.hpp"
#include "plan/plan.hpp"
#include "plan/repair.hpp"
#include "plan/request_faults.hpp"
#include "plan/schedule.hpp"
#include "plan/search.hpp"
#include "plan/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace pensum {
namespace {

constexpr days two_weeks{14};
constexpr std::int64_t largest_budget = 1440;

NoPlan wrong(Diagnostics diagnostics) {
  NoPlan reason;
  reason.diagnostics = std::move(diagnostics);
  return reason;
}

NoPlan fault(std::vector<std::string> settings, std::string message, std::string hint) {
  return wrong({{Severity::error, {}, std::move(message), std::move(hint), std::move(settings)}});
}

/// Settles the lessons, the budget, the deadline and the buffer, one after the other; arranges lessons and
/// reviews; and writes down what came of it.
class Planner {
 public:
  Planner(std::shared_ptr<const Catalog> catalog, const Request& request)
      : catalog_(std::move(catalog)), request_(request) {}

  std::expected<Plan, NoPlan> make() {
    Diagnostics faults = wrong_dates(request_, request_.start);
    Result<Selection> selection = select(*catalog_, request_);
    if (!selection) std::ranges::move(selection.error(), std::back_inserter(faults));
    if (!faults.empty()) return std::unexpected(wrong(std::move(faults)));
    take(lessons_to_plan(*catalog_, request_, std::move(selection->lessons)));
    start_plan(std::move(selection->done));
    if (auto reason = settle()) return std::unexpected(*std::move(reason));
    if (auto reason = check_single_dates()) return std::unexpected(*std::move(reason));
    if (!best_) best_ = arranger().arrange(plan_.daily_budget, plan_.deadline, Wanted::some);
    if (!best_) return std::unexpected(too_large());
    fill_days();
    count_reviews();
    measure_cushion();
    return std::move(plan_);
  }

 private:
  using Failure = std::optional<NoPlan>;

  /// A date after the deadline that was found is not a study day.
  Failure check_single_dates() const {
    for (const auto& [date, minutes] : request_.on) {
      if (request_.deadline || date <= plan_.deadline || minutes.count == 0) continue;
      return fault(
          {"on"},
          fmt::format("{} lies after the end of the plan, {}", named("on", to_iso(date)),
                      to_iso(plan_.deadline)),
          fmt::format("leave it out, or let the plan last longer: {}", named("deadline", to_iso(date))));
    }
    return std::nullopt;
  }

  void start_plan(std::vector<DoneLesson> done) {
    plan_.catalog = catalog_;
    plan_.learner = request_.learner;
    plan_.language = request_.language.empty() ? catalog_->language : request_.language;
    plan_.pace = request_.pace;
    plan_.start = request_.start;
    plan_.done = std::move(done);
    plan_.review_offsets = request_.reviews;
    plan_.first_weekday = request_.first_weekday;
  }

  // ------------------------------------------------------------------ deadline and budget

  /// Settles the daily budget, the deadline, and which lessons are kept.
  Failure settle() {
    const bool budget = has_budget(request_);
    const bool deadline = request_.deadline.has_value();
    plan_.given = deadline ? (budget ? Given::deadline_and_budget : Given::deadline)
                           : (budget ? Given::budget : Given::neither);
    plan_.daily_budget = request_.minutes.value_or(Minutes{});
    if (!deadline && budget) return settle_deadline();
    plan_.deadline =
        deadline ? *request_.deadline : std::min(last_date, request_.start + two_weeks - days{1});
    if (auto reason = check_buffer(budget ? plan_.daily_budget : Minutes{1})) return reason;
    return budget ? make_fit() : settle_budget();
  }

  /// A buffer that was asked for has to leave days for lessons.
  Failure check_buffer(Minutes daily) const {
    if (lessons_.indices.empty()) return std::nullopt;
    std::optional<Diagnostic> buffer = too_large_buffer(request_, daily, plan_.deadline);
    return buffer ? Failure(wrong({*std::move(buffer)})) : std::nullopt;
  }

  /// The default buffer leaves days to lessons that would not fit otherwise.
  void give_way(Minutes daily) {
    if (request_.buffer || fits(request_, daily, plan_.deadline, lessons_.work)) return;
    const Slots slots = slots_of(request_, daily, plan_.deadline);
    const std::size_t wanted = slots.all.size() - slots.learning;
    std::size_t buffer = wanted;
    do {
      if (buffer > 0) --buffer;
      request_.buffer = static_cast<std::int64_t>(buffer);
    } while (buffer > 0 && !fits(request_, daily, plan_.deadline, lessons_.work));
    plan_.buffer_given_way = wanted - buffer;
  }

  Failure settle_budget() {
    auto smallest = smallest_daily_budget(request_, lessons_.work, plan_.deadline);
    if (!smallest) {
      plan_.daily_budget = Minutes{largest_budget};
      if (auto reason = make_fit()) return reason;
      smallest = smallest_daily_budget(request_, lessons_.work, plan_.deadline);
    }
    plan_.daily_budget = smallest.value();
    if (request_.reviews.empty()) return std::nullopt;
    auto found = smallest_budget_for_all(arranger(), request_, *smallest, plan_.deadline);
    searched_ = true;
    if (!found) return std::nullopt;
    // Dates without minutes of their own become study days with the first minute, which may move the buffer.
    if (!found->arrangement && !fits(request_, found->value, plan_.deadline, lessons_.work))
      return std::nullopt;
    plan_.daily_budget = found->value;
    plan_.all_tried = found->first;
    best_ = std::move(found->arrangement);
    return std::nullopt;
  }

  /// A budget without a deadline: the plan ends when all lessons can be done, and the reviews that are
  /// due by then.
  Failure settle_deadline() {
    auto earliest = earliest_deadline(request_, plan_.daily_budget, lessons_.work);
    if (!earliest) {
      plan_.deadline = std::min(last_date, request_.start + days{most_days - 1});
      if (auto reason = check_buffer(plan_.daily_budget)) return reason;
      if (auto reason = make_fit()) return reason;
      earliest = earliest_deadline(request_, plan_.daily_budget, lessons_.work);
      if (!earliest) earliest = request_.start;  // no lessons, and not even days for the buffer
    }
    plan_.deadline = *earliest;
    if (request_.reviews.empty()) return std::nullopt;
    auto found = earliest_deadline_for_all(arranger(), request_, plan_.daily_budget, *earliest);
    if (!found) return std::nullopt;
    plan_.deadline = found->value;
    plan_.all_tried = found->first;
    best_ = std::move(found->arrangement);
    return std::nullopt;
  }

  /// Leaves lessons out where they do not fit and the request allows it.
  Failure make_fit() {
    const bool default_buffer = !request_.buffer;
    give_way(plan_.daily_budget);
    if (fits(request_, plan_.daily_budget, plan_.deadline, lessons_.work)) return std::nullopt;
    const Slots slots = slots_of(request_, plan_.daily_budget, plan_.deadline);
    if (!request_.fit || slots.all.empty()) {
      return does_not_fit(*catalog_, request_, lessons_, plan_.daily_budget, plan_.deadline);
    }
    const LeftOut left_out = leave_out(slots.for_lessons(), candidates(*catalog_, lessons_));
    if (left_out.lessons.size() == lessons_.indices.size()) {
      return does_not_fit(*catalog_, request_, lessons_, plan_.daily_budget, plan_.deadline);
    }
    std::vector<LessonIndex> kept;
    for (std::size_t i = 0; i < lessons_.indices.size(); ++i) {
      const bool out = std::ranges::binary_search(left_out.lessons, i);
      (out ? plan_.left_out : kept).push_back(lessons_.indices[i]);
    }
    plan_.least_left_out = left_out.proven;
    take(lessons_to_plan(*catalog_, request_, std::move(kept)));
    if (default_buffer) {  // what gave way to lessons that are now left out comes back
      request_.buffer.reset();
      plan_.buffer_given_way = 0;
      give_way(plan_.daily_budget);
    }
    return std::nullopt;
  }

  void take(Lessons lessons) {
    lessons_ = std::move(lessons);
    path_ends_.assign(lessons_.indices.size(), 0);
    for (const Path& path : catalog_->paths) {
      const auto after = std::ranges::lower_bound(lessons_.indices, path.last);
      if (after == lessons_.indices.begin() || *std::prev(after) < path.first) continue;
      path_ends_[static_cast<std::size_t>(after - lessons_.indices.begin()) - 1] = 1;
    }
    arranger_.reset();
  }

  const Arranger& arranger() {
    if (!arranger_) arranger_.emplace(request_, lessons_, path_ends_, plan_.done, *catalog_);
    return *arranger_;
  }

  NoPlan too_large() const {
    return fault(
        {"pace", "deadline", "split"},
        fmt::format("an even plan from {} to {} takes too long to find: there are {} places where a day "
                    "may end",
                    to_iso(plan_.start), to_iso(plan_.deadline), count_places(lessons_.work)),
        fmt::format("take {}, an earlier deadline, larger pieces with {}, or fewer lessons",
                    named("pace", "early"), named("split")));
  }

  // ------------------------------------------------------------------ the plan

  void fill_days() {
    const Slots& slots = best_->slots;
    for (std::size_t i = 0; i < slots.all.size(); ++i) {
      const Slot& slot = slots.all[i];
      plan_.days.push_back({.date = slot.date,
                            .budget = slot.budget,
                            .buffer = i >= slots.learning,
                            .share = best_->shares.units[i]});
      plan_.budget += slot.budget;
      if (i < slots.learning) plan_.learning_budget += slot.budget;
    }
    plan_.fullness = best_->shares.fullness;
    plan_.evenest = best_->evenest;
    const std::vector<LessonPiece>& pieces = best_->pieces;
    for (std::size_t first = 0; first < pieces.size();) {
      std::size_t last = first + 1;  // the lesson's pieces are [first, last)
      while (last < pieces.size() && pieces[last].lesson == pieces[first].lesson) ++last;
      for (std::size_t i = first; i < last; ++i) {
        StudyDay& day = plan_.days[pieces[i].slot];
        day.tasks.push_back(
            {lessons_.indices[pieces[i].lesson], pieces[i].minutes, i - first + 1, last - first});
        day.load += pieces[i].minutes;
        plan_.load += pieces[i].minutes;
        plan_.finish = day.date;
      }
      first = last;
    }
    for (const PlacedReview& review : best_->reviews.placed) {
      StudyDay& day = plan_.days[review.slot];
      day.reviews.push_back({reviewed(review), review.round + 1, review.due, review.until, review.minutes});
      day.review_load += review.minutes;
      plan_.review_load += review.minutes;
    }
  }

  LessonIndex reviewed(const PlacedReview& review) const {
    const std::size_t planned = lessons_.indices.size();
    return review.lesson < planned ? lessons_.indices[review.lesson]
                                   : plan_.done[review.lesson - planned].lesson;
  }

  void count_reviews() {
    plan_.reviews_proven = best_->reviews.proven || best_->reviews.complete();
    for (std::size_t round = 0; round < best_->reviews.missing.size(); ++round) {
      const std::size_t count = best_->reviews.missing[round];
      if (count > 0) plan_.missing_reviews.push_back({round + 1, request_.reviews[round], count});
    }
    const bool daily_counts = std::ranges::any_of(request_.weekday, [](const auto& m) { return !m; });
    // With other minutes other lessons would be left out.
    if (plan_.missing_reviews.empty() || !daily_counts || searched_ || !plan_.left_out.empty()) return;
    const auto least = smallest_daily_budget(request_, lessons_.work, plan_.deadline, Minutes{1});
    const auto found = smallest_budget_for_all(arranger(), request_, least.value(), plan_.deadline);
    if (!found || !found->arrangement) return;
    plan_.budget_for_all_reviews = found->value;
    plan_.all_tried = found->first;
  }

  void measure_cushion() {
    const std::vector<Slot>& slots = best_->slots.all;
    const std::vector<LessonPiece>& pieces = best_->pieces;
    plan_.lessons = std::move(lessons_.indices);
    if (pieces.empty()) return;
    const std::vector<std::size_t> latest = latest_slots(slots, pieces);
    for (std::size_t i = 0; i < pieces.size(); ++i) {  // the day's last piece decides
      plan_.days[pieces[i].slot].latest = slots[latest[i]].date;
    }
    for (const std::size_t slot : missable_slots(slots, pieces, most_missable)) {
      plan_.cushion.push_back({plan_.cushion.size() + 1, slots[slot].date});
    }
  }

  std::shared_ptr<const Catalog> catalog_;
  Request request_;  ///< its buffer becomes a number where the default one gives way
  Lessons lessons_;
  std::vector<std::uint8_t> path_ends_;  ///< of each lesson, as in Workload
  std::optional<Arranger> arranger_;
  Plan plan_;
  std::optional<Arrangement> best_;
  bool searched_ = false;  ///< whether a budget for all reviews was looked for
};

}  // namespace

std::expected<Plan, NoPlan> make_plan(std::shared_ptr<const Catalog> catalog, const Request& request) {
  return Planner(std::move(catalog), request).make();
}

}  // namespace pensum
