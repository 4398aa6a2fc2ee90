// The hyphenation of a plan's text, by the patterns of fonts/hyphenation.xml.
#pragma once

#include "base/diagnostic.hpp"
#include "io/resources.hpp"
#include "text/hyphenator.hpp"

#include <string_view>

namespace pensum::shelf {

/// For a language as BCP 47 tags it; one that hyphenates nothing where there are no patterns for it, or
/// no list at all: a data folder of one's own needs none. Errors: the list is wrong.
Result<text::Hyphenator> load_hyphenation(const io::Resources& resources, std::string_view language);

}  // namespace pensum::shelf
