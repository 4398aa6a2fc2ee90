#include "text/lookups.hpp"

#include <algorithm>
#include <utility>

namespace pensum::text {
namespace {

constexpr int skips_bases_or_ligatures = 0x0006;
constexpr int pair_lookup = 2;
/// A value that holds nothing but an advance.
constexpr int advance_only = 0x0004;

std::size_t count_at(const Table& table, std::size_t at) { return static_cast<std::size_t>(table.u16(at)); }

/// The first of `count` records for which `before` does not hold.
template <class Before>
std::size_t first_not(std::size_t count, Before&& before) {
  std::size_t low = 0;
  while (low < count) {
    const std::size_t middle = low + (count - low) / 2;
    if (before(middle)) {
      low = middle + 1;
    } else {
      count = middle;
    }
  }
  return low;
}

/// The range of glyphs that holds `glyph`, among ranges sorted by glyph: where its record begins. A record is
/// the first glyph, the last one and a number.
std::optional<std::size_t> range_of(const Table& table, std::size_t records, std::size_t count,
                                    std::uint32_t glyph) {
  const auto value = static_cast<int>(glyph);
  const std::size_t i =
      first_not(count, [&](std::size_t record) { return table.u16(records + record * 6 + 2) < value; });
  const std::size_t at = records + i * 6;
  if (i == count || table.u16(at) > value) return std::nullopt;
  return at;
}

std::size_t class_of(const Table& table, std::size_t classes, std::uint32_t glyph) {
  const auto value = static_cast<int>(glyph);
  switch (table.u16(classes)) {
    case 1: {
      const int index = value - table.u16(classes + 2);
      if (index < 0 || index >= table.u16(classes + 4)) return 0;
      return count_at(table, classes + 6 + static_cast<std::size_t>(index) * 2);
    }
    case 2: {
      const auto range = range_of(table, classes + 4, count_at(table, classes + 2), glyph);
      return range ? count_at(table, *range + 4) : 0;
    }
    default:
      return 0;
  }
}

/// The adjustment of a pair in a subtable.
struct Said {
  int value = 0;
  bool by_no_class = false;  ///< the second glyph is of no class
};

std::optional<Said> said_of_pair(const Table& table, std::size_t subtable, std::uint32_t first,
                                 std::uint32_t second) {
  const auto index = coverage_index(table, table.offset16(subtable, subtable + 2), first);
  if (!index) return std::nullopt;
  const std::size_t value_size = table.u16(subtable + 4) == 0 ? 0 : 2;
  const auto value_at = [&](std::size_t at) { return value_size == 0 ? 0 : table.s16(at); };
  if (table.u16(subtable) == 1) {
    if (*index >= count_at(table, subtable + 8)) return std::nullopt;
    const std::size_t set = table.offset16(subtable, subtable + 10 + *index * 2);
    const std::size_t count = count_at(table, set);
    const std::size_t record_size = 2 + value_size;
    const auto wanted = static_cast<int>(second);
    const std::size_t i = first_not(
        count, [&](std::size_t record) { return table.u16(set + 2 + record * record_size) < wanted; });
    const std::size_t at = set + 2 + i * record_size;
    if (i == count || table.u16(at) != wanted) return std::nullopt;
    return Said{.value = value_at(at + 2)};
  }
  const std::size_t first_class = class_of(table, table.offset16(subtable, subtable + 8), first);
  const std::size_t second_class = class_of(table, table.offset16(subtable, subtable + 10), second);
  const std::size_t second_classes = count_at(table, subtable + 14);
  if (first_class >= count_at(table, subtable + 12) || second_class >= second_classes) return std::nullopt;
  const std::size_t cell = first_class * second_classes + second_class;
  return Said{.value = value_at(subtable + 16 + cell * value_size), .by_no_class = second_class == 0};
}

/// What one lookup adds: the first of its subtables that knows the pair.
std::optional<int> added_by(const Table& table, const Lookup& lookup, std::uint32_t first,
                            std::uint32_t second) {
  std::optional<int> of_no_class;
  for (const std::size_t subtable : lookup.subtables) {
    const std::optional<Said> said = said_of_pair(table, subtable, first, second);
    if (!said) continue;
    // If the search ends here, this counts; if it goes on, what follows does: they have to agree.
    if (of_no_class && *of_no_class != said->value) return std::nullopt;
    if (!said->by_no_class) return said->value;
    of_no_class = said->value;
  }
  if (of_no_class.value_or(0) != 0) return std::nullopt;
  return 0;
}

}  // namespace

Lookup Lookups::at(std::size_t index) const {
  const std::size_t begin = table_.offset16(list(), list() + 2 + index * 2);
  Lookup lookup{.type = table_.u16(begin),
                .skips_letters = (table_.u16(begin + 2) & skips_bases_or_ligatures) != 0,
                .subtables = {}};
  const bool extended = lookup.type == extension_;
  for (std::size_t i = 0; i < count_at(table_, begin + 4); ++i) {
    std::size_t subtable = table_.offset16(begin, begin + 6 + i * 2);
    if (extended) {
      lookup.type = table_.u16(subtable + 2);
      subtable = table_.offset32(subtable, subtable + 4);
    }
    lookup.subtables.push_back(subtable);
  }
  return lookup;
}

std::optional<std::size_t> coverage_index(const Table& table, std::size_t coverage, std::uint32_t glyph) {
  const auto value = static_cast<int>(glyph);
  const std::size_t count = count_at(table, coverage + 2);
  const std::size_t records = coverage + 4;
  if (table.u16(coverage) == 1) {
    const std::size_t i =
        first_not(count, [&](std::size_t record) { return table.u16(records + record * 2) < value; });
    if (i == count || table.u16(records + i * 2) != value) return std::nullopt;
    return i;
  }
  if (table.u16(coverage) != 2) return std::nullopt;
  const auto range = range_of(table, records, count, glyph);
  if (!range) return std::nullopt;
  return static_cast<std::size_t>(table.u16(*range + 4) + value - table.u16(*range));
}

std::optional<std::uint32_t> replacement(const Table& table, const Lookup& lookup, std::uint32_t glyph) {
  for (const std::size_t subtable : lookup.subtables) {
    const auto index = coverage_index(table, table.offset16(subtable, subtable + 2), glyph);
    if (!index) continue;
    if (table.u16(subtable) == 1) return (glyph + static_cast<unsigned>(table.u16(subtable + 4))) & 0xFFFF;
    if (*index < count_at(table, subtable + 4))
      return static_cast<std::uint32_t>(table.u16(subtable + 6 + *index * 2));
  }
  return std::nullopt;
}

bool may_join(const Table& table, const Lookup& lookup, std::uint32_t glyph, const hb_set_t* set) {
  for (const std::size_t subtable : lookup.subtables) {
    const auto index = coverage_index(table, table.offset16(subtable, subtable + 2), glyph);
    if (!index || *index >= count_at(table, subtable + 4)) continue;
    const std::size_t ligatures = table.offset16(subtable, subtable + 6 + *index * 2);
    for (std::size_t i = 0; i < count_at(table, ligatures); ++i) {
      const std::size_t ligature = table.offset16(ligatures, ligatures + 2 + i * 2);
      bool whole = true;
      for (std::size_t part = 1; part < count_at(table, ligature + 2) && whole; ++part)
        whole = hb().set_has(set, static_cast<hb_codepoint_t>(table.u16(ligature + 2 + part * 2))) != 0;
      if (whole) return true;
    }
  }
  return false;
}

bool Kerning::can_read(const Table& table, const Lookup& lookup) {
  return lookup.type == pair_lookup && !lookup.skips_letters &&
         std::ranges::all_of(lookup.subtables, [&](std::size_t subtable) {
           const int form = table.u16(subtable);
           return (form == 1 || form == 2) && (table.u16(subtable + 4) & ~advance_only) == 0 &&
                  table.u16(subtable + 6) == 0;
         });
}

std::optional<int> Kerning::between(const Table& table, std::uint32_t first, std::uint32_t second) const {
  int sum = 0;
  for (const Lookup& lookup : lookups_) {
    const std::optional<int> added = added_by(table, lookup, first, second);
    if (!added) return std::nullopt;
    sum += *added;
  }
  return sum;
}

}  // namespace pensum::text
