#include "request/settings.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

namespace pensum {

void Settings::override_with(std::vector<Setting> given) {
  for (Setting& each : given) {
    std::erase_if(settings_, [&](const Setting& setting) {
      return setting.name == each.name && !setting.place.file.empty();
    });
    settings_.push_back(std::move(each));
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

std::vector<Setting> Settings::in_files() const {
  std::vector<Setting> found;
  std::ranges::copy_if(settings_, std::back_inserter(found),
                       [](const Setting& setting) { return setting.place != Place(); });
  return found;
}

std::string Settings::last(std::string_view name, std::string_view otherwise) const {
  const std::vector<Setting> found = all(name);
  return found.empty() ? std::string(otherwise) : found.back().value;
}

Diagnostics at_settings(Diagnostics diagnostics, const Settings& settings) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (!diagnostic.message.starts_with("--")) continue;
    const std::size_t end = std::min(diagnostic.message.find_first_of(": "), diagnostic.message.size());
    const std::vector<Setting> cells = settings.all(std::string_view(diagnostic.message).substr(2, end - 2));
    if (cells.empty() || cells.back().place == Place()) continue;
    diagnostic.message.replace(0, end, cells.back().label);
    diagnostic.place = cells.back().place;
    for (const Setting& other : settings.in_files()) {
      const std::string option = " --" + other.name + " ";
      const std::size_t at = diagnostic.message.find(option);
      if (at != std::string::npos) diagnostic.message.erase(at + 1, 2);
    }
  }
  return diagnostics;
}

Diagnostics placed(Diagnostics diagnostics, const Setting& setting) {
  for (Diagnostic& diagnostic : diagnostics) diagnostic.place = setting.place;
  return diagnostics;
}

}  // namespace pensum
