// The texts of lessons, as the writers of books and pages take them.
#pragma once

#include "base/diagnostic.hpp"
#include "course/readings.hpp"
#include "page/lesson_texts.hpp"
#include "plan/plan.hpp"
#include "press/rendering.hpp"

namespace pensum::press {

Diagnostic missing_texts();

/// A warning where texts are in files that are not there, since a plan carries its catalog alone: lessons of
/// `catalog` with a file, but none according to `has(lesson)`.
template <class Has>
void warn_of_missing(const Catalog& catalog, const Has& has, Diagnostics& warnings) {
  for (LessonIndex lesson = 0; lesson < catalog.lessons.size(); ++lesson) {
    if (!catalog.lessons[lesson].reading_file.empty() && !has(lesson))
      return warnings.push_back(missing_texts());
  }
}

/// The same of a plan's lessons, with the pictures in them. A plan whose lessons have none gets a warning.
/// Errors: a picture that cannot be read.
Result<page::LessonTexts> texts_to_print(const Plan& plan, const Rendering& rendering, Diagnostics& warnings);

}  // namespace pensum::press
