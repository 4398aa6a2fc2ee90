// The files that pensum wrote into a cohort's folder, so that it can take those away again, and no others.
#pragma once

#include "base/diagnostic.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pensum::cohort {

/// By name: the SHA-1 digest of what was written.
using FileList = std::map<std::string, std::array<std::uint8_t, 20>>;

/// A line a file, digest first, by name.
std::string to_text(const FileList& list);

/// The list that `to_text` wrote. A name that leads out of its folder is an error, like whatever else is not so.
Result<FileList> read_file_list(std::string_view text, const std::string& file);

}  // namespace pensum::cohort
