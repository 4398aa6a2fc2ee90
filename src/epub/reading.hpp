// What lessons give to read: sections of the days on which they are read.
#pragma once

#include "epub/book.hpp"

#include <pugixml.hpp>

#include <cstddef>
#include <string>

namespace pensum::epub {

/// The id of a lesson's reading, or of its part, in its file.
std::string reading_id(const Lesson& lesson, const Task& task);

/// Adds what a task of a day gives to read.
void add_reading(const Book& book, pugi::xml_node parent, std::size_t day, std::size_t index);

/// The same in a file of its own, for a day with much to read.
std::string reading_page(const Book& book, std::size_t day, std::size_t task);

}  // namespace pensum::epub
