#include "archive/file_tree.hpp"

#include <algorithm>
#include <utility>

namespace pensum::archive {

bool FileTree::has(std::string_view name) const { return std::ranges::binary_search(names_, name); }

void FileTree::set_names(std::vector<std::string> names) {
  std::ranges::sort(names);
  names_ = std::move(names);
}

}  // namespace pensum::archive
