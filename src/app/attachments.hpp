// What a PDF carries of what it was made from.
#pragma once

#include "request/plan_request.hpp"
#include "course/catalog.hpp"
#include "pdf/pdf.hpp"

#include <string>
#include <vector>

namespace pensum::app {

/// The request as a file, and the catalog's file in `bytes`: together they make the same plan again.
/// Files that the request names keep their own names but lose their folders, which are of no use on
/// another machine and private there.
std::vector<pdf::Attachment> attachments_of(const PlanRequest& asked, const Catalog& catalog, std::string bytes);

}  // namespace pensum::app
