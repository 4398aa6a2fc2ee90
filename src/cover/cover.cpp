#include "cover/cover.hpp"

#include "cover/drawing.hpp"
#include "cover/freetype.hpp"
#include "facts/load_bars.hpp"
#include "language/dates.hpp"
#include "language/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::cover {

namespace {

// White on deep teal: also far apart in gray. So deep that a shade fits in between which is told from both,
// by 3 : 1 (WCAG 2.2, 1.4.11): that of reviews, between the bars of lessons and the sky.
constexpr Rgb teal{0x08, 0x4a, 0x57};
constexpr Rgb white{0xff, 0xff, 0xff};
constexpr Tone review_tone = 109;
// All that a cover shows: two more bits a pixel would make it a third larger, and only the edges of letters
// smoother, by what no eye sees at the size of a cover.
constexpr Shades shades({ground, review_tone, 182, ink});

constexpr Points margin = Points::whole(100);
constexpr Points measure = Points::whole(std::int64_t{width}) - margin * 2;

// From the top: a field with the title, one with the bars, and the ground below the bars.
constexpr Points rule_top = Points::whole(110);
constexpr Points title_top = Points::whole(262);
constexpr Points title_room = Points::whole(480);
constexpr Points learner_bottom = Points::whole(835);
constexpr Points sky_top = Points::whole(890);
constexpr Points sky_bottom = Points::whole(1330);
constexpr Points highest_bar = Points::whole(370);

constexpr std::array title_sizes{Points::whole(168), Points::whole(148), Points::whole(130),
                                 Points::whole(114), Points::whole(100), Points::whole(88),
                                 Points::whole(76),  Points::whole(66)};
constexpr std::array learner_sizes{Points::whole(60), Points::whole(46)};
constexpr std::array small_sizes{Points::whole(44), Points::whole(36)};
constexpr std::array date_sizes{Points::whole(60), Points::whole(52), small_sizes.front()};

// A bar of 3 pixels and its gap.
constexpr std::int64_t narrowest_pitch = 4;
// However few days there are, a bar stays a bar.
constexpr Points widest_pitch = Points::whole(160);

struct Block {
  std::vector<text::Line> lines;
  Points ascent;
  Points leading;
};

class Cover {
 public:
  Cover(const Plan& plan, const Language& language, text::Typesetter& typesetter, Drawing& drawing)
      : plan_(plan),
        language_(language),
        typesetter_(typesetter),
        mirrored_(direction_of(plan.catalog->language) == Direction::right_to_left),
        drawing_(drawing) {}

  /// What the title and what is above it say.
  std::string heading() const {
    return fmt::format("{}\n{}\n{}", plan_.catalog->language, plan_.catalog->title, kind());
  }

  /// The words on the cover, without the learner's name.
  std::string all_but_learner() const {
    std::string said = fmt::format("{}\n{}\n{}\n", heading(), dates(), amount());
    for (const facts::LoadBar& bar : bars())
      said += fmt::format("{} {},", bar.lessons.count, bar.reviews.count);
    return said;
  }

  void draw_heading() {
    drawing_.clear();
    drawing_.fill(placed({margin, rule_top, Points::whole(120), Points::whole(12)}), ink);
    const Block what = fitted(kind(), text::Weight::regular, small_sizes, Points::whole(60));
    set(what, rule_top + Points::whole(46));
    set(fitted(plan_.catalog->title, text::Weight::bold, title_sizes, title_room), title_top);
  }

  void draw_plan() {
    drawing_.fill({{}, sky_top, Points::whole(std::int64_t{width}), Points::whole(1)}, ink);
    drawing_.repeat(drawing_.row_at(sky_top), drawing_.row_at(sky_bottom));
    draw_bars();
    set(fitted_dates(), sky_bottom + Points::whole(62));
    set(fitted(amount(), text::Weight::regular, small_sizes, Points::whole(60)),
        sky_bottom + Points::whole(152));
  }

  void draw_learner() {
    const Block learner = fitted(plan_.learner, text::Weight::regular, learner_sizes, Points::whole(130));
    set(learner, learner_bottom - learner.leading * static_cast<std::int64_t>(learner.lines.size()));
  }

  std::string dates() const {
    const auto [start, deadline] = Dates(language_, {plan_.start, plan_.deadline}).plan();
    return language_.line(language_.say(word::date_range{.first = start, .last = deadline}));
  }

  std::string days() const {
    const auto [start, deadline] = Dates(language_, {plan_.start, plan_.deadline}).plan_days();
    return language_.line(language_.say(word::date_range{.first = start, .last = deadline}));
  }

  /// What the book is.
  std::string kind() const { return language_.say(word::study_plan{}); }

 private:
  std::string amount() const {
    return fmt::format("{} · {}", language_.say(word::lessons{.count = plan_.lessons.size()}),
                       language_.duration(plan_.load));
  }

  std::vector<facts::LoadBar> bars() const {
    const auto most = static_cast<std::size_t>(measure.milli / 1000 / narrowest_pitch);
    return facts::load_bars(facts::days_with_load(plan_), language_.first_weekday(), most).bars;
  }

  Area placed(Area area) const {
    if (mirrored_) area.left = Points::whole(std::int64_t{width}) - area.left - area.width;
    return area;
  }

  /// `text` in the largest of `sizes` in which it fits into `room` with all words whole; or in the last,
  /// cut off.
  Block fitted(std::string_view text, text::Weight weight, std::span<const Points> sizes, Points room) {
    for (const Points size : sizes) {
      const bool last = size == sizes.back();
      const text::Style style{.weight = weight, .size = size};
      const Points leading = size.scaled(112, 100);
      const auto most = static_cast<std::size_t>(std::max<std::int64_t>(room.milli / leading.milli, 1));
      std::vector<text::Line> lines =
          typesetter_.paragraph(text, style, {.width = measure, .most_lines = last ? most : 0});
      const bool whole = std::ranges::none_of(lines, &text::Line::splits_word);
      if (last || (lines.size() <= most && whole)) {
        return {std::move(lines), typesetter_.metrics(style).cap_height, leading};
      }
    }
    std::unreachable();
  }

  /// Without their weekdays where these would make the dates no larger than what is below them.
  Block fitted_dates() {
    constexpr Points room = Points::whole(80);
    const auto fits = [&](Points size) {
      return size > small_sizes.front() &&
             typesetter_.line(dates(), {.weight = text::Weight::bold, .size = size}).width <= measure;
    };
    if (std::ranges::any_of(date_sizes, fits)) return fitted(dates(), text::Weight::bold, date_sizes, room);
    return fitted(days(), text::Weight::bold, date_sizes, room);
  }

  /// The tops of the first line's capitals are at `top`.
  void set(const Block& block, Points top) {
    Points baseline = top + block.ascent;
    for (const text::Line& line : block.lines) {
      drawing_.text(line, placed({margin, baseline, line.width, {}}).left, baseline);
      baseline += block.leading;
    }
  }

  void draw_bars() {
    const std::vector<facts::LoadBar> bars = this->bars();
    if (bars.empty()) return;
    const Minutes most = std::ranges::max(bars, {}, &facts::LoadBar::load).load();
    const auto count = static_cast<std::int64_t>(bars.size());
    const Points gap = std::min(measure / count, widest_pitch).scaled(22, 100);
    const Points pitch = std::min((measure + gap) / count, widest_pitch);
    // From the top down, each row as the one above but for the bars that begin in it.
    struct Top {
      std::size_t row;
      Points left;
      Tone tone;
    };
    std::vector<Top> tops;
    Points left = margin;
    for (const facts::LoadBar& bar : bars) {
      const auto add = [&](Minutes minutes, Tone tone) {
        tops.push_back(
            {drawing_.row_at(sky_bottom - highest_bar.scaled(minutes.count, most.count)), left, tone});
      };
      add(bar.load(), review_tone);
      add(bar.lessons, ground);
      left += pitch;
    }
    std::ranges::stable_sort(tops, {}, &Top::row);
    const std::size_t bottom = drawing_.row_at(sky_bottom);
    ToneRow row(width, ink);
    for (std::size_t i = 0; i < tops.size() && tops[i].row < bottom; ++i) {
      const Area bar = placed({tops[i].left, {}, pitch - gap, {}});
      row.fill(bar.left, bar.left + bar.width, tops[i].tone);
      const std::size_t next = i + 1 < tops.size() ? std::min(tops[i + 1].row, bottom) : bottom;
      if (next == tops[i].row) continue;
      drawing_.set_row(tops[i].row, row);
      drawing_.repeat(tops[i].row, next);
    }
  }

  const Plan& plan_;
  const Language& language_;
  text::Typesetter& typesetter_;
  bool mirrored_;
  Drawing& drawing_;
};

}  // namespace

Result<void> get_ready() {
  if (const Result<FreeType>& library = load_freetype(); !library) return std::unexpected(library.error());
  return {};
}

std::string Covers::draw(const Plan& plan, const Language& language, text::Typesetter& typesetter) {
  if (!letters_ || &letters_->fonts() != &typesetter.fonts()) {
    letters_ = std::make_unique<Letters>(typesetter.fonts(), shades);
    for (std::optional<Kept>* kept : {&titled_, &nameless_, &named_}) kept->emplace(*letters_);
  }
  const auto on = [&](Kept& kept) { return Cover(plan, language, typesetter, kept.drawing); };
  Cover nameless = on(*nameless_);
  std::string heading = nameless.heading();
  std::string said = nameless.all_but_learner();
  if (heading == titled_->said) {
    // What no font has is missing from this cover, too.
    for (const std::string& text : {plan.catalog->title, nameless.kind(), nameless.dates()})
      typesetter.line(text, {.weight = text::Weight::bold, .size = title_sizes.back()});
  } else {
    on(*titled_).draw_heading();
    titled_->said = std::move(heading);
  }
  if (said != nameless_->said) {
    nameless_->drawing.copy(titled_->drawing);
    nameless.draw_plan();
    nameless_->said = std::move(said);
  }
  if (plan.learner.empty()) return nameless_->drawing.png(teal, white);
  named_->drawing.copy(nameless_->drawing);
  on(*named_).draw_learner();
  return named_->drawing.png(teal, white);
}

}  // namespace pensum::cover
