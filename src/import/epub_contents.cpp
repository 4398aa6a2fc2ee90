#include "import/epub_contents.hpp"

#include "archive/file_tree.hpp"
#include "import/foreign_xml.hpp"
#include "import/html_text.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::importing {
namespace {

// As EPUB 3, EPUB 2 and ARIA call them.
constexpr std::array<std::string_view, 20> no_lessons = {
    "cover",     "titlepage",   "title-page", "halftitlepage", "halftitle", "copyright-page",
    "copyright", "toc",         "toc-brief",  "landmarks",     "page-list", "index",
    "loi",       "lot",         "loa",        "lov",           "doc-toc",   "doc-index",
    "doc-cover", "doc-pagelist"};

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at < words.size(); at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

/// Gathers the lists of a navigation document.
class NavReader final : public MarkupHandler {
 public:
  explicit NavReader(const std::string& name) : name_(name) {}

  struct List {
    std::string types;
    std::vector<Entry> entries;
  };
  std::vector<List> lists;

  void open(const MarkupElement& element) override {
    if (label_ > 0) {
      ++label_;
    } else if (element.name == "nav") {
      lists.push_back({std::string(element["epub:type"]) + " " + std::string(element["role"]), {}});
      in_nav_ = true;
      open_.clear();
    } else if (in_nav_ && element.name == "li") {
      open_.emplace_back();
    } else if (!open_.empty() && open_.back().title.empty() &&
               (element.name == "a" || element.name == "span")) {
      label_ = 1;
      begin_label(element);
    }
  }

  void close(std::string_view element) override {
    if (label_ > 0) {
      if (--label_ == 0) open_.back().title = one_line(open_.back().title);
    } else if (element == "nav") {
      in_nav_ = false;
    } else if (in_nav_ && element == "li" && !open_.empty()) {
      Entry entry = std::move(open_.back());
      open_.pop_back();
      (open_.empty() ? lists.back().entries : open_.back().children).push_back(std::move(entry));
    }
  }

  void text(std::string_view text) override {
    if (label_ > 0) open_.back().title += text;
  }

 private:
  void begin_label(const MarkupElement& element) {
    if (element["href"].empty()) return;
    std::vector<Entry> children = std::move(open_.back().children);
    open_.back() = entry_for(name_, element["href"]);
    open_.back().types = element["epub:type"];
    open_.back().children = std::move(children);
  }

  const std::string& name_;
  bool in_nav_ = false;
  std::size_t label_ = 0;    ///< depth in an element whose text is a title
  std::vector<Entry> open_;  ///< list items that are not closed yet
};

std::vector<Entry> points_below(pugi::xml_node parent, const std::string& name) {
  std::vector<Entry> entries;
  for (const pugi::xml_node point : children(parent, "navPoint")) {
    Entry entry = entry_for(name, attribute(child(point, "content"), "src"));
    entry.title = text_below(child(child(point, "navLabel"), "text"));
    entry.children = points_below(point, name);
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

Entry entry_for(std::string_view base, std::string_view link) {
  Entry entry;
  entry.target = link;
  const std::size_t mark = std::min(link.find('#'), link.size());
  entry.file = link.empty() ? std::string() : archive::resolved(base, link.substr(0, mark));
  if (mark < link.size()) entry.anchor = link.substr(mark + 1);
  return entry;
}

bool is_no_lesson(std::string_view types) {
  return std::ranges::any_of(no_lessons, [&](std::string_view type) { return has_word(types, type); });
}

Contents contents_of_nav(std::string_view page, const std::string& name) {
  NavReader reader(name);
  walk_markup(page, reader);
  Contents contents;
  const auto is_toc = [](const NavReader::List& list) {
    return has_word(list.types, "toc") || has_word(list.types, "doc-toc");
  };
  auto toc = std::ranges::find_if(reader.lists, is_toc);
  if (toc == reader.lists.end()) toc = reader.lists.begin();
  for (auto list = reader.lists.begin(); list != reader.lists.end(); ++list) {
    if (list == toc) {
      contents.entries = std::move(list->entries);
    } else if (has_word(list->types, "landmarks")) {
      contents.landmarks = std::move(list->entries);
    }
  }
  return contents;
}

Result<std::vector<Entry>> contents_of_ncx(std::string bytes, const std::string& name,
                                           const std::string& name_in_diagnostics) {
  const Result<ForeignXml> ncx = read_foreign_xml(std::move(bytes), name_in_diagnostics);
  if (!ncx) return std::unexpected(ncx.error());
  return points_below(child(ncx->root(), "navMap"), name);
}

}  // namespace pensum::importing
