#include "base/gap_marks.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace pensum {

// The end of a flag that is spelt in tags looks like the mark: only what has begun can end.
MarkedPart MarkedText::next() {
  while (!rest_.empty()) {
    const std::string_view mark = english_ ? english_ends : english_begins;
    const std::size_t at = std::min(rest_.find(mark), rest_.size());
    const MarkedPart part{rest_.substr(0, at), english_};
    const bool met = at < rest_.size();
    rest_.remove_prefix(met ? at + mark.size() : at);
    if (met) english_ = !english_;
    if (!part.text.empty()) return part;
  }
  return {};
}

bool has_gap_marks(std::string_view text) { return text.find(english_begins) != std::string_view::npos; }

std::string without_gap_marks(std::string_view text) {
  std::string plain;
  bool english = false;
  MarkedText marked(text, english);
  for (MarkedPart part = marked.next(); !part.text.empty(); part = marked.next()) plain += part.text;
  return plain;
}

bool mostly_english(std::string_view text) {
  std::size_t in_english = 0;
  std::size_t other = 0;
  bool english = false;
  MarkedText marked(text, english);
  for (MarkedPart part = marked.next(); !part.text.empty(); part = marked.next())
    (part.english ? in_english : other) += count_code_points(part.text);
  return in_english > other;
}

}  // namespace pensum
