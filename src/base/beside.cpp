#include "base/beside.hpp"

#include <pthread.h>
#include <sched.h>

#include <cstddef>

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

}  // namespace pensum
