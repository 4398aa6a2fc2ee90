// A request becomes a plan, step by step; each step may end it with a reason.
#include "base/named_setting.hpp"
#include "plan/arrangement.hpp"
#include "plan/cushion.hpp"
#include "plan/no_plan.hpp"
#include "plan/past.hpp"
#include "plan/plan.hpp"
#include "plan/repair.hpp"
#include "plan/request_faults.hpp"
#include "plan/schedule.hpp"
#include "plan/search.hpp"
#include "plan/selection.hpp"
#include "plan/undated.hpp"

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

/// The request of the plan in hand: without what has happened since it began.
Request without_past(Request request) {
  request.today.reset();
  request.begun.clear();
  request.missed.clear();
  request.reviewed.clear();
  std::erase_if(request.done, [&](const DoneLessons& done) { return !done.on || *done.on >= request.start; });
  return request;
}

/// Settles the lessons, the budget, the deadline and the buffer, one after the other; arranges lessons and
/// reviews; and writes down what came of it.
class Planner {
 public:
  Planner(std::shared_ptr<const Catalog> catalog, const Request& request, PlanInHand in_hand)
      : catalog_(std::move(catalog)),
        request_(request),
        in_hand_(std::move(in_hand)),
        own_buffer_(request.buffer && (!in_hand_.plan || in_hand_.new_buffer)) {}

  std::expected<Plan, NoPlan> make() {
    Diagnostics faults = wrong_dates(request_, request_.start);
    if (faults.empty() && request_.today) look_back();
    Result<Selection> selection =
        select(*catalog_, request_, [&](LessonIndex i) { return dates_.lesson(i); });
    if (!selection) std::ranges::move(selection.error(), std::back_inserter(faults));
    if (!faults.empty()) return std::unexpected(wrong(std::move(faults)));
    selection_ = *std::move(selection);
    take(lessons_to_plan(*catalog_, request_, selection_.lessons, selection_.begun));
    start_plan(selection_.done);
    plan_.missed = selection_.missed;
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
      return fault({"on"},
                   fmt::format("{} lies after the end of the plan, {}", named("on", to_iso(date)),
                               to_iso(plan_.deadline)),
                   fmt::format("leave it out, or extend the plan: {}", named("deadline", to_iso(date))));
    }
    return std::nullopt;
  }

  /// From here on the request is for the days from today on.
  void look_back() {
    if (!in_hand_.plan) {
      if (auto plan = make_plan(catalog_, without_past(request_))) {
        in_hand_.plan = std::make_shared<const Plan>(*std::move(plan));
      }
    }
    plan_.today = request_.today;
    request_.start = std::max(request_.start, *request_.today);
    if (!in_hand_.plan) return;
    const Plan& before = *in_hand_.plan;
    // One that was made for the next day goes on then.
    if (!before.past.empty()) request_.start = std::max(request_.start, before.start);
    plan_.before = in_hand_.plan;
    plan_.past = days_before(before, request_.start);
    dates_ = PlannedDates(before);
    if (!own_buffer_) {
      const std::vector<StudyDay> days = days_from(before, request_.start);
      request_.buffer = std::ranges::count(days, true, &StudyDay::buffer);
    }
    if (!request_.deadline) request_.deadline = before.deadline;
    if (in_hand_.keep == PlanInHand::Keep::minutes && !has_budget(request_)) {
      request_.minutes = std::max(before.daily_budget, Minutes{1});
    }
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
    if (plan_.before) {
      if ((*request_.deadline - request_.start).count() >= most_days) return too_long();
      if (keep_plan()) return std::nullopt;
      const bool extends = in_hand_.keep == PlanInHand::Keep::minutes;
      if (!extends && *request_.deadline < request_.start) return ended();
      if (in_hand_.catch_up) return catch_up(*in_hand_.catch_up);
      if (extends) return extend();
    }
    return settle_freely();
  }

  NoPlan too_long() const {
    return fault(
        {"deadline", "today"},
        fmt::format("from {} to {} is {} days; the limit is {}", to_iso(request_.start),
                    to_iso(*request_.deadline), (*request_.deadline - request_.start).count() + 1, most_days),
        "choose an earlier deadline");
  }

  NoPlan ended() const {
    return fault({"deadline", "today"}, fmt::format("the plan ended on {}", to_iso(*request_.deadline)),
                 fmt::format("extend it: {}", named("deadline")));
  }

  /// The days of the plan in hand stay as they are, where the learner is on plan.
  bool keep_plan() {
    const Plan& before = *plan_.before;
    const Minutes daily = request_.minutes.value_or(before.daily_budget);
    const Lessons all = lessons_;
    if (request_.fit && !before.left_out.empty()) {
      std::vector<LessonIndex> kept = lessons_.indices;
      std::erase_if(kept, [&](LessonIndex i) { return std::ranges::binary_search(before.left_out, i); });
      // Others of them may be done since.
      std::ranges::set_intersection(before.left_out, all.indices, std::back_inserter(plan_.left_out));
      take(lessons_to_plan(*catalog_, request_, std::move(kept), selection_.begun));
    }
    best_ = arranger().as_before(daily, *request_.deadline);
    if (!best_) {
      plan_.left_out.clear();
      take(all);
      return false;
    }
    plan_.given = before.given;
    plan_.daily_budget = daily;
    plan_.deadline = *request_.deadline;
    plan_.least_left_out = before.least_left_out;
    plan_.all_tried = before.all_tried;
    plan_.buffer_given_way = before.buffer_given_way;
    return true;
  }

  /// The same minutes a day, and the earliest deadline that works from the old one on.
  Failure extend() {
    const Date deadline = *request_.deadline;
    request_.deadline.reset();
    if (auto reason = settle_freely()) return reason;
    request_.deadline = std::max(plan_.deadline, deadline);
    if (plan_.deadline == *request_.deadline) return std::nullopt;
    plan_.deadline = *request_.deadline;
    best_.reset();
    return std::nullopt;
  }

  /// What was missed, within so many study days. Where the learner named no minutes these get as many as it
  /// takes.
  Failure catch_up(std::size_t study_days) {
    plan_.given = Given::deadline;
    plan_.deadline = *request_.deadline;
    plan_.daily_budget = request_.minutes.value_or(plan_.before->daily_budget);
    const auto arranged = [&] { return arranger().catch_up(plan_.daily_budget, plan_.deadline, study_days); };
    best_ = arranged();
    if (best_) return std::nullopt;
    const std::vector<Slot> slots = slots_of(request_, plan_.daily_budget, plan_.deadline).all;
    const std::size_t count = std::min(study_days, slots.size());
    if (!has_budget(request_)) {
      const auto with = [&](std::int64_t minutes) {
        for (const Slot& slot : std::span(slots).first(count))
          request_.on[slot.date] = std::max(slot.budget, Minutes{minutes});
        return arranged();
      };
      std::int64_t least = 1;
      std::int64_t most = largest_budget;
      while (least < most) {
        const std::int64_t middle = (least + most) / 2;
        if (with(middle)) {
          most = middle;
        } else {
          least = middle + 1;
        }
      }
      best_ = with(most);
      if (best_) return std::nullopt;
    }
    NoPlan reason =
        fault({"catch-up"},
              fmt::format("what was missed does not fit into the next {} study day{}, with all later "
                          "lessons on the dates that they have",
                          count, count == 1 ? "" : "s"),
              "catch up over more days, or plan all that is left again");
    reason.reason = NoPlan::Reason::does_not_fit;
    return reason;
  }

  Failure settle_freely() {
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
    if (lessons_.indices.empty() || !own_buffer_) return std::nullopt;
    std::optional<Diagnostic> buffer = too_large_buffer(request_, daily, plan_.deadline);
    return buffer ? Failure(wrong({*std::move(buffer)})) : std::nullopt;
  }

  /// The default buffer leaves days to lessons that would not fit otherwise.
  void give_way(Minutes daily) {
    if (own_buffer_ || fits(request_, daily, plan_.deadline, lessons_.work)) return;
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
    if (lessons_.indices.empty() && smallest->count == 0) {
      // Where only reviews are left it is for them that dates need minutes.
      auto for_reviews = smallest_budget_for_all(arranger(), request_, Minutes{1}, plan_.deadline);
      const bool has_some =
          for_reviews && for_reviews->arrangement && !for_reviews->arrangement->reviews.placed.empty();
      if (has_some) found = std::move(for_reviews);
    }
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
      return does_not_fit(*catalog_, request_, lessons_, selection_.begun, plan_.daily_budget,
                          plan_.deadline);
    }
    const LeftOut left_out = leave_out(slots.for_lessons(), candidates(*catalog_, lessons_));
    if (left_out.lessons.size() == lessons_.indices.size()) {
      return does_not_fit(*catalog_, request_, lessons_, selection_.begun, plan_.daily_budget,
                          plan_.deadline);
    }
    std::vector<LessonIndex> kept;
    for (std::size_t i = 0; i < lessons_.indices.size(); ++i) {
      const bool out = std::ranges::binary_search(left_out.lessons, i);
      (out ? plan_.left_out : kept).push_back(lessons_.indices[i]);
    }
    plan_.least_left_out = left_out.proven;
    take(lessons_to_plan(*catalog_, request_, std::move(kept), selection_.begun));
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
    if (!arranger_) {
      const History history{plan_.done, selection_.missed, selection_.reviewed, plan_.before.get(), dates_};
      arranger_.emplace(request_, lessons_, path_ends_, history, *catalog_);
    }
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
      const LessonIndex lesson = lessons_.indices[pieces[first].lesson];
      const std::size_t done = parts_done(lesson);
      for (std::size_t i = first; i < last; ++i) {
        StudyDay& day = plan_.days[pieces[i].slot];
        day.tasks.push_back({lesson, pieces[i].minutes, done + i - first + 1, done + last - first});
        day.load += pieces[i].minutes;
        plan_.load += pieces[i].minutes;
        plan_.finish = day.date;
      }
      first = last;
    }
    for (const PlacedReview& review : best_->reviews.placed) {
      StudyDay& day = plan_.days[review.slot];
      day.reviews.push_back(
          {reviewed(review.lesson), review.round + 1, review.due, review.until, review.minutes});
      day.review_load += review.minutes;
      plan_.review_load += review.minutes;
    }
    plan_.share_before = plan_.load.count * share_unit;
    for (const StudyDay& day : plan_.days) plan_.share_before -= day.share;
    plan_.begun = selection_.begun;
  }

  std::size_t parts_done(LessonIndex lesson) const {
    const auto found = std::ranges::lower_bound(selection_.begun, lesson, {}, &Begun::lesson);
    return found != selection_.begun.end() && found->lesson == lesson ? found->parts : 0;
  }

  /// The lesson of a number that the arranger gave it.
  LessonIndex reviewed(std::size_t number) const {
    const std::size_t planned = lessons_.indices.size();
    return number < planned ? lessons_.indices[number] : plan_.done[number - planned].lesson;
  }

  void count_reviews() {
    look_for_missing_reviews();
    if (plan_.missing_reviews.empty() || plan_.budget_for_all_reviews) return;
    const std::optional<DueReview> review = arranger().obstacle(*best_);
    if (!review) return;
    const std::vector<Slot>& slots = best_->slots.all;
    plan_.obstacle = {reviewed(review->lesson),
                      review->round + 1,
                      request_.reviews[review->round],
                      review->due,
                      slots[review->first_slot].date,
                      slots[review->last_slot].date,
                      review->minutes};
  }

  void look_for_missing_reviews() {
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
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      StudyDay& day = plan_.days[pieces[i].slot];
      day.latest = slots[latest[i]].date;  // of the last piece
      if (!day.waits_until) day.waits_until = day.latest;
    }
    for (const std::size_t slot : missable_slots(slots, pieces, most_missable)) {
      plan_.cushion.push_back({plan_.cushion.size() + 1, slots[slot].date});
    }
  }

  std::shared_ptr<const Catalog> catalog_;
  Request request_;  ///< its buffer becomes a number where the default one gives way
  PlanInHand in_hand_;
  bool own_buffer_;     ///< whether the request names one, which is not that of the plan in hand
  PlannedDates dates_;  ///< of the plan in hand
  Selection selection_;
  Lessons lessons_;
  std::vector<std::uint8_t> path_ends_;  ///< of each lesson, as in Workload
  std::optional<Arranger> arranger_;
  Plan plan_;
  std::optional<Arrangement> best_;
  bool searched_ = false;  ///< whether a budget for all reviews was looked for
};

}  // namespace

std::expected<Plan, NoPlan> make_plan(std::shared_ptr<const Catalog> catalog, const Request& request,
                                      PlanInHand in_hand) {
  auto plan = Planner(std::move(catalog), request, std::move(in_hand)).make();
  if (plan && request.undated) take_dates_away(*plan);
  return plan;
}

}  // namespace pensum
