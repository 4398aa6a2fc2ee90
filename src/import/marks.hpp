// The comments by which an imported catalog knows its lessons again (docs/import.md): what a lesson is called
// in its source, and digests of its values as they were imported, so that edits by hand are noticed.
#pragma once

#include "course/catalog.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::importing {

/// What is updated each on its own; `rest` is never updated: priority, requirements and questions.
enum class Value : std::size_t { title, summary, url, time, rest, text };
inline constexpr std::size_t value_count = 6;

/// Six hexadecimal digits for each value; none for a text that a lesson does not have.
using Digests = std::array<std::string, value_count>;

Digests digests_of(const Lesson& lesson, std::span<const std::string_view> required_ids);

/// The comment before an imported lesson.
struct Mark {
  std::string key;  ///< twelve hexadecimal digits: of 100,000 lessons hardly two have the same
  Digests values;
  std::string why;  ///< of its minutes
};

/// The digits for what a lesson of a source of this kind (“markdown”) is called there.
std::string mark_key(std::string_view kind, std::string_view key);

/// As the text of an XML comment, which is without “--”.
std::string to_comment(const Mark& mark);
/// What a comment records; nothing if it is another comment.
std::optional<Mark> read_mark(std::string_view comment);

/// The options that a catalog was imported with, by name, as the comment at its beginning keeps them.
using Record = std::vector<std::pair<std::string, std::string>>;

std::string to_comment(const Record& record);
std::optional<Record> read_record(std::string_view comment);

}  // namespace pensum::importing
