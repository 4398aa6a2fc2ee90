// A plan's load as bars: one a study day, or a longer span where there are too many days.
#pragma once

#include "base/units.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace pensum::facts {

/// What a bar represents.
enum class BarSpan { day, week, month, year };

/// The choice of a sentence that names what a bar is: keys of word.hpp each have it as a type of their own.
template <class Key>
typename Key::Bars bars_in_words(BarSpan span) {
  switch (span) {
    case BarSpan::day:
      return Key::Bars::day;
    case BarSpan::week:
      return Key::Bars::week;
    case BarSpan::month:
      return Key::Bars::month;
    case BarSpan::year:
      return Key::Bars::other;
  }
  std::unreachable();
}

/// The study days of a span, of which there is at least one.
struct LoadBar {
  Date first;  ///< study day
  Minutes lessons;
  Minutes reviews;
  Minutes budget;
  bool starts_week = false;  ///< another week than the bar before begins in

  Minutes load() const { return lessons + reviews; }
};

struct LoadBars {
  BarSpan span = BarSpan::day;
  std::vector<LoadBar> bars;
};

/// The load of `days`, by whichever is the shortest span that makes at most `most` bars; by year if none
/// does. Weeks begin on `first_weekday`.
LoadBars load_bars(std::span<const StudyDay> days, Weekday first_weekday, std::size_t most);

/// The study days up to the last with some load.
std::span<const StudyDay> days_with_load(const Plan& plan);

}  // namespace pensum::facts
