#include "course/reading_parts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace pensum {

namespace {

std::string words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "word" : " word";
  return text;
}

Block block(Block::Kind kind, std::size_t count) { return {.kind = kind, .text = words(count)}; }
Block paragraph(std::size_t count) { return block(Block::Kind::paragraph, count); }
Block section(std::size_t count = 1) { return block(Block::Kind::section, count); }
Block subsection(std::size_t count = 1) { return block(Block::Kind::subsection, count); }

std::vector<std::size_t> ends(const std::vector<ReadingPart>& parts) {
  std::vector<std::size_t> all;
  for (const ReadingPart& part : parts) all.push_back(part.last);
  return all;
}

std::vector<std::size_t> cuts(std::vector<Block> blocks, const std::vector<Minutes>& minutes) {
  return ends(cut_reading({.blocks = std::move(blocks), .notes = {}}, minutes));
}

using Ends = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a reading is cut where the minutes of its pieces end", "[reading]") {
  const std::vector<Block> even(6, paragraph(100));
  CHECK(cuts(even, {{10}, {10}}) == Ends{3, 6});
  CHECK(cuts(even, {{10}, {20}}) == Ends{2, 6});
  CHECK(cuts(even, {{1}, {4}, {1}}) == Ends{1, 5, 6});
  CHECK(cuts(even, {{7}}) == Ends{6});
  CHECK(cut_reading({}, {}).empty());
}

TEST_CASE("a reading is rather cut before a section, then a subsection, than between paragraphs",
          "[reading]") {
  std::vector<Block> blocks(10, paragraph(100));
  blocks[4] = section();
  CHECK(cuts(blocks, {{10}, {10}}) == Ends{4, 10});
  blocks[4] = subsection();
  CHECK(cuts(blocks, {{10}, {10}}) == Ends{4, 10});
  blocks[5] = section();
  blocks[4] = paragraph(100);
  blocks[6] = subsection();
  CHECK(cuts(blocks, {{10}, {10}}) == Ends{5, 10});
  // Not at any distance.
  std::vector<Block> far(20, paragraph(100));
  far[2] = section();
  CHECK(cuts(far, {{10}, {10}}) == Ends{10, 20});
}

TEST_CASE("a heading is not the last of a piece, nor code the first where a paragraph says what it is",
          "[reading]") {
  std::vector<Block> blocks = {paragraph(100), paragraph(80), section(), paragraph(60), paragraph(100)};
  CHECK(cuts(blocks, {{10}, {10}}) == Ends{2, 5});
  std::vector<Block> with_list = {
      paragraph(100), paragraph(10), {.kind = Block::Kind::bullets}, paragraph(95)};
  with_list[2].blocks.push_back({.kind = Block::Kind::item, .blocks = {paragraph(5)}});
  CHECK(cuts(with_list, {{10}, {10}}) == Ends{1, 4});
}

TEST_CASE("of a reading with too few blocks some pieces are empty, and nothing is lost", "[reading]") {
  CHECK(cuts({paragraph(100), paragraph(100)}, {{1}, {1}, {1}, {1}}).back() == 2);
  CHECK(cuts({}, {{5}, {5}}) == Ends{0, 0});
  CHECK(cuts({paragraph(10)}, {{5}, {5}}).back() == 1);
}

TEST_CASE("notes go with the blocks that call them, and count there", "[reading]") {
  Reading reading;
  for (int i = 0; i < 4; ++i) {
    RichText text(words(10));
    text.marks.push_back(
        {.kind = TextMark::Kind::note, .first = 4, .last = 4, .target = {}, .note = reading.notes.size()});
    reading.notes.emplace_back("note " + std::to_string(i));
    reading.blocks.push_back({.kind = Block::Kind::paragraph, .text = text});
  }
  const Reading middle = reading_of(reading, {1, 3});
  REQUIRE(middle.notes.size() == 2);
  CHECK(middle.notes[0].text == "note 1");
  CHECK(middle.blocks[0].text.marks[0].note == 0);
  CHECK(middle.blocks[1].text.marks[0].note == 1);
  reading.notes[0] = words(30);  // as long as the other three
  CHECK(ends(cut_reading(reading, std::vector<Minutes>{{10}, {10}})) == Ends{1, 4});
}

TEST_CASE("pieces of any reading together are all of it, and none is empty where there are blocks enough",
          "[reading]") {
  std::mt19937 random(20261126);
  const auto up_to = [&](std::size_t most) { return random() % (most + 1); };
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    Reading reading;
    for (std::size_t blocks = up_to(30); blocks > 0; --blocks) {
      Block made = block(static_cast<Block::Kind>(up_to(2)), 1 + up_to(200));
      if (up_to(4) == 0) made = {.kind = Block::Kind::code, .text = "a = 1\nb = 2"};
      for (std::size_t notes = made.kind == Block::Kind::code ? 0 : up_to(2); notes > 0; --notes) {
        made.text.marks.push_back({.kind = TextMark::Kind::note,
                                   .first = 4,
                                   .last = 4,
                                   .target = {},
                                   .note = reading.notes.size()});
        reading.notes.emplace_back(words(1 + up_to(20)));
      }
      reading.blocks.push_back(std::move(made));
    }
    std::vector<Minutes> minutes(1 + up_to(11));
    for (Minutes& each : minutes) each.count = static_cast<std::int64_t>(1 + up_to(60));
    const std::vector<ReadingPart> parts = cut_reading(reading, minutes);
    REQUIRE(parts.size() == minutes.size());
    Reading again;
    std::size_t reached = 0;
    for (const ReadingPart& part : parts) {
      CHECK(part.first == reached);
      if (reading.blocks.size() >= parts.size()) CHECK(part.last > part.first);
      reached = part.last;
      append(again, reading_of(reading, part));
    }
    CHECK(reached == reading.blocks.size());
    CHECK(again == reading);
  }
}

TEST_CASE("cuts are the best there are: no others deviate less", "[reading]") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    Reading reading;
    std::vector<std::int64_t> before = {0};
    for (std::size_t blocks = 3 + random() % 8; blocks > 0; --blocks) {
      reading.blocks.push_back(paragraph(1 + random() % 50));
      before.push_back(before.back() + size_of(reading.blocks.back()).words);
    }
    const std::vector<Minutes> minutes = {{1 + static_cast<std::int64_t>(random() % 9)},
                                          {1 + static_cast<std::int64_t>(random() % 9)},
                                          {1 + static_cast<std::int64_t>(random() % 9)}};
    const std::int64_t all = minutes[0].count + minutes[1].count + minutes[2].count;
    const auto deviation = [&](std::size_t first, std::size_t second) {
      return std::abs(before[first] * all - before.back() * minutes[0].count) +
             std::abs(before[second] * all - before.back() * (minutes[0].count + minutes[1].count));
    };
    std::int64_t least = deviation(1, 2);
    for (std::size_t first = 1; first + 1 < reading.blocks.size(); ++first) {
      for (std::size_t second = first + 1; second < reading.blocks.size(); ++second)
        least = std::min(least, deviation(first, second));
    }
    const std::vector<ReadingPart> parts = cut_reading(reading, minutes);
    CHECK(deviation(parts[0].last, parts[1].last) == least);
  }
}

}  // namespace pensum
