// Courses that are no catalogs yet: files and folders of any format, to be imported.
#pragma once

#include "base/diagnostic.hpp"
#include "import/course.hpp"
#include "import/format.hpp"

#include <string>
#include <string_view>

namespace pensum::shelf {

/// What `name` means: a file with the folder around it or with what is packed in it, a folder, or standard
/// input (“-”).
Result<importing::Input> open_course(const std::string& name);

/// The same of `bytes`, which were read from `name` already.
Result<importing::Input> course_of(std::string bytes, const std::string& name);

/// Whether `bytes` are files packed into one.
bool is_packed(std::string_view bytes);

/// What a catalog that is made of `name` is called where nothing else tells: the file's name without its
/// ending.
std::string course_name(const std::string& name);

}  // namespace pensum::shelf
