#include "course/readings.hpp"

#include "course/markup_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum {

Result<Reading> open_reading(const std::string& path, const OpenBeside& open, const Catalog& catalog) {
  const Result<std::string> bytes = open(path);
  if (!bytes) return std::unexpected(bytes.error());
  Result<ReadingFile> file = read_reading(*bytes, path);
  if (!file) return std::unexpected(std::move(file.error()));
  Diagnostics wrong;
  for (const LessonLink& link : file->links) {
    if (std::ranges::find(catalog.lessons, link.id, &Lesson::id) != catalog.lessons.end()) continue;
    wrong.push_back(dead_link(file->document.place_at(link.spot), link.id, catalog.lessons));
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::move(file->reading);
}

const Result<std::vector<const Reading*>>& Readings::all() const {
  std::call_once(loaded_, [&] { all_ = load_all(); });
  return *all_;
}

const Result<const Reading*>& Readings::of(LessonIndex lesson) const {
  Slot& slot = slots_[lesson];
  std::call_once(slot.once, [&] { slot.reading = load(lesson, slot.opened); });
  return slot.reading;
}

bool Readings::has(LessonIndex lesson) const {
  const Lesson& named = catalog_->lessons[lesson];
  return !named.reading.empty() || (!named.reading_file.empty() && open_);
}

const Result<std::string>& Readings::file(LessonIndex lesson) const {
  Slot& slot = slots_[lesson];
  std::call_once(slot.file_once, [&] {
    const Lesson& named = catalog_->lessons[lesson];
    if (named.reading.empty() && !named.reading_file.empty() && open_) slot.file = open_(named.reading_file);
    slot.has_file = true;
  });
  return slot.file;
}

Result<std::vector<const Reading*>> Readings::load_all() const {
  std::vector<const Reading*> all;
  Diagnostics wrong;
  for (LessonIndex i = 0; i < catalog_->lessons.size(); ++i) {
    const Result<const Reading*>& reading = of(i);
    all.push_back(reading ? *reading : nullptr);
    if (!reading) std::ranges::copy(reading.error(), std::back_inserter(wrong));
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return all;
}

Result<const Reading*> Readings::load(LessonIndex lesson, Reading& opened) const {
  if (!has(lesson)) return nullptr;
  const Lesson& named = catalog_->lessons[lesson];
  const Reading* reading = &named.reading;
  if (reading->empty()) {
    // Once it is known by its bytes it is not opened again: it may be another file meanwhile.
    const Slot& slot = slots_[lesson];
    const OpenBeside known = [&](const std::string&) { return slot.file; };
    Result<Reading> read = open_reading(named.reading_file, slot.has_file ? known : open_, *catalog_);
    if (!read) return std::unexpected(std::move(read.error()));
    opened = *std::move(read);
    reading = &opened;
  }
  const auto is_missing = [&](const Block& block) {
    return missing_ == MissingPictures::are_left_out && block.kind == Block::Kind::picture &&
           !picture(block.file);
  };
  if (std::ranges::none_of(reading->blocks, is_missing)) return reading;
  if (reading != &opened) opened = *reading;
  std::erase_if(opened.blocks, is_missing);
  return opened.empty() ? nullptr : &opened;
}

Result<std::string> Readings::picture(const std::string& path) const {
  if (!open_) {
    return failure(fmt::format("the picture “{}” is not beside the catalog", shown(path)),
                   "name the catalog by its file");
  }
  return open_(path);
}

}  // namespace pensum
