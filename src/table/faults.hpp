// What is wrong with a text that was to be a table, in words.
#pragma once

#include "base/diagnostic.hpp"
#include "table/position.hpp"
#include "table/records.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::table {

/// The first byte of `bytes` that is not text, if there is one: if one is wrong, many are. `hint` says what
/// to do.
std::optional<Diagnostic> encoding_fault(std::string_view bytes, const std::string& file,
                                         std::string_view hint);

/// The quote that makes row `number` unreadable. `position_of` gives the position of an offset in `bytes`.
Diagnostic quote_fault(const Fault& fault, std::string_view bytes, const std::string& file,
                       std::size_t number, const std::function<Position(std::size_t)>& position_of);

/// A column as spreadsheets call it: A for 0, B, …, Z, AA, …
std::string column_letters(std::size_t column);

}  // namespace pensum::table
