// Plans composed as the program composes them: a layout that comes with pensum and its fonts.
#pragma once

#include "image/image_reader.hpp"
#include "io/files.hpp"
#include "layout/layout_reader.hpp"
#include "page/compose.hpp"
#include "plan/samples.hpp"
#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <variant>

namespace composed {

using namespace pensum;

inline Result<layout::LayoutFile> layout_file(const std::string& name) {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "layouts" / (name + ".xml");
  auto bytes = io::read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  return layout::LayoutFile{name + ".xml", *std::move(bytes)};
}

inline Result<Image> picture_file(const std::string& name, const std::string&) {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "layouts" / name;
  const auto bytes = io::read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  return read_image(*bytes, name);
}

/// A layout that comes with pensum, or one given as XML.
inline layout::Layout layout(const std::string& text) {
  const layout::LayoutFile file =
      text.starts_with("<") ? layout::LayoutFile{"test.xml", text} : layout_file(text).value();
  return layout::read_layout(file, {layout_file, picture_file}).value();
}

inline Plan plan(std::shared_ptr<const Catalog> catalog, const Request& request) {
  auto made = make_plan(std::move(catalog), request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

struct Composed {
  document::Document document;
  Diagnostics warnings;
};

inline Composed compose(const Plan& plan, const layout::Layout& layout, const Language& language) {
  text::Typesetter setter(staged::fonts(), plan.catalog->language);
  Composed result;
  result.document = page::compose(plan, layout, language, setter, plan.start, result.warnings);
  return result;
}

inline Composed compose(const Plan& plan, const layout::Layout& layout) {
  return compose(plan, layout, Language(plan.language));
}

/// The text of a line in its reading order, which is not that of its runs where directions meet.
inline std::string text_of(const document::DrawText& text) {
  std::multimap<std::uint32_t, std::string> parts;
  for (const text::Run& run : text.line.runs) parts.emplace(run.text_first, run.text);
  std::string all;
  for (const auto& [first, part] : parts) all += part;
  return all;
}

/// All that is read or spoken of a document, a line each.
inline std::string texts_of(const document::Document& document) {
  std::string all = document.metadata.subject + "\n";
  for (const document::Bookmark& bookmark : document.bookmarks) all += bookmark.title + "\n";
  for (const document::Element& element : document.elements)
    all += element.alternative + "\n" + element.expansion + "\n";
  for (const document::Page& page : document.pages) {
    for (const document::Operation& operation : page.operations) {
      if (const auto* text = std::get_if<document::DrawText>(&operation)) all += text_of(*text) + "\n";
      if (const auto* box = std::get_if<document::TickBox>(&operation)) all += box->spoken + "\n";
      if (const auto* link = std::get_if<document::LinkArea>(&operation)) all += link->spoken + "\n";
    }
  }
  return all;
}

}  // namespace composed
