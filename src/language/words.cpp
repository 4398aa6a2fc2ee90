#include "language/words.hpp"

#include <fmt/format.h>

#include <string_view>

namespace pensum::words {
namespace {

constexpr std::string_view no_break = "\u00A0";

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string minutes(Minutes count) { return fmt::format("{}{}min", count.count, no_break); }

std::string duration(Minutes count) {
  const std::int64_t hours = count.count / 60;
  const std::int64_t rest = count.count % 60;
  if (hours == 0) return minutes(count);
  const std::string text = fmt::format("{}{}h", hours, no_break);
  return rest == 0 ? text : fmt::format("{}{}{}", text, no_break, minutes({rest}));
}

std::string lessons(std::size_t count) { return counted(count, "lesson", "lessons"); }
std::string study_days(std::size_t count) { return counted(count, "study day", "study days"); }
std::string reviews(std::size_t count) { return counted(count, "review", "reviews"); }
std::string review(std::size_t round) { return fmt::format("review {}", round); }
std::string part(std::size_t number, std::size_t of) { return fmt::format("part {} of {}", number, of); }
std::string latest(std::string_view date) { return fmt::format("finish by {}", date); }
std::string day_of(std::size_t number, std::size_t of) { return fmt::format("Day {} of {}", number, of); }
std::string load_of_budget(Minutes load, Minutes budget) {
  return fmt::format("{} of {}", load.count, minutes(budget));
}

}  // namespace pensum::words
