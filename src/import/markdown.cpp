#include "import/markdown.hpp"

#include "base/file_ending.hpp"
#include "base/file_type.hpp"
#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "base/word_count.hpp"
#include "import/duration.hpp"
#include "import/links.hpp"
#include "import/markdown_parts.hpp"
#include "import/markdown_reading.hpp"
#include "import/markdown_table.hpp"
#include "import/markdown_text.hpp"
#include "import/markdown_tree.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"
#include "import/texts.hpp"
#include "table/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace pensum::importing {

namespace {

enum class Lessons { tasks, rows, links, items_with_links, headings, items };

constexpr std::array<std::string_view, 4> names_of_lessons{"tasks", "items", "headings", "links"};

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

// Makes an outline of a text, with lessons of one kind.
class Outliner {
 public:
  struct Rules {
    Lessons lessons = Lessons::tasks;
    bool folded = false;  // whether what is in <details> counts
  };

  Outliner(const Markdown& markdown, const Choices& choices, Rules rules)
      : markdown_(markdown),
        choices_(choices),
        rules_(rules),
        title_(title_of(markdown)),
        details_(details_are_closed(markdown.root.get())),
        rows_(markdown, choices) {}

  Outline read() {
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
    return std::move(outline_);
  }

  std::size_t lessons() const { return lessons_; }
  // What is wrong with the columns that the user chose.
  Diagnostics faults() const { return rows_.faults(); }

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
  Rules rules_;
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

// Finds out what the lessons of a text are.
class Finder {
 public:
  Finder(const Markdown& markdown, const Choices& choices) : markdown_(markdown), choices_(choices) {}

  Result<Outline> read() {
    if (!choices_.lessons.empty()) return chosen();
    for (const bool folded : {false, true}) {
      if (try_all(folded)) return std::move(best_);
    }
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    if (wants_table()) {
      return failure(
          "no lessons: there is no table in the text",
          fmt::format("{} and {} are for tables: leave them out", named("column"), named("minutes-by")),
          {markdown_.file});
    }
    return failure("no lessons: there is no task, no list, no table of links and no heading below the title",
                   "write a list with an item for each lesson", {markdown_.file});
  }

  // Whether lessons are the sections of the text.
  bool has_sections() const { return has_sections_; }

 private:
  bool wants_table() const { return !choices_.columns.empty() || !choices_.minutes_by.empty(); }

  bool try_all(bool folded) {
    if (wants_table()) return take(Lessons::rows, folded) > 0;
    if (take(Lessons::tasks, folded) > 0) return true;
    const std::size_t rows = take(Lessons::rows, folded);
    Outline of_rows = std::move(best_);
    const std::size_t links = take(Lessons::links, folded);
    if (rows > 0 && rows >= links) {
      best_ = std::move(of_rows);
      return true;
    }
    if (links > 0) {
      tell_of_text(folded);
      return true;
    }
    if (take(Lessons::headings, folded) == 0) return take(Lessons::items, folded) > 0;
    has_sections_ = true;
    tell_of_items(folded);
    return true;
  }

  // Links may be the lessons, or a few of them at the end of a text that is the course.
  void tell_of_text(bool folded) {
    constexpr std::int64_t much = 20;
    Outline of_links = std::move(best_);
    const std::size_t sections = take(Lessons::headings, folded);
    const std::int64_t words = words_of(best_.children);
    best_ = std::move(of_links);
    if (sections == 0 || words < much * words_of_titles(best_.children)) return;
    best_.warnings.push_back({Severity::warning,
                              {markdown_.file},
                              "the links of lists are the lessons, and the text is left out",
                              fmt::format("if each heading is a lesson: {}", named("lessons", "headings"))});
  }

  // Items below headings may be what is written on the lessons, or the lessons.
  void tell_of_items(bool folded) {
    Outline of_headings = std::move(best_);
    const std::size_t items = take(Lessons::items, folded);
    const bool are_most = 2 * words_of_titles(best_.children) > words_of(of_headings.children);
    best_ = std::move(of_headings);
    if (items == 0 || !are_most) return;
    best_.warnings.push_back(
        {Severity::warning,
         {markdown_.file},
         items == 1
             ? "the headings are the lessons, and the item of a list is their text"
             : fmt::format("the headings are the lessons, and the {} items of lists are their text", items),
         fmt::format("if each item is a lesson: {}", named("lessons", "items"))});
  }

  static std::int64_t words_of(const std::vector<Node>& nodes) {
    std::int64_t words = 0;
    for (const Node& node : nodes) words += node.effort.words + words_of(node.children);
    return words;
  }

  static std::int64_t words_of_titles(const std::vector<Node>& nodes) {
    std::int64_t words = 0;
    for (const Node& node : nodes) {
      words +=
          node.lesson || node.children.empty() ? count_words(node.title) + count_words(node.summary.text) : 0;
      words += words_of_titles(node.children);
    }
    return words;
  }

  Result<Outline> chosen() {
    if (std::ranges::find(names_of_lessons, choices_.lessons) == names_of_lessons.end()) {
      return failure(fmt::format("{}: a list has no such lessons", named("lessons", shown(choices_.lessons))),
                     one_of(choices_.lessons, names_of_lessons));
    }
    for (const bool folded : {false, true}) {
      for (const Lessons lessons : kinds_of(choices_.lessons)) {
        has_sections_ = lessons == Lessons::headings;
        if (take(lessons, folded) > 0) return std::move(best_);
      }
    }
    return failure(fmt::format("no lessons: there are no {} in the text", choices_.lessons),
                   fmt::format("leave out {} to let pensum find the lessons", named("lessons")),
                   {markdown_.file});
  }

  static std::vector<Lessons> kinds_of(std::string_view name) {
    if (name == "tasks") return {Lessons::tasks};
    if (name == "items") return {Lessons::items};
    if (name == "headings") return {Lessons::headings};
    return {Lessons::links, Lessons::items_with_links, Lessons::rows};
  }

  // How many lessons of a kind there are, with the outline of them as the best one.
  std::size_t take(Lessons lessons, bool folded) {
    Outliner outliner(markdown_, choices_, {lessons, folded});
    best_ = outliner.read();
    if (lessons == Lessons::rows) faults_ = outliner.faults();
    return outliner.lessons();
  }

  const Markdown& markdown_;
  const Choices& choices_;
  bool has_sections_ = false;
  Outline best_;
  Diagnostics faults_;
};

constexpr std::array<std::string_view, 4> endings{".md", ".markdown", ".mdown", ".mkd"};
constexpr std::array<std::string_view, 9> other_endings{".yml", ".yaml", ".json", ".xml", ".html",
                                                        ".htm", ".org",  ".csv",  ".tsv"};

bool has_one_of(std::string_view name, std::span<const std::string_view> all) {
  return std::ranges::any_of(all, [name](std::string_view ending) { return has_ending(name, ending); });
}

// A heading, an item or a row of a table.
bool is_markdown_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return false;
  line.remove_prefix(first);
  for (const std::string_view sign : {"# ", "## ", "### ", "- ", "* ", "+ ", "| ", "1. ", "1) "}) {
    if (line.starts_with(sign)) return true;
  }
  return false;
}

bool has_markdown_lines(std::string_view text) {
  constexpr std::size_t enough = 64 << 10;
  text = text.substr(0, enough);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.find_first_of("<{[\0") == text.find_first_not_of(" \t\r\n")) return false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (is_markdown_line(text.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

bool is_markdown(const Input& input) {
  const std::string_view what = what_instead_of_text(input.bytes);
  const bool text = what.empty() || what == "a web page (HTML)" || what == "UTF-16";
  if (input.bytes.empty() || !text) return false;
  if (has_one_of(input.name, endings)) return true;
  return what.empty() && !has_one_of(input.name, other_endings) && has_markdown_lines(input.bytes);
}

Result<Outline> read_markdown(const Input& input, const Choices& choices) {
  const Result<std::string> text = table::utf8_text(input.bytes, input.name, "save it as UTF-8");
  if (!text) return std::unexpected(text.error());
  const Result<Markdown> markdown = parse_markdown(*text, input.name);
  if (!markdown) return std::unexpected(markdown.error());
  Finder finder(*markdown, choices);
  Result<Outline> outline = finder.read();
  if (!outline || !finder.has_sections()) return outline;
  Texts texts(choices.texts);
  read_sections(*text, outline->children, markdown_page(input.member, input.tree.get()), texts);
  texts.finish(*outline, input.tree);
  return outline;
}

}  // namespace pensum::importing
