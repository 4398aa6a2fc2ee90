#include "glyphs/glyphs.hpp"
#include "text/list_element.hpp"

#include <utility>

namespace pensum::glyphs {

std::optional<std::vector<text::FontFamily>> known_font_list(std::string_view bytes) {
  if (content_hash(bytes) != list().hash) return std::nullopt;
  std::vector<text::FontFamily> families;
  families.reserve(list().families.size());
  const KnownFace* face = list().faces.data();
  for (const KnownFamily& known : list().families) {
    text::FontFamily family{.name = known.name,
                            .package = known.package,
                            .licence = known.licence,
                            .role = known.role,
                            .faces = {}};
    family.faces.reserve(known.faces);
    for (const KnownFace* const end = face + known.faces; face != end; ++face) {
      family.faces.push_back({.file = face->file,
                              .bold = face->bold,
                              .role = known.role,
                              .scripts = text::words(face->scripts),
                              .package = known.package});
    }
    families.push_back(std::move(family));
  }
  return families;
}

}  // namespace pensum::glyphs
