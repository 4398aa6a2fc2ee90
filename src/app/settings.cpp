#include "app/settings.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace pensum::app {

void Settings::override_with(const ParsedOptions& options) {
  for (const ParsedOptions::Given& given : options.given()) {
    std::erase_if(settings_, [&](const Setting& setting) {
      return setting.name == given.name && !setting.place.file.empty();
    });
    settings_.push_back({.name = given.name, .value = given.value, .label = "--" + given.name, .place = {}});
  }
}

void Settings::fill_in(const Settings& defaults) {
  const std::size_t own = settings_.size();
  for (const Setting& setting : defaults.settings_) {
    const auto end = settings_.begin() + static_cast<std::ptrdiff_t>(own);
    if (std::find_if(settings_.begin(), end,
                     [&](const Setting& mine) { return mine.name == setting.name; }) == end) {
      settings_.push_back(setting);
    }
  }
}

std::vector<Setting> Settings::all(std::string_view name) const {
  std::vector<Setting> found;
  for (const Setting& setting : settings_) {
    if (setting.name == name) found.push_back(setting);
  }
  return found;
}

std::string Settings::last(std::string_view name, std::string_view otherwise) const {
  const std::vector<Setting> found = all(name);
  return found.empty() ? std::string(otherwise) : found.back().value;
}

Diagnostics placed(Diagnostics diagnostics, const Setting& setting) {
  for (Diagnostic& diagnostic : diagnostics) diagnostic.place = setting.place;
  return diagnostics;
}

}  // namespace pensum::app
