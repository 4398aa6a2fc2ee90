// Which parts of an outline become lessons, and which of these form a path.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "import/minutes.hpp"
#include "import/outline.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pensum::importing {

/// What the user chooses of an outline.
struct LessonRules {
  std::size_t depth = 0;  ///< the level of the tree whose nodes are lessons, from 1 on; 0: the leaves
  std::vector<std::string> select{};  ///< parts by number, range of numbers or title; none: all
  Pace pace{};
};

/// A lesson to be.
struct Unit {
  std::string title;
  RichText summary;
  std::string url;
  Length length;
  bool splittable = false;
  Priority priority = Priority::must;
  std::vector<Check> checks;
  SourceText text;
  std::vector<std::size_t> required;  ///< earlier ones, in the source's order
  std::string key;                    ///< as its source calls it; never empty, and none has that of another
  std::string asked_id;               ///< by the source; may be empty
  bool done = false;
  Place place;  ///< may be empty
};

/// A path to be: the units [first, last).
struct Part {
  std::size_t number = 0;          ///< among all parts of the source, from 1 on
  std::vector<std::string> trail;  ///< the titles of the groups that it is in, its own as the last one
  std::string title;               ///< the trail, joined; empty for lessons before the first group
  RichText summary;
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Lessons {
  std::vector<Part> parts;
  std::vector<Unit> units;
  std::vector<LeftOut> left_out;
  Diagnostics warnings;
};

/// The lessons of `outline`. Errors: there are none, or too many; a part that is to be selected does not
/// exist.
Result<Lessons> lessons_of(const Outline& outline, const LessonRules& rules);

}  // namespace pensum::importing
