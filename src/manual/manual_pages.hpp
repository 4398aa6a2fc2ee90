// The pages of the manual: made of the commands' options, the table of settings and the documents.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::manual {

struct ManualPage {
  std::string name;  ///< of its file, such as “pensum-build.1”
  std::string text;  ///< mdoc(7)
};

/// All pages. `source` is the root of the repository, where the documents are; `date` is what the pages are
/// dated, such as “November 26, 2026”. Errors: of the documents.
Result<std::vector<ManualPage>> manual_pages(const std::filesystem::path& source, std::string_view date);

}  // namespace pensum::manual
