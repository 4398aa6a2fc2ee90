#include "page/compose.hpp"

#include "base/utf8.hpp"
#include "language/words.hpp"
#include "page/composition.hpp"

#include <fmt/format.h>

#include <string>

namespace pensum::page {
namespace {

/// Footers: the course and the learner at the left, the page at the right, outside the structure.
void draw_footers(Composition& c, Document& document, text::Typesetter& typesetter) {
  const Layout& layout = c.canvas.layout();
  std::string name = c.plan.catalog->title;
  if (!c.plan.learner.empty()) name += "  ·  " + c.plan.learner;
  const auto lines = typesetter.paragraph(name, c.canvas.style(Type::small),
                                          {.width = c.content_width().scaled(3, 4), .most_lines = 1});
  const Points rule = layout.content_bottom() + layout.bottom.scaled(35, 100);
  const Points baseline = c.canvas.baseline(rule + layout.leading / 6, Type::small);
  const std::size_t count = document.pages.size();
  for (std::size_t i = 0; i < count; ++i) {
    c.canvas.go_to_page(i);
    c.canvas.horizontal_rule(c.content_left(), rule, c.content_width(), layout.hairline, layout.faint);
    c.canvas.text(artifact, c.content_left(), baseline, layout.secondary, lines.front());
    c.canvas.text_right(artifact, layout.content_right(), baseline, layout.secondary,
                        c.canvas.line(fmt::format("Page {} of {}", i + 1, count), Type::small));
  }
}

/// A plan whose layout has no overview still begins with the course's title.
void draw_running_title(Composition& c) {
  const TextBlock title = c.canvas.paragraph(c.plan.catalog->title, Type::large, c.content_width());
  c.flow(c.canvas.element(Role::heading1, c.root), c.content_left(), c.canvas.layout().text, title);
  c.y += c.canvas.layout().leading;
  c.has_page_title = true;
}

std::string subject_of(const Plan& plan) {
  std::string subject = plan.learner.empty() ? "Study plan" : "Study plan for " + plan.learner;
  return fmt::format("{}, {} to {}", subject, to_iso(plan.start), to_iso(plan.deadline));
}

/// One warning a character, with the first lesson that has it in its texts.
void report_missing(const Plan& plan, const std::vector<char32_t>& missing, Diagnostics& warnings) {
  for (const char32_t character : missing) {
    std::string text;
    append_utf8(text, character);
    std::string where = "in the catalog’s own texts or the learner’s name";
    for (const LessonIndex index : plan.lessons) {
      const Lesson& lesson = plan.catalog->lessons[index];
      if (lesson.title.find(text) != std::string::npos || lesson.summary.find(text) != std::string::npos) {
        where = fmt::format("in lesson {}", lesson.id);
        break;
      }
    }
    warnings.push_back({Severity::warning,
                        {},
                        fmt::format("no font has “{}” (U+{:04X}), {}", shown(text),
                                    static_cast<std::uint32_t>(character), where),
                        "put a .ttf or .otf font that has it into fonts/"});
  }
}

}  // namespace

Document compose(const Plan& plan, const Layout& layout, const Language& language,
                 text::Typesetter& typesetter, Date date, Diagnostics& warnings) {
  Document document;
  document.metadata = {.title = plan.catalog->title,
                       .subject = subject_of(plan),
                       .author = {},
                       .language = plan.catalog->language,
                       .date = date};
  Canvas canvas(layout, language.direction(), typesetter, document);
  Composition c{.plan = plan,
                .language = language,
                .canvas = canvas,
                .root = 0,
                .overview = 0,
                .day_places = {},
                .day_of_lesson = {},
                .y = {}};
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    c.day_places.push_back(canvas.reserve_place());
    for (const Task& task : plan.days[d].tasks) c.day_of_lesson.emplace(task.lesson, d);
  }
  c.start_page();
  if (layout.sections.front() != Section::overview) {
    c.overview = canvas.reserve_place();
    canvas.set_place(c.overview, c.y);
    draw_running_title(c);
  }
  std::vector<PageNumber> numbers;
  for (const Section section : layout.sections) {
    switch (section) {
      case Section::overview:
        compose_overview(c);
        break;
      case Section::days:
        compose_days(c);
        break;
      case Section::index:
        numbers = compose_index(c);
        break;
    }
  }
  for (const PageNumber& number : numbers) {
    canvas.keep(number.promise, document.pages[document.places[number.place].page].label);
  }
  draw_footers(c, document, typesetter);
  report_missing(plan, typesetter.take_missing(), warnings);
  return document;
}

}  // namespace pensum::page
