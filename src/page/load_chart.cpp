#include "page/load_chart.hpp"

#include "language/words.hpp"
#include "report/load_bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace pensum::page {
namespace {

using report::LoadBar;
using report::Span;

constexpr std::int64_t narrowest_pitch_milli = 3000;  // a bar and its gap

std::string_view span_name(Span span, std::size_t count) {
  switch (span) {
    case Span::day:
      return count == 1 ? "study day" : "study days";
    case Span::week:
      return count == 1 ? "week" : "weeks";
    case Span::month:
      return count == 1 ? "month" : "months";
    case Span::year:
      return count == 1 ? "year" : "years";
  }
  return {};
}

class LoadChart {
 public:
  LoadChart(Composition& c, Span span, std::vector<LoadBar> bars)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), span_(span), bars_(std::move(bars)) {
    least_ = bars_.front().load();
    for (const LoadBar& bar : bars_) {
      least_ = std::min(least_, bar.load());
      most_ = std::max(most_, bar.load());
      widest_ = std::max(widest_, bar.budget);
      even_budget_ = even_budget_ && bar.budget == bars_.front().budget;
      if (bar.starts_week) ++week_gaps_;
    }
    // A budget far above every load would press the bars flat: then it is said, not drawn.
    shows_budget_ = widest_.count <= most_.count * 2;
    scale_ = std::max<std::int64_t>(shows_budget_ ? widest_.count : most_.count, 1);
    if (span_ != Span::day) week_gaps_ = 0;
  }

  void draw(Points below) {
    const Points small = canvas_.leading(Type::small);
    height_ = height_with(below);
    c_.need(layout_.leading * 2 + height_ + small * 4);
    const TextBlock heading = canvas_.paragraph(heading_text(), Type::body_bold, c_.content_width());
    canvas_.text(c_.in_own_words(Role::heading2, c_.root), c_.content_left(), c_.y, layout_.text, heading);
    c_.y += heading.height();
    const TextBlock caption = canvas_.paragraph(caption_text(), Type::small, c_.content_width());
    canvas_.text(c_.in_own_words(Role::paragraph, c_.root), c_.content_left(), c_.y, layout_.secondary,
                 caption);
    c_.y += caption.height() + small;  // the room for the numbers above the bars
    figure_ = canvas_.element(Element{.role = Role::figure,
                                      .parent = c_.root,
                                      .alternative = alternative(),
                                      .language = c_.own_language()});
    base_ = c_.y + height_;
    draw_bars();
    canvas_.fill(figure_, {c_.content_left(), base_, c_.content_width(), layout_.hairline}, layout_.text);
    c_.y = base_ + layout_.hairline + layout_.leading / 6;
    draw_ends();
    c_.y += small;
  }

 private:
  /// A little lower, where that saves what comes below it a page.
  Points height_with(Points below) const {
    const Points around = layout_.leading * 2 + canvas_.leading(Type::small) * 4;
    return std::clamp(c_.room() - around - below, layout_.leading * 4, layout_.leading * 7);
  }

  std::string heading_text() const {
    switch (span_) {
      case Span::day:
        return "Your load, day by day";
      case Span::week:
        return "Your load, week by week";
      case Span::month:
        return "Your load, month by month";
      case Span::year:
        return "Your load, year by year";
    }
    return {};
  }

  std::string caption_text() const {
    std::string text = fmt::format("{} {}, ", bars_.size(), span_name(span_, bars_.size()));
    text += least_ == most_ ? fmt::format("{} each", words::duration(most_))
                            : fmt::format("never more than {}", words::duration(most_));
    if (!shows_budget_) {
      text += even_budget_ ? fmt::format(", far below the budget of {}", words::duration(widest_))
                           : std::string(", far below the budget");
    } else if (most_ < widest_ || !even_budget_) {
      text += even_budget_ ? fmt::format("; the line is the budget of {}", words::duration(widest_))
                           : std::string("; the line is the budget");
    }
    text += ".";
    if (c_.plan.review_load.count > 0) text += " Dark: lessons; light: reviews.";
    return text;
  }

  std::string alternative() const {
    std::string text =
        fmt::format("LoadBar chart of {} {}: the load is {} at least and {} at most, the budget {} at most.",
                    bars_.size(), span_name(span_, bars_.size()), words::duration(least_),
                    words::duration(most_), words::duration(widest_));
    if (c_.plan.review_load.count > 0) {
      text += fmt::format(" In all {} of lessons and {} of reviews.", words::duration(c_.plan.load),
                          words::duration(c_.plan.review_load));
    }
    return text;
  }

  /// Bars share the width; a gap of half a pitch stands between weeks.
  Points bar_x(std::size_t index, std::size_t gaps) const {
    const auto halves = static_cast<std::int64_t>(bars_.size() * 2 + week_gaps_);
    return c_.content_left() + c_.content_width().scaled(static_cast<std::int64_t>(index * 2 + gaps), halves);
  }
  Points bar_height(Minutes minutes) const { return height_.scaled(minutes.count, scale_); }

  void draw_bars() {
    const Points pitch =
        c_.content_width().scaled(2, static_cast<std::int64_t>(bars_.size() * 2 + week_gaps_));
    const Points width = std::min(pitch.scaled(78, 100), layout_.leading * 3);
    const auto fullest =
        static_cast<std::size_t>(std::ranges::max_element(bars_, {}, &LoadBar::load) - bars_.begin());
    const bool all_numbered =
        bars_.size() <= 31 &&
        canvas_.line(std::to_string(most_.count), Type::small).width + layout_.body / 10 <= pitch;
    std::size_t gaps = 0;
    for (std::size_t i = 0; i < bars_.size(); ++i) {
      const LoadBar& bar = bars_[i];
      if (span_ == Span::day && bar.starts_week) ++gaps;
      const Points x = bar_x(i, gaps);
      const Points height = bar_height(bar.load());
      const Points lessons = bar_height(bar.lessons);
      if (lessons.milli > 0) canvas_.fill(figure_, {x, base_ - lessons, width, lessons}, layout_.accent);
      if (height > lessons) {
        canvas_.fill(figure_, {x, base_ - height, width, height - lessons}, review_color(layout_));
      }
      if (shows_budget_) {
        canvas_.fill(figure_, {x, base_ - bar_height(bar.budget) - layout_.hairline, width, layout_.hairline},
                     layout_.text);
      }
      // In short charts every bar bears its number, where numbers have room; else the fullest does.
      const bool numbered = span_ == Span::day && (all_numbered || i == fullest);
      if (numbered && bar.load().count > 0) draw_number(x + width / 2, base_ - height, bar);
    }
  }

  void draw_number(Points center, Points top, const LoadBar& bar) {
    text::Line number = canvas_.line(std::to_string(bar.load().count), Type::small);
    Points above = top;
    // A number would run into a budget line that lies close above its bar: it goes over the line.
    if (shows_budget_ && bar_height(bar.budget) - bar_height(bar.load()) < canvas_.leading(Type::small)) {
      above = base_ - bar_height(bar.budget) - layout_.hairline;
    }
    const Points x = std::max(center - number.width / 2, c_.content_left());
    canvas_.text(figure_, x, canvas_.baseline(above - canvas_.leading(Type::small), Type::small),
                 layout_.text, std::move(number));
  }

  void draw_ends() {
    const Points baseline = canvas_.baseline(c_.y, Type::small);
    canvas_.text(figure_, c_.content_left(), baseline, layout_.secondary,
                 canvas_.line(c_.dates.date(bars_.front().first), Type::small));
    if (bars_.size() < 2) return;
    canvas_.text_right(figure_, c_.content_left() + c_.content_width(), baseline, layout_.secondary,
                       canvas_.line(c_.dates.date(c_.plan.days.back().date), Type::small));
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Span span_;
  std::vector<LoadBar> bars_;
  Minutes least_;
  Minutes most_;
  Minutes widest_;
  std::int64_t scale_ = 1;
  std::size_t week_gaps_ = 0;
  bool even_budget_ = true;
  bool shows_budget_ = true;
  ElementId figure_ = artifact;
  Points height_;
  Points base_;
};

}  // namespace

void draw_load_chart(Composition& c, Points below) {
  if (c.plan.days.empty() || c.plan.lessons.empty()) return;
  const auto most = static_cast<std::size_t>(c.content_width().milli / narrowest_pitch_milli);
  report::LoadBars load = report::load_bars(c.plan.days, c.language.first_weekday(), most);
  LoadChart(c, load.span, std::move(load.bars)).draw(below);
}

}  // namespace pensum::page
