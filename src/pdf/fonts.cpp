#include "pdf/fonts.hpp"

#include "base/utf8.hpp"
#include "pdf/cff.hpp"
#include "pdf/digest.hpp"
#include "pdf/text_string.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <limits>
#include <memory>
#include <span>

namespace pensum::pdf {

namespace {

constexpr std::uint32_t unused = std::numeric_limits<std::uint32_t>::max();

bool says_nothing(const text::Glyph& glyph) { return glyph.text_first == glyph.text_last; }

// Whether a glyph is all of its cluster, as most are.
bool is_alone(std::span<const text::Glyph> glyphs, std::size_t at) {
  return !says_nothing(glyphs[at]) && (at + 1 == glyphs.size() || !says_nothing(glyphs[at + 1]));
}

std::string_view text_of(const OpenRun& run, const text::Glyph& glyph) {
  return run.text.substr(glyph.text_first, glyph.text_last - glyph.text_first);
}

// Only the font defines what a private-use character means.
bool has_private_use(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    if ((point.value >= 0xE000 && point.value <= 0xF8FF) || point.value >= 0xF0000) return true;
  }
  return false;
}

void append_code_byte(std::string& out, unsigned byte) {
  const char code = static_cast<char>(byte);
  if (code == '\r') {  // a bare one would be read as a line feed
    out += "\\r";
    return;
  }
  if (code == '(' || code == ')' || code == '\\') out += '\\';
  out += code;
}

// PDF/UA (7.21.7) forbids these three as a glyph's meaning.
std::string sayable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    if (point.value != 0 && point.value != 0xFEFF && point.value != 0xFFFE) append_utf8(out, point.value);
  }
  if (out.empty()) append_utf8(out, 0xFFFD);
  return out;
}

// The text of a glyph that represents a whole cluster. From right to left readers put the glyphs of a line,
// and with them every character of a glyph, the other way round: a ligature has to give them as they
// are seen, or lam with alef would be found as alef with lam.
std::string said_of(const Cluster& cluster, bool right_to_left) {
  if (!right_to_left) return sayable(cluster.text);
  std::string turned;
  for (std::size_t at = 0; at < cluster.text.size();) {
    const std::size_t length = decode(cluster.text, at).length;
    turned.insert(0, cluster.text.substr(at, length));
    at += length;
  }
  return sayable(turned);
}

// The part of a cluster's text that glyph `index` of its `count` glyphs shows, as well as can be
// told: its own code point where they come in pairs, else all for the first and the last for others.
std::string_view part_of(std::string_view text, std::size_t index, std::size_t count) {
  const std::size_t points = count_code_points(text);
  if (count == 1 || points == 0 || (points != count && index == 0)) return text;
  const std::size_t wanted = points == count ? index : points - 1;
  std::size_t at = 0;
  for (std::size_t i = 0; i < wanted; ++i) at += decode(text, at).length;
  return text.substr(at, decode(text, at).length);
}

ShownGlyph shown_of(const UsedGlyph& glyph, int units_per_em) {
  ShownGlyph shown{.width = std::int64_t{glyph.width} * units_per_em,
                   .code_size = static_cast<std::uint8_t>(glyph.shown.size())};
  std::ranges::copy(glyph.shown, shown.code.begin());
  const bool one = glyph.text.size() == 1 && !glyph.private_use;
  if (one && static_cast<unsigned char>(glyph.text.front()) < 0x80) shown.says = glyph.text.front();
  return shown;
}

std::int64_t per_mille(std::int64_t units, int units_per_em) {
  const std::int64_t scaled = 2 * 1000 * units + (units < 0 ? -units_per_em : units_per_em);
  return scaled / (2 * units_per_em);
}

// Font names are PDF names: printable ASCII without delimiters.
std::string base_name(const text::FaceInfo& info) {
  std::string name;
  for (const char c : info.postscript_name.substr(0, 63)) {
    if (c > ' ' && c < 0x7F && std::string_view("()<>[]{}/%#").find(c) == std::string_view::npos) name += c;
  }
  return name.empty() ? "Font" : name;
}

std::int64_t flags(const text::FaceInfo& info) {
  constexpr std::int64_t fixed_pitch = 1, symbolic = 4, italic = 64;
  return symbolic + (info.fixed_pitch ? fixed_pitch : 0) + (info.italic_angle != 0 ? italic : 0);
}

// Font files do not tell how thick their stems are; this follows from the weight, near enough for a
// viewer that has to substitute.
std::int64_t stem_width(const text::FaceInfo& info) {
  return 50 + std::int64_t{info.weight} * info.weight / (65 * 65);
}

Array widths(Objects& objects, const std::vector<UsedGlyph>& glyphs) {
  constexpr std::size_t most = 1024;
  Array all = objects.array(2 + glyphs.size() / most);
  for (std::size_t first = 0; first < glyphs.size();) {
    std::size_t last = first + 1;
    while (last < glyphs.size() && last - first < most && glyphs[last].code == glyphs[last - 1].code + 1) {
      ++last;
    }
    Array row = objects.array(last - first);
    for (std::size_t i = first; i < last; ++i) row.integer(glyphs[i].width);
    all.integer(glyphs[first].code).add(row);
    first = last;
  }
  return all;
}

Dictionary descriptor(Objects& objects, const text::FaceInfo& info, const std::string& name,
                      const std::string& program) {
  const int em = info.units_per_em;
  Array box = objects.array(4);
  for (const int edge : info.box) box.integer(per_mille(edge, em));
  Dictionary file = objects.stream(program);
  const bool cff = info.outlines == text::Outlines::cff;
  if (cff) {
    file.name("Subtype", "CIDFontType0C");
  } else {
    file.integer("Length1", static_cast<std::int64_t>(program.size()));
  }
  return objects.numbered()
      .name("Type", "FontDescriptor")
      .name("FontName", name)
      .integer("Flags", flags(info))
      .add("FontBBox", box)
      .integer("ItalicAngle", info.italic_angle)
      .integer("Ascent", per_mille(info.ascent, em))
      .integer("Descent", per_mille(info.descent, em))
      .integer("CapHeight", per_mille(info.cap_height, em))
      .integer("XHeight", per_mille(info.x_height, em))
      .integer("StemV", stem_width(info))
      .add(cff ? "FontFile3" : "FontFile2", file);
}

}  // namespace

OpenRun open(const text::Run& run, std::vector<text::Glyph>& room) {
  room.resize(run.glyphs.size());
  std::ranges::copy(run.glyphs.begin(), run.glyphs.end(), room.begin());
  return {.face = run.face,
          .size = run.size,
          .right_to_left = run.right_to_left,
          .text = run.text,
          .glyphs = room};
}

Cluster cluster_at(const OpenRun& run, std::size_t first) {
  if (is_alone(run.glyphs, first)) {
    return {.first = first, .last = first + 1, .text = text_of(run, run.glyphs[first])};
  }
  Cluster cluster{.first = first, .last = first, .text = {}};
  // Glyphs without text at the start of a run belong to the first that has some.
  while (cluster.last < run.glyphs.size() && says_nothing(run.glyphs[cluster.last])) ++cluster.last;
  if (cluster.last < run.glyphs.size()) cluster.text = text_of(run, run.glyphs[cluster.last++]);
  std::size_t silent = cluster.last;
  while (silent < run.glyphs.size() && says_nothing(run.glyphs[silent])) ++silent;
  // From right to left the glyph with the text is the last one: a mark is at the left of its letter, and
  // is not the next letter's.
  if (!run.right_to_left || silent == run.glyphs.size()) cluster.last = silent;
  return cluster;
}

UsedGlyph& UsedFace::use(std::uint32_t id) {
  if (id >= slots_.size()) {
    slots_.resize(id + 1, unused);
    known_.resize(id + 1, 0);
  }
  if (slots_[id] == unused) {
    slots_[id] = static_cast<std::uint32_t>(glyphs_.size());
    glyphs_.push_back({.glyph = id, .code = 0, .width = 0, .text = {}, .fallback = {}});
  }
  return glyphs_[slots_[id]];
}

void UsedFace::mean(UsedGlyph& glyph, std::string text) {
  known_[glyph.glyph] = 1;
  glyph.text = std::move(text);
}

Fonts::Fonts(const text::FontSet& set) : set_(&set), faces_(set.size()) {
  for (std::size_t id = 0; id < faces_.size(); ++id) faces_[id].resource_ = fmt::format("F{}", id);
}

void Fonts::collect(const document::Document& document) {
  for (const document::Page& page : document.pages) {
    for (std::size_t at = 0; at < page.operations.size(); ++at) {
      const auto* drawn = std::get_if<document::DrawText>(&page.operations[at]);
      if (!drawn) continue;
      for (const text::Run& run : drawn->line.runs) collect(run);
      if (const auto space = closing_space(page, at)) collect(space->run());
    }
  }
}

std::optional<Space> Fonts::closing_space(const document::Page& page, std::size_t at) const {
  const auto* drawn = std::get_if<document::DrawText>(&page.operations[at]);
  if (!drawn || drawn->element == document::artifact || drawn->line.splits_word || drawn->line.runs.empty())
    return {};
  const document::DrawText* next = nullptr;
  while (!next && ++at < page.operations.size()) next = std::get_if<document::DrawText>(&page.operations[at]);
  if (!next || next->element != drawn->element) return {};
  const text::Run last = drawn->line.runs.back();
  const text::Glyph& space = faces_[last.face].space();
  if (space.id == 0 || last.text.ends_with(' ')) return {};
  return Space{.face = last.face, .size = last.size, .glyph = space};
}

UsedFace& Fonts::begin_use(text::FaceId id) {
  UsedFace& face = faces_[id];
  // Asked only of faces in use: others may not be there, and opening them takes time.
  if (face.used()) return face;
  face.units_per_em_ = std::max(1, set_->info(id).units_per_em);
  const std::uint32_t space = set_->glyph(id, ' ');
  if (space != 0)
    face.space_ = {.id = space, .advance = set_->advance(id, space), .text_first = 0, .text_last = 1};
  return face;
}

// Mostly there is nothing new in a run: each of its glyphs is known, and all of its cluster.
void Fonts::collect(const text::Run& run) {
  const UsedFace& face = begin_use(run.face);
  const bool nothing_new = std::ranges::all_of(
      run.glyphs.begin(), run.glyphs.end(),
      [&](const text::Glyph& glyph) { return !says_nothing(glyph) && face.knows(glyph.id); });
  if (!nothing_new) collect(open(run, room_));
}

void Fonts::collect(const OpenRun& run) {
  UsedFace& face = begin_use(run.face);
  for (std::size_t first = 0; first < run.glyphs.size();) {
    if (is_alone(run.glyphs, first) && face.knows(run.glyphs[first].id)) {
      ++first;
      continue;
    }
    const Cluster cluster = cluster_at(run, first);
    const std::size_t count = cluster.last - cluster.first;
    for (std::size_t i = 0; i < count; ++i) {
      UsedGlyph& glyph = face.use(run.glyphs[first + i].id);
      if (!glyph.text.empty()) continue;
      if (count == 1) {
        face.mean(glyph, said_of(cluster, run.right_to_left));
      } else if (glyph.fallback.empty()) {
        const std::size_t logical = run.right_to_left ? count - 1 - i : i;
        glyph.fallback = sayable(part_of(cluster.text, logical, count));
      }
    }
    first = cluster.last;
  }
}

Result<void> Fonts::subset() {
  for (text::FaceId id = 0; id < faces_.size(); ++id) {
    if (!faces_[id].used()) continue;
    if (auto done = subset(id); !done) return done;
  }
  return {};
}

Result<void> Fonts::subset(text::FaceId id) {
  UsedFace& face = faces_[id];
  std::vector<UsedGlyph>& glyphs = face.glyphs_;
  std::ranges::sort(glyphs, {}, &UsedGlyph::glyph);
  std::vector<std::uint32_t> asked;
  asked.reserve(glyphs.size());
  for (const UsedGlyph& glyph : glyphs) asked.push_back(glyph.glyph);
  const Result<std::shared_ptr<const text::Subset>> cut = set_->subset(id, asked);
  if (!cut) return std::unexpected(cut.error());
  const text::Subset& made = **cut;

  const text::FaceInfo& info = set_->info(id);
  std::vector<std::uint16_t> identifiers;
  if (info.outlines == text::Outlines::cff) {
    auto read = character_identifiers(made.bytes);
    if (!read) {
      return failure(
          fmt::format("the font {} cannot be embedded: its subset is broken", shown(info.postscript_name)),
          "use another font");
    }
    identifiers = std::move(*read);
  }
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    UsedGlyph& glyph = glyphs[i];
    const std::uint32_t position = made.ids[i];
    glyph.code = position < identifiers.size() ? identifiers[position] : static_cast<std::uint16_t>(position);
    glyph.width = static_cast<std::int32_t>(per_mille(set_->advance(id, glyph.glyph), face.units_per_em_));
    if (glyph.text.empty()) glyph.text = glyph.fallback;
    glyph.private_use = has_private_use(glyph.text);
    append_code_byte(glyph.shown, glyph.code >> 8);
    append_code_byte(glyph.shown, glyph.code & 0xFFU);
  }
  std::ranges::sort(glyphs, {}, &UsedGlyph::code);
  for (std::size_t i = 0; i < glyphs.size(); ++i)
    face.slots_[glyphs[i].glyph] = static_cast<std::uint32_t>(i);
  face.shown_.clear();
  for (const UsedGlyph& glyph : glyphs) face.shown_.push_back(shown_of(glyph, face.units_per_em_));
  face.program_ = made.bytes;
  return {};
}

const std::string& Fonts::codes() const {
  if (!codes_.empty()) return codes_;
  const auto add = [this](std::int64_t value) {
    std::array<char, sizeof value> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    codes_.append(bytes.data(), bytes.size());
  };
  for (text::FaceId id = 0; id < faces_.size(); ++id) {
    const UsedFace& face = faces_[id];
    if (!face.used()) continue;
    for (const std::int64_t value :
         {std::int64_t{id}, std::int64_t{face.units_per_em_}, std::ssize(face.glyphs_)})
      add(value);
    for (const UsedGlyph& glyph : face.glyphs_) {
      add(glyph.glyph);
      add(glyph.code);
      add(glyph.width);
      add(std::ssize(glyph.text) << 1 | (glyph.private_use ? 1 : 0));
      codes_ += glyph.text;
    }
  }
  return codes_;
}

Dictionary Fonts::write(Objects& objects) const {
  Dictionary fonts = objects.dictionary();
  for (text::FaceId id = 0; id < faces_.size(); ++id) {
    if (faces_[id].used()) fonts.add(faces_[id].resource_.c_str(), write_face(objects, id));
  }
  return fonts;
}

Dictionary Fonts::write_face(Objects& objects, text::FaceId id) const {
  const UsedFace& face = faces_[id];
  const text::FaceInfo& info = set_->info(id);
  const bool cff = info.outlines == text::Outlines::cff;
  const std::string name = subset_tag(face.program_) + '+' + base_name(info);
  Dictionary system = objects.dictionary();
  system.ascii("Registry", "Adobe").ascii("Ordering", "Identity").integer("Supplement", 0);
  Dictionary descendant = objects.numbered();
  descendant.name("Type", "Font")
      .name("Subtype", cff ? "CIDFontType0" : "CIDFontType2")
      .name("BaseFont", name)
      .add("CIDSystemInfo", system)
      .add("FontDescriptor", descriptor(objects, info, name, face.program_))
      .add("W", widths(objects, face.glyphs_));
  if (!cff) descendant.name("CIDToGIDMap", "Identity");
  return objects.numbered()
      .name("Type", "Font")
      .name("Subtype", "Type0")
      .name("BaseFont", cff ? name + "-Identity-H" : name)
      .name("Encoding", "Identity-H")
      .add("DescendantFonts", objects.array(1).add(descendant))
      .add("ToUnicode", objects.stream(to_unicode_map(face.glyphs_)));
}

std::string subset_tag(std::string_view program) {
  const auto sum = digest(program);
  std::string tag;
  for (std::size_t i = 0; i < 6; ++i) tag += static_cast<char>('A' + (sum[2 * i] << 8 | sum[2 * i + 1]) % 26);
  return tag;
}

std::string to_unicode_map(const std::vector<UsedGlyph>& glyphs) {
  std::string map =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr std::size_t most = 100;  // in one block, by the CMap specification
  for (std::size_t first = 0; first < glyphs.size(); first += most) {
    const std::size_t last = std::min(first + most, glyphs.size());
    map += fmt::format("{} beginbfchar\n", last - first);
    for (std::size_t i = first; i < last; ++i) {
      map += fmt::format("<{:04X}> <", glyphs[i].code);
      append_hex(map, to_utf16(glyphs[i].text));
      map += ">\n";
    }
    map += "endbfchar\n";
  }
  map += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
  return map;
}

}  // namespace pensum::pdf
