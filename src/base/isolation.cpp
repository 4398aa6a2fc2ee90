#include "base/isolation.hpp"

#include "base/eight_bytes.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <vector>

namespace pensum {
namespace {

// The names of UAX #9.
constexpr char32_t pdf = 0x202C;
constexpr char32_t fsi = 0x2068;
constexpr char32_t pdi = 0x2069;

constexpr bool opens_isolate(char32_t c) { return c >= 0x2066 && c <= fsi; }

/// The scripts that run from right to left, the marks of Arabic and Hebrew among them.
constexpr bool runs_from_right(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE) ||
         (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

/// What is open at a place in a text, the innermost last.
class Open {
 public:
  /// Takes note of `c`; gives whether it opens or closes something.
  bool heed(char32_t c) {
    if (c == pdf) {
      // An isolate's embeddings end with it, never the other way round.
      if (open_.empty() || open_.back() == pdi) return false;
      open_.pop_back();
    } else if (c == pdi) {
      const auto isolate = std::ranges::find(open_.rbegin(), open_.rend(), pdi);
      if (isolate == open_.rend()) return false;
      open_.erase(isolate.base() - 1, open_.end());
    } else {
      open_.push_back(opens_isolate(c) ? pdi : pdf);
    }
    return true;
  }

  void close(std::string& text) const {
    for (auto end = open_.rbegin(); end != open_.rend(); ++end) append_utf8(text, *end);
  }

 private:
  std::vector<char32_t> open_;  ///< what closes each
};

}  // namespace

bool has_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    // What is left of a long text at its end is looked at with what is before.
    const std::size_t end = std::min(i + 8, text.size());
    if (end >= 8 && eight_bytes::are_ascii(eight_bytes::at(&text[end - 8]))) {
      i = end;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) < 0xD6) {  // nothing below U+0590 does
      ++i;
      continue;
    }
    const CodePoint point = decode(text, i);
    if (runs_from_right(point.value) || point.value == 0x200F || turns_direction(point.value)) return true;
    i += point.length;
  }
  return false;
}

bool turns_direction(std::string_view text) {
  // All of them begin with this byte; most texts have none.
  for (std::size_t i = text.find('\xE2'); i != std::string_view::npos; i = text.find('\xE2', i + 1)) {
    if (turns_direction(decode(text, i).value)) return true;
  }
  return false;
}

std::string with_directions_closed(std::string text) {
  if (!turns_direction(text)) return text;
  std::string closed;
  Open open;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode(text, i);
    if (!turns_direction(point.value) || open.heed(point.value)) closed.append(text, i, point.length);
    i += point.length;
  }
  open.close(closed);
  return closed;
}

std::string isolated(std::string_view text) {
  std::string whole(first_strong_isolate);
  whole += text;
  whole += pop_directional_isolate;
  return whole;
}

std::string isolated_in(bool right_to_left_sentence, std::string_view text) {
  return right_to_left_sentence || has_right_to_left(text) ? isolated(text) : std::string(text);
}

}  // namespace pensum
