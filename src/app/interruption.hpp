// Ctrl-C and its like: a long run hears of them and ends in order.
#pragma once

#include <csignal>

namespace pensum::app {

/// While it lives, SIGINT and SIGTERM only set a flag. One at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Whether one has come.
  static bool requested();
  /// Ends the process as the signal would have, so that whoever started it sees why. Only after `requested`.
  [[noreturn]] void resume();

 private:
  void restore();

  struct sigaction interrupt_{};
  struct sigaction terminate_{};
};

}  // namespace pensum::app
