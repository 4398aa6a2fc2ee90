#include "shelf/courses.hpp"

#include "archive/folder.hpp"
#include "archive/tar.hpp"
#include "archive/zip.hpp"
#include "io/files.hpp"

#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

namespace pensum::shelf {

namespace {

namespace fs = std::filesystem;

/// Exports of learning platforms hold pictures and films.
constexpr std::size_t most_bytes = std::size_t{512} << 20;

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<importing::Input> with_tree(importing::Input input,
                                   Result<std::shared_ptr<const archive::FileTree>> tree) {
  if (!tree) return std::unexpected(std::move(tree.error()));
  input.tree = *std::move(tree);
  return input;
}

}  // namespace

Result<importing::Input> course_of(std::string bytes, const std::string& name) {
  importing::Input input{.name = io::input_name(name), .bytes = {}, .member = {}, .tree = {}};
  if (is_zip(bytes)) return with_tree(input, archive::open_zip(std::move(bytes), input.name));
  if (archive::is_gzip(bytes)) return with_tree(input, archive::open_tar_gz(std::move(bytes), input.name));
  input.bytes = std::move(bytes);
  if (io::is_standard_stream(name)) return input;
  const fs::path path(name);
  fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  input.member = path.filename().string();
  // The pages of a book of mdBook put in files from beside their folder.
  std::error_code problem;
  if (input.member == "SUMMARY.md" && fs::is_regular_file(folder / ".." / "book.toml", problem)) {
    folder = fs::canonical(folder, problem);
    input.member = (folder.filename() / input.member).string();
    folder = folder.parent_path();
  }
  return with_tree(std::move(input), archive::open_folder(folder, archive::Listing::when_asked));
}

bool is_packed(std::string_view bytes) { return is_zip(bytes) || archive::is_gzip(bytes); }

Result<importing::Input> open_course(const std::string& name) {
  std::error_code problem;
  if (!io::is_standard_stream(name) && fs::is_directory(name, problem)) {
    return with_tree({.name = name, .bytes = {}, .member = {}, .tree = {}},
                     archive::open_folder(name, archive::Listing::now));
  }
  Result<std::string> bytes = io::read_input(name, most_bytes);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return course_of(*std::move(bytes), name);
}

std::string course_name(const std::string& name) {
  if (io::is_standard_stream(name)) return "course";
  const fs::path path = fs::absolute(fs::path(name) / "").parent_path();  // without “/” at its end
  std::string stem = path.stem().string();
  return stem.ends_with(".tar") ? stem.substr(0, stem.size() - 4) : stem;
}

}  // namespace pensum::shelf
