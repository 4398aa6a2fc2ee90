#include "base/white_space.hpp"

#include "base/eight_bytes.hpp"

#include <cstdint>

namespace pensum {

std::size_t folded_length(std::string_view text) {
  std::size_t end = 0;
  constexpr std::uint64_t all_spaces = eight_bytes::each * ' ';
  for (; end + 9 <= text.size(); end += 8) {
    const std::uint64_t eight = eight_bytes::at(text.data() + end);
    const std::uint64_t next = eight_bytes::at(text.data() + end + 1);
    // A byte of this is 0 where a space follows a space.
    const std::uint64_t pairs = (eight ^ all_spaces) | (next ^ all_spaces);
    if ((eight_bytes::below(next, ' ') | eight_bytes::below(pairs, 1)) != 0) break;
  }
  const auto goes_on = [&] {
    return !is_white_space(text[end]) ||
           (text[end] == ' ' && end + 1 < text.size() && !is_white_space(text[end + 1]));
  };
  while (end < text.size() && goes_on()) ++end;
  return end;
}

}  // namespace pensum
