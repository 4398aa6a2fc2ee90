// A file's description of itself: the information dictionary and the same as XMP, with the standards it
// keeps to (PDF/A-3a and PDF/UA-1).
#pragma once

#include "base/date.hpp"
#include "document/pages.hpp"
#include "pdf/objects.hpp"

#include <string>

namespace pensum::pdf {

/// `date` at midnight UTC: no clock gets into a file.
std::string pdf_date(Date date);

/// The information dictionary. It has the same contents as `xmp`.
Dictionary information(Objects& objects, const document::Metadata& metadata);

/// The XMP packet (ISO 16684-1), with the schema description that PDF/A asks for beside pdfuaid.
std::string xmp(const document::Metadata& metadata);

}  // namespace pensum::pdf
