// A made-up course and request become a plan, a PDF and a book. The plan keeps its rules, everything
// planned is in both files, and other programs' readers find nothing wrong with them.
#include "fuzz/containers.hpp"
#include "fuzz/fuzz.hpp"
#include "plan/rules.hpp"
#include "press/press.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

using namespace pensum;
using fuzz::Choices;
using fuzz::expect;

namespace {

/// Blocks of characters that catalogs may contain: first and last.
constexpr std::array<std::array<char32_t, 2>, 16> blocks{{{U'a', U'z'},
                                                          {U' ', U' '},
                                                          {U'!', U'~'},
                                                          {0xA0, 0x17F},
                                                          {0x300, 0x36F},
                                                          {0x391, 0x3C9},
                                                          {0x410, 0x44F},
                                                          {0x5D0, 0x5EA},
                                                          {0x621, 0x64A},
                                                          {0x915, 0x939},
                                                          {0xE01, 0xE3A},
                                                          {0x2000, 0x206F},
                                                          {0x3041, 0x30FF},
                                                          {0x4E00, 0x4FFF},
                                                          {0xAC00, 0xACFF},
                                                          {0x1F300, 0x1F6FF}}};

std::string text_from(Choices& choices, std::size_t most) {
  std::string text = "T";
  for (std::size_t left = choices.index(most); left > 0; --left) {
    const auto& [first, last] = blocks[choices.once_in(3) ? choices.index(blocks.size()) : 0];
    append_utf8(text, first + static_cast<char32_t>(choices.number(0, last - first)));
  }
  return text;
}

std::shared_ptr<const Catalog> catalog_from(Choices& choices) {
  auto catalog = std::make_shared<Catalog>();
  constexpr std::array languages{"en", "de", "he", "ar", "zh", "tr", "x-none", "pt-BR"};
  catalog->id = "made-up";
  catalog->language = languages[choices.index(languages.size())];
  catalog->title = text_from(choices, 60);
  if (choices.once_in(2)) catalog->summary = text_from(choices, 300);
  const std::int64_t paths = choices.number(1, 3);
  for (std::int64_t p = 1; p <= paths; ++p) {
    Path path;
    path.id = fmt::format("p{}", p);
    path.title = text_from(choices, 40);
    path.first = catalog->lessons.size();
    const std::int64_t lessons = choices.number(1, choices.once_in(20) ? 120 : 8);
    for (std::int64_t i = 0; i < lessons; ++i) {
      Lesson lesson;
      const LessonIndex index = catalog->lessons.size();
      lesson.id = fmt::format("{}{}", choices.once_in(4) ? "a.b-" : "", index + 1);
      lesson.title = text_from(choices, choices.once_in(20) ? 600 : 40);
      if (choices.once_in(3)) lesson.summary = text_from(choices, 200);
      if (choices.once_in(5)) lesson.url = fmt::format("https://example.org/{}?a=1&b='2'", index);
      lesson.minutes = Minutes{choices.number(1, choices.once_in(10) ? 1440 : 60)};
      lesson.priority = static_cast<Priority>(choices.index(3));
      lesson.splittable = choices.once_in(4);
      if (index > 0 && choices.once_in(4)) lesson.requires_ = {choices.index(index)};
      for (std::size_t c = choices.index(3); c > 0; --c) {
        lesson.checks.push_back({text_from(choices, 60), text_from(choices, 120)});
      }
      catalog->lessons.push_back(std::move(lesson));
    }
    path.last = catalog->lessons.size();
    catalog->paths.push_back(std::move(path));
  }
  return catalog;
}

Request request_from(Choices& choices) {
  Request request;
  request.start = first_date + days{choices.number(0, 40'000)};
  if (choices.once_in(2)) request.deadline = request.start + days{choices.number(0, 60)};
  if (choices.once_in(2)) request.minutes = Minutes{choices.number(1, choices.once_in(4) ? 1440 : 90)};
  for (auto& weekday : request.weekday) {
    if (choices.once_in(5)) weekday = Minutes{choices.number(0, 120)};
  }
  for (std::size_t i = choices.index(3); i > 0; --i) {
    const Date first = request.start + days{choices.number(0, 20)};
    request.off.push_back({first, first + days{choices.number(0, 5)}});
  }
  if (choices.once_in(4))
    request.on[request.start + days{choices.number(0, 20)}] = Minutes{choices.number(0, 300)};
  if (choices.once_in(2)) request.pace = Pace::early;
  if (choices.once_in(3)) request.reviews.clear();
  if (choices.once_in(4)) request.reviews = {choices.number(1, 3), choices.number(4, 30)};
  if (choices.once_in(4)) request.buffer = choices.number(0, 3);
  if (choices.once_in(4)) request.split = Minutes{choices.number(1, 40)};
  request.fit = choices.once_in(3);
  if (choices.once_in(3)) request.learner = text_from(choices, 60);
  if (choices.once_in(3)) request.language = "de-CH";
  if (choices.once_in(3)) request.first_weekday = Weekday{static_cast<unsigned>(choices.number(1, 7))};
  return request;
}

/// The form fields of what is planned.
std::set<std::string> boxes_of(const Plan& plan) {
  std::set<std::string> names;
  for (const StudyDay& day : plan.days) {
    for (const Task& task : day.tasks) {
      const std::string& id = plan.catalog->lessons[task.lesson].id;
      names.insert(task.parts == 1 ? "lesson." + id : fmt::format("part.{}.{}", id, task.part));
    }
  }
  return names;
}

std::vector<std::string> titles_of(const Plan& plan) {
  std::vector<std::string> titles;
  for (const StudyDay& day : plan.days) {
    for (const Task& task : day.tasks) titles.push_back(plan.catalog->lessons[task.lesson].title);
  }
  return titles;
}

press::Press fresh_press() { return press::Press(fuzz::world().resources, press::Press::Run::many); }

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Choices choices(fuzz::text_of(data, size));
  constexpr std::array layouts{"a4",     "a4-landscape-week", "a4-landscape", "a5",   "handout",
                               "kobo",   "kindle-scribe",     "large-print",  "wall", "letter",
                               "pocket", "remarkable",        "sheet"};
  press::Rendering rendering;
  rendering.asked.layout = layouts[choices.index(layouts.size())];
  const Request request = request_from(choices);
  const std::shared_ptr<const Catalog> catalog = catalog_from(choices);
  // Pieces may end at every minute, and budgets are tried in turn: under the sanitizers a long course in
  // pieces takes a minute.
  Minutes load;
  for (const Lesson& lesson : catalog->lessons) load += lesson.minutes;
  if (request.split && load > Minutes{400}) return 0;
  const auto plan = make_plan(catalog, request);
  if (!plan) {
    fuzz::check(plan.error().diagnostics);
    return 0;
  }
  const auto broken = rules::broken(*plan, request);
  expect(!broken, broken.value_or(""));
  constexpr std::size_t most_days_printed = 120;  // else an input takes seconds
  if (plan->days.size() > most_days_printed) return 0;
  rendering.date = plan->start;

  static press::Press press = fresh_press();
  const Result<press::Pages> pages = press.compose(*plan, rendering);
  expect(pages.has_value(), "every plan has pages");
  const Result<press::Rendered> pdf = press.pdf(*pages, rendering);
  expect(pdf.has_value(), "every plan has a PDF");
  fuzz::check_pdf(pdf->bytes, pages->document.pages.size(), boxes_of(*plan));
  const Result<press::Rendered> epub = press.epub(*plan, rendering, [&] { return pages->list(); });
  expect(epub.has_value(), "every plan has a book");
  fuzz::check_epub(epub->bytes, titles_of(*plan));

  if (size > 0 && data[size - 1] % 16 == 0) {
    press::Press other = fresh_press();
    const Result<press::Pages> again = other.compose(*plan, rendering);
    expect(again && other.pdf(*again, rendering)->bytes == pdf->bytes,
           "what was made before changes nothing");
  }
  return 0;
}
