#include "text/list_element.hpp"

#include <fmt/format.h>

namespace pensum::text {

std::string required(const xml::Document& document, pugi::xml_node element, const char* name,
                     Diagnostics& diagnostics) {
  const pugi::xml_attribute attribute = element.attribute(name);
  if (attribute && attribute.value()[0] != '\0') return attribute.value();
  diagnostics.push_back({Severity::error, document.place(element),
                         fmt::format("<{}> does not give its {}", element.name(), name),
                         fmt::format("write {}=\"…\"", name)});
  return {};
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> list;
  while (true) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return list;
    text.remove_prefix(first);
    list.emplace_back(text.substr(0, text.find(' ')));
    text.remove_prefix(list.back().size());
  }
}

}  // namespace pensum::text
