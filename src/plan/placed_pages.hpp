// Where a printed plan is on its pages. A plan that is made again keeps them: a learner who has the pages in
// hand prints only those that changed.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pensum {

/// A study day and the page on which it begins, from 0; and what it is measured by there.
struct PlacedDay {
  Date date;
  std::size_t page = 0;
  std::size_t days_in_all = 0;   ///< “day 3 of 14”
  Minutes widest{};              ///< the budget whose bar is as wide as bars are
  std::size_t lessons_done = 0;  ///< “7 of 22 done by tonight”
  std::size_t lessons = 0;
  std::size_t last_page = 0;          ///< on which it ends
  std::optional<std::size_t> from{};  ///< the page that had no room for it, and refers to it
  // How it is set where that is not as all days are, since its page had little room.
  bool tight = false;          ///< closer together
  bool without_notes = false;  ///< without lines to write on
  std::size_t shortened = 0;   ///< how many of its pieces have no summaries, from the last one on
  friend bool operator==(const PlacedDay&, const PlacedDay&) = default;
};

/// A section of the layout: where its first block is, and where its last one ends.
struct PlacedSection {
  std::size_t page = 0;
  Points top{};
  std::size_t last_page = 0;
  Points end{};
  friend bool operator==(const PlacedSection&, const PlacedSection&) = default;
};

struct PlacedSheet {
  std::uint64_t ink = 0;              ///< names what is printed on it; ticks and margins do not count
  std::optional<Date> changed{};      ///< when it last became another than in the plan before
  std::optional<std::size_t> rest{};  ///< the page to which it refers for what it has no room for
  friend bool operator==(const PlacedSheet&, const PlacedSheet&) = default;
};

/// A lesson on a day, marked as moved there from another.
struct MovedMark {
  std::string lesson;  ///< its id
  Date on;
  Date from;
  friend bool operator==(const MovedMark&, const MovedMark&) = default;
};

struct PlacedPages {
  bool tight = false;                     ///< whether the days are closer together
  std::int64_t note_lines = 0;            ///< how many lines to write on each day has at least
  std::optional<Weekday> weeks_from{};    ///< on what day weeks begin, where that saves one; else as usual
  std::vector<PlacedDay> days{};          ///< by date; empty where no page shows days one after another
  std::vector<PlacedSection> sections{};  ///< of the layout, in order
  std::vector<PlacedSheet> sheets{};      ///< in order
  std::vector<MovedMark> moved{};         ///< by date
  friend bool operator==(const PlacedPages&, const PlacedPages&) = default;
};

/// What the pages of a plan that is made again keep of those in hand.
struct KeptPages {
  PlacedPages pages;
  std::set<std::string> ticked;  ///< boxes by their names
  Date start;                    ///< of the plan from its very beginning
  Date today;                    ///< the pages are changed on it
};

}  // namespace pensum
