#include "handout/plan_file.hpp"

#include "base/spelling.hpp"
#include "xml/document.hpp"
#include "xml/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace pensum::handout {
namespace {

using xml::Element;
using xml::set;

constexpr std::array<std::string_view, 4> givens{"both", "deadline", "minutes", "neither"};  // as in Given

// ---------------------------------------------------------------------------- writing

void set(Element node, std::string_view name, std::int64_t number) {
  set(node, name, std::to_string(number));
}
void set(Element node, std::string_view name, Date date) { set(node, name, to_iso(date)); }
void set_yes(Element node, std::string_view name, bool yes) {
  if (yes) set(node, name, "yes");
}
/// A count; 0 is not written.
void set_count(Element node, std::string_view name, std::size_t count) {
  if (count > 0) set(node, name, static_cast<std::int64_t>(count));
}

void add_day(Element root, const Plan& plan, const StudyDay& day, bool past) {
  Element node = add(root, "day");
  const auto id = [&](LessonIndex lesson) { return plan.catalog->lessons[lesson].id; };
  set(node, "date", day.date);
  set(node, "minutes", day.budget.count);
  set(node, "share", day.share);
  set_yes(node, "buffer", day.buffer);
  set_yes(node, "past", past);
  if (day.latest) set(node, "latest", *day.latest);
  if (day.waits_until && day.waits_until != day.latest) set(node, "waits-until", *day.waits_until);
  for (const Task& task : day.tasks) {
    Element each = add(node, "lesson");
    set(each, "id", id(task.lesson));
    set(each, "minutes", task.minutes.count);
    if (task.parts == 1) continue;
    set_count(each, "part", task.part);
    set_count(each, "parts", task.parts);
  }
  for (const Review& review : day.reviews) {
    Element each = add(node, "review");
    set(each, "id", id(review.lesson));
    set_count(each, "round", review.round);
    set(each, "minutes", review.minutes.count);
    set(each, "due", review.due);
    set(each, "until", review.until);
  }
}

void add_pages(Element root, const PlacedPages& pages) {
  Element node = add(root, "pages");
  set_yes(node, "tight", pages.tight);
  set(node, "notes", pages.note_lines);
  if (pages.weeks_from) set(node, "weeks-from", static_cast<std::int64_t>(pages.weeks_from->iso_encoding()));
  const auto position = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  for (const PlacedSection& section : pages.sections) {
    Element each = add(node, "section");
    set(each, "page", position(section.page) + 1);
    set(each, "top", section.top.milli);
    set(each, "last-page", position(section.last_page) + 1);
    set(each, "end", section.end.milli);
  }
  for (const PlacedDay& day : pages.days) {
    Element each = add(node, "on");
    set(each, "date", day.date);
    set(each, "page", position(day.page) + 1);
    set(each, "of", position(day.days_in_all));
    set(each, "widest", day.widest.count);
    set(each, "done", position(day.lessons_done));
    set(each, "lessons", position(day.lessons));
    if (day.last_page != day.page) set(each, "last-page", position(day.last_page) + 1);
    if (day.from) set(each, "from", position(*day.from) + 1);
    set_yes(each, "tight", day.tight);
    set_yes(each, "without-notes", day.without_notes);
    set_count(each, "shortened", day.shortened);
  }
  for (const PlacedSheet& sheet : pages.sheets) {
    Element each = add(node, "sheet");
    set(each, "ink", fmt::format("{:016x}", sheet.ink));
    if (sheet.changed) set(each, "changed", *sheet.changed);
    if (sheet.rest) set(each, "rest", position(*sheet.rest) + 1);
  }
  for (const MovedMark& mark : pages.moved) {
    Element each = add(node, "moved");
    set(each, "id", mark.lesson);
    set(each, "on", mark.on);
    set(each, "from", mark.from);
  }
}

// ---------------------------------------------------------------------------- reading

class Reader {
 public:
  Reader(const xml::Document& document, std::shared_ptr<const Catalog> catalog)
      : document_(document), catalog_(std::move(catalog)) {
    for (LessonIndex i = 0; i < catalog_->lessons.size(); ++i) positions_.emplace(catalog_->lessons[i].id, i);
  }

  Result<PlanInFile> read() {
    const pugi::xml_node root = document_.root();
    if (std::string_view(root.name()) != "plan") {
      return failure(fmt::format("<{}> is not a plan", shown(root.name())), "a plan starts with <plan>",
                     document_.place(root));
    }
    xml::check_shape(document_, root,
                     {.element = "plan",
                      .attributes = {"start", "deadline", "minutes", "given", "pace", "reviews", "c", "ahead",
                                     "given-way", "unproven"},
                      .children = {"day", "done", "begun", "left-out", "miss", "pages"}},
                     diagnostics_);
    Plan& plan = made_.plan;
    plan.catalog = catalog_;
    plan.language = catalog_->language;
    plan.start = date(root, "start");
    plan.deadline = date(root, "deadline");
    if (plan.deadline < plan.start || (plan.deadline - plan.start).count() >= most_days)
      wrong(root, "deadline");
    plan.daily_budget = minutes(root, "minutes", 0);
    const auto given = std::ranges::find(givens, std::string_view(root.attribute("given").value()));
    if (given == givens.end()) wrong(root, "given");
    plan.given = static_cast<Given>(given - givens.begin());
    plan.pace = std::string_view(root.attribute("pace").value()) == "early" ? Pace::early : Pace::even;
    read_offsets(root);
    plan.fullness.count = number(root, "c", 0, std::numeric_limits<std::int64_t>::max());
    plan.share_before = number(root, "ahead", -most_units, most_units);
    plan.buffer_given_way = static_cast<std::size_t>(number(root, "given-way", 0, most_days));
    const bool unproven = std::string_view(root.attribute("unproven").value()) == "yes";
    plan.evenest = plan.reviews_proven = plan.all_tried = plan.least_left_out = !unproven;
    for (const pugi::xml_node child : root.children()) {
      if (diagnostics_.size() >= most_diagnostics) break;
      read_child(child);
    }
    finish_plan();
    if (!diagnostics_.empty()) {
      finish(diagnostics_);
      return std::unexpected(std::move(diagnostics_));
    }
    return std::move(made_);
  }

 private:
  static constexpr std::int64_t most_units = std::int64_t{1} << 40;

  void wrong(pugi::xml_node node, const char* name) {
    const pugi::xml_attribute attribute = node.attribute(name);
    diagnostics_.push_back(
        {Severity::error, attribute ? document_.value_place(attribute) : document_.place(node),
         fmt::format("{}=\"{}\" is not what pensum writes", name, shown(attribute.value())),
         "the plan’s file was changed since: leave it out"});
  }

  std::int64_t number(pugi::xml_node node, const char* name, std::int64_t least, std::int64_t most) {
    const std::string_view text = node.attribute(name).value();
    if (text.empty() && least <= 0) return 0;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most)
      return value;
    wrong(node, name);
    return std::max<std::int64_t>(least, 0);
  }
  /// 0 where it is not given: earlier versions did not know it.
  std::size_t optional_count(pugi::xml_node node, const char* name) {
    return node.attribute(name) ? count(node, name, 0) : 0;
  }
  Minutes minutes(pugi::xml_node node, const char* name, std::int64_t least) {
    return {number(node, name, least, 1440)};
  }
  std::size_t count(pugi::xml_node node, const char* name, std::int64_t least = 1) {
    return static_cast<std::size_t>(number(node, name, least, 100'000));
  }

  Date date(pugi::xml_node node, const char* name) {
    if (const auto date = parse_date(node.attribute(name).value())) return *date;
    wrong(node, name);
    return first_date;
  }

  bool yes(pugi::xml_node node, const char* name) {
    return std::string_view(node.attribute(name).value()) == "yes";
  }

  void read_offsets(pugi::xml_node root) {
    std::string_view text = root.attribute("reviews").value();
    ReviewOffsets& offsets = made_.plan.review_offsets;
    while (!text.empty() && offsets.size() < 12) {
      const std::size_t comma = std::min(text.find(','), text.size());
      std::int64_t offset = 0;
      const char* const begin = text.data();
      const auto [end, error] = std::from_chars(begin, begin + comma, offset);
      if (error != std::errc() || end != begin + comma || offset < 1 || offset > 3650 ||
          (!offsets.empty() && offset <= offsets.back())) {
        return wrong(root, "reviews");
      }
      offsets.push_back(offset);
      text.remove_prefix(std::min(comma + 1, text.size()));
    }
    if (!text.empty()) wrong(root, "reviews");
  }

  /// Nothing where the catalog has no such lesson.
  std::optional<LessonIndex> lesson(pugi::xml_node node) {
    const std::string id = node.attribute("id").value();
    const auto found = positions_.find(id);
    if (found != positions_.end()) return found->second;
    if (std::ranges::find(made_.vanished, id) == made_.vanished.end() &&
        made_.vanished.size() < most_diagnostics) {
      made_.vanished.push_back(id);
    }
    return std::nullopt;
  }

  void read_child(pugi::xml_node node) {
    const std::string_view name = node.name();
    Plan& plan = made_.plan;
    if (name == "day") return read_day(node);
    if (name == "pages") return read_pages(node);
    if (name == "miss") {
      plan.cushion.push_back({count(node, "days"), date(node, "until")});
      return;
    }
    const std::optional<LessonIndex> lesson = this->lesson(node);
    if (!lesson) return;
    if (name == "done") plan.done.push_back({*lesson, date(node, "on")});
    if (name == "begun") plan.begun.push_back({*lesson, minutes(node, "minutes", 1), count(node, "parts")});
    if (name == "left-out") plan.left_out.push_back(*lesson);
  }

  std::size_t page(pugi::xml_node node, const char* name) { return count(node, name) - 1; }
  /// Nothing where it is not given: it need not be, and earlier versions did not know it.
  std::optional<std::size_t> optional_page(pugi::xml_node node, const char* name) {
    return node.attribute(name) ? std::optional(page(node, name)) : std::nullopt;
  }
  Points points(pugi::xml_node node, const char* name) { return {number(node, name, 0, most_units)}; }

  std::uint64_t ink(pugi::xml_node node) {
    const std::string_view text = node.attribute("ink").value();
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc() || end != text.data() + text.size()) wrong(node, "ink");
    return value;
  }

  void read_pages(pugi::xml_node node) {
    PlacedPages pages{.tight = yes(node, "tight")};
    pages.note_lines = static_cast<std::int64_t>(optional_count(node, "notes"));
    if (node.attribute("weeks-from"))
      pages.weeks_from = Weekday{static_cast<unsigned>(number(node, "weeks-from", 1, 7))};
    for (const pugi::xml_node child : node.children()) {
      if (diagnostics_.size() >= most_diagnostics) break;
      const std::string_view name = child.name();
      if (name == "section") {
        pages.sections.push_back(
            {page(child, "page"), points(child, "top"), page(child, "last-page"), points(child, "end")});
      } else if (name == "on") {
        pages.days.push_back({date(child, "date"), page(child, "page"), count(child, "of"),
                              minutes(child, "widest", 1), optional_count(child, "done"),
                              optional_count(child, "lessons")});
        PlacedDay& day = pages.days.back();
        day.last_page = optional_page(child, "last-page").value_or(day.page);
        day.from = optional_page(child, "from");
        day.tight = yes(child, "tight");
        day.without_notes = yes(child, "without-notes");
        day.shortened = optional_count(child, "shortened");
      } else if (name == "sheet") {
        pages.sheets.push_back({.ink = ink(child)});
        if (child.attribute("changed")) pages.sheets.back().changed = date(child, "changed");
        pages.sheets.back().rest = optional_page(child, "rest");
      } else if (name == "moved") {
        pages.moved.push_back({child.attribute("id").value(), date(child, "on"), date(child, "from")});
      }
    }
    for (const PlacedDay& day : pages.days) {
      if (day.page > day.last_page || day.last_page >= pages.sheets.size() ||
          (day.from && *day.from >= day.page))
        return wrong(node, "page");
    }
    for (std::size_t page = 0; page < pages.sheets.size(); ++page) {
      const std::optional<std::size_t> rest = pages.sheets[page].rest;
      if (rest && (*rest <= page || *rest >= pages.sheets.size())) return wrong(node, "rest");
    }
    for (const PlacedSection& section : pages.sections) {
      if (section.last_page >= pages.sheets.size() || section.page > section.last_page)
        return wrong(node, "last-page");
    }
    made_.pages = std::move(pages);
  }

  void read_day(pugi::xml_node node) {
    std::vector<StudyDay>& days = yes(node, "past") ? made_.plan.past : made_.plan.days;
    StudyDay day{.date = date(node, "date"), .budget = minutes(node, "minutes", 1)};
    day.share = number(node, "share", 0, most_units);
    day.buffer = yes(node, "buffer");
    if (node.attribute("latest")) day.latest = date(node, "latest");
    day.waits_until = node.attribute("waits-until") ? date(node, "waits-until") : day.latest;
    if (!days.empty() && day.date <= days.back().date) wrong(node, "date");
    for (const pugi::xml_node child : node.children()) {
      const std::optional<LessonIndex> lesson = this->lesson(child);
      if (!lesson) continue;
      if (std::string_view(child.name()) == "lesson") {
        Task task{.lesson = *lesson, .minutes = minutes(child, "minutes", 1)};
        if (child.attribute("part")) {
          task.part = count(child, "part");
          task.parts = count(child, "parts");
        }
        day.tasks.push_back(task);
        day.load += task.minutes;
      } else if (std::string_view(child.name()) == "review") {
        day.reviews.push_back({*lesson, count(child, "round"), date(child, "due"), date(child, "until"),
                               minutes(child, "minutes", 1)});
        if (day.reviews.back().round > made_.plan.review_offsets.size()) wrong(child, "round");
        day.review_load += day.reviews.back().minutes;
      }
    }
    if (day.total() > day.budget) wrong(node, "minutes");
    days.push_back(std::move(day));
  }

  /// What follows from its days.
  void finish_plan() {
    Plan& plan = made_.plan;
    for (const StudyDay& day : plan.days) {
      plan.load += day.load;
      plan.review_load += day.review_load;
      plan.budget += day.budget;
      if (!day.buffer) plan.learning_budget += day.budget;
      if (!day.tasks.empty()) plan.finish = day.date;
      for (const Task& task : day.tasks) plan.lessons.push_back(task.lesson);
    }
    for (std::vector<LessonIndex>* lessons : {&plan.lessons, &plan.left_out}) {
      std::ranges::sort(*lessons);
      const auto same = std::ranges::unique(*lessons);
      lessons->erase(same.begin(), same.end());
    }
    std::ranges::sort(plan.begun, {}, &Begun::lesson);
  }

  const xml::Document& document_;
  std::shared_ptr<const Catalog> catalog_;
  std::unordered_map<std::string_view, LessonIndex> positions_;
  Diagnostics diagnostics_;
  PlanInFile made_;
};

}  // namespace

std::string plan_file(const Plan& plan) {
  xml::Writer writer;
  writer.begin_with(R"(<?xml version="1.0" encoding="UTF-8"?>)");
  Element root = add(writer.document(), "plan");
  set(root, "start", plan.start);
  set(root, "deadline", plan.deadline);
  set(root, "minutes", plan.daily_budget.count);
  set(root, "given", givens.at(static_cast<std::size_t>(plan.given)));
  if (plan.pace == Pace::early) set(root, "pace", "early");
  std::string offsets;
  for (const std::int64_t offset : plan.review_offsets)
    offsets += fmt::format("{}{}", offsets.empty() ? "" : ",", offset);
  if (!offsets.empty()) set(root, "reviews", offsets);
  set(root, "c", plan.fullness.count);
  if (plan.share_before != 0) set(root, "ahead", plan.share_before);
  set_count(root, "given-way", plan.buffer_given_way);
  set_yes(root, "unproven", !plan.evenest || !plan.reviews_proven || !plan.all_tried || !plan.least_left_out);
  const auto add_lesson = [&](std::string_view name, LessonIndex lesson) {
    return set(add(root, name), "id", plan.catalog->lessons[lesson].id);
  };
  for (const StudyDay& day : plan.past) add_day(root, plan, day, true);
  for (const StudyDay& day : plan.days) add_day(root, plan, day, false);
  for (const DoneLesson& done : plan.done) set(add_lesson("done", done.lesson), "on", done.on);
  for (const Begun& begun : plan.begun) {
    Element node = add_lesson("begun", begun.lesson);
    set(node, "minutes", begun.left.count);
    set_count(node, "parts", begun.parts);
  }
  for (const LessonIndex lesson : plan.left_out) add_lesson("left-out", lesson);
  for (const Missable& missable : plan.cushion) {
    Element node = add(root, "miss");
    set_count(node, "days", missable.days);
    set(node, "until", missable.until);
  }
  return writer.bytes();
}

std::string with_pages(const std::string& file, const PlacedPages& pages) {
  // They are the last of what is in it.
  const std::size_t end = file.rfind("</plan>");
  if (end == std::string::npos) return file;
  xml::Writer writer;
  add_pages(writer.document(), pages);
  return file.substr(0, end) + writer.bytes() + file.substr(end);
}

Result<PlanInFile> read_plan_file(std::string_view bytes, const std::string& file,
                                  std::shared_ptr<const Catalog> catalog) {
  const Result<xml::Document> document = xml::read(bytes, file);
  if (!document) return std::unexpected(document.error());
  return Reader(*document, std::move(catalog)).read();
}

PlanInFile with_catalog(const Plan& plan, std::shared_ptr<const Catalog> catalog) {
  const std::string bytes = plan_file(plan);
  Result<PlanInFile> made = read_plan_file(bytes, "plan.xml", std::move(catalog));
  made->plan.learner = plan.learner;
  made->plan.language = plan.language;
  return *std::move(made);
}

}  // namespace pensum::handout
