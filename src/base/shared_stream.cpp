#include "base/shared_stream.hpp"

namespace pensum {

void SharedStream::pack() const {
  std::call_once(once_, [this] {
    packed_ = Deflater(level_).bare(*bytes_);
    if (packed_) packed_->shrink_to_fit();
  });
}

const std::optional<std::string>& SharedStream::bare() const {
  pack();
  return packed_;
}

std::optional<std::string> SharedStream::zlib() const {
  const std::optional<std::string>& packed = bare();
  return packed ? std::optional(in_zlib(*packed, *bytes_, level_)) : std::nullopt;
}

}  // namespace pensum
