#include "plan/lesson_numbers.hpp"

#include <cstddef>

namespace pensum {

std::string lesson_numbers(const Catalog& catalog, std::span<const Task> tasks) {
  std::string text;
  for (std::size_t first = 0; first < tasks.size();) {
    std::size_t last = first + 1;  // the run is [first, last)
    // A lesson that is spread over days comes several times.
    while (last < tasks.size() && tasks[last].lesson <= tasks[last - 1].lesson + 1) ++last;
    if (!text.empty()) text += ", ";
    text += catalog.lessons[tasks[first].lesson].id;
    if (tasks[last - 1].lesson > tasks[first].lesson) {
      text += "–";
      text += catalog.lessons[tasks[last - 1].lesson].id;
    }
    first = last;
  }
  return text;
}

}  // namespace pensum
