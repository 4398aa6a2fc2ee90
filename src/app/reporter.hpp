// What the program tells beside its output: the one place that prints diagnostics, in colour on a terminal.
#pragma once

#include "app/world.hpp"
#include "base/diagnostic.hpp"

#include <iosfwd>
#include <string_view>

namespace pensum::app {

/// Prints errors, and unless the run is quiet also warnings, on World::err.
void report(const World& world, const Diagnostics& diagnostics);

/// The same diagnostics as errors, and as warnings.
Diagnostics as_errors(Diagnostics diagnostics);
Diagnostics as_warnings(Diagnostics diagnostics);

/// A line on World::err for --verbose, behind “pensum: ”; otherwise nothing.
void tell_more(const World& world, std::string_view line);

/// Where to tell what was done: World::out, or World::err where that holds a plan; nowhere if the run is
/// quiet.
std::ostream& account_of(const World& world, bool output_holds_plan);

}  // namespace pensum::app
