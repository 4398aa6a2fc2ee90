// The overview: title, key numbers, calendar, load chart, and what the paths hold.
#include "facts/key_numbers.hpp"
#include "facts/lesson_numbers.hpp"
#include "facts/notes.hpp"
#include "language/word.hpp"
#include "page/calendar.hpp"
#include "page/composition.hpp"
#include "page/load_chart.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// How close the overview's parts are.
struct Closeness {
  int spacing = 100;  ///< of the space between parts, in percent
  bool low_chart = false;
  bool low_rows = false;  ///< of the calendar
  bool small_title = false;
};

/// From wide to close. Close parts are still easy to read: a part alone on another page is
/// worse than less white around the others.
constexpr std::array<Closeness, 4> closenesses = {{
    {},
    {.low_chart = true},
    {.spacing = 60, .low_chart = true, .low_rows = true},
    {.spacing = 40, .low_chart = true, .low_rows = true, .small_title = true},
}};

/// A row of key numbers, with a rule above it.
struct NumberRow {
  std::vector<TextBlock> numbers;
  std::vector<TextBlock> meanings;
  Points height;
};

void draw_numbers(Composition& c, const NumberRow& row, Points pitch, ElementId list) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  canvas.horizontal_rule(c.content_left(), c.y, c.content_width(), layout.rule, layout.text);
  const Points top = c.y + layout.leading / 2;
  for (std::size_t i = 0; i < row.numbers.size(); ++i) {
    const ElementId body = c.in_own_words(Role::list_body, canvas.element(Role::list_item, list));
    const Points x = c.content_left() + pitch * static_cast<std::int64_t>(i);
    canvas.text(body, x, top, layout.text, row.numbers[i]);
    canvas.text(body, x, top + row.numbers[i].height(), layout.secondary, row.meanings[i]);
  }
}

std::vector<DrawnBlock> number_blocks(Composition& c, Points below) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const auto numbers = facts::key_numbers(c.plan, c.dates.in(Dates::Form::isolated));
  const Points gap = layout.leading;
  const auto width_in = [&](std::size_t columns) {
    return (c.content_width() - gap * static_cast<std::int64_t>(columns - 1)) /
           static_cast<std::int64_t>(columns);
  };
  // A number in large type is not broken: thousands of hours take more than a narrow page's fourth.
  const auto is_too_wide = [&](std::size_t columns) {
    return std::ranges::any_of(numbers, [&](const facts::KeyNumber& each) {
      return canvas.width(each.number, Type::large) > width_in(columns);
    });
  };
  std::size_t columns = c.content_width() >= layout.body * 36 ? 4 : 2;
  while (columns > 1 && is_too_wide(columns)) columns /= 2;
  const Points width = width_in(columns);
  std::vector<DrawnBlock> blocks;
  const auto list = std::make_shared<ElementId>(artifact);
  for (std::size_t first = 0; first < numbers.size(); first += columns) {
    const std::size_t last = std::min(first + columns, numbers.size());
    NumberRow row;
    for (std::size_t i = first; i < last; ++i) {
      row.numbers.push_back(canvas.paragraph(numbers[i].number, Type::large, width));
      row.meanings.push_back(
          canvas.paragraph(with_unbroken_dates(c, numbers[i].meaning), Type::small, width));
      row.height = std::max(row.height, row.numbers.back().height() + row.meanings.back().height());
    }
    const Points space = layout.leading / 2 + (last == numbers.size() ? below : Points{});
    blocks.push_back({{.height = layout.leading / 2 + row.height + space, .below = space},
                      [&c, list, pitch = width + gap, row = std::move(row)] {
                        if (*list == artifact) *list = c.canvas.element(Role::list, c.root);
                        draw_numbers(c, row, pitch, *list);
                      }});
  }
  return blocks;
}

/// Adds a text, in pieces where it is longer than a third of a page.
void add_text(Composition& c, std::vector<DrawnBlock>& blocks, TextBlock text, Color color,
              std::function<ElementId()> element) {
  const auto made = std::make_shared<ElementId>(artifact);
  for (TextBlock& piece : pieces_of(std::move(text), c.canvas.layout().content_height() / 3)) {
    const Points height = piece.height();
    blocks.push_back({{.height = height}, [&c, made, element, color, piece = std::move(piece)] {
                        if (*made == artifact) *made = element();
                        c.canvas.text(*made, c.content_left(), c.y, color, piece);
                      }});
  }
}

std::vector<DrawnBlock> note_blocks(Composition& c, Points below) {
  std::vector<DrawnBlock> blocks;
  for (const std::string& note : facts::notes(c.plan, c.language)) {
    add_text(c, blocks, c.canvas.paragraph(note, Type::body, c.content_width()), c.canvas.layout().text,
             [&c] { return c.in_own_words(Role::paragraph, c.root); });
  }
  add_space(blocks, below);
  return blocks;
}

/// What each path holds and when: the title and summary at the left, the facts beside them.
class Paths {
 public:
  explicit Paths(Composition& c) : c_(c), canvas_(c.canvas), layout_(canvas_.layout()) {
    const Points title_width = c.content_width().scaled(62, 100);
    facts_left_ = c.content_width().scaled(66, 100);
    const Points facts_width = c.content_width() - facts_left_;
    // The facts' first line and the title's are on one baseline.
    shift_ = canvas_.baseline({}, Type::body_bold) - canvas_.baseline({}, Type::small);
    for (const PathPart& part : path_parts(c.plan)) {
      Entry entry{.title = canvas_.paragraph(part.path->title, Type::body_bold, title_width),
                  .summary = {},
                  .lessons = canvas_.paragraph(lessons_of(part), Type::small, facts_width),
                  .dates = canvas_.paragraph(dates_of(part), Type::small, facts_width)};
      if (!part.path->summary.empty()) {
        entry.summary = canvas_.prose(part.path->summary, Type::small, title_width);
      }
      entries_.push_back(std::move(entry));
    }
  }

  std::vector<DrawnBlock> blocks() {
    std::vector<DrawnBlock> blocks;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Entry& entry = entries_[i];
      const std::size_t first = blocks.size();
      if (height_of(entry) * 2 <= layout_.content_height()) {
        blocks.push_back({{.height = height_of(entry)}, [this, i] { draw(entries_[i]); }});
      } else {
        add_long(blocks, entry);
      }
      // A gap above, below the rule where it is the first.
      blocks[first].block.height += layout_.leading / 2;
      blocks[first].draw = [this, first = i == 0, draw = std::move(blocks[first].draw)] {
        if (first) begin();
        c_.y += layout_.leading / 2;
        draw();
      };
      add_space(blocks, layout_.leading / 2);
    }
    return blocks;
  }

 private:
  struct Entry {
    TextBlock title;
    TextBlock summary;
    TextBlock lessons;
    TextBlock dates;
  };

  Points facts_height(const Entry& entry) const {
    return shift_ + entry.lessons.height() + entry.dates.height();
  }
  Points height_of(const Entry& entry) const {
    return std::max(entry.title.height() + entry.summary.height(), facts_height(entry));
  }

  void begin() {
    section_ = canvas_.element(Role::section, c_.root);
    canvas_.horizontal_rule(c_.content_left(), c_.y, c_.content_width(), layout_.rule, layout_.text);
  }

  /// What is longer than half a page has its facts below it, not beside.
  void add_long(std::vector<DrawnBlock>& blocks, const Entry& entry) {
    const auto element = [this](Role role) {
      return [this, role] { return canvas_.element(role, section_); };
    };
    const auto facts = [this] { return c_.in_own_words(Role::paragraph, section_); };
    add_text(c_, blocks, entry.title, layout_.text, element(Role::heading2));
    blocks.back().block.keep_with_next = true;
    if (!entry.summary.lines.empty()) {
      add_text(c_, blocks, entry.summary, layout_.secondary, element(Role::paragraph));
    }
    add_text(c_, blocks, entry.lessons, layout_.text, facts);
    add_text(c_, blocks, entry.dates, layout_.text, facts);
  }

  std::string lessons_of(const PathPart& part) const {
    const std::string numbers = facts::lesson_numbers(c_.language, *c_.plan.catalog, part.tasks);
    const std::string lessons =
        c_.language.say(word::lessons_by_number{.count = part.tasks.size(), .lessons = numbers});
    return c_.language.say(word::facts{.first = lessons, .second = c_.language.duration(part.load)});
  }

  std::string dates_of(const PathPart& part) const {
    const Date from = c_.plan.days[part.first_day].date;
    const Date to = c_.plan.days[part.last_day].date;
    if (from == to) return unbroken(c_.language.line(c_.dates.date(from)));
    const auto [first, last] = c_.dates.stretch({from, to});
    return c_.language.line(date_range(c_.language, unbroken(first), unbroken(last)));
  }

  void draw(const Entry& entry) {
    const Points top = c_.y;
    canvas_.text(canvas_.element(Role::heading2, section_), c_.content_left(), top, layout_.text,
                 entry.title);
    if (!entry.summary.lines.empty()) {
      canvas_.text(canvas_.element(Role::paragraph, section_), c_.content_left(), top + entry.title.height(),
                   layout_.secondary, entry.summary);
    }
    const Points x = c_.content_left() + facts_left_;
    const ElementId facts = c_.in_own_words(Role::paragraph, section_);
    canvas_.text(facts, x, top + shift_, layout_.text, entry.lessons);
    canvas_.text(facts, x, top + shift_ + entry.lessons.height(), layout_.text, entry.dates);
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  std::vector<Entry> entries_;
  Points facts_left_;
  Points shift_;
  ElementId section_ = 0;
};

/// The overview's blocks, from the title to the paths.
class Overview {
 public:
  Overview(Composition& c, const Section& section) : c_(c), layout_(c.canvas.layout()), section_(section) {}

  /// As close as needed to save a page, and no closer. On several pages the paths come before the calendar
  /// where that leaves less of a page empty: large type has no room for a calendar below the key numbers.
  std::vector<DrawnBlock> blocks() {
    std::vector<DrawnBlock> best = blocks_in_order();
    if (!section_.paths || !section_.calendar || pages(best).size() == 1) return best;
    Points height;
    for (const DrawnBlock& block : paths_->blocks()) height += block.block.height;
    if (height * 2 > layout_.content_height()) return best;
    order_ = Order::paths_first;
    std::vector<DrawnBlock> other = blocks_in_order();
    return emptiness(other) < emptiness(best) ? other : best;
  }

 private:
  enum class Order { calendar_first, paths_first };

  std::vector<DrawnBlock> blocks_in_order() {
    std::vector<DrawnBlock> best = blocks(closenesses.front(), highest_chart(layout_));
    std::size_t fewest = pages(best).size();
    for (const Closeness& closeness : std::span(closenesses).subspan(1)) {
      if (fewest == 1) break;
      std::vector<DrawnBlock> closer = blocks(closeness, lowest_chart(layout_));
      const std::size_t count = pages(closer).size();
      if (count >= fewest) continue;
      fewest = count;
      best = count > 1 ? std::move(closer) : blocks(closeness, chart_on_page(closer));
    }
    return best;
  }

  std::vector<DrawnBlock> blocks(const Closeness& closeness, Points chart) {
    const Points space = layout_.leading.scaled(closeness.spacing, 100);
    std::vector<DrawnBlock> all;
    const auto add = [&](std::vector<DrawnBlock> blocks) {
      std::ranges::move(blocks, std::back_inserter(all));
    };
    add(title_blocks(c_, closeness.small_title ? Type::title : Type::display, space));
    if (section_.numbers) {
      add(number_blocks(c_, space));
      add(note_blocks(c_, space));
    }
    const auto add_paths = [&] {
      if (!paths_) paths_.emplace(c_);
      add(paths_->blocks());
    };
    if (section_.paths && order_ == Order::paths_first) {
      const std::size_t first = all.size();
      add_paths();
      add_space(all, space);
      for (std::size_t i = first; i + 1 < all.size(); ++i) all[i].block.keep_with_next = true;
    }
    if (section_.calendar) add(calendar_blocks(c_, space, closeness.low_rows));
    // A calendar has the days' bars in its cells.
    if (section_.chart && !(section_.calendar && chart_is_by_day(c_)))
      add(load_chart_blocks(c_, chart, space));
    if (section_.paths && order_ == Order::calendar_first) add_paths();
    return all;
  }

  std::vector<PageRange> pages(const std::vector<DrawnBlock>& blocks) const {
    std::vector<Block> sizes;
    for (const DrawnBlock& block : blocks) sizes.push_back(block.block);
    return paginate(sizes, layout_.content_height(), layout_.content_height());
  }

  /// How many pages, then the squares of what they leave unused.
  std::pair<std::size_t, std::int64_t> emptiness(const std::vector<DrawnBlock>& blocks) const {
    std::int64_t squares = 0;
    const std::vector<PageRange> all = pages(blocks);
    for (const PageRange& page : all) squares += page.unused.milli * page.unused.milli;
    return {all.size(), squares};
  }

  /// As high as the page's unused height makes it.
  Points chart_on_page(const std::vector<DrawnBlock>& blocks) const {
    Points used = -blocks.back().block.below;
    for (const DrawnBlock& block : blocks) used += block.block.height;
    return std::min(lowest_chart(layout_) + layout_.content_height() - used, highest_chart(layout_));
  }

  Composition& c_;
  const Layout& layout_;
  const Section& section_;
  Order order_ = Order::calendar_first;
  std::optional<Paths> paths_;
};

}  // namespace

void compose_overview(Composition& c, const Section& section) {
  if (!c.page_is_empty()) c.start_page();
  c.stands_here(InOverview{});
  c.canvas.set_place(c.overview, c.y);
  c.canvas.bookmark(0, c.language.say(word::overview{}), c.overview);
  Overview overview(c, section);
  set_blocks(c, overview.blocks());
  c.only_title = !section.calendar && !section.chart && !section.paths;
}

}  // namespace pensum::page
