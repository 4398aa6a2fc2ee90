#include "request/plan_request.hpp"

#include "request/setting_table.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum {

Result<PlanRequest> plan_request_of(const Settings& settings, const std::function<Date()>& today) {
  PlanRequest asked;
  Diagnostics diagnostics;
  if (!settings.has("start")) asked.request.start = today();
  for (const SettingRow& row : setting_table()) {
    const Setting* last = settings.find(row.name);
    if (last == nullptr) continue;
    for (const Setting& setting : settings.all()) {
      if (setting.name != row.name || (!row.repeats && &setting != last)) continue;
      Result<void> read = row.read(setting.value, asked);
      if (!read) std::ranges::move(about(row.name, std::move(read.error())), std::back_inserter(diagnostics));
    }
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return asked;
}

}  // namespace pensum
