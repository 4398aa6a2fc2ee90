#include "import/markdown_tree.hpp"

#include "import/markdown_dialects.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <cmark-gfm-core-extensions.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::importing {

namespace {

struct ParserFree {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct IteratorFree {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Iterator = std::unique_ptr<cmark_iter, IteratorFree>;

std::string_view text_or_empty(const char* text) { return text == nullptr ? std::string_view() : text; }

bool is_named(cmark_node* node, std::string_view name) {
  return text_or_empty(cmark_node_get_type_string(node)) == name;
}

// The line of `text` at `at`, without its end, and where the next one begins.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
  const std::string_view line = text.substr(at, end - at);
  at = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
  return line;
}

Result<void> check_blocks(const Markdown& markdown, const MarkdownLimits& limits) {
  const Iterator iterator(cmark_iter_new(markdown.root.get()));
  std::size_t depth = 0;
  std::size_t blocks = 0;
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    const Block block = block_of(node);
    const bool nests = block == Block::item || block == Block::task || block == Block::quote;
    if (event == CMARK_EVENT_ENTER && (nests || block == Block::heading)) ++blocks;
    if (blocks > limits.blocks) {
      return failure(fmt::format("the text has more than {} headings and items", limits.blocks),
                     "split it into smaller files", markdown.place(node));
    }
    if (nests) depth += event == CMARK_EVENT_ENTER ? 1 : std::size_t(0) - 1;
    if (depth > limits.depth)
      return nested_too_deeply(markdown.file, markdown.place(node).line, limits.depth);
  }
  return {};
}

std::string unquoted(std::string_view value) {
  std::string text = one_line(value);
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

// Front matter at the beginning of `text`: its values, and the rest of the text.
std::string_view behind_front_matter(std::string_view text, Markdown& markdown) {
  std::size_t at = 0;
  if (one_line(take_line(text, at)) != "---") return text;
  Markdown found;
  for (int line = 2; at < text.size(); ++line) {
    const std::string_view content = take_line(text, at);
    if (const std::string end = one_line(content); end == "---" || end == "...") {
      markdown.title = std::move(found.title);
      markdown.language = std::move(found.language);
      markdown.lines_before = line;
      return text.substr(std::min(at, text.size()));
    }
    const std::size_t colon = std::min(content.find(':'), content.size());
    const std::string_view key = content.substr(0, colon);
    if (key == "title") found.title = unquoted(content.substr(std::min(colon + 1, content.size())));
    if (key == "lang" || key == "language") {
      found.language = unquoted(content.substr(std::min(colon + 1, content.size())));
    }
  }
  return text;  // never closed: a rule across the page
}

// Puts the inlines of a block together.
class Collector {
 public:
  Inlines read(cmark_node* block) {
    const Iterator iterator(cmark_iter_new(block));
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      take(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
    }
    finish();
    return std::move(inlines_);
  }

 private:
  void take(cmark_node* node, bool enter) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) return picture(enter);
    if (is_named(node, "strikethrough")) return strike(enter);
    if (hidden_ > 0) return;
    if (type == CMARK_NODE_LINK) return enter ? begin_link(node) : end_link();
    if (type == CMARK_NODE_LINEBREAK) return line_break();
    if (type == CMARK_NODE_HTML_INLINE) return html(text_or_empty(cmark_node_get_literal(node)));
    if (type == CMARK_NODE_SOFTBREAK) return soft_break();
    if (type == CMARK_NODE_TEXT) return add(without_shortcodes(text_or_empty(cmark_node_get_literal(node))));
    if (type == CMARK_NODE_CODE) return code(text_or_empty(cmark_node_get_literal(node)));
  }

  void picture(bool enter) {
    hidden_ += enter ? 1 : -1;
    if (enter) ++inlines_.pictures;
  }

  void strike(bool enter) {
    hidden_ += enter ? 1 : -1;
    inlines_.struck = true;
  }

  void begin_link(cmark_node* node) {
    inlines_.links.push_back({.text = {}, .url = std::string(text_or_empty(cmark_node_get_url(node)))});
    if (inlines_.links.size() == 1 && is_only_emoji(first_.text)) inlines_.begins_with_link = true;
    in_link_ = true;
  }

  void end_link() {
    if (!in_link_) return;
    in_link_ = false;
    MarkdownLink& link = inlines_.links.back();
    link.text = one_line(link.text);
    if (inlines_.begins_with_link && inlines_.links.size() == 1) {
      if (link.text.empty()) {
        // A picture that is a link is not a title.
        inlines_.begins_with_link = false;
        inlines_.links.pop_back();
      } else {
        link_end_ = first_.text.size();
      }
    } else if (link.text.empty()) {
      inlines_.links.pop_back();
    }
  }

  void html(std::string_view tag) {
    if (tag.starts_with("<br") || tag.starts_with("<BR")) return line_break();
    if (tag.starts_with("<img") || tag.starts_with("<IMG")) ++inlines_.pictures;
  }

  // Behind a colon the text goes on with what it announces.
  void soft_break() {
    const std::string line = one_line(first_.text);
    line.ends_with(':') || line.ends_with("：") ? line_break() : add(" ");
  }

  void line_break() {
    if (!one_line(first_.text).empty()) broken_ = true;
    add(" ");
  }

  RichText& here() { return broken_ ? below_ : first_; }

  void add(std::string_view text) {
    here().text += plain_spaces(text);
    if (in_link_) inlines_.links.back().text += text;
  }

  void code(std::string_view text) {
    const std::size_t first = here().text.size();
    add(text);
    here().marks.push_back({.kind = TextMark::Kind::code, .first = first, .last = here().text.size()});
  }

  void finish() {
    inlines_.text = joined({first_}, {});
    inlines_.below = joined({below_}, {});
    if (inlines_.begins_with_link) inlines_.behind = joined({text_from(first_, link_end_)}, {});
  }

  Inlines inlines_;
  RichText first_;  // white space is not folded in it yet
  RichText below_;  // the same
  std::size_t link_end_ = 0;
  int hidden_ = 0;
  bool in_link_ = false;
  bool broken_ = false;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}}};

// The text of the entity at `at`, and moves behind it.
std::string_view take_entity(std::string_view html, std::size_t& at) {
  for (const auto& [name, text] : entities) {
    if (!html.substr(at).starts_with(name)) continue;
    at += name.size();
    return text;
  }
  return html.substr(at++, 1);
}

}  // namespace

Place Markdown::place(cmark_node* node) const {
  return {file, cmark_node_get_start_line(node) + lines_before, cmark_node_get_start_column(node)};
}

Result<Markdown> parse_markdown(std::string_view text, const std::string& file, const MarkdownLimits& limits,
                                Footnotes footnotes) {
  Markdown markdown;
  markdown.file = file;
  text = behind_front_matter(text, markdown);
  if (auto checked = check_markdown(text, file, markdown.lines_before, limits); !checked) {
    return std::unexpected(std::move(checked.error()));
  }
  const std::string defused = without_declarations(as_common_markdown(text));
  const int options = footnotes == Footnotes::read ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT;
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(options));
  for (const char* extension : {"table", "strikethrough", "autolink", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(extension));
  }
  cmark_parser_feed(parser.get(), defused.data(), defused.size());
  markdown.root.reset(cmark_parser_finish(parser.get()));
  cmark_consolidate_text_nodes(markdown.root.get());
  if (auto checked = check_blocks(markdown, limits); !checked) {
    return std::unexpected(std::move(checked.error()));
  }
  return markdown;
}

Block block_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
      return Block::heading;
    case CMARK_NODE_PARAGRAPH:
      return Block::paragraph;
    case CMARK_NODE_LIST:
      return Block::list;
    case CMARK_NODE_BLOCK_QUOTE:
      return Block::quote;
    case CMARK_NODE_CODE_BLOCK:
      return Block::code;
    case CMARK_NODE_HTML_BLOCK:
      return Block::html;
    case CMARK_NODE_ITEM:
      return is_named(node, "tasklist") ? Block::task : Block::item;
    default:
      break;
  }
  if (is_named(node, "tasklist")) return Block::task;
  return is_named(node, "table") ? Block::table : Block::other;
}

bool is_done(cmark_node* task) { return cmark_gfm_extensions_get_tasklist_item_checked(task); }

std::vector<cmark_node*> children_of(cmark_node* node) {
  std::vector<cmark_node*> children;
  for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
    children.push_back(child);
  }
  return children;
}

Inlines inlines_of(cmark_node* block) { return Collector().read(block); }

std::string text_of_html(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t end = html.find("-->", at);
      at = end == std::string_view::npos ? html.size() : end + 3;
    } else if (html[at] == '<') {
      at = std::min(html.find('>', at), html.size() - 1) + 1;
      text += ' ';
    } else if (html[at] == '&') {
      text += take_entity(html, at);
    } else {
      text += html[at++];
    }
  }
  return one_line(text);
}

}  // namespace pensum::importing
