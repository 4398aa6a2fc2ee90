#include "app/inputs.hpp"

#include "io/files.hpp"

#include <algorithm>

namespace pensum::app {

Result<void> standard_input_once(std::span<const std::string> names) {
  if (std::ranges::count_if(names, io::is_standard_stream) <= 1) return {};
  return failure("standard input is named twice",
                 "it can be read only once: name a file for the other input");
}

}  // namespace pensum::app
