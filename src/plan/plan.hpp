// The result: which lessons are on which study day. Everything that is written (PDF, EPUB, text,
// JSON) is a function of a Plan.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "course/catalog.hpp"
#include "plan/request.hpp"
#include "plan/selection.hpp"
#include "plan/shares.hpp"

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
  Date due;                ///< the lesson's date plus the review's offset; not after the day it is on
  Date until;              ///< the last date of its grace (reviews.hpp)
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
  std::int64_t share = 0;  ///< its part of the even course (shares.hpp), in units of 1/share_unit minute
  std::optional<Date> latest{};  ///< by when all of its lessons have to be done (cushion.hpp); none without
  /// Until when all of them can wait, to be made up from then on: the first of several may be due before the
  /// last. None without lessons.
  std::optional<Date> waits_until{};

  Minutes total() const { return load + review_load; }
  /// Whether its lessons can wait until a later date.
  bool can_wait() const { return waits_until && *waits_until > date; }
};

/// Reviews of a round that are due but found no room.
struct MissingReviews {
  std::size_t round = 1;
  std::int64_t offset = 0;  ///< days after the lesson
  std::size_t count = 0;
};

/// A review without room, of a lesson planned or done.
struct ReviewWithoutRoom {
  LessonIndex lesson = 0;
  std::size_t round = 1;    ///< from 1
  std::int64_t offset = 0;  ///< days after the lesson
  Date due;
  Date first;  ///< the study days on which it could be
  Date last;
  Minutes minutes;
};

/// Any `days` study days up to `until`, inclusive, can be missed by a learner who follows the plan
/// (cushion.hpp).
struct Missable {
  std::size_t days = 0;
  Date until;
  friend bool operator==(const Missable&, const Missable&) = default;
};

/// What the budget of a plan comes from; writers put it into words.
enum class Given { deadline_and_budget, deadline, budget, neither };

struct Plan {
  std::shared_ptr<const Catalog> catalog;
  std::string learner;   ///< may be empty
  std::string language;  ///< BCP 47 tag of the reader's language, never empty
  Given given = Given::neither;
  Pace pace = Pace::even;
  Date start;                          ///< the first day that is planned: that of the request, or its today
  Date deadline;                       ///< inclusive
  std::optional<Date> finish;          ///< the last date with a lesson; none where nothing is planned
  std::vector<StudyDay> days;          ///< every study day from start to deadline, by date
  std::optional<Date> today;           ///< where days before the start are over (past.hpp)
  std::vector<StudyDay> past;          ///< these, with what was planned on them
  std::vector<ReviewRound> missed;     ///< reviews of these that were not done
  std::shared_ptr<const Plan> before;  ///< the plan in hand; may be none
  Minutes daily_budget;                ///< that of the request, or the smallest that works
  Minutes load;                        ///< of the lessons on all days
  Minutes review_load;                 ///< of the reviews on all days
  Minutes budget;                      ///< of all days
  Minutes learning_budget;             ///< of all days but the buffer
  std::vector<LessonIndex> lessons;    ///< the lessons planned, in catalog order
  std::vector<DoneLesson> done;        ///< the lessons done before the plan, by date; their reviews go on
  std::vector<Begun> begun;            ///< those of the lessons planned of which a part is done
  std::vector<LessonIndex> left_out;   ///< the lessons taken out to make the others fit, in catalog order
  bool least_left_out = true;          ///< whether it is proven that no other choice leaves out less
  bool evenest = true;                 ///< whether it is proven that no schedule is closer to the even course
  Fullness fullness;                   ///< of the even course
  /// What the even course was ahead of the lessons done at the start, in units of 1/share_unit minute: the
  /// course up to a day's end is this and the shares up to it. 0 but where the course of a plan in hand goes
  /// on.
  std::int64_t share_before = 0;
  std::size_t buffer_given_way = 0;               ///< days of the default buffer that lessons needed
  ReviewOffsets review_offsets;                   ///< by round
  std::vector<MissingReviews> missing_reviews;    ///< the rounds that lack some
  bool reviews_proven = true;                     ///< whether it is proven that no more could be placed
  std::optional<Minutes> budget_for_all_reviews;  ///< the smallest daily budget at which none would lack
  /// Where no daily budget is known at which none would lack: the first one for which lessons leave no room,
  /// else the first that lacks.
  std::optional<ReviewWithoutRoom> obstacle;
  bool all_tried = true;  ///< else there may be a (smaller) budget for all reviews, or an earlier deadline
  std::vector<Missable> cushion;         ///< for 1, 2, … days, at most `most_missable`; may be empty
  std::optional<Weekday> first_weekday;  ///< of calendars; nothing: as the language has it
  bool undated = false;                  ///< its dates are not real: days are called by number (undated.hpp)

  /// Whether a calendar marks `date` as the deadline: without dates the last day is like the others.
  bool marks_deadline(Date date) const { return !undated && date == deadline; }
};

/// The plan in hand, and what of it stays where it has to be planned again (past.hpp).
struct PlanInHand {
  enum class Keep {
    deadline,  ///< and the minutes a day where the request names some; else the smallest that work
    minutes,   ///< a day; the deadline becomes the earliest that works, not before the old one
  };
  std::shared_ptr<const Plan> plan{};  ///< nothing: what the request makes without its past
  Keep keep = Keep::deadline;
  /// Whether the request's buffer is asked for anew. Else it is that of the plan in hand, which is there for
  /// what went wrong, and gives way.
  bool new_buffer = false;
  /// How many study days what was missed is done within; all later lessons keep their dates.
  std::optional<std::size_t> catch_up{};
};

/// The most missed days that are considered.
inline constexpr std::size_t most_missable = 100;

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

/// The paths of which `plan` holds something, in catalog order. What was missed before today counts where it
/// is planned again. They point into its catalog.
std::vector<PathPart> path_parts(const Plan& plan);

/// Why there is no plan.
struct NoPlan {
  enum class Reason { wrong_request, does_not_fit };
  Reason reason = Reason::wrong_request;
  Diagnostics diagnostics;  ///< what to tell the user, repairs included

  // Where it does not fit: what is missing, and what would make it fit, each checked by scheduling it.
  Minutes missing{};                                ///< minutes of lessons that found no room
  std::optional<LessonIndex> first_without_room{};  ///< the first of them
  std::optional<Date> breaks_on{};                  ///< the first study day from which on it finds none
  std::optional<LessonIndex> too_long{};            ///< a lesson that is longer than any day's budget
  Minutes widest{};                                 ///< the largest budget of a day
  std::optional<Minutes> smallest_budget{};         ///< the least daily budget that works
  std::optional<Date> earliest_deadline{};          ///< the first deadline that works
  std::vector<LessonIndex>
      would_leave_out{};           ///< what could be left out to make it fit; empty: nothing would do
  bool least_left_out = true;      ///< whether it is proven that this is the least
  std::optional<Minutes> split{};  ///< splitting into pieces of these minutes makes it fit
  bool using_days_off = false;     ///< using the days off makes it fit
  std::optional<std::int64_t> smaller_buffer{};  ///< the largest smaller buffer that makes it fit
};

/// The longest time that a plan may span; longer ones are a wrong request.
inline constexpr std::int64_t most_days = 36'525;

/// Places where a day may end: after lessons, and at each minute inside those that may be split. More is a
/// wrong request for a plan with an even load.
inline constexpr std::size_t most_places = 2'000'000;
/// Ways to fill a day that are compared for such a plan. Where more would be, the plan is the best of those
/// compared, which Plan::evenest tells; or, if none was found by then, the request is wrong.
inline constexpr std::size_t most_ranges = 100'000'000;

/// The plan for `request`, or why there is none. Pure: the same input gives the same plan.
///
/// Exact: whether lessons fit, the smallest daily budget and the earliest deadline for them, the shares, and
/// the cushion; the schedule if Plan::evenest is set, the reviews if Plan::reviews_proven is, and
/// with them the smallest budget and the earliest deadline where Plan::all_tried does, which holds for plans
/// of a person's size. What is left out has bounds of its own (leave_out.hpp).
///
/// With `request.today` it is measured by the plan in hand, which is of the same catalog. With
/// `request.undated` it is the same plan on dates that are not real (undated.hpp).
std::expected<Plan, NoPlan> make_plan(std::shared_ptr<const Catalog> catalog, const Request& request,
                                      PlanInHand in_hand = {});

}  // namespace pensum
