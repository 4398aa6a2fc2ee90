// PDF files and books, read by libraries that had no part in writing them. Aborts where they find fault.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace fuzz {

/// `bytes` are a PDF of so many pages that libqpdf reads without a warning, every stream of it, and that
/// has a form field of each name in `boxes`.
void check_pdf(const std::string& bytes, std::size_t pages, const std::set<std::string>& boxes);

/// `bytes` are a book: a container as OCF 3.3 wants it that libzip finds consistent, every XML file
/// in it well-formed for libxml2, every file of the manifest there and no other, and the lessons on the
/// days, in their order, have `titles`.
void check_epub(const std::string& bytes, const std::vector<std::string>& titles);

}  // namespace fuzz
