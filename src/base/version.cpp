#include "base/version.hpp"

namespace pensum {

const std::string_view version = PENSUM_VERSION;

}  // namespace pensum
