#include "request/roster_columns.hpp"

#include "request/setting_table.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace pensum {

const std::vector<std::string_view>& roster_columns() {
  static const std::vector<std::string_view> columns = [] {
    std::vector<std::string_view> names;
    for (const SettingRow& row : setting_table()) {
      if (row.in_rosters) names.push_back(row.name);
    }
    names.insert(names.end(), {"file", "code", "catalog"});
    return names;
  }();
  return columns;
}

std::span<const std::string_view> roster_date_columns() {
  static constexpr std::array<std::string_view, 6> columns{"start", "deadline", "off", "on", "today", "done"};
  return columns;
}

Result<roster::DateOrder> date_order_value(std::string_view text) {
  if (text == "dmy") return roster::DateOrder::day_first;
  if (text == "mdy") return roster::DateOrder::month_first;
  return failure(fmt::format("“{}” is not an order of day, month and year", shown(text)), "write dmy or mdy");
}

Settings row_settings(const roster::Roster& roster, std::size_t row) {
  const SettingForm form = roster.has_cells() ? SettingForm::cell : SettingForm::attribute;
  std::vector<Setting> settings;
  Place first;
  for (roster::Cell& cell : roster.row(row)) {
    if (settings.empty()) first = cell.place;
    const SettingRow* setting = find_setting(cell.column);
    if (setting != nullptr && setting->beside_its_file) cell.value = beside(cell.place.file, cell.value);
    settings.push_back({.name = std::move(cell.column),
                        .value = std::move(cell.value),
                        .form = form,
                        .place = std::move(cell.place)});
  }
  return {std::move(settings), {.form = form, .place = std::move(first), .row = true}};
}

}  // namespace pensum
