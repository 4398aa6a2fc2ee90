// Self-check questions, and their answers on pages of their own: lesson by lesson, each question
// linked to its answer and each answer back.
#include "language/word.hpp"
#include "page/composition.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

enum class Side { questions, answers };

/// A title is in full with its day, and in the index.
constexpr std::size_t most_lines_of_title = 6;

/// A heading, a lesson's title, or a question or answer (or as many of its lines as stay together).
struct Entry {
  enum class Kind { heading, lesson, text } kind = Kind::text;
  LessonIndex lesson = 0;
  std::size_t check = 0;
  bool first_piece = true;  ///< bears the number
  TextBlock text;
  Points height;
};

class Checks {
 public:
  Checks(Composition& c, const Section& section, Side side)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), side_(side), columns_(section.columns) {
    c_.use_column(0, columns_);
    set_columns();
    collect();
    c_.use_column(0, 1);
  }

  void draw() {
    std::vector<Block> blocks;
    for (const Entry& entry : entries_) {
      blocks.push_back({.height = entry.height,
                        .keep_with_next = entry.kind == Entry::Kind::heading,
                        .head = entry.kind == Entry::Kind::lesson,
                        .rows = entry.text.lines.size()});
    }
    section_ = canvas_.element(Role::section, c_.root);
    // The learner should not see the answers while answering: they begin a page.
    const Flow flow{.columns = columns_,
                    .gap = layout_.leading * 2,
                    .start = side_ == Side::answers ? Flow::Start::own_page : Flow::Start::together};
    set_blocks(c_, blocks, flow, [&](const PageRange& page) {
      for (std::size_t i = page.first; i < page.last; ++i) draw_entry(entries_[i]);
    });
  }

 private:
  Type text_type() const { return side_ == Side::questions ? Type::body : Type::small; }
  Points label_gap() const { return layout_.body.scaled(8, 10); }
  Points text_left() const { return c_.content_left() + (number_above_ ? Points{} : label_width_); }
  Points text_width() const { return c_.content_right() - text_left(); }

  std::string number(LessonIndex lesson, std::size_t check) const {
    return c_.language.question(c_.plan.catalog->lessons[lesson].id, check + 1);
  }

  void set_columns() {
    Points widest;
    for (const LessonIndex lesson : c_.plan.lessons) {
      const std::size_t checks = c_.plan.catalog->lessons[lesson].checks.size();
      if (checks > 0) widest = std::max(widest, canvas_.width(number(lesson, checks - 1), Type::small));
      if (widest > layout_.body * 4) break;
    }
    number_above_ = widest > layout_.body * 4;
    label_width_ = widest + label_gap();
    page_width_ = canvas_.width(c_.language.say(word::page_reference{.page = 9999}), Type::small);
  }

  std::string heading() const {
    return side_ == Side::questions ? c_.language.say(word::questions{}) : c_.language.say(word::answers{});
  }

  void collect() {
    Entry title{.kind = Entry::Kind::heading,
                .text = canvas_.paragraph(heading(), Type::large, c_.content_width()),
                .height = {}};
    title.height = title.text.height() + layout_.leading / 2;
    entries_.push_back(std::move(title));
    for (const LessonIndex index : c_.plan.lessons) {
      const Lesson& lesson = c_.plan.catalog->lessons[index];
      if (lesson.checks.empty()) continue;
      Entry entry{.kind = Entry::Kind::lesson,
                  .lesson = index,
                  .text = canvas_.paragraph(lesson.title, Type::body_bold, text_width() - page_width_,
                                            most_lines_of_title),
                  .height = {}};
      entry.height = layout_.leading.scaled(7, 10) + entry.text.height() + layout_.leading / 4;
      if (number_above_) entry.height += canvas_.leading(Type::small);
      entries_.push_back(std::move(entry));
      for (std::size_t i = 0; i < lesson.checks.size(); ++i) add_text(index, i, lesson.checks[i]);
    }
  }

  /// A text that is longer than a third of a page becomes pieces of as many lines as that holds.
  void add_text(LessonIndex lesson, std::size_t check, const Check& words) {
    TextBlock text =
        canvas_.prose(side_ == Side::questions ? words.question : words.answer, text_type(), text_width());
    const Points text_height = text.height();
    std::vector<TextBlock> pieces = pieces_of(std::move(text), layout_.content_height() / 3);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Entry entry{.lesson = lesson,
                  .check = check,
                  .first_piece = i == 0,
                  .text = std::move(pieces[i]),
                  .height = {}};
      entry.height = entry.text.height();
      if (i + 1 == pieces.size()) entry.height += gap_below(text_height);
      if (i == 0 && number_above_) entry.height += canvas_.leading(Type::small);
      entries_.push_back(std::move(entry));
    }
  }

  /// Where links are touched, each is as high as a finger needs.
  Points gap_below(Points text) const {
    const Points usual = layout_.leading.scaled(4, 10);
    return is_touched() ? std::max(usual, Points::mm(7) - text) : usual;
  }
  bool is_touched() const { return layout_.navigation.milli > 0; }

  void draw_entry(Entry& entry) {
    switch (entry.kind) {
      case Entry::Kind::heading:
        draw_heading(entry);
        break;
      case Entry::Kind::lesson:
        draw_lesson(entry);
        break;
      case Entry::Kind::text:
        draw_text(entry);
        break;
    }
    c_.y += entry.height;
  }

  void draw_heading(Entry& entry) {
    const PlaceId place = canvas_.reserve_place();
    canvas_.set_place(place, c_.y);
    canvas_.bookmark(0, heading(), place);
    (side_ == Side::questions ? c_.questions : c_.answers) = place;
    canvas_.text(c_.in_own_words(Role::heading2, section_), c_.content_left(), c_.y, layout_.text,
                 entry.text);
  }

  void draw_lesson(Entry& entry) {
    const Lesson& lesson = c_.plan.catalog->lessons[entry.lesson];
    Points y = c_.y + layout_.leading.scaled(7, 10);
    const ElementId heading = canvas_.element(Role::heading3, section_);
    if (number_above_) {
      canvas_.text(heading, text_left(), canvas_.baseline(y, Type::small), layout_.secondary,
                   canvas_.line(c_.language.lesson(lesson.id), Type::small));
      y += canvas_.leading(Type::small);
    } else {
      canvas_.text(heading, c_.content_left(), canvas_.baseline(y, Type::body_bold), layout_.text,
                   canvas_.line(c_.language.lesson(lesson.id), Type::body_bold));
    }
    canvas_.text(heading, text_left(), y, layout_.text, std::move(entry.text));
    refer(entry.lesson, y);
    list_ = canvas_.element(Role::list, section_);
  }

  /// On which page the lesson's answers are, or its questions.
  void refer(LessonIndex lesson, Points y) {
    const std::map<LessonIndex, std::vector<PlaceId>>& others =
        side_ == Side::questions ? c_.answer_places : c_.question_places;
    const auto found = others.find(lesson);
    if (found == others.end()) return;
    const ElementId link = canvas_.element(Role::link, c_.in_own_words(Role::paragraph, section_));
    const Points above = canvas_.baseline(y, Type::body_bold) - canvas_.baseline({}, Type::small);
    c_.page_numbers.push_back(
        {.promise = canvas_.promise_link_right(link, c_.content_right(), above, layout_.secondary,
                                               Type::small, found->second.front()),
         .place = found->second.front(),
         .reference = side_ == Side::questions ? PageReference::answers : PageReference::questions,
         .element = link});
  }

  void draw_text(Entry& entry) {
    Points y = c_.y;
    if (side_ == Side::answers) c_.stands_here(InAnswers{.lesson = entry.lesson, .check = entry.check});
    if (entry.first_piece) {
      const ElementId item = canvas_.element(Role::list_item, list_);
      draw_number(entry, canvas_.element(Role::label, item), y);
      if (number_above_) y += canvas_.leading(Type::small);
      body_ = canvas_.element(Role::list_body, item);
    }
    canvas_.text(body_, text_left(), y, layout_.text, std::move(entry.text));
  }

  /// The number is on its text's first baseline and links to the other side.
  void draw_number(const Entry& entry, ElementId label, Points y) {
    const auto& own = side_ == Side::questions ? c_.question_places : c_.answer_places;
    const auto& others = side_ == Side::questions ? c_.answer_places : c_.question_places;
    canvas_.set_place(own.at(entry.lesson)[entry.check], y);
    text::Line line = canvas_.line(number(entry.lesson, entry.check), Type::small);
    const Points baseline = canvas_.baseline(y, number_above_ ? Type::small : text_type());
    const auto other = others.find(entry.lesson);
    if (other == others.end()) {
      canvas_.text(label, c_.content_left(), baseline, layout_.secondary, std::move(line));
      return;
    }
    const ElementId link = canvas_.element(Role::link, label);
    const Points width = std::max(label_width_, line.width);
    canvas_.text(link, c_.content_left(), baseline, layout_.accent, std::move(line));
    Rectangle area{c_.content_left(), y, width, canvas_.leading(Type::body)};
    // A finger finds the whole question.
    if (is_touched()) area = {c_.content_left(), y, c_.content_width(), entry.height};
    canvas_.link(link, area, other->second[entry.check], spoken(number(entry.lesson, entry.check)));
  }

  /// What screen readers speak for a link to the other side.
  std::string spoken(std::string_view number) const {
    return side_ == Side::questions ? c_.language.say(word::go_to_answer{.number = number})
                                    : c_.language.say(word::go_to_question{.number = number});
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Side side_;
  unsigned columns_;
  std::vector<Entry> entries_;
  Points label_width_;
  Points page_width_;
  bool number_above_ = false;
  ElementId section_ = 0;
  ElementId list_ = 0;
  ElementId body_ = 0;
};

}  // namespace

bool has_checks(const Composition& c) {
  return std::ranges::any_of(
      c.plan.lessons, [&](LessonIndex lesson) { return !c.plan.catalog->lessons[lesson].checks.empty(); });
}

void compose_questions(Composition& c, const Section& section) {
  if (has_checks(c)) Checks(c, section, Side::questions).draw();
}

void compose_answers(Composition& c, const Section& section) {
  if (has_checks(c)) Checks(c, section, Side::answers).draw();
}

}  // namespace pensum::page
