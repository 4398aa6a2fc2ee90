#include "import/markdown_outline.hpp"

#include "base/word_count.hpp"
#include "import/duration.hpp"
#include "import/links.hpp"
#include "import/markdown_parts.hpp"
#include "import/markdown_table.hpp"
#include "import/markdown_text.hpp"
#include "import/markdown_tree.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace pensum::importing {

namespace {

// A heading that is only bold text is below all others.
constexpr int level_of_bold = 7;

// Longer texts are to be read at their source.
constexpr std::size_t longest_summary = 300;

constexpr std::int64_t least_words_above = 50;

// The most bytes of an item that is put before the titles of the lessons in it.
constexpr std::size_t longest_prefix = 80;

std::string number_of(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

bool is_item(cmark_node* node) { return block_of(node) == Block::item || block_of(node) == Block::task; }

std::string_view literal_of(cmark_node* node) {
  const char* const literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : literal;
}

// A separator between a link and the text about it, taken off; nothing if there is none.
std::optional<RichText> behind_separator(const RichText& text) {
  for (const std::string_view sign : {"-", "–", "—", ":", "：", "|"}) {
    if (text.text.starts_with(sign)) return text_from(text, sign.size());
  }
  return {};
}

class Outliner {
 public:
  Outliner(const Markdown& markdown, const Choices& choices, OutlineRules rules)
      : markdown_(markdown),
        choices_(choices),
        rules_(rules),
        title_(title_of(markdown)),
        details_(details_are_closed(markdown.root.get())),
        rows_(markdown, choices) {}

  MarkdownOutline read() {
    outline_.title = title_.text;
    outline_.language = markdown_.language;
    walk(markdown_.root.get());
    close_scope(0);
    if (rules_.lessons == Lessons::headings) mark_leaves(outline_.children);
    take_first_for_title();
    if (outline_.title.empty()) outline_.title = title_.otherwise;
    if (rules_.lessons == Lessons::headings) take_text_above();
    prune(outline_.children);
    account();
    return {std::move(outline_), lessons_, rows_.faults()};
  }

 private:
  struct Group {
    int level;
    int scope;  // of headings inside items, which end with them
    Node* node;
  };

  // ---------------------------------------------------------------- groups

  std::vector<Node>& here() { return groups_.empty() ? outline_.children : groups_.back().node->children; }

  void open_group(std::string title, int level, Place place) {
    while (!groups_.empty() && groups_.back().scope == scope_ && groups_.back().level >= level)
      groups_.pop_back();
    Node group;
    group.title = std::move(title);
    group.place = std::move(place);
    here().push_back(std::move(group));
    groups_.push_back({level, scope_, &here_last()});
  }
  Node& here_last() { return here().back(); }

  void close_scope(int scope) {
    while (!groups_.empty() && groups_.back().scope > scope) groups_.pop_back();
    scope_ = scope;
  }

  // ---------------------------------------------------------------- blocks

  void walk(cmark_node* parent) {
    const int outer = scope_;
    const int outer_details = std::exchange(folds_, 0);
    for (cmark_node* node : children_of(parent)) {
      if (block_of(node) == Block::html) {
        if (details_) html(literal_of(node), outer);
      } else {
        if (folds_ == 0 || takes_folded()) block(node);
        if (folds_ > 0) folds_ = std::max(0, folds_ + opened_details(node));
      }
    }
    folds_ = outer_details;
    close_scope(outer);
  }

  void html(std::string_view text, int outer) {
    for (const DetailsTag& tag : details_in(text)) {
      if (!tag.opens) {
        folds_ = std::max(0, folds_ - 1);
        close_scope(std::max(outer, scope_ - 1));
      } else {
        if (folds_++ == 0) ++folded_blocks_;
        if (takes_folded()) open_details(tag.summary);
      }
    }
  }

  bool takes_folded() const { return rules_.folded || rules_.lessons == Lessons::tasks; }

  void open_details(std::string_view summary) {
    ++scope_;
    std::string title(without_colon(without_emoji_at_ends(summary)));
    if (!title.empty()) open_group(std::move(title), 0, {markdown_.file});
  }

  void block(cmark_node* node) {
    switch (block_of(node)) {
      case Block::heading:
        return heading(node);
      case Block::list:
        return list(node);
      case Block::table:
        return table(node);
      case Block::quote:
        return quote(node);
      case Block::paragraph:
        return paragraph(node);
      case Block::code:
        return code(node);
      default:
        return;
    }
  }

  void heading(cmark_node* node) {
    if (node == title_.heading) return;
    const Inlines inlines = inlines_of(node);
    std::string title = title_text(inlines);
    if (title.empty()) return;
    open_group(std::move(title), cmark_node_get_heading_level(node), markdown_.place(node));
    groups_.back().node->url = address_of(inlines);
  }

  void quote(cmark_node* node) {
    if (rules_.lessons == Lessons::tasks || rules_.lessons == Lessons::headings) walk(node);
  }

  void paragraph(cmark_node* node) {
    if (is_bold_title(node)) {
      open_group(title_text(inlines_of(node)), level_of_bold, markdown_.place(node));
    } else if (rules_.lessons == Lessons::headings && !leads_only_within(node)) {
      read_text(node);
    }
  }

  // “**Week 1**” above a list.
  bool is_bold_title(cmark_node* node) const {
    cmark_node* const only = cmark_node_first_child(node);
    cmark_node* const next = cmark_node_next(node);
    if (only == nullptr || cmark_node_next(only) != nullptr || next == nullptr) return false;
    if (cmark_node_get_type(only) != CMARK_NODE_STRONG || block_of(next) != Block::list) return false;
    return rules_.lessons != Lessons::headings && !leads_only_within(node) &&
           !title_text(inlines_of(node)).empty();
  }

  void code(cmark_node* node) {
    if (rules_.lessons != Lessons::headings) return;
    const std::string_view content = literal_of(node);
    section().effort.code_lines += lines_of_code(content);
  }

  // Where text belongs: to the innermost heading, or to the title.
  Node& section() { return groups_.empty() ? above_ : *groups_.back().node; }

  // The words of a section, and what its summary may be.
  void read_text(cmark_node* node) {
    Node& section = this->section();
    const Inlines inlines = inlines_of(node);
    section.effort.words += count_words(inlines.text.text) + count_words(inlines.below.text);
    section.effort.pictures += static_cast<std::int64_t>(inlines.pictures);
    const std::string_view text = inlines.text.text;
    const bool whole = text.size() <= longest_summary && without_colon(text) == text;
    if (section.summary.empty() && whole) section.summary = inlines.text;
  }

  void table(cmark_node* node) {
    if (rules_.lessons != Lessons::rows) return;
    for (Node& row : rows_.read(node)) {
      here().push_back(std::move(row));
      ++lessons_;
    }
  }

  // ---------------------------------------------------------------- lists

  void list(cmark_node* node) {
    if (is_table_of_contents(node)) return note_contents();
    if (rules_.lessons == Lessons::headings) return text_of_list(node);
    if (rules_.lessons == Lessons::rows) return;
    const std::vector<cmark_node*> items = children_of(node);
    const bool groups = rules_.lessons == Lessons::items ||
                        std::ranges::none_of(items, [this](cmark_node* item) { return is_lesson(item); });
    for (cmark_node* item : items) {
      if (is_lesson(item)) {
        lesson(item);
      } else {
        walk_item(item, groups);
      }
    }
  }

  // A heading above a table of contents is none of a lesson.
  void note_contents() {
    if (!groups_.empty() && groups_.back().node->place.line > 0)
      contents_.insert(groups_.back().node->place.line);
  }

  // The items of a section's list are text of it, unless headings in them begin further sections.
  void text_of_list(cmark_node* node) {
    const int outer = scope_++;
    for (cmark_node* item : children_of(node)) {
      for (cmark_node* child : children_of(item)) {
        block_of(child) == Block::paragraph ? read_item(child) : block(child);
      }
      close_scope(outer);
      ++scope_;
    }
    scope_ = outer;
  }

  void read_item(cmark_node* paragraph) {
    Node& section = this->section();
    const Inlines inlines = inlines_of(paragraph);
    section.effort.words += count_words(inlines.text.text) + count_words(inlines.below.text);
    if (section.summary.text.size() + inlines.text.text.size() <= longest_summary) {
      add_to_summary(section.summary, inlines.text);
    }
  }

  // An item that is not a lesson: its contents, as a group if the whole list is one of groups. Among lessons
  // it is put before the titles of those in it: “Part 1” alone tells nothing.
  void walk_item(cmark_node* item, bool groups) {
    const int outer = scope_++;
    const std::string outer_prefix = prefix_;
    cmark_node* const first = cmark_node_first_child(item);
    if (first != nullptr && block_of(first) == Block::paragraph && has_lesson_below(item)) {
      const Inlines inlines = inlines_of(first);
      std::string title = title_text(inlines);
      if (!groups) {
        prefix_ = title.size() <= longest_prefix ? std::move(title) : std::string();
      } else if (!title.empty()) {
        open_group(std::move(title), 0, markdown_.place(item));
        groups_.back().node->url = address_of(inlines);
      }
    }
    walk(item);
    prefix_ = outer_prefix;
    close_scope(outer);
  }

  bool is_lesson(cmark_node* item) const {
    switch (rules_.lessons) {
      case Lessons::tasks:
        return block_of(item) == Block::task;
      case Lessons::links:
      case Lessons::items_with_links: {
        cmark_node* const first = cmark_node_first_child(item);
        if (first == nullptr || block_of(first) != Block::paragraph) return false;
        const Inlines inlines = inlines_of(first);
        const bool has_link = std::ranges::any_of(
            inlines.links, [](const MarkdownLink& link) { return !leads_within(link.url); });
        const bool begins = inlines.begins_with_link && !leads_within(inlines.links.front().url);
        return rules_.lessons == Lessons::links ? begins : has_link;
      }
      case Lessons::items:
        return !has_list_below(item) && cmark_node_first_child(item) != nullptr &&
               block_of(cmark_node_first_child(item)) != Block::heading;
      default:
        return false;
    }
  }

  static bool has_list_below(cmark_node* item) {
    return std::ranges::any_of(children_of(item), [](cmark_node* child) {
      return block_of(child) == Block::list && !is_table_of_contents(child);
    });
  }

  bool has_lesson_below(cmark_node* node) const {
    return std::ranges::any_of(children_of(node), [this](cmark_node* child) {
      if (is_item(child) && is_lesson(child)) return true;
      return (is_item(child) || block_of(child) == Block::list) && has_lesson_below(child);
    });
  }

  // ---------------------------------------------------------------- lessons

  void lesson(cmark_node* item) {
    Node node;
    node.lesson = true;
    node.place = markdown_.place(item);
    node.done = block_of(item) == Block::task && is_done(item);
    std::vector<cmark_node*> blocks = children_of(item);
    if (!blocks.empty() &&
        (block_of(blocks.front()) == Block::paragraph || block_of(blocks.front()) == Block::heading)) {
      const Inlines inlines = inlines_of(blocks.front());
      if (inlines.text.empty() && inlines.struck) {
        ++struck_;
        return;
      }
      take_title(inlines, node, blocks.size() > 1);
      blocks.erase(blocks.begin());
    }
    if (node.title.empty()) return;
    if (!prefix_.empty()) node.title = prefix_ + ": " + node.title;
    nested_ = {};
    for (cmark_node* block : blocks) add_below(block, node);
    if (!node.effort.said_seconds && nested_.durations > 0 && nested_.durations == nested_.items) {
      node.effort.said_seconds = nested_.seconds;
    }
    here().push_back(std::move(node));
    ++lessons_;
  }

  void take_title(const Inlines& inlines, Node& node, bool has_more) {
    node.title = without_emoji_at_ends(inlines.text.text);
    node.effort.said_seconds = duration_in(inlines.text.text);
    if (inlines.begins_with_link) take_rest(inlines, node);
    if (has_more || !inlines.below.empty()) node.title = without_colon(node.title);
    add_to_summary(node.summary, inlines.below);
    for (const MarkdownLink& link : inlines.links) take_link(link, node);
  }

  // What follows a link at the beginning: a duration, or a text about it.
  void take_rest(const Inlines& inlines, Node& node) const {
    const auto said = behind_separator(inlines.behind);
    const std::string rest = said.value_or(inlines.behind).text;
    const auto duration = duration_of(rest);
    const bool has_unit = rest.find_first_not_of("0123456789") != std::string::npos;
    if (duration && has_unit) {
      node.effort.said_seconds = duration;
      node.title = inlines.links.front().text;
    } else if (said && !said->empty()) {
      node.title = inlines.links.front().text;
      add_to_summary(node.summary, *said);
    }
    node.title = without_emoji_at_ends(node.title);
  }

  std::string address_of(const Inlines& inlines) const {
    for (const MarkdownLink& link : inlines.links) {
      std::string url = web_address_of(link.url, choices_.base_url);
      if (!url.empty()) return url;
    }
    return {};
  }

  void take_link(const MarkdownLink& link, Node& node) {
    std::string url = web_address_of(link.url, choices_.base_url);
    if (url.empty()) {
      if (!leads_within(link.url)) ++without_address_;
    } else if (node.url.empty()) {
      node.url = std::move(url);
    } else if (link.text == url || link.text == link.url) {
      add_to_summary(node.summary, url);
    } else {
      add_to_summary(node.summary, fmt::format("{} ({})", link.text, url));
    }
  }

  // What is nested in a lesson, as its summary.
  void add_below(cmark_node* node, Node& lesson) {
    switch (block_of(node)) {
      case Block::task:
        ++nested_tasks_;
        [[fallthrough]];
      case Block::item:
        ++nested_.items;
        [[fallthrough]];
      case Block::list:
      case Block::quote:
        for (cmark_node* child : children_of(node)) add_below(child, lesson);
        break;
      case Block::paragraph:
      case Block::heading:
        add_text(node, lesson);
        break;
      default:
        break;
    }
  }

  void add_text(cmark_node* node, Node& lesson) {
    if (leads_only_within(node)) return;
    const Inlines inlines = inlines_of(node);
    RichText text = joined({inlines.text, inlines.below}, " ");
    if (const auto duration = duration_in(text.text)) {
      nested_.seconds += *duration;
      ++nested_.durations;
    }
    std::string addresses;
    for (const MarkdownLink& link : inlines.links) {
      std::string url = web_address_of(link.url, choices_.base_url);
      if (url.empty()) {
        if (!leads_within(link.url)) ++without_address_;
      } else if (lesson.url.empty()) {
        lesson.url = std::move(url);
      } else if (link.text != url) {
        addresses += (addresses.empty() ? "" : ", ") + url;
      }
    }
    if (!addresses.empty()) text = joined({text, "(" + addresses + ")"}, " ");
    add_to_summary(lesson.summary, text);
  }

  // ---------------------------------------------------------------- the end

  void mark_leaves(std::vector<Node>& nodes) {
    std::erase_if(nodes, [this](const Node& node) {
      return node.children.empty() && contents_.contains(node.place.line);
    });
    for (Node& node : nodes) {
      node.lesson = node.children.empty();
      if (node.lesson) ++lessons_;
      mark_leaves(node.children);
    }
  }

  // The first of several headings of level 1, where it has nothing to learn, is the title of the text.
  void take_first_for_title() {
    if (title_.perhaps == nullptr || !outline_.title.empty() || outline_.children.size() < 2) return;
    const Node& first = outline_.children.front();
    const Place place = markdown_.place(title_.perhaps);
    const bool is_contents = contents_.contains(place.line);
    if (first.place != place || is_contents || has_lessons(first)) return;
    outline_.title = first.title;
    if (first.lesson) --lessons_;
    outline_.children.erase(outline_.children.begin());
  }

  // A longer text above the first heading is a lesson too.
  void take_text_above() {
    if (lessons_ == 0 || outline_.title.empty() || above_.effort.words < least_words_above) return;
    above_.title = outline_.title;
    above_.lesson = true;
    above_.place = {markdown_.file, 1, 1};
    outline_.children.insert(outline_.children.begin(), std::move(above_));
    ++lessons_;
  }

  // In a list of headings the first one has something to learn if there is text below it.
  static bool has_lessons(const Node& node) {
    if (node.lesson) return node.effort != Effort() || !node.children.empty() || !node.url.empty();
    return std::ranges::any_of(node.children, has_lessons) ||
           std::ranges::any_of(node.children, [](const Node& child) { return child.lesson; });
  }

  // Groups without lessons go; what is below the table of contents of the whole text is not in it.
  void prune(std::vector<Node>& nodes) {
    std::vector<Node> kept;
    for (Node& node : nodes) {
      prune(node.children);
      if (!node.lesson && node.children.empty()) continue;
      if (!node.lesson && title_.contents != nullptr && node.place == markdown_.place(title_.contents)) {
        std::ranges::move(node.children, std::back_inserter(kept));
      } else {
        kept.push_back(std::move(node));
      }
    }
    nodes = std::move(kept);
  }

  void account() {
    const auto leave_out = [this](std::size_t count, std::string_view one, std::string_view many,
                                  std::string why) {
      if (count > 0) outline_.left_out.push_back({number_of(count, one, many), std::move(why), count});
    };
    leave_out(nested_tasks_, "task inside another task", "tasks inside other tasks", "kept in summaries");
    const std::size_t links = without_address_ + rows_.links_without_address();
    leave_out(links, "link without a web address", "links without a web address",
              choices_.base_url.empty() ? "they are relative" : "");
    leave_out(struck_ + rows_.struck(), "struck-out item", "struck-out items", "");
    if (!takes_folded()) leave_out(folded_blocks_, "folded block", "folded blocks", "");
    for (const Diagnostic& warning : rows_.warnings()) outline_.warnings.push_back(warning);
  }

  const Markdown& markdown_;
  const Choices& choices_;
  OutlineRules rules_;
  MarkdownTitle title_;
  bool details_;
  MarkdownRows rows_;
  Outline outline_;
  std::vector<Group> groups_;
  int scope_ = 0;
  std::string prefix_;      // of the titles of lessons
  int folds_ = 0;           // <details> that are open in the blocks that are being read
  std::set<int> contents_;  // lines of headings above tables of contents
  Node above_;              // what is above all headings but the title
  struct {
    std::size_t items = 0;
    std::size_t durations = 0;
    std::int64_t seconds = 0;
  } nested_;  // in the lesson that is being read
  std::size_t lessons_ = 0;
  std::size_t nested_tasks_ = 0;
  std::size_t without_address_ = 0;
  std::size_t struck_ = 0;
  std::size_t folded_blocks_ = 0;
};

}  // namespace

MarkdownOutline outline_of(const Markdown& markdown, const Choices& choices, OutlineRules rules) {
  return Outliner(markdown, choices, rules).read();
}

}  // namespace pensum::importing
