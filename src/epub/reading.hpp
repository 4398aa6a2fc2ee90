// What lessons give to read: sections of the days on which they are read.
#pragma once

#include "epub/book.hpp"
#include "epub/container.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::epub {

/// The id of a lesson's reading, or of its part, in its file.
std::string reading_id(const Lesson& lesson, const Task& task);

/// Adds what a task of a day gives to read, with a mark where its text goes.
void add_reading(const Book& book, Element parent, std::size_t day, std::size_t index);

/// The same in a file of its own, for a day with much to read.
Contents reading_page(const Book& book, std::size_t day, std::size_t task);

/// `bytes` of a file of a day with the texts for its marks.
Contents with_texts(const Book& book, std::size_t day, std::string bytes);

}  // namespace pensum::epub
