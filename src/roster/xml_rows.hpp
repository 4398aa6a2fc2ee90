// A roster as XML (docs/roster.xsd): <roster> holds a <learner> for each row, with the columns as its
// attributes.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/rows.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace pensum::roster {

/// Rows from XML, or everything that is wrong with its structure. Keeps the document.
Result<std::shared_ptr<const Rows>> read_xml(std::string bytes, const std::string& file,
                                             std::span<const std::string_view> columns);

}  // namespace pensum::roster
