// Marks in XHTML under construction, where something goes that is not in its tree: processing instructions,
// of which books have no others.
#pragma once

#include <fmt/format.h>
#include <pugixml.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::epub {

/// The names of marks.
inline constexpr const char* splice_mark = "splice";  ///< in a text: which Splice
inline constexpr const char* text_mark = "text";      ///< in a file: which task of its day

inline void add_mark(pugi::xml_node parent, const char* name, std::size_t number) {
  pugi::xml_node mark = parent.append_child(pugi::node_pi);
  mark.set_name(name);
  mark.set_value(std::to_string(number).c_str());
}

/// Calls `between(bytes)` for what is before, between and behind the marks `name`, which may be empty, and
/// `at(number)` for each mark, in their order.
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
    std::size_t number = 0;
    std::from_chars(bytes.data(), bytes.data() + end, number);
    at(number);
    bytes.remove_prefix(end + 2);
  }
}

}  // namespace pensum::epub
