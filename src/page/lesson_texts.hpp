// What the lessons of a catalog give to read, for the section that prints it.
#pragma once

#include "course/reading.hpp"
#include "image/image.hpp"

#include <map>
#include <string>
#include <vector>

namespace pensum::page {

struct LessonTexts {
  std::vector<const Reading*> of;         ///< of each lesson of the catalog; null where it has none
  std::map<std::string, Image> pictures;  ///< those in them, by their files
};

}  // namespace pensum::page
