// Files that travel inside the document (ISO 32000-1 §7.11.4), as PDF/A-3 requires them: each tells what it
// is to the document.
#pragma once

#include "base/date.hpp"
#include "pdf/objects.hpp"
#include "pdf/pdf.hpp"

#include <span>

namespace pensum::pdf {

/// Embeds `attachments`, of which there is at least one, and names them in `catalog`. `date` is when
/// they were last changed.
void attach(Objects& objects, Dictionary catalog, std::span<const Attachment> attachments, Date date);

}  // namespace pensum::pdf
