#include "manual/document.hpp"

#include "import/markdown_tree.hpp"

#include <cmark-gfm-core-extensions.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <utility>
#include <vector>

namespace pensum::manual {

namespace {

using importing::Block;
using importing::block_of;
using importing::children_of;

constexpr std::array pages{
    PageOf{"docs/import.md", "pensum-import", 1},
    PageOf{"docs/replanning.md", "pensum-replan", 1},
    PageOf{"catalog/README.md", "pensum-catalog", 5, "the format of courses"},
    PageOf{"layouts/README.md", "pensum-layout", 5, "how plans look on pages"},
    PageOf{"docs/requests.md", "pensum-request", 5, "what one learner asks for, as a file"},
    PageOf{"docs/rosters.md", "pensum-roster", 5, "the requests of a class, as a table"},
    PageOf{"docs/calendars.md", "pensum-calendar", 5, "plans in calendars, and days off from them"}};

std::string_view text_or_empty(const char* text) { return text == nullptr ? std::string_view() : text; }

/// The inlines of a node as roff.
class InlineText {
 public:
  InlineText(const std::string& file, std::set<const PageOf*>& referred)
      : folder_(std::filesystem::path(file).parent_path()), own_(page_of(file)), referred_(referred) {}

  std::string of(cmark_node* parent, bool strong = false) {
    std::string text;
    for (cmark_node* node : children_of(parent)) text += of_one(node, strong);
    return text;
  }

 private:
  std::string of_one(cmark_node* node, bool strong) {
    const std::string_view literal = text_or_empty(cmark_node_get_literal(node));
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
        return prose(literal);
      case CMARK_NODE_CODE:
        return strong ? code(literal) : bold(code(literal));
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        return " ";
      case CMARK_NODE_STRONG:
        return strong ? of(node, true) : bold(of(node, true));
      case CMARK_NODE_EMPH:
        return strong ? of(node, true) : italic(of(node, true));
      case CMARK_NODE_LINK:
        return of(node, strong) + target(text_or_empty(cmark_node_get_url(node)), of(node, true));
      default:
        return {};  // pictures, and tags
    }
  }

  /// Where a link leads to, in words, unless that is plain or was said before.
  std::string target(std::string_view url, const std::string& text) {
    if (url.contains("://")) return typed(url) == text ? "" : fmt::format(" ({})", typed(url));
    const std::string_view path = url.substr(0, url.find('#'));
    if (path.empty()) return {};
    const PageOf* const page = page_of((folder_ / path).lexically_normal().generic_string());
    if (page == nullptr || page == own_ || !referred_.insert(page).second) return {};
    return fmt::format(" ({}({}))", bold(code(page->name)), page->section);
  }

  std::filesystem::path folder_;
  const PageOf* own_;
  std::set<const PageOf*>& referred_;
};

/// A table's cells, the first row being its head.
struct Table {
  struct Cell {
    std::string text;  ///< roff
    bool is_key =
        false;  ///< whether it is code, or empty: what the table explains rather than an explanation
  };
  std::vector<std::vector<Cell>> rows;
};

/// Whether a cell has nothing in it but code, marks around it, and what links pieces of code.
bool is_key(cmark_node* cell) {
  bool code = false;
  std::size_t letters = 0;
  const auto look = [&](auto self, cmark_node* parent) -> void {
    for (cmark_node* node : children_of(parent)) {
      if (cmark_node_get_type(node) == CMARK_NODE_CODE) code = true;
      if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
        letters += text_or_empty(cmark_node_get_literal(node)).size();
      self(self, node);
    }
  };
  look(look, cell);
  return code || letters == 0;
}

Table table_of(cmark_node* node, InlineText& inlines) {
  Table table;
  for (cmark_node* row : children_of(node)) {
    std::vector<Table::Cell> cells;
    for (cmark_node* cell : children_of(row)) cells.push_back({inlines.of(cell), is_key(cell)});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// How many of a table's first columns name what its others explain.
std::size_t key_columns(const Table& table) {
  std::size_t columns = 0;
  const std::size_t all = table.rows.front().size();
  const auto is_of_keys = [&](std::size_t column) {
    return std::all_of(table.rows.begin() + 1, table.rows.end(),
                       [&](const auto& row) { return row[column].is_key; });
  };
  while (columns + 1 < all && is_of_keys(columns)) ++columns;
  constexpr std::size_t widest = 90;  // bytes of a row that fits side by side
  const bool wide = std::ranges::any_of(table.rows, [](const auto& row) {
    std::size_t width = 0;
    for (const Table::Cell& cell : row) width += cell.text.size();
    return width > widest;
  });
  return columns == 0 && wide ? 1 : columns;
}

class Writer {
 public:
  Writer(Page& page, const std::string& file, bool titled, const std::set<std::string>& left_out,
         std::set<const PageOf*>& referred)
      : page_(page), file_(file), titled_(titled), left_out_(left_out), inlines_(file, referred) {}

  Result<void> write(cmark_node* root) {
    bool skipped = false;
    for (cmark_node* node : children_of(root)) {
      if (block_of(node) == Block::heading) {
        skipped = heading(node);
      } else if (!skipped) {
        if (Result<void> done = block(node); !done) return done;
      }
    }
    return {};
  }

 private:
  /// Whether what follows is left out.
  bool heading(cmark_node* node) {
    const std::string title = importing::inlines_of(node).text.text;
    const int level = cmark_node_get_heading_level(node);
    if (level == 1 && !titled_) return false;
    if (left_out_.contains(title)) return true;
    if (level <= 2) page_.part(title);
    if (level > 2) page_.paragraph(bold(inlines_.of(node, true)));
    return false;
  }

  Result<void> block(cmark_node* node) {
    switch (block_of(node)) {
      case Block::paragraph:
        if (const std::string text = inlines_.of(node); !text.empty()) page_.paragraph(text);
        return {};
      case Block::code:
        page_.literal(text_or_empty(cmark_node_get_literal(node)));
        return {};
      case Block::list:
        return list(node);
      case Block::table:
        table(table_of(node, inlines_));
        return {};
      default:
        return failure("manual pages have no such block", "write it as text, a list, a table or code",
                       {file_, cmark_node_get_start_line(node), cmark_node_get_start_column(node)});
    }
  }

  Result<void> list(cmark_node* node) {
    const bool numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    page_.macro(numbered ? ".Bl -enum" : ".Bl -bullet");
    for (cmark_node* item : children_of(node)) {
      page_.item();
      for (cmark_node* child : children_of(item)) {
        if (Result<void> done = block(child); !done) return done;
      }
    }
    page_.macro(".El");
    return {};
  }

  void table(const Table& table) {
    const std::size_t keys = key_columns(table);
    if (keys == 0) return data(table);
    page_.macro(".Bl -tag -width Ds");
    const std::vector<Table::Cell>& head = table.rows.front();
    std::vector<std::string> key(keys);
    for (auto row = table.rows.begin() + 1; row != table.rows.end(); ++row) {
      std::string term;
      for (std::size_t i = 0; i < keys; ++i) {
        // An empty cell stands for the one above, below the same cells.
        if (!(*row)[i].text.empty()) {
          key[i] = (*row)[i].text;
          std::fill(key.begin() + static_cast<std::ptrdiff_t>(i) + 1, key.end(), "");
        }
        if (!key[i].empty()) term += (term.empty() ? "" : " \\~ ") + key[i];
      }
      page_.item(arguments(term));
      std::string text = (*row)[keys].text;
      for (std::size_t i = keys + 1; i < row->size(); ++i) {
        if (!(*row)[i].text.empty())
          text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", head[i].text, (*row)[i].text);
      }
      if (!text.empty()) page_.paragraph(text);
    }
    page_.macro(".El");
  }

  /// A table that shows how a table looks.
  void data(const Table& table) {
    std::string widths;
    for (std::size_t column = 0; column < table.rows.front().size(); ++column) {
      const auto longest =
          std::ranges::max(table.rows, {}, [&](const auto& row) { return row[column].text.size(); })[column];
      widths += fmt::format(" \"{}\"", longest.text);
    }
    page_.macro(".Bl -column" + widths);
    for (const auto& row : table.rows) {
      std::string line;
      for (const Table::Cell& cell : row)
        line += (line.empty() ? "" : " Ta ") + (cell.text.empty() ? "\\&" : arguments(cell.text));
      page_.item(line);
    }
    page_.macro(".El");
  }

  Page& page_;
  const std::string& file_;
  bool titled_;
  const std::set<std::string>& left_out_;
  InlineText inlines_;
};

}  // namespace

std::span<const PageOf> pages_of_documents() { return pages; }

const PageOf* page_of(std::string_view document) {
  const auto* const found = std::ranges::find(pages, document, &PageOf::document);
  return found == pages.end() ? nullptr : found;
}

Result<void> append_document(Page& page, std::string_view markdown, const std::string& file, bool titled,
                             const std::set<std::string>& left_out, std::set<const PageOf*>& referred) {
  const Result<importing::Markdown> read = importing::parse_markdown(markdown, file);
  if (!read) return std::unexpected(read.error());
  return Writer(page, file, titled, left_out, referred).write(read->root.get());
}

}  // namespace pensum::manual
