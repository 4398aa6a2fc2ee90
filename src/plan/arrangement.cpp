#include "plan/arrangement.hpp"

#include "plan/plan.hpp"
#include "plan/schedule.hpp"

#include <algorithm>
#include <utility>

namespace pensum {
namespace {

std::vector<ReviewSlot> review_slots(const Slots& slots, std::span<const LessonPiece> pieces) {
  std::vector<ReviewSlot> result;
  result.reserve(slots.all.size());
  for (const Slot& slot : slots.all) result.push_back({slot.date, slot.budget, {}});
  for (const LessonPiece& piece : pieces) result[piece.slot].load += piece.minutes;
  return result;
}

}  // namespace

Arranger::Arranger(const Request& request, const Lessons& lessons, std::span<const std::uint8_t> path_ends,
                   std::span<const DoneLesson> done_before, const Catalog& catalog)
    : request_(request), lessons_(lessons), path_ends_(path_ends), places_(count_places(lessons.work)) {
  // Behind the lessons that are planned, so that each has a number of its own.
  for (const DoneLesson& done : done_before) {
    std::size_t past = 0;  // rounds that were due before the plan
    while (past < request.reviews.size() && done.on + days{request.reviews[past]} < request.start) ++past;
    done_before_.push_back(
        {lessons.indices.size() + done_before_.size(), done.on, catalog.lessons[done.lesson].minutes, past});
  }
  for (const Work& work : lessons.work) {
    const Minutes review = review_minutes(work.minutes);
    all_ += work.minutes;
    round_ += review;
    longest_review_ = std::max(longest_review_, review);
    longest_ = std::max(longest_, work.minutes);
    if (most_reviewed_.count == 0 ||
        review.count * most_reviewed_.count > review_minutes(most_reviewed_).count * work.minutes.count) {
      most_reviewed_ = work.minutes;
    }
  }
}

Shares Arranger::shares(const Slots& slots) const {
  const std::vector<Minutes> before = due_before(slots.all);
  return even_shares({.slots = slots.all,
                      .learning = slots.learning,
                      .lessons = all_,
                      .round = round_,
                      .offsets = request_.reviews,
                      .due_before = before});
}

std::optional<Arrangement> Arranger::arrange(Minutes daily, Date deadline, Wanted wanted) const {
  Arrangement made{.slots = slots_of(request_, daily, deadline), .shares = {}, .pieces = {}, .reviews = {}};
  made.shares = shares(made.slots);
  std::optional<std::vector<LessonPiece>> pieces = schedule(made);
  if (!pieces) return std::nullopt;
  made.pieces = *std::move(pieces);
  made.reviews =
      place_reviews(review_slots(made.slots, made.pieces), done_by(made), request_.reviews, wanted);
  effort_ += made.reviews.looked_at + (lessons_.work.size() + made.slots.all.size()) * 4;
  if (wanted == Wanted::all && !made.reviews.complete()) return std::nullopt;
  return made;
}

bool Arranger::leaves_room(Minutes daily, Date deadline) const {
  return shares(slots_of(request_, daily, deadline)).fullness.count <= Fullness::scale;
}

std::optional<std::vector<LessonPiece>> Arranger::schedule(Arrangement& made) const {
  const std::vector<std::int64_t> course = made.shares.course();
  const Workload workload{lessons_.work, path_ends_, made.slots.for_lessons(),
                          std::span(course).first(made.slots.learning)};
  if (request_.pace == Pace::early) return schedule_early(workload);
  too_large_ = places_ > most_places;
  if (too_large_) return std::nullopt;
  fit::Statistics statistics;
  Schedule schedule =
      schedule_evenly(workload, &statistics, {.beam_width = 32, .most_compared = most_ranges});
  effort_ += statistics.visited + statistics.compared + places_ / 4;
  made.evenest = !statistics.gave_up;
  too_large_ = !schedule && statistics.gave_up;
  return schedule;
}

std::vector<Done> Arranger::done_by(const Arrangement& made) const {
  std::vector<Done> done = done_before_;
  done.reserve(done.size() + lessons_.work.size());
  for (const LessonPiece& piece : made.pieces) {
    if (done.empty() || done.back().lesson != piece.lesson) {
      done.push_back({piece.lesson, {}, lessons_.work[piece.lesson].minutes});
    }
    done.back().date = made.slots.all[piece.slot].date;
  }
  return done;
}

std::vector<Minutes> Arranger::due_before(std::span<const Slot> slots) const {
  std::vector<Minutes> minutes;
  if (done_before_.empty()) return minutes;
  minutes.resize(slots.size());
  std::vector<ReviewSlot> empty;
  for (const Slot& slot : slots) empty.push_back({slot.date, slot.budget, {}});
  for (const DueReview& review : due_reviews(empty, done_before_, request_.reviews)) {
    minutes[review.first_slot] += review.minutes;
  }
  return minutes;
}

bool Arranger::may_have_room(std::span<const Slot> slots, std::size_t learning) const {
  Minutes room;
  Minutes widest;
  for (const Slot& slot : slots) {
    room += slot.budget;
    widest = std::max(widest, slot.budget);
  }
  room -= all_;
  for (std::size_t round = 0; round < request_.reviews.size() && round < slots.size(); ++round) {
    // A lesson's review of this round is due if its date comes before the last days, one for each round
    // before.
    const Date last = slots[slots.size() - 1 - round].date;
    Minutes late;  // what lessons can take on days from which on it is not
    for (std::size_t slot = learning; slot-- > 0;) {
      if (slots[slot].date + days{request_.reviews[round]} <= last) break;
      late += slots[slot].budget;
    }
    if (round == 0 && longer_than(widest) > late + longest_) return false;
    // By the lessons that end on these days, one of them begun before.
    const std::int64_t most_reviewed = std::max<std::int64_t>(1, most_reviewed_.count);
    const std::int64_t kept_back =
        longest_review_.count + late.count * review_minutes({most_reviewed}).count / most_reviewed;
    room.count -= std::max<std::int64_t>(0, round_.count - kept_back);
  }
  return room.count >= 0;
}

/// The minutes of the lessons whose reviews are longer than `widest`.
Minutes Arranger::longer_than(Minutes widest) const {
  Minutes sum;
  if (longest_review_ <= widest) return sum;
  for (const Work& work : lessons_.work) {
    if (review_minutes(work.minutes) > widest) sum += work.minutes;
  }
  return sum;
}

}  // namespace pensum
