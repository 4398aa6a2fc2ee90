#include "app/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace pensum::app {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds pause{100};
constexpr std::size_t bar_width = 30;
constexpr const char* clear_line = "\r\x1b[K";

std::string duration(std::size_t seconds) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {:02} min", seconds / 3600, seconds / 60 % 60);
}

}  // namespace

std::string progress_line(std::size_t done, std::size_t total, milliseconds since_start) {
  const std::size_t full = total == 0 ? bar_width : done * bar_width / total;
  std::string line =
      fmt::format("{} of {} [{}{}]", done, total, std::string(full, '#'), std::string(bar_width - full, '.'));
  const auto passed = static_cast<std::size_t>(std::max<std::int64_t>(since_start.count(), 1));
  if (done == 0) return line;
  const std::size_t rate = done * 1000 / passed;
  const std::size_t left = (total - done) * passed / done;
  line += rate > 0 ? fmt::format(" {} a second", rate)
                   : fmt::format(" {} each", duration(std::max<std::size_t>(passed / done / 1000, 1)));
  return line + fmt::format(", {} left", duration((left + 999) / 1000));
}

Progress::Progress(std::ostream* out, std::size_t total) : out_(out), total_(total) {}

Progress::~Progress() {
  if (out_ != nullptr && last_ != Clock::time_point()) *out_ << clear_line << std::flush;
}

void Progress::advance() {
  if (out_ == nullptr) return;
  const std::scoped_lock lock(mutex_);
  ++done_;
  const Clock::time_point now = Clock::now();
  if (now - last_ < pause && done_ < total_) return;
  last_ = now;
  const auto passed = std::chrono::duration_cast<milliseconds>(now - start_);
  *out_ << clear_line << progress_line(done_, total_, passed) << std::flush;
}

}  // namespace pensum::app
