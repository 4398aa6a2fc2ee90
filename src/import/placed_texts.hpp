// Texts of lessons as a catalog has them: their links lead to lessons, their pictures are files beside it.
#pragma once

#include "archive/file_tree.hpp"
#include "import/lessons.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace pensum::importing {

/// A picture of a text.
struct Picture {
  std::string file;    ///< as the catalog names it
  std::string source;  ///< in the source's tree
};

/// Links within the source lead to “#” and what `id_of` calls the unit that the place belongs to, or are
/// links no longer; places of a unit itself are none for it.
void link_texts(std::vector<Unit>& units, const std::function<std::string(std::size_t unit)>& id_of);

/// Names the pictures in the texts of `units` as files in `folder`: by their names in `files`, and by what is
/// in them, so that no two are called the same and none replaces another. Those that no document can carry
/// are taken out and counted in `left_out`, as all are where `folder` is empty or `files` is null.
std::vector<Picture> name_pictures(std::vector<Unit>& units, const archive::FileTree* files,
                                   const std::string& folder, std::vector<LeftOut>& left_out);

/// The folder beside the catalog `file` that holds its pictures: called as the catalog, without its ending.
std::string pictures_folder(const std::string& file);

}  // namespace pensum::importing
