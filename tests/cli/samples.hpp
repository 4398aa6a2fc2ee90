// The sample catalogs: tests/catalogs, and those that come with pensum.
#pragma once

#include "cli/folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace pensum::test {

inline std::filesystem::path source_folder() { return PENSUM_SOURCE_DIR; }
inline std::filesystem::path sample(const std::string& name) {
  return source_folder() / "tests/catalogs/valid" / (name + ".xml");
}

/// The XML files right in a folder, sorted; none where there is no folder.
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
    const std::string number = std::to_string(i + 1);
    if (i % lessons_of_a_path == 0) {
      xml += (i == 0 ? "" : "</path>\n") + std::string("<path id=\"p") + number + "\"><title>From " + number +
             "</title>\n";
    }
    xml += "<lesson id=\"" + number + "\" minutes=\"" + std::to_string(3 + i * 7 % 20) + "\"" +
           (i == 0 ? "" : " requires=\"" + std::to_string(i) + "\"") + "><title>Lesson number " + number +
           "</title><summary>What lesson " + number +
           " is about.</summary><check><question>Which lesson?</question><answer>" + number +
           ".</answer></check></lesson>\n";
  }
  return xml + "</path></catalog>\n";
}

}  // namespace pensum::test
