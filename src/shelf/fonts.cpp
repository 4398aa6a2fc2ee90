#include "shelf/fonts.hpp"

#include "io/files.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

namespace pensum::shelf {

Result<std::vector<text::FontFamily>> list_fonts(const io::Resources& resources) {
  if (Result<void> there = resources.check(); !there) return std::unexpected(std::move(there.error()));
  const std::filesystem::path file = resources.fonts() / "fonts.xml";
  const Result<std::string> bytes = io::read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  return text::read_font_list(*bytes, file.string());
}

std::vector<std::string> own_fonts(const io::Resources& resources,
                                   const std::vector<text::FontFamily>& families) {
  std::vector<std::string> own;
  for (const char* ending : {".otf", ".ttc", ".ttf", ".OTF", ".TTC", ".TTF"}) {
    for (const std::string& name : io::Resources::names(resources.fonts(), ending))
      own.push_back(name + ending);
  }
  std::erase_if(own, [&](const std::string& file) {
    return std::ranges::any_of(families, [&](const text::FontFamily& family) {
      return std::ranges::find(family.faces, file, &text::FaceSource::file) != family.faces.end();
    });
  });
  std::ranges::sort(own);
  return own;
}

namespace {

Result<text::FontFile> open_font(const std::filesystem::path& folder, const std::string& file) {
  // Read, not mapped: a mapped file that is cut short in the meantime ends the program.
  Result<std::string> read = io::read_file(folder / file);
  if (!read) return std::unexpected(std::move(read.error()));
  const auto kept = std::make_shared<const std::string>(*std::move(read));
  return text::FontFile{.name = file, .owner = kept, .bytes = std::as_bytes(std::span(*kept))};
}

}  // namespace

Result<text::FontSummary> summary_of_font(const io::Resources& resources, const std::string& file) {
  Result<text::FontFile> opened = open_font(resources.fonts(), file);
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
    sources.push_back({.file = file, .bold = false, .main = false, .scripts = {}});
  }
  return text::FontSet::make(std::move(sources), [folder = resources.fonts()](const std::string& file) {
    return open_font(folder, file);
  });
}

}  // namespace pensum::shelf
