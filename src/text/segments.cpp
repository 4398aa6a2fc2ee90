#include "text/segments.hpp"

#include "base/utf8.hpp"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::text {
namespace {

struct BreakDeleter {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, BreakDeleter>;

/// Appends the boundaries in `text`, without 0, to `ends`; the whole text where ICU has no iterator. Counted
/// from `first`.
void add_boundaries(std::vector<std::size_t>& ends, std::size_t first, Iterator& iterator,
                    UBreakIteratorType type, const char* language, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  if (!iterator) iterator.reset(ubrk_open(type, language, nullptr, 0, &status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  const std::size_t before = ends.size();
  if (U_SUCCESS(status)) {
    ubrk_setUText(iterator.get(), &utext, &status);
    for (std::int32_t at = ubrk_next(iterator.get()); U_SUCCESS(status) && at != UBRK_DONE;
         at = ubrk_next(iterator.get())) {
      ends.push_back(first + static_cast<std::size_t>(at));
    }
  }
  utext_close(&utext);
  if (ends.size() == before && !text.empty()) ends.push_back(first + text.size());
}

bool is_ascii_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Where the plain word at `first`, or the plain end of one, stops, with the spaces behind it: letters and
/// figures, then what ends a sentence or a part of it. `first` if it is none, or if a line may not end there
/// for sure. Between a letter, a figure or such a sign, spaces, and a letter or a figure, lines may always
/// end, and what is on one side does not matter to the other.
std::size_t end_of_plain_word(std::string_view text, std::size_t first) {
  std::size_t at = first;
  while (at < text.size() && is_ascii_alphanumeric(text[at])) ++at;
  if (at == first) return first;
  while (at < text.size() && std::string_view(",.;:!?").contains(text[at])) ++at;
  if (at == text.size()) return at;
  if (text[at] != ' ') return first;
  while (at < text.size() && text[at] == ' ') ++at;
  return at == text.size() || is_ascii_alphanumeric(text[at]) ? at : first;
}

/// Where the next plain word begins that has such an end of a line before it; the end of the text if none
/// does.
std::size_t next_plain_word(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at - 1] != ' ' || !is_ascii_alphanumeric(text[at])) continue;
    const std::size_t last = text.find_last_not_of(' ', at - 1);
    if (last == std::string_view::npos) continue;
    if (!is_ascii_alphanumeric(text[last]) && !std::string_view(",.;:!?").contains(text[last])) continue;
    if (end_of_plain_word(text, at) != at) return at;
  }
  return text.size();
}

Segment segment(std::string_view text, std::size_t first, std::size_t last) {
  std::size_t word_last = last;
  while (word_last > first && text[word_last - 1] == ' ') --word_last;
  return {.first = first, .word_last = word_last, .last = last};
}

// Symbols of units, which stay with the number before them; international, or written alike in most
// languages.
constexpr std::array<std::string_view, 37> units = {
    "min", "h",   "s",   "ms",  "µs",  "μs", "ns",  "d",   "B",   "kB", "KB", "MB", "GB",
    "TB",  "KiB", "MiB", "GiB", "TiB", "Hz", "kHz", "MHz", "GHz", "mm", "cm", "m",  "km",
    "g",   "kg",  "l",   "pt",  "px",  "%",  "‰",   "°C",  "€",   "$",  "£"};

bool ends_with_digit(std::string_view word) {
  return !word.empty() && word.back() >= '0' && word.back() <= '9';
}

bool is_unit(std::string_view word) {
  while (!word.empty() && std::string_view(".,;:!?)").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  return std::ranges::find(units, word) != units.end();
}

/// A sign that programs are written with: "<-", ":=" and "&&" are made of them.
bool is_operator(char c) { return std::string_view("!%&*+-/:<=>?^|~").find(c) != std::string_view::npos; }

/// Whether `c` may come before a hyphen: a letter or a digit, of any script.
bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether the place `at` lies in an operator, or between one and what it precedes ("<-done", "-1",
/// "!ok"): a minus sign at the end of a line reads as a hyphen.
bool is_in_operator(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size() || !is_operator(text[at - 1])) return false;
  if (is_operator(text[at])) return true;
  std::size_t first = at - 1;
  while (first > 0 && is_operator(text[first - 1])) --first;
  if (first == 0 || text[first - 1] == ' ' || text[first - 1] == '(') return text[at] != ' ';
  return text[at - 1] == '-' && (first + 1 < at || !is_alphanumeric(text[first - 1])) && text[at] != ' ';
}

bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

/// Whether no line ends between `before` and `after`, though the standard has lines of these scripts end
/// anywhere: Korean words are kept whole, as books do, and so are numbers with their counters ("12分") and
/// the words for hours and minutes in Chinese and Japanese.
bool keeps_together(char32_t before, char32_t after) {
  constexpr std::array<std::array<char32_t, 2>, 5> durations{
      {{U'時', U'間'}, {U'小', U'时'}, {U'小', U'時'}, {U'分', U'钟'}, {U'分', U'鐘'}}};
  const bool digit = before >= U'0' && before <= U'9';
  if (is_hangul(after)) return is_hangul(before) || digit;
  if (digit && after >= 0x4E00 && after <= 0x9FFF) return true;
  return std::ranges::any_of(durations,
                             [&](const auto& pair) { return pair[0] == before && pair[1] == after; });
}

char32_t last_character(std::string_view text) {
  std::size_t at = text.size();
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return decode(text, at).value;
}

/// Whether `after` stays on the line of `before`: a unit with its number, a word with its rest.
bool belongs(std::string_view text, const Segment& before, const Segment& after) {
  if (before.last == before.word_last && after.first < text.size() &&
      static_cast<unsigned char>(text[after.first]) >= 0xE0 &&
      keeps_together(last_character(text.substr(0, before.last)), decode(text, after.first).value)) {
    return true;
  }
  return before.last - before.word_last == 1 &&
         ends_with_digit(text.substr(before.first, before.word_last - before.first)) &&
         is_unit(text.substr(after.first, after.word_last - after.first));
}

}  // namespace

struct Segmenter::Iterators {
  Iterator line;
  Iterator character;
};

Segmenter::Segmenter(std::string language, PlainSpaces plain_spaces)
    : language_(std::move(language)),
      plain_spaces_(plain_spaces),
      iterators_(std::make_unique<Iterators>()) {}
Segmenter::~Segmenter() = default;

std::vector<std::size_t> Segmenter::line_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) {
    const bool tell = plain_spaces_ == PlainSpaces::tell;
    if (const std::size_t end = tell ? end_of_plain_word(text, at) : at; end != at) {
      ends.push_back(at = end);
      continue;
    }
    const std::size_t end = tell ? next_plain_word(text, at) : text.size();
    add_boundaries(ends, at, iterators_->line, UBRK_LINE, language_.c_str(), text.substr(at, end - at));
    at = end;
  }
  return ends;
}

std::vector<Segment> Segmenter::lines(std::string_view text) {
  std::vector<Segment> segments;
  std::size_t first = 0;
  for (const std::size_t last : line_ends(text)) {
    const Segment next = segment(text, first, last);
    if (!segments.empty() && (is_in_operator(text, first) || belongs(text, segments.back(), next))) {
      segments.back().word_last = next.word_last;
      segments.back().last = next.last;
    } else {
      segments.push_back(next);
    }
    first = last;
  }
  return segments;
}

std::vector<Segment> Segmenter::characters(std::string_view text, const Segment& whole) {
  std::vector<Segment> segments;
  std::size_t first = whole.first;
  const std::string_view word = text.substr(whole.first, whole.word_last - whole.first);
  std::vector<std::size_t> ends;
  add_boundaries(ends, whole.first, iterators_->character, UBRK_CHARACTER, language_.c_str(), word);
  for (const std::size_t end : ends) {
    Segment next = segment(text, first, end);
    next.inside_word = first != whole.first || whole.inside_word;
    segments.push_back(next);
    first = end;
  }
  if (!segments.empty()) {
    segments.back().last = whole.last;
    segments.back().hyphenated = whole.hyphenated;
  }
  return segments;
}

}  // namespace pensum::text
