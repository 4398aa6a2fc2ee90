// A lesson's text as it is in books, packed once for all of them.
//
// Purpose  Most of a book are texts of lessons, and most of the work is to pack them. What is around a text
//          differs from book to book, as days and dates do.
// Method   Deflate (RFC 1951) is a sequence of blocks. Those of a text that end with a whole byte, and refer
// to
//          nothing before them, can stand in any file among others (base/deflate.hpp). What differs within a
//          text, links to other lessons and names of pictures, is spliced in between.
// Costs    Some bytes for each splice.
// Oracle   Files that are unpacked (tests/epub/reading_test.cpp).
#pragma once

#include "base/deflate.hpp"
#include "course/reading_parts.hpp"
#include "epub/container.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pensum::epub {

/// What differs from book to book, or is too short to be packed by itself.
struct Splice {
  enum class Kind {
    begin_link,  ///< to the lesson whose id `target` is
    end_link,
    picture,   ///< whose file beside the catalog `target` is, with what it shows: `words`
    as_it_is,  ///< XHTML: `words`
  };
  Kind kind = Kind::begin_link;
  std::string target{};
  std::string words{};

  friend bool operator==(const Splice&, const Splice&) = default;
};

struct PackedText {
  std::vector<std::variant<PackedPiece, Splice>> parts;
  std::size_t text_bytes = 0;  ///< as `text_bytes` of its blocks

  bool empty() const { return parts.empty(); }

  friend bool operator==(const PackedText&, const PackedText&) = default;
};

/// The blocks `part` of a lesson's `reading`, with the notes that they call.
PackedText pack_text(std::string_view lesson, const Reading& reading, ReadingPart part, Deflater& deflater);

}  // namespace pensum::epub
