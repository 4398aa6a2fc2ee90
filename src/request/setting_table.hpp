// The table of settings: whatever a person can ask of a plan is one row here. Options and their help, request
// files, rosters' columns and what is read from all of them are loops over it; docs/request.xsd and
// docs/requests.md name the same rows.
#pragma once

#include "base/diagnostic.hpp"
#include "request/dates.hpp"
#include "request/plan_request.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pensum {

/// What a setting is about; help lists those of one group together.
enum class SettingGroup : std::uint8_t { when, lessons, how, looks };

/// The groups in the order of help, with their headings.
struct SettingHeading {
  SettingGroup group;
  std::string_view heading;
};
std::span<const SettingHeading> setting_headings();

struct SettingRow {
  std::string_view name;  ///< of the option (without dashes), the attribute and the column
  char letter = 0;        ///< of the short option; 0: none
  std::string_view
      value;  ///< what help calls the value, such as “DATE”; empty: a switch, which files set to yes or no
  std::string_view help;
  SettingGroup group;
  bool repeats;      ///< given several times the values add up; otherwise the last one wins
  bool in_requests;  ///< whether a request file may make it
  bool in_rosters;   ///< whether a roster may have a column of it
  /// Puts what `text` means into `asked`; `zero` is for dates in words. Errors do not name the setting: that
  /// is done by `about`.
  Result<void> (*read)(std::string_view text, PlanRequest& asked, const DayZero& zero);
  /// A text that `read` takes for what `asked` has; empty: as it is where the setting is not made.
  std::string (*write)(const PlanRequest& asked);
  /// Whether its values are files as seen from the folder of the file that the setting is in.
  bool beside_its_file = false;
  /// The end of `help`, where it is made of a table of what may be written.
  std::string (*choices)() = nullptr;
};

/// All settings, in the order of help.
std::span<const SettingRow> setting_table();

/// The row of this name; null if there is none.
const SettingRow* find_setting(std::string_view name);

}  // namespace pensum
