// What the fuzz targets share. A target is a function of bytes from a stranger: it reads them as pensum
// does and aborts if a rule is broken. libFuzzer calls it with bytes that it makes
// up, the replay program with those of files.
#pragma once

#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "base/utf8.hpp"
#include "course/catalog.hpp"
#include "plan/plan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

// libFuzzer's name for it, which is why it is spelt so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

/// Ends the run where `held` is false, saying what `words` promise.
inline void expect(bool held, std::string_view words) {
  if (held) return;
  std::cerr << "broken: " << words << '\n' << std::flush;
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Whether a terminal shows `text` as it is: UTF-8 without controls and without what turns the
/// direction of the text around it.
inline bool is_safe_to_show(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const pensum::CodePoint point = pensum::decode(text, at);
    const char32_t c = point.value;
    const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
    const bool turning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!point.valid || control || turning) return false;
    at += point.length;
  }
  return true;
}

/// Errors describe what is wrong, are safe to show, and are limited in number.
inline void check(const pensum::Diagnostics& diagnostics) {
  expect(!diagnostics.empty(), "a failure says why");
  expect(diagnostics.size() <= pensum::most_diagnostics + 1, "errors have an end");
  for (const pensum::Diagnostic& each : diagnostics) {
    expect(!each.message.empty(), "an error has a message");
    expect(is_safe_to_show(pensum::to_text(each)), "a message is safe to show");
  }
}

/// A world without clock and environment; its data is that of the build.
inline pensum::app::World& world() {
  static std::ostringstream out;
  static std::ostringstream err;
  static pensum::app::World world{.out = out,
                                  .err = err,
                                  .today = [] { return pensum::Date{std::chrono::year(2026) / 11 / 24}; },
                                  .variable = [](const char*) { return std::nullopt; },
                                  .resources = pensum::io::Resources(PENSUM_STAGED_DIR)};
  return world;
}

/// The course that comes with pensum.
std::shared_ptr<const pensum::Catalog> built_in_catalog();

/// Makes choices of bytes, as long as there are any; then the choice is always the first.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}

  bool done() const { return at_ == bytes_.size(); }
  /// From `least` to `most`.
  std::int64_t number(std::int64_t least, std::int64_t most) {
    const auto range = static_cast<std::uint64_t>(most - least) + 1;
    std::uint64_t value = byte();
    for (std::uint64_t reach = 0xFF; reach < range - 1; reach = reach << 8 | 0xFF)
      value = value << 8 | byte();
    return least + static_cast<std::int64_t>(value % range);
  }
  std::size_t index(std::size_t count) {
    return static_cast<std::size_t>(number(0, static_cast<std::int64_t>(count) - 1));
  }
  /// True once in `times`; never where nothing is left.
  bool once_in(std::int64_t times) { return !done() && number(0, times - 1) == times - 1; }

 private:
  std::uint64_t byte() { return done() ? 0 : static_cast<unsigned char>(bytes_[at_++]); }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace fuzz
