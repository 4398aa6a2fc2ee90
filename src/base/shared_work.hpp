// Much work that another thread helps with.
#pragma once

#include "base/beside.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace pensum {

/// Who does a piece of work: the thread that has it done, or its helper.
enum class Hand : std::uint8_t { own, helping };

/// Pieces of work of which none depends on another. The first ones are done as they come; once there is
/// enough of it a thread helps, which is woken for some at a time. Who adds does a piece where too many are
/// waiting, and at the end those that are left.
class SharedWork {
 public:
  using Work = std::function<void(Hand)>;
  /// Sums of the sizes that `add` tells.
  struct Sizes {
    std::size_t before_help;  ///< what is done as it comes
    std::size_t at_a_time;    ///< for what the helper is woken
    std::size_t most;         ///< what may wait
  };

  /// Of streams that are packed, in bytes: less takes no longer than to begin a thread.
  static constexpr Sizes of_streams{512 << 10, 128 << 10, 512 << 10};
  /// All is done as it comes.
  static constexpr Sizes without_help{std::numeric_limits<std::size_t>::max(), 0, 0};

  explicit SharedWork(const Sizes& sizes)
      : sizes_(sizes), may_have_help_(sizes.before_help != without_help.before_help) {}
  /// What is waiting is left.
  ~SharedWork();
  SharedWork(const SharedWork&) = delete;
  SharedWork& operator=(const SharedWork&) = delete;

  /// Tells the sum of the sizes before they come: where that is enough, help is there from the first one on.
  void expect(std::size_t size) { expected_ = size; }
  /// Throws what the piece throws that is done here, if one is.
  void add(std::size_t size, Work work);
  /// Returns when all is done, and throws what a piece threw. Then all begins anew.
  void finish();
  /// No more comes before `finish`: the helper need not wait until there is much.
  void close();
  /// Does what is waiting until it is `enough`, or finishes if it is not by then; throws what a piece threw
  /// here.
  void help_until(const std::function<bool()>& enough);

 private:
  struct Piece {
    std::size_t size;
    Work work;
  };

  bool is_helped(std::size_t size);
  void help(std::size_t expected);
  /// The next piece; null if none is waiting. For who has the lock.
  Work take();
  /// Does the next piece here; false if none is waiting.
  bool do_next();

  const Sizes sizes_;
  bool may_have_help_;
  std::size_t done_ = 0;      ///< as it came
  std::size_t expected_ = 0;  ///< in all
  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<Piece> waiting_;
  std::size_t size_ = 0;  ///< of what is waiting
  bool closed_ = false;
  std::optional<Beside<void>> helper_;
};

}  // namespace pensum
