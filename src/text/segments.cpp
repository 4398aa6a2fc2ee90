#include "text/segments.hpp"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <utility>

namespace pensum::text {
namespace {

struct BreakDeleter {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, BreakDeleter>;

/// The boundaries in `text`, without 0; the whole text where ICU has no iterator.
std::vector<std::size_t> boundaries(Iterator& iterator, UBreakIteratorType type, const char* language,
                                    std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  if (!iterator) iterator.reset(ubrk_open(type, language, nullptr, 0, &status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  std::vector<std::size_t> ends;
  if (U_SUCCESS(status)) {
    ubrk_setUText(iterator.get(), &utext, &status);
    for (std::int32_t at = ubrk_next(iterator.get()); U_SUCCESS(status) && at != UBRK_DONE;
         at = ubrk_next(iterator.get())) {
      ends.push_back(static_cast<std::size_t>(at));
    }
  }
  utext_close(&utext);
  if (ends.empty() && !text.empty()) ends.push_back(text.size());
  return ends;
}

Segment segment(std::string_view text, std::size_t first, std::size_t last) {
  std::size_t word_last = last;
  while (word_last > first && text[word_last - 1] == ' ') --word_last;
  return {.first = first, .word_last = word_last, .last = last};
}

}  // namespace

struct Segmenter::Iterators {
  Iterator line;
  Iterator character;
};

Segmenter::Segmenter(std::string language)
    : language_(std::move(language)), iterators_(std::make_unique<Iterators>()) {}
Segmenter::~Segmenter() = default;

std::vector<Segment> Segmenter::lines(std::string_view text) {
  std::vector<Segment> segments;
  std::size_t first = 0;
  for (const std::size_t last : boundaries(iterators_->line, UBRK_LINE, language_.c_str(), text)) {
    segments.push_back(segment(text, first, last));
    first = last;
  }
  return segments;
}

std::vector<Segment> Segmenter::characters(std::string_view text, const Segment& whole) {
  std::vector<Segment> segments;
  std::size_t first = whole.first;
  const std::string_view word = text.substr(whole.first, whole.word_last - whole.first);
  for (const std::size_t end : boundaries(iterators_->character, UBRK_CHARACTER, language_.c_str(), word)) {
    Segment next = segment(text, first, whole.first + end);
    next.inside_word = first != whole.first || whole.inside_word;
    segments.push_back(next);
    first = whole.first + end;
  }
  if (!segments.empty()) {
    segments.back().last = whole.last;
    segments.back().hyphenated = whole.hyphenated;
  }
  return segments;
}

}  // namespace pensum::text
