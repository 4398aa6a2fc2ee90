#include "press/kinds.hpp"

#include "base/file_ending.hpp"
#include "base/spelling.hpp"
#include "cover/cover.hpp"
#include "epub/epub.hpp"
#include "io/files.hpp"
#include "pdf/as_written.hpp"
#include "pdf/pdf.hpp"
#include "press/press.hpp"
#include "report/report.hpp"
#include "text/font.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace pensum::press {

namespace {

Result<Rendered> pdf(Press& press, const RenderSource& source) {
  return source.spent != nullptr ? press.pdf(std::move(*source.spent), source.rendering)
                                 : press.pdf(*source.pages, source.rendering);
}

Result<Rendered> epub(Press& press, const RenderSource& source) {
  return press.epub(source.plan, source.rendering, source.page_list);
}

Result<Rendered> ics(Press& press, const RenderSource& source) {
  return press.ics(source.plan, source.rendering);
}

Result<Rendered> json(Press& press, const RenderSource& source) {
  return press.json(source.plan, source.rendering);
}

Result<Rendered> text(Press& press, const RenderSource& source) {
  return press.text(source.plan, source.rendering);
}

void get_ready_for_pdf() {
  text::get_ready();
  pdf::get_ready();
}

void get_ready_for_epub() {
  text::get_ready();
  (void)cover::get_ready();
  epub::get_ready();
}

std::optional<bool> pdf_as_written(const io::OpenFile& file, std::string_view head) {
  if (!head.contains("%PDF-")) return std::nullopt;
  return pdf::is_as_written(file.size(),
                            [&](std::size_t offset, std::size_t size) { return file.read(offset, size); });
}

std::optional<bool> epub_as_written(const io::OpenFile& file, std::string_view head) {
  if (!head.starts_with("PK\x03\x04")) return std::nullopt;
  // Books are read as a whole. A larger one is not pensum's.
  constexpr std::size_t most_bytes = std::size_t{1} << 30;
  return file.size() <= most_bytes && epub::is_as_written(file.read(0, file.size()));
}

constexpr std::array table{
    Kind{.name = "pdf",
         .ending = ".pdf",
         .by_default = true,
         .carries_course = true,
         .needs_pages = true,
         .render = pdf,
         .get_ready = get_ready_for_pdf,
         .as_written = pdf_as_written},
    Kind{.name = "epub",
         .ending = ".epub",
         .by_default = true,
         .carries_course = true,
         .render = epub,
         .get_ready = get_ready_for_epub,
         .as_written = epub_as_written},
    Kind{.name = "ics", .ending = ".ics", .is_text = true, .render = ics},
    Kind{.name = "json",
         .ending = ".json",
         .is_text = true,
         .explains = true,
         .render = json,
         .no_plan = report::to_json},
    Kind{.name = "text",
         .ending = ".txt",
         .is_text = true,
         .shown_by_default = true,
         .explains = true,
         .render = text},
};

std::vector<std::string_view> all(std::string_view Kind::* part, bool Kind::* property) {
  std::vector<std::string_view> parts;
  for (const Kind& kind : table) {
    if (property == nullptr || kind.*property) parts.push_back(kind.*part);
  }
  return parts;
}

const Kind* kind_called(std::string_view word) {
  const auto row = std::ranges::find_if(
      table, [&](const Kind& kind) { return word == kind.name || word == kind.ending.substr(1); });
  return row == table.end() ? nullptr : row;
}

std::unexpected<Diagnostics> no_kind(std::string_view label, std::string_view word,
                                     std::string_view otherwise) {
  return failure(fmt::format("{}: there is no format “{}”", label, shown(word)),
                 suggestion(word, names(), otherwise));
}

}  // namespace

std::span<const Kind> kinds() { return table; }

KindSet default_kinds() {
  KindSet set;
  for (const Kind& kind : table) {
    if (kind.by_default) set.insert(&kind);
  }
  return set;
}

std::vector<std::string_view> names(bool Kind::* property) { return all(&Kind::name, property); }

std::vector<std::string_view> endings(bool Kind::* property) { return all(&Kind::ending, property); }

std::string listed(std::span<const std::string_view> parts, std::string_view last_link,
                   std::string_view link) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? last_link : link;
    text += parts[i];
  }
  return text;
}

const Kind* kind_of(std::string_view name) {
  const auto row =
      std::ranges::find_if(table, [&](const Kind& kind) { return has_ending(name, kind.ending); });
  return row == table.end() ? nullptr : row;
}

Result<const Kind*> kind_of_output(std::string_view label, const std::filesystem::path& file) {
  if (const Kind* kind = kind_of(file.filename().string())) return kind;
  return failure(fmt::format("{}: the ending of “{}” is not a kind of file that pensum writes", label,
                             shown(file.string())),
                 suggestion(file.extension().string(), endings(), "end it in " + listed(endings())));
}

Result<const Kind*> read_kind(std::string_view label, std::string_view word) {
  if (const Kind* kind = kind_called(word)) return kind;
  return no_kind(label, word, "write " + listed(names()));
}

Result<KindSet> read_kinds(std::string_view label, std::string_view list) {
  KindSet set;
  for (std::size_t first = 0; first <= list.size();) {
    const std::size_t end = std::min(list.find(',', first), list.size());
    const std::string_view word = list.substr(first, end - first);
    const Kind* kind = kind_called(word);
    if (kind == nullptr) {
      return no_kind(label, word,
                     fmt::format("write {}, or several with commas between them", listed(names(), ", ")));
    }
    set.insert(kind);
    first = end + 1;
  }
  return set;
}

}  // namespace pensum::press
