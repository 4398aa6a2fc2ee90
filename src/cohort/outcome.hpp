// What became of a learner of a roster: the facts on the teacher's page and in the table.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "facts/load_bars.hpp"
#include "language/language.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pensum::cohort {

struct Outcome {
  enum class State { planned, no_plan, wrong };

  /// A bar of the load chart.
  struct Bar {
    Minutes lessons;
    Minutes reviews;
    Date first{};  ///< the first study day in it
    friend bool operator==(const Bar&, const Bar&) = default;
  };

  std::size_t row = 0;  ///< the roster's number for the learner
  std::string learner;  ///< may be empty
  std::string name;     ///< of the learner's files, without ending; empty where there can be none
  State state = State::wrong;
  std::string reason;              ///< why there is no plan; empty for one that is planned
  std::vector<std::string> files;  ///< their names in the cohort's folder
  std::size_t pages = 0;           ///< of the PDF; 0 where there is none

  // Of a plan. Where it has no dates, its study day n is the nth date there is (first_date is the first).
  bool undated = false;
  Date start{};
  Date deadline{};
  std::size_t study_days = 0;
  std::size_t lessons = 0;
  Minutes load{};                             ///< of all lessons
  Minutes fullest{};                          ///< the load of the fullest day, reviews included
  Minutes budget{};                           ///< the largest of a day
  std::vector<Missable> cushion;              ///< what study days can be missed, as it is put into words
  std::string notes;                          ///< what is not in the plan; may be empty
  facts::BarSpan span = facts::BarSpan::day;  ///< what a bar represents
  std::vector<Bar> bars;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The facts of `plan`, to be completed with the learner's row and files. `language` is that of its notes.
Outcome outcome_of(const Plan& plan, const Language& language);

/// How many sheets of paper its PDF takes, printed on both sides.
std::size_t sheets_of(const Outcome& outcome);

/// The messages of `diagnostics`, on one line.
std::string one_line(const Diagnostics& diagnostics);

}  // namespace pensum::cohort
