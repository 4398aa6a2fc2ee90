#include "text/prepared_glyphs.hpp"

#include "text/shaper.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace pensum::text {

MadeGlyphs prepare_glyphs(const FontSet& fonts, std::span<const std::string> languages) {
  MadeGlyphs made{.harfbuzz = hb().version_string(), .faces = {}, .tables = {}, .ways = {}};
  for (const bool bold : {false, true}) made.faces[bold ? 1 : 0] = fonts.shaping_key(fonts.main_face(bold));
  for (const std::string& language : languages) {
    const std::string_view name = hb().language_to_string(
        hb().language_from_string(language.data(), static_cast<int>(language.size())));
    PreparedWay way;
    if (name.size() >= way.language.size()) continue;
    std::ranges::copy(name, way.language.begin());
    Shaper shaper(fonts, language);
    for (unsigned which = 0; which < 8; ++which) {
      way.bold = (which & 1) != 0;
      way.tabular = (which & 2) != 0;
      way.latin = (which & 4) != 0;
      std::optional<PreparedTable> table =
          shaper.prepared({.weight = way.bold ? Weight::bold : Weight::regular,
                           .figures = way.tabular ? Figures::tabular : Figures::proportional},
                          way.latin);
      if (!table) continue;
      const auto same = std::ranges::find(made.tables, *table);
      way.table = static_cast<std::uint16_t>(same - made.tables.begin());
      if (same == made.tables.end()) made.tables.push_back(*std::move(table));
      made.ways.push_back(way);
    }
  }
  return made;
}

}  // namespace pensum::text
