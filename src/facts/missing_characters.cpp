#include "facts/missing_characters.hpp"

#include "base/utf8.hpp"
#include "language/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::facts {

namespace {

constexpr std::size_t most_named = 3;

/// The characters of one script.
struct Group {
  std::string script;
  std::vector<char32_t> characters;
};

std::vector<Group> by_script(std::span<const char32_t> characters) {
  std::vector<Group> groups;
  for (const char32_t character : characters) {
    std::string script = script_name(character);
    const auto known = std::ranges::find(groups, script, &Group::script);
    if (known != groups.end()) {
      known->characters.push_back(character);
    } else {
      groups.push_back({std::move(script), {character}});
    }
  }
  return groups;
}

std::string quoted(char32_t character) {
  std::string text;
  append_utf8(text, character);
  return fmt::format("“{}”", shown(text));
}

/// "1, 2 and 3", or "1, 2, 3 and 5 more".
std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  const std::size_t named = std::min(names.size(), most_named);
  for (std::size_t i = 0; i < named; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  if (named < names.size()) text += fmt::format(" and {} more", names.size() - named);
  return text;
}

/// Whether a text has one of `characters`; those that it has are taken out of `elsewhere`.
bool has_one_of(std::string_view text, const std::set<char32_t>& characters, std::set<char32_t>& elsewhere) {
  bool found = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (characters.contains(point.value)) {
      found = true;
      elsewhere.erase(point.value);
    }
    at += point.length;
  }
  return found;
}

std::string where(const Group& group, const Plan& plan) {
  const std::set<char32_t> characters(group.characters.begin(), group.characters.end());
  std::set<char32_t> elsewhere = characters;
  std::vector<std::string> lessons;
  for (const LessonIndex index : plan.lessons) {
    const Lesson& lesson = plan.catalog->lessons[index];
    bool found = false;
    const auto look = [&](std::string_view text) { found |= has_one_of(text, characters, elsewhere); };
    look(lesson.title);
    look(lesson.summary.text);
    for (const Check& check : lesson.checks) {
      look(check.question.text);
      look(check.answer.text);
    }
    if (found) lessons.push_back(lesson.id);
  }
  std::string text;
  if (!lessons.empty())
    text = fmt::format("in {} {}", lessons.size() == 1 ? "lesson" : "lessons", list_of(lessons));
  if (!elsewhere.empty()) {
    if (!text.empty()) text += " and ";
    text += "in the catalog’s own texts, the learner’s name or the dates";
  }
  return text;
}

std::string what(const Group& group) {
  const std::vector<char32_t>& characters = group.characters;
  if (characters.size() == 1) {
    return fmt::format("{} (U+{:04X})", quoted(characters.front()),
                       static_cast<std::uint32_t>(characters.front()));
  }
  std::vector<std::string> named;
  for (const char32_t character : characters) named.push_back(quoted(character));
  const std::string count = group.script.empty()
                                ? fmt::format("{} signs", characters.size())
                                : fmt::format("{} characters of {}", characters.size(), group.script);
  return fmt::format("{} ({})", count, list_of(named));
}

}  // namespace

Diagnostics missing_characters(const Plan& plan, std::span<const char32_t> characters) {
  Diagnostics warnings;
  for (const Group& group : by_script(characters)) {
    warnings.push_back({Severity::warning,
                        {},
                        fmt::format("no font has {}, {}", what(group), where(group, plan)),
                        fmt::format("put a .ttf, .otf or .ttc font that has {} into fonts/",
                                    group.characters.size() == 1 ? "it" : "them")});
  }
  return warnings;
}

}  // namespace pensum::facts
