#include "text/bidi.hpp"

#include "base/isolation.hpp"
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

bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether the sign at `at` is part of a Latin word ("C++", "C#", ".NET", "<-chan"): in text from right to
/// left the algorithm would put it to the word's other side. What ends a sentence never is.
bool belongs_to_latin_word(std::string_view text, std::size_t at) {
  constexpr std::string_view behind = "+#_";
  constexpr std::string_view before = ".#@$/~_<>=!&|*+-:";
  if (behind.find(text[at]) != std::string_view::npos) {
    const std::size_t letter = text.find_last_not_of(behind, at);
    if (letter != std::string_view::npos && is_latin(text[letter])) return true;
  }
  if (before.find(text[at]) == std::string_view::npos) return false;
  const std::size_t first = text.find_last_not_of(before, at) + 1;
  const std::size_t letter = text.find_first_not_of(before, at);
  const bool begins_word = first == 0 || text[first - 1] == ' ' || text[first - 1] == '(';
  return begins_word && letter != std::string_view::npos && is_latin(text[letter]);
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

std::optional<Bidi> Bidi::of(std::string_view text, Direction direction) {
  if (direction == Direction::left_to_right && !has_right_to_left(text)) return std::nullopt;
  auto state = std::make_unique<State>();
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode(text, i);
    if (point.value >= 0x10000) {
      state->units += static_cast<char16_t>(U16_LEAD(point.value));
      state->units += static_cast<char16_t>(U16_TRAIL(point.value));
      state->bytes.push_back(i);
    } else {
      // Only the order counts here, so that a letter can replace the sign.
      state->units += belongs_to_latin_word(text, i) ? u'a' : static_cast<char16_t>(point.value);
    }
    state->bytes.push_back(i);
    i += point.length;
  }
  state->bytes.push_back(text.size());
  UErrorCode status = U_ZERO_ERROR;
  state->paragraph.reset(ubidi_open());
  ubidi_setPara(state->paragraph.get(), state->units.data(), static_cast<std::int32_t>(state->units.size()),
                direction == Direction::right_to_left ? UBIDI_RTL : UBIDI_LTR, nullptr, &status);
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
