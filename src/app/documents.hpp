// The kinds of files that a plan becomes, and what one of them holds.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "page/layout.hpp"
#include "pdf/pdf.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace pensum::app {

enum class Kind { pdf, epub, json, text };

/// The kind that a file's ending asks for.
Result<Kind> kind_of(const std::filesystem::path& file);

/// What a file will hold.
struct Rendered {
  std::string bytes;
  std::string contents;  ///< in words, such as "6 pages"; may be empty
  Diagnostics warnings;
};

/// What rendering needs besides the plan.
struct Rendering {
  std::string layout;                        ///< a layout file, or the name of one that comes with pensum
  std::string epub_css;                      ///< a stylesheet for the EPUB; may be empty
  std::vector<page::SectionKind> sections;   ///< of a PDF; empty: those of the layout
  Date date;                                 ///< the document's date
  std::vector<pdf::Attachment> attachments;  ///< of a PDF
};

}  // namespace pensum::app
