#include "epub/book_readings.hpp"

#include "course/reading_parts.hpp"

#include <fmt/format.h>

#include <span>
#include <variant>

namespace pensum::epub {

namespace {

/// A file with more takes some readers seconds to open.
constexpr std::size_t most_bytes_in_a_day_file = 48'000;

std::vector<ReadingPart> parts_of(const Reading& reading, Minutes before, std::span<const Minutes> minutes) {
  std::vector<Minutes> pieces(minutes.begin(), minutes.end());
  if (before > Minutes{0}) pieces.insert(pieces.begin(), before);
  std::vector<ReadingPart> parts = cut_reading(reading, pieces);
  if (before > Minutes{0}) parts.erase(parts.begin());
  return parts;
}

std::string ending_of(const std::string& file) {
  return file.size() > 4 && (file.ends_with("png") || file.ends_with("PNG")) ? "png" : "jpg";
}

}  // namespace

/// Each task of a lesson gets the part of its text for which there are its minutes.
void BookReadings::share_out(Texts& texts, Deflater& deflater, LessonIndex lesson,
                             std::vector<Place>& tasks) {
  std::vector<Minutes> minutes;
  Minutes before = plan_.catalog->lessons[lesson].minutes;  // of parts that are done already
  for (const auto& [day, task] : tasks) {
    minutes.push_back(plan_.days[day].tasks[task].minutes);
    before -= minutes.back();
  }
  const auto put = [&](const Place& place, const PackedText& text) {
    if (!text.empty()) parts_.emplace(place, &text);
  };
  if (tasks.size() == 1 && before == Minutes{0}) {
    put(tasks.front(), texts.whole(lesson, deflater));
  } else {
    const std::vector<ReadingPart> parts = parts_of(texts.reading(lesson), before, minutes);
    for (std::size_t i = 0; i < tasks.size(); ++i) put(tasks[i], texts.part(lesson, parts[i], deflater));
  }
  std::erase_if(tasks, [&](const Place& place) { return !parts_.contains(place); });
}

void BookReadings::name_pictures() {
  for (const auto& [place, text] : parts_) {
    for (const auto& part : text->parts) {
      const auto* splice = std::get_if<Splice>(&part);
      if (splice == nullptr || splice->kind != Splice::Kind::picture || pictures_.contains(splice->target))
        continue;
      pictures_.emplace(splice->target,
                        fmt::format("picture-{}.{}", pictures_.size() + 1, ending_of(splice->target)));
    }
  }
}

void BookReadings::find_days_apart() {
  for (auto part = parts_.begin(); part != parts_.end();) {
    const std::size_t day = part->first.first;
    std::size_t sum = 0;
    std::size_t count = 0;
    for (; part != parts_.end() && part->first.first == day; ++part, ++count) sum += part->second->text_bytes;
    is_apart_[day] = count > 1 && sum > most_bytes_in_a_day_file;
  }
}

bool BookReadings::any(std::size_t day) const {
  const auto part = parts_.lower_bound({day, 0});
  return part != parts_.end() && part->first.first == day;
}

std::optional<std::pair<std::size_t, std::size_t>> BookReadings::first(LessonIndex lesson) const {
  const auto found = tasks_.find(lesson);
  if (found == tasks_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

}  // namespace pensum::epub
