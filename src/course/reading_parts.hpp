// Readings put together and cut: a lesson that is spread over days has a piece of its text on each.
#pragma once

#include "base/units.hpp"
#include "course/reading.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace pensum {

/// The blocks [first, last) of a reading.
struct ReadingPart {
  std::size_t first = 0;
  std::size_t last = 0;

  friend bool operator==(const ReadingPart&, const ReadingPart&) = default;
};

/// `reading` cut into as many pieces as `minutes` has, one behind the other, which together are all of it.
/// Each cut is as near as can be to where the minutes before it would end it, all of them together; a cut
/// before a section is worth a larger distance than one before a subsection, and that more than one between
/// paragraphs. A heading stays with what it is of. No piece is empty if there are blocks enough. O(blocks ×
/// pieces).
std::vector<ReadingPart> cut_reading(const Reading& reading, std::span<const Minutes> minutes);

/// The blocks `part` as a reading of their own, with the notes that they call.
Reading reading_of(const Reading& reading, ReadingPart part);

/// `more` behind `reading`.
void append(Reading& reading, Reading more);

/// Calls `visit(text)` for every text of `block`, which may be const, and of those within it but code: as
/// `for_each_text`, in the order in which notes are called.
template <class AnyBlock, class Visit>
void for_each_text_in(AnyBlock& block, const Visit& visit) {
  if (block.kind != Block::Kind::code && !block.text.empty()) visit(block.text);
  for (auto& row : block.rows) {
    for (auto& cell : row) visit(cell.text);
  }
  for (auto& inner : block.blocks) for_each_text_in(inner, visit);
}

}  // namespace pensum
