#include "page/compose.hpp"

#include "facts/missing_characters.hpp"
#include "language/word.hpp"
#include "page/composition.hpp"
#include "page/gap.hpp"
#include "page/imposition.hpp"
#include "page/margins.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
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
      case PageReference::continued:
        c.canvas.keep(number.promise, c.language.say(word::continued_on_page{.page = page}));
        continue;
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

/// A lesson that was missed is where it is planned again.
void place_lessons(Composition& c, std::size_t d) {
  const auto is_past = [&](std::size_t day) {
    return c.kept != nullptr && c.plan.days[day].date < c.kept->today;
  };
  for (const Task& task : c.plan.days[d].tasks) {
    const auto [found, added] = c.day_of_lesson.emplace(task.lesson, d);
    if (!added && is_past(found->second) && !is_past(d)) found->second = d;
  }
}

/// The lessons that are marked as moved: those marked on paper where that stays, and those that move now.
void find_moved(Composition& c) {
  if (c.kept == nullptr) return;
  std::map<std::string_view, LessonIndex> lessons;
  for (LessonIndex i = 0; i < c.plan.catalog->lessons.size(); ++i)
    lessons.emplace(c.plan.catalog->lessons[i].id, i);
  for (const MovedMark& mark : c.kept->pages.moved) {
    if (const auto lesson = lessons.find(mark.lesson); lesson != lessons.end())
      c.moved_from.emplace(std::pair(lesson->second, mark.on), mark.from);
  }
  for (const Moved& moved : moved_lessons(c.plan)) {
    if (moved.from && moved.to >= c.kept->today)
      c.moved_from.insert_or_assign(std::pair(moved.lesson, moved.to), *moved.from);
  }
}

/// Each day goes to the page on which its date was; a date between others to that of the one before it.
void find_kept_days(Composition& c) {
  if (c.kept == nullptr || c.kept->pages.days.empty()) return;
  const std::vector<PlacedDay>& old = c.kept->pages.days;
  for (const StudyDay& day : c.plan.days) {
    const auto after = std::ranges::upper_bound(old, day.date, {}, &PlacedDay::date);
    if (after == old.begin()) {
      c.kept_page_of_day.emplace_back(old.front().page);
    } else if (after == old.end() && old.back().date < day.date) {
      c.kept_page_of_day.emplace_back(std::nullopt);
    } else {
      c.kept_page_of_day.emplace_back((after - 1)->page);
    }
  }
}

std::vector<MovedMark> marks_of(const Composition& c) {
  std::vector<MovedMark> marks;
  for (const StudyDay& day : c.plan.days) {
    for (const Task& task : day.tasks) {
      const auto found = c.moved_from.find({task.lesson, day.date});
      if (found != c.moved_from.end())
        marks.push_back({c.plan.catalog->lessons[task.lesson].id, day.date, found->second});
    }
  }
  return marks;
}

/// What a day that is over was measured by stays as it was.
PlacedDay placed_day(const Composition& c, const StudyDay& day, std::size_t page, Minutes widest) {
  if (c.kept != nullptr && day.date < c.kept->today) {
    const auto& days = c.kept->pages.days;
    const auto old = std::ranges::find(days, day.date, &PlacedDay::date);
    if (old != days.end()) return {day.date, page, old->days_in_all, old->widest};
  }
  return {day.date, page, c.plan.days.size(), widest};
}

/// Where everything is, when all of it is drawn but the margins.
void note_places(Composition& c, Document& document) {
  Minutes widest{1};
  for (const StudyDay& day : c.plan.days) widest = std::max(widest, day.budget);
  if (c.days_in == SectionKind::days) {
    for (std::size_t d = 0; d < c.plan.days.size(); ++d) {
      c.placed.days.push_back(placed_day(c, c.plan.days[d], document.places[c.day_places[d]].page, widest));
    }
  }
  c.placed.moved = marks_of(c);
  if (c.kept != nullptr) document.changed.emplace();
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    PlacedSheet sheet{.ink = ink_of(document.pages[i])};
    if (c.kept != nullptr) {
      const auto& old = c.kept->pages.sheets;
      const bool is_same = i < old.size() && old[i].ink == sheet.ink;
      sheet.changed = is_same ? old[i].changed : c.kept->today;
      if (!is_same) document.changed->push_back(i);
    }
    c.placed.sheets.push_back(sheet);
  }
}

/// A booklet has no empty pages: the rest of its sheet has lines to write on.
void start_last_page(Composition& c) {
  c.start_page();
  if (c.canvas.layout().booklet) draw_writing_lines(c, c.content_left(), c.y, c.content_width(), c.room());
}

/// The sheets of a booklet that pages are on.
std::vector<std::size_t> sheets_of(std::vector<std::size_t> pages) {
  for (std::size_t& page : pages) page /= pages_of_booklet;
  const auto same = std::ranges::unique(pages);
  pages.erase(same.begin(), same.end());
  return pages;
}

/// As many pages as in hand, then what they have no room for.
void finish_kept(Composition& c, Document& document) {
  if (c.kept == nullptr) return;
  while (document.pages.size() < c.kept->pages.sheets.size()) start_last_page(c);
  const std::size_t before = document.bookmarks.size();
  c.is_at_the_end = true;
  for (const auto& draw : c.at_the_end) draw();
  // In the outline these days follow the others.
  const auto at = [&](std::size_t position) {
    return document.bookmarks.begin() + static_cast<std::ptrdiff_t>(position);
  };
  std::rotate(at(c.bookmarks_of_days), at(before), document.bookmarks.end());
}

void compose_section(Composition& c, const Section& section);

void compose_in_place(Composition& c, const Section& section) {
  c.placed.sections.push_back({.page = c.canvas.page(), .top = c.y});
  c.begun = &c.placed.sections.back();
  compose_section(c, section);
  PlacedSection& placed = c.placed.sections.back();
  placed.last_page = c.canvas.page();
  placed.end = c.y;
  c.begun = nullptr;
}

/// The places to which sections link each other have to be known before the first section is set.
void reserve_places(Composition& c) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  if (has(layout, SectionKind::days)) {
    c.days_in = SectionKind::days;
  } else if (has(layout, SectionKind::weeks)) {
    c.days_in = SectionKind::weeks;
  } else if (has(layout, SectionKind::checklist)) {
    c.days_in = SectionKind::checklist;
  }
  for (std::size_t d = 0; d < c.plan.days.size(); ++d) {
    if (c.days_in) c.day_places.push_back(canvas.reserve_place());
    place_lessons(c, d);
  }
  c.overview = canvas.reserve_place();
  if (has(layout, SectionKind::questions)) c.question_places = places_of_checks(c.plan, canvas);
  if (has(layout, SectionKind::answers)) c.answer_places = places_of_checks(c.plan, canvas);
}

void compose_section(Composition& c, const Section& section) {
  switch (section.kind) {
    case SectionKind::overview:
      return compose_overview(c, section);
    case SectionKind::checklist:
      return compose_checklist(c, section);
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
    case SectionKind::addresses:
      return compose_addresses(c, section);
    case SectionKind::cards:
      return compose_cards(c, section);
    case SectionKind::notes:
      return compose_notes(c, section);
  }
}

}  // namespace

Document compose(const Plan& plan, const Layout& layout, const Language& language,
                 text::Typesetter& typesetter, Date date, Diagnostics& warnings, const KeptPages* kept) {
  Document document;
  document.metadata = {.title = plan.catalog->title,
                       .subject = subject_of(plan, language),
                       .author = {},
                       .language = plan.catalog->language,
                       .date = date};
  // The course's texts are what pages are read for: their direction is that of the page.
  Canvas canvas(layout, direction_of(plan.catalog->language), typesetter, document);
  Composition c(plan, language, canvas);
  c.kept = kept;
  c.placed.sections.reserve(layout.sections.size());
  if (kept != nullptr) canvas.tick(kept->ticked);
  find_moved(c);
  find_kept_days(c);
  reserve_places(c);
  c.use_column(0, 1);
  c.start_page();
  const SectionKind first = layout.sections.front().kind;
  if (first == SectionKind::cards && has_checks(c)) {
    canvas.set_place(c.overview, c.y);  // cards are cut from whole pages
  } else if (first != SectionKind::overview) {
    canvas.set_place(c.overview, c.y);
    set_blocks(c, title_blocks(c, Type::large, layout.leading));
    c.only_title = true;
  }
  for (const Section& section : layout.sections) compose_in_place(c, section);
  finish_kept(c, document);
  while (layout.booklet && document.pages.size() % pages_of_booklet != 0) start_last_page(c);
  keep_page_numbers(c, document);
  for (std::size_t i = 0; i < c.page_starts.size(); ++i) {
    if (const auto& start = c.page_starts[i]) document.starts.push_back({document.pages[i].label, *start});
  }
  note_places(c, document);
  draw_margins(c, document);
  document.placed = std::move(c.placed);
  if (language.has_gaps()) mark_english(document, typesetter.fonts());
  if (layout.booklet) {
    impose_booklets(document, canvas, language);
    if (document.changed) *document.changed = sheets_of(*document.changed);
  }
  std::ranges::move(c.problems, std::back_inserter(warnings));
  const std::vector<char32_t> missing = typesetter.take_missing();
  std::ranges::move(facts::missing_characters(plan, missing), std::back_inserter(warnings));
  std::ranges::move(typesetter.fonts().problems(missing), std::back_inserter(warnings));
  return document;
}

}  // namespace pensum::page
