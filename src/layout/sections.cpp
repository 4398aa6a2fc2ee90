#include "layout/sections.hpp"

#include "base/spelling.hpp"
#include "layout/length.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::layout {

const std::array<SectionElement, 8>& section_elements() {
  static const std::array<SectionElement, 8> elements = {{
      {"overview", SectionKind::overview, {"show"}},
      {"checklist", SectionKind::checklist, {}},
      {"weeks", SectionKind::weeks, {"own-page", "one-page"}},
      {"days", SectionKind::days, {"own-page", "summaries", "reviews", "columns"}},
      {"index", SectionKind::index, {"columns"}},
      {"questions", SectionKind::questions, {"columns"}},
      {"answers", SectionKind::answers, {"columns"}},
      {"notes", SectionKind::notes, {"pages"}},
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

Result<std::vector<SectionKind>> read_sections(std::string_view list) {
  Diagnostics diagnostics;
  const auto wrong = [&](std::string message, std::string hint) {
    diagnostics.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  };
  std::vector<SectionKind> sections;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    std::string_view name = list.substr(at, end - at);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    at = end + 1;
    const SectionElement* known = find_section(name);
    if (known == nullptr) {
      wrong(fmt::format("“{}” is not a section", shown(name)), one_of(name, section_names()));
    } else if (std::ranges::find(sections, known->kind) != sections.end()) {
      wrong(fmt::format("“{}” is named twice", name), "name each section once");
    } else {
      sections.push_back(known->kind);
    }
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return sections;
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
    wanted.push_back(own == layout.sections.end() ? Section{.kind = kind} : *own);
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

}  // namespace pensum::layout
