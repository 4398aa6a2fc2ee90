// One attempt at a plan: lessons and reviews on study days, for one daily budget and one deadline.
//
//     budgets ──> shares ──> lessons on days (schedule.hpp) ──> reviews on what is left (reviews.hpp)
#pragma once

#include "plan/no_plan.hpp"
#include "plan/past.hpp"
#include "plan/repair.hpp"
#include "plan/request.hpp"
#include "plan/reviews.hpp"
#include "plan/selection.hpp"
#include "plan/shares.hpp"
#include "plan/workload.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace pensum {

struct Arrangement {
  Slots slots;
  Shares shares;
  std::vector<LessonPiece> pieces;
  Reviews reviews;
  bool evenest = true;  ///< whether it is proven that no other schedule follows the even course as closely
};

/// What went before, by lessons of the catalog.
struct History {
  std::span<const DoneLesson> done;
  std::span<const ReviewRound> missed;
  std::span<const ReviewRound> reviewed;
  const Plan* before = nullptr;  ///< the plan in hand; may be none
  PlannedDates dates{};          ///< its dates
};

/// Makes arrangements of the same lessons for one budget and deadline after another. Keeps references to what
/// it is made from.
class Arranger {
 public:
  /// `path_ends` as in Workload.
  Arranger(const Request& request, const Lessons& lessons, std::span<const std::uint8_t> path_ends,
           const History& history, const Catalog& catalog);

  /// Nothing where the lessons do not fit, or where all reviews are wanted and not all that are due find
  /// room; nothing as well where there are too many lessons for an even schedule, see too_large().
  std::optional<Arrangement> arrange(Minutes daily, Date deadline, Wanted wanted) const;

  /// The days of the plan in hand from the request's start on as they are, where they hold exactly the
  /// lessons that are left and are as the request has them; else nothing.
  std::optional<Arrangement> as_before(Minutes daily, Date deadline) const;

  /// What was missed within the first `study_days`, followed by the plan in hand as it is. Nothing where it
  /// does not fit there.
  std::optional<Arrangement> catch_up(Minutes daily, Date deadline, std::size_t study_days) const;

  /// The first review that is due and not placed, if possible one for which lessons alone leave no room.
  std::optional<DueReview> obstacle(const Arrangement& made) const;

  /// Whether `slots` may have minutes enough for all lessons and all reviews that are due. Where not, no
  /// arrangement holds them all: at least so much is due as is not kept back by the last days, on which only
  /// so many minutes of lessons can end.
  bool may_have_room(std::span<const Slot> slots, std::size_t learning) const;

  /// Whether the even course fills no day beyond its budget.
  bool leaves_room(Minutes daily, Date deadline) const;

  /// Whether the last arrangement was given up for its size.
  bool too_large() const { return too_large_; }

  /// What all arrangements so far cost to make: lessons, days, states and choices looked at.
  std::size_t effort() const { return effort_; }

 private:
  Minutes longer_than(Minutes widest) const;
  Shares shares(const Slots& slots) const;
  std::optional<std::vector<LessonPiece>> schedule(Arrangement& made) const;
  std::vector<std::size_t> slots_before(std::span<const Slot> slots) const;
  void remember(const History& history);
  std::optional<std::vector<LessonPiece>> pieces_before(std::span<const Slot> slots) const;
  std::vector<Minutes> minutes_of(std::span<const LessonPiece> pieces) const;
  void place(Arrangement& made, Wanted wanted) const;
  void keep_reviews(Arrangement& made) const;
  std::size_t number_of(LessonIndex lesson) const;
  bool are_in_order(std::span<const LessonPiece> pieces, std::size_t learning) const;
  std::vector<Done> done_by(const Arrangement& made) const;
  std::vector<Minutes> due_before(std::span<const Slot> slots) const;

  const Request& request_;
  const Lessons& lessons_;
  std::span<const std::uint8_t> path_ends_;
  const Plan* before_;
  std::vector<Done> done_before_;
  std::vector<std::optional<Date>> dates_before_;  ///< by lesson; empty: there was no plan before
  std::vector<ReviewBefore> reviews_before_;       ///< by lesson, then by round
  std::map<LessonIndex, std::size_t> done_numbers_;
  bool went_as_planned_ = false;  ///< what is done, reviews included
  Minutes all_;                   ///< of the lessons
  Minutes round_;                 ///< one review of each
  Minutes longest_;               ///< lesson
  Minutes longest_review_;        ///< of a lesson
  Minutes most_reviewed_;   ///< the lesson with the most minutes of review per minute that is left of it
  Minutes most_review_;     ///< its review
  std::size_t places_ = 0;  ///< where a day may end
  mutable bool too_large_ = false;
  mutable std::size_t effort_ = 0;
  mutable std::vector<LessonPiece> found_;  ///< the last even schedule, which may fit other budgets, too
  mutable std::size_t found_slots_ = 0;     ///< on how many
};

}  // namespace pensum
