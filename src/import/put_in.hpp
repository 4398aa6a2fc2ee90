// How much files may put into pages.
#pragma once

#include <cstddef>

namespace pensum::importing {

/// Files that put in files could do so for ever: what they are read for is bounded in a source, and what
/// comes of it in a page.
class PutIn {
 public:
  void begin_page() { room_ = most_in_a_page; }

  /// Whether a file of so many bytes may be read once more.
  bool may_read(std::size_t bytes) { return take(work_, bytes + least_work); }
  /// Whether so many bytes may be put into the page.
  bool may_put(std::size_t bytes) { return take(room_, bytes); }

 private:
  static constexpr std::size_t most_in_a_page = std::size_t{1} << 20;
  static constexpr std::size_t most_work = std::size_t{256} << 20;
  static constexpr std::size_t least_work = 16384;  ///< of finding a file, as if it had so many bytes

  static bool take(std::size_t& left, std::size_t bytes) {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  }

  std::size_t room_ = 0;
  std::size_t work_ = most_work;
};

}  // namespace pensum::importing
