// What lessons give to read: lesson by lesson, in columns, each with its notes at its end.
#include "base/utf8.hpp"
#include "language/word.hpp"
#include "page/composition.hpp"
#include "page/references.hpp"
#include "page/tables.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// Code up to this many lines stays together.
constexpr std::size_t most_lines_together = 12;
/// A title is in full with its day, and in the index.
constexpr std::size_t most_lines_of_title = 6;

/// Where a line beside a quotation is, and whether it goes on to the next piece.
struct Bar {
  Points left;
  bool goes_on = false;
};

/// What stays together in a column.
struct Piece {
  Block block;
  Points above{};  ///< white above the text, of the block's height
  Points left{};   ///< from the column's edge
  ElementId element = artifact;
  TextBlock text{};
  ElementId label_element = artifact;
  text::Line label{};  ///< of a list's item or a note, before its first line
  Points label_left{};
  std::vector<Bar> bars{};
  std::optional<TableRowOnPage> row{};
  const Image* picture = nullptr;
  Points picture_width{};
  std::optional<LessonIndex> lesson{};  ///< that begins here
  std::optional<PlaceId> place{};       ///< of a note
  bool is_heading = false;              ///< of the section
};

/// Where blocks are set: how far from the column's edge, within which element.
struct Context {
  Points left;
  ElementId parent = 0;
};

std::string superscript(std::size_t number) {
  constexpr std::array<std::string_view, 10> digits = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char digit : std::to_string(number)) text += digits[static_cast<std::size_t>(digit - '0')];
  return text;
}

/// A text with the numbers of its notes where they are called.
RichText with_numbers_of_notes(const RichText& text) {
  RichText numbered;
  std::vector<std::pair<std::size_t, std::size_t>> inserted;  // where, and how many bytes
  std::size_t at = 0;
  for (const TextMark& mark : text.marks) {
    if (mark.kind != TextMark::Kind::note) continue;
    numbered.text.append(text.text, at, mark.first - at);
    at = mark.first;
    const std::string number = superscript(mark.note + 1);
    numbered.text += number;
    inserted.emplace_back(mark.first, number.size());
  }
  if (inserted.empty()) return text;
  numbered.text.append(text.text, at);
  const auto moved = [&](std::size_t position, bool with_own) {
    std::size_t sum = position;
    for (const auto& [where, size] : inserted) {
      if (where < position || (with_own && where == position)) sum += size;
    }
    return sum;
  };
  for (TextMark mark : text.marks) {
    const bool is_note = mark.kind == TextMark::Kind::note;
    mark.first = moved(mark.first, !is_note);
    mark.last = moved(mark.last, is_note);
    numbered.marks.push_back(std::move(mark));
  }
  return numbered;
}

class ReadingPages {
 public:
  ReadingPages(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), columns_(section.columns) {
    for (LessonIndex i = 0; i < c.plan.catalog->lessons.size(); ++i)
      lessons_.emplace(c.plan.catalog->lessons[i].id, i);
    c_.use_column(0, columns_);
    width_ = c_.content_width();
    section_ = canvas_.element(Role::section, c_.root);
    collect();
    c_.use_column(0, 1);
  }

  void draw() {
    std::vector<page::Block> blocks;
    blocks.reserve(pieces_.size());
    for (const Piece& piece : pieces_) blocks.push_back(piece.block);
    const Flow flow{.columns = columns_, .gap = layout_.leading * 2, .start = Flow::Start::own_page};
    set_blocks(c_, blocks, flow, [&](const PageRange& page) {
      for (std::size_t i = page.first; i < page.last; ++i) draw_piece(pieces_[i]);
    });
  }

 private:
  using Kind = pensum::Block::Kind;

  Points leading() const { return canvas_.leading(Type::small); }
  Points between_paragraphs() const { return leading() / 2; }
  Points em() const { return layout_.small; }
  Points room(const Context& context) const { return width_ - context.left; }

  // ---------------------------------------------------------------- collecting

  void collect() {
    Piece title{.block = {},
                .element = c_.in_own_words(Role::heading2, section_),
                .text = canvas_.paragraph(c_.language.say(word::readings{}), Type::large, width_)};
    title.is_heading = true;
    title.block = {.height = title.text.height() + layout_.leading / 2, .keep_with_next = true};
    pieces_.push_back(std::move(title));
    for (const LessonIndex lesson : c_.plan.lessons) {
      if (const Reading* reading = c_.texts->of[lesson]) add_lesson(lesson, *reading);
    }
  }

  void add_lesson(LessonIndex index, const Reading& reading) {
    const Lesson& lesson = c_.plan.catalog->lessons[index];
    if (pieces_.size() > 1) leave(layout_.leading * 2);
    Piece title{.block = {},
                .above = leading() + layout_.leading / 4,
                .element = canvas_.element(Role::heading3, section_),
                .text = canvas_.paragraph(lesson.title, Type::large, width_, most_lines_of_title)};
    title.lesson = index;
    title.block.height = title.above + title.text.height() + layout_.leading / 2;
    title.block.keep_with_next = true;
    pieces_.push_back(std::move(title));
    has_section_ = false;
    notes_.clear();
    for (std::size_t i = 0; i < reading.notes.size(); ++i) notes_.push_back(canvas_.reserve_place());
    add_blocks(reading.blocks, {.left = {}, .parent = section_});
    add_notes(reading);
  }

  /// White of `height` below the last piece, which takes no room at a column's foot.
  void leave(Points height) {
    page::Block& last = pieces_.back().block;
    if (last.keep_with_next || last.below >= height) return;
    last.height += height - last.below;
    last.below = height;
  }

  void add_blocks(const std::vector<pensum::Block>& blocks, const Context& context) {
    for (const pensum::Block& block : blocks) {
      if (&block != &blocks.front()) leave(between_paragraphs());
      add_block(block, context);
    }
  }

  void add_block(const pensum::Block& block, const Context& context) {
    switch (block.kind) {
      case Kind::paragraph:
        return add_text(prose(block.text, Type::small, room(context)),
                        canvas_.element(Role::paragraph, context.parent), context.left);
      case Kind::section:
      case Kind::subsection:
        return add_heading(block, context);
      case Kind::bullets:
      case Kind::numbers:
        return add_list(block, context);
      case Kind::item:
        return add_blocks(block.blocks, context);
      case Kind::quote:
        return add_quote(block, context);
      case Kind::code:
        return add_code(block, context);
      case Kind::table:
        return add_table(block, context);
      case Kind::picture:
        return add_picture(block, context);
    }
  }

  TextBlock prose(const RichText& text, Type type, Points width) {
    return canvas_.prose(with_numbers_of_notes(text), type, width,
                         [this](const TextMark& mark) { return target_of(mark); });
  }

  /// Where a link leads; nothing where that is not in the document.
  std::optional<LinkTarget> target_of(const TextMark& mark) const {
    if (mark.kind == TextMark::Kind::note)
      return LinkTarget{notes_.at(mark.note), c_.language.number(mark.note + 1)};
    if (!mark.target.starts_with('#')) return LinkTarget{KeptText(mark.target), KeptText(mark.target)};
    const auto lesson = lessons_.find(std::string_view(mark.target).substr(1));
    if (lesson == lessons_.end()) return std::nullopt;
    const KeptText title(c_.plan.catalog->lessons[lesson->second].title);
    if (const auto place = c_.reading_places.find(lesson->second); place != c_.reading_places.end())
      return LinkTarget{place->second, title};
    const auto day = c_.day_of_lesson.find(lesson->second);
    if (!c_.days_in || day == c_.day_of_lesson.end()) return std::nullopt;
    return LinkTarget{c_.day_places[day->second], title};
  }

  /// Lines that a column may end behind: neither the first nor the last is left alone.
  void add_text(TextBlock text, ElementId element, Points left) {
    const std::size_t count = text.lines.size();
    for (std::size_t at = 0; at < count;) {
      const bool few = count <= 3;
      const bool pair = at == 0 || at + 2 == count;
      const std::size_t last = few ? count : at + (pair ? 2 : 1);
      Piece piece{.block = {}, .left = left, .element = element, .text = text.begun()};
      for (; at < last; ++at) piece.text.append(text, at);
      piece.block.height = piece.text.height();
      pieces_.push_back(std::move(piece));
    }
  }

  void add_heading(const pensum::Block& block, const Context& context) {
    const bool is_section = block.kind == Kind::section;
    has_section_ |= is_section;
    leave(layout_.leading.scaled(is_section ? 10 : 8, 10));
    Piece piece{.block = {},
                .left = context.left,
                .element = canvas_.element(is_section || !has_section_ ? Role::heading4 : Role::heading5,
                                           context.parent),
                .text = prose(block.text, is_section ? Type::body_bold : Type::small_bold, room(context))};
    piece.block = {.height = piece.text.height() + leading() / 4, .keep_with_next = true};
    pieces_.push_back(std::move(piece));
  }

  void add_list(const pensum::Block& list, const Context& context) {
    const bool numbered = list.kind == Kind::numbers;
    const auto label = [&](std::size_t item) {
      return canvas_.line(numbered ? c_.language.number(item + 1) + "." : "•", Type::small);
    };
    const Points indent = label(list.blocks.empty() ? 0 : list.blocks.size() - 1).width + em() / 2;
    const ElementId element = canvas_.element(Role::list, context.parent);
    for (std::size_t i = 0; i < list.blocks.size(); ++i) {
      if (i > 0) leave(leading() / 4);
      const ElementId item = canvas_.element(Role::list_item, element);
      add_labelled(label(i), canvas_.element(Role::label, item), context.left, [&] {
        add_block(list.blocks[i], {context.left + indent, canvas_.element(Role::list_body, item)});
      });
    }
  }

  /// What `add` adds, with a label beside its first line.
  template <class Add>
  void add_labelled(text::Line label, ElementId element, Points left, Add&& add) {
    const std::size_t first = pieces_.size();
    add();
    if (pieces_.size() == first) return;
    Piece& piece = pieces_[first];
    // Where another label is there already, a list begins with a list.
    if (piece.label_element != artifact) return;
    piece.label = std::move(label);
    piece.label_element = element;
    piece.label_left = left;
  }

  void add_quote(const pensum::Block& quote, const Context& context) {
    const std::size_t first = pieces_.size();
    add_blocks(quote.blocks, {context.left + em(), canvas_.element(Role::block_quote, context.parent)});
    for (std::size_t i = first; i < pieces_.size(); ++i)
      pieces_[i].bars.push_back({context.left + em() / 4, i + 1 < pieces_.size()});
  }

  void add_code(const pensum::Block& block, const Context& context) {
    const Points left = context.left + em() / 2;
    const ElementId paragraph = canvas_.element(Role::paragraph, context.parent);
    const ElementId element = canvas_.element(Role::code, paragraph);
    TextBlock code = canvas_.code(block.text.text, Type::small, width_ - left);
    const auto page_most = static_cast<std::size_t>(layout_.content_height().milli / leading().milli / 2);
    const std::size_t most = std::clamp<std::size_t>(page_most, 1, most_lines_together);
    for (std::size_t at = 0; at < code.lines.size();) {
      const std::size_t last = end_of_code(code, at, most);
      Piece piece{.block = {}, .left = left, .element = element, .text = code.begun()};
      // A blank line is white between this piece and the next.
      for (std::size_t line = last; line > at && code.lines[line - 1].runs.empty(); --line)
        piece.block.below += leading();
      for (; at < last; ++at) piece.text.append(code, at);
      piece.block.height = piece.text.height();
      pieces_.push_back(std::move(piece));
    }
  }

  /// Where the lines end that stay together: all if they are few, else those up to the last blank line among
  /// as many as stay together.
  static std::size_t end_of_code(const TextBlock& code, std::size_t first, std::size_t most) {
    const std::size_t count = code.lines.size();
    if (count - first <= most) return count;
    for (std::size_t last = first + most; last > first + 1; --last) {
      if (code.lines[last - 1].runs.empty()) return last;
    }
    return first + most;
  }

  void add_table(const pensum::Block& table, const Context& context) {
    const ElementId element = canvas_.element(Role::table, context.parent);
    std::vector<TableRowOnPage> rows =
        rows_of(canvas_, table.rows, room(context),
                [&](const RichText& text, Type type, Points width) { return prose(text, type, width); });
    for (std::size_t i = 0; i < rows.size(); ++i) {
      make_elements(canvas_, element, table.rows[i], rows[i], i == 0);
      Piece piece{.block = {.height = rows[i].height}, .left = context.left};
      piece.block.keep_with_next = i == 0 && rows.size() > 1;
      piece.row = std::move(rows[i]);
      pieces_.push_back(std::move(piece));
    }
  }

  void add_picture(const pensum::Block& block, const Context& context) {
    const auto found = c_.texts->pictures.find(block.file);
    if (found == c_.texts->pictures.end()) return;
    const Image& image = found->second;
    // As large as on a screen of 96 pixels an inch, where there is room.
    const Points widest = room(context);
    const Points highest = layout_.content_height() / 2;
    Points width = std::min(Points::whole(image.width).scaled(3, 4), widest);
    Points height = width.scaled(image.height, image.width);
    if (height > highest) {
      height = highest;
      width = height.scaled(image.width, image.height);
    }
    // What shows nothing is not read out.
    const ElementId element =
        block.text.empty()
            ? artifact
            : canvas_.element(
                  Element{.role = Role::figure, .parent = context.parent, .alternative = block.text.text});
    Piece piece{.block = {.height = height}, .left = context.left, .element = element};
    piece.picture = &image;
    piece.picture_width = width;
    pieces_.push_back(std::move(piece));
  }

  void add_notes(const Reading& reading) {
    if (reading.notes.empty()) return;
    leave(layout_.leading);
    const Points indent = canvas_.width(superscript(reading.notes.size()), Type::small) + em() / 3;
    for (std::size_t i = 0; i < reading.notes.size(); ++i) {
      if (i > 0) leave(leading() / 4);
      const ElementId note = canvas_.element(Role::note, section_);
      const std::size_t first = pieces_.size();
      add_labelled(canvas_.line(superscript(i + 1), Type::small), canvas_.element(Role::label, note), {},
                   [&] {
                     add_text(prose(reading.notes[i], Type::small, width_ - indent),
                              canvas_.element(Role::paragraph, note), indent);
                   });
      pieces_[first].place = notes_[i];
    }
  }

  // ---------------------------------------------------------------- drawing

  void draw_piece(Piece& piece) {
    const Points x = c_.content_left() + piece.left;
    for (const Bar& bar : piece.bars) {
      const Points height = piece.block.height - (bar.goes_on ? Points{} : piece.block.below);
      canvas_.vertical_rule(artifact, c_.content_left() + bar.left, c_.y,
                            std::min(height, layout_.content_bottom() - c_.y), layout_.rule, layout_.faint);
    }
    if (piece.place) canvas_.set_place(*piece.place, c_.y);
    if (piece.is_heading) draw_heading();
    if (piece.lesson) draw_lesson(piece);
    if (piece.label_element != artifact) {
      canvas_.text(piece.label_element, c_.content_left() + piece.label_left,
                   canvas_.baseline(c_.y, Type::small), layout_.text, std::move(piece.label));
    }
    if (piece.picture != nullptr) {
      const Points height = piece.block.height - piece.block.below;
      canvas_.image(piece.element, {x, c_.y, piece.picture_width, height}, *piece.picture);
    } else if (piece.row) {
      draw_row(canvas_, *piece.row, x, c_.y);
    } else {
      canvas_.text(piece.element, x, c_.y + piece.above, layout_.text, std::move(piece.text));
    }
    if (piece.lesson) draw_minutes(piece);
    c_.y += piece.block.height;
  }

  void draw_heading() {
    const PlaceId place = canvas_.reserve_place();
    canvas_.set_place(place, c_.y);
    canvas_.bookmark(0, c_.language.say(word::readings{}), place);
  }

  /// Its number above its title, below a rule.
  void draw_lesson(const Piece& piece) {
    const Lesson& lesson = c_.plan.catalog->lessons[*piece.lesson];
    const PlaceId place = c_.reading_places.at(*piece.lesson);
    canvas_.set_place(place, c_.y);
    canvas_.bookmark(1, c_.language.lesson(lesson.id) + " " + lesson.title, place);
    canvas_.horizontal_rule(c_.content_left(), c_.y, c_.content_width(), layout_.rule, layout_.text);
    canvas_.text(piece.element, c_.content_left(), canvas_.baseline(number_top(), Type::small_bold),
                 layout_.secondary, canvas_.line(c_.language.lesson(lesson.id), Type::small_bold));
  }

  /// Beside its number, and the page of its questions.
  void draw_minutes(const Piece& piece) {
    const Lesson& lesson = c_.plan.catalog->lessons[*piece.lesson];
    text::Line minutes = canvas_.line(c_.language.minutes(lesson.minutes), Type::small);
    const Points left = c_.content_right() - minutes.width;
    canvas_.text(c_.in_own_words(Role::paragraph, section_), left,
                 canvas_.baseline(number_top(), Type::small), layout_.secondary, std::move(minutes));
    const auto questions = c_.questions_of(*piece.lesson);
    if (!questions) return;
    refer_to(c_, canvas_.element(Role::link, c_.in_own_words(Role::paragraph, section_)),
             {.part = PartOfLesson::questions, .place = *questions}, ReferenceForm::named,
             left - layout_.body, number_top(), layout_.secondary);
  }

  Points number_top() const { return c_.y + layout_.leading / 4; }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  unsigned columns_;
  Points width_;
  ElementId section_ = 0;
  std::map<std::string_view, LessonIndex> lessons_;
  std::vector<Piece> pieces_;
  std::vector<PlaceId> notes_;  ///< of the lesson that is being set
  bool has_section_ = false;    ///< whether a section of it has begun
};

}  // namespace

void compose_readings(Composition& c, const Section& section) {
  if (!c.reading_places.empty()) ReadingPages(c, section).draw();
}

}  // namespace pensum::page
