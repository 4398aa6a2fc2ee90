// The formats that courses come in: a row each in one table. A further one is a further row, and what reads
// it.
#pragma once

#include "archive/file_tree.hpp"
#include "base/diagnostic.hpp"
#include "import/outline.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace pensum::importing {

/// What is imported: a file in memory, or a tree of files.
struct Input {
  std::string name;    ///< as diagnostics call it
  std::string bytes;   ///< of the file; empty where the input is a tree: a folder, packed files
  std::string member;  ///< the file's name within `tree`; empty where the input is the tree itself
  /// The folder that a file lies in, what an archive holds, or the folder that was named. Null: nothing lies
  /// beside it (standard input).
  std::shared_ptr<const archive::FileTree> tree;
};

/// What the user says of the source; a format that a choice has no effect on says so.
struct Choices {
  std::string lessons;  ///< Markdown: tasks, items, headings or links; empty: found out
  std::map<std::string, std::string> columns;                    ///< of a table: field → name of the column
  std::map<std::string, std::map<std::string, int>> minutes_by;  ///< of a table: column → value → minutes
  std::string sheet;     ///< of a workbook: name or number; empty: the first one
  std::string base_url;  ///< what relative links are resolved against; may be empty
  bool texts = true;     ///< whether lessons get what there is to read, where the source has it
};

struct Format {
  std::string_view name;  ///< as the option “from” takes it, such as "markdown"
  std::string_view what;  ///< in a sentence, such as “a Markdown list”
  /// Whether the content of `input` shows that it is of this format.
  bool (*is)(const Input& input) = nullptr;
  Result<Outline> (*read)(const Input& input, const Choices& choices) = nullptr;
  /// The names of those Choices that mean something to it, as options: “lessons column base”.
  std::string_view uses{};
};

/// In the order in which an input is tried.
std::span<const Format> formats();

}  // namespace pensum::importing
