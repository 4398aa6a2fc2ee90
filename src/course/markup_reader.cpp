#include "course/markup_reader.hpp"

#include "base/utf8.hpp"
#include "base/white_space.hpp"
#include "course/text_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace pensum {

namespace {

constexpr int deepest = 6;  // lists and quotes in one another
constexpr std::size_t most_columns = 12;

/// The text of an element as it stands, but for a line break at its beginning and white space at its end.
std::string lines_of(pugi::xml_node element) {
  std::string lines;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) lines += child.value();
  }
  if (lines.starts_with('\n')) lines.erase(0, 1);
  while (!lines.empty() && is_white_space(lines.back())) lines.pop_back();
  return lines;
}

bool is_code_language(std::string_view name) {
  return name.size() <= 32 && std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("+#._-").contains(c);
         });
}

/// An element that a text may hold; its bit is its place among all of them.
struct TextElement {
  std::string_view name;
  TextMark::Kind kind;
};
constexpr std::array text_elements = {
    TextElement{"code", TextMark::Kind::code},   TextElement{"pre", TextMark::Kind::code_lines},
    TextElement{"em", TextMark::Kind::emphasis}, TextElement{"strong", TextMark::Kind::strong},
    TextElement{"a", TextMark::Kind::link},      TextElement{"note", TextMark::Kind::note}};

constexpr unsigned bit_of(TextMark::Kind kind) {
  return 1U << (std::ranges::find(text_elements, kind, &TextElement::kind) - text_elements.begin());
}

constexpr unsigned code_only = bit_of(TextMark::Kind::code);
constexpr unsigned code_and_lines = code_only | bit_of(TextMark::Kind::code_lines);
constexpr unsigned all_marks = code_only | bit_of(TextMark::Kind::emphasis) | bit_of(TextMark::Kind::strong) |
                               bit_of(TextMark::Kind::link) | bit_of(TextMark::Kind::note);

/// The element `name` if it is one of `marks`.
const TextElement* find_element(std::string_view name, unsigned marks) {
  const auto* const found = std::ranges::find(text_elements, name, &TextElement::name);
  return found != text_elements.end() && (marks & bit_of(found->kind)) != 0 ? found : nullptr;
}

const std::vector<std::string_view> block_names = {"p",   "h2",         "h3",    "ul", "ol",
                                                   "pre", "blockquote", "table", "img"};
const std::vector<std::string_view> quote_names = {"p", "ul", "ol", "pre", "blockquote"};

}  // namespace

// ------------------------------------------------------------------ text

RichText MarkupReader::text_with_code(pugi::xml_node element) { return text(element, code_only); }

RichText MarkupReader::text_with_code_lines(pugi::xml_node element) { return text(element, code_and_lines); }

RichText MarkupReader::text(pugi::xml_node element, Marks marks) {
  check_text_shape(element, {}, marks);
  TextBuilder made;
  add_children(made, element, marks);
  return with_directions_closed(std::move(made).finish());
}

RichText MarkupReader::needed_text(pugi::xml_node element) {
  RichText read = text(element, all_marks);
  check_size(element, read.text);
  if (read.empty())
    error(element, fmt::format("<{}> has no text", element.name()), "write it, or delete the element");
  return read;
}

void MarkupReader::add_children(TextBuilder& text, pugi::xml_node element, Marks marks) {
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text.add(child.value());
    } else if (child.type() == pugi::node_element) {
      const TextElement* known = find_element(child.name(), marks);
      if (known == nullptr) continue;  // reported as unknown
      if (known->kind == TextMark::Kind::code_lines) {
        add_code_lines(text, child);
      } else {
        add_mark(text, child, marks);
      }
    }
  }
}

void MarkupReader::add_mark(TextBuilder& text, pugi::xml_node element, Marks marks) {
  using Kind = TextMark::Kind;
  TextMark mark{.kind = find_element(element.name(), marks)->kind, .first = 0, .last = 0};
  // No mark holds its like.
  Marks inside = marks & ~bit_of(mark.kind) & ~bit_of(Kind::code_lines);
  if (mark.kind == Kind::code) inside = 0;
  if (mark.kind == Kind::link) {
    inside &= ~bit_of(Kind::note);
    mark.target = target_of(element);
  }
  check_text_shape(element, mark.kind == Kind::link ? "href" : "", inside);
  bool filled = false;
  if (mark.kind == Kind::note) {
    TextBuilder note;
    add_children(note, element, inside);
    RichText read = with_directions_closed(std::move(note).finish());
    filled = !read.empty();
    if (filled) text.add_note(notes_->size());
    notes_->push_back(std::move(read));
  } else {
    const std::size_t begun = text.begin(std::move(mark));
    add_children(text, element, inside);
    filled = text.end(begun);
  }
  if (!filled)
    error(element, fmt::format("<{}> has no text", element.name()), "write it, or delete the element");
}

void MarkupReader::add_code_lines(TextBuilder& text, pugi::xml_node element) {
  check_shape(element, {}, {}, true);
  const std::string lines = lines_of(element);
  if (lines.empty()) {
    error(element, "<pre> has no text", "write it, or delete the element");
    return;
  }
  constexpr CatalogLimits limits;
  const auto count = static_cast<std::size_t>(1 + std::ranges::count(lines, '\n'));
  std::size_t longest = 0;
  for (std::size_t first = 0; first < lines.size();) {
    const std::size_t last = std::min(lines.find('\n', first), lines.size());
    longest = std::max(longest, count_code_points(std::string_view(lines).substr(first, last - first)));
    first = last + 1;
  }
  if (count > limits.code_lines) {
    error(element, fmt::format("this <pre> has {} lines; the limit is {}", count, limits.code_lines),
          "shorten it, or put it into the lesson’s <reading>");
  } else if (longest > limits.code_line) {
    error(element,
          fmt::format("a line of <pre> has {} characters; the limit is {}", longest, limits.code_line),
          "break the line");
  }
  text.add_lines(lines);
}

std::string MarkupReader::target_of(pugi::xml_node element) {
  const pugi::xml_attribute href = element.attribute("href");
  if (!href) {
    error(element, "<a> has no href", "write <a href=\"https://…\">, or href=\"#7\" for lesson 7");
    return {};
  }
  const std::string_view target = href.value();
  if (target.starts_with('#') && is_catalog_id(target.substr(1))) {
    links_.push_back({std::string(target.substr(1)), document_.value_spot(href)});
  } else if (!is_catalog_url(target)) {
    error_of(href, fmt::format("“{}” is not a web address or a lesson", shown(target)),
             "write an address that starts with https:// or http://, or # and the id of a lesson");
  }
  return std::string(target);
}

// ------------------------------------------------------------------ blocks

const std::vector<std::string_view>& MarkupReader::blocks() { return block_names; }

Reading MarkupReader::reading(pugi::xml_node element) {
  Reading read;
  notes_ = &read.notes;
  read.blocks = blocks(element, block_names, 1);
  notes_ = nullptr;
  return read;
}

std::vector<Block> MarkupReader::blocks(pugi::xml_node parent, const Names& names, int depth) {
  std::vector<Block> read;
  for (const pugi::xml_node child : parent.children()) {
    if (diagnostics_.size() >= most_diagnostics) break;
    if (child.type() != pugi::node_element) continue;
    if (std::ranges::find(names, std::string_view(child.name())) == names.end()) continue;  // reported
    read.push_back(block(child, depth));
  }
  return read;
}

Block MarkupReader::block(pugi::xml_node element, int depth) {
  const std::string_view name = element.name();
  if (name == "p") return {.kind = Block::Kind::paragraph, .text = needed_text(element)};
  if (name == "h2") return {.kind = Block::Kind::section, .text = needed_text(element)};
  if (name == "h3") return {.kind = Block::Kind::subsection, .text = needed_text(element)};
  if (name == "ul") return nested(element, Block::Kind::bullets, {"li"}, depth);
  if (name == "ol") return nested(element, Block::Kind::numbers, {"li"}, depth);
  if (name == "blockquote") return nested(element, Block::Kind::quote, quote_names, depth);
  if (name == "li") return item(element, depth);
  if (name == "pre") return code(element);
  if (name == "table") return table(element);
  return picture(element);
}

Block MarkupReader::nested(pugi::xml_node element, Block::Kind kind, const Names& names, int depth) {
  Block made{.kind = kind};
  if (depth > deepest) {
    error(element, fmt::format("lists and quotes hold each other more than {} deep", deepest),
          "flatten them");
    return made;
  }
  check_shape(element, {}, names, false);
  made.blocks = blocks(element, names, depth + 1);
  if (made.blocks.empty()) {
    error(element, fmt::format("<{}> holds nothing", element.name()),
          fmt::format("add <{}>…</{}>, or delete the element", names.front(), names.front()));
  }
  return made;
}

/// An item holds blocks, or text, which is then its only paragraph.
Block MarkupReader::item(pugi::xml_node element, int depth) {
  const bool has_blocks = std::ranges::any_of(element.children(), [](pugi::xml_node child) {
    return std::ranges::find(quote_names, std::string_view(child.name())) != quote_names.end();
  });
  if (has_blocks) return nested(element, Block::Kind::item, quote_names, depth);
  Block made{.kind = Block::Kind::item};
  made.blocks.push_back({.kind = Block::Kind::paragraph, .text = needed_text(element)});
  return made;
}

Block MarkupReader::code(pugi::xml_node element) {
  check_shape(element, {"lang"}, {}, true);
  const pugi::xml_attribute language = element.attribute("lang");
  if (language && !is_code_language(language.value())) {
    error_of(language, fmt::format("“{}” is not the name of a language of code", shown(language.value())),
             "write it in up to 32 of the characters A-Z a-z 0-9 + # . _ -, such as go or c++");
  }
  Block made{.kind = Block::Kind::code, .text = lines_of(element), .language = language.value()};
  if (made.text.empty()) error(element, "<pre> has no text", "write it, or delete the element");
  check_size(element, made.text.text);
  return made;
}

Block MarkupReader::table(pugi::xml_node element) {
  Block made{.kind = Block::Kind::table};
  check_shape(element, {}, {"tr"}, false);
  for (const pugi::xml_node row : element.children("tr")) {
    check_shape(row, {}, {"th", "td"}, false);
    TableRow& cells = made.rows.emplace_back();
    for (const pugi::xml_node cell : row.children()) {
      const std::string_view name = cell.name();
      if (name == "th" || name == "td")
        cells.push_back({.text = text(cell, all_marks), .is_heading = name == "th"});
    }
    if (cells.size() != made.rows.front().size()) {
      error(row,
            fmt::format("this row has {} cells, the first has {}", cells.size(), made.rows.front().size()),
            "give all rows as many cells; an empty one is <td/>");
    } else if (cells.size() > most_columns) {
      error(row, fmt::format("a table of {} columns; the limit is {}", cells.size(), most_columns),
            "make two tables of it");
    }
  }
  if (made.rows.empty() || made.rows.front().empty())
    error(element, "the table has no cells", "add <tr><td>…</td></tr>, or delete the table");
  return made;
}

Block MarkupReader::picture(pugi::xml_node element) {
  check_shape(element, {"src", "alt"}, {}, false);
  const pugi::xml_attribute file = element.attribute("src");
  const pugi::xml_attribute alternative = element.attribute("alt");
  if (!file) {
    error(element, "<img> has no src", "write src=\"picture.png\", a file beside the catalog");
  } else if (!is_picture_file(file.value())) {
    error_of(file, fmt::format("“{}” is not a picture beside the catalog", shown(file.value())),
             "name a .png or .jpg file by its path from the catalog’s folder, without “..” and backslashes");
  }
  TextBuilder text;
  text.add(alternative.value());
  Block made{.kind = Block::Kind::picture,
             .text = with_directions_closed(std::move(text).finish()),
             .file = file.value()};
  if (!alternative) {
    error(element, "<img> has no alt",
          "say in alt=\"…\" what the picture shows, for those who do not see it; of decoration, alt=\"\"");
  }
  return made;
}

// ------------------------------------------------------------------ errors

void MarkupReader::check_size(pugi::xml_node element, const std::string& text) {
  constexpr std::size_t limit = CatalogLimits().text_bytes;
  if (text.size() > limit) {
    error(element,
          fmt::format("the text of <{}> has {} bytes; the limit is {}", element.name(), text.size(), limit),
          "make several of it");
  }
}

void MarkupReader::error(pugi::xml_node node, std::string message, std::string hint) {
  if (diagnostics_.size() >= most_diagnostics) return;
  diagnostics_.push_back({Severity::error, document_.place(node), std::move(message), std::move(hint)});
}

void MarkupReader::error_of(pugi::xml_attribute attribute, std::string message, std::string hint) {
  if (diagnostics_.size() >= most_diagnostics) return;
  diagnostics_.push_back(
      {Severity::error, document_.value_place(attribute), std::move(message), std::move(hint)});
}

/// Texts are many, and nearly all as they should be: what is wrong is looked for only if something is.
void MarkupReader::check_text_shape(pugi::xml_node node, std::string_view attribute, Marks marks) {
  bool fine = true;
  for (pugi::xml_attribute each = node.first_attribute(); each; each = each.next_attribute())
    fine = fine && each.name() == attribute;
  for (pugi::xml_node each = node.first_child(); each; each = each.next_sibling())
    fine = fine && (each.type() != pugi::node_element || find_element(each.name(), marks) != nullptr);
  if (fine) return;
  Names children;
  for (const TextElement& element : text_elements) {
    if ((marks & bit_of(element.kind)) != 0) children.push_back(element.name);
  }
  check_shape(node, attribute.empty() ? Names() : Names{attribute}, children, true);
}

void MarkupReader::check_shape(pugi::xml_node node, const Names& attributes, const Names& children,
                               bool with_text) {
  using enum xml::Shape::Text;
  xml::check_shape(
      document_, node,
      {.element = node.name(), .attributes = attributes, .children = children, .text = with_text ? yes : no},
      diagnostics_);
}

// ------------------------------------------------------------------ files

Result<ReadingFile> read_reading(std::string_view bytes, const std::string& file) {
  const Result<xml::Document> document = xml::read(bytes, file, {.bytes = most_reading_bytes});
  if (!document) return std::unexpected(document.error());
  const pugi::xml_node root = document->root();
  if (std::string_view(root.name()) != "reading") {
    return failure(fmt::format("this is not a lesson’s text: its root element is <{}>", shown(root.name())),
                   "it starts with <reading>", document->place(root));
  }
  Diagnostics diagnostics;
  xml::check_shape(*document, root, {"reading", {}, block_names}, diagnostics);
  MarkupReader reader(*document, diagnostics);
  ReadingFile read{.reading = reader.reading(root), .links = {}, .document = *document};
  if (read.reading.empty() && diagnostics.empty()) {
    diagnostics.push_back(
        {Severity::error, document->place(root), "<reading> holds nothing", "add <p>…</p>"});
  }
  if (!diagnostics.empty()) {
    finish(diagnostics);
    return std::unexpected(std::move(diagnostics));
  }
  read.links = reader.take_links();
  return read;
}

}  // namespace pensum
