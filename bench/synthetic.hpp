// Courses that nobody wrote: any number of lessons, the same ones on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

/// Numbers that look random and are the same everywhere (the standard's engines are, its
/// distributions are not). Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}

  /// A number of [0, count); count is small, so the bias of the remainder does not matter.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

/// Reading minutes from 5 to 10, as in the built-in catalog.
inline std::vector<std::int64_t> lesson_minutes(std::size_t count) {
  Numbers numbers(22);
  std::vector<std::int64_t> minutes(count);
  for (std::int64_t& each : minutes) each = 5 + static_cast<std::int64_t>(numbers.below(6));
  return minutes;
}

}  // namespace bench
