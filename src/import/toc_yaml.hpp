// Tables of contents in YAML: _toc.yml of Jupyter Book, and mkdocs.yml.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

/// _toc.yml, as a file or in a folder that is the input.
bool is_jupyter_book(const Input& input);

/// Parts, chapters and sections, each with the words of its file. Errors: it is not YAML, or names no pages.
Result<Outline> read_jupyter_book(const Input& input, const Choices& choices);

/// mkdocs.yml, as a file or in a folder that is the input.
bool is_mkdocs(const Input& input);

/// The entries of `nav`, each with the words of its file; without `nav` the files in the documentation's
/// folder. Errors: it is not YAML, or names no pages.
Result<Outline> read_mkdocs(const Input& input, const Choices& choices);

}  // namespace pensum::importing
