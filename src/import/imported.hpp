// A course from elsewhere as a catalog, with an account of how it was made.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "course/readings.hpp"
#include "import/lessons.hpp"
#include "import/marks.hpp"
#include "import/outline.hpp"
#include "import/placed_texts.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// What a catalog is to be called. Where a text is empty, the source's own counts; `file` is what the input
/// is called otherwise.
struct CatalogNames {
  std::string id{};
  std::string title{};
  std::string language{};
  std::string language_otherwise{};  ///< where the source tells none
  /// Where nothing tells any, and the titles are in Latin letters; empty: then it is an error.
  std::string language_of_latin{};
  std::string file{};
  std::string
      pictures{};  ///< the folder beside the catalog that its pictures are to be in; empty: there is none
};

struct Imported {
  Catalog catalog;
  bool language_assumed = false;                   ///< whether nothing told it
  std::vector<Mark> marks;                         ///< of each lesson
  std::vector<bool> has_own_id;                    ///< of each lesson: whether its source asked for the id
  std::vector<std::size_t> numbers;                ///< of each path among the parts of the source
  std::array<std::size_t, 4> by{};                 ///< lessons for each Basis
  std::size_t in_parts = 0;                        ///< lessons of the source that were too long for one
  std::size_t splittable = 0;                      ///< lessons that may be spread because they are long
  std::vector<std::string> done;                   ///< ids of what is ticked in the source
  std::vector<Picture> pictures;                   ///< in the texts, each once
  std::shared_ptr<const archive::FileTree> files;  ///< which they are in; may be null
  std::vector<LeftOut> left_out;
  Diagnostics warnings;
};

/// The catalog of `lessons`, which are of `outline`. `kind` is the name of its format. Errors: nothing tells
/// the language; what breaks the rules of a catalog.
Result<Imported> catalog_of(const Outline& outline, Lessons lessons, std::string_view kind,
                            const CatalogNames& names);

/// Opens the pictures of an imported catalog by the names that it has for them, wherever it is.
OpenBeside pictures_of(const Imported& imported);

/// The file of an imported catalog, with a comment before each lesson, and one with `record` at the
/// beginning.
std::string write_imported(const Imported& imported, const Record& record);

/// An id made of any text: “My Course (2).md” is “my-course-2”; may be empty.
std::string id_from(std::string_view text);

}  // namespace pensum::importing
