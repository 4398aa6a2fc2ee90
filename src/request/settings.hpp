// What a request is read from: settings by name, from the command line or a file, the command line's
// first.
#pragma once

#include "base/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// A setting as it was written.
struct Setting {
  std::string name;  ///< of the option, without dashes
  std::string value;
  std::string label;  ///< as messages name it: "--start", or "start" of a file
  Place place;        ///< empty for the command line
};

class Settings {
 public:
  /// Those of a file.
  explicit Settings(std::vector<Setting> settings) : settings_(std::move(settings)) {}

  /// Puts those of the command line in the place of all settings of the same names.
  void override_with(std::vector<Setting> given);

  /// Adds those of `defaults` whose names are not here.
  void fill_in(const Settings& defaults);
  /// The place of the first of them.
  Place first_place() const { return settings_.empty() ? Place() : settings_.front().place; }

  bool has(std::string_view name) const { return !all(name).empty(); }
  /// In the order given.
  std::vector<Setting> all(std::string_view name) const;
  /// Those that a file makes, not the command line.
  std::vector<Setting> in_files() const;
  /// The last one's value, which wins.
  std::string last(std::string_view name, std::string_view otherwise) const;

 private:
  std::vector<Setting> settings_;
};

/// `diagnostics` that begin with an option, in the words and at the place of the setting of that name in a
/// file, where there is one.
Diagnostics at_settings(Diagnostics diagnostics, const Settings& settings);

/// `diagnostics` with the place of the setting that they are about.
Diagnostics placed(Diagnostics diagnostics, const Setting& setting);

}  // namespace pensum
