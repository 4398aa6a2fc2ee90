#include "import/lessons.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "base/utf8.hpp"
#include "course/draft.hpp"
#include "import/catalog_values.hpp"
#include "import/duration.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"
#include "import/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::size_t longest_usual_title = 200;  // in characters
constexpr std::int64_t least_words_of_a_group = 50;
/// What is done in one go, unless somebody chooses otherwise.
constexpr Minutes longest_task{60};
constexpr Minutes longest_text{20};
constexpr std::int64_t most_minutes = 100 * most_lesson_minutes.count;

std::string title_of_trail(const std::vector<std::string>& titles) {
  return fmt::format("{}", fmt::join(titles, " – "));
}

/// Whether a group has something to learn before its first lesson.
bool teaches(const Node& group) {
  const Effort& effort = group.effort;
  return effort.said_seconds.value_or(0) > 0 || effort.words >= least_words_of_a_group ||
         effort.questions > 0 || effort.video_seconds > 0 || effort.guessed_seconds > 0 ||
         !group.checks.empty();
}

/// The titles below `node`, such as “a (b; c); d”.
std::string titles_below(const Node& node) {
  std::string text;
  for (const Node& child : node.children) {
    const std::string title = one_line(child.title);
    const std::string below = titles_below(child);
    std::string part = title.empty() ? below : below.empty() ? title : fmt::format("{} ({})", title, below);
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  }
  return text;
}

std::string first_url(const Node& node) {
  if (std::string url = catalog_url(node.url); !url.empty()) return url;
  for (const Node& child : node.children) {
    if (std::string url = first_url(child); !url.empty()) return url;
  }
  return {};
}

/// `node`'s summary, unless its text says the same: sources without summaries have them made of their texts.
RichText summary_beside_text(const Node& node) {
  if (node.summary.empty() || node.text.reading.empty()) return node.summary;
  const std::string text = letters_of(short_text(node.text.reading.blocks, CodeLines::in_line).text);
  return text.contains(letters_of(node.summary.text)) ? RichText() : node.summary;
}

/// Names by which lessons require others: those of the lessons so far.
class Names {
 public:
  void add(const Node& node, std::size_t unit) {
    if (!node.key.empty()) keys_.insert_or_assign(node.key, unit);
    if (!node.id.empty()) ids_.insert_or_assign(one_line(node.id), unit);
    if (std::string title = folded(node.title); !title.empty())
      titles_.insert_or_assign(std::move(title), unit);
  }
  void add_all(const Node& node, std::size_t unit) {
    add(node, unit);
    for (const Node& child : node.children) add_all(child, unit);
  }
  std::optional<std::size_t> find(const std::string& name) const {
    if (const auto known = keys_.find(name); known != keys_.end()) return known->second;
    if (const auto known = ids_.find(one_line(name)); known != ids_.end()) return known->second;
    if (const auto known = titles_.find(folded(name)); known != titles_.end()) return known->second;
    return number(name);
  }

 private:
  /// Without ids of the source's own a number counts lessons, as a catalog's ids do.
  std::optional<std::size_t> number(const std::string& name) const {
    std::size_t value = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), value);
    const bool whole = problem == std::errc() && end == name.data() + name.size();
    return whole && ids_.empty() && value >= 1 ? std::optional(value - 1) : std::nullopt;
  }

  std::unordered_map<std::string, std::size_t> keys_;
  std::unordered_map<std::string, std::size_t> ids_;
  std::unordered_map<std::string, std::size_t> titles_;
};

class Gathering {
 public:
  Gathering(const Outline& outline, const LessonRules& rules) : outline_(outline), rules_(rules) {}

  Result<Lessons> gather() {
    walk(outline_.children, nullptr, 1);
    close_part();
    report_left_out();
    if (!diagnostics_.empty()) {
      finish(diagnostics_);
      return std::unexpected(std::move(diagnostics_));
    }
    return std::move(lessons_);
  }

 private:
  void walk(const std::vector<Node>& nodes, const Node* group, std::size_t level) {
    for (const Node& node : nodes) {
      if (is_lesson(node, level)) {
        add_lesson(node, group, true);
        continue;
      }
      const std::size_t before = lessons_.units.size();
      trail_.push_back(one_line(node.title));
      if (teaches(node)) {
        add_lesson(node, &node, false);
      } else {
        append_section(above_, {}, node.text, false);
      }
      walk(node.children, &node, level + 1);
      trail_.pop_back();
      // What requires a group requires its last lesson.
      if (lessons_.units.size() > before) names_.add(node, lessons_.units.size() - 1);
    }
  }

  bool is_lesson(const Node& node, std::size_t level) const {
    if (node.children.empty() || level == rules_.depth) return true;
    return rules_.depth == 0 && node.lesson;
  }

  void add_lesson(const Node& node, const Node* group, bool with_children) {
    std::string title = title_of(node);
    std::string url = with_children ? first_url(node) : catalog_url(node.url);
    if (title.empty()) title = url;
    if (title.empty()) {
      ++untitled_;
      return;
    }
    if (!node.url.empty() && catalog_url(node.url).empty()) ++bad_urls_;
    open_part(group);
    Unit unit{.title = std::move(title),
              .summary = summary_beside_text(node),
              .url = std::move(url),
              .length = length_of(with_children ? effort_with_children(node) : own_effort(node), rules_.pace),
              .splittable = false,
              .priority = node.priority,
              .checks = {},
              .text = std::exchange(above_, {}),
              .required = {},
              .key = {},
              .asked_id = one_line(node.id),
              .done = node.done,
              .place = node.place};
    append_section(unit.text, {}, node.text, false);
    if (with_children) add_below(node, unit);
    if (with_children) add_texts_below(node, unit, false);
    unit.splittable = node.split.value_or(unit.length.basis != Basis::by_default && is_long(unit));
    take_checks(node, unit, with_children);
    require(node, unit, with_children);
    check(unit);
    unit.key = key_of(node, unit, group);
    lessons_.units.push_back(std::move(unit));
    with_children ? names_.add_all(node, lessons_.units.size() - 1)
                  : names_.add(node, lessons_.units.size() - 1);
  }

  /// A duration has its own place, and may change without the lesson being another.
  static std::string title_of(const Node& node) {
    std::string title = one_line(node.title);
    if (!node.effort.said_seconds) return title;
    return std::string(without_duration(title, *node.effort.said_seconds));
  }

  static Effort own_effort(const Node& node) {
    Node alone;
    alone.effort = node.effort;
    return effort_with_children(alone);
  }

  /// What has no lesson of its own is told in the summary.
  static void add_below(const Node& node, Unit& unit) {
    const std::string below = titles_below(node);
    if (below.empty()) return;
    unit.summary = joined({unit.summary, below}, " – ");
  }

  /// A text is cut at its sections more easily than other tasks are interrupted.
  static bool is_long(const Unit& unit) {
    const Reading& text = unit.text.reading;
    const bool is_text = !text.empty() && 2 * reading_time(size_of(text)).count >= unit.length.minutes.count;
    return unit.length.minutes > (is_text ? longest_text : longest_task);
  }

  /// Their texts, each below a heading.
  static void add_texts_below(const Node& node, Unit& unit, bool is_deep) {
    for (const Node& child : node.children) {
      append_section(unit.text, child.title, child.text, is_deep);
      add_texts_below(child, unit, true);
    }
  }

  static void take_checks(const Node& node, Unit& unit, bool with_children) {
    for (const Check& check : node.checks) {
      if (!check.question.empty() && !check.answer.empty()) unit.checks.push_back(check);
    }
    if (!with_children) return;
    for (const Node& child : node.children) take_checks(child, unit, true);
  }

  void require(const Node& node, Unit& unit, bool with_children) {
    for (const std::string& name : node.requires_keys) {
      if (one_line(name).empty()) continue;
      const std::optional<std::size_t> found = names_.find(name);
      if (!found || *found >= lessons_.units.size()) {
        ++unknown_;
        if (first_unknown_.empty()) first_unknown_ = shown(one_line(name));
      } else if (std::ranges::find(unit.required, *found) == unit.required.end()) {
        unit.required.push_back(*found);
      }
    }
    if (!with_children) return;
    for (const Node& child : node.children) require(child, unit, true);
  }

  void check(const Unit& unit) {
    if (count_code_points(unit.title) > longest_usual_title) {
      warn(unit,
           fmt::format("the title “{}” has {} characters", shown(unit.title, 40),
                       count_code_points(unit.title)),
           "shorten it in the catalog: it is repeated on several pages");
    }
    if (unit.length.minutes.count <= most_minutes) return;
    if (diagnostics_.size() >= most_diagnostics) return;
    diagnostics_.push_back({Severity::error, unit.place,
                            fmt::format("“{}” takes {} minutes; the limit is {}", shown(unit.title),
                                        unit.length.minutes.count, most_minutes),
                            "give it less time, or make several lessons of it"});
  }

  void warn(const Unit& unit, std::string message, std::string hint) {
    if (lessons_.warnings.size() >= most_warnings) return;
    lessons_.warnings.push_back({Severity::warning, unit.place, std::move(message), std::move(hint)});
  }

  /// How the lesson is known again in the next import.
  std::string key_of(const Node& node, const Unit& unit, const Node* group) {
    std::string key = !node.key.empty()        ? "key " + node.key
                      : !unit.asked_id.empty() ? "id " + unit.asked_id
                      : !unit.url.empty()      ? "url " + unit.url
                                          : fmt::format("title {}\n{}", title_of_trail(trail_), unit.title);
    if (group == &node) key += "\nitself";
    const std::size_t times = ++times_[key];
    return times == 1 ? key : fmt::format("{}\n{}", key, times);
  }

  // ---------------------------------------------------------------- parts

  void open_part(const Node* group) {
    if (!lessons_.parts.empty() && group == group_) return;
    close_part();
    group_ = group;
    std::vector<std::string> trail = trail_;
    std::erase(trail, std::string());
    trail.erase(std::unique(trail.begin(), trail.end()), trail.end());
    lessons_.parts.push_back({.number = lessons_.parts.size() + 1,
                              .trail = trail,
                              .title = title_of_trail(trail),
                              .summary = group == nullptr ? RichText() : summary_beside_text(*group),
                              .first = lessons_.units.size(),
                              .last = 0});
  }

  void close_part() {
    if (!lessons_.parts.empty()) lessons_.parts.back().last = lessons_.units.size();
  }

  // ---------------------------------------------------------------- the account

  void leave_out(std::size_t count, std::string what, std::string why) {
    if (count > 0) lessons_.left_out.push_back({std::move(what), std::move(why), count});
  }

  void report_left_out() {
    lessons_.left_out = outline_.left_out;
    const auto many = [](std::size_t count, std::string_view one, std::string_view more) {
      return counted(static_cast<std::int64_t>(count), one, more);
    };
    leave_out(untitled_, many(untitled_, "item without a title", "items without a title"), "");
    leave_out(bad_urls_,
              many(bad_urls_, "link that is not a web address", "links that are not web addresses"), "");
    leave_out(unknown_, many(unknown_, "requirement", "requirements"),
              fmt::format("no earlier lesson has this name: “{}”", first_unknown_));
  }

  static constexpr std::size_t most_warnings = 20;

  const Outline& outline_;
  const LessonRules& rules_;
  Lessons lessons_;
  Diagnostics diagnostics_;
  std::vector<std::string> trail_;
  const Node* group_ = nullptr;  // of the last part
  Names names_;
  SourceText above_;  // of groups that are too short for a lesson: it begins the next one
  std::unordered_map<std::string, std::size_t> times_;  // that a key was met
  std::size_t untitled_ = 0;
  std::size_t bad_urls_ = 0;
  std::size_t unknown_ = 0;
  std::string first_unknown_;
};

// ------------------------------------------------------------------ selection

using Chosen = std::vector<bool>;  // for each part

bool choose_numbers(std::string_view text, Chosen& chosen) {
  const std::size_t dots = text.find("..");
  const auto first = number_in(text.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : number_in(text.substr(dots + 2));
  if (!first || !last || *first < 1 || *first > *last || *last > chosen.size()) return false;
  std::fill(chosen.begin() + static_cast<std::ptrdiff_t>(*first - 1),
            chosen.begin() + static_cast<std::ptrdiff_t>(*last), true);
  return true;
}

/// A group's title means all parts in it.
bool choose_title(const std::string& text, const std::vector<Part>& parts, Chosen& chosen) {
  const std::string wanted = folded(text);
  const auto means = [&](const std::string& title) { return folded(title) == wanted; };
  bool any = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!means(parts[i].title) && std::ranges::none_of(parts[i].trail, means)) continue;
    chosen[i] = any = true;
  }
  return any;
}

Diagnostic unknown_part(const std::string& text, const std::vector<Part>& parts) {
  std::vector<std::string_view> titles;
  for (const Part& part : parts)
    titles.push_back(part.trail.empty() ? std::string_view() : part.trail.back());
  return {Severity::error,
          {},
          fmt::format("{}: there is no part “{}”", named("select"), shown(text)),
          suggestion(text, titles,
                     fmt::format("write numbers from 1 to {}, or titles: {} shows them", parts.size(),
                                 named("dry-run")))};
}

Result<Chosen> choose(const Lessons& lessons, const std::vector<std::string>& select) {
  Chosen chosen(lessons.parts.size(), select.empty());
  Diagnostics wrong;
  for (const std::string& list : select) {
    if (choose_title(list, lessons.parts, chosen)) continue;  // it may hold commas
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t comma = std::min(list.find(',', at), list.size());
      const std::string each = one_line(std::string_view(list).substr(at, comma - at));
      at = comma + 1;
      if (choose_numbers(each, chosen) || choose_title(each, lessons.parts, chosen)) continue;
      wrong.push_back(unknown_part(each, lessons.parts));
    }
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return chosen;
}

/// Only the chosen parts, and of requirements only those on what is left.
Lessons chosen_of(Lessons all, const Chosen& chosen) {
  if (std::ranges::find(chosen, false) == chosen.end()) return all;
  Lessons kept{
      .parts = {}, .units = {}, .left_out = std::move(all.left_out), .warnings = std::move(all.warnings)};
  std::vector<std::optional<std::size_t>> now(all.units.size());
  for (std::size_t i = 0; i < all.parts.size(); ++i) {
    if (!chosen[i]) continue;
    Part part = std::move(all.parts[i]);
    const std::size_t first = kept.units.size();
    for (std::size_t old = part.first; old < part.last; ++old) {
      now[old] = kept.units.size();
      kept.units.push_back(std::move(all.units[old]));
    }
    part.first = first;
    part.last = kept.units.size();
    kept.parts.push_back(std::move(part));
  }
  for (Unit& unit : kept.units) {
    std::erase_if(unit.required, [&](std::size_t old) { return !now[old]; });
    for (std::size_t& required : unit.required) required = *now[required];
  }
  return kept;
}

Result<Lessons> within_limits(Lessons lessons) {
  constexpr CatalogLimits limits;
  if (lessons.units.empty()) {
    return failure("there are no lessons", fmt::format("{} shows what was found", named("dry-run")));
  }
  if (lessons.parts.size() > limits.paths || lessons.units.size() > limits.lessons) {
    return failure(fmt::format("there are {} in {}; the limits are {} and {}",
                               counted(static_cast<std::int64_t>(lessons.units.size()), "lesson"),
                               counted(static_cast<std::int64_t>(lessons.parts.size()), "path"),
                               grouped(static_cast<std::int64_t>(limits.lessons)),
                               grouped(static_cast<std::int64_t>(limits.paths))),
                   fmt::format("take some of them with {}, or fewer levels with {}", named("select", "1..50"),
                               named("depth", "1")));
  }
  return lessons;
}

}  // namespace

Result<Lessons> lessons_of(const Outline& outline, const LessonRules& rules) {
  Result<Lessons> all = Gathering(outline, rules).gather();
  if (!all) return all;
  const Result<Chosen> chosen = choose(*all, rules.select);
  if (!chosen) return std::unexpected(chosen.error());
  return within_limits(chosen_of(*std::move(all), *chosen));
}

}  // namespace pensum::importing
