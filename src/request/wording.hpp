// The edge of the program, where diagnostics get the words and the places of the settings that they are
// about.
#pragma once

#include "base/diagnostic.hpp"
#include "request/settings.hpp"

#include <string>

namespace pensum {

/// What a roster's row is called: “row 7”, and its learner; both may be empty.
struct RowName {
  std::string title{};
  std::string learner{};
};

/// `diagnostics` as they are printed: each setting is named as where `settings` were made, such as `--minutes
/// 38`, `minutes="38"` or “column minutes: 38”, and the one that a diagnostic is about gives it its place.
/// Messages about a roster's row begin with its name.
Diagnostics in_words(Diagnostics diagnostics, const Settings& settings, const RowName& row = {});

}  // namespace pensum
