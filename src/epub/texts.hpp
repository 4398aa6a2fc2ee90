// What the lessons of one course give to read, on its way into books: packed when the first of them asks for
// it.
#pragma once

#include "base/content_hash.hpp"
#include "base/diagnostic.hpp"
#include "course/readings.hpp"
#include "epub/packed_text.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace pensum::epub {

/// A part of a text that was packed when the program was built: bytes of a piece, or else a splice.
struct PreparedPart {
  std::string_view bytes{};  ///< a piece's, as Deflater::unended
  std::uint64_t size = 0;
  std::uint32_t checksum = 0;
  Splice::Kind kind = Splice::Kind::begin_link;
  std::string_view target{};
  std::string_view words{};
};

/// The text of a lesson, whole.
struct PreparedText {
  ContentHash key;  ///< `text_key` of it
  std::size_t text_bytes = 0;
  std::span<const PreparedPart> parts;
};

struct PreparedCourse {
  std::string_view catalog;  ///< its id
  std::span<const PreparedText> texts;
};

/// Tells a text from others: all that what it becomes depends on.
ContentHash text_key(std::string_view lesson, std::string_view file);

/// Not for several threads at a time.
class Texts {
 public:
  /// Texts that are among those of `prepared` are not opened. Errors: those of the texts.
  static Result<Texts> of(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const Readings> readings,
                          const PreparedCourse& prepared = {});

  bool has(LessonIndex lesson) const { return has_[lesson]; }
  /// What a lesson has, to cut it.
  const Reading& reading(LessonIndex lesson) const { return **readings_->of(lesson); }
  /// A text, or a part of it, as long as this lives and is not told to forget.
  const PackedText& whole(LessonIndex lesson, Deflater& deflater);
  const PackedText& part(LessonIndex lesson, ReadingPart part, Deflater& deflater);
  /// The bytes of a picture in a text.
  Result<std::string> picture(const std::string& file) const { return readings_->picture(file); }

  /// How many bytes are kept.
  std::size_t kept() const { return kept_; }
  void forget();

 private:
  Texts(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const Readings> readings)
      : catalog_(std::move(catalog)), readings_(std::move(readings)) {}

  const PackedText& keep(LessonIndex lesson, ReadingPart part, PackedText text);

  std::shared_ptr<const Catalog> catalog_;
  std::shared_ptr<const Readings> readings_;
  std::vector<bool> has_;                      ///< by lesson
  std::vector<const PreparedText*> prepared_;  ///< by lesson; null where it is not
  std::map<std::tuple<LessonIndex, std::size_t, std::size_t>, PackedText> texts_;  ///< by their parts
  std::size_t kept_ = 0;
};

}  // namespace pensum::epub
