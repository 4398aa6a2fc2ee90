// Numbered objects become the bytes of a PDF file.
//
// libharu can write a body and a cross-reference table, but neither object streams nor
// cross-reference streams (ISO 32000-1 §7.5.7 and §7.5.8), which halve a tagged file: its thousands
// of small structure elements are packed together here. The file's identifier is the MD5 digest of
// everything that stands before it, so the same objects give the same bytes.
#pragma once

#include "pdf/objects.hpp"

#include <string>

namespace pensum::pdf {

/// The file whose catalog and information dictionaries are `catalog` and `info`. After a failure of
/// `objects` the result is of no use.
std::string assemble(Objects& objects, Dictionary catalog, Dictionary info);

}  // namespace pensum::pdf
