// Where the pages of the print begin in a book. Its files are made while the print may still be composed:
// they have marks where a page could begin, and what tells of those that do is put in later.
#pragma once

#include "epub/book.hpp"
#include "epub/container.hpp"
#include "plan/printed_page.hpp"

#include <string>

namespace pensum::epub {

/// Marks a place: at the beginning of a section, or of an item in a list.
void add_page_place(const Book& book, Element parent, const PlanPlace& place);

/// The file with the page breaks of the book in place of its marks.
Contents with_page_breaks(const Book& book, Contents contents);

/// The id of a page's break in its file.
std::string page_id(const std::string& label);

}  // namespace pensum::epub
