// The sample catalogs: tests/catalogs, and those that come with pensum.
#pragma once

#include "cli/folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

namespace pensum::test {

inline std::filesystem::path source_folder() { return PENSUM_SOURCE_DIR; }
inline std::filesystem::path sample(const std::string& name) {
  return source_folder() / "tests/catalogs/valid" / (name + ".xml");
}

/// The XML files right in a folder, sorted; none if there is no folder.
inline std::vector<std::filesystem::path> xml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// Every catalog that has to work: the samples and what comes with pensum.
inline std::vector<std::filesystem::path> valid_catalogs() {
  std::vector<std::filesystem::path> files = xml_files(source_folder() / "tests/catalogs/valid");
  for (std::filesystem::path& file : xml_files(source_folder() / "catalog")) files.push_back(std::move(file));
  return files;
}

/// A catalog of `count` lessons on several paths, each with what a lesson may have.
inline std::string many_lessons(int count) {
  constexpr int lessons_of_a_path = 100;
  std::string xml = "<catalog id=\"many\" lang=\"en\"><title>Many lessons</title>";
  for (int i = 0; i < count; ++i) {
    const int number = i + 1;
    if (i % lessons_of_a_path == 0) {
      xml += fmt::format("{}<path id=\"p{}\"><title>From {}</title>\n", i == 0 ? "" : "</path>\n", number,
                         number);
    }
    const std::string before = i == 0 ? "" : fmt::format(" requires=\"{}\"", i);
    xml += fmt::format(
        "<lesson id=\"{0}\" minutes=\"{1}\"{2}><title>Lesson number {0}</title><summary>What lesson {0} is "
        "about.</summary><check><question>Which lesson?</question><answer>{0}.</answer></check></lesson>\n",
        number, 3 + i * 7 % 20, before);
  }
  return xml + "</path></catalog>\n";
}

}  // namespace pensum::test
