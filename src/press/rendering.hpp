// How a plan is to look.
#pragma once

#include "base/date.hpp"
#include "layout/layout.hpp"
#include "pdf/pdf.hpp"

#include <string>
#include <vector>

namespace pensum::press {

/// What rendering needs besides the plan.
struct Rendering {
  std::string layout;                           ///< a layout file, or the name of one that comes with pensum
  std::string epub_css;                         ///< a stylesheet for the EPUB; may be empty
  std::vector<layout::SectionKind> sections{};  ///< of a PDF; empty: those of the layout
  Date date{};                                  ///< the document's date
  std::vector<pdf::Attachment> attachments{};   ///< of a PDF
  std::string collection{};                     ///< the set of books that an EPUB is one of; may be empty
  bool explained = false;  ///< with why each day holds what it holds, in kinds that can hold it
};

}  // namespace pensum::press
