// What a plan becomes.
#pragma once

#include "base/diagnostic.hpp"

#include <string>

namespace pensum::press {

/// What a file will hold.
struct Rendered {
  std::string bytes;
  std::string contents;  ///< in words, such as "6 pages"; may be empty
  Diagnostics warnings;
};

}  // namespace pensum::press
