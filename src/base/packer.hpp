// Deflate for files that have streams in common, such as those of a cohort: what was packed is not packed
// again.
//
// Purpose   Fonts, attached files, chapters and pages are mostly the same from learner to learner, and a
// third
//           of a file's time goes into packing.
// Method    Streams are kept by a hash of their bytes, which are compared; so a packer gives what Deflater
//           gives, always. Those that were packed when the program was built are known by size and hash. What
//           was not asked for while as much again was packed goes.
// Costs     A hash of a stream takes a hundredth of packing it. Memory: twice the bound, at most.
// Oracle    Deflater (tests/base/packer_test.cpp).
#pragma once

#include "base/content_hash.hpp"
#include "base/deflate.hpp"
#include "base/shared_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pensum {

/// How a stream is packed.
struct PackingManner {
  enum class Form { bare, zlib, unended };
  int level = 0;
  Form form = Form::bare;
  bool by_key = false;  ///< kept under a key, not under the bytes

  friend bool operator==(const PackingManner&, const PackingManner&) = default;
};

/// A stream that was packed when the program was built.
struct KnownStream {
  PackingManner manner;
  std::size_t size = 0;  ///< of its bytes
  ContentHash hash;      ///< of its bytes
  std::string_view packed;
};

/// Not for several threads at a time: one Packer a thread.
class Packer {
 public:
  /// What a cohort's packer keeps; a pair of files has some 400 KB of streams.
  static constexpr std::size_t usual_bound = std::size_t{8} << 20;

  /// `bound` is in bytes of streams, packed and unpacked; 0 keeps nothing. Streams that are `known` are not
  /// packed.
  explicit Packer(std::size_t bound = 0, std::span<const KnownStream> known = {})
      : bound_(bound), known_(known) {}

  /// One that keeps nothing, and knows the same streams.
  Packer for_another_thread() const {
    Packer other(0, known_);
    other.shared_ = shared_;
    return other;
  }

  /// From now on takes these from there.
  void share(SharedStreams streams) { shared_ = std::move(streams); }

  /// As Deflater's of that level. Nothing if memory runs out.
  std::optional<std::string> zlib(std::string_view bytes, int level) {
    return packed(bytes, {.level = level, .form = Form::zlib});
  }
  std::optional<std::string> bare(std::string_view bytes, int level) {
    return packed(bytes, {.level = level, .form = Form::bare});
  }
  std::optional<std::string> unended(std::string_view bytes, int level) {
    return packed(bytes, {.level = level, .form = Form::unended});
  }

  /// As `zlib` of what `make` gives, which `key` tells all of: it is not made where it is kept.
  std::optional<std::string> zlib_of(std::string_view key, int level,
                                     const std::function<std::string()>& make);

  /// What packs at that level, and keeps nothing: for what is kept elsewhere.
  Deflater& deflater(int level) { return deflaters_.try_emplace(level, level).first->second; }

  /// Whether it keeps anything.
  bool keeps() const { return bound_ > 0; }
  /// How many bytes are kept.
  std::size_t kept() const { return recent_size_ + older_size_; }

 private:
  using Manner = PackingManner;
  using Form = Manner::Form;
  struct Stream {
    Manner manner;
    std::string key;  ///< its bytes, mostly
    std::string packed;
    std::size_t size() const { return key.size() + packed.size(); }
  };
  using Streams = std::unordered_map<ContentHash, std::shared_ptr<const Stream>, ContentHash::Fold>;

  std::optional<std::string> packed(std::string_view bytes, Manner manner);
  /// Null: it is not known, or not shared.
  const KnownStream* known(std::string_view bytes, Manner manner) const;
  const SharedStream* shared(std::string_view bytes, Manner manner) const;
  /// What is kept under `key`, or what `pack` gives, which is kept then.
  template <class Pack>
  std::optional<std::string> kept_or(std::string_view key, Manner manner, Pack&& pack);
  std::optional<std::string> deflated(std::string_view bytes, Manner manner);
  static ContentHash hash_of(std::string_view bytes, Manner manner);
  std::shared_ptr<const Stream> find(const ContentHash& hash);
  void keep(const ContentHash& hash, std::shared_ptr<const Stream> stream);

  std::size_t bound_;
  std::span<const KnownStream> known_;
  SharedStreams shared_;
  std::map<int, Deflater> deflaters_;  ///< by level
  Streams recent_;                     ///< asked for since the last change
  Streams older_;                      ///< those before, as far as they were not asked for again
  std::size_t recent_size_ = 0;
  std::size_t older_size_ = 0;
};

}  // namespace pensum
