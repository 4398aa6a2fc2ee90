// The pages that lie beside a table of contents: Markdown, notebooks, reStructuredText, web pages.
#pragma once

#include "archive/file_tree.hpp"
#include "import/outline.hpp"
#include "import/snippets.hpp"
#include "import/texts.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::importing {

struct Page {
  std::string title;  ///< its first heading; may be empty
  Effort effort;
};

/// What there is to read in a file of that name, told by its ending; nothing in files of other kinds.
Page read_page(std::string_view name, const std::string& bytes);

/// “getting_started.md” as a title: “Getting started”; of an index the folder that it is in.
std::string title_of_file(std::string_view name);

/// What there is to read in such a file, without a heading that repeats `title`. `tree` may be null.
SourceText text_of_page(const std::string& name, const std::string& bytes, std::string_view title,
                        const archive::FileTree* tree, Texts& texts);

/// That files are missing, at least one; `what` they are: “page”.
std::string missing_text(const std::set<std::string>& missing, std::string_view what);

/// Pages of a tree, those that are missing remembered.
class Pages {
 public:
  /// `tree` may be null.
  Pages(std::shared_ptr<const archive::FileTree> tree, bool with_texts)
      : tree_(std::move(tree)), texts_(with_texts) {}

  /// Pages put in files, which are looked for in these folders, too.
  void put_in_from(std::vector<std::string> folders) {
    if (tree_ != nullptr) snippets_.emplace(*tree_, std::move(folders));
  }

  bool has(std::string_view name) const { return tree_ != nullptr && tree_->has(name); }
  const archive::FileTree* tree() const { return tree_.get(); }

  /// Fills in effort and text, and the title where the node has none, from the file `name`.
  void fill(Node& node, const std::string& name);

  /// The end: a warning where files are missing, and what the texts do not have.
  void finish(Outline& outline, const std::string& file);

 private:
  std::shared_ptr<const archive::FileTree> tree_;
  Texts texts_;
  std::optional<Snippets> snippets_;
  std::set<std::string> missing_;
};

}  // namespace pensum::importing
