#include "import/format.hpp"

namespace pensum::importing {

std::span<const Format> formats() { return {}; }

}  // namespace pensum::importing
