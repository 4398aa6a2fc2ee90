#include "import/course.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "language/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace pensum::importing {

namespace {

std::vector<std::string_view> names_of_formats() {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) names.push_back(format.name);
  return names;
}

std::string all_formats() { return fmt::format("{}", fmt::join(names_of_formats(), ", ")); }

Result<const Format*> format_called(std::string_view name) {
  const auto found = std::ranges::find(formats(), name, &Format::name);
  if (found != formats().end()) return &*found;
  return failure(fmt::format("{}: there is no format “{}”", named("from"), shown(name)),
                 suggestion(name, names_of_formats(), "the formats are " + all_formats()));
}

Minutes sum(std::span<const Lesson> lessons) {
  return std::accumulate(lessons.begin(), lessons.end(), Minutes{},
                         [](Minutes all, const Lesson& lesson) { return all + lesson.minutes; });
}

std::int64_t size_of(std::size_t count) { return static_cast<std::int64_t>(count); }

std::string how_much(std::span<const Lesson> lessons, const Language& english) {
  return fmt::format("{}, {}", counted(size_of(lessons.size()), "lesson"), english.duration(sum(lessons)));
}

std::string left_out_line(const LeftOut& each) {
  return each.why.empty() ? each.what : fmt::format("{} ({})", each.what, each.why);
}

bool is_empty(const Input& input) {
  return input.bytes.empty() && (input.tree == nullptr || !input.member.empty());
}

/// Asked of what no format knows.
bool is_catalog(const Input& input) {
  const std::size_t first = input.bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string::npos && input.bytes[first] == '<' && input.bytes.contains("<catalog");
}

std::string minutes_line(const Imported& imported, Minutes by_default) {
  const auto count = [&](Basis basis) { return size_of(imported.by[static_cast<std::size_t>(basis)]); };
  std::string line = "minutes: ";
  const auto list = [&](std::int64_t number, std::string_view how) {
    if (number > 0) line += fmt::format("{}{} {}", line.ends_with(' ') ? "" : ", ", grouped(number), how);
  };
  list(count(Basis::said), "from the source");
  list(count(Basis::content), "from words");
  list(count(Basis::video), "from videos");
  list(count(Basis::by_default),
       fmt::format("by default ({} min; {} changes it)", by_default.count, named("minutes", "N")));
  return line + "\n";
}

std::string long_lessons_line(const Imported& imported) {
  std::string line;
  if (imported.in_parts > 0)
    line += fmt::format("{} too long for a day: made in parts\n",
                        counted(size_of(imported.in_parts), "lesson was", "lessons were"));
  if (imported.splittable > 0)
    line += fmt::format("{} may be spread over several days (split=\"yes\")\n",
                        counted(size_of(imported.splittable), "long lesson"));
  return line;
}

std::string done_line(const std::vector<std::string>& done) {
  if (done.empty()) return {};
  const std::string ids = fmt::format("{}", fmt::join(done, ","));
  return fmt::format("done already: {}\n", named("done", ids));
}

}  // namespace

Result<const Format*> format_of(const Input& input, std::string_view from) {
  if (!from.empty()) return format_called(from);
  const auto found = std::ranges::find_if(formats(), [&](const Format& format) { return format.is(input); });
  if (found != formats().end()) return &*found;
  if (is_deck(input)) {
    return failure(fmt::format("“{}” holds questions, not lessons", shown(input.name, 4096)),
                   fmt::format("import a course, and add {}", named("questions", input.name)));
  }
  if (is_empty(input)) {
    return failure(fmt::format("“{}” is empty", shown(input.name, 4096)),
                   "name the file that holds the course");
  }
  if (is_catalog(input)) {
    return failure(fmt::format("“{}” is a catalog already", shown(input.name, 4096)),
                   fmt::format("make a plan of it: pensum build {}", input.name));
  }
  return failure(fmt::format("cannot tell what kind of course “{}” is", shown(input.name, 4096)),
                 fmt::format("say it with {}: {}", named("from"), all_formats()));
}

Result<Course> import_course(const Input& input, const Wishes& wishes) {
  const Result<const Format*> format = format_of(input, wishes.from);
  if (!format) return std::unexpected(format.error());
  const Result<Outline> outline = (*format)->read(input, wishes.choices);
  if (!outline) return std::unexpected(outline.error());
  Result<Lessons> lessons = lessons_of(*outline, wishes.rules);
  if (!lessons) return std::unexpected(std::move(lessons.error()));
  Result<Imported> imported = catalog_of(*outline, *std::move(lessons), (*format)->name, wishes.names);
  if (!imported) return std::unexpected(std::move(imported.error()));
  return Course{*format, *std::move(imported)};
}

std::string add_questions(Imported& imported, const Deck& deck) {
  Catalog& catalog = imported.catalog;
  std::vector<QuestionTarget> targets;
  for (Lesson& lesson : catalog.lessons) targets.push_back({lesson.id, lesson.title, &lesson.checks});
  const Attached attached = attach(deck, targets);
  for (LessonIndex i = 0; i < catalog.lessons.size(); ++i)
    imported.marks[i].values = digests_of(catalog.lessons[i], required_ids(catalog, catalog.lessons[i]));
  std::string text = fmt::format("questions: {} added", grouped(size_of(attached.count)));
  if (attached.known > 0) text += fmt::format(", {} there already", grouped(size_of(attached.known)));
  if (!attached.rest.empty())
    text += fmt::format(", {} without a lesson: no label of theirs is its id or title",
                        grouped(size_of(attached.rest.size())));
  for (const LeftOut& each : deck.left_out) text += ", left out: " + left_out_line(each);
  return text + "\n";
}

std::string outline_text(const Imported& imported) {
  const Catalog& catalog = imported.catalog;
  const Language english("en");
  std::string text =
      fmt::format("{}: {}\n", shown(catalog.title, catalog.title.size()), how_much(catalog.lessons, english));
  for (std::size_t i = 0; i < catalog.paths.size(); ++i) {
    const Path& path = catalog.paths[i];
    const std::span<const Lesson> lessons(catalog.lessons.data() + path.first, path.last - path.first);
    text += fmt::format("{}. {}: {}\n", imported.numbers[i], shown(path.title, path.title.size()),
                        how_much(lessons, english));
    for (LessonIndex at = path.first; at < path.last; ++at) {
      const Lesson& lesson = catalog.lessons[at];
      text += fmt::format("   {}  {}: {} min, {}\n", lesson.id, shown(lesson.title, lesson.title.size()),
                          lesson.minutes.count, imported.marks[at].why);
    }
  }
  for (const LeftOut& each : imported.left_out) text += fmt::format("left out: {}\n", left_out_line(each));
  return text;
}

std::string amount_of(const Catalog& catalog) {
  return fmt::format("{} in {}, {}", counted(size_of(catalog.lessons.size()), "lesson"),
                     counted(size_of(catalog.paths.size()), "path"),
                     Language("en").duration(sum(catalog.lessons)));
}

std::string account_of(const Imported& imported, Minutes by_default) {
  const Catalog& catalog = imported.catalog;
  std::string text = fmt::format("{}: {}\n", shown(catalog.title, catalog.title.size()), amount_of(catalog));
  text += minutes_line(imported, by_default) + long_lessons_line(imported);
  std::vector<std::string> left_out;
  std::ranges::transform(imported.left_out, std::back_inserter(left_out), left_out_line);
  if (!left_out.empty()) text += fmt::format("left out: {}\n", fmt::join(left_out, ", "));
  return text + done_line(imported.done);
}

std::string account_beside_outline(const Imported& imported, Minutes by_default) {
  return minutes_line(imported, by_default) + long_lessons_line(imported) + done_line(imported.done);
}

}  // namespace pensum::importing
