#include "text/plain_glyphs.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace pensum::text {
namespace {

using HbSet = std::unique_ptr<hb_set_t, HarfBuzzDeleter<&HarfBuzz::set_destroy>>;
using HbPlan = std::unique_ptr<hb_shape_plan_t, HarfBuzzDeleter<&HarfBuzz::shape_plan_destroy>>;

constexpr hb_tag_t substitutions = HB_OT_TAG_GSUB;
constexpr hb_tag_t positions = HB_OT_TAG_GPOS;

/// Types of lookups.
namespace substitution {
constexpr int single = 1;
constexpr int multiple = 2;
constexpr int ligature = 4;
constexpr int context = 5;
constexpr int chained_context = 6;
constexpr int extension = 7;
}  // namespace substitution
namespace position {
constexpr int pair = 2;
constexpr int mark_to_base = 4;
constexpr int mark_to_ligature = 5;
constexpr int mark_to_mark = 6;
constexpr int extension = 9;
}  // namespace position

/// Tables by which HarfBuzz moves glyphs in ways that are not read here.
constexpr std::array other_tables = {tag("kern"), tag("kerx"), tag("morx"), tag("mort"), tag("trak")};

/// Whether a character is allowed in a plain word at all: no control, nothing that is for layout only, no
/// fraction slash, which makes fractions of the figures around it.
constexpr bool is_sign_or_letter(char32_t c) {
  if (c < 0x7F) return c >= 0x20;
  if (c < 0x2000) return c > 0xA0 && c != 0xAD;
  return c != 0x2044 && (c < 0x2028 || c > 0x202F) && c != 0x205F;
}

std::vector<unsigned> numbers_in(const HbSet& set) {
  std::vector<unsigned> numbers;
  for (hb_codepoint_t number = HB_SET_VALUE_INVALID; hb().set_next(set.get(), &number);) {
    numbers.push_back(number);
  }
  return numbers;
}

/// The lookups that HarfBuzz shapes by, but for those of fractions, which only a fraction slash calls.
std::vector<unsigned> lookups_of(hb_shape_plan_t* plan, hb_tag_t table) {
  const HbSet set(hb().set_create());
  hb().ot_shape_plan_collect_lookups(plan, table, set.get());
  return numbers_in(set);
}

/// Whether some substitution puts nothing in the place of a glyph: that could not be seen by what it puts.
bool removes_glyphs(const Lookups& lookups) {
  const Table& table = lookups.table();
  for (std::size_t i = 0; i < lookups.size(); ++i) {
    const Lookup lookup = lookups.at(i);
    if (lookup.type != substitution::multiple) continue;
    for (const std::size_t subtable : lookup.subtables) {
      for (std::size_t s = 0; s < static_cast<std::size_t>(table.u16(subtable + 4)); ++s) {
        if (table.u16(table.offset16(subtable, subtable + 6 + s * 2)) == 0) return true;
      }
    }
  }
  return false;
}

}  // namespace

/// The characters that may still be plain, while the face's lookups are looked at.
class PlainGlyphs::Choosing {
 public:
  explicit Choosing(const OpenFace& face) : face_(face.face.get()), font_(face.font.get()) {
    for (std::size_t place = 0; place < places; ++place) {
      const char32_t character = character_at(place);
      hb_codepoint_t glyph = 0;
      const bool usable = is_sign_or_letter(character) &&
                          hb().font_get_nominal_glyph(font_, character, &glyph) && glyph <= 0xFFFF &&
                          hb().ot_layout_get_glyph_class(face_, glyph) != HB_OT_LAYOUT_GLYPH_CLASS_MARK;
      if (usable) chosen_.push_back({place, glyph, glyph});
    }
  }

  void substitute(const Lookups& lookups, std::span<const unsigned> indices) {
    if (removes_glyphs(lookups)) chosen_.clear();
    std::vector<std::pair<unsigned, Lookup>> others;
    for (const unsigned index : indices) {
      Lookup lookup = lookups.at(index);
      if (lookup.type == substitution::single && !lookup.skips_letters) {
        follow(lookups.table(), lookup);
      } else {
        others.emplace_back(index, std::move(lookup));
      }
    }
    for (const auto& [index, lookup] : others) stay_clear_of(lookups.table(), index, lookup);
  }

  /// Returns those of the lookups that kern.
  std::vector<unsigned> place(const Lookups& lookups, std::span<const unsigned> indices) {
    std::vector<unsigned> kerning;
    for (const unsigned index : indices) {
      const Lookup lookup = lookups.at(index);
      switch (lookup.type) {
        case position::pair:
          if (Kerning::can_read(lookups.table(), lookup)) {
            kerning.push_back(index);
          } else {
            drop(touched_by(positions, index));
          }
          break;
        case position::mark_to_base:
        case position::mark_to_ligature:
        case position::mark_to_mark:
          // Only what is placed upon others moves.
          std::erase_if(chosen_, [&](const Chosen& chosen) {
            return std::ranges::any_of(lookup.subtables, [&](std::size_t subtable) {
              const std::size_t marks = lookups.table().offset16(subtable, subtable + 2);
              return coverage_index(lookups.table(), marks, chosen.glyph).has_value();
            });
          });
          break;
        default:
          drop(touched_by(positions, index));
      }
    }
    return kerning;
  }

  void write(std::array<Plain, places>& plain) const {
    for (const Chosen& chosen : chosen_) {
      const std::int32_t advance = hb().font_get_glyph_h_advance(font_, chosen.glyph);
      plain[chosen.place] = Plain::of(chosen.glyph, advance);
    }
  }

 private:
  struct Chosen {
    std::size_t place = 0;
    hb_codepoint_t nominal = 0;
    hb_codepoint_t glyph = 0;  ///< what substitutions make of it
  };

  /// Replaces glyphs by those that a lookup of one for one has for them.
  void follow(const Table& table, const Lookup& lookup) {
    std::erase_if(chosen_, [&](Chosen& chosen) {
      const std::optional<std::uint32_t> other = replacement(table, lookup, chosen.glyph);
      if (!other) return false;
      // Only the first and the last are compared with other lookups.
      const bool again = chosen.glyph != chosen.nominal;
      chosen.glyph = *other;
      return again;
    });
  }

  /// Drops what a lookup that does not replace one glyph by one may change, or what it may bring about so
  /// that it could not be seen.
  void stay_clear_of(const Table& table, unsigned index, const Lookup& lookup) {
    if (lookup.type == substitution::ligature && !lookup.skips_letters) {
      const HbSet touched = touched_by(substitutions, index);
      const hb_set_t* const all = glyphs();
      const auto joins = [&](hb_codepoint_t glyph) {
        return hb().set_has(touched.get(), glyph) && may_join(table, lookup, glyph, all);
      };
      std::erase_if(chosen_, [&](const Chosen& chosen) {
        return joins(chosen.nominal) || (chosen.glyph != chosen.nominal && joins(chosen.glyph));
      });
      return;
    }
    const bool by_neighbours =
        lookup.type == substitution::context || lookup.type == substitution::chained_context;
    if (by_neighbours && !lookup.skips_letters) {
      const HbSet made(hb().set_create());
      hb().ot_layout_lookup_collect_glyphs(face_, substitutions, index, nullptr, nullptr, nullptr,
                                           made.get());
      drop(made);
      // Nothing new can come of these glyphs where each rule needs one that is not among them.
      hb_set_t* const all = glyphs();
      const unsigned before = hb().set_get_population(all);
      hb().ot_layout_lookup_substitute_closure(face_, index, all);
      if (hb().set_get_population(all) == before) return;
      glyphs_of_ = 0;
    }
    drop(touched_by(substitutions, index));
  }

  /// All that are in the set, before and after substitutions, which are done. It only gets smaller.
  hb_set_t* glyphs() {
    if (std::exchange(glyphs_of_, chosen_.size()) == chosen_.size()) return glyphs_.get();
    hb().set_clear(glyphs_.get());
    for (const Chosen& chosen : chosen_) {
      hb().set_add(glyphs_.get(), chosen.nominal);
      if (chosen.glyph != chosen.nominal) hb().set_add(glyphs_.get(), chosen.glyph);
    }
    return glyphs_.get();
  }

  /// The glyphs that a lookup's rules are about, but for what goes before and behind them.
  HbSet touched_by(hb_tag_t table, unsigned index) const {
    HbSet touched(hb().set_create());
    hb().ot_layout_lookup_collect_glyphs(face_, table, index, nullptr, touched.get(), nullptr, nullptr);
    return touched;
  }

  void drop(const HbSet& glyphs) {
    std::erase_if(chosen_, [&](const Chosen& chosen) {
      return hb().set_has(glyphs.get(), chosen.nominal) || hb().set_has(glyphs.get(), chosen.glyph);
    });
  }

  hb_face_t* face_;
  hb_font_t* font_;
  std::vector<Chosen> chosen_;
  HbSet glyphs_{hb().set_create()};
  std::size_t glyphs_of_ = 0;  ///< of how many chosen; 0: it has others
};

PlainGlyphs::Rules PlainGlyphs::rules(const OpenFace& face, const hb_segment_properties_t& properties,
                                      std::span<const hb_feature_t> features) {
  std::vector<hb_feature_t> asked(features.begin(), features.end());
  for (const hb_tag_t fraction : {tag("frac"), tag("numr"), tag("dnom")})
    asked.push_back({fraction, 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
  const HbPlan plan(hb().shape_plan_create_cached(face.face.get(), &properties, asked.data(),
                                                  static_cast<unsigned>(asked.size()), nullptr));
  const char* shaper = hb().shape_plan_get_shaper(plan.get());
  const auto has = [&](hb_tag_t name) { return Table(face.face.get(), name).present(); };
  if (shaper == nullptr || std::string_view(shaper) != "ot" || std::ranges::any_of(other_tables, has))
    return {};
  return {.known = true,
          .substitutions = lookups_of(plan.get(), substitutions),
          .positions = lookups_of(plan.get(), positions)};
}

PlainGlyphs::PlainGlyphs(const OpenFace& face, Rules rules)
    : face_(face.face.get()), rules_(std::move(rules)) {
  pairs_.assign(ascii * ascii, not_looked_up);
  if (!rules_.known) return;
  Choosing choosing(face);
  choosing.substitute(Lookups(face.face.get(), substitutions, substitution::extension), rules_.substitutions);
  kerning_lookups_ = choosing.place(position_lookups(), rules_.positions);
  choosing.write(plain_);
}

PlainGlyphs::PlainGlyphs(const OpenFace& face, const PreparedTable& table)
    : face_(face.face.get()), made_from_(&table) {
  for (std::size_t place = 0; place < places; ++place) {
    const std::uint32_t glyph = table.glyphs[place];
    if (glyph != 0) plain_[place] = Plain::of(glyph, table.advances[place]);
  }
  pairs_.assign(ascii * ascii, not_looked_up);
  for (std::size_t first = 0; first < PreparedTable::ascii; ++first) {
    std::copy_n(table.pairs.data() + first * PreparedTable::ascii, PreparedTable::ascii,
                pairs_.data() + (first + ' ') * ascii + ' ');
  }
  kerning_lookups_.assign(table.kerning.begin(), table.kerning.begin() + table.lookups);
}

std::optional<PreparedTable> PlainGlyphs::prepared() {
  PreparedTable table;
  if (!rules_.known || kerning_lookups_.size() > table.kerning.size()) return std::nullopt;
  for (std::size_t place = 0; place < places; ++place) {
    const Plain& plain = plain_[place];
    if (plain.glyph > 0xFFFF || plain.advance < 0 || plain.advance > 0x7FFF) return std::nullopt;
    table.glyphs[place] = static_cast<std::uint16_t>(plain.glyph);
    table.advances[place] = static_cast<std::int16_t>(plain.advance);
  }
  for (std::size_t first = 0; first < PreparedTable::ascii; ++first) {
    for (std::size_t second = 0; second < PreparedTable::ascii; ++second) {
      const std::size_t pair = (first + ' ') * ascii + second + ' ';
      const auto character = [](std::size_t place) { return static_cast<char32_t>(place + ' '); };
      if (of(character(first)).glyph != 0 && of(character(second)).glyph != 0)
        kerning(character(first), character(second));
      table.pairs[first * PreparedTable::ascii + second] = pairs_[pair];
    }
  }
  for (const unsigned lookup : kerning_lookups_)
    table.kerning[table.lookups++] = static_cast<std::uint16_t>(lookup);
  return table;
}

const Lookups& PlainGlyphs::position_lookups() {
  if (!positions_) positions_.emplace(face_, positions, position::extension);
  return *positions_;
}

std::optional<int> PlainGlyphs::look_up_kerning(char32_t first, char32_t second) {
  if (!kerning_) {
    kerning_.emplace();
    for (const unsigned index : kerning_lookups_) kerning_->add(position_lookups().at(index));
  }
  const std::optional<int> found =
      kerning_->between(position_lookups().table(), of(first).glyph, of(second).glyph);
  if (first < ascii && second < ascii) {
    std::int16_t& kept = pairs_[first * ascii + second];
    const bool small = found && *found > unsure && *found <= std::numeric_limits<std::int16_t>::max();
    kept = small ? static_cast<std::int16_t>(*found) : unsure;
  }
  return found;
}

bool PlainGlyphs::has_latin_script(char32_t character) {
  return hb().unicode_script(hb().unicode_funcs_get_default(), character) == HB_SCRIPT_LATIN;
}

}  // namespace pensum::text
