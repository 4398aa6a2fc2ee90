// What a PDF carries of what it was made from.
#pragma once

#include "base/shared_bytes.hpp"
#include "epub/epub.hpp"
#include "language/language.hpp"
#include "pdf/pdf.hpp"
#include "plan/plan.hpp"
#include "press/rendering.hpp"
#include "request/plan_request.hpp"
#include "shelf/catalogs.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::press {

/// Their names. The catalog's file is named after its id, or with “.catalog.xml” where that would be one of
/// these.
inline constexpr std::string_view request_name = "request.xml";
inline constexpr std::string_view plan_name = "plan.xml";

/// The request as a file, and the catalog's file in `bytes`: together they make the same plan again. Beside
/// them the plan's own dates, by which what is left of it can be planned again, if it has any. Files that the
/// request names keep their own names but lose their folders, which are of no use on another machine and
/// private there. `language` is that of their descriptions.
std::vector<pdf::Attachment> attachments_of(const PlanRequest& asked, const Plan& plan, SharedBytes bytes,
                                            const Language& language);

/// Gives `rendering` what files of `plan` hold of the course and the request: attachments and the lessons'
/// texts.
void add_course(Rendering& rendering, const PlanRequest& asked, const Plan& plan,
                const shelf::LoadedCatalog& course, const Language& language);

/// The same for a book. Its request names no pages: a book is the same whatever these look like.
std::vector<epub::CarriedFile> carried_in_book(std::span<const pdf::Attachment> attachments,
                                               const PlanRequest& asked);

}  // namespace pensum::press
