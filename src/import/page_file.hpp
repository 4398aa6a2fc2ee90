// The pages that lie beside a table of contents: Markdown, notebooks, reStructuredText, web pages.
#pragma once

#include "archive/file_tree.hpp"
#include "import/outline.hpp"

#include <set>
#include <string>
#include <string_view>

namespace pensum::importing {

struct Page {
  std::string title;  ///< its first heading; may be empty
  Effort effort;
};

/// What there is to read in a file of that name, told by its ending; nothing in files of other kinds.
Page read_page(std::string_view name, const std::string& bytes);

/// “getting_started.md” as a title: “Getting started”; of an index the folder that it is in.
std::string title_of_file(std::string_view name);

/// Pages of a tree, those that are missing remembered.
class Pages {
 public:
  /// `tree` may be null.
  explicit Pages(const archive::FileTree* tree) : tree_(tree) {}

  bool has(std::string_view name) const { return tree_ != nullptr && tree_->has(name); }
  const archive::FileTree* tree() const { return tree_; }

  /// Fills in effort, and the title where the node has none, from the file `name`.
  void fill(Node& node, const std::string& name);

  /// A warning where files are missing.
  void report(Outline& outline, const std::string& file) const;

 private:
  const archive::FileTree* tree_;
  std::set<std::string> missing_;
};

}  // namespace pensum::importing
