#include "base/beside.hpp"

#include <pthread.h>
#include <sched.h>

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <system_error>
#include <vector>

namespace pensum {

bool has_processors() {
  static const bool several = [] {
    cpu_set_t all;
    return sched_getaffinity(0, sizeof(all), &all) == 0 ? CPU_COUNT(&all) > 1
                                                        : std::thread::hardware_concurrency() > 1;
  }();
  return several;
}

void start_elsewhere(std::thread& thread) {
  const int here = sched_getcpu();
  cpu_set_t all;
  if (here < 0 || sched_getaffinity(0, sizeof(all), &all) != 0) return;
  cpu_set_t others = all;
  CPU_CLR(static_cast<std::size_t>(here), &others);
  if (CPU_COUNT(&others) == 0) return;
  const pthread_t handle = thread.native_handle();
  if (pthread_setaffinity_np(handle, sizeof(others), &others) != 0) return;
  pthread_setaffinity_np(handle, sizeof(all), &all);  // from now on wherever there is room
}

/// A thread, until the process ends.
struct OtherThread::Worker {
  std::mutex mutex;
  std::condition_variable changed;
  std::function<void()> work;  ///< that is to be done next
  std::uint64_t given = 0;     ///< how many pieces
  std::uint64_t done = 0;

  /// Those that wait for work.
  struct Idle {
    std::mutex mutex;
    std::vector<Worker*> workers;
  };
  /// It is never destroyed: threads are still waiting when static objects go.
  static Idle& idle() {
    static Idle& all = *new Idle;
    return all;
  }

  /// One that waits, or a new one; null where none can be made.
  static Worker* get() {
    {
      Idle& all = idle();
      const std::scoped_lock lock(all.mutex);
      if (!all.workers.empty()) {
        Worker* const worker = all.workers.back();
        all.workers.pop_back();
        return worker;
      }
    }
    auto made = std::make_unique<Worker>();
    try {
      std::thread thread([worker = made.get()] { worker->go_on(); });
      start_elsewhere(thread);
      thread.detach();
    } catch (const std::system_error&) {
      return nullptr;  // no thread
    }
    return made.release();
  }

  std::uint64_t begin(std::function<void()> next) {
    const std::scoped_lock lock(mutex);
    work = std::move(next);
    changed.notify_all();
    return ++given;
  }

  void wait_for(std::uint64_t number) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done >= number; });
  }

  [[noreturn]] void go_on() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return work != nullptr; });
      std::function<void()> next = std::exchange(work, nullptr);
      lock.unlock();
      std::exchange(next, nullptr)();
      {
        // Before whoever waits for the end hears of it, and wants a thread for what comes next.
        Idle& all = idle();
        const std::scoped_lock waiting(all.mutex);
        all.workers.push_back(this);
      }
      lock.lock();
      ++done;
      changed.notify_all();
    }
  }
};

OtherThread::OtherThread(std::function<void()> work) : worker_(Worker::get()) {
  if (worker_ != nullptr) number_ = worker_->begin(std::move(work));
}

OtherThread::~OtherThread() {
  if (worker_ != nullptr) worker_->wait_for(number_);
}

}  // namespace pensum
