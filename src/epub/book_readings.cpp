#include "epub/book_readings.hpp"

#include "course/reading_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::epub {

namespace {

/// A file with more takes some readers seconds to open.
constexpr std::size_t most_bytes_in_a_day_file = 48'000;

std::vector<std::span<const Block>> parts_of(const Reading& reading, Minutes before,
                                             std::span<const Minutes> minutes) {
  std::vector<Minutes> pieces(minutes.begin(), minutes.end());
  if (before > Minutes{0}) pieces.insert(pieces.begin(), before);
  std::vector<std::span<const Block>> parts;
  for (const ReadingPart part : cut_reading(reading, pieces))
    parts.push_back(std::span(reading.blocks).subspan(part.first, part.last - part.first));
  if (before > Minutes{0}) parts.erase(parts.begin());
  return parts;
}

std::string ending_of(const std::string& file) {
  return file.size() > 4 && (file.ends_with("png") || file.ends_with("PNG")) ? "png" : "jpg";
}

}  // namespace

/// Each task of a lesson gets the part of its reading for which there are its minutes.
void BookReadings::share_out() {
  for (auto& [lesson, tasks] : tasks_) {
    std::vector<Minutes> minutes;
    Minutes before = plan_.catalog->lessons[lesson].minutes;  // of parts that are done already
    for (const auto& [day, task] : tasks) {
      minutes.push_back(plan_.days[day].tasks[task].minutes);
      before -= minutes.back();
    }
    const std::vector<std::span<const Block>> parts = parts_of(*readings_[lesson], before, minutes);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (!parts[i].empty()) parts_.emplace(tasks[i], parts[i]);
    }
    std::erase_if(tasks, [&](const Place& place) { return !parts_.contains(place); });
  }
}

void BookReadings::name_pictures() {
  for (const auto& [place, blocks] : parts_) {
    for_each_block(blocks, [&](const Block& block) {
      if (block.kind != Block::Kind::picture || pictures_.contains(block.file)) return;
      pictures_.emplace(block.file,
                        fmt::format("picture-{}.{}", pictures_.size() + 1, ending_of(block.file)));
    });
  }
}

void BookReadings::find_days_apart() {
  for (auto part = parts_.begin(); part != parts_.end();) {
    const std::size_t day = part->first.first;
    std::size_t sum = 0;
    std::size_t count = 0;
    for (; part != parts_.end() && part->first.first == day; ++part, ++count) sum += text_bytes(part->second);
    is_apart_[day] = count > 1 && sum > most_bytes_in_a_day_file;
  }
}

bool BookReadings::any(std::size_t day) const {
  const auto part = parts_.lower_bound({day, 0});
  return part != parts_.end() && part->first.first == day;
}

std::span<const Block> BookReadings::blocks(std::size_t day, std::size_t task) const {
  const auto part = parts_.find({day, task});
  return part == parts_.end() ? std::span<const Block>() : part->second;
}

std::optional<std::pair<std::size_t, std::size_t>> BookReadings::first(LessonIndex lesson) const {
  const auto found = tasks_.find(lesson);
  if (found == tasks_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

}  // namespace pensum::epub
