// The teacher's page: who has which plan, and who has none and why. One HTML file that needs nothing else.
#pragma once

#include "cohort/outcome.hpp"
#include "language/language.hpp"

#include <span>
#include <string>

namespace pensum::cohort {

/// The page's bytes, in `language`. `title` is the roster's name; links lead to files in the same folder, and
/// to `combined`, the PDF of all, if it is not empty.
std::string index_page(const std::string& title, std::span<const Outcome> outcomes, const Language& language,
                       const std::string& combined = {});

}  // namespace pensum::cohort
