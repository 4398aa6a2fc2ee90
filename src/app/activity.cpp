#include "app/activity.hpp"

#include <fmt/format.h>

#include <ostream>
#include <system_error>
#include <utility>

namespace pensum::app {

namespace {
constexpr const char* clear_line = "\r\x1b[K";
}

Activity::Activity(const World& world, std::string what, std::chrono::milliseconds patience)
    : err_(world.err), what_(std::move(what)) {
  if (!world.err_is_terminal || world.talk == Talk::quiet) return;
  try {
    thread_ = std::thread([this, patience] { show(patience); });
  } catch (const std::system_error&) {
    return;  // no thread to show it
  }
}

Activity::~Activity() {
  if (!thread_.joinable()) return;
  {
    const std::scoped_lock lock(mutex_);
    is_ended_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

void Activity::show(std::chrono::milliseconds patience) {
  const auto start = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  const auto ends_within = [&](std::chrono::milliseconds time) {
    return ended_.wait_for(lock, time, [this] { return is_ended_; });
  };
  if (ends_within(patience)) return;
  do {
    const auto passed =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
    err_ << clear_line << fmt::format("{} … {} s", what_, passed.count()) << std::flush;
  } while (!ends_within(std::chrono::seconds(1)));
  err_ << clear_line << std::flush;
}

}  // namespace pensum::app
