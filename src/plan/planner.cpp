// A request becomes a plan, step by step; each step may end it with a reason.
#include "plan/calendar.hpp"
#include "plan/cushion.hpp"
#include "plan/filling.hpp"
#include "plan/no_plan.hpp"
#include "plan/plan.hpp"
#include "plan/repair.hpp"
#include "plan/reviews.hpp"
#include "plan/schedule.hpp"
#include "plan/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace pensum {
namespace {

constexpr days two_weeks{14};
constexpr std::int64_t largest_budget = 1440;

NoPlan wrong(Diagnostics diagnostics) {
  NoPlan reason;
  reason.diagnostics = std::move(diagnostics);
  return reason;
}

NoPlan wrong(std::string message, std::string hint) {
  return wrong({{Severity::error, {}, std::move(message), std::move(hint)}});
}

/// Lessons and reviews on study days.
struct Arrangement {
  Slots slots;
  std::vector<Piece> pieces;
  Reviews reviews;
};

class Planner {
 public:
  Planner(std::shared_ptr<const Catalog> catalog, const Request& request)
      : catalog_(std::move(catalog)), request_(request) {}

  std::expected<Plan, NoPlan> make() {
    if (auto reason = check_dates()) return std::unexpected(*std::move(reason));
    Result<Selection> selection = select(*catalog_, request_);
    if (!selection) return std::unexpected(wrong(std::move(selection.error())));
    lessons_ = lessons_to_plan(*catalog_, request_, std::move(selection->lessons));
    places_ = count_places();
    start_plan(std::move(selection->done));
    if (auto reason = settle()) return std::unexpected(*std::move(reason));
    if (!best_) best_ = arrange(plan_.daily_budget, plan_.deadline);
    if (!best_) return std::unexpected(too_large());
    fill_days();
    count_reviews();
    measure_cushion();
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

  void start_plan(std::vector<LessonIndex> done) {
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

  Failure check_buffer(Minutes daily) const {
    if (request_.buffer == 0 || lessons_.indices.empty()) return std::nullopt;
    const Slots slots = slots_of(request_, daily, plan_.deadline);
    if (slots.learning > 0 || slots.all.empty()) return std::nullopt;
    return wrong(fmt::format("--buffer {} leaves no study day for lessons: from {} to {} there {} only {}",
                             request_.buffer, to_iso(plan_.start), to_iso(plan_.deadline),
                             slots.all.size() == 1 ? "is" : "are", slots.all.size()),
                 "choose a smaller buffer or a later deadline");
  }

  Failure settle_budget() {
    auto smallest = smallest_daily_budget(request_, lessons_.work, plan_.deadline);
    if (!smallest) {
      plan_.daily_budget = Minutes{largest_budget};
      if (auto reason = make_fit()) return reason;
      smallest = smallest_daily_budget(request_, lessons_.work, plan_.deadline);
    }
    const auto with_reviews = budget_for_reviews(smallest.value(), &best_);
    none_for_all_reviews_ = !with_reviews;
    plan_.daily_budget = with_reviews.value_or(*smallest);
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
    plan_.deadline = deadline_for_reviews(*earliest).value_or(*earliest);
    return std::nullopt;
  }

  /// Leaves lessons out where they do not fit and the request allows it.
  Failure make_fit() {
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
    lessons_ = lessons_to_plan(*catalog_, request_, std::move(kept));
    places_ = count_places();
    return std::nullopt;
  }

  // ------------------------------------------------------------------ with reviews

  // Reviews take what lessons leave. More room may move lessons, and with them their reviews, so whether
  // all reviews find room is not settled by halving: budgets, and deadlines, are tried in turn.
  // Those where minutes are too few in any case are passed over. One trial is a whole plan, so in
  // huge plans only the first few are tried in turn; then steps double, and what is found works but may
  // not be the first. So they do where trials take long for another reason, such as spans of a century or
  // lessons in pieces of a minute.

  /// Lessons, study days, states and ranges that the trials of a plan may look at before steps double: a few
  /// seconds.
  static constexpr std::size_t most_effort = 40'000'000;

  /// What a lesson, a study day or a piece of a trial counts for: it is looked at so often.
  static constexpr std::size_t looks = 20;

  bool is_tired() const { return effort_ > most_effort; }
  /// Trials of twice the size each come to an end.
  bool is_exhausted() const { return effort_ > 3 * most_effort; }

  /// How many budgets or deadlines are tried in turn: all that there are up to 200 lessons, a
  /// hundred for 3,000 of them, a handful for 100,000.
  std::int64_t trials_in_turn() const {
    constexpr std::size_t most_work = 300'000;
    return static_cast<std::int64_t>(2 + most_work / (lessons_.work.size() + 1));
  }

  /// The smallest daily budget from `least` on at which all lessons and all reviews due find room.
  std::optional<Minutes> budget_for_reviews(Minutes least, std::optional<Arrangement>* kept) {
    if (request_.reviews.empty()) return least;
    const auto at = [&](std::int64_t daily) { return arrange(Minutes{daily}, plan_.deadline); };
    // Dates without minutes are no study days; from 1 on more minutes never make room scarce.
    if (least.count == 0 && first_complete(0, 1, kept, at)) return least;
    std::int64_t first = std::max<std::int64_t>(least.count, 1);
    for (std::int64_t after = largest_budget + 1; first < after;) {
      const std::int64_t middle = (first + after) / 2;
      if (has_room_for_reviews(Minutes{middle}, plan_.deadline)) {
        after = middle;
      } else {
        first = middle + 1;
      }
    }
    const auto found = first_complete(first, largest_budget + 1, kept, at);
    if (!found) return std::nullopt;
    return Minutes{*found};
  }

  /// The first deadline from `earliest` on at which all lessons and all reviews due find room.
  std::optional<Date> deadline_for_reviews(Date earliest) {
    if (request_.reviews.empty()) return earliest;
    const Date last = std::min(last_date, request_.start + days{most_days - 1});
    const std::int64_t after = (last - earliest).count() + 1;
    const auto has_room = [&](std::int64_t i) {
      return has_room_for_reviews(plan_.daily_budget, earliest + days{i});
    };
    std::int64_t first = 0;
    std::int64_t checks = 8 * trials_in_turn();
    while (first < after && checks > 0 && !is_tired() && !has_room(first)) {
      ++first;
      --checks;
    }
    if (checks == 0 || is_tired()) first = first_by_halving(first, after, has_room);
    const Calendar calendar(request_, plan_.daily_budget);
    const auto found =
        first_complete(first, after, &best_, [&](std::int64_t i) -> std::optional<Arrangement> {
          const Date date = earliest + days{i};
          if (calendar.budget(date).count == 0) return std::nullopt;
          return arrange(plan_.daily_budget, date);
        });
    if (!found) return std::nullopt;
    return earliest + days{*found};
  }

  /// A place of [first, after) with room and none in front of it, or `after`.
  template <class HasRoom>
  std::int64_t first_by_halving(std::int64_t first, std::int64_t after, HasRoom has_room) {
    plan_.all_tried = false;
    std::int64_t step = 1;
    while (first + step < after && !has_room(first + step)) {
      first += step;
      step *= 2;
    }
    after = std::min(after, first + step);
    while (first < after) {
      const std::int64_t middle = (first + after) / 2;
      if (has_room(middle)) {
        after = middle;
      } else {
        first = middle + 1;
      }
    }
    return first;
  }

  /// The first of [first, last) at which `arrange_at` makes a plan that lacks no review.
  template <class ArrangeAt>
  std::optional<std::int64_t> first_complete(std::int64_t first, std::int64_t last,
                                             std::optional<Arrangement>* kept, ArrangeAt arrange_at) {
    std::int64_t trials = trials_in_turn();
    std::int64_t step = 1;
    for (std::int64_t i = first; i < last; i += step) {
      std::optional<Arrangement> arrangement = arrange_at(i);
      if (arrangement && arrangement->reviews.complete()) {
        if (kept) *kept = std::move(arrangement);
        return i;
      }
      if (too_large_ != TooLarge::no || is_exhausted()) {
        plan_.all_tried = false;
        return std::nullopt;
      }
      if (arrangement) --trials;
      if (trials > 0 && !is_tired()) continue;
      step *= 2;
      plan_.all_tried = false;
    }
    return std::nullopt;
  }

  /// Whether the study days have minutes enough for all lessons and for the reviews that are due even
  /// if every lesson is done as late as it can be. If not, no arrangement lacks none.
  bool has_room_for_reviews(Minutes daily, Date deadline) const {
    const Slots slots = slots_of(request_, daily, deadline);
    effort_ += looks * (slots.all.size() + lessons_.work.size());
    if (fill(slots.for_lessons(), lessons_.work).placed < lessons_.work.size()) return false;
    const std::vector<std::size_t> latest = latest_slots(slots.for_lessons(), lessons_.work);
    std::vector<ReviewSlot> unlimited;
    Minutes room;
    Minutes longest_day;
    for (const Slot& slot : slots.all) {
      unlimited.push_back({slot.date, {std::int64_t{1} << 40}});
      room += slot.budget;
      longest_day = std::max(longest_day, slot.budget);
    }
    std::vector<Done> done;
    for (std::size_t i = 0; i < latest.size(); ++i) {
      done.push_back({i, latest[i], lessons_.work[i].minutes});
      room -= lessons_.work[i].minutes;
    }
    for (const PlacedReview& review : place_reviews(unlimited, done, request_.reviews).placed) {
      if (review.minutes > longest_day) return false;
      room -= review.minutes;
    }
    return room.count >= 0;
  }

  // An even plan weighs every place where a day may end against every study day.

  NoPlan too_large() const {
    const char* const hint =
        "take --pace early, an earlier deadline, larger pieces with --split, or fewer lessons";
    if (too_large_ == TooLarge::search) {
      return wrong(fmt::format("an even plan from {} to {} takes too long: {} ways to fill a study day were "
                               "compared, and more are not let in",
                               to_iso(plan_.start), to_iso(plan_.deadline), most_ranges),
                   hint);
    }
    return wrong(fmt::format("an even plan from {} to {} with {} places where a day may end is too much: "
                             "places times study days may be {} at most",
                             to_iso(plan_.start), to_iso(plan_.deadline), places_, most_states),
                 hint);
  }

  std::size_t count_places() const {
    std::size_t places = 1;
    for (const Work& work : lessons_.work) {
      ++places;
      const std::int64_t inside = work.minutes.count - 2 * work.smallest_piece.count + 1;
      if (work.splittable() && inside > 0) places += static_cast<std::size_t>(inside);
    }
    return places;
  }

  std::optional<Arrangement> arrange(Minutes daily, Date deadline) const {
    Arrangement made{.slots = slots_of(request_, daily, deadline), .pieces = {}, .reviews = {}};
    const std::vector<std::uint8_t> path_ends = ends_of_paths();
    const Workload workload{lessons_.work, path_ends, made.slots.for_lessons()};
    const bool even = request_.pace == Pace::even;
    too_large_ = even && places_ > most_states / (workload.slots.size() + 1) ? TooLarge::table : TooLarge::no;
    if (too_large_ != TooLarge::no) return std::nullopt;
    fit::Statistics statistics;
    Schedule schedule = even ? schedule_evenly(workload, &statistics, {.most_compared = most_ranges})
                             : schedule_early(workload);
    effort_ += made.slots.all.size() + lessons_.work.size() + statistics.visited + statistics.compared;
    if (statistics.gave_up) too_large_ = TooLarge::search;
    if (!schedule) return std::nullopt;
    // Each is looked at several times, by its date.
    effort_ += looks * schedule->size();
    made.pieces = *std::move(schedule);
    std::vector<ReviewSlot> left;
    left.reserve(made.slots.all.size());
    for (const Slot& slot : made.slots.all) left.push_back({slot.date, slot.budget});
    std::vector<Done> done;
    done.reserve(lessons_.work.size());
    for (const Piece& piece : made.pieces) {
      left[piece.slot].left -= piece.minutes;
      if (done.empty() || done.back().lesson != piece.lesson) {
        done.push_back({piece.lesson, piece.slot, lessons_.work[piece.lesson].minutes});
      }
      done.back().slot = piece.slot;
    }
    made.reviews = place_reviews(left, done, request_.reviews);
    return made;
  }

  std::vector<std::uint8_t> ends_of_paths() const {
    const std::vector<LessonIndex>& lessons = lessons_.indices;
    std::vector<std::uint8_t> ends(lessons.size(), 0);
    for (const Path& path : catalog_->paths) {
      const auto after = std::ranges::lower_bound(lessons, path.last);
      if (after == lessons.begin() || *std::prev(after) < path.first) continue;
      ends[static_cast<std::size_t>(after - lessons.begin()) - 1] = 1;
    }
    return ends;
  }

  // ------------------------------------------------------------------ the plan

  void fill_days() {
    const Slots& slots = best_->slots;
    for (std::size_t i = 0; i < slots.all.size(); ++i) {
      const Slot& slot = slots.all[i];
      plan_.days.push_back({.date = slot.date, .budget = slot.budget, .buffer = i >= slots.learning});
      plan_.budget += slot.budget;
      if (i < slots.learning) plan_.learning_budget += slot.budget;
    }
    const std::vector<Piece>& pieces = best_->pieces;
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
      day.reviews.push_back({lessons_.indices[review.lesson], review.round + 1, review.due, review.minutes});
      day.review_load += review.minutes;
      plan_.review_load += review.minutes;
    }
  }

  void count_reviews() {
    for (std::size_t round = 0; round < best_->reviews.missing.size(); ++round) {
      const std::size_t count = best_->reviews.missing[round];
      if (count > 0) plan_.missing_reviews.push_back({round + 1, request_.reviews[round], count});
    }
    const bool daily_counts = std::ranges::any_of(request_.weekday, [](const auto& m) { return !m; });
    if (plan_.missing_reviews.empty() || !daily_counts || none_for_all_reviews_) return;
    plan_.budget_for_all_reviews = budget_for_reviews(plan_.daily_budget + Minutes{1}, nullptr);
  }

  void measure_cushion() {
    const std::vector<Slot>& slots = best_->slots.all;
    plan_.cushion = missable_slots(slots, lessons_.work);
    if (lessons_.work.empty()) return;
    const std::vector<Piece>& pieces = best_->pieces;
    const std::vector<std::size_t> latest = latest_slots(slots, lessons_.work, pieces);
    for (std::size_t i = 0; i < pieces.size(); ++i) {  // the day's last piece says it
      plan_.days[pieces[i].slot].latest = slots[latest[i]].date;
    }
    plan_.lessons = std::move(lessons_.indices);
  }

  std::shared_ptr<const Catalog> catalog_;
  const Request& request_;
  Lessons lessons_;
  Plan plan_;
  std::optional<Arrangement> best_;
  bool none_for_all_reviews_ = false;
  std::size_t places_ = 0;  ///< where a day may end
  /// Whether the last arrangement asked for was: its table, or what was looked at in it.
  enum class TooLarge { no, table, search };
  mutable TooLarge too_large_ = TooLarge::no;
  mutable std::size_t effort_ = 0;  ///< of the trials so far
};

}  // namespace

std::expected<Plan, NoPlan> make_plan(std::shared_ptr<const Catalog> catalog, const Request& request) {
  return Planner(std::move(catalog), request).make();
}

}  // namespace pensum
