#include "plan/no_plan.hpp"

#include "base/named_setting.hpp"
#include "plan/filling.hpp"
#include "plan/lesson_runs.hpp"
#include "plan/repair.hpp"
#include "plan/request_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace pensum {
namespace {

constexpr Minutes default_piece{5};

/// A repair is a suggestion: less search than where lessons are indeed left out.
constexpr LeaveOutLimits quick_search{.most_states = 5'000, .all_states = 500'000};

Minutes sum(std::span<const Work> lessons) {
  Minutes minutes;
  for (const Work& work : lessons) minutes += work.minutes;
  return minutes;
}

/// The first study day from which the lesson after `filled` has no room.
Date first_break(std::span<const Slot> slots, const Filled& filled) {
  const bool used_up = filled.placed > 0 && filled.end.used == slots[filled.end.slot].budget;
  return slots[std::min(filled.end.slot + (used_up ? 1 : 0), slots.size() - 1)].date;
}

class Reasoning {
 public:
  Reasoning(const Catalog& catalog, const Request& request, const Lessons& lessons,
            std::span<const Begun> begun, Minutes daily, Date deadline)
      : catalog_(catalog),
        request_(request),
        lessons_(lessons),
        begun_(begun),
        daily_(daily),
        deadline_(deadline) {}

  NoPlan reason() {
    reason_.reason = NoPlan::Reason::does_not_fit;
    const Slots slots = slots_of(request_, daily_, deadline_);
    say_what_breaks(slots.for_lessons());
    try_repairs(slots.for_lessons());
    Diagnostic diagnostic{.severity = Severity::error,
                          .place = {},
                          .message = message(slots),
                          .hint = hint(),
                          .settings = settings_of_days()};
    reason_.diagnostics.push_back(std::move(diagnostic));
    return std::move(reason_);
  }

 private:
  void say_what_breaks(std::span<const Slot> slots) {
    const Filled filled = fill(slots, lessons_.work);
    reason_.missing = sum(std::span(lessons_.work).subspan(filled.placed));
    if (filled.placed < lessons_.indices.size()) reason_.first_without_room = lessons_.indices[filled.placed];
    for (const Slot& slot : slots) reason_.widest = std::max(reason_.widest, slot.budget);
    if (slots.empty()) return;
    reason_.breaks_on = first_break(slots, filled);
    const auto longest = std::ranges::max_element(
        lessons_.work, {}, [](const Work& work) { return work.splittable() ? Minutes{} : work.minutes; });
    if (longest->minutes > reason_.widest && !longest->splittable()) {
      reason_.too_long = lessons_.indices[static_cast<std::size_t>(longest - lessons_.work.begin())];
    }
  }

  void try_repairs(std::span<const Slot> slots) {
    reason_.smallest_budget = smallest_daily_budget(request_, lessons_.work, deadline_, Minutes{1});
    // Without a budget of its own a later deadline helps only where no budget does.
    if (has_budget(request_) || !reason_.smallest_budget) {
      reason_.earliest_deadline = earliest_deadline(request_, daily_, lessons_.work);
    }
    const LeftOut left_out = leave_out(slots, candidates(catalog_, lessons_), quick_search);
    if (left_out.lessons.size() < lessons_.indices.size()) {
      for (const std::size_t i : left_out.lessons) reason_.would_leave_out.push_back(lessons_.indices[i]);
      reason_.least_left_out = left_out.proven;
    }
    if (!request_.split) {
      Request split = request_;
      split.split = default_piece;
      const Lessons pieces = lessons_to_plan(catalog_, split, lessons_.indices, begun_);
      if (fits(request_, daily_, deadline_, pieces.work)) reason_.split = default_piece;
    }
    try_smaller_buffers();
    if (!request_.off.empty()) {
      Request all_days = request_;
      all_days.off.clear();
      reason_.using_days_off = fits(all_days, daily_, deadline_, lessons_.work);
    }
  }

  void try_smaller_buffers() {
    Request smaller = request_;
    for (std::int64_t buffer = request_.buffer.value_or(0); buffer-- > 0;) {
      smaller.buffer = buffer;
      if (!fits(smaller, daily_, deadline_, lessons_.work)) continue;
      reason_.smaller_buffer = buffer;
      return;
    }
  }

  std::string message(const Slots& slots) const {
    if (slots.all.empty()) return no_study_day(request_, daily_, deadline_);
    const Minutes all = sum(lessons_.work);
    std::string text = reason_.missing == all
                           ? fmt::format("none of the {} min fit", all.count)
                           : fmt::format("{} of the {} min {} not fit", reason_.missing.count, all.count,
                                         reason_.missing.count == 1 ? "does" : "do");
    text += fmt::format(" between {} and {}", to_iso(request_.start), to_iso(deadline_));
    if (request_.buffer.value_or(0) > 0) {
      text += fmt::format(" with {}", named("buffer", std::to_string(*request_.buffer)));
    }
    if (reason_.too_long) {
      const Lesson& lesson = catalog_.lessons[*reason_.too_long];
      return text + fmt::format(": lesson {} takes {} min, and no day has more than {}", lesson.id,
                                lesson.minutes.count, reason_.widest.count);
    }
    return text + fmt::format(": there is no room for lesson {} from {} on",
                              catalog_.lessons[*reason_.first_without_room].id, to_iso(*reason_.breaks_on));
  }

  std::string hint() const {
    std::vector<std::string> repairs;
    if (reason_.smallest_budget) {
      const std::string minutes = std::to_string(reason_.smallest_budget->count);
      repairs.push_back(fmt::format("{} {} a day ({})", minutes, minutes == "1" ? "minute" : "minutes",
                                    named("minutes", minutes)));
    }
    if (reason_.earliest_deadline) {
      repairs.push_back(
          fmt::format("a later deadline ({})", named("deadline", to_iso(*reason_.earliest_deadline))));
    }
    if (reason_.smaller_buffer) {
      repairs.push_back(
          fmt::format("a smaller buffer ({})", named("buffer", std::to_string(*reason_.smaller_buffer))));
    }
    if (!reason_.would_leave_out.empty()) repairs.push_back(leaving_out());
    if (reason_.split) {
      repairs.push_back(
          fmt::format("lessons split ({})", named("split", std::to_string(reason_.split->count))));
    }
    if (reason_.using_days_off) repairs.push_back(fmt::format("no days off (leave out {})", named("off")));
    if (repairs.empty()) {
      return fmt::format("free some days: fewer days off ({}), or larger budgets ({}, {})", named("off"),
                         named("weekday"), named("on"));
    }
    std::string text = "it would fit with ";
    for (std::size_t i = 0; i < repairs.size(); ++i) {
      text += i == 0 ? "" : i + 1 < repairs.size() ? ", " : ", or ";
      text += repairs[i];
    }
    return text;
  }

  std::string leaving_out() const {
    std::vector<Task> tasks;
    Minutes minutes;
    for (const LessonIndex lesson : reason_.would_leave_out) {
      tasks.push_back({.lesson = lesson, .minutes = catalog_.lessons[lesson].minutes});
      minutes += tasks.back().minutes;
    }
    constexpr std::size_t longest_list = 120;
    const std::string numbers = lesson_numbers(catalog_, tasks);
    if (numbers.size() > longest_list) {
      return fmt::format("{} lessons left out, {} min ({})", tasks.size(), minutes.count,
                         named("fit", "yes"));
    }
    return fmt::format("{} {} left out, {} min ({})", tasks.size() == 1 ? "lesson" : "lessons", numbers,
                       minutes.count, named("fit", "yes"));
  }

  const Catalog& catalog_;
  const Request& request_;
  const Lessons& lessons_;
  std::span<const Begun> begun_;
  Minutes daily_;
  Date deadline_;
  NoPlan reason_;
};

}  // namespace

Lessons lessons_to_plan(const Catalog& catalog, const Request& request, std::vector<LessonIndex> indices,
                        std::span<const Begun> begun) {
  Lessons lessons{.indices = std::move(indices), .work = {}};
  lessons.work.reserve(lessons.indices.size());
  for (const LessonIndex index : lessons.indices) {
    const Lesson& lesson = catalog.lessons[index];
    const Minutes piece = request.split.value_or(lesson.splittable ? default_piece : Minutes{});
    const auto at = std::ranges::lower_bound(begun, index, {}, &Begun::lesson);
    const Minutes left = at != begun.end() && at->lesson == index ? at->left : lesson.minutes;
    lessons.work.push_back({left, piece, lesson.minutes - left});
  }
  return lessons;
}

std::vector<Candidate> candidates(const Catalog& catalog, const Lessons& lessons) {
  std::vector<Candidate> result;
  result.reserve(lessons.indices.size());
  for (std::size_t i = 0; i < lessons.indices.size(); ++i) {
    const Lesson& lesson = catalog.lessons[lessons.indices[i]];
    Candidate candidate{.work = lessons.work[i], .priority = lesson.priority, .requires_ = {}};
    for (const LessonIndex required : lesson.requires_) {
      const auto found = std::ranges::lower_bound(lessons.indices, required);
      if (found != lessons.indices.end() && *found == required) {
        candidate.requires_.push_back(static_cast<std::size_t>(found - lessons.indices.begin()));
      }
    }
    result.push_back(std::move(candidate));
  }
  return result;
}

bool has_budget(const Request& request) {
  return request.minutes ||
         std::ranges::all_of(request.weekday, [](const auto& minutes) { return minutes.has_value(); });
}

NoPlan does_not_fit(const Catalog& catalog, const Request& request, const Lessons& lessons,
                    std::span<const Begun> begun, Minutes daily, Date deadline) {
  return Reasoning(catalog, request, lessons, begun, daily, deadline).reason();
}

}  // namespace pensum
