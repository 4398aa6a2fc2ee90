// The texts of lessons, as the writers of books and pages take them.
#pragma once

#include "base/diagnostic.hpp"
#include "course/readings.hpp"
#include "page/lesson_texts.hpp"
#include "plan/plan.hpp"
#include "press/rendering.hpp"

#include <vector>

namespace pensum::press {

/// Of each lesson of `catalog`, null where it has none; empty where no lesson has one. `readings` may be
/// null. A warning where texts are in files that are not there, since a plan carries its catalog alone.
Result<std::vector<const Reading*>> texts_of(const Catalog& catalog, const Readings* readings,
                                             Diagnostics& warnings);

/// The same of a plan's lessons, with the pictures in them. A plan whose lessons have none gets a warning.
/// Errors: a picture that cannot be read.
Result<page::LessonTexts> texts_to_print(const Plan& plan, const Rendering& rendering, Diagnostics& warnings);

}  // namespace pensum::press
