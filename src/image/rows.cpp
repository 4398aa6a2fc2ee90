#include "image/rows.hpp"

#include <algorithm>

namespace pensum {

void Rows::make_own(std::size_t y) {
  --uses_[of_[y]];
  bytes_.append(bytes_, of_[y] * size_, size_);
  of_[y] = static_cast<std::uint32_t>(uses_.size());
  uses_.push_back(1);
}

void Rows::repeat(std::size_t first, std::size_t last) {
  for (std::size_t y = first + 1; y < last; ++y) {
    --uses_[of_[y]];
    ++uses_[of_[y] = of_[first]];
  }
}

void Rows::clear() {
  std::ranges::fill(of_, 0U);
  uses_.assign(1, static_cast<std::uint32_t>(of_.size()));
  bytes_.assign(size_, '\0');
}

}  // namespace pensum
