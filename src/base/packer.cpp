#include "base/packer.hpp"

#include <xxhash.h>

#include <utility>

namespace pensum {

std::optional<std::string> Packer::packed(std::string_view bytes, Manner manner) {
  if (bound_ == 0) return deflated(bytes, manner);
  const Hash hash = hash_of(bytes, manner);
  if (const std::shared_ptr<const Stream> known = find(hash);
      known && known->manner == manner && known->bytes == bytes)
    return known->packed;
  std::optional<std::string> packed = deflated(bytes, manner);
  if (packed) {
    keep(hash, std::make_shared<const Stream>(
                   Stream{.manner = manner, .bytes = std::string(bytes), .packed = *packed}));
  }
  return packed;
}

std::optional<std::string> Packer::deflated(std::string_view bytes, Manner manner) {
  Deflater& deflater = deflaters_.try_emplace(manner.level, manner.level).first->second;
  return manner.wrapped ? deflater.zlib(bytes) : deflater.bare(bytes);
}

Packer::Hash Packer::hash_of(std::string_view bytes, Manner manner) {
  const auto seed = static_cast<std::uint64_t>(manner.level) << 1 | (manner.wrapped ? 1U : 0U);
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
  return {hash.low64, hash.high64};
}

std::shared_ptr<const Packer::Stream> Packer::find(const Hash& hash) {
  if (const auto known = recent_.find(hash); known != recent_.end()) return known->second;
  const auto known = older_.extract(hash);
  if (known.empty()) return nullptr;
  older_size_ -= known.mapped()->size();
  std::shared_ptr<const Stream> stream = known.mapped();
  keep(hash, stream);
  return stream;
}

void Packer::keep(const Hash& hash, std::shared_ptr<const Stream> stream) {
  const std::size_t size = stream->size();
  if (size > bound_ / 2) return;
  if (recent_size_ + size > bound_ / 2) {
    older_ = std::exchange(recent_, {});
    older_size_ = std::exchange(recent_size_, 0);
  }
  std::shared_ptr<const Stream>& place = recent_[hash];
  if (place) recent_size_ -= place->size();  // another of the same hash
  recent_size_ += size;
  place = std::move(stream);
}

}  // namespace pensum
