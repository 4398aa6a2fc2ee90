#include "import/markdown.hpp"

#include "base/file_ending.hpp"
#include "base/file_type.hpp"
#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "base/word_count.hpp"
#include "import/markdown_outline.hpp"
#include "import/markdown_reading.hpp"
#include "import/markdown_tree.hpp"
#include "import/texts.hpp"
#include "table/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::array<std::string_view, 4> names_of_lessons{"tasks", "items", "headings", "links"};

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
    MarkdownOutline read = outline_of(markdown_, choices_, {lessons, folded});
    best_ = std::move(read.outline);
    if (lessons == Lessons::rows) faults_ = std::move(read.faults);
    return read.lessons;
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
