// Files become a ZIP container as EPUB requires it (EPUB 3.3 §4.2), over libzip.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/packer.hpp"

#include <string>
#include <vector>

namespace pensum::epub {

struct Entry {
  std::string name;
  std::string bytes;
  bool stored = false;  ///< as it is, since it is compressed already
};

/// The container's bytes: `mimetype` first and stored, then `entries` in their order, all dated
/// `date` (or 1980-01-01, before which ZIP knows no dates). `packer` packs them; it may be none. Errors: out
/// of memory; libzip is missing.
Result<std::string> pack(const std::vector<Entry>& entries, Date date, Packer* packer = nullptr);

}  // namespace pensum::epub
