#include "import/mdbook.hpp"

#include "base/file_ending.hpp"
#include "import/links.hpp"
#include "import/markdown_reading.hpp"
#include "import/markdown_text.hpp"
#include "import/markdown_tree.hpp"
#include "import/mdbook_page.hpp"
#include "import/minutes.hpp"
#include "import/plain_text.hpp"
#include "import/texts.hpp"
#include "table/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::string_view summary_name = "SUMMARY.md";

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The name of the summary within the input's tree; empty where there is none.
std::string summary_of(const Input& input) {
  if (!input.member.empty() || input.tree == nullptr) {
    const std::string_view name = input.member.empty() ? last_name(input.name) : last_name(input.member);
    return name == summary_name ? (input.member.empty() ? std::string(name) : input.member) : std::string();
  }
  return archive::shallowest(*input.tree, summary_name);
}

// What the tools themselves write above a summary is not a title.
constexpr std::array<std::string_view, 3> no_titles{"Summary", "Table of contents", "Table of Contents"};

struct BookFile {
  std::string title;
  std::string language;
};

// The value of a line “key = "…"” of TOML.
std::optional<std::string> value_in(std::string_view line, std::string_view key) {
  const std::string text = one_line(line);
  const std::size_t equals = std::min(text.find('='), text.size());
  if (one_line(text.substr(0, equals)) != key || equals == text.size()) return {};
  const std::string value = one_line(text.substr(equals + 1));
  const std::size_t end = value.empty() ? std::string::npos : value.find(value.front(), 1);
  const bool quoted = end != std::string::npos && (value.front() == '"' || value.front() == '\'');
  return quoted ? std::optional(value.substr(1, end - 1)) : std::nullopt;
}

// Title and language in the table [book] of book.toml.
BookFile book_file(std::string_view toml) {
  BookFile book;
  bool inside = false;
  for (std::size_t at = 0; at < toml.size();) {
    const std::size_t end = std::min(toml.find('\n', at), toml.size());
    const std::string_view line = toml.substr(at, end - at);
    at = end + 1;
    if (line.starts_with('[')) inside = line.starts_with("[book]");
    if (!inside) continue;
    if (auto title = value_in(line, "title")) book.title = *std::move(title);
    if (auto language = value_in(line, "language")) book.language = *std::move(language);
  }
  return book;
}

class Reader {
 public:
  Reader(const Input& input, const Choices& choices, std::string summary)
      : input_(input), choices_(choices), summary_(std::move(summary)), texts_(choices.texts) {}

  Result<Outline> read(const Markdown& markdown) {
    markdown_ = &markdown;
    const std::string settings = book_file_bytes();
    if (input_.tree != nullptr) pages_.emplace(*input_.tree, settings);
    for (cmark_node* node : children_of(markdown.root.get())) block(node);
    if (chapters_ == 0) {
      return failure("no chapters: there is no link to a file in it",
                     "mdBook lists chapters as “- [Title](file.md)”", {input_.name});
    }
    if (outline_.title.empty()) outline_.title = markdown.title;
    take_titles(settings);
    account();
    std::erase_if(outline_.children,
                  [](const Node& node) { return !node.lesson && node.children.empty() && node.key.empty(); });
    texts_.finish(outline_, input_.tree);
    return std::move(outline_);
  }

 private:
  void block(cmark_node* node) {
    switch (block_of(node)) {
      case Block::heading:
        return heading(node);
      case Block::paragraph:
        return apart(node);
      case Block::list:
        for (cmark_node* item : children_of(node)) chapter_of(item, here());
        return;
      default:
        return;
    }
  }

  std::vector<Node>& here() { return in_part_ ? outline_.children.back().children : outline_.children; }

  // The first one, above all chapters, is the summary's own; the others are of parts.
  void heading(cmark_node* node) {
    std::string title = inlines_of(node).text.text;
    if (chapters_ == 0 && !in_part_ && !titled_) {
      titled_ = true;
      if (std::ranges::find(no_titles, title) == no_titles.end()) outline_.title = std::move(title);
      return;
    }
    outline_.children.emplace_back().title = std::move(title);
    outline_.children.back().place = markdown_->place(node);
    in_part_ = true;
  }

  // Links outside of lists: chapters before and after the numbered ones, which are in no part.
  void apart(cmark_node* node) {
    const Inlines inlines = inlines_of(node);
    if (inlines.links.empty()) return;
    in_part_ = false;
    for (const MarkdownLink& link : inlines.links) {
      if (auto made = chapter(link, node)) outline_.children.push_back(*std::move(made));
    }
  }

  void chapter_of(cmark_node* item, std::vector<Node>& siblings) {
    Node node;
    bool draft = false;
    for (cmark_node* child : children_of(item)) {
      if (block_of(child) == Block::paragraph && node.title.empty()) {
        const Inlines inlines = inlines_of(child);
        const bool linked = !inlines.links.empty();
        auto made = linked ? chapter(inlines.links.front(), child) : std::nullopt;
        draft = linked && !made;
        if (made) node = *std::move(made);
        if (node.title.empty()) node.title = linked ? inlines.links.front().text : inlines.text.text;
      } else if (block_of(child) == Block::list) {
        for (cmark_node* below : children_of(child)) chapter_of(below, node.children);
      }
    }
    if (node.children.empty() && (draft || node.key.empty())) return;
    node.lesson = node.children.empty();
    add_itself(node);
    siblings.push_back(std::move(node));
  }

  // Of a chapter with others in it, whose own text is not known, a lesson of its own.
  static void add_itself(Node& node) {
    if (node.lesson || node.key.empty() || node.effort != Effort()) return;
    Node itself = node;
    itself.children.clear();
    itself.lesson = true;
    node.key.clear();
    node.url.clear();
    node.children.insert(node.children.begin(), std::move(itself));
  }

  // Nothing for a draft.
  std::optional<Node> chapter(const MarkdownLink& link, cmark_node* at) {
    if (link.url.empty()) {
      ++drafts_;
      return {};
    }
    Node node;
    node.title = link.text;
    node.place = markdown_->place(at);
    node.url = page_of(link.url);
    node.lesson = true;
    ++chapters_;
    if (is_web_address(link.url)) {
      node.key = link.url;
      return node;
    }
    const std::string file = archive::resolved(summary_, link.url);
    node.key = file.empty() ? link.url : key_of(file);
    measure(file.empty() ? link.url : file, node);
    return node;
  }

  // A book that is named by its summary has its files below the folder of that, one that is named by its own
  // folder below this one. Keys that a catalog has from an import stay what they were.
  std::string key_of(const std::string& file) const {
    const std::string_view folder = std::string_view(summary_).substr(0, summary_.rfind('/') + 1);
    return input_.member.empty() || !file.starts_with(folder) ? file : file.substr(folder.size());
  }

  void measure(const std::string& file, Node& node) {
    const auto bytes =
        input_.tree != nullptr && input_.tree->has(file) ? input_.tree->read(file) : std::string();
    if (!bytes || bytes->empty()) {
      if (missing_++ == 0) first_missing_ = file;
      return;
    }
    if (!measured_.insert(file).second) return;  // another place in the same file
    const std::string written = pages_ ? pages_->read(*bytes, file) : *bytes;
    Prose prose = read_prose(written);
    node.effort.words = prose.words;
    node.effort.code_lines = prose.code_lines;
    node.effort.pictures = prose.pictures;
    if (node.title.empty()) node.title = std::move(prose.heading);
    MarkdownPage page = markdown_page(file, input_.tree.get());
    page.hides_lines = true;
    node.text = read_markdown_text(written, node.title, page, texts_);
  }

  // Where the chapter is in the web: mdBook makes pages of files, GitHub shows the files themselves.
  std::string page_of(std::string_view url) const {
    std::string address = web_address_of(url, choices_.base_url);
    const bool shown_as_file = choices_.base_url.contains("/blob/") || choices_.base_url.contains("/tree/");
    if (address.empty() || is_web_address(url) || shown_as_file) return address;
    const std::size_t end = std::min(address.find_first_of("?#"), address.size());
    std::string rest = address.substr(end);
    address.resize(end);
    if (address.ends_with("/README.md")) return address.substr(0, address.size() - 9) + "index.html" + rest;
    if (address.ends_with(".md")) address.replace(address.size() - 3, 3, ".html");
    return address + rest;
  }

  // ---------------------------------------------------------------- the book

  std::string folder() const { return summary_.substr(0, summary_.size() - last_name(summary_).size()); }

  // What book.toml holds; empty where there is none.
  std::string book_file_bytes() const {
    if (input_.tree == nullptr) return {};
    for (const std::string& name :
         {archive::resolved(folder() + "x", "../book.toml"), folder() + "book.toml"}) {
      if (name.empty() || !input_.tree->has(name)) continue;
      if (Result<std::string> toml = input_.tree->read(name)) return *std::move(toml);
    }
    return {};
  }

  void take_titles(std::string_view settings) {
    BookFile book = book_file(settings);
    if (!book.title.empty()) outline_.title = one_line(book.title);
    outline_.language = std::move(book.language);
    const std::string readme = folder() + "README.md";
    if (!outline_.title.empty() || input_.tree == nullptr || !input_.tree->has(readme)) return;
    if (const Result<std::string> text = input_.tree->read(readme))
      outline_.title = read_prose(*text).heading;
  }

  void account() {
    if (drafts_ > 0) {
      outline_.left_out.push_back(
          {fmt::format("{} draft{}", drafts_, drafts_ == 1 ? "" : "s"), "they have no file", drafts_});
    }
    if (pages_) texts_.leave_out(Omitted::include, pages_->missing());
    if (missing_ == 0) return;
    const auto others = static_cast<std::int64_t>(missing_ - 1);
    const std::string and_others =
        others == 0 ? "" : " and " + counted(others, "other chapter", "other chapters");
    outline_.warnings.push_back(
        {Severity::warning,
         {input_.name},
         fmt::format("“{}”{} cannot be read beside it", shown(first_missing_), and_others),
         "without their text their minutes are the default"});
  }

  const Input& input_;
  const Choices& choices_;
  std::string summary_;  // its name in the tree
  Texts texts_;
  std::optional<MdbookPages> pages_;
  const Markdown* markdown_ = nullptr;
  Outline outline_;
  std::set<std::string> measured_;
  std::string first_missing_;
  std::size_t missing_ = 0;
  std::size_t drafts_ = 0;
  std::size_t chapters_ = 0;
  bool titled_ = false;
  bool in_part_ = false;
};

}  // namespace

bool is_mdbook(const Input& input) { return !summary_of(input).empty(); }

Result<Outline> read_mdbook(const Input& input, const Choices& choices) {
  std::string summary = summary_of(input);
  if (summary.empty()) summary = input.member.empty() ? std::string(last_name(input.name)) : input.member;
  Result<std::string> bytes = input.bytes;
  if (input.tree != nullptr && input.member.empty()) bytes = input.tree->read(summary);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  const Result<std::string> text = table::utf8_text(*std::move(bytes), input.name, "save it as UTF-8");
  if (!text) return std::unexpected(text.error());
  const Result<Markdown> markdown = parse_markdown(*text, input.name);
  if (!markdown) return std::unexpected(markdown.error());
  return Reader(input, choices, std::move(summary)).read(*markdown);
}

}  // namespace pensum::importing
