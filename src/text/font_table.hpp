// The tables of a font file, read bounds-checked. For src/text only.
#pragma once

#include "text/faces.hpp"

#include <cstddef>
#include <string_view>

namespace pensum::text {

constexpr hb_tag_t tag(const char (&name)[5]) { return HB_TAG(name[0], name[1], name[2], name[3]); }

/// A table's bytes; what lies outside of it reads as 0.
class Table {
 public:
  Table(hb_face_t* face, hb_tag_t name) : blob_(hb().face_reference_table(face, name)) {
    unsigned length = 0;
    const char* data = hb().blob_get_data(blob_.get(), &length);
    bytes_ = {data, length};
  }
  bool present() const { return !bytes_.empty(); }
  std::string_view bytes() const { return bytes_; }
  int u16(std::size_t at) const {
    if (at + 2 > bytes_.size()) return 0;
    return static_cast<unsigned char>(bytes_[at]) << 8 | static_cast<unsigned char>(bytes_[at + 1]);
  }
  int s16(std::size_t at) const {
    const int value = u16(at);
    return value < 0x8000 ? value : value - 0x10000;
  }
  /// A place in the table: `from`, and as far behind it as the number at `at` tells.
  std::size_t offset16(std::size_t from, std::size_t at) const {
    return from + static_cast<std::size_t>(u16(at));
  }
  std::size_t offset32(std::size_t from, std::size_t at) const {
    return from + (static_cast<std::size_t>(u16(at)) << 16) + static_cast<std::size_t>(u16(at + 2));
  }

 private:
  HbBlob blob_;
  std::string_view bytes_;
};

}  // namespace pensum::text
