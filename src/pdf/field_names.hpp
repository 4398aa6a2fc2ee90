// The names of form fields (ISO 32000-1 §12.7.3.2) and the boxes that they name.
//
// A dot in a field's full name separates levels, so "lesson.11" is field "11" of "lesson". Lesson
// ids may hold dots of their own. Names nest at every dot as long as that is unambiguous; a name
// with an empty part, or below another that is itself a box ("lesson.1.2" beside "lesson.1"), keeps
// its first level and has its other dots written as %2E (and % as %25): "lesson" and "1%2E2". So a
// full name, its %-escapes undone, is always document::TickBox::name.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::pdf {

/// The partial names, from the root down, of the field of the box `name` among all `names`.
std::vector<std::string> partial_names(std::string_view name, const std::set<std::string_view>& names);

/// The box of a field: the inverse. `full_name` is its partial names with dots between them.
std::string box_name_of(std::string_view full_name);

}  // namespace pensum::pdf
