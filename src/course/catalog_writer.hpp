// Catalogs as XML in one canonical form, to be read and edited by people: an element a line, long texts
// wrapped.
#pragma once

#include "course/catalog.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// Comments of a written catalog, without their marks. They hold no “--”.
struct CatalogComments {
  std::string head;                  ///< before the catalog; may be empty
  std::vector<std::string> lessons;  ///< before each lesson; may be empty, as may each of them
};

/// The file of `catalog`, in UTF-8. Read again it is the same catalog.
std::string write_catalog(const Catalog& catalog, const CatalogComments& comments = {});

/// A lesson as its XML element, with the comment before it, each line indented by `indent` spaces, from the
/// first line's indentation to the last line feed. `required` are the ids of the lessons that it requires.
std::string write_lesson(const Lesson& lesson, std::span<const std::string_view> required,
                         std::string_view comment, std::size_t indent);

/// A path around `lessons`, which are elements with their indentation, each followed by a line feed.
std::string write_path(const Path& path, std::string_view lessons, std::size_t indent);

/// `text` as the text of an element or the value of an attribute.
std::string xml_escaped(std::string_view text);

/// `text` escaped, in lines that begin with `indent` spaces, but for the first one, which begins after `used`
/// characters.
std::string xml_text(std::string_view text, std::size_t used, std::size_t indent);

/// `xml`, which is escaped already, in such lines.
std::string xml_lines(std::string_view xml, std::size_t used, std::size_t indent);

}  // namespace pensum
