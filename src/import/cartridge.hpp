// Packages of learning platforms: SCORM 1.2 and 2004, and Common Cartridge 1.1 to 1.3, as a zip file (also
// .imscc), a folder, or the file imsmanifest.xml alone.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

bool is_common_cartridge(const Input& input);

/// Any other package with a manifest.
bool is_scorm(const Input& input);

/// Items of the organization become parts and lessons; words are those of the pages in the package. Errors:
/// the manifest is damaged, or lists nothing.
Result<Outline> read_package(const Input& input, const Choices& choices);

}  // namespace pensum::importing
