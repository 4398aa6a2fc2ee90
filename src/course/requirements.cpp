#include "course/requirements.hpp"

#include <algorithm>
#include <cstddef>

namespace pensum {

std::vector<LessonIndex> requirement_chain(std::span<const std::vector<LessonIndex>> requires_of,
                                           LessonIndex from, LessonIndex to) {
  constexpr std::size_t unseen = static_cast<std::size_t>(-1);
  std::vector<LessonIndex> came_from(requires_of.size(), unseen);
  std::vector<LessonIndex> queue{from};
  came_from[from] = from;
  for (std::size_t next = 0; next < queue.size() && came_from[to] == unseen; ++next) {
    for (const LessonIndex required : requires_of[queue[next]]) {
      if (came_from[required] != unseen) continue;
      came_from[required] = queue[next];
      queue.push_back(required);
    }
  }
  if (came_from[to] == unseen) return {};
  std::vector<LessonIndex> chain{to};
  while (chain.back() != from) chain.push_back(came_from[chain.back()]);
  std::ranges::reverse(chain);
  return chain;
}

}  // namespace pensum
