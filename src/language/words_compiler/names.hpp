// The names that keys and their arguments have in C++.
#pragma once

#include <string>
#include <string_view>

namespace pensum::words_compiler {

/// Whether a key, an argument or a word of a select can be called so.
bool is_name(std::string_view name);

/// The name of a select's type: that of “kind_of_day” is KindOfDay.
std::string type_name(std::string_view name);
/// Whether that is no type which keys have in any case.
bool is_type_of_its_own(std::string_view name);

}  // namespace pensum::words_compiler
