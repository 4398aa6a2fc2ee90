// Ctrl-C and its like: a long run hears of them and ends in order.
#pragma once

#include <array>
#include <csignal>

namespace pensum::app {

/// While it lives, SIGINT, SIGTERM and SIGHUP only set a flag, unless they were ignored before. One at a
/// time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Whether one has come.
  static bool requested();
  /// Ends the process as the signal would have, so that its parent process sees why. Only after `requested`.
  [[noreturn]] void resume();

 private:
  void restore();

  static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, signals.size()> before_{};
};

}  // namespace pensum::app
