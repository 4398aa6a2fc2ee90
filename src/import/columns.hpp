// What the columns of a table mean, by their names.
#pragma once

#include "base/diagnostic.hpp"
#include "import/duration.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

enum class Field {
  id,
  lesson,
  minutes,
  effort,  ///< in each week, of a course whose minutes are told in weeks
  path,
  url,
  prerequisites,
  priority,
  summary,
  question,
  answer,
  split,
  done,
};

/// The names by which a user asks for fields: id, lesson, minutes, path, …
std::span<const std::string_view> field_names();
std::string_view name_of(Field field);

/// The field that a column of this name holds, in any case and in some languages; none of an unknown one.
std::optional<Field> field_of_column(std::string_view name);

/// Whether both are the same name of a column but for case, spaces and what is in brackets.
bool same_column(std::string_view a, std::string_view b);

struct Column {
  std::string name;  ///< as the table has it, on one line; may be empty
  std::optional<Field> field{};
  TimeUnit unit = TimeUnit::minutes;  ///< of numbers in it, where it holds durations
};

/// The columns that a table's header names. Of those that would hold the same field the one with the more
/// usual name is taken; of paths all are, the outer ones first. `chosen` (field → name) wins.
std::vector<Column> columns_of(const std::vector<std::string>& header,
                               const std::map<std::string, std::string>& chosen);

/// What is wrong with `chosen`: fields that do not exist, columns that `header` does not have. `place` is the
/// header's.
Diagnostics faults_of_choice(const std::map<std::string, std::string>& chosen,
                             const std::vector<std::string>& header, const Place& place);

/// `text` as it is typed in a shell: in quotes where it has to be.
std::string as_argument(const std::string& text);

/// Where `field` is, or none.
std::optional<std::size_t> column_of(const std::vector<Column>& columns, Field field);

}  // namespace pensum::importing
