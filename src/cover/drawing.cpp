#include "cover/drawing.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace pensum::cover {

namespace {

/// FreeType counts in 64ths of a pixel. Glyphs are on whole pixels, so that a letter is the same picture
/// everywhere, which packs better; no eye sees half a pixel here.
FT_Pos on_pixel(std::int64_t milli) { return static_cast<FT_Pos>((milli + 500) / 1000 * 64); }

/// A tone with as much of another over it as `part` of `whole`.
char mixed(char below, Tone above, std::int64_t part, std::int64_t whole) {
  const auto tone = static_cast<std::int64_t>(static_cast<unsigned char>(below));
  return static_cast<char>(tone + (above - tone) * part / whole);
}

struct Target {
  std::string& tones;
  std::uint32_t width;
  std::uint32_t height;
};

// Edges of glyphs that touch, as in Arabic, add up. FreeType counts rows from below.
void draw_spans(int y, int count, const FT_Span* spans, void* user) {
  const Target& target = *static_cast<const Target*>(user);
  const std::size_t row = (target.height - 1 - static_cast<std::size_t>(y)) * target.width;
  for (const FT_Span* span = spans; span != spans + count; ++span) {
    char* const first = &target.tones[row + static_cast<std::size_t>(span->x)];
    for (char* pixel = first; pixel != first + span->len; ++pixel) {
      *pixel = mixed(*pixel, ink, span->coverage, 255);
    }
  }
}

}  // namespace

void Drawing::Free::operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
void Drawing::Free::operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }

Drawing::Drawing(std::uint32_t width, std::uint32_t height, const text::FontSet& fonts)
    : width_(width),
      height_(height),
      fonts_(fonts),
      tones_(std::size_t{width} * height, static_cast<char>(ground)) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) == 0) library_.reset(library);
}

void Drawing::fill(const Area& area, Tone tone) {
  const auto row_at = [this](Points y) {
    return std::clamp<std::int64_t>((y.milli + 500) / 1000, 0, std::int64_t{height_});
  };
  const std::int64_t right = std::min((area.left + area.width).milli, std::int64_t{width_} * 1000);
  const std::int64_t left = std::max<std::int64_t>(area.left.milli, 0);
  for (std::int64_t y = row_at(area.top); y < row_at(area.top + area.height); ++y) {
    char* const row = &tones_[static_cast<std::size_t>(y) * width_];
    const auto blend = [&](std::int64_t x) {
      const std::int64_t covered = std::min(right, (x + 1) * 1000) - std::max(left, x * 1000);
      if (covered > 0) row[x] = mixed(row[x], tone, covered, 1000);
    };
    // Whole pixels, and what is cut through beside them.
    const std::int64_t first = (left + 999) / 1000;
    const std::int64_t last = right / 1000;
    if (first > last) {
      blend(last);
      continue;
    }
    std::fill(row + first, row + last, static_cast<char>(tone));
    if (left < first * 1000) blend(first - 1);
    if (last * 1000 < right) blend(last);
  }
}

FT_FaceRec_* Drawing::face(text::FaceId id) {
  const auto [at, added] = faces_.try_emplace(id);
  if (added && library_) {
    const std::span<const std::byte> bytes = fonts_.bytes(id);
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library_.get(), reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &face) == 0) {
      at->second.reset(face);
    }
  }
  return at->second.get();
}

void Drawing::text(const text::Line& line, Points left, Points baseline) {
  Target target{tones_, width_, height_};
  FT_Raster_Params params{};
  params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP;
  params.gray_spans = draw_spans;
  params.user = &target;
  params.clip_box = {0, 0, static_cast<FT_Pos>(width_), static_cast<FT_Pos>(height_)};
  for (const text::Run& run : line.runs) {
    FT_FaceRec_* const open = face(run.face);
    if (open == nullptr || FT_Set_Char_Size(open, 0, run.size.milli * 64 / 1000, 72, 72) != 0) continue;
    const std::int64_t em = fonts_.info(run.face).units_per_em;
    Points pen = left + run.x;
    for (const text::Glyph& glyph : run.glyphs) {
      const Points x = pen + run.size.scaled(glyph.x_offset, em);
      const Points y = baseline - run.size.scaled(glyph.y_offset, em);
      pen += run.size.scaled(glyph.advance, em);
      if (FT_Load_Glyph(open, glyph.id, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) continue;
      if (open->glyph->format != FT_GLYPH_FORMAT_OUTLINE) continue;
      FT_Outline_Translate(&open->glyph->outline, on_pixel(x.milli),
                           on_pixel(std::int64_t{height_} * 1000 - y.milli));
      FT_Outline_Render(library_.get(), &open->glyph->outline, &params);
    }
  }
}

Result<std::string> Drawing::png(Rgb ground_color, Rgb ink_color) && {
  constexpr std::int64_t last = 7;  // smooth enough for letters of this size
  std::array<Rgb, last + 1> palette{};
  for (std::int64_t i = 0; i <= last; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const std::int64_t from = ground_color[channel];
      const std::int64_t to = ink_color[channel];
      palette[static_cast<std::size_t>(i)][channel] =
          static_cast<std::uint8_t>((from * (last - i) + to * i + last / 2) / last);
    }
  }
  PaletteImage image{.width = width_, .height = height_, .palette = palette, .pixels = std::move(tones_)};
  for (char& pixel : image.pixels) {
    pixel = static_cast<char>((static_cast<unsigned char>(pixel) * last + ink / 2) / ink);
  }
  return write_png(image);
}

}  // namespace pensum::cover
