#include "epub/texts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum::epub {

namespace {

/// Stands for the whole of a text, whatever its length.
constexpr ReadingPart all_of_it{.first = 0, .last = static_cast<std::size_t>(-1)};

/// Whether all lessons that a text leads to are in the catalog. Its pictures may be missing, which only its
/// readings know.
bool is_whole_in(const PreparedText& text, const Catalog& catalog) {
  return std::ranges::all_of(text.parts, [&](const PreparedPart& part) {
    if (!part.bytes.empty()) return true;
    if (part.kind == Splice::Kind::picture) return false;
    return part.kind != Splice::Kind::begin_link ||
           std::ranges::find(catalog.lessons, part.target, &Lesson::id) != catalog.lessons.end();
  });
}

/// The text that `course` has of a lesson; null if it has another one.
Result<const PreparedText*> prepared_text(const PreparedCourse& course, const Catalog& catalog,
                                          const Readings& readings, LessonIndex lesson) {
  if (course.catalog != catalog.id) return nullptr;
  const Result<std::string>& file = readings.file(lesson);
  if (!file) return std::unexpected(file.error());
  const ContentHash key = text_key(catalog.lessons[lesson].id, *file);
  const auto found = std::ranges::find(course.texts, key, &PreparedText::key);
  return found != course.texts.end() && is_whole_in(*found, catalog) ? &*found : nullptr;
}

PackedText packed(const PreparedText& prepared) {
  PackedText text{.parts = {}, .text_bytes = prepared.text_bytes};
  for (const PreparedPart& part : prepared.parts) {
    if (part.bytes.empty()) {
      text.parts.emplace_back(
          Splice{.kind = part.kind, .target = std::string(part.target), .words = std::string(part.words)});
    } else {
      text.parts.emplace_back(
          PackedPiece{.unended = std::string(part.bytes), .size = part.size, .checksum = part.checksum});
    }
  }
  return text;
}

std::size_t size_of(const PackedText& text) {
  std::size_t size = 0;
  for (const auto& part : text.parts) {
    if (const auto* piece = std::get_if<PackedPiece>(&part)) size += piece->unended.size();
  }
  return size;
}

}  // namespace

ContentHash text_key(std::string_view lesson, std::string_view file) {
  return content_hash(file, content_hash(lesson).low);
}

Result<Texts> Texts::of(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const Readings> readings,
                        const PreparedCourse& prepared) {
  const std::size_t lessons = catalog->lessons.size();
  Texts texts(std::move(catalog), std::move(readings));
  texts.has_.resize(lessons);
  texts.prepared_.resize(lessons);
  Diagnostics wrong;
  for (LessonIndex i = 0; i < lessons; ++i) {
    if (!texts.readings_->has(i)) continue;
    const auto known = prepared_text(prepared, *texts.catalog_, *texts.readings_, i);
    if (known && *known != nullptr) {
      texts.prepared_[i] = *known;
      texts.has_[i] = true;
    } else if (const Result<const Reading*>& reading = texts.readings_->of(i)) {
      texts.has_[i] = *reading != nullptr;
    } else {
      std::ranges::copy(reading.error(), std::back_inserter(wrong));
    }
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return texts;
}

const PackedText& Texts::whole(LessonIndex lesson, Deflater& deflater) {
  const auto known = texts_.find({lesson, all_of_it.first, all_of_it.last});
  if (known != texts_.end()) return known->second;
  if (prepared_[lesson] != nullptr) return keep(lesson, all_of_it, packed(*prepared_[lesson]));
  const Reading& all = reading(lesson);
  const ReadingPart blocks{.first = 0, .last = all.blocks.size()};
  return keep(lesson, all_of_it, pack_text(catalog_->lessons[lesson].id, all, blocks, deflater));
}

const PackedText& Texts::part(LessonIndex lesson, ReadingPart part, Deflater& deflater) {
  const auto known = texts_.find({lesson, part.first, part.last});
  if (known != texts_.end()) return known->second;
  return keep(lesson, part, pack_text(catalog_->lessons[lesson].id, reading(lesson), part, deflater));
}

const PackedText& Texts::keep(LessonIndex lesson, ReadingPart part, PackedText text) {
  kept_ += size_of(text);
  return texts_.emplace(std::tuple(lesson, part.first, part.last), std::move(text)).first->second;
}

void Texts::forget() {
  texts_.clear();
  kept_ = 0;
}

}  // namespace pensum::epub
