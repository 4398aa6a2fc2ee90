#include "text/font.hpp"

#include "base/utf8.hpp"
#include "text/faces.hpp"
#include "text/font_table.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pensum::text {
namespace {

using HbSubsetInput = std::unique_ptr<hb_subset_input_t, HarfBuzzDeleter<&HarfBuzz::subset_input_destroy>>;
using HbSubsetPlan = std::unique_ptr<hb_subset_plan_t, HarfBuzzDeleter<&HarfBuzz::subset_plan_destroy>>;

/// Tables that set text but that a PDF has no use for.
constexpr std::array dropped_tables = {tag("GSUB"), tag("GPOS"), tag("GDEF"), tag("cmap"), tag("name"),
                                       tag("OS/2"), tag("post"), tag("kern"), tag("STAT"), tag("MATH"),
                                       tag("BASE"), tag("DSIG"), tag("gasp"), tag("VORG"), tag("meta")};

int metric(hb_font_t* font, hb_ot_metrics_tag_t name, int otherwise) {
  hb_position_t value = 0;
  return hb().ot_metrics_get_position(font, name, &value) ? value : otherwise;
}

FaceInfo info_of(hb_face_t* face, hb_font_t* font, Outlines outlines) {
  FaceInfo info;
  info.outlines = outlines;
  info.units_per_em = static_cast<int>(hb().face_get_upem(face));
  std::array<char, 128> name{};
  unsigned length = name.size();
  hb().ot_name_get_utf8(face, 6, HB_LANGUAGE_INVALID, &length, name.data());  // 6: the PostScript name
  for (const char c : std::string_view(name.data(), length)) {
    const bool plain =
        c > ' ' && c < 0x7F && std::string_view("[](){}<>/%").find(c) == std::string_view::npos;
    if (plain) info.postscript_name += c;
  }
  if (info.postscript_name.empty()) info.postscript_name = "Font";
  info.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, info.units_per_em * 8 / 10);
  info.descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -info.units_per_em * 2 / 10);
  info.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, info.units_per_em * 7 / 10);
  info.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, info.units_per_em / 2);
  const Table head(face, tag("head"));
  for (std::size_t i = 0; i < 4; ++i) info.box[i] = head.s16(36 + i * 2);
  const Table os2(face, tag("OS/2"));
  if (os2.present()) info.weight = std::clamp(os2.u16(4), 1, 1000);
  const Table post(face, tag("post"));
  info.italic_angle = post.s16(4);
  info.fixed_pitch = post.u16(12) != 0 || post.u16(14) != 0;
  return info;
}

const char* script_of(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const char* code = uscript_getShortName(uscript_getScript(static_cast<UChar32>(character), &status));
  return code == nullptr ? "" : code;
}

/// Whether a face is the user's own, of which nothing is known before it is opened.
bool is_own(const FaceSource& source) { return source.package.empty(); }

/// Whether it is for stretches of text that ask for it, and for nothing else.
bool is_for_spans(const FaceSource& source) {
  return source.role == FaceRole::emphasis || source.role == FaceRole::code;
}

/// What keeps a font from being used, and what to do about it.
struct Fault {
  std::string what;
  std::string hint = "use a TrueType (.ttf) or OpenType (.otf) font";
};

/// A number of four bytes, 0 beyond the end.
std::size_t u32(std::string_view bytes, std::size_t at) {
  if (at + 4 > bytes.size()) return 0;
  std::size_t value = 0;
  for (const char byte : bytes.substr(at, 4)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

/// The table that the first face's list places beyond the end of the file; empty if all lie inside. A file
/// that lost its end would be set with blanks.
std::string table_beyond_end(std::string_view bytes) {
  const std::size_t list = bytes.starts_with("ttcf") ? u32(bytes, 12) : 0;
  if (list + 12 > bytes.size()) return "list of tables";
  const std::size_t count = u32(bytes, list + 2) & 0xFFFF;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = list + 12 + i * 16;
    if (row + 16 > bytes.size()) return "list of tables";
    if (u32(bytes, row + 8) + u32(bytes, row + 12) > bytes.size())
      return fmt::format("table “{}”", shown(bytes.substr(row, 4)));
  }
  return {};
}

std::optional<Fault> fault_of(hb_face_t* face, std::string_view bytes) {
  const auto has = [&](hb_tag_t name) { return Table(face, name).present(); };
  if (hb().face_get_glyph_count(face) < 2) {
    // The list of tables also leads nowhere if the file is not a font at all.
    const bool font = bytes.starts_with("OTTO") || bytes.starts_with("ttcf") || bytes.starts_with("true") ||
                      bytes.starts_with(std::string_view("\0\1\0\0", 4));
    if (font && !table_beyond_end(bytes).empty()) {
      return Fault{"it is cut short: its " + table_beyond_end(bytes) + " runs past the end of the file",
                   "copy the file again"};
    }
    return Fault{"it holds no glyphs"};
  }
  if (const std::string table = table_beyond_end(bytes); !table.empty())
    return Fault{"it is cut short: its " + table + " runs past the end of the file", "copy the file again"};
  for (const hb_tag_t name : {tag("COLR"), tag("CBDT"), tag("sbix"), tag("SVG ")}) {
    if (has(name)) return Fault{"it is a colour font", "use a font whose glyphs are plain outlines"};
  }
  if (has(tag("fvar")))
    return Fault{"it is a variable font", "use its static faces, which are a file for each weight"};
  if (!has(tag("CFF ")) && !has(tag("glyf"))) return Fault{"it holds no outlines"};
  if (!has(tag("cmap"))) return Fault{"it does not map characters to glyphs"};
  return std::nullopt;
}

/// What FontSet::shaping_key gives.
ContentHash shaping_key_of(const OpenFace& face) {
  static constexpr std::array tables = {tag("cmap"), tag("GDEF"), tag("GSUB"), tag("GPOS"), tag("head"),
                                        tag("hhea"), tag("hmtx"), tag("maxp"), tag("kern"), tag("kerx"),
                                        tag("morx"), tag("mort"), tag("trak")};
  ContentHash key;
  for (const hb_tag_t name : tables) {
    const ContentHash own = content_hash(Table(face.face.get(), name).bytes(), key.low ^ name);
    key = {.low = own.low, .high = own.high ^ key.high};
  }
  return key;
}

}  // namespace

void get_ready() { (void)load_harfbuzz(); }

Result<OpenFace> open_face(FontFile file) {
  if (const Result<HarfBuzz>& library = load_harfbuzz(); !library) return std::unexpected(library.error());
  const std::string_view bytes(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  const HbBlob blob(hb().blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  HbFace face(hb().face_create(blob.get(), 0));
  if (const std::optional<Fault> fault = fault_of(face.get(), bytes)) {
    return failure(fmt::format("the font {} cannot be used: {}", shown(file.name), fault->what), fault->hint,
                   {});
  }
  const bool cff = Table(face.get(), tag("CFF ")).present();
  hb().face_make_immutable(face.get());
  HbFont font(hb().font_create(face.get()));
  hb().font_make_immutable(font.get());
  FaceInfo info = info_of(face.get(), font.get(), cff ? Outlines::cff : Outlines::truetype);
  return OpenFace{std::move(info), std::move(file), std::move(face), std::move(font)};
}

Result<FontSummary> summary_of(FontFile file) {
  const Result<OpenFace> open = open_face(std::move(file));
  if (!open) return std::unexpected(open.error());
  const std::unique_ptr<hb_set_t, HarfBuzzDeleter<&HarfBuzz::set_destroy>> characters(hb().set_create());
  hb().face_collect_unicodes(open->face.get(), characters.get());
  const HbBlob blob(hb().face_reference_blob(open->face.get()));
  return FontSummary{.faces = hb().face_count(blob.get()),
                     .characters = hb().set_get_population(characters.get())};
}

const OpenFace* FontSet::State::face(FaceId id) {
  const std::lock_guard lock(mutex);
  Opened& slot = slots[id];
  if (!slot.tried) {
    slot.tried = true;
    Result<FontFile> file = loader(sources[id].file);
    Result<OpenFace> opened = file ? open_face(*std::move(file)) : std::unexpected(file.error());
    if (opened) {
      slot.face = std::make_unique<OpenFace>(*std::move(opened));
    } else {
      slot.error = std::move(opened.error());
    }
  }
  return slot.face.get();
}

const PreparedGlyphs* FontSet::State::prepared_for_faces() {
  std::call_once(compared, [this] {
    if (prepared == nullptr) return;
    const bool same = prepared->harfbuzz == hb().version_string() &&
                      shaping_key_of(*face(main[0])) == prepared->faces[0] &&
                      shaping_key_of(*face(main[1])) == prepared->faces[1];
    if (!same) prepared = nullptr;
  });
  return prepared;
}

FontSet::FontSet(std::unique_ptr<State> state) : state_(std::move(state)) {}
FontSet::~FontSet() = default;
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;

ContentHash FontSet::shaping_key(FaceId face) const { return shaping_key_of(*state_->face(face)); }

Result<FontSet> FontSet::make(std::vector<FaceSource> sources, FontLoader loader,
                              const PreparedGlyphs* prepared) {
  auto state = std::make_unique<State>();
  state->slots.resize(sources.size());
  state->sources = std::move(sources);
  state->loader = std::move(loader);
  state->prepared = prepared;
  for (const bool bold : {false, true}) {
    const auto find = [&](FaceRole role) {
      return std::ranges::find_if(state->sources,
                                  [&](const FaceSource& s) { return s.role == role && s.bold == bold; });
    };
    const auto found = find(FaceRole::main);
    if (found == state->sources.end()) {
      return failure(fmt::format("no main font is named for {} type", bold ? "bold" : "regular"),
                     "name a regular and a bold one in fonts/fonts.xml");
    }
    const auto id = static_cast<FaceId>(found - state->sources.begin());
    state->main[bold ? 1 : 0] = id;
    if (state->face(id) == nullptr) return std::unexpected(state->open_error(id));
    for (const FaceRole role : {FaceRole::emphasis, FaceRole::code}) {
      if (const auto other = find(role); other != state->sources.end())
        state->others[bold ? 1 : 0][role == FaceRole::code ? 1 : 0] =
            static_cast<FaceId>(other - state->sources.begin());
    }
  }
  return FontSet(std::move(state));
}

std::size_t FontSet::size() const { return state_->sources.size(); }
const FaceInfo& FontSet::info(FaceId face) const { return state_->face(face)->info; }

FaceId FontSet::main_face(bool bold, Family family) const {
  if (family != Family::text) {
    const std::optional<FaceId> own = state_->others[bold ? 1 : 0][family == Family::code ? 1 : 0];
    if (own && state_->face(*own) != nullptr) return *own;
  }
  return state_->main[bold ? 1 : 0];
}

std::uint32_t FontSet::glyph(FaceId face, char32_t character) const {
  const OpenFace* open = state_->face(face);
  hb_codepoint_t glyph = 0;
  if (open == nullptr || !hb().font_get_nominal_glyph(open->font.get(), character, &glyph)) return 0;
  return glyph;
}

std::optional<FaceId> FontSet::face_for(char32_t character, bool bold, Family family) const {
  const FaceId own = main_face(bold, family);
  if (glyph(own, character) != 0) return own;
  const std::vector<FaceSource>& sources = state_->sources;
  const std::string_view script = script_of(character);
  // Four rounds, from what suits best: the script and the weight, the script, any of that weight, any.
  for (const bool by_script : {true, false}) {
    for (const bool by_weight : {true, false}) {
      for (FaceId id = 0; id < sources.size(); ++id) {
        const bool for_script = std::ranges::find(sources[id].scripts, script) != sources[id].scripts.end();
        if (for_script != by_script || (sources[id].bold == bold) != by_weight) continue;
        if (is_for_spans(sources[id])) continue;
        if (glyph(id, character) != 0) return id;
      }
    }
  }
  return std::nullopt;
}

bool FontSet::has_all(std::string_view text) const {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const bool seen = point.value > 0x7F && !u_hasBinaryProperty(static_cast<UChar32>(point.value),
                                                                 UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    if (seen && !face_for(point.value, false)) return false;
    at += point.length;
  }
  return true;
}

Diagnostics FontSet::problems(std::span<const char32_t> missing) const {
  Diagnostics warnings;
  const std::vector<FaceSource>& sources = state_->sources;
  for (FaceId id = 0; id < sources.size(); ++id) {
    const FaceSource& source = sources[id];
    const bool concerned =
        is_for_spans(source) || (is_own(source) && !missing.empty()) ||
        std::ranges::any_of(missing, [&](char32_t character) {
          return std::ranges::find(source.scripts, script_of(character)) != source.scripts.end();
        });
    if (!concerned) continue;
    for (Diagnostic problem : state_->open_error(id)) {
      problem.severity = Severity::warning;
      if (!is_own(source))
        problem.hint = fmt::format("install the Debian package {} and build again", source.package);
      warnings.push_back(std::move(problem));
    }
  }
  return warnings;
}

int FontSet::advance(FaceId face, std::uint32_t glyph) const {
  return hb().font_get_glyph_h_advance(state_->face(face)->font.get(), glyph);
}

namespace {

using Steps = std::vector<OutlineStep>;
using Kind = OutlineStep::Kind;

// HarfBuzz calls these from C, with what the step's kind has of points.
void add_move(hb_draw_funcs_t*, void* steps, hb_draw_state_t*, float x, float y, void*) {
  static_cast<Steps*>(steps)->push_back({Kind::move, {{x, y}}});
}
void add_line(hb_draw_funcs_t*, void* steps, hb_draw_state_t*, float x, float y, void*) {
  static_cast<Steps*>(steps)->push_back({Kind::line, {{x, y}}});
}
void add_quadratic(hb_draw_funcs_t*, void* steps, hb_draw_state_t*, float x1, float y1, float x, float y,
                   void*) {
  static_cast<Steps*>(steps)->push_back({Kind::quadratic, {{x1, y1}, {x, y}}});
}
void add_cubic(hb_draw_funcs_t*, void* steps, hb_draw_state_t*, float x1, float y1, float x2, float y2,
               float x, float y, void*) {
  static_cast<Steps*>(steps)->push_back({Kind::cubic, {{x1, y1}, {x2, y2}, {x, y}}});
}

using HbDrawing = std::unique_ptr<hb_draw_funcs_t, HarfBuzzDeleter<&HarfBuzz::draw_funcs_destroy>>;

HbDrawing make_drawing() {
  HbDrawing drawing(hb().draw_funcs_create());
  hb().draw_funcs_set_move_to_func(drawing.get(), add_move, nullptr, nullptr);
  hb().draw_funcs_set_line_to_func(drawing.get(), add_line, nullptr, nullptr);
  hb().draw_funcs_set_quadratic_to_func(drawing.get(), add_quadratic, nullptr, nullptr);
  hb().draw_funcs_set_cubic_to_func(drawing.get(), add_cubic, nullptr, nullptr);
  hb().draw_funcs_make_immutable(drawing.get());
  return drawing;
}

}  // namespace

std::vector<OutlineStep> FontSet::outline(FaceId face, std::uint32_t glyph) const {
  static const HbDrawing drawing = make_drawing();
  Steps steps;
  steps.reserve(64);
  hb().font_get_glyph_shape(state_->face(face)->font.get(), glyph, drawing.get(), &steps);
  return steps;
}

namespace {

/// Hands on the tables of the face `whole` but for those that are dropped.
hb_blob_t* kept_table(hb_face_t*, hb_tag_t name, void* whole) {
  if (std::ranges::find(dropped_tables, name) != dropped_tables.end()) return nullptr;
  return hb().face_reference_table(static_cast<hb_face_t*>(whole), name);
}

Result<Subset> cut_down(const OpenFace& open, std::span<const std::uint32_t> glyphs) {
  const auto damaged = [&] {
    return failure(fmt::format("{} cannot be cut down to the characters used", shown(open.file.name)),
                   "the font may be damaged");
  };
  const HbSubsetInput input(hb().subset_input_create_or_fail());
  if (!input) return damaged();
  hb_set_t* wanted = hb().subset_input_glyph_set(input.get());
  for (const std::uint32_t glyph : glyphs) hb().set_add(wanted, glyph);
  hb().subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  // Told to drop a table, HarfBuzz still reads all of it: every character of the font, to find those that the
  // glyphs are for.
  const HbFace bare(hb().face_create_for_tables(kept_table, open.face.get(), nullptr));
  const HbSubsetPlan plan(hb().subset_plan_create_or_fail(bare.get(), input.get()));
  if (!plan) return damaged();
  const HbFace cut(hb().subset_plan_execute_or_fail(plan.get()));
  if (!cut) return damaged();
  Subset subset;
  const hb_map_t* ids = hb().subset_plan_old_to_new_glyph_mapping(plan.get());
  for (const std::uint32_t glyph : glyphs) {
    const hb_codepoint_t renumbered = hb().map_get(ids, glyph);
    if (renumbered == HB_MAP_VALUE_INVALID) return damaged();
    subset.ids.push_back(renumbered);
  }
  if (open.info.outlines == Outlines::cff) {
    subset.bytes = Table(cut.get(), tag("CFF ")).bytes();
  } else {
    const HbBlob blob(hb().face_reference_blob(cut.get()));
    unsigned length = 0;
    const char* data = hb().blob_get_data(blob.get(), &length);
    subset.bytes.assign(data, length);
  }
  if (subset.bytes.empty()) return damaged();
  return subset;
}

}  // namespace

Result<std::shared_ptr<const Subset>> FontSet::subset(FaceId id,
                                                      std::span<const std::uint32_t> glyphs) const {
  constexpr std::size_t most_kept = 64;  // of some 20 KB
  std::pair key{id, std::vector(glyphs.begin(), glyphs.end())};
  {
    const std::scoped_lock lock(state_->mutex);
    if (const auto known = state_->subsets.find(key); known != state_->subsets.end()) return known->second;
  }
  Result<Subset> made = cut_down(*state_->face(id), glyphs);
  if (!made) return std::unexpected(std::move(made.error()));
  const std::scoped_lock lock(state_->mutex);
  if (state_->subsets.size() >= most_kept) state_->subsets.clear();
  auto subset = std::make_shared<const Subset>(*std::move(made));
  state_->subsets.emplace(std::move(key), subset);
  return subset;
}

}  // namespace pensum::text
