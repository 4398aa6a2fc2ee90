// A text's marks, as what is set in its own way and as what is an element of its own.
#pragma once

#include "base/kept_text.hpp"
#include "course/rich_text.hpp"
#include "document/pages.hpp"
#include "text/typesetter.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace pensum::page {

/// Where a link leads, and what is spoken of it.
struct LinkTarget {
  std::variant<document::PlaceId, KeptText> to;
  KeptText spoken;
};

/// Where a mark of a link, or of a note, leads; nothing where that is not in the document: it is text then.
using FindTarget = std::function<std::optional<LinkTarget>(const TextMark&)>;

/// What a marked stretch of a block's text is.
struct Stretch {
  document::Role role = document::Role::code;
  std::uint32_t around = 0;            ///< the mark of the stretch that it is part of; 0: of none
  std::optional<LinkTarget> target{};  ///< of a link
};

/// The marks of a paragraph as spans that do not overlap, each set as all marks ask that it is part of. What
/// they are is appended to `stretches`: that of a span with the mark n is the one at n - 1. Without `find`
/// links are text.
std::vector<text::Span> spans_of(const RichText& text, const FindTarget& find,
                                 std::vector<Stretch>& stretches);

}  // namespace pensum::page
