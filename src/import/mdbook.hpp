// Books of mdBook and GitBook: SUMMARY.md lists the chapters, which lie beside it as files of their own.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

/// Whether `input` is a SUMMARY.md, or a folder or archive with one.
bool is_mdbook(const Input& input);

/// The book's chapters in the order of SUMMARY.md, with the words, lines of code and pictures of their files.
/// Headings between them are parts. Drafts, which have no file, are left out and counted. A chapter whose
/// file is missing has no words, and is reported.
Result<Outline> read_mdbook(const Input& input, const Choices& choices);

}  // namespace pensum::importing
