#include "page/furniture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

using std::chrono::year_month;
using std::chrono::year_month_day;

/// In a shorter plan the calendar shows all its months at one glance.
constexpr std::size_t fewest_months_with_tabs = 3;
/// More months than that are shown a year at a time.
constexpr std::size_t most_months_in_a_row = 14;

year_month month_of(Date date) {
  const year_month_day parts{date};
  return parts.year() / parts.month();
}

/// A month with study days.
struct Month {
  year_month month;
  std::size_t first_day = 0;
};

class Furniture {
 public:
  Furniture(Composition& c, Document& document)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), document_(document) {
    for (std::size_t d = 0; d < c_.plan.days.size(); ++d) {
      const year_month month = month_of(c_.plan.days[d].date);
      if (months_.empty() || months_.back().month != month) months_.push_back({month, d});
    }
    std::string name = c_.plan.catalog->title;
    if (!c_.plan.learner.empty()) name += "  ·  " + c_.plan.learner;
    name_ = canvas_.paragraph(name, Type::small, c_.content_width().scaled(3, 4), 1).lines.front();
  }

  void draw() {
    const std::size_t count = document_.pages.size();
    // Each page's own top, for the links to it.
    for (std::size_t i = 0; i < count && layout_.navigation.milli > 0; ++i) {
      tops_.push_back(canvas_.reserve_place());
      document_.places[tops_.back()] = {i, Points{}};
    }
    std::size_t day = 0;
    for (std::size_t page = 0; page < count; ++page) {
      canvas_.go_to_page(page);
      draw_footer(page, count);
      if (layout_.navigation.milli > 0) draw_navigation(page);
      const std::optional<std::size_t> shown = day_on(page, day);
      if (has_tabs()) draw_tabs(shown);
    }
  }

 private:
  /// The course and the learner at the left, the page at the right.
  void draw_footer(std::size_t page, std::size_t count) {
    const bool below = layout_.navigation.milli > 0 && layout_.navigation_edge == Edge::bottom;
    const Points room = layout_.bottom - (below ? layout_.navigation : Points{});
    const Points rule = layout_.content_bottom() + room.scaled(35, 100);
    const Points baseline = canvas_.baseline(rule + layout_.leading / 6, Type::small);
    canvas_.horizontal_rule(c_.content_left(), rule, c_.content_width(), layout_.hairline, layout_.faint);
    canvas_.text(artifact, c_.content_left(), baseline, layout_.secondary, name_);
    canvas_.text_right(artifact, layout_.content_right(), baseline, layout_.secondary,
                       canvas_.line(fmt::format("Page {} of {}", page + 1, count), Type::small));
  }

  // ---------------------------------------------------------------- links to the pages around

  struct Way {
    std::string word;
    std::optional<PlaceId> place;  ///< nothing: the cell stays empty, so that the others keep their place
  };

  std::vector<Way> ways(std::size_t page) const {
    const auto near = [&](std::size_t other) {
      return other < tops_.size() ? std::optional(tops_[other]) : std::nullopt;
    };
    std::vector<Way> ways{{"Previous", near(page - 1)}, {"Overview", c_.overview}};
    if (c_.index) ways.push_back({"Lessons", *c_.index});
    if (c_.questions) ways.push_back({"Questions", *c_.questions});
    ways.push_back({"Next", near(page + 1)});
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
    for (std::int64_t i = 0; i < count; ++i) {
      const Way& way = all[static_cast<std::size_t>(i)];
      if (!way.place) continue;
      const Points left = c_.content_left() + c_.content_width().scaled(i, count);
      const Points width = c_.content_width() / count;
      const Points baseline = top + (height + canvas_.cap_height(Type::body)) / 2;
      text::Line line = canvas_.line(way.word, Type::body);
      if (i == 0) {
        canvas_.text(artifact, left, baseline, layout_.text, std::move(line));
      } else if (i + 1 == count) {
        canvas_.text_right(artifact, left + width, baseline, layout_.text, std::move(line));
      } else {
        canvas_.text_centred(artifact, left, width, baseline, layout_.text, std::move(line));
      }
      canvas_.link(artifact, {left, top, width, height}, *way.place, way.word);
    }
  }

  // ---------------------------------------------------------------- tabs

  Points tabs_top() const { return layout_.navigation_edge == Edge::top ? layout_.navigation : Points{}; }

  bool has_tabs() const {
    return c_.days_in && months_.size() >= fewest_months_with_tabs &&
           layout_.top - tabs_top() >= canvas_.leading(Type::small).scaled(3, 2);
  }

  /// The first study day on the page, or the one that goes on there; `day` is where the search stands.
  std::optional<std::size_t> day_on(std::size_t page, std::size_t& day) const {
    if (!c_.days_in || c_.plan.days.empty()) return std::nullopt;
    const auto page_of = [&](std::size_t d) { return document_.places[c_.day_places[d]].page; };
    while (day + 1 < c_.plan.days.size() && page_of(day) < page) ++day;
    if (page_of(day) == page) return day;
    // A day that is longer than a page covers those that follow.
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

  void draw_tabs(std::optional<std::size_t> day) {
    std::size_t shown = 0;
    if (day) {
      const auto after = std::ranges::upper_bound(months_, *day, {}, &Month::first_day);
      shown = static_cast<std::size_t>(after - months_.begin()) - 1;
    }
    const auto [first, last] = months_around(shown);
    struct Tab {
      std::string word;
      std::size_t month;
      bool current;
    };
    std::vector<Tab> tabs;
    const auto year = [](const Month& month) { return std::to_string(static_cast<int>(month.month.year())); };
    if (first > 0) tabs.push_back({year(months_[first - 1]), first - 1, false});
    for (std::size_t m = first; m < last; ++m) {
      tabs.push_back({c_.language.month_short(static_cast<unsigned>(months_[m].month.month())), m,
                      day.has_value() && m == shown});
    }
    if (last < months_.size()) tabs.push_back({year(months_[last]), last, false});
    draw_row(tabs);
  }

  template <class Tabs>
  void draw_row(const Tabs& tabs) {
    const auto count = static_cast<std::int64_t>(tabs.size());
    const Points width = std::min(c_.content_width() / count, layout_.small * 7);
    Points widest;
    for (const auto& tab : tabs) widest = std::max(widest, canvas_.line(tab.word, Type::small_bold).width);
    const Points height = canvas_.leading(Type::small);
    const Points top = tabs_top() + (layout_.top - tabs_top() - height).scaled(2, 5);
    for (std::int64_t i = 0; i < count; ++i) {
      const auto& tab = tabs[static_cast<std::size_t>(i)];
      const Month& month = months_[tab.month];
      const Points left = c_.content_left() + width * i;
      // Names that are too long give way to the months' numbers; years are never cut short.
      const bool number = widest > width - layout_.small / 3 && tab.word.size() != 4;
      const std::string word = number ? std::to_string(static_cast<unsigned>(month.month.month())) : tab.word;
      canvas_.text(artifact, left, canvas_.baseline(top, Type::small),
                   tab.current ? layout_.text : layout_.secondary,
                   canvas_.line(word, tab.current ? Type::small_bold : Type::small));
      if (tab.current) {
        canvas_.horizontal_rule(left, top + height + layout_.rule, width - layout_.small / 2, layout_.rule,
                                layout_.text);
      }
      canvas_.link(artifact, {left, top, width, height}, c_.day_places[month.first_day],
                   c_.language.month_year(static_cast<int>(month.month.year()),
                                          static_cast<unsigned>(month.month.month())));
    }
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Document& document_;
  std::vector<Month> months_;
  std::vector<PlaceId> tops_;
  text::Line name_;
};

}  // namespace

void draw_furniture(Composition& c, Document& document) { Furniture(c, document).draw(); }

}  // namespace pensum::page
