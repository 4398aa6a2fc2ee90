#include "app/interruption.hpp"

#include <atomic>
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
  ::sigaction(SIGINT, &action, &interrupt_);
  ::sigaction(SIGTERM, &action, &terminate_);
}

Interruption::~Interruption() { restore(); }

bool Interruption::requested() { return came != 0; }

void Interruption::restore() {
  ::sigaction(SIGINT, &interrupt_, nullptr);
  ::sigaction(SIGTERM, &terminate_, nullptr);
}

void Interruption::resume() {
  restore();
  std::raise(came);
  std::_Exit(128 + came);  // where the signal is ignored
}

}  // namespace pensum::app
