// Files become a ZIP container as EPUB requires it (EPUB 3.3 §4.2), over libzip.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/packer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pensum::epub {

/// Bytes of a file that are packed already.
struct PackedPiece {
  std::string unended;         ///< as Deflater::unended
  std::uint64_t size = 0;      ///< unpacked
  std::uint32_t checksum = 0;  ///< as ZIP has it, of the unpacked bytes

  friend bool operator==(const PackedPiece&, const PackedPiece&) = default;
};

/// A piece in a file that is in front of the byte `at` of the file's own ones.
struct Inset {
  std::size_t at = 0;
  const PackedPiece* piece = nullptr;
};

/// What is in a file.
struct Contents {
  std::string bytes;            ///< its own
  std::vector<Inset> insets{};  ///< in their order
};

struct Entry {
  std::string name;
  std::string bytes;
  bool stored = false;  ///< as it is, since it is compressed already
  std::vector<Inset> insets{};
};

/// The level at which files of books are packed.
inline constexpr int book_level = Deflater::quick_level;

/// The container's bytes: `mimetype` first and stored, then `entries` in their order, all dated
/// `date` (or 1980-01-01, before which ZIP knows no dates). `packer` packs them; it may be none. Errors: out
/// of memory; libzip is missing.
Result<std::string> pack(const std::vector<Entry>& entries, Date date, Packer* packer = nullptr);

}  // namespace pensum::epub
