#include "base/packer.hpp"

#include <algorithm>
#include <utility>

namespace pensum {

template <class Pack>
std::optional<std::string> Packer::kept_or(std::string_view key, Manner manner, Pack&& pack) {
  if (bound_ == 0) return pack();
  const ContentHash hash = hash_of(key, manner);
  const std::shared_ptr<const Stream> known = find(hash);
  if (known && known->manner == manner && known->key == key) return known->packed;
  std::optional<std::string> packed = pack();
  if (packed) {
    keep(hash, std::make_shared<const Stream>(
                   Stream{.manner = manner, .key = std::string(key), .packed = *packed}));
  }
  return packed;
}

std::optional<std::string> Packer::packed(std::string_view bytes, Manner manner) {
  if (const KnownStream* stream = known(bytes, manner)) return std::string(stream->packed);
  if (const SharedStream* stream = shared(bytes, manner))
    return manner.form == Form::bare ? stream->bare() : stream->zlib();
  return kept_or(bytes, manner, [&] { return deflated(bytes, manner); });
}

const KnownStream* Packer::known(std::string_view bytes, Manner manner) const {
  const auto found = std::ranges::find_if(known_, [&](const KnownStream& stream) {
    return stream.size == bytes.size() && stream.manner == manner && stream.hash == content_hash(bytes);
  });
  return found == known_.end() ? nullptr : &*found;
}

const SharedStream* Packer::shared(std::string_view bytes, Manner manner) const {
  if (manner.form == Form::unended) return nullptr;
  const auto found =
      std::ranges::find_if(shared_, [&](const auto& stream) { return stream->is(bytes, manner.level); });
  return found == shared_.end() ? nullptr : found->get();
}

std::optional<std::string> Packer::zlib_of(std::string_view key, int level,
                                           const std::function<std::string()>& make) {
  const Manner manner{.level = level, .form = Form::zlib, .by_key = true};
  return kept_or(key, manner, [&] { return deflated(make(), manner); });
}

std::optional<std::string> Packer::deflated(std::string_view bytes, Manner manner) {
  Deflater& packs = deflater(manner.level);
  switch (manner.form) {
    case Form::bare:
      return packs.bare(bytes);
    case Form::zlib:
      return packs.zlib(bytes);
    case Form::unended:
      return packs.unended(bytes);
  }
  return std::nullopt;
}

ContentHash Packer::hash_of(std::string_view bytes, Manner manner) {
  const std::uint64_t seed = static_cast<std::uint64_t>(manner.level) << 3 |
                             static_cast<std::uint64_t>(manner.form) << 1 | (manner.by_key ? 1U : 0U);
  return content_hash(bytes, seed);
}

std::shared_ptr<const Packer::Stream> Packer::find(const ContentHash& hash) {
  if (const auto known = recent_.find(hash); known != recent_.end()) return known->second;
  const auto known = older_.extract(hash);
  if (known.empty()) return nullptr;
  older_size_ -= known.mapped()->size();
  std::shared_ptr<const Stream> stream = known.mapped();
  keep(hash, stream);
  return stream;
}

void Packer::keep(const ContentHash& hash, std::shared_ptr<const Stream> stream) {
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
