#include "import/reading_maker.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "course/draft.hpp"
#include "import/page_file.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::size_t deepest = 6;        // of lists, items and quotes, as catalogs have them
constexpr std::size_t most_columns = 12;  // of a table
constexpr std::size_t bytes_of_a_mark = 64;
constexpr std::size_t most_places = 10'000;  // of a text: links to others lead to its beginning
constexpr std::size_t longest_text = CatalogLimits().text_bytes - 1024;

/// What no text of a catalog has: controls, what turns its direction, soft hyphens.
bool is_dropped(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xAD ||
         c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || turns_direction(c);
}

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x7F && (byte >= 0x20 || c == '\t' || c == '\n' || c == '\r');
}

std::string clean(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    kept += text.substr(at, end - at);
    at = end;
    if (at == text.size()) break;
    const CodePoint point = decode(text, at);
    const bool is_line_end = point.value == 0x85 || point.value == 0x2028 || point.value == 0x2029;
    if (is_line_end) {
      kept += ' ';
    } else if (!is_dropped(point.value)) {
      kept += text.substr(at, point.length);
    }
    at += point.length;
  }
  return kept;
}

/// Whether there is nothing in a text, or only spaces that are not folded.
bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += 2) {
    if (!text.substr(at).starts_with("\u00A0")) {
      if (text[at] != ' ') return false;
      --at;
    }
  }
  return true;
}

/// Lines of code: without carriage returns, empty lines at the beginning and white space at the end.
std::string code_of(std::string_view lines) {
  std::string code = clean(lines);
  std::erase(code, '\r');
  std::size_t first = 0;
  for (std::size_t end = code.find('\n'); end != std::string::npos; end = code.find('\n', first)) {
    if (code.find_first_not_of(" \t", first) != end) break;
    first = end + 1;
  }
  const std::size_t last = code.find_last_not_of(" \t\n");
  return last == std::string::npos || last < first ? std::string() : code.substr(first, last + 1 - first);
}

/// All words of blocks in one text.
RichText flat(const std::vector<Block>& blocks) {
  RichText all;
  for (const Block& block : blocks) {
    if (block.kind == Block::Kind::picture) continue;
    join(all, block.kind == Block::Kind::code ? RichText(one_line(block.text.text)) : block.text, " ");
    join(all, flat(block.blocks), " ");
    for (const TableRow& row : block.rows) {
      for (const TableCell& cell : row) join(all, cell.text, " ");
    }
  }
  return all;
}

/// What a heading is where there may be none.
Block strong_paragraph(RichText text) {
  std::erase_if(text.marks, [](const TextMark& mark) { return mark.kind == TextMark::Kind::strong; });
  text.marks.insert(
      text.marks.begin(),
      {.kind = TextMark::Kind::strong, .first = 0, .last = text.text.size(), .target = {}, .note = 0});
  return {.kind = Block::Kind::paragraph, .text = std::move(text)};
}

/// Whether a heading is a numbered title behind what it is called: “Chapter 1. Sets” of “1. Sets”.
bool has_name_before(std::string_view heading, std::string_view letters_of_title) {
  const bool is_numbered =
      !letters_of_title.empty() && letters_of_title[0] >= '0' && letters_of_title[0] <= '9';
  const std::size_t space = std::min(heading.find(' '), heading.find("\u00A0"));
  return is_numbered && space < heading.size() && letters_of(heading.substr(space)) == letters_of_title;
}

bool may_hold(TextMark::Kind outer, TextMark::Kind inner) {
  return outer != inner && outer != TextMark::Kind::code;
}

}  // namespace

std::string code_language(std::string_view name) {
  constexpr std::size_t longest = 32;
  const bool is_name = name.size() <= longest && std::ranges::all_of(name, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                std::string_view("+#._-").contains(c);
                       });
  return is_name ? std::string(name) : std::string();
}

// ------------------------------------------------------------------ words

void ReadingMaker::add(std::string_view words) {
  if (text_.size() + words.size() > longest_text) end_text();
  while (words.size() > longest_text) {
    std::size_t end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    text_.add(clean(words.substr(0, end)));
    end_text();
    words.remove_prefix(end);
  }
  text_.add(std::ranges::all_of(words, is_plain) ? words : clean(words));
}

void ReadingMaker::break_line() {
  heading_ > 0 || is_inside(Frame::Kind::cell) ? text_.add(" ") : end_text();
}

void ReadingMaker::begin_mark(TextMark::Kind kind, std::string target) {
  Mark mark{.mark = {.kind = kind, .first = 0, .last = 0, .target = std::move(target), .note = 0}};
  mark.is_kept = std::ranges::all_of(
      marks_, [&](const Mark& outer) { return !outer.is_kept || may_hold(outer.mark.kind, kind); });
  if (mark.is_kept) mark.number = text_.begin(mark.mark);
  marks_.push_back(std::move(mark));
}

void ReadingMaker::end_mark(TextMark::Kind kind) {
  if (marks_.empty() || marks_.back().mark.kind != kind) return;
  if (marks_.back().is_kept) text_.end(marks_.back().number);
  marks_.pop_back();
}

void ReadingMaker::call_note(std::string_view key, std::string_view label) {
  // Neither code nor a link holds one, and a note holds no other.
  const bool may_be_here = std::ranges::none_of(marks_, [](const Mark& mark) {
    return mark.mark.kind == TextMark::Kind::code || mark.mark.kind == TextMark::Kind::link;
  });
  if (may_be_here && !is_inside(Frame::Kind::note)) {
    text_.add_note(0, note_call(clean(key), clean(label)));
  } else {
    add(label);
  }
}

/// The text so far; marks that are open go on in the next one.
RichText ReadingMaker::finish_text() {
  for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
    if (mark->is_kept) text_.end(mark->number);
  }
  RichText text = std::exchange(text_, {}).finish();
  for (Mark& mark : marks_) {
    if (mark.is_kept) mark.number = text_.begin(mark.mark);
  }
  if (is_blank(text.text) || !texts_.has_room(text.text.size() + text.marks.size() * bytes_of_a_mark))
    return {};
  return text;
}

void ReadingMaker::end_text() {
  RichText text = finish_text();
  if (text.empty()) {
    add_hoisted();
  } else {
    add_piece({.block = {.kind = Block::Kind::paragraph, .text = std::move(text)}});
  }
}

void ReadingMaker::add_place(std::string place) {
  if (made_.places.size() < most_places) made_.places.push_back(std::move(place));
}

void ReadingMaker::end_paragraph() { heading_ > 0 ? text_.add(" ") : end_text(); }

// ------------------------------------------------------------------ blocks

void ReadingMaker::begin_heading(int level) {
  end_text();
  heading_ = level;
}

void ReadingMaker::end_heading() {
  const int level = std::exchange(heading_, 0);
  if (level == 0) return;
  RichText text = finish_text();
  if (text.empty()) return add_hoisted();
  add_piece({.block = {.kind = Block::Kind::section, .text = std::move(text)}, .level = level});
}

ReadingMaker::Frame::Kind ReadingMaker::frame_of(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::item:
      return Frame::Kind::item;
    case Block::Kind::quote:
      return Frame::Kind::quote;
    default:
      return Frame::Kind::list;
  }
}

/// Of lists, their items and quotes that are open. What is in a list is in an item, if the source has one or
/// not.
std::size_t ReadingMaker::depth() const {
  std::size_t depth = 0;
  for (const Frame& frame : frames_) {
    if (frame.is_open && frame.kind == Frame::Kind::list) depth += 2;
    if (frame.is_open && frame.kind == Frame::Kind::quote) depth += 1;
  }
  return depth;
}

bool ReadingMaker::is_inside(Frame::Kind kind) const {
  return std::ranges::find(frames_, kind, &Frame::kind) != frames_.end();
}

void ReadingMaker::begin(Block::Kind kind) {
  end_paragraph();
  Frame frame{.kind = frame_of(kind), .block = {.kind = kind}};
  const std::size_t needed = frame.kind == Frame::Kind::list ? 2 : 1;
  const Frame& around = frames_.back();
  const bool is_item = frame.kind == Frame::Kind::item;
  const bool has_list = around.kind == Frame::Kind::list && around.is_open;
  frame.is_open = is_item ? has_list : depth() + needed <= deepest;
  push(std::move(frame));
}

void ReadingMaker::end(Block::Kind kind) {
  end_paragraph();
  pop_to(frame_of(kind));
}

void ReadingMaker::add_code(std::string_view lines, std::string_view language) {
  if (heading_ > 0) return add(lines);
  end_text();
  std::string code = code_of(lines);
  while (!code.empty()) {
    std::size_t end = code.size();
    if (end > longest_text) end = std::min(code.rfind('\n', longest_text), longest_text);
    while (end < code.size() && (static_cast<unsigned char>(code[end]) & 0xC0U) == 0x80U) --end;
    if (std::string part = code_of(std::string_view(code).substr(0, end));
        !part.empty() && texts_.has_room(part.size()))
      add_piece(
          {.block = {
               .kind = Block::Kind::code, .text = std::move(part), .language = code_language(language)}});
    code.erase(0, std::max<std::size_t>(end, 1));
  }
}

void ReadingMaker::add_rule() {
  end_paragraph();
  has_rule_ = frames_.size() == 1 && heading_ == 0;
}

void ReadingMaker::add_picture(std::string file, std::optional<std::string_view> alternative) {
  std::string description = one_line(clean(alternative.value_or("")));
  if (!texts_.has_room(description.size())) return;
  hoisted_.push_back(
      {.block = {.kind = Block::Kind::picture, .text = std::move(description), .file = std::move(file)},
       .lacks_description = !alternative});
  if (text_.empty() && heading_ == 0) add_hoisted();
}

void ReadingMaker::add_hoisted() {
  if (frames_.size() > 1) return;
  std::ranges::move(hoisted_, std::back_inserter(frames_.front().pieces));
  hoisted_.clear();
}

void ReadingMaker::add_piece(Piece piece) {
  Frame* frame = &frames_.back();
  // Between rows and between cells there is only what does not belong there: it comes before the table.
  for (std::size_t i = frames_.size(); frame->kind == Frame::Kind::row;) frame = &frames_[--i - 1];
  const Block::Kind kind = piece.block.kind;
  const bool is_root = frame->kind == Frame::Kind::root;
  const bool takes_all = is_root || frame->kind == Frame::Kind::cell || frame->kind == Frame::Kind::table;
  if (!takes_all && kind == Block::Kind::table) {
    hoisted_.push_back(std::move(piece));
    return;
  }
  if (!takes_all && piece.level > 0) piece = {.block = strong_paragraph(std::move(piece.block.text))};
  if (frame->kind == Frame::Kind::list && frame->is_open && kind != Block::Kind::item) {
    Block item{.kind = Block::Kind::item};
    item.blocks.push_back(std::move(piece.block));
    piece.block = std::move(item);
  }
  if (is_root && std::exchange(has_rule_, false) && kind == Block::Kind::paragraph &&
      !frame->pieces.empty() && frame->pieces.back().block.kind == Block::Kind::paragraph) {
    frame->pieces.push_back({.block = {.kind = Block::Kind::paragraph, .text = "* * *"}});
  }
  frame->pieces.push_back(std::move(piece));
  add_hoisted();
}

// ------------------------------------------------------------------ frames

void ReadingMaker::push(Frame frame) { frames_.push_back(std::move(frame)); }

void ReadingMaker::pop_to(Frame::Kind kind) {
  if (!is_inside(kind)) return;
  while (true) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    const bool is_last = frame.kind == kind;
    close(std::move(frame));
    if (is_last) break;
  }
  add_hoisted();
}

void ReadingMaker::close(Frame frame) {
  switch (frame.kind) {
    case Frame::Kind::table:
      return close_table(std::move(frame));
    case Frame::Kind::row:
    case Frame::Kind::cell:
      frames_.back().inside.push_back(std::move(frame));
      return;
    case Frame::Kind::note: {
      std::vector<Block> blocks;
      for (Piece& piece : frame.pieces) blocks.push_back(std::move(piece.block));
      return texts_.add_note(frame.key, flat(blocks));
    }
    case Frame::Kind::list:
    case Frame::Kind::item:
    case Frame::Kind::quote:
      break;
    case Frame::Kind::caption:
    case Frame::Kind::root:
      frame.is_open = false;
  }
  if (!frame.is_open) {
    for (Piece& piece : frame.pieces) add_piece(std::move(piece));
    return;
  }
  if (frame.pieces.empty()) return;
  for (Piece& piece : frame.pieces) frame.block.blocks.push_back(std::move(piece.block));
  add_piece({.block = std::move(frame.block)});
}

void ReadingMaker::begin_table() {
  end_paragraph();
  push({.kind = Frame::Kind::table});
}

void ReadingMaker::begin_caption() {
  end_paragraph();
  push({.kind = Frame::Kind::caption});
}

void ReadingMaker::begin_row() {
  end_paragraph();
  if (frames_.back().kind == Frame::Kind::table) push({.kind = Frame::Kind::row});
}

void ReadingMaker::begin_cell(bool is_heading, std::size_t columns, std::size_t rows) {
  end_paragraph();
  if (frames_.back().kind != Frame::Kind::row) return;
  Frame cell{.kind = Frame::Kind::cell, .columns = columns, .rows = rows};
  cell.block.rows.resize(is_heading ? 1 : 0);
  push(std::move(cell));
}

void ReadingMaker::end_table() {
  end_paragraph();
  pop_to(Frame::Kind::table);
}

void ReadingMaker::end_caption() {
  end_paragraph();
  if (frames_.back().kind == Frame::Kind::caption) pop_to(Frame::Kind::caption);
}

void ReadingMaker::end_row() {
  end_paragraph();
  if (frames_.back().kind == Frame::Kind::row) pop_to(Frame::Kind::row);
}

void ReadingMaker::end_cell() {
  end_paragraph();
  if (frames_.back().kind == Frame::Kind::cell) pop_to(Frame::Kind::cell);
}

void ReadingMaker::close_table(Frame table) {
  for (Piece& piece : table.pieces) add_piece(std::move(piece));  // its caption
  std::erase_if(table.inside, [](const Frame& row) { return row.inside.empty(); });
  std::size_t columns = 0;
  bool is_simple = true;
  Block made{.kind = Block::Kind::table};
  std::vector<std::size_t> taken;  // of each column, by cells of rows above: for how many rows more
  for (Frame& row : table.inside) {
    TableRow& cells = made.rows.emplace_back();
    const auto skip_taken = [&] {
      for (; cells.size() < taken.size() && taken[cells.size()] > 0; cells.emplace_back())
        --taken[cells.size()];
    };
    for (Frame& cell : row.inside) {
      is_simple = is_simple && std::ranges::all_of(cell.pieces, [](const Piece& piece) {
                    return piece.block.kind == Block::Kind::paragraph;
                  });
      RichText text;
      for (const Piece& piece : cell.pieces) join(text, piece.block.text, " ");
      skip_taken();
      for (std::size_t i = 0; i < std::min(cell.columns, most_columns + 1); ++i) {
        taken.resize(std::max(taken.size(), cells.size() + 1));
        taken[cells.size()] = cell.rows - 1;
        cells.push_back({.text = i == 0 ? text : RichText(), .is_heading = !cell.block.rows.empty()});
      }
    }
    skip_taken();
    columns = std::max(columns, cells.size());
  }
  const bool is_empty = std::ranges::all_of(made.rows, [](const TableRow& row) {
    return std::ranges::all_of(row, [](const TableCell& cell) { return cell.text.empty(); });
  });
  if (!is_simple || columns < 2 || columns > most_columns || is_empty) return unwrap(table);
  for (TableRow& row : made.rows) row.resize(columns);
  if (texts_.has_room(made.rows.size() * columns * sizeof(TableCell) / 2))
    add_piece({.block = std::move(made)});
}

/// A table that only arranges things, or is too wide: its cells one after the other.
void ReadingMaker::unwrap(Frame& table) {
  for (Frame& row : table.inside) {
    for (Frame& cell : row.inside) {
      for (Piece& piece : cell.pieces) add_piece(std::move(piece));
    }
  }
}

void ReadingMaker::begin_note(const std::string& key) {
  end_paragraph();
  push({.kind = Frame::Kind::note, .key = clean(key)});
}

void ReadingMaker::end_note() {
  end_paragraph();
  pop_to(Frame::Kind::note);
}

// ------------------------------------------------------------------ the end

/// A screen reader says that there is a picture, and of what part of the text: the name of its file would say
/// nothing, and silence that there is none.
void ReadingMaker::describe_pictures(std::vector<Piece>& pieces, std::string_view title) {
  std::string heading = one_line(clean(title));
  for (Piece& piece : pieces) {
    if (piece.level > 0) heading = piece.block.text.text;
    if (piece.lacks_description) piece.block.text = heading;
  }
}

SourceText ReadingMaker::take(std::string_view title) {
  // A heading goes on that has begun just before the place from which on something else is read.
  const bool goes_on = heading_ > 0 && text_.empty();
  if (!goes_on) end_heading();
  if (!goes_on) end_text();
  while (frames_.size() > 1) pop_to(frames_.back().kind);
  add_hoisted();
  std::vector<Piece> pieces = std::exchange(frames_.front().pieces, {});
  has_rule_ = false;
  describe_pictures(pieces, title);
  while (!pieces.empty() && pieces.back().level > 0) pieces.pop_back();

  std::size_t first = 0;
  std::string letters;
  const std::string wanted = letters_of(title);
  for (std::size_t i = 0; i < pieces.size() && pieces[i].level > 0 && letters.size() < wanted.size(); ++i) {
    const std::string_view heading = pieces[i].block.text.text;
    letters += letters_of(heading);
    if (letters == wanted || (i == 0 && has_name_before(heading, wanted))) first = i + 1;
  }
  int top = 0;  // the level of sections
  for (std::size_t i = first; i < pieces.size(); ++i) {
    if (pieces[i].level > 0 && (top == 0 || pieces[i].level < top)) top = pieces[i].level;
  }
  for (std::size_t i = first; i < pieces.size(); ++i) {
    if (pieces[i].level > top) pieces[i].block.kind = Block::Kind::subsection;
    made_.reading.blocks.push_back(std::move(pieces[i].block));
  }
  return std::exchange(made_, {});
}

}  // namespace pensum::importing
