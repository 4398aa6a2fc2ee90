#include "cover/drawing.hpp"

#include "cover/freetype.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace pensum::cover {

namespace {

/// Glyphs are on whole pixels: a letter is then the same picture everywhere, drawn once, and packs better. No
/// eye sees half a pixel here.
std::int64_t pixel(Points at) { return (at.milli + 500) / 1000; }

/// A tone with as much of another over it as `part` of `whole`.
std::uint8_t mixed(Tone below, Tone above, std::int64_t part, std::int64_t whole) {
  return static_cast<std::uint8_t>(below + (above - below) * part / whole);
}

constexpr std::size_t in_a_byte = 4;

/// The pixels of a row, behind its zero.
class Pixels {
 public:
  explicit Pixels(char* row) : bytes_(reinterpret_cast<unsigned char*>(row) + 1) {}

  std::uint8_t at(std::size_t x) const { return bytes_[x / in_a_byte] >> shift(x) & 3; }
  void put(std::size_t x, std::uint8_t shade) { set(x / in_a_byte, 3U << shift(x), shade); }
  /// Those from `first` to `last`, which is behind it and not among them.
  void fill(std::size_t first, std::size_t last, std::uint8_t shade) {
    std::size_t at = first / in_a_byte;
    const std::size_t end = last / in_a_byte;
    const unsigned head = 0xFFU >> first % in_a_byte * 2;
    const unsigned tail = 0xFF00U >> last % in_a_byte * 2 & 0xFF;
    if (at == end) return set(at, head & tail, shade);
    set(at, head, shade);
    while (++at < end) bytes_[at] = all(shade);
    if (tail != 0) set(at, tail, shade);
  }

 private:
  static unsigned shift(std::size_t x) { return static_cast<unsigned>(in_a_byte - 1 - x % in_a_byte) * 2; }
  /// Four pixels of a shade.
  static unsigned char all(std::uint8_t shade) { return static_cast<unsigned char>(shade * 0x55U); }
  /// The pixels whose bits `mask` has.
  void set(std::size_t at, unsigned mask, std::uint8_t shade) {
    bytes_[at] = static_cast<unsigned char>((bytes_[at] & ~mask) | (all(shade) & mask));
  }

  unsigned char* bytes_;
};

/// A glyph's outline as FreeType draws it: in 64ths of a pixel.
class Outline {
 public:
  Outline(const std::vector<text::OutlineStep>& steps, Points size, int units_per_em)
      : scale_(static_cast<float>(size.milli) * 64 / 1000 / static_cast<float>(units_per_em)) {
    using Kind = text::OutlineStep::Kind;
    points_.reserve(steps.size() * 3);
    tags_.reserve(steps.size() * 3);
    for (const text::OutlineStep& step : steps) {
      if (step.kind == Kind::move) end_contour();
      const auto controls = step.kind == Kind::cubic ? 2U : step.kind == Kind::quadratic ? 1U : 0U;
      for (std::size_t i = 0; i < controls; ++i)
        add(step.points[i], step.kind == Kind::cubic ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_CONIC);
      add(step.points[controls], FT_CURVE_TAG_ON);
    }
    end_contour();
  }

  /// Nothing where FreeType does not take so many points.
  void render(FT_Library library, FT_Raster_Params& params) {
    if (points_.size() > FT_OUTLINE_POINTS_MAX || ends_.size() > FT_OUTLINE_CONTOURS_MAX) return;
    FT_Outline outline{.n_contours = static_cast<short>(ends_.size()),
                       .n_points = static_cast<short>(points_.size()),
                       .points = points_.data(),
                       .tags = tags_.data(),
                       .contours = ends_.data(),
                       .flags = 0};
    load_freetype()->outline_render(library, &outline, &params);
  }

 private:
  void add(text::OutlineStep::At at, int tag) {
    points_.push_back({.x = std::lround(at.x * scale_), .y = std::lround(at.y * scale_)});
    tags_.push_back(static_cast<char>(tag));
  }
  void end_contour() {
    const auto last = static_cast<short>(points_.size() - 1);
    if (!points_.empty() && (ends_.empty() || ends_.back() != last)) ends_.push_back(last);
  }

  float scale_;
  std::vector<FT_Vector> points_;
  std::vector<char> tags_;
  std::vector<short> ends_;
};

/// Finds where its spans begin and end.
void measure_glyph(Letters::Glyph& glyph) {
  glyph.left = std::numeric_limits<std::int32_t>::max();
  glyph.right = std::numeric_limits<std::int32_t>::min();
  for (const Letters::Span& span : glyph.spans) {
    glyph.left = std::min(glyph.left, span.x);
    glyph.right = std::max(glyph.right, span.x + span.length);
  }
}

/// What of a glyph is between `left` and `right`.
Letters::Glyph cut(const Letters::Glyph& glyph, std::int64_t left, std::int64_t right) {
  Letters::Glyph made;
  const Letters::Span* span = glyph.spans.data();
  for (const Letters::Row& row : glyph.rows) {
    const std::size_t before = made.spans.size();
    for (const Letters::Span* const end = span + row.spans; span != end; ++span) {
      const auto first = std::max<std::int64_t>(span->x, left);
      const auto last = std::min<std::int64_t>(span->x + span->length, right);
      if (first >= last) continue;
      made.spans.push_back({.x = static_cast<std::int32_t>(first),
                            .length = static_cast<std::int32_t>(last - first),
                            .shade = span->shade});
    }
    made.rows.push_back({.y = row.y, .spans = static_cast<std::uint32_t>(made.spans.size() - before)});
  }
  measure_glyph(made);
  return made;
}

}  // namespace

std::uint8_t Shades::mixed(std::uint8_t shade, Tone above, std::int64_t part, std::int64_t whole) const {
  return nearest(cover::mixed(tones_[shade], above, part, whole));
}

void Letters::Free::operator()(FT_LibraryRec_* library) const { load_freetype()->done(library); }

Letters::Letters(const text::FontSet& fonts, const Shades& shades) : fonts_(fonts), shades_(shades) {
  FT_Library library = nullptr;
  if (load_freetype() && load_freetype()->init(&library) == 0) library_.reset(library);
}

Drawing::Drawing(std::uint32_t width, std::uint32_t height, Letters& letters)
    : width_(width), letters_(letters), rows_(png_row(width), height) {}

std::size_t Drawing::row_at(Points y) const {
  const auto end = static_cast<std::int64_t>(rows_.count());
  return static_cast<std::size_t>(std::clamp<std::int64_t>(pixel(y), 0, end));
}

void ToneRow::fill(Points left, Points right, Tone tone) {
  const std::int64_t end = std::min(right.milli, static_cast<std::int64_t>(tones_.size()) * 1000);
  const std::int64_t begin = std::max<std::int64_t>(left.milli, 0);
  for (std::int64_t x = begin / 1000; x * 1000 < end; ++x) {
    const std::int64_t covered = std::min(end, (x + 1) * 1000) - std::max(begin, x * 1000);
    Tone& below = tones_[static_cast<std::size_t>(x)];
    below = mixed(below, tone, covered, 1000);
  }
}

void Drawing::fill(const Area& area, Tone tone) {
  const auto column_at = [&](Points x) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(pixel(x), 0, std::int64_t{width_}));
  };
  const std::size_t first = column_at(area.left);
  const std::size_t last = column_at(area.left + area.width);
  const std::size_t end = row_at(area.top + area.height);
  for (std::size_t y = row_at(area.top); y < end && first < last; ++y)
    Pixels(rows_.write(y)).fill(first, last, letters_.shades().nearest(tone));
}

void Drawing::set_row(std::size_t y, const ToneRow& row) {
  char* byte = rows_.write(y);
  unsigned pixels = 0;
  std::size_t x = 0;
  const auto add = [&](std::uint8_t shade) {
    pixels = pixels << 2 | shade;
    if (++x % in_a_byte == 0) *++byte = static_cast<char>(pixels & 0xFF);
  };
  for (const Tone tone : row.tones()) add(letters_.shades().nearest(tone));
  while (x % in_a_byte != 0) add(0);
}

const Letters::Glyph& Letters::glyph(text::FaceId id, Points size, std::uint32_t glyph) {
  constexpr std::size_t most_kept = 2000;  // of some 5 KB
  if (glyphs_.size() >= most_kept) glyphs_.clear();
  const auto [at, added] = glyphs_.try_emplace({id, size.milli, glyph});
  if (!added || !library_) return at->second;
  Outline outline(fonts_.outline(id, glyph), size, fonts_.info(id).units_per_em);
  drawn_.rows.clear();
  drawn_.spans.clear();
  FT_Raster_Params params{};
  params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT;
  params.user = this;
  params.gray_spans = [](int y, int count, const FT_Span* found, void* user) {
    const Shades& shades = static_cast<Letters*>(user)->shades_;
    Glyph& drawn = static_cast<Letters*>(user)->drawn_;
    const std::size_t before = drawn.spans.size();
    for (const FT_Span* span = found; span != found + count; ++span) {
      const std::uint8_t shade = shades.nearest(span->coverage);
      if (shade != 0) drawn.spans.push_back({.x = span->x, .length = span->len, .shade = shade});
    }
    drawn.rows.push_back({.y = y, .spans = static_cast<std::uint32_t>(drawn.spans.size() - before)});
  };
  outline.render(library_.get(), params);
  measure_glyph(drawn_);
  return at->second = drawn_;
}

// Edges of glyphs that touch, as in Arabic, add up.
void Drawing::draw(const Letters::Glyph& glyph, std::int64_t x, std::int64_t y) {
  if (glyph.spans.empty()) return;
  if (x + glyph.left < 0 || x + glyph.right > width_) return draw(cut(glyph, -x, width_ - x), x, y);
  const Shades& shades = letters_.shades();
  const std::uint8_t full = shades.nearest(ink);
  const Letters::Span* span = glyph.spans.data();
  for (const Letters::Row& found : glyph.rows) {
    const Letters::Span* const end = span + found.spans;
    const std::int64_t row = y - 1 - found.y;
    if (row < 0 || row >= static_cast<std::int64_t>(rows_.count())) {
      span = end;
      continue;
    }
    Pixels pixels(rows_.write(static_cast<std::size_t>(row)));
    for (; span != end; ++span) {
      const auto first = static_cast<std::size_t>(x + span->x);
      const auto last = static_cast<std::size_t>(x + span->x + span->length);
      if (span->shade == full) {
        pixels.fill(first, last, full);
        continue;
      }
      for (std::size_t at = first; at < last; ++at) {
        const std::uint8_t below = pixels.at(at);
        pixels.put(at, below == 0 ? span->shade : shades.mixed(below, ink, shades.tones()[span->shade], ink));
      }
    }
  }
}

void Drawing::text(const text::Line& line, Points left, Points baseline) {
  for (const text::Run& run : line.runs) {
    const std::int64_t em = letters_.fonts().info(run.face).units_per_em;
    Points pen = left + run.x;
    for (const text::Glyph& each : run.glyphs) {
      const Points x = pen + run.size.scaled(each.x_offset, em);
      const Points y = baseline - run.size.scaled(each.y_offset, em);
      pen += run.size.scaled(each.advance, em);
      draw(letters_.glyph(run.face, run.size, each.id), pixel(x), pixel(y));
    }
  }
}

std::string Drawing::png(const Rgb& ground_color, const Rgb& ink_color) const {
  std::vector<Rgb> palette;
  for (const Tone tone : letters_.shades().tones()) {
    Rgb& color = palette.emplace_back();
    for (std::size_t channel = 0; channel < color.size(); ++channel)
      color[channel] = mixed(ground_color[channel], ink_color[channel], tone, ink);
  }
  return write_png({.palette = palette, .width = width_, .rows = rows_});
}

}  // namespace pensum::cover
