// The command line of `pensum import`.
#pragma once

#include "app/command_line.hpp"
#include "base/diagnostic.hpp"
#include "import/course.hpp"
#include "import/marks.hpp"

#include <string>

namespace pensum::app {

CommandLine import_command_line();

/// The options that shape a catalog, as a catalog keeps them for its next update: those that are given, then
/// those of `kept` that are not.
importing::Record record_of(const ParsedOptions& options, const importing::Record& kept);

/// What `record` asks for, and what the catalog is to be called. Errors: all values that are wrong.
Result<importing::Wishes> wishes_of(const importing::Record& record, const ParsedOptions& options);

/// A warning for each option of `record` that has no effect on `format`.
Diagnostics unused_options(const importing::Record& record, const importing::Format& format);

/// `diagnostics` with the options of `pensum import` in the places of their marks.
Diagnostics in_words_of_import(Diagnostics diagnostics);
std::string in_words_of_import(const std::string& text);

}  // namespace pensum::app
