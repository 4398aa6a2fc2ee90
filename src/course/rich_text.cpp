#include "course/rich_text.hpp"

#include "base/isolation.hpp"

#include <algorithm>

namespace pensum {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n'; }

/// The stretch [first, last) of `text`, without spaces or line feeds at its ends.
RichText stretch(const RichText& text, std::size_t first, std::size_t last) {
  while (first < last && is_space(text.text[first])) ++first;
  while (first < last && is_space(text.text[last - 1])) --last;
  RichText part(text.text.substr(first, last - first));
  for (const TextMark& mark : text.marks) {
    if (mark.kind == TextMark::Kind::code_lines || mark.first < first || mark.last > last) continue;
    TextMark& moved = part.marks.emplace_back(mark);
    moved.first -= first;
    moved.last -= first;
  }
  return part;
}

}  // namespace

std::vector<TextPiece> pieces_of(const RichText& text) {
  std::vector<TextPiece> pieces;
  std::size_t at = 0;
  const auto add_paragraph = [&](std::size_t last) {
    if (RichText part = stretch(text, at, last); !part.empty()) pieces.push_back({std::move(part), false});
  };
  for (const TextMark& mark : text.marks) {
    if (mark.kind != TextMark::Kind::code_lines) continue;
    add_paragraph(mark.first);
    pieces.push_back({text.text.substr(mark.first, mark.last - mark.first), true});
    at = mark.last;
  }
  add_paragraph(text.text.size());
  return pieces;
}

bool is_one_paragraph(const RichText& text) {
  return !text.empty() && !is_space(text.text.front()) && !is_space(text.text.back()) &&
         std::ranges::find(text.marks, TextMark::Kind::code_lines, &TextMark::kind) == text.marks.end();
}

RichText with_directions_closed(RichText text) {
  if (!turns_direction(text.text)) return text;
  std::string closed = with_directions_closed(text.text);
  if (!text.marks.empty() && !closed.starts_with(text.text)) {
    // Some characters are left out: where each byte of the text is now.
    std::vector<std::size_t> now(text.text.size() + 1);
    std::size_t reached = 0;
    for (std::size_t at = 0; at < text.text.size(); ++at) {
      now[at] = reached;
      if (reached < closed.size() && closed[reached] == text.text[at]) ++reached;
    }
    now.back() = reached;
    for (TextMark& mark : text.marks) {
      mark.first = now[mark.first];
      mark.last = now[mark.last];
    }
  }
  text.text = std::move(closed);
  return text;
}

}  // namespace pensum
