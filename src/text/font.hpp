// Fonts from bytes: faces with their metrics and coverage, grouped into a set with fallbacks, and
// cut down to the glyphs that a document uses.
#pragma once

#include "base/content_hash.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

/// A face's position in its FontSet.
using FaceId = std::uint32_t;

enum class Outlines { truetype, cff };

/// What a PDF font descriptor or a layout needs, in font units unless stated otherwise.
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

/// A step of a glyph's outline, in font units, upwards. Contours end where they began.
struct OutlineStep {
  enum class Kind { move, line, quadratic, cubic };
  struct At {
    float x = 0;
    float y = 0;
  };
  Kind kind = Kind::move;
  At points[3] = {};  ///< one, one, two, three: control points, then where the step ends
};

/// A subset of a face: a font file with just some glyphs, densely renumbered.
struct Subset {
  std::string bytes;  ///< a TrueType file, or a bare CFF table for Outlines::cff
  /// New glyph id of each asked glyph, in the order asked.
  std::vector<std::uint32_t> ids;
};

/// What there is to know of a font file before it is used.
struct FontSummary {
  std::size_t faces = 1;       ///< more than one in a collection (.ttc), of which the first is used
  std::size_t characters = 0;  ///< that it has
};

/// Of a file that can be used. Errors: why it cannot.
Result<FontSummary> summary_of(FontFile file);

/// Loads what text is set with, for a run that is going to set some.
void get_ready();

/// A document's own families: for what people write, for words in it that they stress, and for code.
enum class Family : std::uint8_t { text, emphasis, code };

/// What a face is for: one of the document's own families, or whatever those lack.
enum class FaceRole : std::uint8_t { main, emphasis, code, fallback };

/// A face that a document may use. It is opened when it is first needed.
struct FaceSource {
  std::string file;  ///< for the loader
  bool bold = false;
  FaceRole role = FaceRole::fallback;
  /// The scripts it is for, as ISO 15924 codes such as "Hebr"; empty: any.
  std::vector<std::string> scripts;
  std::string package{};  ///< the Debian package that has it; empty: it is the user's own
};

/// Opens a font file.
using FontLoader = std::function<Result<FontFile>(const std::string& file)>;

struct PreparedGlyphs;

/// The faces that a document may use: main faces for the two weights, those for code, then fallbacks in
/// order. Safe to share between threads.
class FontSet {
 public:
  /// The faces of `sources`, in this order. Errors: no main face of a weight, or one that cannot be
  /// opened. A fallback that cannot be opened is passed over. `prepared` outlives the set.
  static Result<FontSet> make(std::vector<FaceSource> sources, FontLoader loader,
                              const PreparedGlyphs* prepared = nullptr);
  ~FontSet();
  FontSet(FontSet&&) noexcept;
  FontSet& operator=(FontSet&&) noexcept;

  std::size_t size() const;
  /// Of a face that face_for has named, or a main face.
  const FaceInfo& info(FaceId face) const;
  /// The document's own face of that weight. Emphasis and code are set in the main face where no face is for
  /// them, or none that can be opened.
  FaceId main_face(bool bold, Family family = Family::text) const;
  /// A face that has `character`: the family's own of that weight; else a fallback for its script, of that
  /// weight if there is one; else any other face but one for emphasis or code.
  std::optional<FaceId> face_for(char32_t character, bool bold, Family family = Family::text) const;
  /// Whether there is a face for each character of `text`.
  bool has_all(std::string_view text) const;
  /// Warnings of the faces that could not be opened: those for emphasis and code; and, when one for `missing`
  /// was looked for, the user's own and those that are for the script of one of these characters.
  Diagnostics problems(std::span<const char32_t> missing) const;
  /// The glyph of `character` in a face, or 0.
  std::uint32_t glyph(FaceId face, char32_t character) const;
  /// The advance of a glyph, in font units.
  int advance(FaceId face, std::uint32_t glyph) const;

  /// What tells tables of a face by which text is set, but not its outlines, from others.
  ContentHash shaping_key(FaceId face) const;

  /// The outline of a glyph; none of a glyph without ink.
  std::vector<OutlineStep> outline(FaceId face, std::uint32_t glyph) const;

  /// The face `id` cut down to `glyphs` (sorted, without 0, no repeats). The last ones are kept.
  Result<std::shared_ptr<const Subset>> subset(FaceId id, std::span<const std::uint32_t> glyphs) const;

 private:
  friend class Shaper;
  struct State;
  explicit FontSet(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace pensum::text
