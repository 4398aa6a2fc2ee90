// What a reader of a plan has to know besides the plan itself, in sentences.
#pragma once

#include "language/dates.hpp"
#include "plan/plan.hpp"

#include <span>
#include <string>
#include <vector>

namespace pensum::report {

/// So many numbers of missed days are put into words.
inline constexpr std::size_t most_in_words = 3;

/// "any one study day up to Tue 8 Dec, any two up to Sat 5 Dec": up to which dates 1, 2, … study days can be
/// missed, at least one and at most `most_in_words` of them.
std::string missable_days(std::span<const Date> until, const Dates& dates);

/// The same of a plan, in a sentence.
std::string cushion(const Plan& plan, const Dates& dates);
/// The dates of it.
std::vector<Date> cushion_dates(const Plan& plan);

/// How many reviews stand later than they are due, and by how much; empty where none does.
std::string late_reviews(const Plan& plan);

/// What was done before, what was left out, and which reviews found no room; where there is such.
std::vector<std::string> notes(const Plan& plan);

}  // namespace pensum::report
