// What PNG and JPEG files are refused for alike.
#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace pensum::image {

/// The error of a picture with so many pixels, if it is one.
std::optional<Diagnostics> check_size(std::uint32_t width, std::uint32_t height, const Place& place);

/// The error of a picture that is not whole; `what` is what the library says of it.
std::unexpected<Diagnostics> damaged(std::string_view what, const Place& place);

}  // namespace pensum::image
