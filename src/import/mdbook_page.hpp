// Pages of mdBook before they are Markdown: what its preprocessors do.
#pragma once

#include "archive/file_tree.hpp"
#include "import/put_in.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::importing {

class MdbookPages {
 public:
  /// `settings` is what the book's book.toml holds; may be empty. `tree` outlives it.
  MdbookPages(const archive::FileTree& tree, std::string_view settings);

  /// The page `text`, which is the file `file`, with the files that it puts in: “{{#include file.rs:1:20}}”.
  /// Without what it cannot, and what programs of the book's own would put in.
  std::string read(std::string_view text, const std::string& file);

  /// Files that were to be put in, and are not in the tree or too many.
  std::size_t missing() const { return missing_; }

 private:
  std::string with_files(std::string_view text, const std::string& file, int depth);
  std::string filled(std::string_view said, const std::string& file, int depth);

  const archive::FileTree& tree_;
  bool has_rules_ = false;  ///< whether “r[name]” names rules
  PutIn put_in_;
  std::size_t missing_ = 0;
};

}  // namespace pensum::importing
