#include "page/compose.hpp"

#include "facts/missing_characters.hpp"
#include "language/word.hpp"
#include "page/composition.hpp"
#include "page/gap.hpp"
#include "page/imposition.hpp"
#include "page/margins.hpp"
#include "page/references.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pensum::page {
namespace {

std::string subject_of(const Plan& plan, const Language& language) {
  const std::string start = plan.undated ? language.day_month(plan.start) : to_iso(plan.start);
  const std::string deadline = plan.undated ? language.day_month(plan.deadline) : to_iso(plan.deadline);
  if (plan.learner.empty()) return language.say(word::study_plan_dates{.start = start, .deadline = deadline});
  return language.say(
      word::study_plan_for_dates{.learner = plan.learner, .start = start, .deadline = deadline});
}

/// How a page's number is written, and what is spoken for it where that differs.
struct Reference {
  std::string text;
  std::string spoken{};
};

Reference reference_to(std::size_t page, PageReference reference, const Language& in) {
  const auto on_page = [&] { return in.say(word::page_reference{.page = page}); };
  const auto text = [&] { return in.say(word::text_on_page{.page = page}); };
  const auto questions = [&] { return in.say(word::questions_on_page{.page = page}); };
  switch (reference) {
    case PageReference::number:
      return {.text = in.number(page)};
    case PageReference::page:
      return {.text = on_page()};
    case PageReference::number_of_text:
      return {in.number(page), text()};
    case PageReference::number_of_questions:
      return {in.number(page), questions()};
    case PageReference::text:
      return {on_page(), text()};
    case PageReference::questions:
      return {on_page(), questions()};
    case PageReference::answers:
      return {on_page(), in.say(word::answers_on_page{.page = page})};
    case PageReference::named_text:
      return {in.say(word::text_reference{.page = page}), text()};
    case PageReference::named_questions:
      return {in.say(word::questions_reference{.page = page}), questions()};
    case PageReference::continued:
      return {.text = in.say(word::continued_on_page{.page = page})};
  }
  std::unreachable();
}

/// Writes the numbers of pages into the places reserved for them, now that they are known.
void keep_page_numbers(const Composition& c, Document& document) {
  for (const PageNumber& number : c.page_numbers) {
    const std::size_t page = document.places[number.place].page + 1;
    const Reference reference = reference_to(page, number.reference, c.language);
    if (number.element != artifact) document.elements[number.element].expansion = reference.spoken;
    c.canvas.keep(number.promise, reference.text, reference.spoken);
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

void reserve_places_of_texts(Composition& c) {
  for (const LessonIndex lesson : c.plan.lessons) {
    if (c.texts->of[lesson] != nullptr) c.reading_places.emplace(lesson, c.canvas.reserve_place());
  }
}

bool has(const Layout& layout, SectionKind kind) {
  return std::ranges::find(layout.sections, kind, &Section::kind) != layout.sections.end();
}

/// From the plan's first weekday on where that saves a short plan one of its weeks, unless the reader chose
/// how weeks begin. In a longer plan weeks as on every calendar are worth more. Pages in hand stay as they
/// are.
std::optional<Weekday> weeks_that_save_one(const Composition& c) {
  constexpr std::int64_t most_weeks = 4;
  if (!has(c.canvas.layout(), SectionKind::weeks) || c.plan.first_weekday) return std::nullopt;
  if (c.kept != nullptr) return c.kept->pages.weeks_from;
  const auto weeks = [&](Weekday first) {
    return ((c.plan.deadline - week_start(c.plan.start, first)).count() + 7) / 7;
  };
  const Weekday own{c.plan.start};
  if (weeks(own) > most_weeks || weeks(own) == weeks(c.language.first_weekday())) return std::nullopt;
  return own;
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

/// Each day goes to where its date was; a date between others to where the one before it was.
void find_kept_days(Composition& c) {
  if (c.kept == nullptr || c.kept->pages.days.empty()) return;
  const std::vector<PlacedDay>& old = c.kept->pages.days;
  for (const StudyDay& day : c.plan.days) {
    const auto after = std::ranges::upper_bound(old, day.date, {}, &PlacedDay::date);
    if (after == old.begin()) {
      c.kept_days.push_back(&old.front());
    } else if (after == old.end() && old.back().date < day.date) {
      c.kept_days.push_back(nullptr);
    } else {
      c.kept_days.push_back(&*(after - 1));
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

/// Moves what is on even pages by the difference of the margins that change sides there.
class Shift {
 public:
  explicit Shift(Points by) : by_(by) {}

  void operator()(DrawText& text) const { text.x += by_; }
  void operator()(StrokeLine& line) const {
    line.x1 += by_;
    line.x2 += by_;
  }
  template <class Operation>
  void operator()(Operation& operation) const {
    operation.area.left += by_;
  }

 private:
  Points by_;
};

void change_sides(Document& document, const Layout& layout) {
  if (!layout.two_sided || layout.booklet) return;
  const bool is_mirrored = direction_of(document.metadata.language) == Direction::right_to_left;
  const Shift shift(is_mirrored ? layout.left - layout.right : layout.right - layout.left);
  for (std::size_t i = 1; i < document.pages.size(); i += 2) {
    for (Operation& operation : document.pages[i].operations) std::visit(shift, operation);
  }
}

/// What a day that is over was measured by stays as it was.
void measure_day(const Composition& c, PlacedDay& day, Minutes widest) {
  day.days_in_all = c.plan.days.size();
  day.widest = widest;
  if (c.kept == nullptr || day.date >= c.kept->today) return;
  const auto& days = c.kept->pages.days;
  const auto old = std::ranges::find(days, day.date, &PlacedDay::date);
  if (old == days.end()) return;
  day.days_in_all = old->days_in_all;
  day.widest = old->widest;
}

/// Where everything is, when all of it is drawn but the margins.
void note_places(Composition& c, Document& document) {
  Minutes widest{1};
  for (const StudyDay& day : c.plan.days) widest = std::max(widest, day.budget);
  for (std::size_t d = 0; d < c.placed.days.size(); ++d) {
    c.placed.days[d].page = document.places[c.day_places[d]].page;
    measure_day(c, c.placed.days[d], widest);
  }
  c.placed.moved = marks_of(c);
  if (c.kept != nullptr) document.changed.emplace();
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    PlacedSheet sheet{.ink = ink_of(document.pages[i])};
    if (const auto rest = c.rest_pages.find(i); rest != c.rest_pages.end()) sheet.rest = rest->second;
    if (c.kept != nullptr) {
      const auto& old = c.kept->pages.sheets;
      const bool is_same = i < old.size() && old[i].ink == sheet.ink;
      sheet.changed = is_same ? old[i].changed : c.kept->today;
      if (!is_same) document.changed->push_back(i);
    }
    c.placed.sheets.push_back(sheet);
  }
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
  const std::size_t before = document.bookmarks.size();
  c.is_at_the_end = true;
  for (const auto& draw : c.at_the_end) draw();
  fill_pages(c, c.kept->pages.sheets.size());
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
  if (c.texts != nullptr && has(layout, SectionKind::readings)) reserve_places_of_texts(c);
  measure_references(c);
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
    case SectionKind::readings:
      return compose_readings(c, section);
    case SectionKind::notes:
      return compose_notes(c, section);
  }
}

Document compose_all(const Plan& plan, const Layout& layout, const Language& language,
                     text::Typesetter& typesetter, Date date, const KeptPages* kept, const LessonTexts* texts,
                     Diagnostics& problems) {
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
  c.texts = texts;
  c.placed.sections.reserve(layout.sections.size());
  if (kept != nullptr) canvas.tick(kept->ticked);
  c.placed.weeks_from = weeks_that_save_one(c);
  c.weeks_from = c.placed.weeks_from.value_or(language.first_weekday());
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
  if (layout.booklet)
    fill_pages(c, (document.pages.size() + pages_of_booklet - 1) / pages_of_booklet * pages_of_booklet);
  keep_page_numbers(c, document);
  for (std::size_t i = 0; i < c.page_starts.size(); ++i) {
    if (const auto& start = c.page_starts[i]) document.starts.push_back({document.pages[i].label, *start});
  }
  note_places(c, document);
  draw_margins(c, document);
  document.placed = std::move(c.placed);
  if (language.has_gaps()) mark_english(document, typesetter.fonts());
  change_sides(document, layout);
  if (layout.booklet) {
    impose_booklets(document, canvas, language);
    if (document.changed) *document.changed = sheets_of(*document.changed);
  }
  problems = std::move(c.problems);
  return document;
}

bool has_index_if_room(const Layout& layout) {
  return std::ranges::any_of(layout.sections, [](const Section& section) {
    return section.if_room && section.kind == SectionKind::index;
  });
}

/// With the first `count` of the sections that come only where there is room; an index among them may have
/// less of it.
std::vector<Section> sections_with_room(const Layout& layout, std::size_t count, bool close) {
  std::vector<Section> sections;
  for (const Section& section : layout.sections) {
    if (section.if_room && count == 0) continue;
    sections.push_back(section);
    if (!section.if_room) continue;
    --count;
    sections.back().close = close && section.kind == SectionKind::index;
  }
  return sections;
}

/// How many sections come only where there is room; in hand those without it have the place of the last one.
std::size_t most_with_room(const Layout& layout, const KeptPages* kept) {
  const auto all = std::ranges::count_if(layout.sections, &Section::if_room);
  auto most = static_cast<std::size_t>(all);
  if (kept == nullptr) return most;
  const std::vector<PlacedSection>& placed = kept->pages.sections;
  for (std::size_t i = placed.size(); most > 0 && i > 1 && placed[i - 1] == placed[i - 2]; --i) --most;
  return most;
}

/// Whether a section is on another page than in hand.
bool moves_sections(const Document& document, const KeptPages* kept) {
  if (kept == nullptr) return false;
  return !std::ranges::equal(document.placed.sections | std::views::transform(&PlacedSection::page),
                             kept->pages.sections | std::views::take(document.placed.sections.size()) |
                                 std::views::transform(&PlacedSection::page));
}

/// With as many of the sections that come only where there is room as take no further sheet.
Document compose_with_room(const Plan& plan, const Layout& layout, const Language& language,
                           text::Typesetter& typesetter, Date date, const KeptPages* kept,
                           const LessonTexts* texts, Diagnostics& problems) {
  Layout shorter = layout;
  std::erase_if(shorter.sections, &Section::if_room);
  if (shorter.sections.size() == layout.sections.size())
    return compose_all(plan, layout, language, typesetter, date, kept, texts, problems);
  Document least = compose_all(plan, shorter, language, typesetter, date, kept, texts, problems);
  const auto all_places = [&](Document document) {
    // Where the plan is made again, they are known of each section of the layout.
    std::vector<PlacedSection>& placed = document.placed.sections;
    while (placed.size() < layout.sections.size()) placed.push_back(placed.back());
    return document;
  };
  for (std::size_t count = most_with_room(layout, kept); count > 0; --count) {
    for (const bool close : {false, true}) {
      if (close && !has_index_if_room(layout)) break;
      shorter.sections = sections_with_room(layout, count, close);
      Document document = compose_all(plan, shorter, language, typesetter, date, kept, texts, problems);
      const bool is_closer_in_hand = !close && has_index_if_room(layout) && moves_sections(document, kept);
      if (document.pages.size() <= least.pages.size() && !is_closer_in_hand)
        return all_places(std::move(document));
    }
  }
  return all_places(std::move(least));
}

}  // namespace

Layout for_device(Layout layout, const Plan& plan) {
  if (layout.navigation.milli == 0) return layout;
  const bool is_mirrored = direction_of(plan.catalog->language) == Direction::right_to_left;
  if (is_mirrored != (layout.hand == Hand::left)) std::swap(layout.left, layout.right);
  return layout;
}

Document compose(const Plan& plan, const Layout& layout, const Language& language,
                 text::Typesetter& typesetter, Date date, Diagnostics& warnings, const KeptPages* kept,
                 const LessonTexts* texts) {
  Diagnostics problems;
  Document document =
      compose_with_room(plan, for_device(layout, plan), language, typesetter, date, kept, texts, problems);
  std::ranges::move(problems, std::back_inserter(warnings));
  const std::vector<char32_t> missing = typesetter.take_missing();
  std::ranges::move(facts::missing_characters(plan, missing), std::back_inserter(warnings));
  std::ranges::move(typesetter.fonts().problems(missing), std::back_inserter(warnings));
  return document;
}

}  // namespace pensum::page
