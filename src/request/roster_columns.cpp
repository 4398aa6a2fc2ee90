#include "request/roster_columns.hpp"

#include "request/setting_table.hpp"

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
