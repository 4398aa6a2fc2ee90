// How a plan is to look, as its request asks for it.
#pragma once

#include "request/plan_request.hpp"
#include "app/world.hpp"
#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "layout/layout.hpp"
#include "pdf/pdf.hpp"

#include <string>
#include <vector>

namespace pensum::app {

/// What rendering needs besides the plan.
struct Rendering {
  std::string layout;                         ///< a layout file, or the name of one that comes with pensum
  std::string epub_css;                       ///< a stylesheet for the EPUB; may be empty
  std::vector<layout::SectionKind> sections;  ///< of a PDF; empty: those of the layout
  Date date;                                  ///< the document's date
  std::vector<pdf::Attachment> attachments;   ///< of a PDF
  std::string collection;                     ///< the set of books that an EPUB is one of; may be empty
};

/// With the date of SOURCE_DATE_EPOCH, or that of the plan's start. Errors: a SOURCE_DATE_EPOCH that is none.
Result<Rendering> rendering_of(const PlanRequest& asked, const World& world);

}  // namespace pensum::app
