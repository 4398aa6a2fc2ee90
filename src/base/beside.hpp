// Work that another thread does beside this one.
//
// A thread that has done its work waits for more: to begin one takes up to 3 ms where others are at work with
// the process's memory, and to wake one takes much less. Its memory has been touched, too.
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <thread>
#include <utility>

namespace pensum {

/// Moves a thread that has just been made to another processor than this one's, if it may use more than one.
/// Linux lets it wait for its turn on this one's for up to 3 ms, in which a short plan could be done.
void start_elsewhere(std::thread& thread);

/// Whether threads of this process can be at work at the same time.
bool has_processors();

/// A thread that is at work for whoever has this.
class OtherThread {
 public:
  /// Begins with `work`, which throws nothing. Where no thread is to be had, it does not.
  explicit OtherThread(std::function<void()> work);
  OtherThread(const OtherThread&) = delete;
  OtherThread& operator=(const OtherThread&) = delete;
  /// Waits for the end of the work.
  ~OtherThread();

  bool is_there() const { return worker_ != nullptr; }

 private:
  struct Worker;
  Worker* worker_;
  std::uint64_t number_ = 0;  ///< of the work among the worker's
};

/// `work` on another thread, from the beginning; where none is to be had, on this one, when it is asked for.
/// Its end is waited for.
template <typename T>
class Beside {
 public:
  explicit Beside(std::function<T()> work)
      : work_(std::move(work)), result_(work_.get_future()), thread_([this] { work_(); }) {}

  bool has_thread() const { return thread_.is_there(); }

  /// What it gives or throws; once.
  T get() {
    if (!has_thread()) work_();
    return result_.get();
  }

 private:
  std::packaged_task<T()> work_;
  std::future<T> result_;
  OtherThread thread_;  // ends first
};

}  // namespace pensum
