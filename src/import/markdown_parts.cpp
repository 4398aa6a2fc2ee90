#include "import/markdown_parts.hpp"

#include "import/links.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

namespace pensum::importing {

namespace {

struct IteratorFree {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

// Calls `visit` for a node and all below it, in the order of the text.
template <class Visit>
void for_each_below(cmark_node* node, const Visit& visit) {
  const std::unique_ptr<cmark_iter, IteratorFree> iterator(cmark_iter_new(node));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    if (event == CMARK_EVENT_ENTER) visit(cmark_iter_get_node(iterator.get()));
  }
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string_view literal_of(cmark_node* node) {
  const char* const literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : literal;
}

std::string_view url_of(cmark_node* link) {
  const char* const url = cmark_node_get_url(link);
  return url == nullptr ? std::string_view() : url;
}

}  // namespace

bool is_table_of_contents(cmark_node* list) {
  std::size_t within = 0;
  std::size_t others = 0;
  for_each_below(list, [&](cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_LINK) ++(leads_within(url_of(node)) ? within : others);
    if (block_of(node) == Block::task) ++others;
  });
  return within > 0 && others == 0;
}

bool leads_only_within(cmark_node* block) {
  const Inlines inlines = inlines_of(block);
  return inlines.links.size() == 1 && leads_within(inlines.links.front().url) &&
         inlines.links.front().text == inlines.text;
}

int opened_details(cmark_node* node) {
  int opened = 0;
  for_each_below(node, [&opened](cmark_node* each) {
    const cmark_node_type type = cmark_node_get_type(each);
    if (type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE) return;
    const std::string html = in_small_letters(literal_of(each));
    opened += static_cast<int>(count_of(html, "<details")) - static_cast<int>(count_of(html, "</details"));
  });
  return opened;
}

bool details_are_closed(cmark_node* root) { return opened_details(root) == 0; }

std::vector<DetailsTag> details_in(std::string_view html) {
  const std::string small = in_small_letters(html);
  std::vector<DetailsTag> tags;
  for (std::size_t at = small.find("details"); at != std::string::npos; at = small.find("details", at + 1)) {
    const std::string_view before = std::string_view(small).substr(0, at);
    if (before.ends_with("</")) {
      tags.push_back({});
    } else if (before.ends_with('<')) {
      const std::size_t end = std::min(small.find("details", at + 1), small.size());
      tags.push_back(
          {true, small.size() == html.size() ? text_in(html.substr(at, end - at), "summary") : ""});
    }
  }
  return tags;
}

std::string text_in(std::string_view html, std::string_view name) {
  const std::string small = in_small_letters(html);
  if (small.size() != html.size()) return {};
  const std::size_t start = small.find("<" + std::string(name));
  const std::size_t first = std::min(small.find('>', start), small.size());
  const std::size_t end = small.find("</" + std::string(name), first);
  if (start == std::string::npos || end == std::string::npos) return {};
  return text_of_html(html.substr(first + 1, end - first - 1));
}

std::string title_text(const Inlines& inlines) {
  return std::string(without_colon(without_emoji_at_ends(inlines.text.text)));
}

namespace {

// The title in the raw HTML above the first heading: READMEs centre it so.
MarkdownTitle title_in_html(const Markdown& markdown) {
  MarkdownTitle title;
  for (cmark_node* node : children_of(markdown.root.get())) {
    if (block_of(node) == Block::heading) break;
    if (block_of(node) != Block::html) continue;
    if (title.text.empty()) title.text = text_in(literal_of(node), "h1");
    for (const char* name : {"h2", "h3"}) {
      if (title.otherwise.empty()) title.otherwise = text_in(literal_of(node), name);
    }
  }
  return title;
}

bool is_above_contents(cmark_node* heading) {
  cmark_node* const next = cmark_node_next(heading);
  return next != nullptr && block_of(next) == Block::list && is_table_of_contents(next);
}

}  // namespace

MarkdownTitle title_of(const Markdown& markdown) {
  MarkdownTitle title = title_in_html(markdown);
  const bool in_html = !title.text.empty();
  if (!markdown.title.empty()) title.text = markdown.title;
  std::vector<cmark_node*> headings;
  int level = 7;
  for (cmark_node* node : children_of(markdown.root.get())) {
    if (block_of(node) != Block::heading) continue;
    headings.push_back(node);
    level = std::min(level, cmark_node_get_heading_level(node));
  }
  if (in_html || headings.empty()) return title;
  const auto is_top = [level](cmark_node* node) { return cmark_node_get_heading_level(node) == level; };
  const auto count = std::ranges::count_if(headings, is_top);
  if (count == 1 && (level == 1 || is_top(headings.front()))) {
    cmark_node* const heading = *std::ranges::find_if(headings, is_top);
    if (is_above_contents(heading)) {
      title.contents = heading;
      return title;
    }
    title.heading = heading;
    if (title.text.empty()) title.text = title_text(inlines_of(title.heading));
  } else if (count > 1 && level == 1 && is_top(headings.front())) {
    title.perhaps = headings.front();
  }
  return title;
}

}  // namespace pensum::importing
