// A reading from a row of events, whatever its source is written in: what comes in any order and depth
// becomes what a catalog's text may hold, so that it is read again as it is written.
#pragma once

#include "course/reading.hpp"
#include "course/text_builder.hpp"
#include "import/outline.hpp"
#include "import/texts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

class ReadingMaker {
 public:
  /// `texts` outlives it.
  explicit ReadingMaker(Texts& texts) : texts_(texts) {}

  // Words and marks, which belong to the paragraph, heading or cell that is open.
  void add(std::string_view words);
  void break_line();
  void begin_mark(TextMark::Kind kind, std::string target = {});
  void end_mark(TextMark::Kind kind);
  void call_note(std::string_view key, std::string_view label);

  // Blocks. What ends without having begun is passed over.
  void end_paragraph();
  void begin_heading(int level);
  void end_heading();
  /// A list, an item or a quote.
  void begin(Block::Kind kind);
  void end(Block::Kind kind);
  void add_code(std::string_view lines, std::string_view language);
  /// A line between paragraphs.
  void add_rule();
  /// `file` is one of the source. `alternative` is empty of decoration; where the source does not say what
  /// the picture shows, the heading before it stands in for that.
  void add_picture(std::string file, std::optional<std::string_view> alternative);

  void begin_table();
  void begin_caption();
  void begin_row();
  void begin_cell(bool is_heading, std::size_t columns, std::size_t rows);
  void end_table();  ///< and so on: what is open within it ends
  void end_caption();
  void end_row();
  void end_cell();

  /// What comes until `end_note` is the footnote that `key` calls.
  void begin_note(const std::string& key);
  void end_note();

  /// A place of the source begins.
  void add_place(std::string place);

  /// What came since the beginning or the last call, without a heading at its beginning that repeats `title`.
  SourceText take(std::string_view title);

 private:
  struct Piece {
    Block block;
    int level = 0;                   ///< of a heading in its source
    bool lacks_description = false;  ///< a picture
  };
  struct Frame {
    enum class Kind { root, list, item, quote, table, caption, row, cell, note } kind = Kind::root;
    Block block{};
    std::vector<Piece> pieces{};
    bool is_open = true;  ///< otherwise it is too deep, and its pieces become those of the frame around it
    std::size_t columns = 1;      ///< of a cell
    std::size_t rows = 1;         ///< of a cell
    std::vector<Frame> inside{};  ///< rows of a table, cells of a row
    std::string key{};            ///< of a note
  };
  struct Mark {
    TextMark mark;
    bool is_kept = false;  ///< otherwise it may not be where it is
    std::size_t number = 0;
  };

  static Frame::Kind frame_of(Block::Kind kind);
  void push(Frame frame);
  /// Ends the frames down to the last one of `kind`, if there is one.
  void pop_to(Frame::Kind kind);
  void close(Frame frame);
  void close_table(Frame table);
  void unwrap(Frame& table);
  void add_piece(Piece piece);
  void add_hoisted();
  static void describe_pictures(std::vector<Piece>& pieces, std::string_view title);
  RichText finish_text();
  void end_text();
  std::size_t depth() const;
  bool is_inside(Frame::Kind kind) const;

  Texts& texts_;
  SourceText made_;
  TextBuilder text_;
  std::vector<Mark> marks_;
  std::vector<Frame> frames_ = std::vector<Frame>(1);
  std::vector<Piece> hoisted_;  ///< what may only be outside of lists and quotes: to come behind them
  int heading_ = 0;             ///< its level, while one is open
  bool has_rule_ = false;       ///< before the next paragraph
};

/// A name of a language of code as catalogs have it; empty where it is none.
std::string code_language(std::string_view name);

}  // namespace pensum::importing
