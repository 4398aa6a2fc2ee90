#include "shelf/layouts.hpp"

#include "epub/stylesheet.hpp"
#include "image/image_reader.hpp"
#include "io/files.hpp"
#include "layout/layout_reader.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace pensum::shelf {

Result<layout::Layout> load_layout(const std::string& name, const io::Resources& resources) {
  const auto path = io::find(resources, io::Shelf::layouts, name);
  if (!path) return std::unexpected(path.error());
  Result<std::string> bytes = io::read_file(*path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return read_layout(*std::move(bytes), path->string(), resources);
}

Result<layout::Layout> read_layout(std::string bytes, const std::string& name,
                                   const io::Resources& resources) {
  const std::filesystem::path folder = std::filesystem::path(name).parent_path();
  layout::LayoutSource source;
  source.layout = [&](const std::string& extended) -> Result<layout::LayoutFile> {
    // A layout of one's own may extend a neighbour as well as one that comes with pensum.
    // A layout from a stranger chooses no file elsewhere.
    if (extended.contains('/')) {
      return failure(fmt::format("“{}” is not the name of a layout", shown(extended)),
                     "name a file beside this one, or a layout that comes with pensum");
    }
    const bool names_file = io::names_a_file(extended);
    std::error_code problem;
    std::filesystem::path file = folder / (names_file ? extended : extended + ".xml");
    if (!names_file && !std::filesystem::exists(file, problem)) {
      auto found = io::find(resources, io::Shelf::layouts, extended);
      if (!found) return std::unexpected(std::move(found.error()));
      file = *std::move(found);
    }
    Result<std::string> other = io::read_file(file);
    if (!other) return std::unexpected(std::move(other.error()));
    return layout::LayoutFile{file.string(), *std::move(other)};
  };
  source.picture = [](const std::string& picture, const std::string& beside) -> Result<Image> {
    const std::filesystem::path file = std::filesystem::path(beside).parent_path() / picture;
    const Result<std::string> image = io::read_file(file, most_image_bytes);
    if (!image) return std::unexpected(image.error());
    return read_image(*image, file.string());
  };
  return layout::read_layout({name, std::move(bytes)}, source);
}

Result<std::string> load_stylesheet(const std::string& file) {
  const Result<std::string> bytes = io::read_file(file, epub::most_style_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  return epub::read_stylesheet(*bytes, file);
}

}  // namespace pensum::shelf
