#include "text/bidi.hpp"

#include "base/utf8.hpp"

#include <unicode/ubidi.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <string>

namespace pensum::text {
namespace {

struct BidiDeleter {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

/// Whether `c` can make text run from right to left.
bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
         (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

bool has_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint point = decode(text, i);
    if (is_right_to_left(point.value)) return true;
    i += point.length;
  }
  return false;
}

}  // namespace

struct Bidi::State {
  std::u16string units;
  std::vector<std::size_t> bytes;  ///< the byte where each unit's character begins, and the end
  std::unique_ptr<UBiDi, BidiDeleter> paragraph;

  std::int32_t unit_at(std::size_t byte) const {
    return static_cast<std::int32_t>(std::ranges::lower_bound(bytes, byte) - bytes.begin());
  }
};

Bidi::Bidi(std::unique_ptr<State> state) : state_(std::move(state)) {}
Bidi::~Bidi() = default;
Bidi::Bidi(Bidi&&) noexcept = default;
Bidi& Bidi::operator=(Bidi&&) noexcept = default;

std::optional<Bidi> Bidi::of(std::string_view text) {
  if (!has_right_to_left(text)) return std::nullopt;
  auto state = std::make_unique<State>();
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode(text, i);
    if (point.value >= 0x10000) {
      state->units += static_cast<char16_t>(U16_LEAD(point.value));
      state->units += static_cast<char16_t>(U16_TRAIL(point.value));
      state->bytes.push_back(i);
    } else {
      state->units += static_cast<char16_t>(point.value);
    }
    state->bytes.push_back(i);
    i += point.length;
  }
  state->bytes.push_back(text.size());
  UErrorCode status = U_ZERO_ERROR;
  state->paragraph.reset(ubidi_open());
  ubidi_setPara(state->paragraph.get(), state->units.data(), static_cast<std::int32_t>(state->units.size()),
                UBIDI_DEFAULT_LTR, nullptr, &status);
  if (U_FAILURE(status)) return std::nullopt;
  return Bidi(std::move(state));
}

std::vector<Bidi::VisualRun> Bidi::visual_runs(std::size_t first, std::size_t last) const {
  std::vector<VisualRun> runs;
  const std::int32_t start = state_->unit_at(first);
  const std::int32_t limit = state_->unit_at(last);
  if (start >= limit) return runs;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBiDi, BidiDeleter> line(ubidi_open());
  ubidi_setLine(state_->paragraph.get(), start, limit, line.get(), &status);
  const std::int32_t count = ubidi_countRuns(line.get(), &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    std::int32_t logical = 0;
    std::int32_t length = 0;
    const UBiDiDirection direction = ubidi_getVisualRun(line.get(), i, &logical, &length);
    runs.push_back({state_->bytes[static_cast<std::size_t>(start + logical)],
                    state_->bytes[static_cast<std::size_t>(start + logical + length)],
                    direction == UBIDI_RTL});
  }
  return runs;
}

}  // namespace pensum::text
