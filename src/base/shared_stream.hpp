// A stream that several files of one run have, packed once for all of them.
#pragma once

#include "base/deflate.hpp"
#include "base/shared_bytes.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum {

/// For several threads. It is packed by the first who asks, or beforehand; others wait for that.
class SharedStream {
 public:
  explicit SharedStream(SharedBytes bytes, int level = Deflater::quick_level)
      : bytes_(std::move(bytes)), level_(level) {}

  void pack() const;
  /// Whether it is of these bytes, at that level.
  bool is(std::string_view bytes, int level) const { return level == level_ && bytes == *bytes_; }
  /// As Deflater has it. Nothing if memory ran out.
  const std::optional<std::string>& bare() const;
  std::optional<std::string> zlib() const;

 private:
  SharedBytes bytes_;
  int level_;
  mutable std::once_flag once_;
  mutable std::optional<std::string> packed_;
};

using SharedStreams = std::vector<std::shared_ptr<const SharedStream>>;

}  // namespace pensum
