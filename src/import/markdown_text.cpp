#include "import/markdown_text.hpp"

#include "base/word_count.hpp"
#include "import/markdown_dialects.hpp"
#include "import/markdown_tree.hpp"
#include "import/plain_text.hpp"

#include <algorithm>

namespace pensum::importing {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::int64_t pictures_of_html(std::string_view html) {
  std::int64_t count = 0;
  for (std::size_t at = html.find("<img"); at != std::string_view::npos; at = html.find("<img", at + 1))
    ++count;
  return count;
}

// Fences within fences are few; the limit is for those who try.
constexpr int most_fences = 3;

class Measure {
 public:
  explicit Measure(int fences = 0) : fences_(fences) {}

  Prose read(std::string_view text) {
    const Result<Markdown> markdown = parse_markdown(text, {});
    if (!markdown) {
      prose_.words = count_words(text);
      return std::move(prose_);
    }
    walk(markdown->root.get());
    if (prose_.heading.empty()) prose_.heading = markdown->title;
    prose_.language = markdown->language;
    return std::move(prose_);
  }

 private:
  void walk(cmark_node* parent) {
    for (cmark_node* node : children_of(parent)) block(node);
  }

  void block(cmark_node* node) {
    switch (block_of(node)) {
      case Block::heading:
      case Block::paragraph:
        text(node);
        break;
      case Block::code:
        code(node);
        break;
      case Block::html: {
        const char* const html = cmark_node_get_literal(node);
        prose_.words += count_words(text_of_html(html));
        prose_.pictures += pictures_of_html(html);
        break;
      }
      case Block::other:
        if (cmark_node_first_child(node) != nullptr) other(node);
        break;
      default:
        walk(node);
    }
  }

  // Rows of tables, and their cells, which hold inlines.
  void other(cmark_node* node) {
    const std::string_view type = cmark_node_get_type_string(node);
    type == "table_cell" ? text(node) : walk(node);
  }

  void text(cmark_node* node) {
    Inlines inlines = inlines_of(node);
    prose_.words += count_words(inlines.text.text) + count_words(inlines.below.text);
    prose_.pictures += static_cast<std::int64_t>(inlines.pictures);
    if (block_of(node) == Block::heading && prose_.heading.empty()) {
      prose_.heading = without_emoji_at_ends(inlines.text.text);
    }
  }

  void code(cmark_node* node) {
    const std::string_view content = cmark_node_get_literal(node);
    const Directive directive = directive_in(cmark_node_get_fence_info(node));
    const DirectiveKind kind = directive.name.empty() ? DirectiveKind::code : kind_of(directive.name);
    const std::string_view lines = directive.name.empty() ? content : behind_options(content);
    if (kind == DirectiveKind::code) {
      prose_.code_lines += lines_of_code(lines);
    } else if (kind != DirectiveKind::silent) {
      if (kind == DirectiveKind::picture) ++prose_.pictures;
      if (fences_ < most_fences) add(Measure(fences_ + 1).read(lines));
    }
  }

  void add(const Prose& inner) {
    prose_.words += inner.words;
    prose_.code_lines += inner.code_lines;
    prose_.pictures += inner.pictures;
  }

  int fences_;
  Prose prose_;
};

}  // namespace

std::int64_t lines_of_code(std::string_view code) {
  std::int64_t lines = 0;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = std::min(code.find('\n', at), code.size());
    if (!one_line(code.substr(at, end - at)).empty()) ++lines;
    at = end + 1;
  }
  return lines;
}

Prose read_prose(std::string_view markdown) {
  if (markdown.starts_with(byte_order_mark)) markdown.remove_prefix(byte_order_mark.size());
  return Measure().read(markdown);
}

}  // namespace pensum::importing
