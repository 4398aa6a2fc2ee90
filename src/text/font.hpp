// Fonts from bytes: faces with their metrics and coverage, grouped into a set with fallbacks, and
// cut down to the glyphs that a document uses.
#pragma once

#include "base/diagnostic.hpp"
#include "base/units.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pensum::text {

/// A face's position in its FontSet.
using FaceId = std::uint32_t;

enum class Outlines { truetype, cff };

/// What a PDF font descriptor or a layout needs to know, in font units unless said otherwise.
struct FaceInfo {
  std::string postscript_name;
  Outlines outlines = Outlines::truetype;
  int units_per_em = 1000;
  int ascent = 0;
  int descent = 0;  ///< negative below the baseline
  int cap_height = 0;
  int x_height = 0;
  int italic_angle = 0;  ///< in degrees
  int weight = 400;      ///< CSS scale
  int box[4] = {};       ///< font bounding box: left, bottom, right, top
  bool fixed_pitch = false;
};

/// A font file's bytes and who keeps them alive.
struct FontFile {
  std::string name;  ///< for messages
  std::shared_ptr<const void> owner;
  std::span<const std::byte> bytes;
};

/// A subset of a face: a font file with just some glyphs, densely renumbered.
struct Subset {
  std::string bytes;  ///< a TrueType file, or a bare CFF table for Outlines::cff
  /// New glyph id of each asked glyph, in the order asked.
  std::vector<std::uint32_t> ids;
};

/// The faces that a document may use: for each weight a main face, then fallbacks in order.
class FontSet {
 public:
  FontSet();
  ~FontSet();
  FontSet(FontSet&&) noexcept;
  FontSet& operator=(FontSet&&) noexcept;

  /// Adds a face; faces are asked in the order added. Errors: not a font, no outlines, lying tables.
  Result<FaceId> add(const FontFile& file, bool bold);

  std::size_t size() const;
  const FaceInfo& info(FaceId face) const;
  /// The first face of that weight (else of the other) that has `character`.
  std::optional<FaceId> face_for(char32_t character, bool bold) const;
  /// The advance of a glyph, in font units.
  int advance(FaceId face, std::uint32_t glyph) const;

  /// The face cut down to `glyphs` (sorted, without 0, no repeats).
  Result<Subset> subset(FaceId face, std::span<const std::uint32_t> glyphs) const;

 private:
  friend class Typesetter;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::text
