// Parts of the program that the build writes: what their compilers share.
#pragma once

#include <string>
#include <string_view>

namespace pensum {

/// `bytes` as a string literal of C++.
std::string string_literal(std::string_view bytes);

/// Writes a file; one that would not change is left alone, so that nothing is compiled again for it. False if
/// it cannot be written.
bool write_source(const std::string& file, std::string_view text);

}  // namespace pensum
