// How messages name the settings of a request. The code that finds a fault does not know where a setting was
// made: as an option of the command line, an attribute of a file, or a cell of a roster. So a message holds a
// mark, in whose place the edge of the program puts words: “--deadline 2026-12-07”, “deadline="2026-12-07"”.
//
// A mark begins and ends with a control character. Texts from outside hold none, since they go through
// shown().
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace pensum {

/// A mark for the setting of this name, with a value that it has or should have.
std::string named(std::string_view setting, std::string_view value = {});

/// A mark for the setting that the diagnostic is about (the first of its `settings`), with a value.
std::string this_setting(std::string_view value);

/// What a mark says.
struct NamedSetting {
  std::string_view name;   ///< empty: the one that the diagnostic is about
  std::string_view value;  ///< empty: the setting alone is named
  bool first = false;      ///< whether the text begins with it
};

/// Whether `text` begins with a mark, and so is about that setting.
bool begins_with_setting(std::string_view text);

/// `text` with words in the places of its marks.
std::string with_names(std::string_view text, const std::function<std::string(const NamedSetting&)>& words);

}  // namespace pensum
