// Finds everything in XML bytes that is not well-formed, or that pensum does not allow (DOCTYPE,
// processing instructions, other encodings), with its offset. One pass, no recursion, no tree.
#pragma once

#include "base/diagnostic.hpp"
#include "xml/document.hpp"

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::xml {

/// One thing that is wrong, at a byte offset.
struct Finding {
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};

/// Offsets to lines and columns; several threads may ask at once.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : bytes_(bytes) {}
  Place place(const std::string& file, std::size_t offset) const;
  int line(std::size_t offset) const;

 private:
  /// A byte whose place is known. They are at even distances, whatever the lengths of lines, so that
  /// neither a file of one line nor one of nothing but line feeds takes much time or memory.
  struct Mark {
    std::size_t offset = 0;
    int line = 1;
    int column = 1;
  };
  Mark mark_at(std::size_t offset) const;
  void step(Mark& mark, std::size_t& offset) const;
  void index() const;

  std::string_view bytes_;
  mutable std::once_flag indexed_;
  mutable std::vector<Mark> marks_;  // made when the first place is asked for
};

/// Everything wrong with `bytes`, at most `most_diagnostics` findings; empty if it is well-formed.
/// `lines` are those of `bytes`, for messages that name a second place.
std::vector<Finding> scan(std::string_view bytes, const Limits& limits, const Lines& lines);

}  // namespace pensum::xml
