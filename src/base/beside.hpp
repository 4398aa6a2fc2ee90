// Work that another thread does beside this one.
#pragma once

#include <functional>
#include <future>
#include <system_error>
#include <thread>
#include <utility>

namespace pensum {

/// Moves a thread that has just been made to another processor than this one's, if it may use more than one.
/// Linux lets it wait for its turn on this one's for up to 3 ms, in which a short plan could be done.
void start_elsewhere(std::thread& thread);

/// Whether threads of this process can be at work at the same time.
bool has_processors();

/// `work` on another thread, from the beginning; where none is to be had, on this one, when it is asked for.
/// Its end is waited for.
template <typename T>
class Beside {
 public:
  explicit Beside(std::function<T()> work) : work_(std::move(work)), result_(work_.get_future()) {
    try {
      thread_ = std::thread([this] { work_(); });
      start_elsewhere(thread_);
    } catch (const std::system_error&) {
      return;  // no thread
    }
  }
  ~Beside() {
    if (thread_.joinable()) thread_.join();
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  bool has_thread() const { return thread_.joinable(); }

  /// What it gives or throws; once.
  T get() {
    if (!has_thread()) work_();
    return result_.get();
  }

 private:
  std::packaged_task<T()> work_;
  std::future<T> result_;
  std::thread thread_;
};

}  // namespace pensum
