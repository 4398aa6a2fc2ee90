// A text's marks, as what is set in its own way and as what is an element of its own.
#pragma once

#include "course/rich_text.hpp"
#include "document/pages.hpp"
#include "text/typesetter.hpp"

#include <cstdint>
#include <vector>

namespace pensum::page {

/// What a marked stretch of a block's text is.
struct Stretch {
  document::Role role = document::Role::code;
  std::uint32_t around = 0;  ///< the mark of the stretch that it is part of; 0: of none
};

/// The marks of a paragraph as spans that do not overlap, each set as all marks ask that it is part of. What
/// they are is appended to `stretches`: that of a span with the mark n is the one at n - 1.
std::vector<text::Span> spans_of(const RichText& text, std::vector<Stretch>& stretches);

}  // namespace pensum::page
