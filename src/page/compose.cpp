#include "page/compose.hpp"

#include "facts/missing_characters.hpp"
#include "language/word.hpp"
#include "page/composition.hpp"
#include "page/gap.hpp"
#include "page/imposition.hpp"
#include "page/margins.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace pensum::page {
namespace {

std::string subject_of(const Plan& plan, const Language& language) {
  const std::string start = to_iso(plan.start);
  const std::string deadline = to_iso(plan.deadline);
  if (plan.learner.empty()) return language.say(word::study_plan_dates{.start = start, .deadline = deadline});
  return language.say(
      word::study_plan_for_dates{.learner = plan.learner, .start = start, .deadline = deadline});
}

/// Writes the numbers of pages into the places reserved for them, now that they are known.
void keep_page_numbers(const Composition& c, Document& document) {
  for (const PageNumber& number : c.page_numbers) {
    const std::size_t page = document.places[number.place].page + 1;
    KeptText& spoken = document.elements[number.element].expansion;
    switch (number.reference) {
      case PageReference::number:
        c.canvas.keep(number.promise, c.language.number(page));
        continue;
      case PageReference::answers:
        spoken = c.language.say(word::answers_on_page{.page = page});
        break;
      case PageReference::questions:
        spoken = c.language.say(word::questions_on_page{.page = page});
        break;
    }
    c.canvas.keep(number.promise, c.language.say(word::page_reference{.page = page}));
  }
}

/// Reserves a place for each question, or answer, of the plan's lessons.
std::map<LessonIndex, std::vector<PlaceId>> places_of_checks(const Plan& plan, Canvas& canvas) {
  std::map<LessonIndex, std::vector<PlaceId>> places;
  for (const LessonIndex lesson : plan.lessons) {
    for (std::size_t i = 0; i < plan.catalog->lessons[lesson].checks.size(); ++i) {
      places[lesson].push_back(canvas.reserve_place());
    }
  }
  return places;
}

bool has(const Layout& layout, SectionKind kind) {
  return std::ranges::find(layout.sections, kind, &Section::kind) != layout.sections.end();
}

/// The places to which sections link each other have to be known before the first section is set.
void reserve_places(Composition& c) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  if (has(layout, SectionKind::days)) {
    c.days_in = SectionKind::days;
  } else if (has(layout, SectionKind::weeks)) {
    c.days_in = SectionKind::weeks;
  }
  for (std::size_t d = 0; d < c.plan.days.size(); ++d) {
    if (c.days_in) c.day_places.push_back(canvas.reserve_place());
    for (const Task& task : c.plan.days[d].tasks) c.day_of_lesson.emplace(task.lesson, d);
  }
  c.overview = canvas.reserve_place();
  if (has(layout, SectionKind::questions)) c.question_places = places_of_checks(c.plan, canvas);
  if (has(layout, SectionKind::answers)) c.answer_places = places_of_checks(c.plan, canvas);
}

void compose_section(Composition& c, const Section& section) {
  switch (section.kind) {
    case SectionKind::overview:
      return compose_overview(c, section);
    case SectionKind::weeks:
      return compose_weeks(c, section);
    case SectionKind::days:
      return compose_days(c, section);
    case SectionKind::index:
      return compose_index(c, section);
    case SectionKind::questions:
      return compose_questions(c, section);
    case SectionKind::answers:
      return compose_answers(c, section);
    case SectionKind::notes:
      return compose_notes(c, section);
  }
}

}  // namespace

Document compose(const Plan& plan, const Layout& layout, const Language& language,
                 text::Typesetter& typesetter, Date date, Diagnostics& warnings) {
  Document document;
  document.metadata = {.title = plan.catalog->title,
                       .subject = subject_of(plan, language),
                       .author = {},
                       .language = plan.catalog->language,
                       .date = date};
  // The course's texts are what pages are read for: their direction is that of the page.
  Canvas canvas(layout, direction_of(plan.catalog->language), typesetter, document);
  Composition c(plan, language, canvas);
  reserve_places(c);
  c.use_column(0, 1);
  c.start_page();
  if (layout.sections.front().kind != SectionKind::overview) {
    canvas.set_place(c.overview, c.y);
    set_blocks(c, title_blocks(c, Type::large, layout.leading));
    c.only_title = true;
  }
  for (const Section& section : layout.sections) compose_section(c, section);
  // A booklet has no empty pages: the rest of its sheet has lines to write on.
  while (layout.booklet && document.pages.size() % pages_of_booklet != 0) {
    c.start_page();
    draw_writing_lines(c, c.content_left(), c.y, c.content_width(), c.room());
  }
  keep_page_numbers(c, document);
  for (std::size_t i = 0; i < c.page_starts.size(); ++i) {
    if (const auto& start = c.page_starts[i]) document.starts.push_back({document.pages[i].label, *start});
  }
  draw_margins(c, document);
  if (language.has_gaps()) mark_english(document, typesetter.fonts());
  if (layout.booklet) impose_booklets(document, canvas, language);
  const std::vector<char32_t> missing = typesetter.take_missing();
  std::ranges::move(facts::missing_characters(plan, missing), std::back_inserter(warnings));
  std::ranges::move(typesetter.fonts().problems(missing), std::back_inserter(warnings));
  return document;
}

}  // namespace pensum::page
