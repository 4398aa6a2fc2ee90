// Outcomes to write and to read back.
#pragma once

#include "cohort/outcome.hpp"

#include <string>
#include <vector>

namespace pensum::test {

inline cohort::Outcome planned(std::size_t row, const std::string& learner, const std::string& name) {
  cohort::Outcome outcome;
  outcome.row = row;
  outcome.learner = learner;
  outcome.name = name;
  outcome.state = cohort::Outcome::State::planned;
  outcome.files = {name + ".pdf", name + ".epub"};
  outcome.start = std::chrono::year{2026} / 12 / 1;
  outcome.deadline = std::chrono::year{2026} / 12 / 14;
  outcome.study_days = 3;
  outcome.lessons = 22;
  outcome.load = Minutes{173};
  outcome.fullest = Minutes{20};
  outcome.budget = Minutes{25};
  outcome.cushion = {{1, std::chrono::year{2026} / 12 / 8}, {2, std::chrono::year{2026} / 12 / 5}};
  outcome.notes = "Done before: lesson 1.";
  outcome.pages = 9;
  const auto first = std::chrono::sys_days{outcome.start};
  outcome.bars = {{Minutes{13}, Minutes{0}, first},
                  {Minutes{12}, Minutes{8}, first + std::chrono::days{1}},
                  {Minutes{0}, Minutes{5}, first + std::chrono::days{13}}};
  return outcome;
}

inline cohort::Outcome failed(std::size_t row, const std::string& learner, const std::string& reason,
                              cohort::Outcome::State state = cohort::Outcome::State::wrong) {
  cohort::Outcome outcome;
  outcome.row = row;
  outcome.learner = learner;
  outcome.name = "learner-" + std::to_string(row);
  outcome.state = state;
  outcome.reason = reason;
  return outcome;
}

}  // namespace pensum::test
