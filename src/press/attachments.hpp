// What a PDF carries of what it was made from.
#pragma once

#include "course/catalog.hpp"
#include "language/language.hpp"
#include "pdf/pdf.hpp"
#include "request/plan_request.hpp"

#include <string>
#include <vector>

namespace pensum::press {

/// The request as a file, and the catalog's file in `bytes`: together they make the same plan again.
/// Files that the request names keep their own names but lose their folders, which are of no use on
/// another machine and private there. `language` is that of their descriptions.
std::vector<pdf::Attachment> attachments_of(const PlanRequest& asked, const Catalog& catalog,
                                            std::string bytes, const Language& language);

}  // namespace pensum::press
