#include "page/margins.hpp"

#include "language/word.hpp"
#include "plan/undated.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

using std::chrono::year_month;

/// In a shorter plan the calendar shows all its months at one glance.
constexpr std::size_t fewest_months_with_tabs = 3;
constexpr std::size_t fewest_pages_with_tabs = 4;
/// More months than that are shown a year at a time.
constexpr std::size_t most_months_in_a_row = 14;

/// A month with study days.
struct Month {
  year_month month;
  std::size_t first_day = 0;
};

/// Of the words that lead to other parts, and of that for the part which one is in.
struct NavigationType {
  Type usual = Type::body;
  Type current = Type::body_bold;
};

class Margins {
 public:
  Margins(Composition& c, Document& document)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), document_(document) {
    for (std::size_t d = 0; d < c_.plan.days.size(); ++d) {
      const year_month month = month_with(c_.plan.days[d].date);
      if (months_.empty() || months_.back().month != month) months_.push_back({month, d});
    }
    name_pages();
  }

  void draw() {
    const std::size_t count = document_.pages.size();
    // Each page's own top, for the links to it.
    for (std::size_t i = 0; i < count && layout_.navigation.milli > 0; ++i) {
      tops_.push_back(canvas_.reserve_place());
      document_.places[tops_.back()] = {i, Points{}};
    }
    if (!tops_.empty() && c_.days_in) {
      for (std::size_t d = 0; d < c_.plan.days.size(); ++d)
        first_days_.emplace(document_.places[c_.day_places[d]].page, d);
    }
    std::size_t day = 0;
    for (std::size_t page = 0; page < count; ++page) {
      canvas_.go_to_page(page);
      document_.pages[page].margins = document_.pages[page].operations.size();
      draw_footer(page, count);
      section_.reset();
      if (layout_.navigation.milli > 0) draw_navigation(page);
      const std::optional<std::size_t> shown = day_on(page, day);
      if (has_tabs()) draw_tabs(shown);
    }
  }

 private:
  /// Without dates, four weeks are as a month, and twelve times as many as a year.
  year_month month_with(Date date) const {
    if (!c_.plan.undated) return month_of(date);
    return month_of(first_date) + std::chrono::months{(week_of_plan(date) - 1) / 4};
  }

  std::string page_of(std::size_t page, std::size_t count) const {
    return c_.language.say(word::page_of{.page = page, .pages = count});
  }

  /// When the page was changed, if it was; and which page it is.
  std::string number_of(std::size_t page, std::size_t count) const {
    const std::optional<Date> changed = c_.placed.sheets[page].changed;
    if (!changed) return page_of(page + 1, count);
    return c_.language.say(word::page_changed{.date = c_.language.day_month_year(*changed)}) + separator +
           page_of(page + 1, count);
  }

  /// The text at each page's foot: whose plan it is in full, and as much of the course's title as has room
  /// beside it. Each is a line of its own, so that a name from right to left moves nothing else.
  void name_pages() {
    const std::size_t count = document_.pages.size();
    Points number = canvas_.width(page_of(count, count), Type::small);
    for (std::size_t page = 0; page < count && c_.kept != nullptr; ++page)
      number = std::max(number, canvas_.width(number_of(page, count), Type::small));
    Points room = c_.content_width() - number - layout_.body;
    const auto cut = [&](std::string_view text) {
      return canvas_.paragraph(text, Type::small, room, 1).lines.front();
    };
    if (c_.plan.learner.empty()) {
      names_.push_back(cut(c_.plan.catalog->title));
      return;
    }
    text::Line learner = cut(c_.plan.learner);
    text::Line dot = canvas_.line("·", Type::small);
    room -= learner.width + dot.width + name_gap() * 2;
    // A few letters and dots do not name a course.
    if (room > layout_.small * 4) {
      names_.push_back(cut(c_.plan.catalog->title));
      names_.push_back(std::move(dot));
    }
    names_.push_back(std::move(learner));
  }
  Points name_gap() const { return layout_.small.scaled(6, 10); }

  /// The course and the learner at the left, the page at the right.
  void draw_footer(std::size_t page, std::size_t count) {
    const bool below = layout_.navigation.milli > 0 && layout_.navigation_edge == Edge::bottom;
    const Points room = layout_.bottom - (below ? layout_.navigation : Points{});
    // Above links it is as low as it can be.
    const Points rule =
        layout_.content_bottom() + (below ? room - layout_.leading.scaled(14, 10) : room.scaled(35, 100));
    const Points baseline = canvas_.baseline(rule + layout_.leading / 6, Type::small);
    canvas_.horizontal_rule(c_.content_left(), rule, c_.content_width(), layout_.hairline, layout_.faint);
    Points x = c_.content_left();
    for (const text::Line& name : names_) {
      canvas_.text(artifact, x, baseline, layout_.secondary, name);
      x += name.width + name_gap();
    }
    canvas_.text_right(artifact, layout_.content_right(), baseline, layout_.secondary,
                       canvas_.line(number_of(page, count), Type::small));
  }

  /// A link of the page's own; all of a page are a section, at its end.
  void draw_link(const Rectangle& area, PlaceId place, const std::string& spoken,
                 const std::function<void(ElementId)>& draw) {
    if (!section_) section_ = c_.in_own_words(Role::section, c_.root);
    const ElementId link = canvas_.element(Role::link, *section_);
    draw(link);
    canvas_.link(link, area, place, spoken);
  }

  // ---------------------------------------------------------------- links to the pages around

  struct Way {
    std::string word;
    std::optional<PlaceId> place{};  ///< nothing: the cell stays empty, so that the others keep their place
    bool current = false;            ///< leads to the section that the page is of
    std::string spoken{};            ///< where it is not the word
  };

  /// To the page before or after: by its date, if a day begins there.
  Way way_to(std::size_t page, std::string word) const {
    if (page >= tops_.size()) return {.word = std::move(word)};
    const auto day = first_days_.find(page);
    if (day == first_days_.end()) return {.word = std::move(word), .place = tops_[page]};
    const Date date = c_.plan.days[day->second].date;
    return {.word = c_.language.heading(c_.language.weekday_day(date)),
            .place = tops_[page],
            .spoken = c_.language.say(word::facts{.first = word, .second = c_.language.full_date(date)})};
  }

  /// The section that a page is of.
  std::optional<SectionKind> section_of(std::size_t page) const {
    for (std::size_t i = 0; i < c_.placed.sections.size(); ++i) {
      const PlacedSection& section = c_.placed.sections[i];
      if (section.page <= page && page <= section.last_page) return layout_.sections[i].kind;
    }
    return std::nullopt;
  }

  std::vector<Way> ways(std::size_t page) const {
    const std::optional<SectionKind> section = section_of(page);
    const auto is = [&](SectionKind kind) { return section == kind; };
    std::vector<Way> ways{way_to(page - 1, c_.language.say(word::previous_page{})),
                          {.word = c_.language.say(word::overview{}),
                           .place = c_.overview,
                           .current = is(SectionKind::overview)}};
    if (c_.days_in && !c_.day_places.empty()) {
      ways.push_back({.word = c_.days_in == SectionKind::days ? c_.language.say(word::days_heading{})
                                                              : c_.language.say(word::weeks_heading{}),
                      .place = c_.day_places.front(),
                      .current = is(*c_.days_in)});
    }
    if (c_.index) {
      ways.push_back({.word = c_.language.say(word::go_to_lessons{}),
                      .place = c_.index,
                      .current = is(SectionKind::index)});
    }
    if (c_.questions) {
      ways.push_back({.word = c_.language.say(word::go_to_questions{}),
                      .place = c_.questions,
                      .current = is(SectionKind::questions) || is(SectionKind::answers)});
    }
    ways.push_back(way_to(page + 1, c_.language.say(word::next_page{})));
    return ways;
  }

  /// Always at the same place, over the whole width, as high as a finger needs.
  void draw_navigation(std::size_t page) {
    const Points height = layout_.navigation;
    const bool above = layout_.navigation_edge == Edge::top;
    const Points top = above ? Points{} : layout_.height - height;
    const std::vector<Way> all = ways(page);
    const auto count = static_cast<std::int64_t>(all.size());
    canvas_.horizontal_rule(c_.content_left(), above ? top + height : top, c_.content_width(),
                            layout_.hairline, layout_.text);
    const NavigationType types = navigation_type();
    for (std::int64_t i = 0; i < count; ++i) {
      const Way& way = all[static_cast<std::size_t>(i)];
      if (!way.place) continue;
      const Rectangle cell{c_.content_left() + c_.content_width().scaled(i, count), top,
                           c_.content_width() / count, height};
      const Points baseline = top + (height + canvas_.cap_height(types.usual)) / 2;
      const Type type = way.current ? types.current : types.usual;
      text::Line line = canvas_.paragraph(way.word, type, most_of_way(count), 1).lines.front();
      const Points width = line.width;
      const Points left = i == 0           ? cell.left
                          : i + 1 == count ? cell.left + cell.width - width
                                           : cell.left + (cell.width - width) / 2;
      draw_link(cell, *way.place, way.spoken.empty() ? way.word : way.spoken,
                [&](ElementId link) { canvas_.text(link, left, baseline, layout_.text, std::move(line)); });
      // Where one is, by more than bold type.
      if (way.current)
        canvas_.horizontal_rule(left, above ? top + height - layout_.rule : top + layout_.rule, width,
                                layout_.rule * 3, layout_.text);
    }
  }

  Points most_of_way(std::int64_t count) const { return c_.content_width() / count - layout_.body / 2; }

  /// All rows are of one size.
  const NavigationType& navigation_type() {
    if (navigation_type_) return *navigation_type_;
    navigation_type_.emplace();
    for (std::size_t page = 0; page < document_.pages.size(); ++page) {
      const std::vector<Way> all = ways(page);
      const Points most = most_of_way(static_cast<std::int64_t>(all.size()));
      const bool fits = std::ranges::all_of(
          all, [&](const Way& way) { return canvas_.width(way.word, Type::body_bold) <= most; });
      if (fits) continue;
      navigation_type_ = NavigationType{.usual = Type::small, .current = Type::small_bold};
      break;
    }
    return *navigation_type_;
  }

  // ---------------------------------------------------------------- tabs

  Points tabs_top() const { return layout_.navigation_edge == Edge::top ? layout_.navigation : Points{}; }

  bool has_tabs() const {
    return c_.days_in && months_.size() >= fewest_months_with_tabs &&
           document_.pages.size() >= fewest_pages_with_tabs &&
           layout_.top - tabs_top() >= canvas_.leading(Type::small).scaled(3, 2);
  }

  /// The first study day on the page, or the one that continues there; `day` is where the search begins.
  std::optional<std::size_t> day_on(std::size_t page, std::size_t& day) const {
    if (!c_.days_in || c_.plan.days.empty()) return std::nullopt;
    const auto page_of = [&](std::size_t d) { return document_.places[c_.day_places[d]].page; };
    while (day + 1 < c_.plan.days.size() && page_of(day) < page) ++day;
    if (page_of(day) == page) return day;
    // A day longer than a page covers the pages that follow.
    if (day > 0 && page_of(day - 1) < page && page < page_of(day)) return day - 1;
    return std::nullopt;
  }

  /// The months to show beside the one of `day`: all of them, or its year's.
  std::pair<std::size_t, std::size_t> months_around(std::size_t shown) const {
    if (months_.size() <= most_months_in_a_row) return {0, months_.size()};
    const auto year = months_[shown].month.year();
    std::size_t first = shown;
    std::size_t last = shown;
    while (first > 0 && months_[first - 1].month.year() == year) --first;
    while (last < months_.size() && months_[last].month.year() == year) ++last;
    return {first, last};
  }

  struct Tab {
    std::string word;
    std::size_t month = 0;
    bool year = false;  ///< shows the month's year instead
    bool current = false;
  };

  /// What a month is called; without dates by its first day.
  std::string name_of(const Month& month) const {
    if (c_.plan.undated) return day_of(month);
    return c_.language.month_short(static_cast<unsigned>(month.month.month()));
  }
  std::string day_of(const Month& month) const {
    return c_.language.heading(c_.language.day_month(c_.plan.days[month.first_day].date));
  }
  /// As short as it can be.
  std::string number_of(const Month& month) const {
    return c_.language.number(c_.plan.undated ? month.first_day + 1
                                              : static_cast<unsigned>(month.month.month()));
  }
  std::string spoken_name_of(const Month& month) const {
    if (c_.plan.undated) return day_of(month);
    return c_.language.month_year(static_cast<int>(month.month.year()),
                                  static_cast<unsigned>(month.month.month()));
  }

  Tab year_tab(std::size_t month) const {
    const Month& of = months_[month];
    return {.word = c_.plan.undated ? day_of(of) : c_.language.number(static_cast<int>(of.month.year())),
            .month = month,
            .year = true};
  }

  /// Away from the days of a plan of many months, where each year begins.
  std::vector<Tab> year_tabs() const {
    std::vector<Tab> tabs;
    for (std::size_t m = 0; m < months_.size(); ++m) {
      if (m == 0 || months_[m].month.year() != months_[m - 1].month.year()) tabs.push_back(year_tab(m));
    }
    return tabs;
  }

  std::vector<Tab> month_tabs(std::optional<std::size_t> day) const {
    std::size_t shown = 0;
    if (day) {
      const auto after = std::ranges::upper_bound(months_, *day, {}, &Month::first_day);
      shown = static_cast<std::size_t>(after - months_.begin()) - 1;
    }
    const auto [first, last] = months_around(shown);
    std::vector<Tab> tabs;
    if (first > 0) tabs.push_back(year_tab(first - 1));
    for (std::size_t m = first; m < last; ++m) {
      tabs.push_back({.word = name_of(months_[m]), .month = m, .current = day.has_value() && m == shown});
    }
    if (last < months_.size()) tabs.push_back(year_tab(last));
    return tabs;
  }

  void draw_tabs(std::optional<std::size_t> day) {
    const bool years = !day && months_.size() > most_months_in_a_row;
    const std::vector<Tab> tabs = years ? year_tabs() : month_tabs(day);
    const auto count = static_cast<std::int64_t>(tabs.size());
    const Points width = std::min(c_.content_width() / count, layout_.small * 7);
    Points widest;
    for (const Tab& tab : tabs) widest = std::max(widest, canvas_.width(tab.word, Type::small_bold));
    const Points height = canvas_.leading(Type::small);
    const Points top = tabs_top() + (layout_.top - tabs_top() - height).scaled(2, 5);
    for (std::int64_t i = 0; i < count; ++i) {
      const Tab& tab = tabs[static_cast<std::size_t>(i)];
      draw_tab(tab, widest > width - layout_.small / 3, {c_.content_left() + width * i, top, width, height});
    }
  }

  /// A month as its number where the names are too long; years stay as they are.
  void draw_tab(const Tab& tab, bool short_form, const Rectangle& area) {
    const Month& month = months_[tab.month];
    const std::string word = short_form && !tab.year ? number_of(month) : tab.word;
    draw_link(area, c_.day_places[month.first_day], spoken_name_of(month), [&](ElementId link) {
      const Points baseline = canvas_.baseline(area.top, Type::small);
      const Color color = tab.current ? layout_.text : layout_.secondary;
      text::Line line = canvas_.line(word, tab.current ? Type::small_bold : Type::small);
      // Years just fit where months are numbers.
      if (short_form) {
        canvas_.text_centred(link, area.left, area.width, baseline, color, std::move(line));
      } else {
        canvas_.text(link, area.left, baseline, color, std::move(line));
      }
    });
    if (!tab.current) return;
    const Points end = short_form ? Points{} : layout_.small / 2;
    canvas_.horizontal_rule(area.left, area.top + area.height + layout_.rule, area.width - end, layout_.rule,
                            layout_.text);
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Document& document_;
  std::vector<Month> months_;
  std::vector<PlaceId> tops_;
  std::map<std::size_t, std::size_t> first_days_;  ///< by the pages that they begin on
  std::optional<NavigationType> navigation_type_;
  std::vector<text::Line> names_;     ///< side by side at the foot
  std::optional<ElementId> section_;  ///< of the current page's links
};

}  // namespace

void draw_margins(Composition& c, Document& document) { Margins(c, document).draw(); }

}  // namespace pensum::page
