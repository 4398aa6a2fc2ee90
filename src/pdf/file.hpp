// Numbered objects become the bytes of a PDF file.
//
// libharu can write a body and a cross-reference table, but neither object streams nor
// cross-reference streams (ISO 32000-1 §7.5.7 and §7.5.8), which halve a tagged file: its thousands
// of small structure elements are packed together here. The file's identifier is the MD5 digest of
// everything before it, so the same objects give the same bytes.
#pragma once

#include "pdf/objects.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace pensum::pdf {

/// A file that is made of one `Objects` after another. Every number is taken by one of them.
class Assembly {
 public:
  Assembly();
  ~Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  /// The last number that is taken; the next `Objects` begin after it.
  std::uint32_t last() const;
  /// Appends all objects. A failure is kept in them; the file is of no use then.
  void add(Objects& objects);
  /// The bytes since the last call.
  std::string take();
  /// Appends the end of the file, after the last objects were added, of which `catalog` and `info` are.
  void finish(Objects& objects, Dictionary catalog, Dictionary info);

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// The file whose catalog and information dictionaries are `catalog` and `info`. After a failure of
/// `objects` the result is of no use.
std::string assemble(Objects& objects, Dictionary catalog, Dictionary info);

}  // namespace pensum::pdf
