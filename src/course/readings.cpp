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
  std::call_once(loaded_, [&] { all_ = load(); });
  return *all_;
}

Result<std::vector<const Reading*>> Readings::load() const {
  const std::vector<Lesson>& lessons = catalog_->lessons;
  std::vector<const Reading*> all(lessons.size());
  opened_.resize(lessons.size());
  Diagnostics wrong;
  for (LessonIndex i = 0; i < lessons.size(); ++i) {
    const Lesson& lesson = lessons[i];
    if (!lesson.reading.empty()) {
      all[i] = &lesson.reading;
    } else if (!lesson.reading_file.empty() && open_) {
      Result<Reading> read = open_reading(lesson.reading_file, open_, *catalog_);
      if (read) {
        opened_[i] = *std::move(read);
        all[i] = &opened_[i];
      } else {
        std::ranges::move(read.error(), std::back_inserter(wrong));
      }
    }
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  if (missing_ == MissingPictures::are_left_out) leave_out_missing(all);
  return all;
}

void Readings::leave_out_missing(std::vector<const Reading*>& all) const {
  const auto is_missing = [&](const Block& block) {
    return block.kind == Block::Kind::picture && !picture(block.file);
  };
  for (LessonIndex i = 0; i < all.size(); ++i) {
    if (all[i] == nullptr || std::ranges::none_of(all[i]->blocks, is_missing)) continue;
    if (all[i] != &opened_[i]) opened_[i] = *all[i];
    std::erase_if(opened_[i].blocks, is_missing);
    all[i] = opened_[i].empty() ? nullptr : &opened_[i];
  }
}

Result<std::string> Readings::picture(const std::string& path) const {
  if (!open_) {
    return failure(fmt::format("the picture “{}” is not beside the catalog", shown(path)),
                   "name the catalog by its file");
  }
  return open_(path);
}

}  // namespace pensum
