// Whether a PDF is still as pensum wrote it, or was ticked, signed or annotated since.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace pensum::pdf {

/// The bytes of a file from `offset` on, `size` of them, or fewer at its end.
using ReadAt = std::function<std::string(std::size_t offset, std::size_t size)>;

/// Whether a file of `size` bytes is one that `assemble` or `Collection` made, unchanged. Its identifier is
/// the digest of all before the cross-reference table: what a viewer appends moves the table, and what a
/// program writes anew has other bytes. Reads the file in steps, so that a large one needs no memory, and
/// once: twice if it is not as this version writes it.
bool is_as_written(std::size_t size, const ReadAt& read);

/// The same of bytes in memory.
bool is_as_written(std::string_view bytes);

}  // namespace pensum::pdf
