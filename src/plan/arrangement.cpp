#include "plan/arrangement.hpp"

#include "plan/plan.hpp"
#include "plan/schedule.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace pensum {
namespace {

/// A wide beam rarely finds a better limit than this one, and takes longer than the exact pass behind it:
/// with reviews, schedules of 2,200 lessons take half of the time that they take with one of 8. Where it
/// finds no plan it is made wider.
constexpr fit::Tuning tuning{.beam_width = 1, .most_compared = most_ranges};

std::vector<ReviewSlot> review_slots(const Slots& slots, std::span<const LessonPiece> pieces) {
  std::vector<ReviewSlot> result;
  result.reserve(slots.all.size());
  for (const Slot& slot : slots.all) result.push_back({slot.date, slot.budget, {}});
  for (const LessonPiece& piece : pieces) result[piece.slot].load += piece.minutes;
  return result;
}

/// Whether no day of `pieces`, in order, is over its budget.
bool fits(std::span<const LessonPiece> pieces, std::span<const Slot> slots) {
  std::size_t slot = 0;
  Minutes load;
  for (const LessonPiece& piece : pieces) {
    if (piece.slot != slot) load = {};
    slot = piece.slot;
    load += piece.minutes;
    if (slot >= slots.size() || load > slots[slot].budget) return false;
  }
  return true;
}

/// The rounds of a lesson done that are over, and the one that replaces those missed.
void settle_rounds(Done& done, const DoneLesson& lesson, const History& history, const Request& request) {
  const auto is_among = [&](std::span<const ReviewRound> rounds, std::size_t round) {
    return std::ranges::binary_search(rounds, ReviewRound{lesson.lesson, round + 1});
  };
  std::uint32_t overdue = 0;
  for (std::size_t round = 0; round < request.reviews.size(); ++round) {
    const std::uint32_t bit = std::uint32_t{1} << round;
    const bool is_past = lesson.on + days{request.reviews[round]} < request.start;
    const std::optional<Date> planned = history.dates.review(lesson.lesson, round + 1);
    const bool missed = is_past && is_among(history.missed, round);
    if (is_among(history.reviewed, round) ||
        (is_past && !missed && planned.value_or(lesson.on) < request.start)) {
      done.over |= bit;
    } else if (is_past) {
      overdue |= bit;
      if (missed || done.missed) done.missed = round;
    }
  }
  if (!done.missed) return;
  done.missed = static_cast<std::size_t>(std::bit_width(overdue)) - 1;
  done.over |= overdue ^ std::bit_floor(overdue);
}

}  // namespace

Arranger::Arranger(const Request& request, const Lessons& lessons, std::span<const std::uint8_t> path_ends,
                   const History& history, const Catalog& catalog)
    : request_(request),
      lessons_(lessons),
      path_ends_(path_ends),
      before_(history.before),
      places_(count_places(lessons.work)) {
  // Behind the lessons that are planned, so that each has a number of its own.
  for (const DoneLesson& lesson : history.done) {
    Done& done = done_before_.emplace_back();
    done.lesson = lessons.indices.size() + done_before_.size() - 1;
    done.date = lesson.on;
    done.minutes = catalog.lessons[lesson.lesson].minutes;
    settle_rounds(done, lesson, history, request);
  }
  if (before_ != nullptr) remember(history);
  for (const Work& work : lessons.work) {
    const Minutes review = review_minutes(work.whole());
    all_ += work.minutes;
    round_ += review;
    longest_review_ = std::max(longest_review_, review);
    longest_ = std::max(longest_, work.minutes);
    if (most_reviewed_.count == 0 ||
        review.count * most_reviewed_.count > most_review_.count * work.minutes.count) {
      most_reviewed_ = work.minutes;
      most_review_ = review;
    }
  }
}

void Arranger::remember(const History& history) {
  const std::size_t planned = lessons_.indices.size();
  const auto remember_reviews = [&](std::size_t number, LessonIndex lesson) {
    for (std::size_t round = 0; round < request_.reviews.size(); ++round) {
      if (const auto date = history.dates.review(lesson, round + 1))
        reviews_before_.push_back({number, round, *date});
    }
  };
  for (std::size_t i = 0; i < planned; ++i) {
    dates_before_.push_back(history.dates.lesson(lessons_.indices[i]));
    remember_reviews(i, lessons_.indices[i]);
  }
  went_as_planned_ = history.missed.empty() && history.reviewed.empty();
  for (std::size_t i = 0; i < history.done.size(); ++i) {
    const DoneLesson& done = history.done[i];
    done_numbers_.emplace(done.lesson, planned + i);
    remember_reviews(planned + i, done.lesson);
    const auto done_before = std::ranges::find(before_->done, done.lesson, &DoneLesson::lesson);
    const std::optional<Date> date = done_before != before_->done.end() ? std::optional(done_before->on)
                                                                        : history.dates.lesson(done.lesson);
    went_as_planned_ = went_as_planned_ && date == done.on;
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
  place(made, wanted);
  effort_ += made.reviews.looked_at + (lessons_.work.size() + made.slots.all.size()) * 4;
  if (wanted == Wanted::all && !made.reviews.complete()) return std::nullopt;
  return made;
}

void Arranger::place(Arrangement& made, Wanted wanted) const {
  made.reviews = place_reviews(review_slots(made.slots, made.pieces), done_by(made), request_.reviews, wanted,
                               {}, reviews_before_);
}

std::optional<std::vector<LessonPiece>> Arranger::pieces_before(std::span<const Slot> slots) const {
  std::vector<LessonPiece> pieces;
  for (const StudyDay& day : before_->days) {
    if (slots.empty() || day.date < slots.front().date) continue;
    const auto slot = std::ranges::lower_bound(slots, day.date, {}, &Slot::date);
    if ((slot == slots.end() || slot->date != day.date) && !day.tasks.empty()) return std::nullopt;
    for (const Task& task : day.tasks) {
      const auto lesson = std::ranges::lower_bound(lessons_.indices, task.lesson);
      if (lesson == lessons_.indices.end() || *lesson != task.lesson) continue;
      pieces.push_back({static_cast<std::size_t>(lesson - lessons_.indices.begin()),
                        static_cast<std::size_t>(slot - slots.begin()), task.minutes});
    }
  }
  return pieces;
}

std::vector<Minutes> Arranger::minutes_of(std::span<const LessonPiece> pieces) const {
  std::vector<Minutes> minutes(lessons_.work.size());
  for (const LessonPiece& piece : pieces) minutes[piece.lesson] += piece.minutes;
  return minutes;
}

std::optional<Arrangement> Arranger::as_before(Minutes daily, Date deadline) const {
  if (before_ == nullptr || before_->deadline != deadline || before_->pace != request_.pace ||
      before_->review_offsets != request_.reviews) {
    return std::nullopt;
  }
  Arrangement made{.slots = slots_of(request_, daily, deadline), .shares = {}, .pieces = {}, .reviews = {}};
  const std::vector<StudyDay> study_days = days_from(*before_, request_.start);
  const std::vector<Slot>& slots = made.slots.all;
  const auto is_same = [&](const StudyDay& day, const Slot& slot) {
    return day.date == slot.date && day.budget == slot.budget;
  };
  if (!std::ranges::equal(study_days, slots, is_same)) return std::nullopt;
  if (made.slots.learning !=
      study_days.size() - static_cast<std::size_t>(std::ranges::count(study_days, true, &StudyDay::buffer)))
    return std::nullopt;
  std::optional<std::vector<LessonPiece>> pieces = pieces_before(slots);
  std::size_t tasks = 0;
  Minutes all;
  for (const StudyDay& day : study_days) {
    tasks += day.tasks.size();
    all += day.load;
    made.shares.units.push_back(day.share);
  }
  if (!pieces || pieces->size() != tasks || all != all_) return std::nullopt;
  const std::vector<Minutes> minutes = minutes_of(*pieces);
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    if (minutes[i] != lessons_.work[i].minutes) return std::nullopt;
  }
  if (!are_in_order(*pieces, made.slots.learning)) return std::nullopt;
  made.pieces = *std::move(pieces);
  made.shares.fullness = before_->fullness;
  made.evenest = before_->evenest;
  if (went_as_planned_) {
    keep_reviews(made);
  } else {
    place(made, Wanted::some);
  }
  return made;
}

/// The reviews of the plan in hand that are due on their days; what else is due is missing. (A plan in hand
/// comes from a file: nothing of it is taken on trust.)
void Arranger::keep_reviews(Arrangement& made) const {
  const std::vector<ReviewSlot> slots = review_slots(made.slots, made.pieces);
  std::map<std::pair<std::size_t, std::size_t>, DueReview> due;
  made.reviews.missing.assign(request_.reviews.size(), 0);
  for (const DueReview& review : due_reviews(slots, done_by(made), request_.reviews)) {
    due.emplace(std::pair(review.lesson, review.round), review);
    ++made.reviews.missing[review.round];
  }
  std::vector<Minutes> totals;
  for (const ReviewSlot& slot : slots) totals.push_back(slot.load);
  std::map<std::size_t, std::pair<std::size_t, std::size_t>>
      placed;  // the last round of each lesson, and its slot
  for (const StudyDay& day : before_->days) {
    const auto slot = static_cast<std::size_t>(
        std::ranges::lower_bound(slots, day.date, {}, &ReviewSlot::date) - slots.begin());
    if (slot == slots.size() || slots[slot].date != day.date) continue;
    for (const Review& review : day.reviews) {
      const auto found = due.find({number_of(review.lesson), review.round - 1});
      if (found == due.end()) continue;
      const DueReview& expected = found->second;
      // Rounds before that are past by now may have kept it back by a study day each.
      const std::size_t own = std::min(expected.first_slot + expected.round, slots.size() - 1);
      const Date last = slots[own].date + days{review_grace(request_.reviews[expected.round])};
      const bool is_due = review.due == expected.due && review.minutes == expected.minutes &&
                          slot >= expected.first_slot && review.until >= day.date && review.until <= last &&
                          totals[slot] + review.minutes <= slots[slot].budget;
      const auto [round_before, is_first] = placed.try_emplace(expected.lesson, expected.round, slot);
      const bool follows = is_first || round_before->second < std::pair(expected.round, slot);
      const bool on_another_day = is_first || round_before->second.second < slot;
      if (!is_due || !follows || !on_another_day) {
        if (is_first) placed.erase(round_before);
        continue;
      }
      round_before->second = {expected.round, slot};
      totals[slot] += review.minutes;
      --made.reviews.missing[expected.round];
      made.reviews.placed.push_back(
          {expected.lesson, expected.round, slot, review.due, review.until, review.minutes});
      due.erase(found);
    }
  }
  made.reviews.proven = before_->reviews_proven;
  std::ranges::stable_sort(made.reviews.placed, {}, &PlacedReview::round);
}

/// The number of a lesson, planned or done; one that no lesson has where it is neither.
std::size_t Arranger::number_of(LessonIndex lesson) const {
  const auto planned = std::ranges::lower_bound(lessons_.indices, lesson);
  if (planned != lessons_.indices.end() && *planned == lesson)
    return static_cast<std::size_t>(planned - lessons_.indices.begin());
  const auto done = done_numbers_.find(lesson);
  return done == done_numbers_.end() ? no_slot : done->second;
}

/// Whether pieces are as this program places them: in order, on days for lessons, parts on days that follow
/// each other and not too small.
bool Arranger::are_in_order(std::span<const LessonPiece> pieces, std::size_t learning) const {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const LessonPiece& piece = pieces[i];
    if (piece.slot >= learning) return false;
    const Work& work = lessons_.work[piece.lesson];
    const bool is_part = piece.minutes < work.minutes;
    if (is_part && (work.smallest_piece.count == 0 || piece.minutes < work.smallest_piece)) return false;
    if (i == 0) continue;
    const LessonPiece& before = pieces[i - 1];
    if (piece.lesson < before.lesson || piece.slot < before.slot) return false;
    if (piece.lesson == before.lesson && piece.slot != before.slot + 1) return false;
  }
  return true;
}

std::optional<Arrangement> Arranger::catch_up(Minutes daily, Date deadline, std::size_t study_days) const {
  Arrangement made{.slots = slots_of(request_, daily, deadline), .shares = {}, .pieces = {}, .reviews = {}};
  const std::size_t first = std::min(study_days, made.slots.all.size());
  std::optional<std::vector<LessonPiece>> later = pieces_before(std::span(made.slots.all).subspan(first));
  if (!later) return std::nullopt;
  // Lessons that the days behind do not hold whole are caught up on.
  std::vector<Minutes> too_many = minutes_of(*later);
  std::size_t head = 0;
  for (std::size_t i = 0; i < too_many.size(); ++i) {
    if (too_many[i] < lessons_.work[i].minutes) head = i + 1;
    too_many[i] -= lessons_.work[i].minutes;
  }
  std::vector<LessonPiece> kept;
  for (LessonPiece piece : *later) {
    if (piece.lesson < head) continue;
    // Of a lesson that is begun the first parts are those that are done.
    const Minutes done = std::min(piece.minutes, too_many[piece.lesson]);
    too_many[piece.lesson] -= done;
    piece.minutes -= done;
    piece.slot += first;
    if (piece.minutes.count > 0) kept.push_back(piece);
  }
  const std::span<const Slot> slots = std::span(made.slots.all).first(std::min(first, made.slots.learning));
  const std::span<const Work> work = std::span(lessons_.work).first(head);
  Minutes minutes;
  Minutes round;
  for (const Work& each : work) {
    minutes += each.minutes;
    round += review_minutes(each.whole());
  }
  const std::vector<Minutes> before = due_before(slots);
  made.shares = even_shares({.slots = slots,
                             .learning = slots.size(),
                             .lessons = minutes,
                             .round = round,
                             .offsets = request_.reviews,
                             .due_before = before});
  const std::vector<std::int64_t> course = made.shares.course();
  const std::vector<std::size_t> slots_then = slots_before(slots);
  Schedule caught_up = schedule_evenly({.lessons = work,
                                        .path_ends = path_ends_.first(head),
                                        .slots = slots,
                                        .course = course,
                                        .before = std::span(slots_then).first(head)},
                                       nullptr, tuning);
  if (!caught_up) return std::nullopt;
  made.pieces = *std::move(caught_up);
  made.pieces.insert(made.pieces.end(), kept.begin(), kept.end());
  if (!are_in_order(kept, made.slots.learning)) return std::nullopt;
  made.shares.units.resize(made.slots.all.size(), 0);
  std::vector<Minutes> loads(made.slots.all.size());
  for (const LessonPiece& piece : kept) {
    made.shares.units[piece.slot] += piece.minutes.count * share_unit;
    loads[piece.slot] += piece.minutes;
    if (loads[piece.slot] > made.slots.all[piece.slot].budget) return std::nullopt;
  }
  place(made, Wanted::some);
  return made;
}

std::vector<std::size_t> Arranger::slots_before(std::span<const Slot> slots) const {
  std::vector<std::size_t> before;
  before.reserve(dates_before_.size());
  for (const std::optional<Date>& date : dates_before_) {
    const auto slot = date ? std::ranges::lower_bound(slots, *date, {}, &Slot::date) : slots.end();
    const bool is_there = slot != slots.end() && slot->date == date;
    before.push_back(is_there ? static_cast<std::size_t>(slot - slots.begin()) : no_slot);
  }
  return before;
}

std::optional<DueReview> Arranger::obstacle(const Arrangement& made) const {
  const std::vector<ReviewSlot> slots = review_slots(made.slots, made.pieces);
  std::vector<DueReview> due = due_reviews(slots, done_by(made), request_.reviews);
  std::erase_if(due, [&](const DueReview& review) {
    return std::ranges::any_of(made.reviews.placed, [&](const PlacedReview& placed) {
      return placed.lesson == review.lesson && placed.round == review.round;
    });
  });
  std::ranges::stable_sort(due, {}, &DueReview::first_slot);
  const auto has_no_room = [&](const DueReview& review) {
    return std::ranges::none_of(
        std::span(slots).subspan(review.first_slot, review.last_slot - review.first_slot + 1),
        [&](const ReviewSlot& slot) { return slot.load + review.minutes <= slot.budget; });
  };
  if (due.empty()) return std::nullopt;
  const auto found = std::ranges::find_if(due, has_no_room);
  return found == due.end() ? due.front() : *found;
}

bool Arranger::leaves_room(Minutes daily, Date deadline) const {
  return shares(slots_of(request_, daily, deadline)).fullness.count <= Fullness::scale;
}

std::optional<std::vector<LessonPiece>> Arranger::schedule(Arrangement& made) const {
  const std::vector<std::int64_t> course = made.shares.course();
  const std::vector<std::size_t> before = slots_before(made.slots.for_lessons());
  const std::span<const Slot> slots = made.slots.for_lessons();
  // On more or fewer days it is far from the even course, and a narrow beam finds a better limit.
  const bool is_known = found_slots_ == slots.size() && fits(found_, slots);
  const Workload workload{
      .lessons = lessons_.work,
      .path_ends = path_ends_,
      .slots = slots,
      .course = std::span(course).first(made.slots.learning),
      .before = before,
      .known = is_known ? std::span<const LessonPiece>(found_) : std::span<const LessonPiece>()};
  if (request_.pace == Pace::early) return schedule_early(workload);
  too_large_ = places_ > most_places;
  if (too_large_) return std::nullopt;
  fit::Statistics statistics;
  Schedule schedule = schedule_evenly(workload, &statistics, tuning);
  effort_ += statistics.visited + statistics.compared + places_ / 4;
  made.evenest = !statistics.gave_up;
  too_large_ = !schedule && statistics.gave_up;
  if (schedule) {
    found_ = *schedule;
    found_slots_ = slots.size();
  }
  return schedule;
}

std::vector<Done> Arranger::done_by(const Arrangement& made) const {
  std::vector<Done> done = done_before_;
  done.reserve(done.size() + lessons_.work.size());
  for (const LessonPiece& piece : made.pieces) {
    if (done.empty() || done.back().lesson != piece.lesson) {
      done.push_back({piece.lesson, {}, lessons_.work[piece.lesson].whole()});
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
    const std::int64_t kept_back = longest_review_.count + late.count * most_review_.count / most_reviewed;
    room.count -= std::max<std::int64_t>(0, round_.count - kept_back);
  }
  return room.count >= 0;
}

/// The minutes of the lessons whose reviews are longer than `widest`.
Minutes Arranger::longer_than(Minutes widest) const {
  Minutes sum;
  if (longest_review_ <= widest) return sum;
  for (const Work& work : lessons_.work) {
    if (review_minutes(work.whole()) > widest) sum += work.minutes;
  }
  return sum;
}

}  // namespace pensum
