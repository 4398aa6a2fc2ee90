// A run of glyphs as the text-showing operators of a content stream.
//
// A glyph is moved by an adjustment when it would otherwise be two thousandths of an em or more
// from its place; all sums are exact integers, so that errors do not add up along the run. Where the
// glyphs' own texts (ToUnicode) do not spell the run's text, a Span with ActualText does.
#pragma once

#include "pdf/fonts.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::pdf {

/// Writes one run after another to a content stream.
class RunWriter {
 public:
  explicit RunWriter(std::string& out) : out_(out) {}

  /// Appends what shows `run` from the current text position, with `face` already selected.
  void write(const UsedFace& face, const text::Run& run);
  /// The same of `space`.
  void write(const UsedFace& face, const Space& space);

 private:
  /// What has been shown of a run.
  struct Shown {
    char* end = nullptr;  // of the current operator, within `shown_`
    // In thousandths of a font unit: where the next glyph belongs, and where a viewer stands by the
    // widths and adjustments so far.
    std::int64_t pen = 0;
    std::int64_t cursor = 0;
    bool in_string = false;
    bool adjusted = false;
  };

  void begin(const UsedFace& face, const OpenRun& run, std::size_t glyphs);
  void end();
  std::size_t write_plain(const text::Glyphs& glyphs);
  void write_clusters(std::size_t first);
  bool spells(const Cluster& cluster) const;
  std::span<const text::Glyph> glyphs_of(const Cluster& cluster) const;
  void write_span(std::string_view actual, std::size_t first, std::size_t last);
  void show(const text::Glyph& glyph);
  void show(Shown& state, const ShownGlyph& shown, const text::Glyph& glyph) const;
  void adjust(Shown& state, std::int64_t move) const;
  void raise(std::int32_t offset);
  void flush();

  std::string& out_;
  const UsedFace* face_ = nullptr;
  OpenRun run_;
  std::int64_t em_ = 0;
  std::int64_t least_move_ =
      0;  // from here on a glyph is moved: the least that rounds to two thousandths of an em
  Shown state_;
  std::int32_t rise_ = 0;
  std::vector<text::Glyph> glyphs_;  // of the run, where they are unpacked
  std::vector<char> shown_;          // of the current operator, with room for all of a run
};

}  // namespace pensum::pdf
