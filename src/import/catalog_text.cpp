#include "import/catalog_text.hpp"

#include "base/white_space.hpp"

#include <utility>

namespace pensum::importing {

namespace {

using xml::Range;
using xml::Token;

std::string_view at(std::string_view bytes, Range range) {
  return bytes.substr(range.begin, range.end - range.begin);
}

class Reading {
 public:
  explicit Reading(std::string_view bytes) : bytes_(bytes) {}

  CatalogText read() {
    for (const Token& token : xml::tokens(bytes_)) {
      switch (token.kind) {
        case Token::Kind::comment:
          comment(token);
          break;
        case Token::Kind::start:
          open(token);
          break;
        case Token::Kind::end:
          close(token);
          break;
        case Token::Kind::empty:
          open(token), close(token);
          break;
        case Token::Kind::text:
          if (!is_blank(at(bytes_, token.range))) mark_is_next_ = false;
          break;
        case Token::Kind::other:
          break;
      }
    }
    return std::move(text_);
  }

 private:
  void comment(const Token& token) {
    const std::string_view content = at(bytes_, token.content);
    if (depth_ >= 3 && in_lesson_) text_.lessons.back().has_comments = true;
    if (std::optional<Mark> mark = read_mark(content)) {
      is_behind_lone_mark_ = mark_.has_value();
      leave_mark();
      mark_ = std::move(mark);
      mark_range_ = token.range;
      mark_is_next_ = true;
      return;
    }
    mark_is_next_ = false;
    note_comment();
    if (depth_ > 0 || text_.record) return;
    text_.record = read_record(content);
    text_.record_comment = token.range;
  }

  /// No lesson follows the last mark.
  void leave_mark() {
    if (!mark_) return;
    text_.lone_marks.push_back(*std::exchange(mark_, std::nullopt));
    note_comment();
  }

  void note_comment() {
    if (depth_ >= 2 && !text_.paths.empty()) text_.paths.back().has_comments = true;
  }

  void open(const Token& token) {
    ++depth_;
    if (depth_ == 2 && token.name == "path") text_.paths.push_back({.element = token.range});
    if (depth_ == 3 && token.name == "lesson") {
      text_.lessons.push_back({.path = text_.paths.size() - 1,
                               .element = token.range,
                               .start = token,
                               .title = {},
                               .summary = {},
                               .reading = {},
                               .mark = std::exchange(mark_, std::nullopt),
                               .comment = mark_range_,
                               .comment_is_next = mark_is_next_,
                               .has_comments = false,
                               .is_behind_lone_mark = is_behind_lone_mark_});
    }
    leave_mark();
    if (depth_ == 3) in_lesson_ = token.name == "lesson";
    if (depth_ == 4) child_ = token;
  }

  void close(const Token& token) {
    leave_mark();
    if (depth_ == 2 && token.name == "path") text_.paths.back().element.end = token.range.end;
    if (depth_ == 3 && token.name == "lesson") text_.lessons.back().element.end = token.range.end;
    if (depth_ == 4 && token.name == "title") text_.lessons.back().title = text_element(token);
    if (depth_ == 4 && token.name == "summary") text_.lessons.back().summary = text_element(token);
    if (depth_ == 4 && token.name == "reading") text_.lessons.back().reading = text_element(token);
    --depth_;
  }

  TextElement text_element(const Token& end) const {
    const bool is_empty_tag = end.kind == Token::Kind::empty;
    return {.all = {child_.range.begin, end.range.end},
            .content = {child_.range.end, is_empty_tag ? child_.range.end : end.range.begin},
            .is_empty_tag = is_empty_tag};
  }

  std::string_view bytes_;
  CatalogText text_;
  std::size_t depth_ = 0;
  bool in_lesson_ = false;
  Token child_;  // of a lesson, the last one
  std::optional<Mark> mark_;
  Range mark_range_;
  bool mark_is_next_ = false;
  bool is_behind_lone_mark_ = false;
};

}  // namespace

CatalogText catalog_text(std::string_view bytes) { return Reading(bytes).read(); }

}  // namespace pensum::importing
