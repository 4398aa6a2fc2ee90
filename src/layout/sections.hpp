// The sections that a document may have: their names, their elements in layout files, and whether they fit on
// a layout's pages.
#pragma once

#include "base/diagnostic.hpp"
#include "layout/layout.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::layout {

/// A section's element, the smallest preset that it comes with, and the attributes that it knows.
struct SectionElement {
  std::string_view name;
  SectionKind kind;
  Preset preset;
  std::vector<std::string_view> attributes;
};

const std::array<SectionElement, 11>& section_elements();

/// The section of this name; null if there is none.
const SectionElement* find_section(std::string_view name);
std::string_view name_of(SectionKind kind);
std::vector<std::string_view> section_names();

/// The preset of this name; nothing if there is none.
std::optional<Preset> find_preset(std::string_view name);
std::string_view name_of(Preset preset);
std::vector<std::string_view> preset_names();

/// All that a list of sections may name, for help: “short, full (with questions and answers), …”.
std::string sections_in_words();

/// What is wrong with a section on pages of this layout, and what to do; nothing if all is well.
struct Misfit {
  std::string message;
  std::string hint;
};
std::optional<Misfit> misfit(const Layout& layout, const Section& section);

/// A section of a layout that says nothing of its look: texts are in two columns where there is room.
Section usual_section(const Layout& layout, SectionKind kind);

/// The sections that a list such as "overview,days", "full" or "short,notes" names.
Result<SectionChoice> read_sections(std::string_view list);
/// The list that names them.
std::string section_list(const SectionChoice& choice);
std::string section_list(const std::vector<SectionKind>& sections);

/// `layout` with these sections, each as the layout wants it where the layout has it. An error if one
/// does not fit on its pages.
Result<Layout> with_sections(Layout layout, const std::vector<SectionKind>& sections);
/// The same. A preset picks among what the layout has; where that would leave nothing, it is all of it.
Result<Layout> with_sections(Layout layout, const SectionChoice& choice);

}  // namespace pensum::layout
