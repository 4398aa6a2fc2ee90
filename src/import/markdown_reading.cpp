#include "import/markdown_reading.hpp"

#include "import/catalog_values.hpp"
#include "import/html_reading.hpp"
#include "import/links.hpp"
#include "import/markdown_dialects.hpp"
#include "import/markdown_tree.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace pensum::importing {

namespace {

using pensum::Block;
using MarkdownBlock = importing::Block;

std::string_view literal_of(cmark_node* node) {
  const char* const literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : literal;
}

std::string_view type_of(cmark_node* node) { return cmark_node_get_type_string(node); }

/// What a heading is called in addresses, as GitHub and mdBook have it.
std::string slug_of(std::string_view heading) {
  std::string slug;
  for (const char c : in_small_letters(one_line(heading))) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                         static_cast<unsigned char>(c) >= 0x80;
    if (is_kept) slug += c;
    if (c == ' ') slug += '-';
  }
  return slug;
}

/// Without the lines that mdBook does not show.
std::string shown_lines(std::string_view rust) {
  std::string shown;
  for (std::size_t at = 0; at < rust.size();) {
    const std::size_t end = std::min(rust.find('\n', at), rust.size());
    const std::string_view line = rust.substr(at, end - at);
    const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view code = line.substr(first);
    // “##” is a line that begins with “#”.
    const std::string_view escaped = code.starts_with("##") ? code.substr(1) : code;
    if (code != "#" && !code.starts_with("# "))
      shown += std::string(line.substr(0, first)) + std::string(escaped) + '\n';
    at = end + 1;
  }
  return shown;
}

/// “rust,ignore”, “{code-block} python”, “{python}” and “{.python}” as a language.
std::string language_of(std::string_view info) {
  const Directive directive = directive_in(info);
  if (directive.name == "math") return "tex";
  const bool is_cell = directive.argument.starts_with("ipython");
  if (!directive.argument.empty()) info = is_cell ? std::string_view("python") : directive.argument;
  constexpr std::string_view around = " {.}";
  info.remove_prefix(std::min(info.find_first_not_of(around), info.size()));
  const std::string language = code_language(info.substr(0, info.find_first_of(" ,{};")));
  return language.starts_with("code-") || language == "code" ? std::string() : language;
}

/// The name in “[!NOTE]”, with which GitHub begins a quote that it sets apart; empty where there is none.
std::string_view alert_in(std::string_view text) {
  const std::size_t end = text.find(']');
  if (!text.starts_with("[!") || end == std::string_view::npos || end == 2) return {};
  const std::string_view name = text.substr(2, end - 2);
  const bool is_name = std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return is_name ? name : std::string_view();
}

/// Fences within fences are few; the limit is for those who try.
constexpr int most_fences = 3;

/// Follows a tree of cmark, and hands a maker what there is to read.
class Walk {
 public:
  Walk(ReadingMaker& maker, Texts& texts, const MarkdownPage& page, int fences = 0)
      : maker_(maker), texts_(texts), page_(page), fences_(fences) {}

  void block(cmark_node* root) {
    const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iterator(cmark_iter_new(root), cmark_iter_free);
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get()))
      take(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
  }

 private:
  void take(cmark_node* node, bool enters) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) return image(node, enters);
    if (alternative_ > 0) {
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) alternative_text_ += literal_of(node);
      return;
    }
    if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) return note(enters);
    if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE) return inline_of(node, type, enters);
    switch (block_of(node)) {
      case MarkdownBlock::heading:
        return heading(node, enters);
      case MarkdownBlock::paragraph:
        maker_.end_paragraph();
        return enters ? alert(node) : void();
      case MarkdownBlock::list: {
        const bool is_numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        return list(is_numbered ? Block::Kind::numbers : Block::Kind::bullets, enters);
      }
      case MarkdownBlock::item:
      case MarkdownBlock::task:
        return list(Block::Kind::item, enters);
      case MarkdownBlock::quote:
        return list(Block::Kind::quote, enters);
      case MarkdownBlock::code:
        return code(node);
      case MarkdownBlock::html:
        return html(literal_of(node));
      case MarkdownBlock::table:
        return enters ? maker_.begin_table() : maker_.end_table();
      case MarkdownBlock::other:
        return other(node, enters);
    }
  }

  void list(Block::Kind kind, bool enters) { enters ? maker_.begin(kind) : maker_.end(kind); }

  void title(std::string_view text) {
    maker_.end_paragraph();
    maker_.begin_mark(TextMark::Kind::strong);
    maker_.add(text);
    maker_.end_mark(TextMark::Kind::strong);
    maker_.end_paragraph();
  }

  // A title of its own, if the paragraph is the first of a quote; without one, its kind.
  void alert(cmark_node* paragraph) {
    cmark_node* const quote = cmark_node_parent(paragraph);
    cmark_node* const first = cmark_node_first_child(paragraph);
    const bool is_first = quote != nullptr && block_of(quote) == MarkdownBlock::quote &&
                          cmark_node_first_child(quote) == paragraph && first != nullptr &&
                          cmark_node_get_type(first) == CMARK_NODE_TEXT;
    const std::string_view name = is_first ? alert_in(literal_of(first)) : std::string_view();
    if (name.empty()) return;
    const std::string own = one_line(literal_of(first).substr(name.size() + 3));
    title(own.empty() ? title_of_name(in_small_letters(name)) : own);
    cmark_node_set_literal(first, "");
  }

  void heading(cmark_node* node, bool enters) {
    if (!enters) return maker_.end_heading();
    maker_.begin_heading(cmark_node_get_heading_level(node));
    if (std::string slug = slug_of(inlines_of(node).text.text); !slug.empty())
      maker_.add_place(fmt::format("{}#{}", page_.file, slug));
  }

  // The rows of a table, and a line between paragraphs.
  void other(cmark_node* node, bool enters) {
    const std::string_view type = type_of(node);
    if (type == "table_header" || type == "table_row") {
      in_header_ = type == "table_header";
      enters ? maker_.begin_row() : maker_.end_row();
    } else if (type == "table_cell") {
      enters ? maker_.begin_cell(in_header_, 1, 1) : maker_.end_cell();
    } else if (type == "thematic_break") {
      maker_.add_rule();
    }
  }

  void inline_of(cmark_node* node, cmark_node_type type, bool enters) {
    const auto mark = [&](TextMark::Kind kind) { enters ? maker_.begin_mark(kind) : maker_.end_mark(kind); };
    if (type == CMARK_NODE_TEXT) return maker_.add(without_shortcodes(literal_of(node)));
    if (type == CMARK_NODE_SOFTBREAK) return maker_.add(" ");
    if (type == CMARK_NODE_LINEBREAK) return maker_.break_line();
    if (type == CMARK_NODE_EMPH) return mark(TextMark::Kind::emphasis);
    if (type == CMARK_NODE_STRONG) return mark(TextMark::Kind::strong);
    if (type == CMARK_NODE_LINK) return link(node, enters);
    if (type == CMARK_NODE_HTML_INLINE) return tag(literal_of(node));
    if (type == CMARK_NODE_FOOTNOTE_REFERENCE && enters)
      return maker_.call_note(key_of_note(std::string(literal_of(node))), literal_of(node));
    if (type != CMARK_NODE_CODE) return;
    maker_.begin_mark(TextMark::Kind::code);
    maker_.add(literal_of(node));
    maker_.end_mark(TextMark::Kind::code);
  }

  // The parser numbers notes by their calls, and puts what they say behind the text in this order.
  std::string key_of_note(const std::string& number) const {
    return fmt::format("{}#note {}", page_.file, number);
  }

  void note(bool enters) {
    enters ? maker_.begin_note(key_of_note(fmt::format("{}", ++notes_))) : maker_.end_note();
  }

  void link(cmark_node* node, bool enters) {
    const std::string target = target_of(cmark_node_get_url(node));
    if (target.empty()) return;
    enters ? maker_.begin_mark(TextMark::Kind::link, target) : maker_.end_mark(TextMark::Kind::link);
  }

  std::string target_of(std::string_view url) const {
    if (is_web_address(url)) return catalog_url(url);
    if (leads_within(url)) return std::string(within) + page_.file + std::string(url);
    const std::string file = page_.resolve(url);
    if (file.empty()) return {};
    return std::string(within) + file + std::string(url.substr(std::min(url.find('#'), url.size())));
  }

  // Markdown does not tell decoration from a picture that nobody described.
  void picture(std::string file, std::string_view alternative) {
    const bool is_described = alternative.find_first_not_of(" \t\n") != std::string_view::npos;
    maker_.add_picture(std::move(file), is_described ? std::optional(alternative) : std::nullopt);
  }

  void image(cmark_node* node, bool enters) {
    if (enters) {
      if (alternative_++ == 0) alternative_text_.clear();
      return;
    }
    if (--alternative_ > 0) return;
    const std::string_view url = cmark_node_get_url(node);
    std::string file = is_web_address(url) ? std::string() : page_.resolve(url);
    if (!file.empty()) return picture(std::move(file), alternative_text_);
    texts_.leave_out(Omitted::picture);
    maker_.add(alternative_text_);
  }

  void code(cmark_node* node) {
    const std::string_view info = cmark_node_get_fence_info(node);
    std::string_view lines = literal_of(node);
    if (const Directive directive = directive_in(info); !directive.name.empty()) {
      if (kind_of(directive.name) != DirectiveKind::code) return text_of_directive(directive, lines);
      lines = behind_options(lines);
    }
    const std::string language = language_of(info);
    const bool hides = page_.hides_lines && language == "rust";
    maker_.add_code(hides ? shown_lines(lines) : std::string(lines), language);
  }

  void text_of_directive(const Directive& directive, std::string_view lines) {
    const DirectiveKind kind = kind_of(directive.name);
    if (kind == DirectiveKind::silent) return;
    if (kind == DirectiveKind::picture) {
      std::string file =
          is_web_address(directive.argument) ? std::string() : page_.resolve(directive.argument);
      if (file.empty()) texts_.leave_out(Omitted::picture);
      maker_.end_paragraph();
      if (!file.empty()) picture(std::move(file), option_of(lines, "alt"));
    }
    const std::string name = kind == DirectiveKind::titled ? title_of(directive) : std::string();
    const bool is_set_apart = kind == DirectiveKind::titled && !lines.empty();
    if (is_set_apart) maker_.begin(Block::Kind::quote);
    if (!name.empty()) title(name);
    // A note may begin behind its name.
    const bool begins_above = kind == DirectiveKind::titled && !name.contains(directive.argument) &&
                              !directive.name.starts_with("solution") &&
                              !directive.name.starts_with("exercise");
    inner(begins_above ? directive.argument + "\n" + std::string(behind_options(lines))
                       : std::string(behind_options(lines)));
    if (is_set_apart) maker_.end(Block::Kind::quote);
  }

  void inner(const std::string& lines) {
    if (fences_ >= most_fences) return maker_.add(lines);
    const Result<Markdown> markdown = parse_markdown(lines, {});
    if (markdown) Walk(maker_, texts_, page_, fences_ + 1).block(markdown->root.get());
  }

  PageLinks links() const { return {.file = page_.file, .resolve = page_.resolve}; }

  void html(std::string_view text) {
    maker_.end_paragraph();
    HtmlReading reading(maker_, texts_, links());
    walk_fragment(text, reading);
    maker_.end_paragraph();
  }

  // A tag within a line; the text between two of them is Markdown.
  void tag(std::string_view text) {
    const bool counts = text.starts_with("<br") || text.starts_with("<BR") || text.starts_with("<img") ||
                        text.starts_with("<IMG");
    if (!counts) return;
    HtmlReading reading(maker_, texts_, links());
    walk_fragment(text, reading);
  }

  ReadingMaker& maker_;
  Texts& texts_;
  const MarkdownPage& page_;
  int fences_;
  int alternative_ = 0;  // depth in pictures
  std::string alternative_text_;
  std::size_t notes_ = 0;
  bool in_header_ = false;
};

Result<Markdown> parsed(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return parse_markdown(text, {}, {}, Footnotes::read);
}

void nodes_by_line(std::vector<Node>& nodes, std::map<int, Node*>& by_line) {
  for (Node& node : nodes) {
    if (node.place.line > 0) by_line.try_emplace(node.place.line, &node);
    nodes_by_line(node.children, by_line);
  }
}

}  // namespace

MarkdownPage markdown_page(std::string file, const archive::FileTree* tree) {
  MarkdownPage page{.file = file};
  page.resolve = [file = std::move(file), tree](std::string_view link) {
    std::string name = archive::resolved(file, link);
    if (!name.ends_with(".html") || tree == nullptr || tree->has(name)) return name;
    const std::string source = name.substr(0, name.size() - 5) + ".md";
    return tree->has(source) ? source : name;
  };
  return page;
}

SourceText read_markdown_text(std::string_view text, std::string_view title, const MarkdownPage& page,
                              Texts& texts) {
  if (!texts.wanted()) return {};
  const Result<Markdown> markdown = parsed(text);
  if (!markdown) return {};
  ReadingMaker maker(texts);
  maker.add_place(page.file);
  Walk(maker, texts, page).block(markdown->root.get());
  return maker.take(title);
}

void read_sections(std::string_view text, std::vector<Node>& nodes, const MarkdownPage& page, Texts& texts) {
  if (!texts.wanted()) return;
  const Result<Markdown> markdown = parsed(text);
  if (!markdown) return;
  std::map<int, Node*> by_line;
  nodes_by_line(nodes, by_line);
  ReadingMaker maker(texts);
  Walk walk(maker, texts, page);
  const auto first = by_line.find(1);
  Node* current = first == by_line.end() ? nullptr : first->second;
  const auto end_section = [&] {
    SourceText section = maker.take(current == nullptr ? std::string() : current->title);
    if (current != nullptr) append_section(current->text, {}, std::move(section), false);
  };
  for (cmark_node* block : children_of(markdown->root.get())) {
    const auto found =
        block_of(block) == MarkdownBlock::heading ? by_line.find(markdown->place(block).line) : by_line.end();
    if (found != by_line.end()) {
      end_section();
      current = found->second;
    }
    walk.block(block);
  }
  end_section();
}

}  // namespace pensum::importing
