#include "request/roster_columns.hpp"

#include <string>
#include <utility>

namespace pensum {

std::vector<Setting> row_settings(const roster::Roster& roster, std::size_t row) {
  const std::string title = roster.title(row);
  std::vector<Setting> settings;
  for (roster::Cell& cell : roster.row(row)) {
    settings.push_back({.name = cell.column,
                        .value = std::move(cell.value),
                        .label = title + ", " + cell.column,
                        .place = std::move(cell.place)});
  }
  return settings;
}

}  // namespace pensum
