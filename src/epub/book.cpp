#include "epub/book.hpp"

#include "base/isolation.hpp"
#include "epub/reading.hpp"
#include "facts/lesson_numbers.hpp"
#include "language/same_language.hpp"
#include "language/word.hpp"
#include "plan/undated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace pensum::epub {

namespace {

// Plans with more days are grouped, so that today is found without scrolling; and with more weeks than
// these are grouped as months.
constexpr std::size_t most_ungrouped_days = 14;
constexpr std::int64_t most_weeks = 26;

/// What there is to read on a day, in its file or in files of their own.
std::vector<Chapter> reading_chapters(const Book& book, std::size_t day) {
  std::vector<Chapter> list;
  const std::vector<Task>& tasks = book.plan().days[day].tasks;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (!book.readings().has(day, i)) continue;
    const Lesson& lesson = book.catalog().lessons[tasks[i].lesson];
    const bool apart = book.readings().is_apart(day);
    const std::string file = book.reading_file(day, i);
    list.push_back({.file = apart ? file : fmt::format("{}#{}", file, reading_id(lesson, tasks[i])),
                    .id = apart ? fmt::format("day-{}-{}", day + 1, i + 1) : std::string(),
                    .label = fmt::format("{} {}", book.language().lesson(lesson.id), lesson.title),
                    .is_title = true});
  }
  return list;
}

/// The days of one file, whose first is called `date`.
Chapter day_chapter(const Book& book, const facts::Stretch& stretch, std::string date) {
  const std::size_t index = stretch.first;
  const StudyDay& day = book.plan().days[index];
  if (stretch.days() > 1) {
    const std::string last = book.dates().date(book.plan().days[stretch.last].date);
    date = book.say(word::date_range{.first = date, .last = last});
  }
  std::string label = isolated(date);
  std::string what;
  if (stretch.empty) what = day.buffer ? book.say(word::day_kept_free{}) : book.say(word::day_nothing_new{});
  if (!day.tasks.empty()) what = day_lessons(book, day);
  if (!what.empty()) label = book.say(word::facts{.first = label, .second = what});
  return {.file = book.day_file(index),
          .id = fmt::format("day-{}", index + 1),
          .label = book.language().heading(std::move(label)),
          .chapters = reading_chapters(book, index)};
}

std::vector<Chapter> day_chapters(const Book& book) {
  std::vector<Chapter> list;
  const std::vector<DaySpan> groups = spans(book);
  const std::vector<StudyDay>& days = book.plan().days;
  if (groups.empty()) {
    for (const facts::Stretch& stretch : book.stretches()) {
      list.push_back(day_chapter(book, stretch, book.dates().date(days[stretch.first].date)));
    }
  }
  for (const DaySpan& group : groups) {
    list.push_back({.file = book.day_file(group.first), .label = book.language().heading(group.label)});
    // The group's heading has the year.
    for (const facts::Stretch& stretch : book.stretches()) {
      if (stretch.first < group.first || stretch.first > group.last) continue;
      list.back().chapters.push_back(
          day_chapter(book, stretch, book.dates().date_beside(days[stretch.first].date, group.begins)));
    }
  }
  return list;
}

Chapter page(const char* file, const char* id, std::string label) {
  return {.file = file, .id = id, .label = std::move(label)};
}

}  // namespace

Book::Book(const Plan& plan, const Plan& left, const Language& language, const Options& options,
           Packer& packer)
    : plan_(plan),
      left_(left),
      language_(language),
      own_style_(!options.own_style.empty()),
      has_cover_(options.cover != nullptr),
      dates_(language, {plan.start, plan.deadline}),
      course_{plan.catalog->language, plan.catalog->language == plan.language
                                          ? language.direction()
                                          : Language(plan.catalog->language).direction()},
      own_(same_language(language.words_tag(), course_.language)
               ? course_
               : Tongue{language.words_tag(), direction_of(language.words_tag())}),
      of_dates_(plan.undated ? own_ : Tongue{language.tag(), language.direction()}),
      title_(titled()),
      digits_(std::max<std::size_t>(2, std::to_string(plan.days.size()).size())),
      day_of_(plan.catalog->lessons.size()),
      done_(plan.catalog->lessons.size()),
      readings_(plan),
      expects_pages_(options.pages != nullptr),
      collection_(options.collection) {
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) day_of_[task.lesson] = d;
    if (!was_made_again()) continue;
    for (const Review& review : plan.days[d].reviews) last_reviews_[{review.lesson, review.round}] = d;
  }
  for (const DoneLesson& done : left.done) done_[done.lesson] = true;
  if (options.texts != nullptr) {
    readings_.place(*options.texts, packer.deflater(book_level),
                    [&](std::size_t day, const Task& task) { return is_over(day) && !is_done(task); });
  }
  for (const Moved& moved : moved_lessons(left)) moved_.emplace(moved.lesson, moved);
  std::vector<DaySpan> all = spans(*this);
  if (all.empty() && !plan.days.empty()) {
    all.push_back({.first = 0, .last = plan.days.size() - 1, .begins = plan.start});
  }
  find_stretches(all);
  answer_span_of_.resize(plan.days.size());
  for (DaySpan& span : all) {
    bool asked = false;
    for (std::size_t d = span.first; d <= span.last; ++d) {
      answer_span_of_[d] = answer_spans_.size();
      asked = asked || has_checks(d);
    }
    if (asked) answer_spans_.push_back(std::move(span));
  }
}

void Book::find_stretches(const std::vector<DaySpan>& groups) {
  first_in_file_.resize(plan_.days.size());
  for (std::size_t d = 0; d < plan_.days.size(); ++d) day_files_.push_back(numbered("day-", d));
  auto group = groups.begin();
  for (facts::Stretch stretch : facts::stretches(plan_)) {
    // Readers look for a week, so no file has days of two weeks.
    for (const std::size_t last = stretch.last; stretch.first <= last; stretch.first = stretch.last + 1) {
      while (group->last < stretch.first) ++group;
      stretch.last = std::min(last, group->last);
      for (std::size_t d = stretch.first; d <= stretch.last; ++d) first_in_file_[d] = stretch.first;
      stretches_.push_back(stretch);
    }
  }
}

std::string Book::reading_file(std::size_t day, std::size_t task) const {
  if (!readings_.is_apart(day)) return day_file(day);
  return fmt::format("day-{:0{}}-{}.xhtml", day + 1, digits_, task + 1);
}

std::string Book::place_of(LessonIndex lesson) const {
  if (const auto first = readings_.first(lesson)) {
    const auto [day, task] = *first;
    const std::string id = reading_id(catalog().lessons[lesson], plan_.days[day].tasks[task]);
    return fmt::format("{}#{}", reading_file(day, task), id);
  }
  const std::optional<std::size_t> day = day_of(lesson);
  return day ? day_file(*day) : std::string();
}

std::string Book::place_of(std::string_view id) const {
  const std::vector<Lesson>& lessons = catalog().lessons;
  const auto lesson = std::ranges::find(lessons, id, &Lesson::id);
  return lesson == lessons.end() ? std::string()
                                 : place_of(static_cast<LessonIndex>(lesson - lessons.begin()));
}

std::string Book::answers_file(std::size_t span) const {
  return answer_spans_.size() == 1 ? "answers.xhtml" : numbered("answers-", span);
}

bool Book::has_checks(std::size_t day) const {
  return std::ranges::any_of(plan_.days[day].tasks, [&](const Task& task) { return asks(day, task); });
}

bool Book::asks(std::size_t day, const Task& task) const {
  return task.part == task.parts && day_of(task.lesson) == day &&
         !catalog().lessons[task.lesson].checks.empty();
}

bool Book::is_done(const Task& task) const {
  if (done_[task.lesson]) return true;
  const auto begun = std::ranges::find(left_.begun, task.lesson, &Begun::lesson);
  return begun != left_.begun.end() && task.part <= begun->parts;
}

// What was missed in an earlier plan is a review of a later day.
bool Book::is_done(std::size_t day, const Review& review) const {
  const ReviewRound round{review.lesson, review.round};
  return last_reviews_.at(round) == day && !std::ranges::binary_search(left_.missed, round);
}

std::optional<Date> Book::moved_from(LessonIndex lesson, Date date) const {
  const auto moved = moved_.find(lesson);
  return moved == moved_.end() || moved->second.to != date ? std::nullopt : moved->second.from;
}

// The print also lists lessons that are on no day, such as those done before theirs.
void Book::list_pages(PageList list) {
  for (PrintedPage& page : list.pages) {
    if (has_place(page.start)) pages_.emplace(page.start, std::move(page.label));
  }
  pages_of_ = std::move(list.of);
}

bool Book::has_place(const PlanPlace& place) const {
  if (const auto* index = std::get_if<InIndex>(&place)) return day_of(index->lesson).has_value();
  if (const auto* answers = std::get_if<InAnswers>(&place)) return day_of(answers->lesson).has_value();
  return true;
}

std::string Book::numbered(std::string_view prefix, std::size_t day) const {
  const std::string number = std::to_string(day + 1);
  std::string name(prefix);
  name.append(digits_ - std::min(digits_, number.size()), '0');
  return name.append(number).append(".xhtml");
}

Xhtml Book::file(std::string_view title) const { return file(title, own_); }

Xhtml Book::dated_file(std::string_view title) const { return file(title, of_dates_); }

Xhtml Book::titled_file(std::string_view title) const { return file(title, course_); }

Xhtml Book::file(std::string_view title, const Tongue& tongue) const {
  Xhtml file(catalog().language, right_to_left(), title, gaps());
  in(file.title(), tongue, course_);
  file.add_style(style_file);
  if (own_style_) file.add_style(own_style_file);
  return file;
}

std::string Book::file_of(const PlanPlace& place) const {
  struct Visitor {
    const Book& book;
    std::string operator()(const InOverview&) const { return overview_file; }
    std::string operator()(const InDay& in) const { return book.day_file(in.day); }
    std::string operator()(const InIndex&) const { return index_file; }
    std::string operator()(const InAnswers& in) const {
      return book.answers_file_of_day(book.day_of(in.lesson).value());
    }
  };
  return std::visit(Visitor{*this}, place);
}

Element Book::in_own_words(Element node) const { return in(node, own_, course_); }

Element Book::in_own_words_of_calendar(Element node) const { return in(node, own_, of_dates_); }

Element Book::in_readers_language(Element node) const { return in(node, of_dates_, course_); }

Element Book::own_words_in(Element line) const {
  return own_.language == course_.language ? line : in_own_words(add(line, "span"));
}

void Book::add_date_link(Element line, std::string_view target, std::string_view date) const {
  in_date(add_link(line, target, date), course_);
}

void Book::add_date(Element parent, std::string_view date) const { in_date(add(parent, "span", date), own_); }

Element Book::in_catalog_language(Element node) const {
  return own_.language == course_.language ? node : in_language(node, course_);
}

void Book::add_catalog_text(Element parent, std::string_view text) const {
  in_catalog_language(add_isolated(parent, text));
}

void Book::add_sentence(Element parent, std::string_view sentence) const {
  while (true) {
    const std::size_t first = sentence.find(first_strong_isolate);
    if (const std::string_view words = sentence.substr(0, first); !words.empty()) add_text(parent, words);
    if (first == std::string_view::npos) return;
    sentence.remove_prefix(first + first_strong_isolate.size());
    const std::size_t last = sentence.find(pop_directional_isolate);
    add_date(parent, sentence.substr(0, last));
    sentence.remove_prefix(last + pop_directional_isolate.size());
  }
}

void Book::add_number(Element parent, std::string_view number) const {
  Element node = set(add(parent, "span", number), "class", "number");
  if (right_to_left()) set(node, "dir", "ltr");
}

Element Book::in_date(Element node, const Tongue& among) const {
  return in(set(node, "class", "date"), of_dates_, among);
}

Element Book::in(Element node, const Tongue& tongue, const Tongue& among) {
  if (tongue.language == among.language) return node;
  in_language(node, tongue);
  const std::string_view direction = tongue.direction == Direction::right_to_left ? "rtl" : "ltr";
  if (tongue.direction != among.direction) set(node, "dir", direction);
  return node;
}

Element Book::in_language(Element node, const Tongue& tongue) {
  set(node, "lang", tongue.language);
  return set(node, "xml:lang", tongue.language);
}

std::string Book::titled() const {
  const std::string& course = plan_.catalog->title;
  if (plan_.learner.empty()) return say(word::book_title{.course = course});
  return say(word::book_title_for{.course = course, .learner = plan_.learner});
}

std::string Book::subtitle() const {
  const auto [start, deadline] = dates_.plan_days();
  return say(word::start_to_deadline{.start = start, .deadline = deadline});
}

namespace {

/// How the days of a long plan are grouped: what tells a day's group from others, and how a group begins.
struct Grouping {
  std::int64_t (*key)(const Book& book, Date date);
  Date (*begins)(const Book& book, Date date);
  std::string (*label)(const Book& book, Date begins);
};

constexpr Grouping by_week{
    .key = [](const Book& book, Date date) -> std::int64_t {
      return week_start(date, book.language().first_weekday()).time_since_epoch().count();
    },
    // The first week begins with the plan's start, a date that readers know.
    .begins =
        [](const Book& book, Date date) {
          return std::max(week_start(date, book.language().first_weekday()), book.plan().start);
        },
    .label =
        [](const Book& book, Date begins) {
          if (book.plan().undated) return isolated(book.week_name(week_of_plan(begins)));
          return book.say(word::week_of{.date = isolated(book.dates().day(begins))});
        }};

constexpr Grouping by_month{.key = [](const Book&, Date date) -> std::int64_t {
                              return Date{month_of(date) / 1}.time_since_epoch().count();
                            },
                            .begins = [](const Book&, Date date) { return Date{month_of(date) / 1}; },
                            .label =
                                [](const Book& book, Date begins) {
                                  const auto month = static_cast<unsigned>(month_of(begins).month());
                                  return isolated(book.language().month_year(year_of(begins), month));
                                }};

std::int64_t four_weeks_of(Date date) { return (week_of_plan(date) - 1) / 4; }

/// In place of months, where there are none.
constexpr Grouping by_four_weeks{
    .key = [](const Book&, Date date) { return four_weeks_of(date); },
    .begins = [](const Book&, Date date) { return date; },
    .label =
        [](const Book& book, Date begins) {
          const std::int64_t first = four_weeks_of(begins) * 4 + 1;
          const std::int64_t last = std::min(first + 3, week_of_plan(book.plan().deadline));
          const std::string name = book.week_name(first);
          if (first == last) return isolated(name);
          return isolated(book.say(word::date_range{.first = name, .last = book.week_name(last)}));
        }};

}  // namespace

std::vector<DaySpan> spans(const Book& book) {
  const std::vector<StudyDay>& list = book.plan().days;
  if (list.size() <= most_ungrouped_days) return {};
  const std::int64_t weeks = (by_week.key(book, list.back().date) - by_week.key(book, list.front().date)) / 7;
  const Grouping& grouping = weeks < most_weeks ? by_week : book.plan().undated ? by_four_weeks : by_month;
  std::vector<DaySpan> groups;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Date date = list[i].date;
    if (i > 0 && grouping.key(book, date) == grouping.key(book, list[i - 1].date)) {
      groups.back().last = i;
      continue;
    }
    const Date begins = grouping.begins(book, date);
    groups.push_back({.first = i, .last = i, .begins = begins, .label = grouping.label(book, begins)});
  }
  return groups;
}

std::string Book::week_name(std::int64_t week) const { return say(word::plan_week{.week = week}); }

std::string day_lessons(const Book& book, const StudyDay& day) {
  return book.say(
      word::day_lessons{.count = day.tasks.size(),
                        .lessons = facts::lesson_numbers(book.language(), book.catalog(), day.tasks)});
}

std::string load_of_budget(const Book& book, const StudyDay& day) {
  return book.say(word::load_of_budget{.load = day.total().count, .budget = day.budget.count});
}

bool is_done(const Book& book, std::size_t day) {
  const StudyDay& planned = book.plan().days[day];
  return std::ranges::all_of(planned.tasks, [&](const Task& task) { return book.is_done(task); }) &&
         std::ranges::all_of(planned.reviews,
                             [&](const Review& review) { return book.is_done(day, review); });
}

std::string what_of(const Book& book, std::size_t index) {
  const StudyDay& day = book.plan().days[index];
  std::string what = !day.tasks.empty() ? day_lessons(book, day)
                     : day.reviews.empty()
                         ? day.buffer ? book.say(word::day_kept_free{}) : book.say(word::day_free{})
                         : book.say(word::day_reviews{});
  if (day.total().count == 0) return what;
  std::string planned = book.say(word::facts{.first = what, .second = load_of_budget(book, day)});
  if (!book.is_over(index)) return planned;
  const std::string end =
      is_done(book, index) ? book.say(word::done_mark{}) : book.say(word::not_done_mark{});
  return book.say(word::facts{.first = planned, .second = end});
}

std::string plain(std::string_view label) {
  std::string text(label);
  for (const std::string_view mark : {first_strong_isolate, pop_directional_isolate}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.erase(at, mark.size());
  }
  return text;
}

std::vector<Chapter> chapters(const Book& book) {
  const Plan& plan = book.plan();
  std::vector<Chapter> list;
  if (book.has_cover()) list.push_back(page(cover_file, "cover", book.say(word::cover{})));
  list.push_back(page(title_file, "title", book.say(word::title_page{})));
  list.push_back(page(overview_file, "overview", book.say(word::overview{})));
  if (book.was_made_again()) list.push_back(page(changes_file, "changes", book.say(word::what_changed{})));
  std::ranges::move(day_chapters(book), std::back_inserter(list));
  if (!plan.lessons.empty()) list.push_back(page(index_file, "index", book.say(word::lesson_index{})));
  list.push_back(page(about_file, "about", book.say(word::about{})));
  const std::vector<DaySpan>& spans = book.answer_spans();
  if (spans.size() == 1) list.push_back(page("answers.xhtml", "answers", book.say(word::answers{})));
  if (spans.size() < 2) return list;
  Chapter answers{.file = book.answers_file(0), .label = book.say(word::answers{})};
  for (std::size_t i = 0; i < spans.size(); ++i) {
    answers.chapters.push_back({.file = book.answers_file(i),
                                .id = fmt::format("answers-{}", i + 1),
                                .label = book.say(word::answers_entry{.span = spans[i].label})});
  }
  list.push_back(std::move(answers));
  return list;
}

}  // namespace pensum::epub
