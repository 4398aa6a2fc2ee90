// What a run is doing: a line on a terminal, shown once it takes more than a second.
#pragma once

#include "app/world.hpp"

#include <chrono>
#include <condition_variable>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

namespace pensum::app {

/// Shows the line while it lives, and takes it away. Without a terminal, and in a quiet run, it does nothing.
class Activity {
 public:
  /// `what` is for example “planning”. `patience` is how long nothing is shown.
  Activity(const World& world, std::string what,
           std::chrono::milliseconds patience = std::chrono::seconds(1));
  ~Activity();
  Activity(const Activity&) = delete;
  Activity& operator=(const Activity&) = delete;

 private:
  void show(std::chrono::milliseconds patience);

  std::ostream& err_;
  std::string what_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ended_ = false;
  std::thread thread_;
};

}  // namespace pensum::app
