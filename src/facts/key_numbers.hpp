// The four numbers that a reader of a plan wants first.
#pragma once

#include "language/dates.hpp"
#include "plan/plan.hpp"

#include <array>
#include <string>

namespace pensum::facts {

struct KeyNumber {
  std::string number;   ///< "22"
  std::string meaning;  ///< "lessons on 2 paths"
};

/// How many lessons, how long in all, how long on the fullest day, and how many days can be missed.
std::array<KeyNumber, 4> key_numbers(const Plan& plan, const Dates& dates);

}  // namespace pensum::facts
