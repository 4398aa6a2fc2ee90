#include "app/interruption.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>

namespace pensum::app {

namespace {

std::atomic<int> came = 0;
static_assert(std::atomic<int>::is_always_lock_free, "set in a signal handler");

void keep(int signal) { came = signal; }

}  // namespace

Interruption::Interruption() {
  came = 0;
  struct sigaction action{};
  action.sa_handler = keep;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(signals[i], &action, nullptr);
  }
}

Interruption::~Interruption() { restore(); }

bool Interruption::requested() { return came != 0; }

void Interruption::restore() {
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
}

void Interruption::resume() {
  restore();
  std::raise(came);
  std::_Exit(128 + came);  // where the signal is ignored
}

}  // namespace pensum::app
