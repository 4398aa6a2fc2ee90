// What a lesson gives its learner to read: a small part of what XHTML can say, as catalogs hold it.
#pragma once

#include "base/units.hpp"
#include "course/rich_text.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

struct TableCell {
  RichText text;  ///< may be empty
  bool is_heading = false;

  friend bool operator==(const TableCell&, const TableCell&) = default;
};

using TableRow = std::vector<TableCell>;

/// A paragraph, or something that stands between paragraphs.
struct Block {
  enum class Kind {
    paragraph,
    section,     ///< a heading within the lesson
    subsection,  ///< a heading within a section
    bullets,     ///< a list; `blocks` are its items
    numbers,     ///< a numbered list
    item,        ///< of a list; `blocks` are what it holds
    quote,       ///< `blocks` are what it holds
    code,        ///< lines, in `text.text`
    table,
    picture,  ///< `text` says what it shows; empty: nothing, it is decoration
  };
  Kind kind = Kind::paragraph;
  RichText text{};         ///< of paragraphs, headings, code and pictures
  std::string language{};  ///< of code, such as “go”; may be empty
  std::string file{};      ///< of a picture, beside the catalog
  std::vector<Block> blocks{};
  std::vector<TableRow> rows{};

  friend bool operator==(const Block&, const Block&) = default;
};

struct Reading {
  std::vector<Block> blocks;
  std::vector<RichText> notes;  ///< footnotes, in the order in which they are called

  bool empty() const { return blocks.empty(); }

  friend bool operator==(const Reading&, const Reading&) = default;
};

/// The bytes of all texts in `blocks`, and of code.
std::size_t text_bytes(std::span<const Block> blocks);

/// What of a text takes time.
struct ReadingSize {
  std::int64_t words = 0;
  std::int64_t code_lines = 0;  ///< with a word in them
  std::int64_t pictures = 0;
};

ReadingSize size_of(const Reading& reading);
ReadingSize size_of(const Block& block);
ReadingSize size_of(const RichText& text);

/// How fast people read non-fiction in English (Brysbaert 2019, doi 10.1016/j.jml.2019.104047).
inline constexpr std::int64_t usual_words_a_minute = 238;

/// How many seconds somebody looks at a line of code or a picture who then reads on: estimates.
inline constexpr std::int64_t seconds_a_code_line = 3;
inline constexpr std::int64_t seconds_a_picture = 12;

/// How long it takes to read, in parts of a minute of which one has `effort_of_a_minute`: exact, to be added
/// up.
std::int64_t effort_of(const ReadingSize& size);
inline constexpr std::int64_t effort_of_a_minute = 60 * usual_words_a_minute;

/// How long it takes to read, rounded up; at least a minute.
Minutes reading_time(const ReadingSize& size);

/// Calls `visit(const Block&)` for every block of `blocks` and of those within them, each before what it
/// holds.
template <class Visit>
void for_each_block(std::span<const Block> blocks, const Visit& visit) {
  for (const Block& block : blocks) {
    visit(block);
    for_each_block(block.blocks, visit);
  }
}

/// The same with `visit(const RichText&)` for every text but code: those of blocks, cells and notes.
template <class Visit>
void for_each_text(const Reading& reading, const Visit& visit) {
  for_each_block(reading.blocks, [&](const Block& block) {
    if (block.kind != Block::Kind::code && !block.text.empty()) visit(block.text);
    for (const TableRow& row : block.rows) {
      for (const TableCell& cell : row) visit(cell.text);
    }
  });
  for (const RichText& note : reading.notes) visit(note);
}

}  // namespace pensum
