// Deflate (RFC 1951) of rows that are mostly as the row above them, in the zlib wrapper (RFC 1950) of PNG.
//
// Purpose   A picture of flat areas and letters is half a million bytes, of which some ten thousand differ
// from
//           those above them. A general packer looks at each byte for what came before it.
// Method    Bytes that are the same as above become copies from a row's distance, and runs copies of the
//           byte before; nothing else is looked for. One block with its own Huffman codes.
// Costs     Time grows with what differs: rows that are one are not looked at. Files of covers are smaller
//           than libdeflate's at its level 6.
// Oracle    zlib unpacks (tests/image/row_deflate_test.cpp).
#pragma once

#include "image/rows.hpp"

#include <string>

namespace pensum {

/// `rows`: of two bytes or more each, one below the other.
std::string deflate_rows(const Rows& rows);

}  // namespace pensum
