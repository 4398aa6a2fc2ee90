// A picture in the shades between two colours, on which rectangles and set text are drawn. The only place
// that knows FreeType. A point is a pixel here.
#pragma once

#include "base/units.hpp"
#include "image/png_writer.hpp"
#include "text/typesetter.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct FT_LibraryRec_;

namespace pensum::cover {

/// A shade: from the ground, 0, to the ink.
using Tone = std::uint8_t;
inline constexpr Tone ground = 0;
inline constexpr Tone ink = 255;

struct Area {
  Points left;
  Points top;
  Points width;
  Points height;
};

/// Letters as pixels, each drawn once and kept for other drawings.
class Letters {
 public:
  /// `fonts` outlive the letters.
  explicit Letters(const text::FontSet& fonts);

  const text::FontSet& fonts() const { return fonts_; }

  /// Pixels side by side of one tone, from a glyph's origin.
  struct Span {
    std::int32_t x = 0;
    std::int32_t y = 0;  ///< upwards
    std::int32_t length = 0;
    Tone coverage = 0;
  };
  /// Of a glyph, those of a row together. They are there until the next glyph is asked for.
  const std::vector<Span>& glyph(text::FaceId id, Points size, std::uint32_t glyph);

 private:
  struct Free {
    void operator()(FT_LibraryRec_* library) const;
  };
  using GlyphKey = std::tuple<text::FaceId, std::int64_t, std::uint32_t>;  ///< face, size, glyph

  const text::FontSet& fonts_;
  std::unique_ptr<FT_LibraryRec_, Free> library_;
  std::map<GlyphKey, std::vector<Span>> glyphs_;
};

class Drawing {
 public:
  /// All ground. `letters` outlive the drawing.
  Drawing(std::uint32_t width, std::uint32_t height, Letters& letters);

  /// Upper and lower edges are rounded to pixels; the others may cut through them.
  void fill(const Area& area, Tone tone);
  /// `line` in ink, from `left` on.
  void text(const text::Line& line, Points left, Points baseline);

  /// Rows from the top, a tone a pixel. Those that are the same are mostly one and the same.
  using Rows = std::vector<std::shared_ptr<std::string>>;
  /// The picture as it is, to draw on from there another time.
  const Rows& rows() const { return rows_; }
  void set_rows(Rows rows) { rows_ = std::move(rows); }

  /// The picture as a PNG of the colours of these tones, each pixel in the nearest; from that of the ground
  /// to that of the ink.
  std::string png(Rgb ground_color, Rgb ink_color, std::span<const Tone> tones) const;

 private:
  char* row(std::size_t y);
  void draw(const std::vector<Letters::Span>& spans, std::int64_t x, std::int64_t y);

  std::uint32_t width_;
  std::uint32_t height_;
  Letters& letters_;
  Rows rows_;  ///< one that others share is copied before it is drawn on
};

}  // namespace pensum::cover
