#include "request/wording.hpp"

#include "base/named_setting.hpp"
#include "request/setting_table.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace pensum {

namespace {

bool is_switch(std::string_view name) {
  const SettingRow* row = find_setting(name);
  return row != nullptr && row->value.empty();
}

/// The words of one diagnostic.
class Wording {
 public:
  Wording(const Diagnostic& diagnostic, const Settings& settings)
      : diagnostic_(diagnostic), settings_(settings) {}

  std::string message() const {
    return with_names(diagnostic_.message, [&](const NamedSetting& setting) {
      const std::string_view name = name_of(setting);
      const SettingForm form = made_in(name);
      if (form == SettingForm::cell) return bare(name, setting.value, " ");
      return setting.value.empty() ? alone(name, form) : with_value(name, setting.value, form);
    });
  }

  std::string hint() const {
    return with_names(diagnostic_.hint, [&](const NamedSetting& setting) {
      const std::string_view name = name_of(setting);
      if (setting.value.empty()) return alone(name, made_in(name));
      // A row wins over what holds for all rows, so that it is the place for another value.
      return with_value(name, setting.value, settings_.home().row ? settings_.home().form : made_in(name));
    });
  }

  Place place() const {
    if (diagnostic_.place != Place()) return diagnostic_.place;
    const bool row = settings_.home().row;
    if (row && !begins_with_setting(diagnostic_.message)) return settings_.home().place;
    bool by_flag = false;
    for (const std::string& name : diagnostic_.settings) {
      const Setting* made = settings_.find(name);
      if (made != nullptr && made->place != Place()) return made->place;
      by_flag = by_flag || made != nullptr;
    }
    const bool at_home = row || (!by_flag && !diagnostic_.settings.empty());
    return at_home ? settings_.home().place : Place();
  }

 private:
  std::string_view name_of(const NamedSetting& setting) const {
    // Days off may come from calendars alone.
    if (setting.name == "off" && !settings_.has("off") && settings_.has("off-calendar"))
      return "off-calendar";
    if (!setting.name.empty() || diagnostic_.settings.empty()) return setting.name;
    return diagnostic_.settings.front();
  }

  SettingForm made_in(std::string_view name) const {
    const Setting* made = settings_.find(name);
    return made == nullptr ? settings_.home().form : made->form;
  }

  static std::string alone(std::string_view name, SettingForm form) {
    switch (form) {
      case SettingForm::flag:
        return fmt::format("--{}", name);
      case SettingForm::attribute:
        return std::string(name);
      case SettingForm::cell:
        break;
    }
    return fmt::format("column {}", name);
  }

  static std::string with_value(std::string_view name, std::string_view value, SettingForm form) {
    switch (form) {
      case SettingForm::flag:
        return is_switch(name) ? alone(name, form) : bare(alone(name, form), value, " ");
      case SettingForm::attribute:
        return fmt::format("{}=\"{}\"", name, value);
      case SettingForm::cell:
        break;
    }
    return bare(alone(name, form), value, ": ");
  }

  static std::string bare(std::string_view name, std::string_view value, std::string_view between) {
    return fmt::format("{}{}{}", name, value.empty() ? "" : between, value);
  }

  const Diagnostic& diagnostic_;
  const Settings& settings_;
};

}  // namespace

Diagnostics in_words(Diagnostics diagnostics, const Settings& settings, const RowName& row) {
  for (Diagnostic& diagnostic : diagnostics) {
    const Wording words(diagnostic, settings);
    std::string message = words.message();
    if (!row.title.empty()) {
      const std::string who = row.learner.empty() ? row.title : row.title + ", " + row.learner;
      message = (begins_with_setting(diagnostic.message) ? row.title + ", " : who + ": ") + message;
    }
    std::string hint = words.hint();
    diagnostic.place = words.place();
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
  }
  return diagnostics;
}

}  // namespace pensum
