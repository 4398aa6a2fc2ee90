// Numbered objects become the bytes of a PDF file, in the order in which they are finished: few are kept
// until then.
//
// libharu can write a body and a cross-reference table, but neither object streams nor
// cross-reference streams (ISO 32000-1 §7.5.7 and §7.5.8), which halve a tagged file: its thousands
// of small structure elements are packed together here. The file's identifier is the digest of
// everything before it, so the same objects give the same bytes.
#pragma once

#include "base/packer.hpp"
#include "pdf/value_bytes.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace pensum::pdf {

/// How far a stream is packed, by what was measured: pages, fonts and files would be smaller by a tenth, and
/// objects by a twentieth in a short plan and a tenth in a long one, for twice the time and more. Pictures
/// are few.
enum class Packing { quick, small };

/// A file under construction. The first failure is kept, later calls do nothing, and the writer asks once,
/// when all is taken (`failure()`), as one does with an output stream; the file is of no use then.
class Assembly {
 public:
  /// Whether a long file's streams may be packed by a thread of its own, while more of them are made.
  enum class Threads { one, two };

  /// `packer` outlives it; without one it has its own. What a packer keeps is for one thread.
  explicit Assembly(Packer* packer = nullptr, Threads threads = Threads::one);
  ~Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  /// About how many bytes the file will have: with room for them at once it is not copied as it grows. What
  /// it does not need costs nothing.
  void expect(std::size_t bytes);

  /// A number for an object that is put in later, once.
  Number reserve();

  /// Puts an object in, of which `value` is what is written, into an object stream.
  void put(Number number, std::string_view value);
  /// The same of an object that very many others refer to. It stays out of object streams: some readers keep
  /// only a few of those and would unpack its stream anew for each reference.
  void put_shared(Number number, std::string_view value);
  /// A stream of `bytes`, which it packs quickly. `entries` are those of its dictionary, without Filter and
  /// Length.
  void put_stream(Number number, std::string_view entries, std::string bytes);
  /// The same, of the bytes that `make` gives. `key` tells all of what they are, so that they need not be
  /// made where a file before had the same.
  void put_stream_of(Number number, std::string_view key, const std::function<std::string()>& make);
  /// A stream of `bytes` as they are; `dictionary` is all of it.
  void put_plain_stream(Number number, std::string_view dictionary, std::string_view bytes);

  /// Whether a stream may be known from a file before: else no key need be made.
  bool shares() const;
  /// `bytes` as FlateDecode has them; empty after a failure.
  std::string packed(std::string_view bytes, Packing packing);

  /// The bytes since the last call.
  std::string take();
  /// Appends the end of the file, after all objects, of which `catalog` and `info` are.
  void finish(Number catalog, Number info);

  bool failed() const;
  /// What failed first, in words; empty if nothing did.
  const std::string& failure() const;
  /// Records a failure.
  void fail(std::string what);

 private:
  struct Object;
  class Body;
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::pdf
