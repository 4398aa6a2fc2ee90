// A picture in four shades between two colours, on which rectangles and set text are drawn. The only place
// that knows FreeType. A point is a pixel here.
#pragma once

#include "base/units.hpp"
#include "image/png_writer.hpp"
#include "image/rows.hpp"
#include "text/typesetter.hpp"

#include <array>
#include <cstddef>
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

/// The shades that a picture has, rising, from that of the ground to that of the ink. A pixel is one of them.
class Shades {
 public:
  using Tones = std::array<Tone, 4>;

  explicit constexpr Shades(const Tones& tones) : tones_(tones) {
    std::uint8_t at = 0;
    for (int tone = ground; tone <= ink; ++tone) {
      const auto away = [&](std::size_t shade) {
        return tone < tones_[shade] ? tones_[shade] - tone : tone - tones_[shade];
      };
      while (at + 1U < tones_.size() && away(at + 1U) < away(at)) ++at;
      nearest_[static_cast<std::size_t>(tone)] = at;
    }
  }

  const Tones& tones() const { return tones_; }
  /// The number of the shade that is nearest to a tone.
  std::uint8_t nearest(Tone tone) const { return nearest_[tone]; }
  /// Of `shade` with as much of a tone over it as `part` of `whole`.
  std::uint8_t mixed(std::uint8_t shade, Tone above, std::int64_t part, std::int64_t whole) const;

 private:
  Tones tones_;
  std::array<std::uint8_t, 256> nearest_{};
};

struct Area {
  Points left;
  Points top;
  Points width;
  Points height;
};

/// Letters as pixels, each drawn once and kept for other drawings.
class Letters {
 public:
  /// `fonts` and `shades` outlive the letters.
  Letters(const text::FontSet& fonts, const Shades& shades);

  const text::FontSet& fonts() const { return fonts_; }
  const Shades& shades() const { return shades_; }

  /// Pixels side by side of one shade, from a glyph's origin.
  struct Span {
    std::int32_t x = 0;
    std::int32_t length = 0;
    std::uint8_t shade = 0;
  };
  /// The spans in a row of pixels.
  struct Row {
    std::int32_t y = 0;  ///< upwards
    std::uint32_t spans = 0;
  };
  /// A glyph, without what is nearer to the ground: its rows, and the spans of one after those of another.
  struct Glyph {
    std::vector<Row> rows;
    std::vector<Span> spans;
    std::int32_t left = 0;   ///< of the leftmost span
    std::int32_t right = 0;  ///< where the rightmost ends
  };
  /// It is there until the next one is asked for.
  const Glyph& glyph(text::FaceId id, Points size, std::uint32_t glyph);

 private:
  struct Free {
    void operator()(FT_LibraryRec_* library) const;
  };
  using GlyphKey = std::tuple<text::FaceId, std::int64_t, std::uint32_t>;  ///< face, size, glyph

  const text::FontSet& fonts_;
  const Shades& shades_;
  std::unique_ptr<FT_LibraryRec_, Free> library_;
  std::map<GlyphKey, Glyph> glyphs_;
  Glyph drawn_;  ///< in the making
};

/// A row of pixels in any tones, for what is filled one over another before it becomes shades.
class ToneRow {
 public:
  ToneRow(std::uint32_t width, Tone tone) : tones_(width, tone) {}

  /// Both ends may cut through pixels.
  void fill(Points left, Points right, Tone tone);
  std::span<const Tone> tones() const { return tones_; }

 private:
  std::vector<Tone> tones_;
};

class Drawing {
 public:
  /// All ground. `letters` outlive the drawing, which has their shades.
  Drawing(std::uint32_t width, std::uint32_t height, Letters& letters);

  /// The row of pixels that begins at `y`, rounded.
  std::size_t row_at(Points y) const;
  /// Edges are rounded to pixels.
  void fill(const Area& area, Tone tone);
  void set_row(std::size_t y, const ToneRow& row);
  /// Makes the rows behind `first` up to `last`, which is not among them, as that one.
  void repeat(std::size_t first, std::size_t last) { rows_.repeat(first, last); }
  /// `line` in ink, from `left` on.
  void text(const text::Line& line, Points left, Points baseline);

  /// All ground again.
  void clear() { rows_.clear(); }
  /// Becomes as `other`, which is of the same size.
  void copy(const Drawing& other) { rows_ = other.rows_; }

  /// The picture as a PNG, from the colour of the ground to that of the ink.
  std::string png(const Rgb& ground_color, const Rgb& ink_color) const;

 private:
  void draw(const Letters::Glyph& glyph, std::int64_t x, std::int64_t y);

  std::uint32_t width_;
  Letters& letters_;
  Rows rows_;  ///< from the top, as `png_row` has them
};

}  // namespace pensum::cover
