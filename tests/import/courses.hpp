// Outlines for tests, and catalogs made of them.
#pragma once

#include "import/course.hpp"
#include "import/imported.hpp"
#include "import/lessons.hpp"
#include "import/outline.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace courses {

using namespace pensum;
using namespace pensum::importing;

inline Node node(std::string title, std::vector<Node> children = {}) {
  Node node;
  node.title = std::move(title);
  node.children = std::move(children);
  return node;
}

inline Node lasting(std::string title, std::int64_t minutes) {
  Node lesson = node(std::move(title));
  lesson.effort.said_seconds = minutes * 60;
  return lesson;
}

inline Outline outline(std::vector<Node> children) {
  Outline outline;
  outline.title = "Course";
  outline.language = "en";
  outline.children = std::move(children);
  return outline;
}

/// The errors, or what is made in spite of them fails the test.
template <class Value>
std::string errors(const Result<Value>& result) {
  REQUIRE_FALSE(result.has_value());
  std::string text;
  for (const Diagnostic& each : result.error()) text += to_text(each);
  return text;
}

template <class Value>
Value value(Result<Value> result) {
  if (!result) FAIL(to_text(result.error().front()));
  return *std::move(result);
}

inline Imported imported(const Outline& outline, const LessonRules& rules = {},
                         const CatalogNames& names = {}) {
  return value(catalog_of(outline, value(lessons_of(outline, rules)), "test", names));
}

/// Paths and lessons in a line each, such as “Trees: 1 Roots, 2 Leaves (requires 1)”.
inline std::string shape(const Catalog& catalog) {
  std::string text;
  for (const Path& path : catalog.paths) {
    text += path.title + ":";
    for (LessonIndex i = path.first; i < path.last; ++i) {
      const Lesson& lesson = catalog.lessons[i];
      text += (i == path.first ? " " : ", ") + lesson.id + " " + lesson.title;
      for (const LessonIndex required : lesson.requires_) text += " <" + catalog.lessons[required].id;
    }
    text += "\n";
  }
  return text;
}

}  // namespace courses
