// Where the paths and lessons of a catalog are in its bytes, and the comments of its import.
#pragma once

#include "import/marks.hpp"
#include "xml/tokens.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// An element with text, such as a title: its tags, and what is between them. Without an end tag it is empty:
/// <title/>.
struct TextElement {
  xml::Range all;
  xml::Range content;
  bool is_empty_tag = false;
};

struct LessonText {
  std::size_t path = 0;
  xml::Range element;
  xml::Token start;
  TextElement title;
  std::optional<TextElement> summary;
  std::optional<TextElement> reading;
  std::optional<Mark> mark;      ///< from the comment before it
  xml::Range comment;            ///< with its brackets
  bool comment_is_next = false;  ///< whether nothing but white space is between comment and element
  bool has_comments = false;     ///< inside
  /// Whether the mark of a deleted lesson is before its own; without this lesson it would be that of the next
  /// one.
  bool is_behind_lone_mark = false;
};

struct PathText {
  xml::Range element;
  bool has_comments = false;  ///< others than those that are before a lesson for its import
};

struct CatalogText {
  std::vector<LessonText> lessons;
  std::vector<PathText> paths;
  std::vector<Mark> lone_marks;  ///< of lessons that the user has deleted
  std::optional<Record> record;
  xml::Range record_comment;
};

/// The parts of `bytes`, which are a catalog without errors.
CatalogText catalog_text(std::string_view bytes);

}  // namespace pensum::importing
