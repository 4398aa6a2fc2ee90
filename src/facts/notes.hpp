// What a reader of a plan has to know besides the plan itself, in sentences of the language of `dates` or
// `language`.
#pragma once

#include "language/dates.hpp"
#include "plan/plan.hpp"

#include <span>
#include <string>
#include <vector>

namespace pensum::facts {

/// What is put into words of a plan's cushion: of numbers of days that can be missed up to the same date only
/// the largest, and no more than the first `most_in_words`.
std::vector<Missable> cushion_in_words(const Plan& plan);
inline constexpr std::size_t most_in_words = 3;

/// "any one study day up to Tue 8 Dec, or any two up to Sat 5 Dec": at least one of them.
std::string missable_days(std::span<const Missable> cushion, const Dates& dates);

/// The cushion of a plan, in a sentence.
std::string cushion(const Plan& plan, const Dates& dates);

/// How many reviews stand later than they are due, and by how much; empty where none does.
std::string late_reviews(const Plan& plan, const Language& language);

/// What was done before, what was left out, and which reviews found no room; where there is such.
std::vector<std::string> notes(const Plan& plan, const Language& language);

}  // namespace pensum::facts
