// A course: paths of lessons with their self-check questions. The contents of an XML catalog, checked.
#pragma once

#include "base/units.hpp"
#include "course/reading.hpp"
#include "course/rich_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// A lesson's position in Catalog::lessons.
using LessonIndex = std::size_t;

enum class Priority { must, should, could };

/// A self-check question with its answer.
struct Check {
  RichText question;
  RichText answer;

  friend bool operator==(const Check&, const Check&) = default;
};

struct Lesson {
  std::string id;                      ///< 1–32 of A-Z a-z 0-9 . _ -, unique in the catalog
  std::string title;                   ///< not empty
  RichText summary;                    ///< may be empty
  std::string url;                     ///< may be empty
  Minutes minutes;                     ///< 1–1440
  std::vector<LessonIndex> requires_;  ///< in the order named, without repeats; each before this lesson
  Priority priority = Priority::must;
  bool splittable = false;  ///< whether it may be spread over several days
  std::vector<Check> checks;
  Reading reading{};           ///< may be empty, also while it is in a file of its own (readings.hpp)
  std::string reading_file{};  ///< where that is, beside the catalog; may be empty

  friend bool operator==(const Lesson&, const Lesson&) = default;
};

/// A part of the course: the lessons [first, last) of Catalog::lessons.
struct Path {
  std::string id;     ///< unique among paths
  std::string title;  ///< not empty
  RichText summary;   ///< may be empty
  LessonIndex first = 0;
  LessonIndex last = 0;

  friend bool operator==(const Path&, const Path&) = default;
};

/// Where a course's facts come from.
struct Source {
  std::string text;
  std::string url;  ///< may be empty

  friend bool operator==(const Source&, const Source&) = default;
};

struct Catalog {
  std::string id;
  std::string language;  ///< BCP 47 tag
  std::string title;
  RichText summary;             ///< may be empty
  Source source;                ///< may be empty
  std::vector<Path> paths;      ///< at least one; together they hold all lessons, in order
  std::vector<Lesson> lessons;  ///< at least one, in catalog order

  friend bool operator==(const Catalog&, const Catalog&) = default;
};

/// The ids of what `lesson`, one of `catalog`, requires.
std::vector<std::string_view> required_ids(const Catalog& catalog, const Lesson& lesson);

}  // namespace pensum
