// The result: which lessons stand on which study day. Everything that is written (PDF, EPUB, text,
// JSON) is a function of a Plan.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "course/catalog.hpp"
#include "plan/request.hpp"

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pensum {

/// A lesson on a day, or a part of one.
struct Task {
  LessonIndex lesson = 0;  ///< in Plan::catalog
  Minutes minutes;         ///< planned for it on this day
  std::size_t part = 1;    ///< which of its parts this is, from 1
  std::size_t parts = 1;   ///< how many there are; 1: the lesson is whole
};

/// A later, shorter return to a lesson.
struct Review {
  LessonIndex lesson = 0;  ///< in Plan::catalog
  std::size_t round = 1;   ///< from 1
  Date due;                ///< not after the day it stands on
  Minutes minutes;
};

/// A date from start to deadline whose budget is above 0.
struct StudyDay {
  Date date;
  Minutes budget;
  Minutes load{};                 ///< the sum of its tasks' minutes
  Minutes review_load{};          ///< the sum of its reviews' minutes; with `load` at most the budget
  std::vector<Task> tasks{};      ///< in catalog order; may be empty
  std::vector<Review> reviews{};  ///< by round, then in catalog order; may be empty
  bool buffer = false;            ///< kept free of new lessons
  std::optional<Date> latest{};   ///< when its lessons can be done at the latest; none without lessons

  Minutes total() const { return load + review_load; }
};

/// Reviews of a round that are due but found no room.
struct MissingReviews {
  std::size_t round = 1;
  std::int64_t offset = 0;  ///< days after the lesson
  std::size_t count = 0;
};

/// What the budget of a plan comes from; writers say it in words.
enum class Given { deadline_and_budget, deadline, budget, neither };

struct Plan {
  std::shared_ptr<const Catalog> catalog;
  std::string learner;   ///< may be empty
  std::string language;  ///< BCP 47 tag of the reader's language, never empty
  Given given = Given::neither;
  Pace pace = Pace::even;
  Date start;
  Date deadline;                      ///< inclusive
  std::optional<Date> finish;         ///< the last date with a lesson; none where nothing is planned
  std::vector<StudyDay> days;         ///< every study day from start to deadline, by date
  Minutes daily_budget;               ///< --minutes, or the smallest that works
  Minutes load;                       ///< of the lessons on all days
  Minutes review_load;                ///< of the reviews on all days
  Minutes budget;                     ///< of all days
  Minutes learning_budget;            ///< of all days but the buffer
  std::vector<LessonIndex> lessons;   ///< the lessons planned, in catalog order
  std::vector<LessonIndex> done;      ///< the lessons taken out by --done, in catalog order
  std::vector<LessonIndex> left_out;  ///< the lessons taken out by --fit, in catalog order
  bool least_left_out = true;         ///< whether it is proven that no other choice leaves out less
  ReviewOffsets review_offsets;       ///< by round
  std::vector<MissingReviews> missing_reviews;    ///< the rounds that lack some
  std::optional<Minutes> budget_for_all_reviews;  ///< the smallest daily budget at which none would lack
  bool all_tried = true;    ///< else there may be a (smaller) budget for all reviews, or an earlier deadline
  std::size_t cushion = 0;  ///< so many study days can be missed, whichever they are
  std::optional<unsigned> first_weekday;  ///< of calendars, 0 for Monday; nothing: as the language has it
};

/// A day's fair share of the plan's minutes: load × day.budget / plan.learning_budget, as a fraction;
/// nothing on a day of the buffer.
struct FairShare {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  ///< above 0
};
FairShare fair_share(const Plan& plan, const StudyDay& day);

/// The position in plan.days of the study day on `date`.
std::optional<std::size_t> find_day(const Plan& plan, Date date);

/// What a plan holds of a path: its tasks, and the first and the last study day with one of them.
struct PathPart {
  const Path* path = nullptr;
  std::vector<Task> tasks;  ///< at least one, in catalog order
  Minutes load;
  std::size_t first_day = 0;
  std::size_t last_day = 0;
};

/// The paths of which `plan` holds something, in catalog order. They point into its catalog.
std::vector<PathPart> path_parts(const Plan& plan);

/// Why there is no plan.
struct NoPlan {
  enum class Reason { wrong_request, does_not_fit };
  Reason reason = Reason::wrong_request;
  Diagnostics diagnostics;  ///< what to tell the user, repairs included

  // Where it does not fit: what is missing, and what would do, each checked by scheduling it.
  Minutes missing{};                                ///< minutes of lessons that found no room
  std::optional<LessonIndex> first_without_room{};  ///< the first of them
  std::optional<Date> breaks_on{};                  ///< the first study day from which on it finds none
  std::optional<LessonIndex> too_long{};            ///< a lesson that is longer than any day's budget
  Minutes widest{};                                 ///< the largest budget of a day
  std::optional<Minutes> smallest_budget{};         ///< the least daily budget that works
  std::optional<Date> earliest_deadline{};          ///< the first deadline that works
  std::vector<LessonIndex> would_leave_out{};       ///< what --fit would leave out; empty: it would not do
  bool least_left_out = true;                       ///< whether it is proven that this is the least
  std::optional<Minutes> split{};                   ///< splitting into pieces of these minutes would do
  bool using_days_off = false;                      ///< using the days off would do
};

/// The longest time that a plan may span; longer ones are a wrong request.
inline constexpr std::int64_t most_days = 36'525;

/// Places where a day may end times study days, of a plan with an even load; more is a wrong request.
inline constexpr std::size_t most_states = 60'000'000;
/// Ways to fill a day that are compared for such a plan; where more would be, it is a wrong request as well.
inline constexpr std::size_t most_ranges = 250'000'000;

/// The plan for `request`, or why there is none. Pure: the same input gives the same plan.
///
/// Evenness, up to `most_states` and `most_ranges`, and whether lessons fit are exact. So are the smallest
/// daily budget and the earliest deadline for all lessons. With reviews they are found by planning with one
/// after the other; after 2 + 300,000 / lessons such trials, or some seconds' worth of them, steps double,
/// and after some seconds more reviews are left out; Plan::all_tried says so. What `--fit` leaves out and the
/// cushion of split lessons have bounds of their own (leave_out.hpp, cushion.hpp).
std::expected<Plan, NoPlan> make_plan(std::shared_ptr<const Catalog> catalog, const Request& request);

}  // namespace pensum
