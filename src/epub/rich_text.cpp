#include "epub/rich_text.hpp"

#include "base/utf8.hpp"
#include "course/code_syntax.hpp"
#include "epub/running_text.hpp"
#include "epub/xhtml.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace pensum::epub {

namespace {

/// Code of so few characters is whole in a line; more may not fit into one in large type.
constexpr std::size_t longest_whole_code = 18;

/// A line of code with more characters is broken by most readers: what goes on is indented.
constexpr std::size_t longest_line = 40;

constexpr std::size_t tab = 4;  // columns; readers differ in theirs

class Writer {
 public:
  Writer(Element parent, const RichText& text, const Targets& targets)
      : node_(parent), text_(text), targets_(targets) {}

  void run() && {
    for (const TextMark& mark : text_.marks) {
      while (!open_.empty() && open_.back().last <= mark.first) close();
      add_words(mark.first);
      if (mark.kind == TextMark::Kind::note) {
        if (targets_.note) targets_.note(node_, mark.note);
      } else {
        open_.push_back({.parent = node_, .last = mark.last, .was_code = is_code_});
        node_ = begin(mark);
      }
    }
    while (!open_.empty()) close();
    add_words(text_.text.size());
  }

 private:
  struct Open {
    Element parent;
    std::size_t last = 0;
    bool was_code = false;
    bool is_lesson = false;  // a link to one
  };

  Element begin(const TextMark& mark) {
    switch (mark.kind) {
      case TextMark::Kind::code:
        return begin_code(mark);
      case TextMark::Kind::emphasis:
        return add(node_, "em");
      case TextMark::Kind::strong:
        return add(node_, "strong");
      case TextMark::Kind::link:
        return begin_link(mark.target);
      case TextMark::Kind::code_lines:  // never in a line
      case TextMark::Kind::note:
        break;
    }
    return node_;
  }

  Element begin_code(const TextMark& mark) {
    Element code = add(node_, "code");
    const std::string_view words = std::string_view(text_.text).substr(mark.first, mark.last - mark.first);
    if (count_code_points(words) <= longest_whole_code) set(code, "class", "whole");
    // Code runs from left to right in every text.
    set(code, "dir", "ltr");
    is_code_ = true;
    return code;
  }

  Element begin_link(const std::string& target) {
    if (!target.starts_with('#')) return add_link(node_, target);
    if (targets_.lesson) {
      targets_.lesson(node_, std::string_view(target).substr(1));
      open_.back().is_lesson = true;
    }
    return node_;
  }

  void close() {
    add_words(open_.back().last);
    if (open_.back().is_lesson) targets_.end_lesson(node_);
    node_ = open_.back().parent;
    is_code_ = open_.back().was_code;
    open_.pop_back();
  }

  void add_words(std::size_t last) {
    if (last <= at_) return;
    const std::string_view words = std::string_view(text_.text).substr(at_, last - at_);
    is_code_ ? add_text(node_, words) : add_running_text(node_, words);
    at_ = last;
  }

  Element node_;
  const RichText& text_;
  const Targets& targets_;
  std::size_t at_ = 0;
  bool is_code_ = false;
  std::vector<Open> open_;
};

/// `code` with spaces for its tabs.
std::string with_spaces(std::string_view code) {
  std::string spaced;
  std::size_t column = 0;
  for (const char c : code) {
    if (c == '\t') {
      const std::size_t more = tab - column % tab;
      spaced.append(more, ' ');
      column += more;
    } else {
      spaced += c;
      column = c == '\n' ? 0 : column + ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0);
    }
  }
  return spaced;
}

/// Writes lines of code: what is plain in one piece as far as it goes, over the ends of lines, too.
class CodeWriter {
 public:
  explicit CodeWriter(Element parent) : parent_(parent) {}

  void add_line(const std::vector<CodeStretch>& line) {
    std::size_t length = 0;
    for (const CodeStretch& each : line) length += count_code_points(each.text);
    Element node = parent_;
    const bool is_long = length > longest_line;
    if (is_long) {
      end_plain(parent_);
      node = set(add(parent_, "span"), "class", "long");
    }
    for (const CodeStretch& each : line) {
      if (each.kind == CodeStretch::Kind::plain) {
        plain_ += each.text;
      } else {
        end_plain(node);
        add(node, each.kind == CodeStretch::Kind::keyword ? "b" : "i", each.text);
      }
    }
    if (is_long) end_plain(node);
  }

  void end_line() { plain_ += '\n'; }
  void end() { end_plain(parent_); }

 private:
  void end_plain(Element node) {
    if (!plain_.empty()) add_text(node, plain_);
    plain_.clear();
  }

  Element parent_;
  std::string plain_;  // not yet written
};

}  // namespace

void add_rich_text(Element parent, const RichText& text, const Targets& targets) {
  if (text.marks.empty() && !text.empty()) return add_running_text(parent, text.text);
  Writer(parent, text, targets).run();
}

Element add_pieces(Element parent, const RichText& text, const char* kind, Direction around) {
  const auto add_paragraph = [&](const RichText& words) {
    Element paragraph = add(parent, "p");
    if (*kind != '\0') set(paragraph, "class", kind);
    const bool isolated = needs_isolation(words.text, around);
    add_rich_text(isolated ? set(add(paragraph, "span"), "dir", "auto") : paragraph, words);
    return paragraph;
  };
  if (is_one_paragraph(text)) return add_paragraph(text);
  Element last;
  for (const TextPiece& piece : pieces_of(text)) {
    last = {};
    if (piece.is_code) {
      add_code_lines(parent, piece.text.text, {});
    } else {
      last = add_paragraph(piece.text);
    }
  }
  return last;
}

void add_code_lines(Element parent, std::string_view code, std::string_view language) {
  CodeWriter writer(add(set(add(parent, "pre"), "dir", "ltr"), "code"));
  const std::string spaced = with_spaces(code);
  std::vector<CodeStretch> line;
  for (CodeStretch stretch : code_stretches(spaced, language)) {
    while (true) {
      const std::size_t end = stretch.text.find('\n');
      if (const std::string_view part = stretch.text.substr(0, end); !part.empty())
        line.push_back({stretch.kind, part});
      if (end == std::string_view::npos) break;
      writer.add_line(line);
      writer.end_line();
      line.clear();
      stretch.text.remove_prefix(end + 1);
    }
  }
  writer.add_line(line);
  writer.end();
}

}  // namespace pensum::epub
