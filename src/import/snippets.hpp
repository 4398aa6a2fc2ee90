// Files that pages of MkDocs put in.
#pragma once

#include "archive/file_tree.hpp"
#include "import/put_in.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

class Snippets {
 public:
  /// Files are looked for from the folder of the page, and from `folders`, which end with “/”. `tree`
  /// outlives it.
  Snippets(const archive::FileTree& tree, std::vector<std::string> folders)
      : tree_(tree), folders_(std::move(folders)) {}

  /// The page `text`, which is the file `file`, with what it puts in: “--8<-- "code/a.py:2:5"” and
  /// “{!code/a.py!}”, each in a line of its own and as far in as this line. Without what cannot be put in.
  std::string read(std::string_view text, const std::string& file);

  /// Files that were to be put in, and are not in the tree or too many.
  std::size_t missing() const { return missing_; }

 private:
  std::string with_files(std::string_view text, const std::string& file, int depth);
  std::string found(std::string_view name, const std::string& file) const;

  const archive::FileTree& tree_;
  std::vector<std::string> folders_;
  PutIn put_in_;
  std::size_t missing_ = 0;
};

}  // namespace pensum::importing
