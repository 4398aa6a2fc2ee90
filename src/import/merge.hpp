// A catalog that was imported and edited, brought up to date with its source: edits stay, and so does every
// byte that has not changed.
#pragma once

#include "base/diagnostic.hpp"
#include "import/imported.hpp"
#include "import/marks.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// What an update did. Lessons are named by id and title: “12 “Trees””.
struct Merged {
  std::string bytes;
  std::vector<std::string> added;
  std::vector<std::string> changed;
  std::vector<std::string> gone;     ///< from the source, and still in the catalog
  std::vector<std::string> removed;  ///< gone from both
  Diagnostics warnings;  ///< what the source has otherwise than the edits that stay; and what was kept
};

/// The options that `catalog` was imported with; none where it does not tell.
Record record_of(std::string_view catalog);

/// `old`, the bytes of the catalog `file`, with what `now` has that is new. Values that nobody has edited
/// since they were imported follow the source, each on its own; new lessons come behind their neighbours in
/// the source, with fresh ids; lessons that are gone stay, unless `prune` removes those that nobody has
/// edited or requires. Errors: of the old catalog; nothing in it was imported.
Result<Merged> merge(std::string_view old, const std::string& file, const Imported& now, const Record& record,
                     bool prune);

}  // namespace pensum::importing
