#include "course/reading_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace pensum {

namespace {

bool is_heading(const Block& block) {
  return block.kind == Block::Kind::section || block.kind == Block::Kind::subsection;
}

/// What it takes to read the first blocks of a reading, of each number of them; notes are read where they are
/// called.
std::vector<std::int64_t> efforts_before(const Reading& reading) {
  std::vector<std::int64_t> before = {0};
  for (const Block& block : reading.blocks) {
    ReadingSize size = size_of(block);
    for_each_text_in(block, [&](const RichText& text) {
      for (const TextMark& mark : text.marks) {
        if (mark.kind == TextMark::Kind::note) size.words += size_of(reading.notes[mark.note]).words;
      }
    });
    before.push_back(before.back() + effort_of(size));
  }
  return before;
}

/// How far, in hundredths of a piece's length, a cut may be from its place to be another block's instead.
std::int64_t penalty_before(const Reading& reading, std::size_t cut) {
  const std::vector<Block>& blocks = reading.blocks;
  if (cut == 0 || cut == blocks.size()) return 0;
  if (is_heading(blocks[cut - 1])) return 1000;
  switch (blocks[cut].kind) {
    case Block::Kind::section:
      return 0;
    case Block::Kind::subsection:
      return 10;
    case Block::Kind::paragraph:
      return 25;
    default:
      return 40;  // the paragraph above says what it is
  }
}

/// The best cuts, by dynamic programming: `cuts` of them between `blocks` blocks, each at least `gap` behind
/// the one before. `cost(cut, block)` is that of a cut before a block.
template <class Cost>
std::vector<std::size_t> best_cuts(std::size_t blocks, std::size_t cuts, std::size_t gap, const Cost& cost) {
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> least(blocks + 1, 0);    // of all cuts so far, the last one at or before a block
  std::vector<std::vector<std::uint32_t>> at(cuts);  // where that is
  for (std::size_t cut = 0; cut < cuts; ++cut) {
    std::vector<std::int64_t> next(blocks + 1, none);
    at[cut].resize(blocks + 1);
    for (std::size_t block = gap * (cut + 1); block + gap * (cuts - cut) <= blocks; ++block) {
      const std::int64_t here = least[block - gap] + cost(cut, block);
      const bool is_better = block == 0 || here < next[block - 1];
      next[block] = is_better ? here : next[block - 1];
      at[cut][block] = is_better ? static_cast<std::uint32_t>(block) : at[cut][block - 1];
    }
    least = std::move(next);
  }
  std::vector<std::size_t> places(cuts);
  std::size_t end = blocks;
  for (std::size_t cut = cuts; cut-- > 0;) {
    end = places[cut] = at[cut][end - gap];
  }
  return places;
}

/// `texts` with the numbers of their notes as `renumber(number)` has them.
template <class Renumber>
void renumber_notes(std::vector<Block>& blocks, const Renumber& renumber) {
  for (Block& block : blocks) {
    for_each_text_in(block, [&](RichText& text) {
      for (TextMark& mark : text.marks) {
        if (mark.kind == TextMark::Kind::note) mark.note = renumber(mark.note);
      }
    });
  }
}

}  // namespace

std::vector<ReadingPart> cut_reading(const Reading& reading, std::span<const Minutes> minutes) {
  if (minutes.empty()) return {};
  const std::size_t blocks = reading.blocks.size();
  if (minutes.size() == 1) return {{0, blocks}};
  const std::vector<std::int64_t> before = efforts_before(reading);
  const std::int64_t all = std::accumulate(minutes.begin(), minutes.end(), std::int64_t{0},
                                           [](std::int64_t sum, Minutes each) { return sum + each.count; });
  const auto pieces = static_cast<std::int64_t>(minutes.size());
  std::vector<std::int64_t> targets;  // of cuts; all efforts are counted `all` times, so that these are whole
  std::int64_t spent = 0;
  for (const Minutes each : minutes) targets.push_back(before.back() * (spent += each.count));
  std::vector<std::int64_t> penalties;
  for (std::size_t block = 0; block <= blocks; ++block)
    penalties.push_back(before.back() * all / pieces / 100 * penalty_before(reading, block));
  const auto cost = [&](std::size_t cut, std::size_t block) {
    return std::abs(before[block] * all - targets[cut]) + penalties[block];
  };
  const std::size_t gap = blocks >= minutes.size() ? 1 : 0;
  std::vector<std::size_t> cuts = best_cuts(blocks, minutes.size() - 1, gap, cost);
  cuts.push_back(blocks);
  std::vector<ReadingPart> parts;
  for (std::size_t first = 0; const std::size_t cut : cuts) {
    parts.push_back({first, cut});
    first = cut;
  }
  return parts;
}

Reading reading_of(const Reading& reading, ReadingPart part) {
  Reading piece;
  piece.blocks.assign(reading.blocks.begin() + static_cast<std::ptrdiff_t>(part.first),
                      reading.blocks.begin() + static_cast<std::ptrdiff_t>(part.last));
  renumber_notes(piece.blocks, [&](std::size_t number) {
    piece.notes.push_back(reading.notes[number]);
    return piece.notes.size() - 1;
  });
  return piece;
}

void append(Reading& reading, Reading more) {
  renumber_notes(more.blocks, [&](std::size_t number) { return number + reading.notes.size(); });
  std::ranges::move(more.blocks, std::back_inserter(reading.blocks));
  std::ranges::move(more.notes, std::back_inserter(reading.notes));
}

}  // namespace pensum
