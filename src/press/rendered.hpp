// What a plan becomes.
#pragma once

#include "base/belongings.hpp"
#include "base/diagnostic.hpp"
#include "layout/layout.hpp"

#include <string>
#include <vector>

namespace pensum::press {

/// What a file will hold.
struct Rendered {
  std::string bytes;
  std::string contents;  ///< in words, such as "6 pages"; may be empty
  Diagnostics warnings{};
  std::vector<layout::SectionKind> left_out{};  ///< what its layout has, too, where nobody asked for sections
  Belongings made_of{};                         ///< goes with it: to take it apart takes long
};

}  // namespace pensum::press
