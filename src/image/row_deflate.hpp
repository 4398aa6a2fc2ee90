// Deflate (RFC 1951) of rows that are mostly as the row above them, in the zlib wrapper (RFC 1950) of PNG.
//
// Purpose   A picture of flat areas and letters is half a million bytes, of which some ten thousand differ
// from
//           those above them. A general packer looks at each byte for what came before it.
// Method    Bytes that are the same as above become copies from a row's distance, and runs copies of the
//           byte before; nothing else is looked for. One block with its own Huffman codes.
// Costs     Time grows with what differs: what is the same is compared 256 bytes at a time. Files of covers
// are
//           smaller than libdeflate's at its level 6.
// Oracle    zlib unpacks (tests/image/row_deflate_test.cpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum {

/// `bytes`: rows of `row` bytes each, two or more, one below the other.
std::string deflate_rows(std::string_view bytes, std::size_t row);

}  // namespace pensum
