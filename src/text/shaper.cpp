#include "text/shaper.hpp"

#include "base/utf8.hpp"
#include "text/faces.hpp"
#include "text/font_table.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace pensum::text {
namespace {

/// Words longer than this are shaped but not kept: they do not come again.
constexpr std::size_t longest_kept_word = 64;
constexpr std::size_t most_kept_words = 30'000;

bool is_mark(char32_t c) {
  if (c < 0x300) return false;
  if (c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F))
    return true;  // joiners, variation selectors
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_invisible(char32_t c) {
  return c == 0xAD ||
         (c >= 0x200B && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

/// Whether `c` only controls how text is set, where it may break and which way it runs: nothing that a
/// reader would look for or copy. Joiners are part of spelling.
bool is_for_layout(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// `text` without what is for layout only; a space that does not break is a space. A soft hyphen that is
/// seen stays.
std::string as_read(std::string_view text, bool ends_line) {
  std::string read;
  read.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const bool seen = ends_line && point.value == 0xAD && at + point.length == text.size();
    if (point.value == 0xA0) {
      read += ' ';
    } else if (seen || !is_for_layout(point.value)) {
      read += text.substr(at, point.length);
    }
    at += point.length;
  }
  return read;
}

/// Where the characters that belong to the one at `first` end: its marks, and what a joiner joins.
std::size_t end_of_cluster(std::string_view text, std::size_t first) {
  std::size_t at = first + decode(text, first).length;
  bool joined = false;
  while (at < text.size()) {
    const CodePoint next = decode(text, at);
    if (!is_mark(next.value) && !joined) break;
    joined = next.value == 0x200D;
    at += next.length;
  }
  return at;
}

constexpr hb_feature_t feature(const char (&name)[5], std::uint32_t value) {
  return {tag(name), value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

/// What is asked of a font beyond its defaults. Contextual alternates would turn "->" and "!=" into other
/// signs, which code must not suffer, nor any ligature there; some scripts cannot do without them.
std::span<const hb_feature_t> features_of(Figures figures, Family family, bool contextual) {
  static constexpr std::array list = {feature("calt", 0), feature("tnum", 1)};
  static constexpr std::array of_code = {feature("calt", 0), feature("liga", 0)};
  if (family == Family::code && !contextual) return of_code;
  const std::size_t first = contextual ? 1 : 0;
  const std::size_t last = figures == Figures::tabular ? 2 : 1;
  return std::span(list).subspan(first, last - first);
}

}  // namespace

Shaper::Shaper(const FontSet& fonts, std::string_view language, PlainWords plain_words)
    : fonts_(fonts),
      language_(hb().language_from_string(language.data(), static_cast<int>(language.size()))),
      plain_words_(plain_words),
      buffer_(hb().buffer_create()) {
  plain_word_.pieces.resize(1);
  for (const bool bold : {false, true})
    units_per_em_[bold ? 1 : 0] = fonts.info(fonts.main_face(bold)).units_per_em;
  // What is there already takes no time to make.
  if (prepared_table(false, false, true) != nullptr) plain_words_ = PlainWords::looked_up;
}

const PreparedTable* Shaper::prepared_table(bool bold, bool tabular, bool latin) const {
  const PreparedGlyphs* const prepared = fonts_.state_->prepared_for_faces();
  if (prepared == nullptr || language_ == HB_LANGUAGE_INVALID) return nullptr;
  const std::string_view language = hb().language_to_string(language_);
  for (const PreparedWay& way : prepared->ways) {
    if (way.bold != bold || way.tabular != tabular || way.latin != latin) continue;
    const auto end = std::ranges::find(way.language, '\0');
    if (language == std::string_view(way.language.begin(), end)) return &prepared->tables[way.table];
  }
  return nullptr;
}

const Word& Shaper::shape(std::string_view text, Manner manner) {
  if (look_up(text, manner, plain_word_.pieces.front())) {
    plain_word_.text = text;
    return plain_word_;
  }
  const bool bold = manner.weight == Weight::bold;
  const bool tabular = manner.figures == Figures::tabular;
  key_.assign(1, static_cast<char>((bold ? 1 : 0) | (tabular ? 2 : 0) | (manner.right_to_left ? 4 : 0) |
                                   (manner.ends_line ? 8 : 0) | (static_cast<int>(manner.family) << 4)));
  if (text.size() <= longest_kept_word) {
    key_ += text;
    const auto known = words_.find(key_);
    if (known != words_.end()) {
      count_missing(known->second);
      return known->second;
    }
  }
  // A cohort's names are many, and each is of use once.
  if (words_.size() >= most_kept_words) words_.clear();
  missing_in_word_.clear();
  Word word;
  word.text = as_read(text, manner.ends_line);
  if (Piece piece; look_up(word.text, manner, piece)) {
    word.pieces.push_back(std::move(piece));
  } else {
    for (const Stretch& stretch : stretches(word.text, manner))
      word.pieces.push_back(shape_stretch(word.text, stretch, manner));
    if (manner.right_to_left) std::ranges::reverse(word.pieces);
  }
  word.missing = missing_in_word_;
  // A long word takes the place of the long word before, under the bare key.
  const Word& kept = words_.insert_or_assign(key_, std::move(word)).first->second;
  count_missing(kept);
  return kept;
}

// Reported for each text that contains the word.
void Shaper::count_missing(const Word& word) {
  times_missing_ += word.missing.size();
  for (const char32_t character : word.missing) {
    if (std::ranges::find(missing_, character) == missing_.end()) missing_.push_back(character);
  }
}

PlainGlyphs& Shaper::make_plain_glyphs(Manner manner, bool latin, std::size_t place) {
  const OpenFace& face = *fonts_.state_->face(fonts_.main_face(manner.weight == Weight::bold));
  if (const PreparedTable* const table =
          prepared_table(manner.weight == Weight::bold, manner.figures == Figures::tabular, latin)) {
    for (std::size_t other = place % 2; other < plain_glyphs_.size(); other += 2) {
      if (plain_glyphs_[other] && plain_glyphs_[other]->made_from() == table)
        return *(plain_glyphs_[place] = plain_glyphs_[other]);
    }
    return *(plain_glyphs_[place] = std::make_shared<PlainGlyphs>(face, *table));
  }
  hb_segment_properties_t properties = HB_SEGMENT_PROPERTIES_DEFAULT;
  properties.direction = HB_DIRECTION_LTR;
  properties.script = latin ? HB_SCRIPT_LATIN : HB_SCRIPT_INVALID;
  properties.language = language_;
  PlainGlyphs::Rules rules =
      PlainGlyphs::rules(face, properties, features_of(manner.figures, manner.family, false));
  // By the same rules the same face does the same.
  for (std::size_t other = place % 2; other < plain_glyphs_.size(); other += 2) {
    if (plain_glyphs_[other] && plain_glyphs_[other]->made_from() == nullptr &&
        plain_glyphs_[other]->rules() == rules)
      return *(plain_glyphs_[place] = plain_glyphs_[other]);
  }
  return *(plain_glyphs_[place] = std::make_shared<PlainGlyphs>(face, std::move(rules)));
}

template <class Take>
bool Shaper::look_up(std::string_view text, Manner manner, Take&& take) {
  if (plain_words_ == PlainWords::shaped || manner.right_to_left || text.empty()) return false;
  if (manner.family != Family::text) return false;
  const bool hyphen = manner.ends_line && text.ends_with(soft_hyphen);
  const std::string_view letters = text.substr(0, text.size() - (hyphen ? soft_hyphen.size() : 0U));
  // HarfBuzz shapes by the script of the first letter that has one.
  bool latin = false;
  for (std::size_t at = 0; at < letters.size() && !latin;) {
    const CodePoint point = decode(letters, at);
    if (!PlainGlyphs::may_be_plain(point.value)) return false;
    latin = PlainGlyphs::is_latin(point.value);
    at += point.length;
  }
  PlainGlyphs& plain = plain_glyphs(manner, latin);
  char32_t before = 0;
  const auto add = [&](char32_t character, std::size_t first, std::size_t last) {
    const PlainGlyphs::Plain one = plain.of(character);
    if (one.glyph == 0) return false;
    const std::optional<int> kerning = before == 0 ? 0 : plain.kerning(before, character);
    if (!kerning) return false;
    before = character;
    take(Glyph{.id = one.glyph,
               .advance = one.advance,
               .text_first = static_cast<std::uint32_t>(first),
               .text_last = static_cast<std::uint32_t>(last)},
         *kerning);
    return true;
  };
  for (std::size_t at = 0; at < letters.size();) {
    const auto byte = static_cast<unsigned char>(letters[at]);
    const CodePoint point = byte < 0x80 ? CodePoint{byte, 1, true} : decode(letters, at);
    if (!add(point.value, at, at + point.length)) return false;
    at += point.length;
  }
  return !hyphen || add('-', letters.size(), text.size());
}

PlainGlyphs* Shaper::plain_for_ascii(std::string_view text, Manner manner) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (plain_words_ == PlainWords::shaped || manner.right_to_left || manner.ends_line) return nullptr;
  if (manner.family != Family::text) return nullptr;
  if (text.empty() || !is_ascii(text.front())) return nullptr;
  const bool latin = std::ranges::any_of(
      text, [&](char c) { return is_ascii(c) && PlainGlyphs::is_latin(static_cast<unsigned char>(c)); });
  return &plain_glyphs(manner, latin);
}

bool Shaper::look_up_ascii(std::string_view text, Manner manner, Piece& piece) {
  const PlainGlyphs* const plain = plain_for_ascii(text, manner);
  if (plain == nullptr) return false;
  piece.glyphs.resize(text.size());
  piece.advance = 0;
  Glyph* glyph = piece.glyphs.data();
  std::uint32_t at = 0;
  return plain->for_each_ascii(text, [&](const PlainGlyphs::Plain& one, int kerning) {
    if (kerning != 0) glyph[-1].advance += kerning;
    piece.advance += kerning + one.advance;
    *glyph++ = {.id = one.glyph, .advance = one.advance, .text_first = at, .text_last = at + 1};
    ++at;
  });
}

bool Shaper::look_up(std::string_view text, Manner manner, Piece& piece) {
  bool plain = look_up_ascii(text, manner, piece);
  if (!plain) {
    piece.glyphs.clear();
    piece.advance = 0;
    plain = look_up(text, manner, [&](const Glyph& glyph, int kerning) {
      if (kerning != 0) piece.glyphs.back().advance += kerning;
      piece.advance += kerning + glyph.advance;
      piece.glyphs.push_back(glyph);
    });
  }
  if (!plain) return false;
  piece.face = fonts_.main_face(manner.weight == Weight::bold);
  piece.units_per_em = units_per_em_[manner.weight == Weight::bold ? 1 : 0];
  piece.text_first = 0;
  piece.text_last = static_cast<std::uint32_t>(text.size());
  if (manner.ends_line && text.ends_with(soft_hyphen))
    piece.glyphs.back().id = visible_soft_hyphen(piece.face, piece.glyphs.back());
  return true;
}

Points Shaper::width(std::string_view text, Manner manner, Points size) {
  std::int64_t advance = 0;
  const PlainGlyphs* const known = plain_for_ascii(text, manner);
  bool plain =
      known != nullptr && known->for_each_ascii(text, [&](const PlainGlyphs::Plain& one, int kerning) {
        advance += kerning + one.advance;
      });
  if (!plain) {
    advance = 0;
    plain =
        look_up(text, manner, [&](const Glyph& glyph, int kerning) { advance += kerning + glyph.advance; });
  }
  if (plain) return size.scaled(advance, units_per_em_[manner.weight == Weight::bold ? 1 : 0]);
  return shape(text, manner).width(size);
}

PlainGlyphs* Shaper::plain_for_all(Manner manner) {
  if (plain_words_ == PlainWords::shaped || manner.right_to_left || manner.family != Family::text)
    return nullptr;
  PlainGlyphs& latin = plain_glyphs(manner, true);
  return &latin == &plain_glyphs(manner, false) ? &latin : nullptr;
}

std::optional<Shaper::PlainText> Shaper::look_up_text(std::string_view text, Manner manner, Points size) {
  PlainGlyphs* const plain = plain_for_all(manner);
  if (plain == nullptr || text.empty()) return std::nullopt;
  const int units_per_em = units_per_em_[manner.weight == Weight::bold ? 1 : 0];
  plain_text_glyphs_.resize(std::max(plain_text_glyphs_.size(), text.size()));
  std::uint32_t* glyph = plain_text_glyphs_.data();
  std::int64_t advance = 0;
  std::size_t read = 0;
  Points width;
  const bool found = plain->for_each_in_words(
      text,
      [&](const PlainGlyphs::Plain& one, int kerning, std::size_t bytes) {
        if (kerning != 0 && !Glyphs::add_advance(glyph[-1], kerning)) return false;
        advance += kerning + one.advance;
        *glyph++ = one.packed - 1 + static_cast<std::uint32_t>(bytes);
        read += bytes;
        return one.packed != 0;
      },
      [&] { width += size.scaled(std::exchange(advance, 0), units_per_em); });
  if (!found) return std::nullopt;
  if (read != text.size()) text = plain_text_ = as_read(text, false);
  return PlainText{.face = fonts_.main_face(manner.weight == Weight::bold),
                   .width = width,
                   .text = text,
                   .glyphs = {plain_text_glyphs_.data(), glyph}};
}

std::optional<Points> Shaper::look_up_width(std::string_view text, Manner manner, Points size) {
  PlainGlyphs* const plain = plain_for_all(manner);
  if (plain == nullptr || text.empty()) return std::nullopt;
  const int units_per_em = units_per_em_[manner.weight == Weight::bold ? 1 : 0];
  std::int64_t advance = 0;
  Points width;
  const bool found = plain->for_each_in_words(
      text,
      [&](const PlainGlyphs::Plain& one, int kerning, std::size_t) {
        advance += kerning + one.advance;
        return true;
      },
      [&] { width += size.scaled(std::exchange(advance, 0), units_per_em); });
  return found ? std::optional(width) : std::nullopt;
}

std::vector<Shaper::Stretch> Shaper::stretches(std::string_view text, Manner manner) {
  std::vector<Stretch> list;
  for (std::size_t at = 0; at < text.size();) {
    Stretch next = stretch_at(text, at, manner);
    at = next.last;
    const bool joins =
        !list.empty() && list.back().face == next.face && list.back().instead == 0 && next.instead == 0;
    if (joins) {
      list.back().last = next.last;
    } else {
      list.push_back(next);
    }
  }
  return list;
}

Shaper::Stretch Shaper::stretch_at(std::string_view text, std::size_t first, Manner manner) {
  const bool bold = manner.weight == Weight::bold;
  const char32_t base = decode(text, first).value;
  Stretch stretch{.face = fonts_.main_face(bold, manner.family), .first = static_cast<std::uint32_t>(first)};
  if (base < 0x80) {  // the commonest case: a bare ASCII character of the document's own face
    const bool marked = first + 1 < text.size() && static_cast<unsigned char>(text[first + 1]) >= 0x80;
    if (!marked && fonts_.glyph(stretch.face, base) != 0) {
      stretch.last = stretch.first + 1;
      return stretch;
    }
  }
  const std::size_t last = end_of_cluster(text, first);
  stretch.last = static_cast<std::uint32_t>(last);
  if (is_invisible(base)) return stretch;
  const auto face = fonts_.face_for(base, bold, manner.family);
  if (!face) {
    note_missing(base);
    stretch.instead = fonts_.glyph(stretch.face, 0xFFFD) != 0 ? 0xFFFD : U'?';
    return stretch;
  }
  stretch.face = *face;
  if (covers(*face, text, first, last)) return stretch;
  // The first mark that the base's face lacks may have a face that has both.
  for (std::size_t at = first; at < last;) {
    const CodePoint point = decode(text, at);
    const auto other = fonts_.face_for(point.value, bold, manner.family);
    if (other && covers(*other, text, first, last)) {
      stretch.face = *other;
      return stretch;
    }
    at += point.length;
  }
  return stretch;
}

bool Shaper::covers(FaceId face, std::string_view text, std::size_t first, std::size_t last) const {
  for (std::size_t at = first; at < last;) {
    const CodePoint point = decode(text, at);
    if (!is_invisible(point.value) && fonts_.glyph(face, point.value) == 0) return false;
    at += point.length;
  }
  return true;
}

Piece Shaper::shape_stretch(std::string_view text, const Stretch& stretch, Manner manner) {
  const OpenFace& face = *fonts_.state_->face(stretch.face);
  hb_buffer_t* buffer = buffer_.get();
  hb().buffer_clear_contents(buffer);
  hb().buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
  // HarfBuzz hides soft hyphens: the one that is to be seen is shaped as a hyphen.
  const bool hyphen = manner.ends_line && stretch.last == text.size() && text.ends_with(soft_hyphen);
  const std::uint32_t letters_last =
      stretch.last - (hyphen ? static_cast<std::uint32_t>(soft_hyphen.size()) : 0U);
  if (stretch.instead != 0) {
    hb().buffer_add(buffer, stretch.instead, stretch.first);
    hb().buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  } else {
    hb().buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), stretch.first,
                         static_cast<int>(letters_last - stretch.first));
    if (hyphen) hb().buffer_add(buffer, '-', letters_last);
  }
  hb().buffer_guess_segment_properties(buffer);
  // Punctuation alone has no script, but is drawn as that of the face's: in the middle of its square in
  // Taipei.
  const std::vector<std::string>& scripts = fonts_.state_->sources[stretch.face].scripts;
  if (hb().buffer_get_script(buffer) == HB_SCRIPT_INVALID && !scripts.empty())
    hb().buffer_set_script(buffer, hb().script_from_string(scripts.front().c_str(), -1));
  hb().buffer_set_language(buffer, language_);
  hb().buffer_set_direction(buffer, manner.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  // Joiners belong to the letter before them: readers take a sign without width for the end of a word.
  hb().buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  const bool complex = hb().buffer_get_script(buffer) != HB_SCRIPT_LATIN &&
                       hb().buffer_get_script(buffer) != HB_SCRIPT_GREEK &&
                       hb().buffer_get_script(buffer) != HB_SCRIPT_CYRILLIC &&
                       hb().buffer_get_script(buffer) != HB_SCRIPT_INVALID;
  const std::span<const hb_feature_t> features = features_of(manner.figures, manner.family, complex);
  hb().shape(face.font.get(), buffer, features.data(), static_cast<unsigned>(features.size()));

  Piece piece{.face = stretch.face,
              .glyphs = {},
              .advance = 0,
              .units_per_em = face.info.units_per_em,
              .text_first = stretch.last,
              .text_last = 0};
  unsigned length = 0;
  const hb_glyph_info_t* infos = hb().buffer_get_glyph_infos(buffer, &length);
  const hb_glyph_position_t* positions = hb().buffer_get_glyph_positions(buffer, &length);
  piece.glyphs.reserve(length);
  for (unsigned i = 0; i < length; ++i) {
    Glyph glyph{.id = infos[i].codepoint,
                .advance = positions[i].x_advance,
                .x_offset = positions[i].x_offset,
                .y_offset = positions[i].y_offset,
                .text_first = infos[i].cluster,
                .text_last = infos[i].cluster};
    if (glyph.id == 0) {  // shaping came to a character that the face lacks after all
      note_missing(decode(text, glyph.text_first).value);
      glyph.id = fonts_.glyph(stretch.face, fonts_.glyph(stretch.face, 0xFFFD) != 0 ? 0xFFFD : U'?');
      if (glyph.id == 0) continue;
      glyph.advance = fonts_.advance(stretch.face, glyph.id);
    }
    if (hyphen && glyph.text_first == letters_last) glyph.id = visible_soft_hyphen(stretch.face, glyph);
    piece.advance += glyph.advance;
    piece.glyphs.push_back(glyph);
  }
  for (const Glyph& glyph : piece.glyphs) piece.text_first = std::min(piece.text_first, glyph.text_first);
  // A cluster's text goes with its first glyph in logical order; it ends where the next one begins.
  std::uint32_t end = stretch.last;
  const auto close = [&](std::size_t i, bool first_of_cluster) {
    Glyph& glyph = piece.glyphs[i];
    if (!first_of_cluster) return;
    glyph.text_last = end;
    end = glyph.text_first;
  };
  const std::size_t glyphs = piece.glyphs.size();
  if (manner.right_to_left) {
    for (std::size_t i = 0; i < glyphs; ++i) {
      close(i, i + 1 == glyphs || piece.glyphs[i + 1].text_first != piece.glyphs[i].text_first);
    }
  } else {
    for (std::size_t i = glyphs; i-- > 0;) {
      close(i, i == 0 || piece.glyphs[i - 1].text_first != piece.glyphs[i].text_first);
    }
  }
  for (const Glyph& glyph : piece.glyphs) piece.text_last = std::max(piece.text_last, glyph.text_last);
  return piece;
}

std::uint32_t Shaper::visible_soft_hyphen(FaceId face, const Glyph& hyphen) const {
  const std::uint32_t own = fonts_.glyph(face, 0xAD);
  return own != 0 && fonts_.advance(face, own) == hyphen.advance ? own : hyphen.id;
}

void Shaper::note_missing(char32_t character) { missing_in_word_.push_back(character); }

}  // namespace pensum::text
