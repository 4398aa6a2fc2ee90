#include "request/plan_request.hpp"

#include "request/setting_table.hpp"
#include "request/values.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum {

Result<PlanRequest> plan_request_of(const Settings& settings, const std::function<Date()>& today) {
  PlanRequest asked;
  Diagnostics diagnostics;
  if (!settings.has("start")) asked.request.start = today();
  // Dates in words count from the day that it is: the one that is named, if one is.
  DayZero zero{.today = today, .from = {}};
  if (const Setting* day = settings.find("today")) {
    if (const Result<Date> date = date_value(day->value, zero))
      zero = {.today = [date] { return *date; }, .from = *date};
  }
  // Those of a plan without dates count from its start, which the first row reads.
  const Setting* undated = settings.find("undated");
  const bool from_start = undated != nullptr && yes_or_no(undated->value).value_or(false);
  for (const SettingRow& row : setting_table()) {
    if (from_start && row.name != "start") zero.from = asked.request.start;
    const auto read = [&](const Setting& setting) {
      Result<void> done =
          row.read(setting.value, asked, row.name == "today" ? DayZero{.today = today, .from = {}} : zero);
      if (!done) std::ranges::move(about(row.name, std::move(done.error())), std::back_inserter(diagnostics));
    };
    const Setting* last = nullptr;
    for (const Setting& setting : settings.all()) {
      if (setting.name != row.name) continue;
      if (row.repeats) {
        read(setting);
      } else {
        last = &setting;
      }
    }
    if (last != nullptr) read(*last);
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return asked;
}

}  // namespace pensum
