// The faces behind a FontSet, as HarfBuzz knows them. For src/text only.
#pragma once

#include "text/font.hpp"
#include "text/harfbuzz.hpp"
#include "text/prepared_glyphs.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace pensum::text {

/// Destroys a HarfBuzz object.
template <auto destroy>
struct HarfBuzzDeleter {
  template <class T>
  void operator()(T* object) const {
    (hb().*destroy)(object);
  }
};
using HbBlob = std::unique_ptr<hb_blob_t, HarfBuzzDeleter<&HarfBuzz::blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, HarfBuzzDeleter<&HarfBuzz::face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, HarfBuzzDeleter<&HarfBuzz::font_destroy>>;

/// An open font file.
struct OpenFace {
  FaceInfo info;
  FontFile file;
  HbFace face;
  HbFont font;  ///< at a scale of one unit a font unit; immutable
};

/// A face of `file`, or what is wrong with it.
Result<OpenFace> open_face(FontFile file);

struct FontSet::State {
  std::vector<FaceSource> sources;
  FontLoader loader;
  FaceId main[2] = {0, 0};             ///< regular, bold
  std::optional<FaceId> others[2][2];  ///< by weight, for emphasis and for code, if there are such

  /// The face, opened now if it was not; null if it cannot be.
  const OpenFace* face(FaceId id);
  Diagnostics open_error(FaceId id) const { return slots[id].error; }

  /// What is prepared of the main faces, if these are the very same.
  const PreparedGlyphs* prepared_for_faces();
  const PreparedGlyphs* prepared = nullptr;  ///< of what faces is not known
  std::once_flag compared;

  struct Opened {
    bool tried = false;
    std::unique_ptr<OpenFace> face;
    Diagnostics error;
  };
  std::vector<Opened> slots;
  std::mutex mutex;
  /// Subsets by face and glyphs: learners of a cohort mostly use the same. Under `mutex`, too.
  std::map<std::pair<FaceId, std::vector<std::uint32_t>>, std::shared_ptr<const Subset>> subsets;
};

}  // namespace pensum::text
