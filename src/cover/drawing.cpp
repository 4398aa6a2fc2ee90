#include "cover/drawing.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace pensum::cover {

namespace {

/// Glyphs are on whole pixels: a letter is then the same picture everywhere, drawn once, and packs better. No
/// eye sees half a pixel here.
std::int64_t pixel(Points at) { return (at.milli + 500) / 1000; }

/// A tone with as much of another over it as `part` of `whole`.
char mixed(char below, Tone above, std::int64_t part, std::int64_t whole) {
  const auto tone = static_cast<std::int64_t>(static_cast<unsigned char>(below));
  return static_cast<char>(tone + (above - tone) * part / whole);
}

/// A glyph's outline as FreeType draws it: in 64ths of a pixel.
class Outline {
 public:
  Outline(const std::vector<text::OutlineStep>& steps, Points size, int units_per_em)
      : scale_(static_cast<float>(size.milli) * 64 / 1000 / static_cast<float>(units_per_em)) {
    using Kind = text::OutlineStep::Kind;
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
    FT_Outline_Render(library, &outline, &params);
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

}  // namespace

void Letters::Free::operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }

Letters::Letters(const text::FontSet& fonts) : fonts_(fonts) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) == 0) library_.reset(library);
}

Drawing::Drawing(std::uint32_t width, std::uint32_t height, Letters& letters)
    : width_(width),
      height_(height),
      letters_(letters),
      rows_(height, std::make_shared<std::string>(width, static_cast<char>(ground))) {}

void Drawing::fill(const Area& area, Tone tone) {
  const auto row_at = [this](Points y) {
    return std::clamp<std::int64_t>((y.milli + 500) / 1000, 0, std::int64_t{height_});
  };
  const std::int64_t right = std::min((area.left + area.width).milli, std::int64_t{width_} * 1000);
  const std::int64_t left = std::max<std::int64_t>(area.left.milli, 0);
  const auto paint = [&](char* row) {
    const auto blend = [&](std::int64_t x) {
      const std::int64_t covered = std::min(right, (x + 1) * 1000) - std::max(left, x * 1000);
      if (covered > 0) row[x] = mixed(row[x], tone, covered, 1000);
    };
    // Whole pixels, and what is cut through beside them.
    const std::int64_t first = (left + 999) / 1000;
    const std::int64_t last = right / 1000;
    if (first > last) {
      blend(last);
      return;
    }
    std::fill(row + first, row + last, static_cast<char>(tone));
    if (left < first * 1000) blend(first - 1);
    if (last * 1000 < right) blend(last);
  };
  // Rows that are one stay one.
  std::shared_ptr<std::string> before;
  std::shared_ptr<std::string> painted;
  for (std::int64_t y = row_at(area.top); y < row_at(area.top + area.height); ++y) {
    std::shared_ptr<std::string>& row = rows_[static_cast<std::size_t>(y)];
    if (row != before) {
      before = row;
      painted = std::make_shared<std::string>(*row);
      paint(painted->data());
    }
    row = painted;
  }
}

/// To draw on.
char* Drawing::row(std::size_t y) {
  std::shared_ptr<std::string>& row = rows_[y];
  if (row.use_count() > 1) row = std::make_shared<std::string>(*row);
  return row->data();
}

const std::vector<Letters::Span>& Letters::glyph(text::FaceId id, Points size, std::uint32_t glyph) {
  constexpr std::size_t most_kept = 2000;  // of some 5 KB
  if (glyphs_.size() >= most_kept) glyphs_.clear();
  const auto [at, added] = glyphs_.try_emplace({id, size.milli, glyph});
  std::vector<Span>& spans = at->second;
  if (!added || !library_) return spans;
  Outline outline(fonts_.outline(id, glyph), size, fonts_.info(id).units_per_em);
  FT_Raster_Params params{};
  params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT;
  params.user = &spans;
  params.gray_spans = [](int y, int count, const FT_Span* found, void* user) {
    auto& kept = *static_cast<std::vector<Span>*>(user);
    for (const FT_Span* span = found; span != found + count; ++span) {
      kept.push_back({.x = span->x, .y = y, .length = span->len, .coverage = span->coverage});
    }
  };
  outline.render(library_.get(), params);
  return spans;
}

// Edges of glyphs that touch, as in Arabic, add up.
void Drawing::draw(const std::vector<Letters::Span>& spans, std::int64_t x, std::int64_t y) {
  std::int64_t last_row = -1;  // spans of a row come together
  char* pixels = nullptr;
  for (const Letters::Span& span : spans) {
    const std::int64_t row = y - 1 - span.y;
    const std::int64_t first = std::max<std::int64_t>(x + span.x, 0);
    const std::int64_t last = std::min<std::int64_t>(x + span.x + span.length, width_);
    if (row < 0 || row >= height_ || first >= last) continue;
    if (row != last_row) pixels = this->row(static_cast<std::size_t>(row));
    last_row = row;
    if (span.coverage == ink) {
      std::fill(pixels + first, pixels + last, static_cast<char>(ink));
    } else {
      for (char* each = pixels + first; each != pixels + last; ++each) {
        *each = *each == static_cast<char>(ground) ? static_cast<char>(span.coverage)
                                                   : mixed(*each, ink, span.coverage, ink);
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

std::string Drawing::png(Rgb ground_color, Rgb ink_color, std::span<const Tone> tones) const {
  std::vector<Rgb> palette;
  for (const Tone tone : tones) {
    Rgb& color = palette.emplace_back();
    for (std::size_t channel = 0; channel < color.size(); ++channel) {
      color[channel] = static_cast<std::uint8_t>(
          mixed(static_cast<char>(ground_color[channel]), ink_color[channel], tone, ink));
    }
  }
  Positions positions{};
  for (int tone = ground; tone <= ink; ++tone) {
    const auto nearest =
        std::ranges::min_element(tones, {}, [tone](Tone each) { return std::abs(each - tone); });
    positions[static_cast<std::size_t>(tone)] = static_cast<std::uint8_t>(nearest - tones.begin());
  }
  std::vector<std::string_view> rows;
  rows.reserve(rows_.size());
  for (const std::shared_ptr<std::string>& row : rows_) rows.emplace_back(*row);
  return write_png({.palette = palette, .positions = positions, .rows = rows});
}

}  // namespace pensum::cover
