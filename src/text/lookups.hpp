// The lookups of a font's GSUB and GPOS tables: what kind they are, which glyph replaces another, and how
// pairs are kerned. HarfBuzz tells which lookups a text is shaped with; this reads what it does not tell. For
// src/text only.
//
// Source    OpenType 1.9, "OpenType Layout Common Table Formats", "GPOS", "GSUB".
// Oracle    HarfBuzz (tests/text/plain_glyphs_test.cpp).
#pragma once

#include "text/font_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pensum::text {

/// One lookup. An extension is the lookup that it refers to.
struct Lookup {
  int type = 0;
  bool skips_letters = false;          ///< passes over base glyphs or ligatures, as if they were not there
  std::vector<std::size_t> subtables;  ///< where they begin in the table
};

/// The lookups of a table, GSUB or GPOS.
class Lookups {
 public:
  /// `extension`: the type of a lookup that refers to another.
  Lookups(hb_face_t* face, hb_tag_t name, int extension)
      : table_(face, name), size_(hb().ot_layout_table_get_lookup_count(face, name)), extension_(extension) {}

  const Table& table() const { return table_; }
  /// None in a table that HarfBuzz rejects as damaged.
  std::size_t size() const { return size_; }
  Lookup at(std::size_t index) const;

 private:
  std::size_t list() const { return table_.offset16(0, 8); }

  Table table_;
  std::size_t size_;
  int extension_;
};

/// The place of `glyph` in a coverage table.
std::optional<std::size_t> coverage_index(const Table& table, std::size_t coverage, std::uint32_t glyph);

/// What a lookup that replaces one glyph by one has for `glyph`.
std::optional<std::uint32_t> replacement(const Table& table, const Lookup& lookup, std::uint32_t glyph);

/// Whether a lookup of ligatures has one that begins with `glyph` and then is all of glyphs of `set`.
bool may_join(const Table& table, const Lookup& lookup, std::uint32_t glyph, const hb_set_t* set);

/// Kerning: the pairs of GPOS that only move the second glyph, nearer or further away.
class Kerning {
 public:
  /// Whether `lookup` is made of such pairs.
  static bool can_read(const Table& table, const Lookup& lookup);
  void add(Lookup lookup) { lookups_.push_back(std::move(lookup)); }

  /// What is added to the advance of `first` before `second`, in font units; nothing where versions of
  /// HarfBuzz may differ: whether the glyphs of no class end the search.
  std::optional<int> between(const Table& table, std::uint32_t first, std::uint32_t second) const;

 private:
  std::vector<Lookup> lookups_;
};

}  // namespace pensum::text
