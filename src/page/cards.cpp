// Flashcards: a page of questions, then a page of their answers, mirrored so that each is behind its question
// when the sheet is turned over its long edge; with marks to cut along.
#include "language/word.hpp"
#include "page/composition.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

constexpr std::int64_t most_columns = 2;
constexpr std::int64_t most_rows = 4;

/// A question and its answer; or, where one of them is longer than a card, as much as a card holds.
struct Card {
  LessonIndex lesson = 0;
  std::size_t check = 0;
  bool first_piece = true;
  TextBlock question;
  TextBlock answer;
};

enum class Side { front, back };

class Cards {
 public:
  explicit Cards(Composition& c) : c_(c), canvas_(c.canvas), layout_(canvas_.layout()) {
    // The same on both sides, so that both halves of a sheet lie on each other.
    left_ = std::min(layout_.left, layout_.right);
    const Points width = layout_.width - left_ * 2;
    columns_ = std::clamp<std::int64_t>(width.milli / (layout_.body * 19).milli, 1, most_columns);
    rows_ =
        std::clamp<std::int64_t>(layout_.content_height().milli / (layout_.leading * 13).milli, 1, most_rows);
    width_ = width / columns_;
    height_ = layout_.content_height() / rows_;
    for (const LessonIndex lesson : c_.plan.lessons) {
      for (std::size_t i = 0; i < c_.plan.catalog->lessons[lesson].checks.size(); ++i) add_check(lesson, i);
    }
  }

  void draw() {
    find_first_page();
    list_ = canvas_.element(Role::list, c_.root);
    const PlaceId place = canvas_.reserve_place();
    canvas_.set_place(place, c_.y);
    canvas_.bookmark(0, c_.language.say(word::flashcards{}), place);
    const auto on_page = static_cast<std::size_t>(columns_ * rows_);
    for (std::size_t first = 0; first < cards_.size(); first += on_page) {
      if (first > 0) c_.start_page();
      draw_sheet(std::span(cards_).subspan(first, std::min(on_page, cards_.size() - first)));
    }
    c_.y = layout_.content_bottom();
  }

 private:
  // ---------------------------------------------------------------- what is on each card

  Points padding() const { return layout_.body; }
  Points inner_width() const { return width_ - padding() * 2; }
  /// Below the number.
  Points inner_height() const { return height_ - padding() * 2 - canvas_.leading(Type::small) * 3 / 2; }

  /// In the largest type in which it has room; what has none in the smallest is in pieces.
  std::vector<TextBlock> texts_of(const RichText& text) {
    for (const Type type : {Type::body, Type::small}) {
      TextBlock whole = canvas_.prose(text, type, inner_width());
      if (whole.height() <= inner_height()) return {std::move(whole)};
      if (type == Type::small) return pieces_of(std::move(whole), inner_height());
    }
    return {};
  }

  void add_check(LessonIndex lesson, std::size_t check) {
    const Check& words = c_.plan.catalog->lessons[lesson].checks[check];
    std::vector<TextBlock> questions = texts_of(words.question);
    std::vector<TextBlock> answers = texts_of(words.answer);
    const std::size_t count = std::max(questions.size(), answers.size());
    questions.resize(count);
    answers.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      cards_.push_back({.lesson = lesson,
                        .check = check,
                        .first_piece = i == 0,
                        .question = std::move(questions[i]),
                        .answer = std::move(answers[i])});
    }
  }

  // ---------------------------------------------------------------- pages

  /// On paper the first page of questions is a front: the page that this leaves has lines to write on.
  void find_first_page() {
    if (!go_to_kept_place(c_)) {
      if (!c_.page_is_empty()) c_.start_page();
      const bool on_paper = !layout_.booklet && layout_.navigation.milli == 0;
      if (on_paper && canvas_.page() % 2 != 0) {
        draw_writing_lines(c_, c_.content_left(), c_.y, c_.content_width(), c_.room());
        c_.start_page();
      }
    }
    begin_section(c_);
  }

  void draw_sheet(std::span<Card> cards) {
    std::array<PlaceId, 2> sides{canvas_.reserve_place(), canvas_.reserve_place()};
    items_.clear();
    draw_side(cards, Side::front, sides);
    draw_marks();
    c_.start_page();
    draw_side(cards, Side::back, sides);
  }

  void draw_side(std::span<Card> cards, Side side, const std::array<PlaceId, 2>& sides) {
    canvas_.set_place(sides[side == Side::front ? 0 : 1], layout_.top);
    const PlaceId other = sides[side == Side::front ? 1 : 0];
    for (std::size_t i = 0; i < cards.size(); ++i) {
      const std::int64_t row = static_cast<std::int64_t>(i) / columns_;
      std::int64_t column = static_cast<std::int64_t>(i) % columns_;
      if (side == Side::back) column = columns_ - 1 - column;
      const Points x = left_ + width_ * column + padding();
      const Points y = layout_.top + height_ * row + padding();
      draw_card(cards[i], i, side, x, y, other);
    }
  }

  /// A question and its answer are one item, though they are on two pages.
  void draw_card(Card& card, std::size_t index, Side side, Points x, Points y, PlaceId other) {
    if (side == Side::front) items_.push_back(canvas_.element(Role::list_item, list_));
    const ElementId item = items_[index];
    const Lesson& lesson = c_.plan.catalog->lessons[card.lesson];
    const std::string number = c_.language.question(lesson.id, card.check + 1);
    const ElementId label = canvas_.element(side == Side::front ? Role::label : Role::list_body, item);
    const ElementId link = canvas_.element(Role::link, label);
    std::string shown = number;
    if (!card.first_piece) shown += separator + c_.language.say(word::continued{});
    TextBlock line = canvas_.paragraph(shown, Type::small_bold, inner_width(), 1);
    const Points width = line.lines.front().width;
    canvas_.text(link, x, y, layout_.secondary, std::move(line));
    canvas_.link(link, {x, y, width, canvas_.leading(Type::small)}, other,
                 side == Side::front ? c_.language.say(word::go_to_answer{.number = number})
                                     : c_.language.say(word::go_to_question{.number = number}));
    TextBlock& text = side == Side::front ? card.question : card.answer;
    if (text.lines.empty()) return;
    const Points top = y + canvas_.leading(Type::small) * 3 / 2;
    const Points space = std::max(inner_height() - text.height(), Points{});
    const ElementId body = side == Side::front ? canvas_.element(Role::list_body, item) : label;
    // A little above the middle, where it looks to be in the middle.
    canvas_.text(canvas_.element(Role::paragraph, body), x, top + space.scaled(2, 5), layout_.text,
                 std::move(text));
  }

  /// Where cuts begin and end, and crosses where they meet.
  void draw_marks() {
    const Points arm = layout_.small;
    const Points gap = layout_.hairline * 4;
    const Points right = left_ + width_ * columns_;
    const Points bottom = layout_.top + height_ * rows_;
    const auto across = [&](Points x, Points y, Points width) {
      canvas_.horizontal_rule(x, y, width, layout_.hairline, layout_.secondary);
    };
    const auto down = [&](Points x, Points y, Points height) {
      canvas_.vertical_rule(artifact, x, y, height, layout_.hairline, layout_.secondary);
    };
    const Points beside = std::min(arm, left_ - gap);
    for (std::int64_t row = 0; row <= rows_; ++row) {
      const Points y = layout_.top + height_ * row;
      across(left_ - gap - beside, y, beside);
      across(right + gap, y, beside);
    }
    for (std::int64_t column = 0; column <= columns_; ++column) {
      const Points x = left_ + width_ * column;
      down(x, layout_.top - gap - arm, arm);
      down(x, bottom + gap, arm);
      if (column == 0 || column == columns_) continue;
      for (std::int64_t row = 1; row < rows_; ++row) {
        const Points y = layout_.top + height_ * row;
        across(x - arm / 2, y, arm);
        down(x, y - arm / 2, arm);
      }
    }
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Points left_, width_, height_;  ///< of the cards' area; of a card
  std::int64_t columns_ = 1;
  std::int64_t rows_ = 1;
  std::vector<Card> cards_;
  ElementId list_ = 0;
  std::vector<ElementId> items_;  ///< the items of the current sheet's cards
};

}  // namespace

void compose_cards(Composition& c, const Section&) {
  if (has_checks(c)) Cards(c).draw();
}

}  // namespace pensum::page
