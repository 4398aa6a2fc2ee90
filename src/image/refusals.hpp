// What PNG and JPEG files are refused for alike.
#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace pensum::image {

/// The error of a picture with too many pixels, if it has too many.
std::optional<Diagnostics> check_size(std::uint32_t width, std::uint32_t height, const Place& place);

/// The error of a picture that is not whole; `what` is the library's message.
std::unexpected<Diagnostics> damaged(std::string_view what, const Place& place);

}  // namespace pensum::image
