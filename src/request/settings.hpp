// What a request is read from: settings by name, each with where it was made.
#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum {

/// Where a setting is made, and so how a message names it.
enum class SettingForm : std::uint8_t {
  flag,       ///< --minutes 38
  attribute,  ///< minutes="38", of a request file or of a roster as XML
  cell,       ///< of a roster's row, in the column minutes
};

/// A setting as it was written.
struct Setting {
  std::string name;
  std::string value;
  SettingForm form = SettingForm::flag;
  Place place{};  ///< of the value; empty for the command line
};

/// Names of files with commas between them that `file` holds, as seen from where pensum runs: those that are
/// relative are relative to the folder of `file`.
std::string beside(const std::string& file, std::string_view names);

class Settings {
 public:
  /// Where settings come from that are made together, and where those would go that are not made.
  struct Home {
    SettingForm form = SettingForm::flag;
    Place place{};     ///< the file, or the row's first cell
    bool row = false;  ///< of a roster
  };

  Settings() = default;
  Settings(std::vector<Setting> settings, Home home)
      : settings_(std::move(settings)), home_(std::move(home)) {}

  /// Puts those of the command line in the place of all settings of the same names.
  void override_with(const std::vector<Setting>& given);

  /// Adds those of `defaults` whose names are not here.
  void fill_in(const Settings& defaults);

  const Home& home() const { return home_; }
  std::size_t size() const { return settings_.size(); }
  bool has(std::string_view name) const { return find(name) != nullptr; }
  /// The last one of this name, which wins; null if there is none.
  const Setting* find(std::string_view name) const;
  /// Its value.
  std::string last(std::string_view name, std::string_view otherwise) const;
  /// In the order given.
  const std::vector<Setting>& all() const { return settings_; }

 private:
  std::vector<Setting> settings_;
  Home home_;
};

}  // namespace pensum
