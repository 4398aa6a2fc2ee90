#include "layout/sections.hpp"

#include "base/spelling.hpp"
#include "layout/length.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum::layout {

const std::array<SectionElement, 11>& section_elements() {
  static const std::array<SectionElement, 11> elements = {{
      {"overview", SectionKind::overview, Preset::brief, {"show"}},
      {"checklist", SectionKind::checklist, Preset::brief, {}},
      {"weeks", SectionKind::weeks, Preset::brief, {"own-page", "one-page"}},
      {"days",
       SectionKind::days,
       Preset::brief,
       {"own-page", "summaries", "reviews", "progress", "month", "columns"}},
      {"index", SectionKind::index, Preset::brief, {"columns", "if-room"}},
      {"questions", SectionKind::questions, Preset::full, {"columns", "if-room"}},
      {"answers", SectionKind::answers, Preset::full, {"columns"}},
      {"addresses", SectionKind::addresses, Preset::full, {"columns"}},
      {"cards", SectionKind::cards, Preset::full, {}},
      {"readings", SectionKind::readings, Preset::study, {}},
      {"notes", SectionKind::notes, Preset::brief, {"pages"}},
  }};
  return elements;
}

const SectionElement* find_section(std::string_view name) {
  const auto found = std::ranges::find(section_elements(), name, &SectionElement::name);
  return found == section_elements().end() ? nullptr : &*found;
}

std::string_view name_of(SectionKind kind) {
  return std::ranges::find(section_elements(), kind, &SectionElement::kind)->name;
}

std::vector<std::string_view> section_names() {
  std::vector<std::string_view> names;
  for (const SectionElement& element : section_elements()) names.push_back(element.name);
  return names;
}

namespace {

struct PresetName {
  std::string_view name;
  Preset preset;
  std::string_view adds;  ///< to the one before, in a few words
};
constexpr std::array<PresetName, 3> presets = {{{"short", Preset::brief, {}},
                                                {"full", Preset::full, "with questions and answers"},
                                                {"study", Preset::study, "with lessons’ texts, too"}}};

Preset preset_of(SectionKind kind) {
  return std::ranges::find(section_elements(), kind, &SectionElement::kind)->preset;
}

}  // namespace

std::optional<Preset> find_preset(std::string_view name) {
  const auto* const found = std::ranges::find(presets, name, &PresetName::name);
  if (found == presets.end()) return std::nullopt;
  return found->preset;
}

std::string_view name_of(Preset preset) {
  return std::ranges::find(presets, preset, &PresetName::preset)->name;
}

std::vector<std::string_view> preset_names() {
  std::vector<std::string_view> names;
  for (const PresetName& preset : presets) names.push_back(preset.name);
  return names;
}

std::string sections_in_words() {
  std::string text;
  for (const PresetName& preset : presets) {
    text += fmt::format("{}{}, ", preset.name, preset.adds.empty() ? "" : fmt::format(" ({})", preset.adds));
  }
  return text + fmt::format("or sections in this order: {}; default {}", fmt::join(section_names(), ", "),
                            presets.front().name);
}

std::optional<Misfit> misfit(const Layout& layout, const Section& section) {
  const auto columns = static_cast<std::int64_t>(section.kind == SectionKind::weeks ? 7 : section.columns);
  const Points gaps = section.kind == SectionKind::weeks ? Points{} : column_gap(layout) * (columns - 1);
  const Points width = (layout.content_width() - gaps) / columns;
  // A day of a week is narrow: its lessons stand below their boxes' line.
  const Points least = layout.body * (section.kind == SectionKind::weeks ? 6 : 18);
  if (width >= least) return std::nullopt;
  if (section.kind == SectionKind::weeks) {
    return Misfit{
        fmt::format("a week’s seven columns would be {} wide, too narrow for {} type", in_points(width),
                    in_points(layout.body)),
        fmt::format(
            "leave out weeks, or take a wider page, such as that of a4-landscape-week: a day needs {}",
            in_points(least))};
  }
  return Misfit{
      fmt::format("<{}> has columns of {}, which are too narrow for {} type", name_of(section.kind),
                  in_points(width), in_points(layout.body)),
      fmt::format("columns need {}: take fewer of them, smaller type, or a wider page", in_points(least))};
}

Section usual_section(const Layout& layout, SectionKind kind) {
  Section section{.kind = kind};
  if (kind != SectionKind::readings) return section;
  // Some 45 letters to a line, and code whole.
  const Points column = (layout.content_width() - column_gap(layout)) / 2;
  section.columns = column >= layout.body * 21 ? 2 : 1;
  return section;
}

Result<SectionChoice> read_sections(std::string_view list) {
  Diagnostics diagnostics;
  const auto wrong = [&](std::string message, std::string hint) {
    diagnostics.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  };
  SectionChoice choice;
  for (std::size_t at = 0; at <= list.size();) {
    const bool is_first = at == 0;
    const std::size_t end = std::min(list.find(',', at), list.size());
    std::string_view name = list.substr(at, end - at);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    at = end + 1;
    const SectionElement* known = find_section(name);
    const std::optional<Preset> preset = find_preset(name);
    if (preset && is_first) {
      choice.preset = preset;
    } else if (preset) {
      wrong(fmt::format("“{}” is not the first of the list", name),
            fmt::format("write it first, and what is to follow behind it: {},notes", name));
    } else if (known == nullptr) {
      std::vector<std::string_view> names = preset_names();
      std::ranges::copy(section_names(), std::back_inserter(names));
      wrong(fmt::format("“{}” is not a section", shown(name)), one_of(name, names));
    } else if (std::ranges::find(choice.named, known->kind) != choice.named.end()) {
      wrong(fmt::format("“{}” is named twice", name), "name each section once");
    } else {
      choice.named.push_back(known->kind);
    }
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return choice;
}

std::string section_list(const SectionChoice& choice) {
  const std::string named = section_list(choice.named);
  if (!choice.preset) return named;
  const std::string preset(name_of(*choice.preset));
  return named.empty() ? preset : preset + ',' + named;
}

std::string section_list(const std::vector<SectionKind>& sections) {
  std::string list;
  for (const SectionKind section : sections) {
    if (!list.empty()) list += ',';
    list += name_of(section);
  }
  return list;
}

Result<Layout> with_sections(Layout layout, const std::vector<SectionKind>& sections) {
  Diagnostics diagnostics;
  std::vector<Section> wanted;
  for (const SectionKind kind : sections) {
    const auto own = std::ranges::find(layout.sections, kind, &Section::kind);
    wanted.push_back(own == layout.sections.end() ? usual_section(layout, kind) : *own);
    std::optional<Misfit> wrong = misfit(layout, wanted.back());
    if (!wrong) continue;
    diagnostics.push_back({Severity::error,
                           {},
                           fmt::format("in the layout {}: {}", shown(layout.name), wrong->message),
                           std::move(wrong->hint),
                           {"sections", "layout"}});
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  layout.sections = std::move(wanted);
  return layout;
}

Result<Layout> with_sections(Layout layout, const SectionChoice& choice) {
  std::vector<SectionKind> kinds;
  const auto has = [&](SectionKind kind) { return std::ranges::find(kinds, kind) != kinds.end(); };
  if (choice.preset || choice.empty()) {
    const Preset preset = choice.preset.value_or(layout.preset);
    for (const Section& section : layout.sections) {
      if (preset_of(section.kind) <= preset) kinds.push_back(section.kind);
    }
    // No layout has to name them: they are long.
    if (preset == Preset::study && !has(SectionKind::readings)) kinds.push_back(SectionKind::readings);
    // A layout that has nothing else is for these.
    for (const Section& section : layout.sections) {
      if (!has(section.kind)) layout.left_out.push_back(section.kind);
    }
    if (kinds.empty()) kinds = std::exchange(layout.left_out, {});
  }
  for (const SectionKind kind : choice.named) {
    if (!has(kind)) kinds.push_back(kind);
  }
  return with_sections(std::move(layout), kinds);
}

}  // namespace pensum::layout
