#include "course/reading.hpp"

#include "base/word_count.hpp"

#include <algorithm>

namespace pensum {

namespace {

/// Lines of code with a word in them: an empty line or a brace takes no time.
std::int64_t lines_to_read(std::string_view code) {
  std::int64_t lines = 0;
  for (std::size_t first = 0; first < code.size();) {
    const std::size_t last = std::min(code.find('\n', first), code.size());
    lines += count_words(code.substr(first, last - first)) > 0 ? 1 : 0;
    first = last + 1;
  }
  return lines;
}

void add(ReadingSize& sum, const Block& block) {
  if (block.kind == Block::Kind::picture) {
    ++sum.pictures;
  } else if (block.kind == Block::Kind::code) {
    sum.code_lines += lines_to_read(block.text.text);
  } else {
    sum.words += count_words(block.text.text);
  }
  for (const TableRow& row : block.rows) {
    for (const TableCell& cell : row) sum.words += count_words(cell.text.text);
  }
  for (const Block& inner : block.blocks) add(sum, inner);
}

}  // namespace

std::size_t text_bytes(std::span<const Block> blocks) {
  std::size_t bytes = 0;
  for_each_block(blocks, [&](const Block& block) {
    bytes += block.text.text.size();
    for (const TableRow& row : block.rows) {
      for (const TableCell& cell : row) bytes += cell.text.text.size();
    }
  });
  return bytes;
}

ReadingSize size_of(const Block& block) {
  ReadingSize sum;
  add(sum, block);
  return sum;
}

ReadingSize size_of(const RichText& text) { return {.words = count_words(text.text)}; }

ReadingSize size_of(const Reading& reading) {
  ReadingSize sum;
  for (const Block& block : reading.blocks) add(sum, block);
  for (const RichText& note : reading.notes) sum.words += count_words(note.text);
  return sum;
}

std::int64_t effort_of(const ReadingSize& size) {
  const std::int64_t seconds = size.code_lines * seconds_a_code_line + size.pictures * seconds_a_picture;
  return size.words * 60 + seconds * usual_words_a_minute;
}

Minutes reading_time(const ReadingSize& size) {
  return {std::max<std::int64_t>(1, (effort_of(size) + effort_of_a_minute - 1) / effort_of_a_minute)};
}

}  // namespace pensum
