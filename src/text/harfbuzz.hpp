// HarfBuzz, loaded when text is first set: it brings FreeType, GLib and five more libraries, and to load them
// takes longer than a run that sets none. With the types of its own header. For src/text only.
#pragma once

#include "base/diagnostic.hpp"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

namespace pensum::text {

// The functions that are used of it, without the “hb_” before their names.
// clang-format off
#define PENSUM_HARFBUZZ(each) \
  each(blob_create) each(blob_destroy) each(blob_get_data) each(buffer_add) each(buffer_add_utf8) \
  each(buffer_clear_contents) each(buffer_create) each(buffer_destroy) each(buffer_get_glyph_infos) \
  each(buffer_get_glyph_positions) each(buffer_get_script) each(buffer_guess_segment_properties) \
  each(buffer_set_cluster_level) each(buffer_set_content_type) each(buffer_set_direction) \
  each(buffer_set_flags) each(buffer_set_language) each(buffer_set_script) each(draw_funcs_create) \
  each(draw_funcs_destroy) each(draw_funcs_make_immutable) each(draw_funcs_set_cubic_to_func) \
  each(draw_funcs_set_line_to_func) each(draw_funcs_set_move_to_func) \
  each(draw_funcs_set_quadratic_to_func) each(face_collect_unicodes) each(face_count) each(face_create) \
  each(face_create_for_tables) each(face_destroy) each(face_get_glyph_count) each(face_get_upem) \
  each(face_make_immutable) each(face_reference_blob) each(face_reference_table) each(font_create) \
  each(font_destroy) each(font_get_glyph_h_advance) each(font_get_glyph_shape) \
  each(font_get_nominal_glyph) each(font_make_immutable) each(language_from_string) \
  each(language_to_string) each(map_get) each(ot_layout_get_glyph_class) \
  each(ot_layout_lookup_collect_glyphs) each(ot_layout_lookup_substitute_closure) \
  each(ot_layout_table_get_lookup_count) each(ot_metrics_get_position) each(ot_name_get_utf8) \
  each(ot_shape_plan_collect_lookups) each(script_from_string) each(set_add) each(set_clear) \
  each(set_create) each(set_destroy) each(set_get_population) each(set_has) each(set_next) each(shape) \
  each(shape_plan_create_cached) each(shape_plan_destroy) each(shape_plan_get_shaper) \
  each(subset_input_create_or_fail) each(subset_input_destroy) each(subset_input_glyph_set) \
  each(subset_input_set_flags) each(subset_plan_create_or_fail) each(subset_plan_destroy) \
  each(subset_plan_execute_or_fail) each(subset_plan_old_to_new_glyph_mapping) \
  each(unicode_funcs_get_default) each(unicode_script) each(version_string)
// clang-format on

struct HarfBuzz {
#define PENSUM_MEMBER(name) decltype(&::hb_##name) name = nullptr;
  PENSUM_HARFBUZZ(PENSUM_MEMBER)
#undef PENSUM_MEMBER
};

/// The one that belongs to the build, loaded once. Errors: there is none, or functions are missing in it.
const Result<HarfBuzz>& load_harfbuzz();

/// As loaded from `file`, a shared library.
Result<HarfBuzz> load_harfbuzz(const char* file);

extern HarfBuzz loaded_harfbuzz;
/// Once it is loaded, as it is where a font is open.
inline const HarfBuzz& hb() { return loaded_harfbuzz; }

}  // namespace pensum::text
