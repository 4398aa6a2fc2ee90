// How far a long run is: a line on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>

namespace pensum::app {

/// "120 of 3000 [###....] 240 a second, 12 s left": a bar, the rate so far and the time that the rest takes
/// at that rate.
std::string progress_line(std::size_t done, std::size_t total, std::chrono::milliseconds since_start);

/// Rewrites one line of a terminal as the work goes on, a few times a second. For several threads.
class Progress {
 public:
  /// Says nothing where `out` is none.
  Progress(std::ostream* out, std::size_t total);
  /// Takes the line away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance();

 private:
  using Clock = std::chrono::steady_clock;
  std::mutex mutex_;
  std::ostream* out_;
  std::size_t done_ = 0;
  std::size_t total_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

}  // namespace pensum::app
