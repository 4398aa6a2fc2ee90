// What the lists of fonts and of patterns have in common: elements whose attributes all have to be
// there. For src/text only.
#pragma once

#include "xml/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

/// The value of an attribute; an error if there is none, or an empty one.
std::string required(const xml::Document& document, pugi::xml_node element, const char* name,
                     Diagnostics& diagnostics);

/// The words of a text between spaces.
std::vector<std::string> words(std::string_view text);

}  // namespace pensum::text
