// Marked texts in the making, for readers of XML, web pages and Markdown.
#pragma once

#include "course/rich_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// A text that grows: white space is folded across the marks in it, and stays outside of them at their ends.
class TextBuilder {
 public:
  void add(std::string_view words);

  /// Lines of code between paragraphs, as they are.
  void add_lines(const std::string& lines);

  /// A mark begins where the next word does. Its number, for `end`: marks are ended in the order of a stack.
  std::size_t begin(TextMark mark);

  /// Whether there is something in it; otherwise it is gone.
  bool end(std::size_t mark);

  /// A footnote is called here; `target` may say which while its number is not known.
  void add_note(std::size_t number, std::string target = {});

  bool empty() const { return made_.text.empty(); }
  std::size_t size() const { return made_.text.size(); }

  /// All marks have ended.
  RichText finish() &&;

 private:
  /// What goes before the next character.
  void separate();

  RichText made_;
  bool space_ = false;             // before the next word
  bool line_ends_ = false;         // lines of code stand before the next word
  std::vector<std::size_t> open_;  // marks that have begun, the outer first
  std::size_t waiting_ = 0;        // the last of them, which have no character yet
};

}  // namespace pensum
