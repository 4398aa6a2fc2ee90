#include "import/spreadsheet.hpp"

#include "archive/zip.hpp"
#include "base/file_ending.hpp"
#include "base/file_type.hpp"
#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "import/columns.hpp"
#include "import/duration.hpp"
#include "import/minutes.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"
#include "table/text_table.hpp"
#include "table/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::size_t most_rows_above = 50;  // of a title and notes, above the header

bool is_address(std::string_view text) {
  const std::string small = in_small_letters(text.substr(0, 8));
  return small.starts_with("http://") || small.starts_with("https://");
}

std::vector<std::string> names_in(const table::Row& row) {
  std::vector<std::string> names;
  for (const table::Cell& cell : row.cells) names.push_back(one_line(cell.text));
  return names;
}

std::size_t filled_cells(const table::Row& row) {
  return static_cast<std::size_t>(
      std::ranges::count_if(row.cells, [](const table::Cell& cell) { return !cell.text.empty(); }));
}

// How many columns a header makes known; none where it has no column of titles.
std::size_t known_columns(const table::Row& row, const Choices& choices) {
  const std::vector<Column> columns = columns_of(names_in(row), choices.columns);
  if (!column_of(columns, Field::lesson)) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(columns, [](const Column& column) { return column.field.has_value(); }));
}

/// The row that names the most columns, one of titles among them.
std::optional<std::size_t> header_of(const table::Table& table, const Choices& choices) {
  std::optional<std::size_t> best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < std::min(table.rows.size(), most_rows_above); ++i) {
    const std::size_t known = known_columns(table.rows[i], choices);
    if (known > most) best = i;
    most = std::max(most, known);
  }
  return best;
}

constexpr auto priorities = std::to_array<std::pair<std::string_view, Priority>>({
    {"must", Priority::must},      {"high", Priority::must},
    {"required", Priority::must},  {"1", Priority::must},
    {"hoch", Priority::must},      {"alta", Priority::must},
    {"haute", Priority::must},     {"high priority", Priority::must},
    {"should", Priority::should},  {"medium", Priority::should},
    {"normal", Priority::should},  {"2", Priority::should},
    {"mittel", Priority::should},  {"media", Priority::should},
    {"moyenne", Priority::should}, {"média", Priority::should},
    {"could", Priority::could},    {"low", Priority::could},
    {"optional", Priority::could}, {"3", Priority::could},
    {"niedrig", Priority::could},  {"baja", Priority::could},
    {"baixa", Priority::could},    {"basse", Priority::could},
});

constexpr std::array<std::string_view, 14> yes{"yes",      "true",     "1",  "x",     "✓",
                                               "✔",        "✅",       "☑",  "done",  "completed",
                                               "complete", "finished", "ja", "solved"};
constexpr std::array<std::string_view, 5> no{"no", "false", "0", "-", "nein"};

template <std::size_t n>
bool is_one_of(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::ranges::find(words, text) != words.end();
}

bool is_id(std::string_view text) {
  constexpr std::string_view signs = "._-";
  return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [signs](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || signs.contains(c);
  });
}

// How tables write that nothing is required.
bool is_nothing(std::string_view text) {
  const std::string small = in_small_letters(text);
  return small.empty() || small == "-" || small == "–" || small == "—" || small == "none" || small == "n/a";
}

std::vector<std::string> pieces_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    std::string piece = one_line(text.substr(at, end - at));
    if (!piece.empty()) pieces.push_back(std::move(piece));
    at = end + 1;
  }
  return pieces;
}

class Reader {
 public:
  Reader(const table::Table& table, const Choices& choices) : table_(table), choices_(choices) {}

  Result<Outline> read() {
    const auto header = find_header();
    if (!header) return std::unexpected(std::move(diagnostics_));
    columns_ = columns_of(names_in(table_.rows[*header]), choices_.columns);
    note_title(*header);
    check_choices(table_.rows[*header]);
    tell_unused(table_.rows[*header]);
    collect_names(*header + 1);
    for (std::size_t i = *header + 1; i < table_.rows.size() && !full(); ++i) row(table_.rows[i]);
    if (diagnostics_.empty() && lessons_ == 0) no_lessons(table_.rows[*header]);
    count_losses();
    if (diagnostics_.empty()) return std::move(outline_);
    finish(diagnostics_);
    return std::unexpected(std::move(diagnostics_));
  }

 private:
  // ---------------------------------------------------------------- diagnostics

  bool full() const { return diagnostics_.size() >= most_diagnostics; }

  struct At {
    const table::Row& row;
    const table::Cell& cell;
  };

  void error(At at, const std::string& message, std::string hint) {
    diagnostics_.push_back({Severity::error, table_.place(at.cell),
                            fmt::format("row {}: {}", at.row.number, message), std::move(hint)});
  }

  void warn(At at, const std::string& message, std::string hint) {
    if (outline_.warnings.size() >= most_warnings) return;
    outline_.warnings.push_back({Severity::warning, table_.place(at.cell),
                                 fmt::format("row {}: {}", at.row.number, message), std::move(hint)});
  }

  // ---------------------------------------------------------------- the header

  std::optional<std::size_t> find_header() {
    if (table_.rows.empty()) {
      diagnostics_ = {
          {Severity::error,
           {table_.file},
           "the table is empty",
           "its first row names the columns, such as lesson and minutes; each row below it is a lesson"}};
      return {};
    }
    const std::optional<std::size_t> header = header_of(table_, choices_);
    if (!header) no_header();
    return header;
  }

  void no_header() {
    // The widest of the first rows is most likely to be meant.
    const auto end =
        table_.rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(table_.rows.size(), 10));
    const table::Row& row = *std::max_element(
        table_.rows.begin(), end,
        [](const table::Row& a, const table::Row& b) { return filled_cells(a) < filled_cells(b); });
    const table::Cell& cell =
        *std::ranges::find_if(row.cells, [](const table::Cell& each) { return !each.text.empty(); });
    diagnostics_ = faults_of_choice(choices_.columns, names_in(row), table_.place(cell));
    if (!diagnostics_.empty()) return;
    error({row, cell}, "no column has the titles of the lessons",
          fmt::format("call it “lesson” or “title”, or name it: {}",
                      named("column", as_argument("lesson=" + shown(one_line(cell.text), 40)))));
  }

  // A single text above the header is the table's title.
  void note_title(std::size_t header) {
    outline_.title = one_line(table_.title);
    for (std::size_t i = 0; i < header && outline_.title.empty(); ++i) {
      if (filled_cells(table_.rows[i]) != 1) continue;
      const auto cell = std::ranges::find_if(table_.rows[i].cells,
                                             [](const table::Cell& each) { return !each.text.empty(); });
      outline_.title = one_line(cell->text);
    }
    if (!table_.other_sheets.empty()) leave_out_sheets();
  }

  void leave_out_sheets() {
    const std::size_t count = table_.other_sheets.size();
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 5); ++i) {
      list += (list.empty() ? "“" : ", “") + shown(table_.other_sheets[i]) + "”";
    }
    if (count > 5) list += fmt::format(" and {} more", count - 5);
    outline_.left_out.push_back({.what = count == 1 ? "1 other sheet" : fmt::format("{} other sheets", count),
                                 .why = list,
                                 .count = count});
  }

  void check_choices(const table::Row& header) {
    const std::vector<std::string> header_names = names_in(header);
    for (Diagnostic& fault :
         faults_of_choice(choices_.columns, header_names, table_.place(header.cells.front()))) {
      diagnostics_.push_back(std::move(fault));
    }
    for (const auto& [name, values] : choices_.minutes_by) {
      const auto column = std::ranges::find_if(columns_, [&wanted = name](const Column& each) {
        return each.name == one_line(wanted) || same_column(each.name, wanted);
      });
      if (column == columns_.end()) {
        unknown_minutes_column(header, name);
      } else {
        minutes_by_.push_back({static_cast<std::size_t>(column - columns_.begin()), &values});
      }
    }
  }

  void unknown_minutes_column(const table::Row& header, const std::string& name) {
    std::vector<std::string_view> candidates;
    for (const Column& column : columns_) candidates.push_back(column.name);
    diagnostics_.push_back({Severity::error, table_.place(header.cells.front()),
                            fmt::format("{}: there is no column “{}”", named("minutes-by"), shown(name)),
                            suggestion(name, candidates, "write the name of a column of the table")});
  }

  void tell_unused(const table::Row& header) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = columns_[i];
      const bool gives_minutes = std::ranges::find(minutes_by_, i, &MinutesBy::column) != minutes_by_.end();
      if (column.field || column.name.empty() || gives_minutes) continue;
      const std::string small = in_small_letters(column.name);
      warn({header, header.cells[i]}, fmt::format("the column “{}” is not used", shown(column.name)),
           suggestion(small, field_names(),
                      fmt::format("if it is useful, assign it: {}",
                                  named("column", as_argument("summary=" + shown(column.name, 40))))));
    }
  }

  // ---------------------------------------------------------------- rows

  const table::Cell* cell_of(const table::Row& row, std::size_t column) const {
    if (column >= row.cells.size() || one_line(row.cells[column].text).empty()) return nullptr;
    return &row.cells[column];
  }
  const table::Cell* cell_of(const table::Row& row, Field field) const {
    const auto column = column_of(columns_, field);
    return column ? cell_of(row, *column) : nullptr;
  }
  std::string text_of(const table::Row& row, Field field) const {
    const table::Cell* const cell = cell_of(row, field);
    return cell == nullptr ? std::string() : one_line(cell->text);
  }

  // What rows may require, before any of them is read: ids and titles.
  void collect_names(std::size_t first) {
    for (std::size_t i = first; i < table_.rows.size(); ++i) {
      for (const Field field : {Field::id, Field::lesson}) {
        std::string name = text_of(table_.rows[i], field);
        if (!name.empty()) known_.emplace(in_small_letters(name), name);
      }
    }
  }

  bool is_known(const std::string& name) const { return known_.contains(in_small_letters(name)); }

  void row(const table::Row& row) {
    const bool new_path = take_path(row);
    const table::Cell* const title = cell_of(row, Field::lesson);
    if (title != nullptr) return lesson(row, *title);
    if (cell_of(row, Field::question) != nullptr || cell_of(row, Field::answer) != nullptr) return check(row);
    if (!new_path) without_title(row);
  }

  void without_title(const table::Row& row) {
    // Sums and notes below a table are not lessons; a lesson whose title is missing has more than one cell.
    if (cell_of(row, Field::url) == nullptr && cell_of(row, Field::id) == nullptr) {
      const auto has_text = [](const table::Cell& each) { return !one_line(each.text).empty(); };
      untitled_ += std::ranges::any_of(row.cells, has_text) ? 1 : 0;
      return;
    }
    const table::Cell& cell =
        *std::ranges::find_if(row.cells, [](const table::Cell& each) { return !each.text.empty(); });
    warn({row, cell}, "the lesson has no title and is left out", "give it one");
  }

  // The path that the row names. Blank cells are as above, unless a cell of an outer path is another.
  bool take_path(const table::Row& row) {
    bool any = false;
    std::size_t level = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].field != Field::path) continue;
      if (path_.size() <= level) path_.resize(level + 1);
      if (const table::Cell* const cell = cell_of(row, i)) {
        std::string title = path_title(columns_[i], one_line(cell->text));
        const bool another = title != path_[level];
        path_[level] = std::move(title);
        if (another)
          std::fill(path_.begin() + static_cast<std::ptrdiff_t>(level) + 1, path_.end(), std::string());
        any = true;
      }
      ++level;
    }
    return any;
  }

  // “Week 3” where the column “Week” only has the number.
  static std::string path_title(const Column& column, std::string value) {
    const bool number =
        value.size() <= 4 && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    return number ? column.name + " " + value : value;
  }

  // The children of the path's innermost group. Groups are made where there is none of their titles.
  std::vector<Node>& group() {
    std::vector<Node>* children = &outline_.children;
    std::vector<std::string> trail;
    for (const std::string& title : path_) {
      if (title.empty()) continue;
      trail.push_back(title);
      const auto [place, made] = groups_.emplace(trail, children->size());
      if (made) children->emplace_back().title = title;
      children = &(*children)[place->second].children;
    }
    return *children;
  }

  void lesson(const table::Row& row, const table::Cell& title) {
    Node node;
    node.title = one_line(title.text);
    node.lesson = true;
    node.place = table_.place(title);
    if (const table::Cell* const summary = cell_of(row, Field::summary))
      node.summary = text_with_backticks(summary->text);
    take_id(row, node);
    take_url(row, title, node);
    take_minutes(row, node);
    take_requirements(row, node);
    take_priority(row, node);
    take_split(row, node);
    node.done = is_one_of(in_small_letters(text_of(row, Field::done)), yes);
    take_check(row, node);
    std::vector<Node>& siblings = group();
    siblings.push_back(std::move(node));
    last_path_ = path_;
    ++lessons_;
  }

  void check(const table::Row& row) {
    if (lessons_ == 0) {
      const table::Cell& cell =
          *std::ranges::find_if(row.cells, [](const table::Cell& each) { return !each.text.empty(); });
      return error({row, cell}, "a question before the first lesson", "put it below its lesson");
    }
    path_ = last_path_;
    take_check(row, group().back());
  }

  void take_check(const table::Row& row, Node& node) {
    const table::Cell* const question = cell_of(row, Field::question);
    const table::Cell* const answer = cell_of(row, Field::answer);
    if (question != nullptr && answer != nullptr) {
      node.checks.push_back({text_with_backticks(question->text), text_with_backticks(answer->text)});
    } else if (question != nullptr) {
      error({row, *question}, fmt::format("the question “{}” has no answer", shown(one_line(question->text))),
            "write one into the column of answers, or delete the question");
    } else if (answer != nullptr) {
      error({row, *answer}, fmt::format("the answer “{}” has no question", shown(one_line(answer->text))),
            "write one into the column of questions, or delete the answer");
    }
  }

  // An id that no catalog can have still tells the lesson from others.
  void take_id(const table::Row& row, Node& node) {
    const table::Cell* const cell = cell_of(row, Field::id);
    if (cell == nullptr) return;
    std::string id = one_line(cell->text);
    const auto [earlier, unique] = ids_.emplace(id, row.number);
    if (!unique) {
      return error({row, *cell}, fmt::format("row {} has the id “{}” too", earlier->second, shown(id)),
                   "give each lesson an id of its own");
    }
    node.key = id;
    if (is_id(id)) node.id = std::move(id);
  }

  void take_url(const table::Row& row, const table::Cell& title, Node& node) {
    const table::Cell* const cell = cell_of(row, Field::url);
    if (cell != nullptr && is_address(cell->text)) {
      const std::vector<std::string> urls = pieces_of(cell->text, " \t\r\n");
      node.url = urls.front();
      for (std::size_t i = 1; i < urls.size(); ++i) add_to_summary(node.summary, urls[i]);
    } else if (cell != nullptr && !cell->link.empty()) {
      node.url = cell->link;
    } else if (!title.link.empty()) {
      node.url = title.link;
    } else if (cell != nullptr && !is_nothing(one_line(cell->text))) {
      ++without_address_;
    }
  }

  void take_minutes(const table::Row& row, Node& node) {
    const auto column = column_of(columns_, Field::minutes);
    const table::Cell* const cell = cell_of(row, Field::minutes);
    if (cell != nullptr && !is_nothing(one_line(cell->text))) {
      const auto seconds = seconds_of(row, *cell, columns_[*column].unit);
      if (seconds && *seconds > 0) node.effort.said_seconds = seconds;
      return;
    }
    for (const MinutesBy& by : minutes_by_) {
      const table::Cell* const value = cell_of(row, by.column);
      if (value != nullptr && take_minutes_by(one_line(value->text), *by.values, node)) return;
    }
  }

  static bool take_minutes_by(const std::string& value, const std::map<std::string, int>& minutes,
                              Node& node) {
    const std::string small = in_small_letters(value);
    for (const auto& [name, count] : minutes) {
      if (in_small_letters(one_line(name)) != small) continue;
      node.effort.said_seconds = std::int64_t{count} * 60;
      return true;
    }
    return false;
  }

  std::optional<std::int64_t> seconds_of(const table::Row& row, const table::Cell& cell, TimeUnit unit) {
    if (cell.seconds) return cell.seconds;
    const std::string text = one_line(cell.text);
    if (const auto seconds = duration_of(text, unit)) return seconds;
    if (const auto seconds = course_load(text, text_of(row, Field::effort))) return seconds;
    error({row, cell}, fmt::format("“{}” is not a number of minutes", shown(text)),
          "write whole minutes, or a unit: 45, 1h 30m, 0.5 h, 12:34");
    return {};
  }

  // A cell names one lesson, or several between semicolons or commas, or ids between spaces.
  void take_requirements(const table::Row& row, Node& node) {
    const table::Cell* const cell = cell_of(row, Field::prerequisites);
    if (cell == nullptr) return;
    const std::string all = one_line(cell->text);
    if (is_nothing(all)) return;
    std::vector<std::string> names{all};
    for (const std::string_view separators : {";\n", ";,\n", ";,\n "}) {
      if (std::ranges::all_of(names, [this](const std::string& name) { return is_known(name); })) break;
      std::vector<std::string> pieces = pieces_of(cell->text, separators);
      // Words of a text are not ids.
      if (separators.ends_with(' ') &&
          !std::ranges::all_of(pieces, [this](const std::string& name) { return is_known(name); })) {
        break;
      }
      names = std::move(pieces);
    }
    for (std::string& name : names) require(row, *cell, std::move(name), node);
  }

  void require(const table::Row& row, const table::Cell& cell, std::string name, Node& node) {
    if (is_known(name)) {
      node.requires_keys.push_back(std::move(name));
      return;
    }
    add_to_summary(node.summary, name);
    if (outline_.warnings.size() >= most_warnings) return;
    std::vector<std::string_view> candidates;
    for (const auto& [small, written] : known_) {
      if (candidates.size() < most_candidates) candidates.push_back(written);
    }
    warn({row, cell}, fmt::format("“{}” is not a lesson of this table", shown(name)),
         suggestion(name, candidates, "it is written into the summary; name lessons by id or title"));
  }

  void take_priority(const table::Row& row, Node& node) {
    const table::Cell* const cell = cell_of(row, Field::priority);
    if (cell == nullptr) return;
    const std::string small = in_small_letters(without_emoji_at_ends(one_line(cell->text)));
    const auto found =
        std::ranges::find(priorities, std::string_view(small), &std::pair<std::string_view, Priority>::first);
    if (found != priorities.end()) {
      node.priority = found->second;
    } else if (told_priorities_.insert(small).second) {
      warn({row, *cell},
           fmt::format("“{}” is not a priority; it counts as must", shown(one_line(cell->text))),
           "write must, should or could");
    }
  }

  void take_split(const table::Row& row, Node& node) {
    const table::Cell* const cell = cell_of(row, Field::split);
    if (cell == nullptr) return;
    const std::string small = in_small_letters(one_line(cell->text));
    if (is_one_of(small, yes) || is_one_of(small, no)) {
      node.split = is_one_of(small, yes);
    } else {
      error({row, *cell}, fmt::format("“{}” is neither yes nor no", shown(small)), "write yes or no");
    }
  }

  void no_lessons(const table::Row& header) {
    const table::Cell& cell = header.cells[*column_of(columns_, Field::lesson)];
    error({header, cell},
          fmt::format("no lessons: no row has a title in the column “{}”", shown(one_line(cell.text))),
          "write a row for each lesson below the names of the columns");
  }

  // What could not be taken over.
  void count_losses() {
    if (untitled_ > 0)
      outline_.left_out.push_back({.what = counted(untitled_, "row without a title", "rows without a title"),
                                   .count = static_cast<std::size_t>(untitled_)});
    if (without_address_ == 0) return;
    outline_.left_out.push_back(
        {.what = without_address_ == 1 ? "1 link without a web address"
                                       : fmt::format("{} links without a web address", without_address_),
         .count = without_address_});
  }

  struct MinutesBy {
    std::size_t column;
    const std::map<std::string, int>* values;
  };
  static constexpr std::size_t most_warnings = 50;
  static constexpr std::size_t most_candidates = 2'000;

  const table::Table& table_;
  const Choices& choices_;
  Outline outline_;
  Diagnostics diagnostics_;
  std::vector<Column> columns_;
  std::vector<MinutesBy> minutes_by_;
  std::map<std::string, std::string> known_;  // ids and titles in small letters, and as they are written
  std::unordered_map<std::string, std::size_t> ids_;  // with their rows
  std::set<std::string> told_priorities_;
  std::map<std::vector<std::string>, std::size_t> groups_;  // with their places among their siblings
  std::vector<std::string> path_;                           // the titles of the groups that a row is in
  std::vector<std::string> last_path_;                      // of the last lesson
  std::size_t lessons_ = 0;
  std::size_t without_address_ = 0;
  std::int64_t untitled_ = 0;  // rows
};

// Of a tree: an archive that was opened, or the bytes of one.
Result<std::shared_ptr<const archive::FileTree>> tree_of(const Input& input) {
  if (input.tree != nullptr && input.member.empty()) return input.tree;
  return archive::open_zip(input.bytes, input.name);
}

bool is_zip(const Input& input) { return input.bytes.starts_with("PK\x03\x04"); }

// The old format of Excel gets a message of its own.
bool is_old_workbook(const Input& input) {
  return input.bytes.starts_with("\xD0\xCF\x11\xE0") &&
         (has_ending(input.name, ".xls") || has_ending(input.name, ".xlsx"));
}

bool names_columns(const Input& input) {
  const std::string_view text = input.bytes;
  const std::size_t end = text.find_first_of("\r\n");
  if (text.empty() || !what_instead_of_text(text).empty() || end > 10'000) return false;
  const auto table = table::read_text_table(std::string(text.substr(0, end)), input.name);
  return table && !table->rows.empty() && table->rows.front().cells.size() >= 2 &&
         known_columns(table->rows.front(), {}) > 0;
}

Result<Outline> read_text(const Input& input, const Choices& choices, char delimiter) {
  const auto table = table::read_text_table(input.bytes, input.name, delimiter);
  if (!table) return std::unexpected(table.error());
  return outline_of_table(*table, choices);
}

Result<table::Table> table_in_workbook(const Input& input, const Choices& choices) {
  if (is_old_workbook(input)) {
    return failure("the file is an old Excel workbook, or one with a password",
                   "save it as .xlsx without a password", {input.name});
  }
  const auto tree = tree_of(input);
  if (!tree) return std::unexpected(tree.error());
  return table::read_workbook(**tree, input.name, choices.sheet);
}

}  // namespace

bool is_csv(const Input& input) {
  return !input.bytes.empty() &&
         (has_ending(input.name, ".csv") || (!has_ending(input.name, ".md") && names_columns(input)));
}

bool is_tsv(const Input& input) {
  return !input.bytes.empty() && (has_ending(input.name, ".tsv") || has_ending(input.name, ".tab"));
}

bool is_workbook(const Input& input) {
  if (is_old_workbook(input)) return true;
  if (input.tree != nullptr && input.member.empty()) return table::is_workbook(*input.tree);
  if (!is_zip(input)) return false;
  const auto tree = tree_of(input);
  return tree && table::is_workbook(**tree);
}

Result<Outline> read_csv(const Input& input, const Choices& choices) {
  return read_text(input, choices, '\0');
}

Result<Outline> read_tsv(const Input& input, const Choices& choices) {
  return read_text(input, choices, '\t');
}

bool names_lessons(const Input& input, const Choices& choices) {
  const auto table = is_workbook(input)
                         ? table_in_workbook(input, choices)
                         : table::read_text_table(input.bytes, input.name, is_tsv(input) ? '\t' : '\0');
  return table ? header_of(*table, choices).has_value() : names_columns(input);
}

Result<Outline> read_workbook(const Input& input, const Choices& choices) {
  const auto table = table_in_workbook(input, choices);
  if (!table) return std::unexpected(table.error());
  return outline_of_table(*table, choices);
}

Result<Outline> outline_of_table(const table::Table& table, const Choices& choices) {
  return Reader(table, choices).read();
}

}  // namespace pensum::importing
