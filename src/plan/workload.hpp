// What a schedule is made from: lessons by their minutes, in order, study days, and the course to follow.
#pragma once

#include "base/units.hpp"
#include "plan/study_days.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pensum {

/// A lesson as it is scheduled.
struct Work {
  Minutes minutes;
  /// The least minutes of its pieces if it may be spread over consecutive days;
  /// 0 where it stays whole.
  Minutes smallest_piece{};
  Minutes begun{};  ///< of it that were done before; `minutes` are those left

  /// The whole lesson's.
  Minutes whole() const { return minutes + begun; }

  bool splittable() const { return smallest_piece.count > 0 && minutes.count >= 2 * smallest_piece.count; }
};

/// A lesson, or a part of one, on a study day.
struct LessonPiece {
  std::size_t lesson = 0;  ///< in Workload::lessons
  std::size_t slot = 0;    ///< in Workload::slots
  Minutes minutes;

  friend bool operator==(const LessonPiece&, const LessonPiece&) = default;
};

struct Workload {
  std::span<const Work> lessons;
  /// 1 where the lesson is the last of its path, else 0; empty: none is.
  std::span<const std::uint8_t> path_ends;
  std::span<const Slot> slots;
  /// The even course (shares.hpp): by slot, the shares up to its end, in units of 1/share_unit minute, never
  /// falling. What schedule_early does not need.
  std::span<const std::int64_t> course;
  /// By lesson: the slot on which it was to be done in the plan before, `no_slot` where there was none;
  /// empty: there was no plan before.
  std::span<const std::size_t> before{};
  /// All pieces of a schedule that fits these slots, such as the evenest one with less budget: what is worse
  /// need not be looked at. Empty: none is known.
  std::span<const LessonPiece> known{};
};

inline constexpr std::size_t no_slot = static_cast<std::size_t>(-1);

/// All lessons in order, by day; or nothing where they do not all fit.
using Schedule = std::optional<std::vector<LessonPiece>>;

}  // namespace pensum
