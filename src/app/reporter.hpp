// Prints diagnostics. Messages that are not diagnostics are printed where they arise.
#pragma once

#include "base/diagnostic.hpp"

#include <iosfwd>

namespace pensum::app {

/// Prints each diagnostic with its hint.
void report(std::ostream& err, const Diagnostics& diagnostics);

}  // namespace pensum::app
