#include "import/markdown_reading.hpp"

#include "import/catalog_values.hpp"
#include "import/html_reading.hpp"
#include "import/links.hpp"
#include "import/markdown_tree.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
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
    if (code != "#" && !code.starts_with("# ")) shown += std::string(line) + '\n';
    at = end + 1;
  }
  return shown;
}

/// Fences that books of MyST put around text: “{note}”.
bool is_text_directive(std::string_view info) {
  constexpr std::array<std::string_view, 11> directives{"note",      "warning", "tip",       "admonition",
                                                        "important", "seealso", "attention", "caution",
                                                        "danger",    "hint",    "margin"};
  if (!info.starts_with('{')) return false;
  return std::ranges::find(directives, info.substr(1, info.find('}') - 1)) != directives.end();
}

/// “rust,ignore” and “{code-block} python” as a language.
std::string language_of(std::string_view info) {
  if (info.starts_with('{')) info.remove_prefix(std::min(info.find('}') + 1, info.size()));
  const std::size_t first = std::min(info.find_first_not_of(' '), info.size());
  info.remove_prefix(first);
  return code_language(info.substr(0, info.find_first_of(" ,{;")));
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
        return maker_.end_paragraph();
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

  void heading(cmark_node* node, bool enters) {
    if (!enters) return maker_.end_heading();
    maker_.begin_heading(cmark_node_get_heading_level(node));
    if (std::string slug = slug_of(inlines_of(node).text); !slug.empty())
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
    if (type == CMARK_NODE_TEXT) return maker_.add(literal_of(node));
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

  void image(cmark_node* node, bool enters) {
    if (enters) {
      if (alternative_++ == 0) alternative_text_.clear();
      return;
    }
    if (--alternative_ > 0) return;
    const std::string_view url = cmark_node_get_url(node);
    std::string file = is_web_address(url) ? std::string() : page_.resolve(url);
    // Markdown does not tell decoration from a picture that nobody described.
    const bool is_described = alternative_text_.find_first_not_of(" \t\n") != std::string::npos;
    if (!file.empty()) {
      return maker_.add_picture(
          std::move(file), is_described ? std::optional(std::string_view(alternative_text_)) : std::nullopt);
    }
    texts_.leave_out(Omitted::picture);
    maker_.add(alternative_text_);
  }

  void code(cmark_node* node) {
    const std::string_view info = cmark_node_get_fence_info(node);
    const std::string_view lines = literal_of(node);
    if (is_text_directive(info) && fences_ < most_fences) {
      const Result<Markdown> inner = parse_markdown(lines, {});
      if (inner) return Walk(maker_, texts_, page_, fences_ + 1).block(inner->root.get());
    }
    const std::string language = language_of(info);
    const bool hides = page_.hides_lines && language == "rust";
    maker_.add_code(hides ? shown_lines(lines) : std::string(lines), language);
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

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Lines of a file by what is behind its name: “10:20”, “10”, “:20”, the name of a part.
std::string part_of_file(std::string_view bytes, std::string_view part) {
  const std::size_t colon = std::min(part.find(':'), part.size());
  const std::string_view from = part.substr(0, colon);
  const std::string_view to = part.substr(std::min(colon + 1, part.size()));
  const bool by_number = part.empty() || ((from.empty() || number_in(from)) && (to.empty() || number_in(to)));
  const std::size_t first = number_in(from).value_or(1);
  const std::size_t last =
      number_in(to).value_or(colon == part.size() && !part.empty() ? first : bytes.size());
  std::string lines;
  bool is_inside = false;
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    ++number;
    const bool is_anchor = line.contains("ANCHOR: ") || line.contains("ANCHOR_END: ");
    if (is_anchor && !by_number && one_line(line).ends_with(": " + std::string(from)))
      is_inside = line.contains("ANCHOR: ");
    if (is_anchor) continue;
    if (by_number ? number >= first && number <= last : is_inside) lines += std::string(line) + '\n';
  }
  if (lines.ends_with('\n')) lines.pop_back();
  return lines;
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

std::string with_includes(std::string_view text, const std::string& file, const archive::FileTree& tree) {
  constexpr std::string_view begin = "{{#";
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  std::string whole;
  std::size_t at = 0;
  for (std::size_t mark = text.find(begin); mark != std::string_view::npos; mark = text.find(begin, at)) {
    const std::size_t end = text.find("}}", mark);
    if (end == std::string_view::npos) break;
    whole += text.substr(at, mark - at);
    const std::string said = one_line(text.substr(mark + begin.size(), end - mark - begin.size()));
    at = end + 2;
    const std::string_view command = std::string_view(said).substr(0, said.find(' '));
    if (command != "include" && command != "rustdoc_include" && command != "playground") continue;
    std::string name = said.substr(std::min(command.size() + 1, said.size()));
    name = name.substr(0, name.find(' '));
    const std::size_t colon = std::min(name.find(':'), name.size());
    const std::string source = archive::resolved(file, std::string_view(name).substr(0, colon));
    const auto bytes =
        !source.empty() && tree.has(source) ? tree.read(source) : Result<std::string>(std::string());
    if (bytes && whole.size() + bytes->size() < text.size() + most_bytes)
      whole += part_of_file(*bytes, std::string_view(name).substr(std::min(colon + 1, name.size())));
  }
  return whole.append(text.substr(std::min(at, text.size())));
}

}  // namespace pensum::importing
