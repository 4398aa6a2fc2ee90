// The fonts of a document: which glyphs it uses, what they mean, and the subsets embedded for them.
//
// In three steps: `collect` walks the document's runs, `subset` cuts the faces down and gives every
// glyph its two-byte code, `write` makes the font dictionaries. Codes are CIDs (Identity-H): the
// subset's own glyph ids, or the CIDs of a CID-keyed CFF font.
//
// ToUnicode maps a glyph to the first text that it alone represents. Where a
// glyph means something else, or several glyphs have a meaning together, the content stream adds an
// ActualText (see content.hpp), so that extracted text is always the text that was set.
#pragma once

#include "base/diagnostic.hpp"
#include "document/pages.hpp"
#include "pdf/objects.hpp"
#include "text/font.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::pdf {

/// Glyphs [first, last) of a run that together mean `text`.
struct Cluster {
  std::size_t first = 0;
  std::size_t last = 0;
  std::string_view text;
};

/// A run whose glyphs are unpacked, so that any of them can be looked at.
struct OpenRun {
  text::FaceId face = 0;
  Points size;
  bool right_to_left = false;
  std::string_view text;
  std::span<const text::Glyph> glyphs;
};

/// `run`, with its glyphs in `room`.
OpenRun open(const text::Run& run, std::vector<text::Glyph>& room);

/// The cluster that starts at glyph `first`, which is below the number of the run's glyphs: a glyph
/// that carries text, and those beside it that carry none.
Cluster cluster_at(const OpenRun& run, std::size_t first);

/// A space, and what it is set in.
struct Space {
  text::FaceId face = 0;
  Points size;
  text::Glyph glyph;

  /// As a run, which the space outlives.
  OpenRun run() const {
    return {.face = face, .size = size, .right_to_left = false, .text = " ", .glyphs = {&glyph, 1}};
  }
};

/// A glyph as the document uses it.
struct UsedGlyph {
  std::uint32_t glyph = 0;  ///< in the face's font file
  std::uint16_t code = 0;
  std::int32_t width = 0;    ///< as in the file's W array, in thousandths of an em
  std::string text;          ///< as in ToUnicode
  std::string fallback;      ///< its part in the first cluster it was in, should it never be alone
  std::string shown{};       ///< its code within a string of a content stream
  bool private_use = false;  ///< whether `text` has characters that only the font defines
};

/// What of a glyph is needed each time that it is shown.
struct ShownGlyph {
  std::int64_t width = 0;  ///< UsedGlyph::width in thousandths of a font unit
  std::array<char, 4> code{};
  std::uint8_t code_size = 0;  ///< the bytes of UsedGlyph::shown
  char says = 0;               ///< the one ASCII character that it means; 0 where it means something else
};

/// A face as the document uses it.
class UsedFace {
 public:
  bool used() const { return !glyphs_.empty(); }
  int units_per_em() const { return units_per_em_; }
  const UsedGlyph& glyph(std::uint32_t id) const { return glyphs_[slots_[id]]; }
  const ShownGlyph& shown(std::uint32_t id) const { return shown_[slots_[id]]; }
  /// A space of the face, in a text of its own; its id is 0 where the face has none.
  const text::Glyph& space() const { return space_; }
  const std::string& resource() const { return resource_; }

 private:
  friend class Fonts;
  /// Whether the glyph is used already, and what it means is known.
  bool knows(std::uint32_t id) const { return id < known_.size() && known_[id] != 0; }
  UsedGlyph& use(std::uint32_t id);
  void mean(UsedGlyph& glyph, std::string text);

  std::string resource_;  // the font's name in content streams
  int units_per_em_ = 1000;
  text::Glyph space_;
  std::vector<std::uint32_t> slots_;  // glyph id to position in glyphs_, or none
  std::vector<std::uint8_t> known_;   // by glyph id: whether what it means is known
  std::vector<UsedGlyph> glyphs_;     // by first use; after subsetting by code
  std::vector<ShownGlyph> shown_;     // after subsetting, as glyphs_
  std::string program_;               // the subset
};

class Fonts {
 public:
  explicit Fonts(const text::FontSet& set);

  void collect(const document::Document& document);
  /// Errors: a font that cannot be cut down.
  Result<void> subset();
  /// The font dictionaries by their resource names.
  Dictionary write(Objects& objects) const;

  const UsedFace& face(text::FaceId id) const { return faces_[id]; }
  /// After subsetting: all that content streams take from here, as bytes.
  const std::string& codes() const;

  /// The space that ends the text of operation `at`, if it needs one: text of one element that goes on, in a
  /// line or a block below, would otherwise be extracted and read aloud with words run together. Of a page
  /// whose runs have been collected.
  std::optional<Space> closing_space(const document::Page& page, std::size_t at) const;

 private:
  UsedFace& begin_use(text::FaceId id);
  void collect(const text::Run& run);
  void collect(const OpenRun& run);
  Result<void> subset(text::FaceId id);
  Dictionary write_face(Objects& objects, text::FaceId id) const;

  const text::FontSet* set_;
  std::vector<UsedFace> faces_;  // by FaceId
  mutable std::string codes_;    // made when first asked for
  std::vector<text::Glyph> room_;
};

/// "ABCDEF": a subset's tag, from its bytes.
std::string subset_tag(std::string_view program);

/// The ToUnicode CMap of `glyphs`, sorted by code.
std::string to_unicode_map(const std::vector<UsedGlyph>& glyphs);

}  // namespace pensum::pdf
