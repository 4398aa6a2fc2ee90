#include "request/settings.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>

namespace pensum {

std::string beside(const std::string& file, std::string_view names) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  if (folder.empty()) return std::string(names);
  std::string all;
  for (std::size_t from = 0; from <= names.size();) {
    const std::size_t end = std::min(names.find(',', from), names.size());
    std::string_view name = names.substr(from, end - from);
    while (name.starts_with(' ')) name.remove_prefix(1);
    if (from > 0) all += ',';
    // What is missing is told later.
    if (!name.empty()) all += (folder / name).string();
    from = end + 1;
  }
  return all;
}

void Settings::override_with(const std::vector<Setting>& given) {
  std::erase_if(settings_, [&](const Setting& setting) {
    return std::ranges::find(given, setting.name, &Setting::name) != given.end();
  });
  settings_.insert(settings_.end(), given.begin(), given.end());
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

const Setting* Settings::find(std::string_view name) const {
  const auto found = std::find_if(settings_.rbegin(), settings_.rend(),
                                  [&](const Setting& setting) { return setting.name == name; });
  return found == settings_.rend() ? nullptr : &*found;
}

std::string Settings::last(std::string_view name, std::string_view otherwise) const {
  const Setting* found = find(name);
  return found == nullptr ? std::string(otherwise) : found->value;
}

}  // namespace pensum
