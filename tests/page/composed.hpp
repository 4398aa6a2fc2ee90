// Plans composed as the program composes them: a layout that comes with pensum and its fonts.
#pragma once

#include "image/image_reader.hpp"
#include "io/files.hpp"
#include "page/compose.hpp"
#include "page/layout_reader.hpp"
#include "plan/samples.hpp"
#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace composed {

using namespace pensum;

inline Result<page::LayoutFile> layout_file(const std::string& name) {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "layouts" / (name + ".xml");
  auto bytes = io::read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  return page::LayoutFile{name + ".xml", *std::move(bytes)};
}

inline Result<Image> picture_file(const std::string& name, const std::string&) {
  const auto path = std::filesystem::path(PENSUM_SOURCE_DIR) / "layouts" / name;
  const auto bytes = io::read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  return read_image(*bytes, name);
}

/// A layout that comes with pensum, or one given as XML.
inline page::Layout layout(const std::string& text) {
  const page::LayoutFile file =
      text.starts_with("<") ? page::LayoutFile{"test.xml", text} : layout_file(text).value();
  return page::read_layout(file, {layout_file, picture_file}).value();
}

inline Plan plan(std::shared_ptr<const Catalog> catalog, const Request& request) {
  auto made = make_plan(std::move(catalog), request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

struct Composed {
  page::Document document;
  Diagnostics warnings;
};

inline Composed compose(const Plan& plan, const page::Layout& layout) {
  text::Typesetter setter(staged::fonts(), plan.catalog->language);
  Composed result;
  result.document = page::compose(plan, layout, Language(plan.language), setter, plan.start, result.warnings);
  return result;
}

}  // namespace composed
