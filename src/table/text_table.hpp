// Tables as text: CSV with any delimiter, and TSV.
#pragma once

#include "base/diagnostic.hpp"
#include "table/table.hpp"

#include <string>

namespace pensum::table {

/// The table in `bytes`. A `delimiter` of 0 is found out (dialect.hpp). Errors: everything that is wrong with
/// its encoding or its quotes, each with its place. O(bytes).
Result<Table> read_text_table(std::string bytes, const std::string& file, char delimiter = 0);

}  // namespace pensum::table
