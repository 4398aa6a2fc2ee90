// References to what the document has of a lesson on other pages: its text, its questions. Each is a link
// that names the page, which is known only at the end.
#pragma once

#include "page/composition.hpp"

#include <optional>
#include <vector>

namespace pensum::page {

struct LessonReference {
  PartOfLesson part = PartOfLesson::text;
  PlaceId place = 0;
};

/// To what the document has of a lesson: its text before its questions.
std::vector<LessonReference> references_to(const Composition& composition, LessonIndex lesson);

/// Whether the document has such parts of any lesson.
bool has_parts(const Composition& composition, PartOfLesson part);

/// Finds how wide references are, when it is known what the document has.
void measure_references(Composition& composition);

/// Draws a reference that is spoken in full, as the content of `link`, in a line of small type from `top` on
/// that ends at `right`.
void refer_to(Composition& composition, ElementId link, const LessonReference& to, ReferenceForm form,
              Points right, Points top, Color color);

/// Draws references one after the other in a line that ends at `right`, each as wide as any of its form, as
/// paragraphs of `parent`.
void refer_in_line(Composition& composition, ElementId parent, const std::vector<LessonReference>& references,
                   ReferenceForm form, Points right, Points top, Color color);

/// Of such a line.
Points line_of_references(const Composition& composition, const std::vector<LessonReference>& references,
                          ReferenceForm form);

/// Draws a lesson's title as a link to `to`, or as it is where that is nothing.
void draw_linked_title(Composition& composition, ElementId parent, LessonIndex lesson,
                       std::optional<PlaceId> to, Points x, Points top, TextBlock title);

/// Where a title leads on its day: to the lesson's text, or else to its questions; and where a review's
/// does, the other way round.
std::optional<PlaceId> place_to_learn(const Composition& composition, LessonIndex lesson);
std::optional<PlaceId> place_to_review(const Composition& composition, LessonIndex lesson);

}  // namespace pensum::page
