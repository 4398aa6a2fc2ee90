#include "shelf/fonts.hpp"

#include "base/shared_bytes.hpp"
#include "glyphs/glyphs.hpp"
#include "io/files.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace pensum::shelf {

Result<std::vector<text::FontFamily>> list_fonts(const io::Resources& resources) {
  if (Result<void> there = resources.check(); !there) return std::unexpected(std::move(there.error()));
  const std::filesystem::path file = resources.fonts() / "fonts.xml";
  const Result<std::string> bytes = io::read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  if (std::optional<std::vector<text::FontFamily>> known = glyphs::known_font_list(*bytes))
    return *std::move(known);
  return text::read_font_list(*bytes, file.string());
}

std::vector<std::string> own_fonts(const io::Resources& resources,
                                   const std::vector<text::FontFamily>& families) {
  constexpr std::array<std::string_view, 6> endings{".otf", ".ttc", ".ttf", ".OTF", ".TTC", ".TTF"};
  std::set<std::string_view> listed;
  for (const text::FontFamily& family : families) {
    for (const text::FaceSource& face : family.faces) listed.insert(face.file);
  }
  std::vector<std::string> own = io::Resources::files(resources.fonts(), endings);
  std::erase_if(own, [&](const std::string& file) { return listed.contains(file); });
  return own;
}

namespace {

Result<text::FontFile> open_font(const io::Resources& resources, const std::string& file) {
  // Read, not mapped: a mapped file that is cut short in the meantime ends the program.
  Result<SharedBytes> read = resources.shared().read(resources.fonts() / file);
  if (!read) return std::unexpected(std::move(read.error()));
  return text::FontFile{.name = file, .owner = *read, .bytes = std::as_bytes(std::span(**read))};
}

}  // namespace

Result<text::FontSummary> summary_of_font(const io::Resources& resources, const std::string& file) {
  Result<text::FontFile> opened = open_font(resources, file);
  if (!opened) return std::unexpected(std::move(opened.error()));
  return text::summary_of(*std::move(opened));
}

Result<text::FontSet> load_fonts(const io::Resources& resources) {
  const Result<std::vector<text::FontFamily>> families = list_fonts(resources);
  if (!families) return std::unexpected(families.error());
  std::vector<text::FaceSource> sources;
  for (const text::FontFamily& family : *families)
    std::ranges::copy(family.faces, std::back_inserter(sources));
  for (const std::string& file : own_fonts(resources, *families)) {
    sources.push_back({.file = file, .scripts = {}});
  }
  return text::FontSet::make(
      std::move(sources), [resources](const std::string& file) { return open_font(resources, file); },
      &glyphs::prepared());
}

}  // namespace pensum::shelf
