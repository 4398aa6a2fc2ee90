#include "page/days_in_hand.hpp"

#include "page/paginate.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

namespace pensum::page {

DaysInHand::DaysInHand(Composition& composition, const Section& section, DayPieces& days,
                       std::function<void(const PageRange&)> draw_page)
    : c_(composition),
      canvas_(composition.canvas),
      layout_(canvas_.layout()),
      section_(section),
      days_(days),
      draw_page_(std::move(draw_page)) {}

void DaysInHand::draw() {
  const auto section = static_cast<std::size_t>(c_.begun - c_.placed.sections.data());
  const bool below_title = std::exchange(c_.only_title, false);
  if (!go_to_kept_place(c_) && !c_.page_is_empty() && !below_title) c_.y += layout_.leading;
  begin_section(c_);
  const PlacedSection& kept = c_.kept->pages.sections[section];
  days_.set_tight(c_.kept->pages.tight, 0, days_.pieces.size());
  // Made before the pages told it, they do not.
  const bool told =
      std::ranges::any_of(c_.kept->pages.days, [](const PlacedDay& day) { return day.lessons > 0; });
  if (!told) days_.leave_out_progress(0, days_.pieces.size());
  days_.set_notes(c_.kept->pages.note_lines, c_.plan.days.front().date, 0, days_.pieces.size());
  set_as_in_hand();
  find_runs();
  const std::vector<Run> beyond = std::exchange(rest_, {});
  while (!on_pages_.empty() && on_pages_.begin()->first <= kept.last_page) {
    const auto page = on_pages_.begin();
    while (canvas_.page() < page->first) c_.start_page();
    if (canvas_.page() > page->first) {
      std::ranges::move(page->second, std::back_inserter(rest_));
    } else {
      join_long_day(page);
      const auto next = std::next(page);
      const bool is_last = next == on_pages_.end() || next->first > kept.last_page;
      const std::size_t end = is_last ? kept.last_page + 1 : next->first;
      const std::size_t pages = end - page->first;
      const bool shares = is_last && pages == 1 && next_section_begins_on(section, page->first);
      draw_group(page->first, page->second, pages, shares ? kept.end : layout_.content_bottom());
    }
    on_pages_.erase(page);
  }
  std::ranges::copy(beyond, std::back_inserter(rest_));
}

void DaysInHand::draw_rest() {
  for (auto page = on_pages_.begin(); page != on_pages_.end(); page = on_pages_.erase(page))
    draw_behind(page);
  fill_pages(c_, c_.kept->pages.sheets.size());
  if (!rest_.empty()) c_.start_page();
  for (const Run& rest : rest_) {
    days_.set_tight(days_.is_tight(), rest.first, rest.last);
    const Flow::Start start = section_.own_page ? Flow::Start::own_page : Flow::Start::here;
    set_blocks(c_, days_.blocks(rest.first, rest.last),
               {.columns = section_.columns, .gap = layout_.leading, .start = start},
               [&](const PageRange& page) { draw_page_of(rest, page); });
    days_.find_columns_of_page();
  }
  for (const DayPiece& piece : days_.pieces) {
    for (std::size_t d = piece.day; d <= piece.last_day(); ++d) days_.note(piece, c_.placed.days[d]);
  }
}

/// Pages that refer to others are among them, also where they have nothing else.
void DaysInHand::find_runs() {
  for (std::size_t i = 0; i < days_.pieces.size(); ++i) {
    const PlacedDay* kept = c_.kept_days[days_.pieces[i].day];
    std::vector<Run>& runs = kept == nullptr ? rest_ : on_pages_[kept->page];
    const std::optional<std::size_t> from = kept == nullptr ? std::nullopt : kept->from;
    if (runs.empty() || runs.back().last != i || runs.back().from != from)
      runs.push_back({.first = i, .last = i, .from = from});
    runs.back().last = i + 1;
    if (!from) continue;
    on_pages_.try_emplace(*from);
    referring_.insert(*from);
  }
}

/// What is over, and pages on which nothing has changed, stay as they are, also where they had little room.
void DaysInHand::set_as_in_hand() {
  const std::set<std::size_t> changed = changed_pages();
  for (std::size_t first = 0, last = 0; first < days_.pieces.size(); first = last) {
    const std::size_t d = days_.pieces[first].day;
    while (last < days_.pieces.size() && days_.pieces[last].day == d) ++last;
    const Date date = c_.plan.days[d].date;
    const PlacedDay* kept = c_.kept_days[d];
    if (kept == nullptr || kept->date != date) continue;
    if (date >= c_.kept->today && changed.contains(kept->page)) continue;
    days_.set_as_in_hand(*kept, first, last);
    if (kept->tight) tight_pages_.insert(kept->page);
  }
}

/// Those on which a day that is not over holds something else than before.
std::set<std::size_t> DaysInHand::changed_pages() const {
  const std::vector<PlacedDay>& days = c_.kept->pages.days;
  std::set<std::size_t> pages;
  for (const ChangedDate& changed : changed_dates(c_.plan, c_.kept->today)) {
    if (changed.date < c_.kept->today) continue;
    const auto before = std::ranges::lower_bound(days, changed.date, {}, &PlacedDay::date);
    if (before != days.end() && before->date == changed.date) pages.insert(before->page);
    if (changed.day && c_.kept_days[*changed.day] != nullptr) pages.insert(c_.kept_days[*changed.day]->page);
  }
  return pages;
}

void DaysInHand::draw_behind(Pages::iterator page) {
  fill_pages(c_, page->first);
  if (canvas_.page() >= page->first) {
    std::ranges::move(page->second, std::back_inserter(rest_));
    return;
  }
  c_.start_page();
  join_long_day(page);
  const auto next = std::next(page);
  const std::size_t end = next == on_pages_.end() ? c_.kept->pages.sheets.size() : next->first;
  draw_group(page->first, page->second, std::max(end, page->first + 1) - page->first,
             layout_.content_bottom());
}

/// Days that began on the page on which a long one ended flow behind it.
void DaysInHand::join_long_day(Pages::iterator page) {
  for (auto next = std::next(page); next != on_pages_.end(); next = on_pages_.erase(next)) {
    if (page->second.empty() || next->second.empty()) return;
    Run& run = page->second.back();
    const Run& behind = next->second.front();
    if (run.last != behind.first || run.from != behind.from) return;
    const std::size_t day = days_.pieces[run.last - 1].day;
    const PlacedDay& kept = *c_.kept_days[day];
    if (kept.date != c_.plan.days[day].date || kept.last_page != next->first) return;
    run.last = behind.last;
    page->second.insert(page->second.end(), next->second.begin() + 1, next->second.end());
  }
}

bool DaysInHand::next_section_begins_on(std::size_t section, std::size_t page) const {
  const std::vector<PlacedSection>& sections = c_.kept->pages.sections;
  return section + 1 < sections.size() && sections[section + 1].page == page;
}

/// Without lines to write on, then closer together, then without summaries from the last day on, then with
/// the rest at the end: as much as it takes.
void DaysInHand::draw_group(std::size_t page, std::vector<Run>& runs, std::size_t pages, Points bottom) {
  const bool tight = days_.is_tight();
  const Points note = canvas_.leading(Type::small) + layout_.leading / 2;
  const bool refers = referring_.contains(page);
  if (refers) bottom -= note;
  const auto has_room = [&] { return fits(runs, pages, bottom); };
  const auto set_tight = [&](bool is_tight) {
    for (const Run& run : runs) days_.set_tight(is_tight, run.first, run.last);
  };
  set_tight(tight || tight_pages_.contains(page));
  if (!has_room()) {
    for (const Run& run : runs) days_.set_notes(0, c_.kept->today, run.first, run.last);
  }
  if (!has_room()) set_tight(true);
  for (const Run& run : runs | std::views::reverse) {
    for (std::size_t i = run.last; i > run.first && !has_room(); --i)
      days_.leave_out_summaries(c_.kept->today, i - 1, i);
  }
  if (!refers && !has_room()) bottom -= note;
  std::vector<Run> rest;
  for (Run& run : runs | std::views::reverse) {
    const std::size_t last = run.last;
    while (run.last > run.first && !has_room()) --run.last;
    if (run.last < last) rest.push_back({.first = run.last, .last = last, .from = page});
  }
  draw_runs(runs, bottom);
  if (refers || !rest.empty()) refer_to_rest(page);
  for (const Run& run : rest | std::views::reverse) move_to_rest(run);
  days_.set_tight(tight, 0, 0);
}

void DaysInHand::draw_runs(std::span<const Run> runs, Points bottom) {
  bool is_first = true;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const Run& run = runs[r];
    if (run.first == run.last) continue;
    if (!std::exchange(is_first, false)) c_.y += layout_.leading;
    const Points below = height(runs.subspan(r + 1));
    const Points end = below.milli == 0 ? bottom : bottom - below - layout_.leading;
    draw_ranges(c_, ranges(run.first, run.last, end), section_.columns,
                [&](const PageRange& page) { draw_page_of(run, page); });
    days_.find_columns_of_page();
  }
}

std::vector<PageRange> DaysInHand::ranges(std::size_t first, std::size_t last, Points bottom) const {
  return paginate(days_.blocks(first, last), std::max(bottom - c_.y, Points{}), layout_.content_height(),
                  true, section_.columns);
}

bool DaysInHand::fits(std::span<const Run> runs, std::size_t pages, Points bottom) const {
  if (runs.size() != 1) return height(runs) <= bottom - c_.y;
  const auto [first, last, from] = runs.front();
  return first == last || ranges(first, last, bottom).size() <= pages * section_.columns;
}

/// What runs take one below the other; more than a page where one of them or all do not fit on it, or each
/// is to have its own.
Points DaysInHand::height(std::span<const Run> runs) const {
  const Points page = layout_.content_height();
  Points height;
  for (const Run& run : runs) {
    if (run.first == run.last) continue;
    if (height.milli > 0) height += layout_.leading;
    const std::vector<PageRange> columns =
        paginate(days_.blocks(run.first, run.last), page, page, true, section_.columns);
    Points lowest;
    for (const PageRange& column : columns) lowest = std::max(lowest, page - column.unused);
    const bool fills = section_.own_page || columns.size() > section_.columns;
    height += fills ? page : lowest;
  }
  return height;
}

/// “continued on page 16”.
void DaysInHand::refer_to_rest(std::size_t page) {
  const PlaceId place = canvas_.reserve_place();
  places_of_rest_.emplace(page, place);
  const ElementId paragraph = c_.in_own_words(Role::paragraph, c_.root);
  c_.page_numbers.push_back(
      {.promise = canvas_.promise_text_right(paragraph, c_.content_right(),
                                             canvas_.baseline(c_.y + layout_.leading / 4, Type::small),
                                             layout_.text, Type::small),
       .place = place,
       .reference = PageReference::continued});
  c_.y += canvas_.leading(Type::small) + layout_.leading / 2;
}

/// To where the page had its rest already, else to the end.
void DaysInHand::move_to_rest(const Run& run) {
  const std::vector<PlacedSheet>& sheets = c_.kept->pages.sheets;
  const std::optional<std::size_t> page = *run.from < sheets.size() ? sheets[*run.from].rest : std::nullopt;
  if (!page || *page <= canvas_.page()) {
    rest_.push_back(run);
    return;
  }
  std::vector<Run>& runs = on_pages_[*page];
  const auto behind = std::ranges::lower_bound(runs, run.last, {}, &Run::first);
  if (behind != runs.end() && behind->first == run.last && behind->from == run.from) {
    behind->first = run.first;
  } else {
    runs.insert(behind, run);
  }
}

/// Draws what is on a page of a run, and notes it where another page refers to it.
void DaysInHand::draw_page_of(const Run& run, const PageRange& page) {
  const PageRange all{page.first + run.first, page.last + run.first, page.unused};
  if (run.from) note_rest(*run.from, all);
  draw_page_(all);
}

void DaysInHand::note_rest(std::size_t from, const PageRange& page) {
  if (const auto place = places_of_rest_.extract(from); !place.empty()) {
    canvas_.set_place(place.mapped(), c_.y);
    c_.rest_pages.emplace(from, canvas_.page());
  }
  for (std::size_t i = page.first; i < page.last; ++i) {
    const DayPiece& piece = days_.pieces[i];
    for (std::size_t d = piece.day; d <= piece.last_day() && piece.first; ++d) c_.placed.days[d].from = from;
  }
}

}  // namespace pensum::page
