// Tables in Markdown whose rows are lessons.
#pragma once

#include "import/columns.hpp"
#include "import/format.hpp"
#include "import/markdown_tree.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace pensum::importing {

/// Reads the tables of a text one after the other.
class MarkdownRows {
 public:
  MarkdownRows(const Markdown& markdown, const Choices& choices) : markdown_(markdown), choices_(choices) {}

  /// The lessons of a table; none where it is of something else: where no column has titles, or none has
  /// links, addresses or durations. Prerequisites that are titles of earlier lessons are required, others go
  /// into the summary.
  std::vector<Node> read(cmark_node* table);

  /// What is wrong with the columns that the user chose, where no table has them.
  Diagnostics faults() const { return faults_; }
  /// Of columns that are not used.
  const Diagnostics& warnings() const { return warnings_; }
  std::size_t links_without_address() const { return without_address_; }
  std::size_t struck() const { return struck_; }

 private:
  struct Row {
    cmark_node* node;
    std::vector<Inlines> cells;
  };
  bool find_columns(cmark_node* header, const std::vector<Row>& rows);
  std::optional<std::size_t> column_of_links(const std::vector<Row>& rows) const;
  void tell_unused(cmark_node* header);
  std::optional<Node> lesson(const Row& row);
  void take_links(const Inlines& cell, Node& node);
  void take_summary(const Inlines& cell, Node& node) const;
  void take_duration(const Row& row, Node& node) const;
  void take_prerequisites(const Row& row, Node& node) const;
  const Inlines* cell(const Row& row, Field field) const;

  const Markdown& markdown_;
  const Choices& choices_;
  std::vector<Column> columns_;
  Diagnostics faults_;
  Diagnostics warnings_;
  std::set<std::string> titles_;  // of earlier lessons, in small letters
  std::set<std::string> told_;    // columns that a warning names
  bool any_ = false;              // whether a table had the columns that the user chose
  std::size_t without_address_ = 0;
  std::size_t struck_ = 0;
};

}  // namespace pensum::importing
