#include "facts/lesson_numbers.hpp"

#include "language/word.hpp"
#include "plan/lesson_runs.hpp"

#include <utility>
#include <vector>

namespace pensum::facts {

std::string lesson_numbers(const Language& language, const Catalog& catalog, std::span<const Task> tasks) {
  std::vector<std::string> ranges;
  for (const LessonRun& run : lesson_runs(tasks)) {
    const std::string first = language.lesson(catalog.lessons[run.first].id);
    const std::string last = language.lesson(catalog.lessons[run.last].id);
    ranges.push_back(run.first == run.last ? first
                                           : language.say(word::lesson_range{.first = first, .last = last}));
  }
  return list(language, ranges);
}

std::string list(const Language& language, std::span<const std::string> items) {
  std::string text;
  for (const std::string& item : items) {
    text = text.empty() ? item : language.say(word::list_comma{.list = text, .item = item});
  }
  return text;
}

}  // namespace pensum::facts
