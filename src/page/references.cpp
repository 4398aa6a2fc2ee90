#include "page/references.hpp"

#include "language/word.hpp"

#include <string>
#include <utility>

namespace pensum::page {
namespace {

/// As wide as numbers of pages are.
constexpr std::size_t wide_page = 888;

PageReference written(PartOfLesson part, ReferenceForm form) {
  const bool is_text = part == PartOfLesson::text;
  switch (form) {
    case ReferenceForm::named:
      return is_text ? PageReference::named_text : PageReference::named_questions;
    case ReferenceForm::page:
      return is_text ? PageReference::text : PageReference::questions;
    case ReferenceForm::number:
      return is_text ? PageReference::number_of_text : PageReference::number_of_questions;
  }
  std::unreachable();
}

std::string in_words(const Composition& c, PartOfLesson part, ReferenceForm form) {
  if (form == ReferenceForm::number) return c.language.number(wide_page);
  if (form == ReferenceForm::page) return c.language.say(word::page_reference{.page = wide_page});
  return part == PartOfLesson::text ? c.language.say(word::text_reference{.page = wide_page})
                                    : c.language.say(word::questions_reference{.page = wide_page});
}

Points gap_between(const Composition& c) { return c.canvas.layout().body; }

}  // namespace

std::vector<LessonReference> references_to(const Composition& c, LessonIndex lesson) {
  std::vector<LessonReference> references;
  if (const auto text = c.reading_places.find(lesson); text != c.reading_places.end())
    references.push_back({PartOfLesson::text, text->second});
  if (const auto questions = c.questions_of(lesson))
    references.push_back({PartOfLesson::questions, *questions});
  return references;
}

bool has_parts(const Composition& c, PartOfLesson part) {
  return part == PartOfLesson::text ? !c.reading_places.empty() : !c.question_places.empty();
}

void measure_references(Composition& c) {
  for (const PartOfLesson part : {PartOfLesson::text, PartOfLesson::questions}) {
    if (!has_parts(c, part)) continue;
    for (const ReferenceForm form : {ReferenceForm::named, ReferenceForm::page, ReferenceForm::number})
      c.reference_widths.of(part, form) = c.canvas.width(in_words(c, part, form), Type::small);
  }
}

void refer_to(Composition& c, ElementId link, const LessonReference& to, ReferenceForm form, Points right,
              Points top, Color color) {
  c.page_numbers.push_back(
      {.promise = c.canvas.promise_link_right(link, right, top, color, Type::small, to.place),
       .place = to.place,
       .reference = written(to.part, form),
       .element = form == ReferenceForm::number ? artifact : link});
}

void refer_in_line(Composition& c, ElementId parent, const std::vector<LessonReference>& references,
                   ReferenceForm form, Points right, Points top, Color color) {
  // Read in their order, from where the line begins.
  Points left = right - line_of_references(c, references, form);
  for (const LessonReference& to : references) {
    left += c.reference_widths.of(to.part, form);
    refer_to(c, c.canvas.element(Role::link, c.in_own_words(Role::paragraph, parent)), to, form, left, top,
             color);
    left += gap_between(c);
  }
}

Points line_of_references(const Composition& c, const std::vector<LessonReference>& references,
                          ReferenceForm form) {
  Points width;
  for (const LessonReference& to : references) {
    if (width > Points{}) width += gap_between(c);
    width += c.reference_widths.of(to.part, form);
  }
  return width;
}

void draw_linked_title(Composition& c, ElementId parent, LessonIndex lesson, std::optional<PlaceId> to,
                       Points x, Points top, TextBlock title) {
  const Color color = c.canvas.layout().text;
  if (!to) return c.canvas.text(parent, x, top, color, std::move(title));
  const ElementId link = c.canvas.element(Role::link, parent);
  const Rectangle area{x, top, title.width(), title.height()};
  c.canvas.text(link, x, top, color, std::move(title));
  c.canvas.link(link, area, *to, c.plan.catalog->lessons[lesson].title);
}

std::optional<PlaceId> place_to_learn(const Composition& c, LessonIndex lesson) {
  const std::vector<LessonReference> references = references_to(c, lesson);
  return references.empty() ? std::nullopt : std::optional(references.front().place);
}

std::optional<PlaceId> place_to_review(const Composition& c, LessonIndex lesson) {
  const std::vector<LessonReference> references = references_to(c, lesson);
  return references.empty() ? std::nullopt : std::optional(references.back().place);
}

}  // namespace pensum::page
