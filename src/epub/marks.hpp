// Marks in XHTML under construction, where something goes that is written later: processing instructions,
// of which books have no others.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::epub {

/// The names of marks; their values are numbers with a space between them.
inline constexpr const char* splice_mark = "splice";  ///< in a text: which Splice
inline constexpr const char* text_mark = "text";      ///< in a file: which task of its day
inline constexpr const char* page_mark = "page";      ///< in a file: which place

/// The next of the numbers of a mark, which it is taken from.
inline std::size_t take_number(std::string_view& numbers) {
  std::size_t number = 0;
  const char* const begin = numbers.data();
  const char* const end = std::from_chars(begin, begin + numbers.size(), number).ptr;
  numbers.remove_prefix(static_cast<std::size_t>(end - begin));
  if (!numbers.empty()) numbers.remove_prefix(1);
  return number;
}

/// Calls `between(bytes)` for what is before, between and behind the marks `name`, which may be empty, and
/// `at(numbers)` for each mark, in their order.
template <class Between, class At>
void cut_at_marks(std::string_view bytes, const char* name, const Between& between, const At& at) {
  const std::string begin = fmt::format("<?{} ", name);
  while (true) {
    // Question marks are few, and tags are many.
    std::size_t mark = bytes.find('?');
    while (mark != std::string_view::npos && (mark == 0 || !bytes.substr(mark - 1).starts_with(begin)))
      mark = bytes.find('?', mark + 1);
    if (mark == std::string_view::npos) return between(bytes);
    between(bytes.substr(0, mark - 1));
    bytes.remove_prefix(mark - 1 + begin.size());
    const std::size_t end = bytes.find("?>");
    at(bytes.substr(0, end));
    bytes.remove_prefix(end + 2);
  }
}

}  // namespace pensum::epub
