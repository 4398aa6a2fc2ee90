#include "report/missing.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>

namespace pensum::report {

namespace {

std::string where_is(const std::string& character, const Plan& plan) {
  for (const LessonIndex index : plan.lessons) {
    const Lesson& lesson = plan.catalog->lessons[index];
    if (lesson.title.find(character) != std::string::npos ||
        lesson.summary.find(character) != std::string::npos) {
      return fmt::format("in lesson {}", lesson.id);
    }
  }
  return "in the catalog’s own texts, the learner’s name or the dates";
}

}  // namespace

Diagnostics missing_characters(const Plan& plan, std::span<const char32_t> characters) {
  Diagnostics warnings;
  for (const char32_t character : characters) {
    std::string text;
    append_utf8(text, character);
    warnings.push_back({Severity::warning,
                        {},
                        fmt::format("no font has “{}” (U+{:04X}), {}", shown(text),
                                    static_cast<std::uint32_t>(character), where_is(text, plan)),
                        "put a .ttf or .otf font that has it into fonts/"});
  }
  return warnings;
}

}  // namespace pensum::report
