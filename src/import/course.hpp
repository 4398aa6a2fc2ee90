// From a file of any format to a catalog.
#pragma once

#include "base/diagnostic.hpp"
#include "import/anki.hpp"
#include "import/format.hpp"
#include "import/imported.hpp"
#include "import/lessons.hpp"

#include <string>
#include <string_view>

namespace pensum::importing {

/// What the user wants; all of it has defaults.
struct Wishes {
  std::string from;  ///< the name of a format; empty: told from the content
  CatalogNames names;
  LessonRules rules;
  Choices choices;
};

struct Course {
  const Format* format = nullptr;
  Imported imported;
};

/// The format that `input` is in: the one called `from`, or the first that its content shows. Errors: there
/// is none.
Result<const Format*> format_of(const Input& input, std::string_view from);

/// The whole way. Errors: of each step.
Result<Course> import_course(const Input& input, const Wishes& wishes);

/// Adds the questions of `deck` to the lessons that they are labelled with. What came of it, in a line or
/// two.
std::string add_questions(Imported& imported, const Deck& deck);

/// The catalog as a tree: paths with their numbers, lessons with their minutes and how these were found; then
/// what was left out, and why.
std::string outline_text(const Imported& imported);

/// Such as “208 lessons in 32 paths, 69 h 20 min”.
std::string amount_of(const Catalog& catalog);

/// What was made, in three or four lines: how much, how minutes were found, what was left out, what is done
/// already. Settings in it are marked (named_setting.hpp).
std::string account_of(const Imported& imported, Minutes by_default);

/// What of that `outline_text` does not have.
std::string account_beside_outline(const Imported& imported, Minutes by_default);

}  // namespace pensum::importing
