#include "import/markdown_table.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "import/duration.hpp"
#include "import/links.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::importing {

namespace {

// To find out what a table is.
constexpr std::size_t rows_looked_at = 100;

constexpr std::size_t most_told = 50;  // columns that warnings name

std::vector<Inlines> cells_of(cmark_node* row) {
  std::vector<Inlines> cells;
  for (cmark_node* cell : children_of(row)) cells.push_back(inlines_of(cell));
  return cells;
}

RichText whole_text(const Inlines& cell) { return joined({cell.text, cell.below}, " "); }

bool is_blank(std::string_view text) {
  const std::string small = in_small_letters(text);
  return small.empty() || small == "-" || small == "–" || small == "—" || small == "none" || small == "n/a";
}

std::vector<std::string> names_in(cmark_node* header) {
  std::vector<std::string> names;
  for (const Inlines& cell : cells_of(header)) names.push_back(whole_text(cell).text);
  return names;
}

}  // namespace

std::vector<Node> MarkdownRows::read(cmark_node* table) {
  std::vector<cmark_node*> nodes = children_of(table);
  if (nodes.size() < 2) return {};
  std::vector<Row> rows;
  for (std::size_t i = 1; i < std::min(nodes.size(), rows_looked_at); ++i)
    rows.push_back({nodes[i], cells_of(nodes[i])});
  if (!find_columns(nodes.front(), rows)) return {};
  tell_unused(nodes.front());
  std::vector<Node> lessons;
  for (auto node = nodes.begin() + 1; node != nodes.end(); ++node) {
    std::optional<Node> found = lesson({*node, cells_of(*node)});
    if (!found) continue;
    titles_.insert(in_small_letters(found->title));
    lessons.push_back(*std::move(found));
  }
  return lessons;
}

bool MarkdownRows::find_columns(cmark_node* header, const std::vector<Row>& rows) {
  const std::vector<std::string> names = names_in(header);
  Diagnostics faults = faults_of_choice(choices_.columns, names, markdown_.place(header));
  if (!faults.empty() || choices_.columns.empty()) {
    if (!any_ && faults_.empty()) faults_ = faults;
    if (!faults.empty()) return false;
  } else {
    any_ = true;
    faults_.clear();
  }
  columns_ = columns_of(names, choices_.columns);
  const auto links = column_of_links(rows);
  if (!column_of(columns_, Field::lesson) && links) columns_[*links].field = Field::lesson;
  if (!column_of(columns_, Field::lesson)) return false;
  return links || column_of(columns_, Field::url) || column_of(columns_, Field::minutes) || any_;
}

// Where at least half of the cells that are not blank begin with a link.
std::optional<std::size_t> MarkdownRows::column_of_links(const std::vector<Row>& rows) const {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    std::size_t linked = 0;
    std::size_t filled = 0;
    for (const Row& row : rows) {
      if (column >= row.cells.size() || row.cells[column].text.empty()) continue;
      ++filled;
      const Inlines& cell = row.cells[column];
      if (cell.begins_with_link && !leads_within(cell.links.front().url)) ++linked;
    }
    if (linked > 0 && linked * 2 >= filled) return column;
  }
  return {};
}

void MarkdownRows::tell_unused(cmark_node* header) {
  for (const Column& column : columns_) {
    if (column.field || column.name.empty() || choices_.minutes_by.contains(column.name)) continue;
    if (told_.size() >= most_told || !told_.insert(in_small_letters(column.name)).second) continue;
    warnings_.push_back(
        {Severity::warning, markdown_.place(header),
         fmt::format("the column “{}” is not used", shown(column.name)),
         suggestion(in_small_letters(column.name), field_names(),
                    fmt::format("if it is useful, assign it: {}",
                                named("column", as_argument("summary=" + shown(column.name, 40)))))});
  }
}

const Inlines* MarkdownRows::cell(const Row& row, Field field) const {
  const auto column = column_of(columns_, field);
  if (!column || *column >= row.cells.size() || row.cells[*column].text.empty()) return nullptr;
  return &row.cells[*column];
}

std::optional<Node> MarkdownRows::lesson(const Row& row) {
  const auto column = column_of(columns_, Field::lesson);
  if (*column >= row.cells.size()) return {};
  const Inlines& title = row.cells[*column];
  if (title.text.empty()) {
    if (title.struck) ++struck_;
    return {};
  }
  Node node;
  node.lesson = true;
  node.place = markdown_.place(row.node);
  node.title = without_emoji_at_ends(
      title.begins_with_link && title.links.size() > 1 ? title.links.front().text : title.text.text);
  take_links(title, node);
  if (const Inlines* url = cell(row, Field::url)) take_links(*url, node);
  if (const Inlines* summary = cell(row, Field::summary)) take_summary(*summary, node);
  if (const Inlines* url = cell(row, Field::url); node.url.empty() && url != nullptr) {
    node.url = web_address_of(url->text.text, {});
  }
  take_duration(row, node);
  take_prerequisites(row, node);
  return node;
}

void MarkdownRows::take_links(const Inlines& cell, Node& node) {
  for (const MarkdownLink& link : cell.links) {
    std::string url = web_address_of(link.url, choices_.base_url);
    if (url.empty()) {
      if (!leads_within(link.url)) ++without_address_;
    } else if (node.url.empty()) {
      node.url = std::move(url);
    } else if (node.url != url) {
      add_to_summary(node.summary, link.text == url ? url : fmt::format("{} ({})", link.text, url));
    }
  }
}

void MarkdownRows::take_summary(const Inlines& cell, Node& node) const {
  if (is_blank(cell.text.text)) return;
  RichText text = whole_text(cell);
  std::string addresses;
  for (const MarkdownLink& link : cell.links) {
    const std::string url = web_address_of(link.url, choices_.base_url);
    if (!url.empty() && url != link.text) addresses += (addresses.empty() ? "" : ", ") + url;
  }
  if (!addresses.empty()) text = joined({text, "(" + addresses + ")"}, " ");
  add_to_summary(node.summary, text);
}

void MarkdownRows::take_duration(const Row& row, Node& node) const {
  const auto column = column_of(columns_, Field::minutes);
  const Inlines* const duration = cell(row, Field::minutes);
  const Inlines* const effort = cell(row, Field::effort);
  if (duration != nullptr) {
    node.effort.said_seconds = duration_of(duration->text.text, columns_[*column].unit);
    if (!node.effort.said_seconds && effort != nullptr) {
      node.effort.said_seconds = course_load(duration->text.text, effort->text.text);
    }
  } else if (effort != nullptr) {
    node.effort.said_seconds = duration_of(effort->text.text);
  } else {
    node.effort.said_seconds = duration_in(node.title);
  }
  if (node.effort.said_seconds == 0) node.effort.said_seconds.reset();
  for (std::size_t i = 0; i < columns_.size() && i < row.cells.size() && !node.effort.said_seconds; ++i) {
    const auto by = choices_.minutes_by.find(columns_[i].name);
    if (by == choices_.minutes_by.end()) continue;
    for (const auto& [value, minutes] : by->second) {
      if (in_small_letters(one_line(value)) != in_small_letters(row.cells[i].text.text)) continue;
      node.effort.said_seconds = std::int64_t{minutes} * 60;
    }
  }
}

void MarkdownRows::take_prerequisites(const Row& row, Node& node) const {
  const Inlines* const cell = this->cell(row, Field::prerequisites);
  if (cell == nullptr || is_blank(cell->text.text)) return;
  const std::string all = whole_text(*cell).text;
  std::string others;
  const auto take = [&](std::string name) {
    if (titles_.contains(in_small_letters(name))) {
      node.requires_keys.push_back(std::move(name));
    } else if (!name.empty()) {
      others += (others.empty() ? "" : ", ") + name;
    }
  };
  if (titles_.contains(in_small_letters(all))) {
    take(all);
  } else {
    for (std::size_t at = 0; at <= all.size();) {
      const std::size_t end = std::min(all.find_first_of(",;", at), all.size());
      take(one_line(all.substr(at, end - at)));
      at = end + 1;
    }
  }
  const std::string& name = columns_[*column_of(columns_, Field::prerequisites)].name;
  if (!others.empty()) add_to_summary(node.summary, fmt::format("{}: {}", name, others));
}

}  // namespace pensum::importing
