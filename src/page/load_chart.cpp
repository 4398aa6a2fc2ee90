#include "page/load_chart.hpp"

#include "facts/load_bars.hpp"
#include "language/word.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

using facts::BarSpan;
using facts::LoadBar;

constexpr std::int64_t narrowest_pitch_milli = 3000;  // a bar and its gap

class LoadChart {
 public:
  LoadChart(Composition& c, BarSpan span, std::vector<LoadBar> bars, Points height)
      : c_(c),
        canvas_(c.canvas),
        layout_(canvas_.layout()),
        span_(span),
        bars_(std::move(bars)),
        height_(height) {
    least_ = bars_.front().load();
    for (const LoadBar& bar : bars_) {
      least_ = std::min(least_, bar.load());
      most_ = std::max(most_, bar.load());
      widest_ = std::max(widest_, bar.budget);
      even_budget_ = even_budget_ && bar.budget == bars_.front().budget;
      if (bar.starts_week) ++week_gaps_;
    }
    // A budget far above every load would make the bars flat: then it is written, not drawn.
    shows_budget_ = widest_.count <= most_.count * 2;
    scale_ = std::max<std::int64_t>(shows_budget_ ? widest_.count : most_.count, 1);
    if (span_ != BarSpan::day) week_gaps_ = 0;
    heading_ = canvas_.paragraph(heading_text(), Type::body_bold, c_.content_width());
    caption_ = canvas_.paragraph(caption_text(), Type::small, c_.content_width());
  }

  Points height() const { return bars_top() + height_ + foot() + canvas_.leading(Type::small); }

  void draw() {
    const Points top = c_.y;
    canvas_.text(c_.in_own_words(Role::heading2, c_.root), c_.content_left(), top, layout_.text, heading_);
    canvas_.text(c_.in_own_words(Role::paragraph, c_.root), c_.content_left(), top + heading_.height(),
                 layout_.secondary, caption_);
    c_.y = top + bars_top();
    figure_ = canvas_.element(Element{.role = Role::figure,
                                      .parent = c_.root,
                                      .alternative = alternative(),
                                      .language = c_.own_language()});
    base_ = c_.y + height_;
    draw_bars();
    canvas_.fill(figure_, {c_.content_left(), base_, c_.content_width(), layout_.hairline}, layout_.text);
    c_.y = base_ + foot();
    draw_ends();
  }

 private:
  /// Below the words there is room for the numbers above the bars.
  Points bars_top() const { return heading_.height() + caption_.height() + canvas_.leading(Type::small); }
  /// From the bars' ground to the dates below it.
  Points foot() const { return layout_.hairline + layout_.leading / 6; }

  std::string heading_text() const {
    return c_.language.say(word::chart_heading{.bars = facts::bars_in_words<word::chart_heading>(span_)});
  }

  /// How many bars there are.
  std::string spans() const {
    return c_.language.say(
        word::chart_spans{.bars = facts::bars_in_words<word::chart_spans>(span_), .count = bars_.size()});
  }

  std::string caption_text() const {
    using Caption = word::chart_caption;
    Caption::Line line = Caption::Line::other;
    if (!shows_budget_) {
      line = even_budget_ ? Caption::Line::far_even : Caption::Line::far_uneven;
    } else if (most_ < widest_ || !even_budget_) {
      line = even_budget_ ? Caption::Line::even : Caption::Line::uneven;
    }
    std::string caption =
        c_.language.say(Caption{.spans = spans(),
                                .loads = least_ == most_ ? Caption::Loads::same : Caption::Loads::other,
                                .most = c_.language.duration(most_),
                                .line = line,
                                .budget = c_.language.duration(widest_)});
    if (c_.plan.review_load.count == 0) return caption;
    return c_.language.say(
        word::sentences{.first = caption, .second = c_.language.say(word::chart_legend{})});
  }

  std::string alternative() const {
    std::string loads = c_.language.say(word::chart_text{.spans = spans(),
                                                         .least = c_.language.duration(least_),
                                                         .most = c_.language.duration(most_),
                                                         .budget = c_.language.duration(widest_)});
    if (c_.plan.review_load.count == 0) return loads;
    const std::string in_all = c_.language.say(word::chart_text_reviews{
        .lessons = c_.language.duration(c_.plan.load), .reviews = c_.language.duration(c_.plan.review_load)});
    return c_.language.say(word::sentences{.first = loads, .second = in_all});
  }

  /// Bars share the width, with a gap of half a pitch between weeks.
  Points bar_x(std::size_t index, std::size_t gaps) const {
    const auto halves = static_cast<std::int64_t>(bars_.size() * 2 + week_gaps_);
    return c_.content_left() + c_.content_width().scaled(static_cast<std::int64_t>(index * 2 + gaps), halves);
  }
  Points bar_height(Minutes minutes) const { return height_.scaled(minutes.count, scale_); }

  void draw_bars() {
    const Points pitch =
        c_.content_width().scaled(2, static_cast<std::int64_t>(bars_.size() * 2 + week_gaps_));
    const Points width = std::min(pitch.scaled(78, 100), layout_.leading * 3);
    const std::vector<std::size_t> numbered = numbered_bars(pitch);
    // Above their bars, or all above the budget's line where one would run into it.
    const bool above_line =
        shows_budget_ && std::ranges::any_of(numbered, [&](std::size_t i) {
          return bar_height(bars_[i].budget) - bar_height(bars_[i].load()) < canvas_.leading(Type::small);
        });
    std::size_t gaps = 0;
    for (std::size_t i = 0; i < bars_.size(); ++i) {
      const LoadBar& bar = bars_[i];
      if (span_ == BarSpan::day && bar.starts_week) ++gaps;
      const Points x = bar_x(i, gaps);
      const Points height = bar_height(bar.load());
      const Points lessons = bar_height(bar.lessons);
      if (lessons.milli > 0) canvas_.fill(figure_, {x, base_ - lessons, width, lessons}, layout_.accent);
      if (height > lessons) {
        const Points gap = lessons.milli > 0 ? load_gap(layout_, height - lessons) : Points{};
        canvas_.fill(figure_, {x, base_ - height, width, height - lessons - gap}, layout_.light);
      }
      if (shows_budget_) {
        canvas_.fill(figure_, {x, base_ - bar_height(bar.budget) - layout_.hairline, width, layout_.hairline},
                     layout_.text);
      }
      if (std::ranges::find(numbered, i) == numbered.end()) continue;
      const Points top = above_line ? bar_height(bar.budget) + layout_.hairline : height;
      draw_number(x + width / 2, base_ - top, bar);
    }
  }

  /// The fullest day, and the first and the last where their numbers keep clear of it.
  std::vector<std::size_t> numbered_bars(Points pitch) {
    if (span_ != BarSpan::day || most_.count == 0) return {};
    const auto fullest =
        static_cast<std::size_t>(std::ranges::max_element(bars_, {}, &LoadBar::load) - bars_.begin());
    const Points width = canvas_.width(c_.language.number(most_.count), Type::small) + layout_.body / 2;
    std::vector<std::size_t> numbered{fullest};
    for (const std::size_t end : {std::size_t{0}, bars_.size() - 1}) {
      const std::size_t apart = end < fullest ? fullest - end : end - fullest;
      if (pitch * static_cast<std::int64_t>(apart) >= width && bars_[end].load().count > 0)
        numbered.push_back(end);
    }
    return numbered;
  }

  void draw_number(Points center, Points top, const LoadBar& bar) {
    text::Line number = canvas_.line(c_.language.number(bar.load().count), Type::small);
    const Points x = std::max(center - number.width / 2, c_.content_left());
    canvas_.text(figure_, x, canvas_.baseline(top - canvas_.leading(Type::small), Type::small), layout_.text,
                 std::move(number));
  }

  void draw_ends() {
    const Points baseline = canvas_.baseline(c_.y, Type::small);
    canvas_.text(figure_, c_.content_left(), baseline, layout_.secondary,
                 canvas_.line(c_.language.line(c_.dates.date(bars_.front().first)), Type::small));
    if (bars_.size() < 2) return;
    canvas_.text_right(figure_, c_.content_left() + c_.content_width(), baseline, layout_.secondary,
                       canvas_.line(c_.language.line(c_.dates.date(c_.plan.days.back().date)), Type::small));
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  BarSpan span_;
  std::vector<LoadBar> bars_;
  Minutes least_;
  Minutes most_;
  Minutes widest_;
  std::int64_t scale_ = 1;
  std::size_t week_gaps_ = 0;
  bool even_budget_ = true;
  bool shows_budget_ = true;
  ElementId figure_ = artifact;
  Points height_;  ///< of the highest bar, or of the budget
  TextBlock heading_;
  TextBlock caption_;
  Points base_;
};

facts::LoadBars bars_of(const Composition& c) {
  const auto most = static_cast<std::size_t>(c.content_width().milli / narrowest_pitch_milli);
  return facts::load_bars(c.plan.days, c.language.first_weekday(), most);
}

}  // namespace

Points highest_chart(const Layout& layout) { return layout.leading * 7; }
Points lowest_chart(const Layout& layout) { return layout.leading * 4; }

bool chart_is_by_day(const Composition& c) { return bars_of(c).span == BarSpan::day; }

std::vector<DrawnBlock> load_chart_blocks(Composition& c, Points height, Points below) {
  if (c.plan.days.empty() || c.plan.lessons.empty()) return {};
  facts::LoadBars load = bars_of(c);
  const auto chart = std::make_shared<LoadChart>(c, load.span, std::move(load.bars), height);
  return {{{.height = chart->height() + below, .below = below}, [chart] { chart->draw(); }}};
}

}  // namespace pensum::page
