#include "plan/selection.hpp"

#include "base/date_ends.hpp"
#include "base/named_setting.hpp"
#include "base/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <ranges>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pensum {
namespace {

class Selector {
 public:
  Selector(const Catalog& catalog, const Request& request, const PlannedDate& planned)
      : catalog_(catalog), request_(request), planned_(planned) {}

  Result<Selection> select() {
    const std::vector<bool> on_path = paths();
    const std::vector<bool> only = members(request_.only, "only", true);
    const std::vector<bool> skip = members(request_.skip, "skip", false);
    const std::vector<std::optional<Date>> done = done_on();
    Selection selection;
    selection.begun = begun();
    selection.missed = rounds(request_.missed, "missed");
    selection.reviewed = rounds(request_.reviewed, "reviewed");
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) {
      if (!on_path[i] || !only[i] || skip[i]) continue;
      if (done[i]) {
        selection.done.push_back({i, *done[i]});
      } else {
        selection.lessons.push_back(i);
      }
    }
    std::ranges::stable_sort(selection.done, {}, &DoneLesson::on);
    if (selection.lessons.empty() && selection.done.empty()) {
      error(
          {"path", "only", "skip"},
          fmt::format("{}, {} and {} together leave no lesson", named("path"), named("only"), named("skip")),
          "leave one of them out, or name other lessons");
      return std::unexpected(std::move(diagnostics_));
    }
    return selection;
  }

 private:
  void error(std::vector<std::string> settings, std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, {}, std::move(message), std::move(hint), std::move(settings)});
  }

  /// An error in the value of a setting.
  void error(std::string_view setting, std::string_view message, std::string hint) {
    error({std::string(setting)}, fmt::format("{}: {}", named(setting), message), std::move(hint));
  }

  std::vector<bool> paths() {
    std::vector<bool> chosen(catalog_.lessons.size(), request_.paths.empty());
    for (const std::string& id : request_.paths) {
      const auto path = std::ranges::find(catalog_.paths, id, &Path::id);
      if (path == catalog_.paths.end()) {
        std::vector<std::string_view> names;
        std::string all;
        for (const Path& known : catalog_.paths) {
          names.push_back(known.id);
          if (names.size() <= 10) all += (all.empty() ? "" : ", ") + known.id;
        }
        error("path", fmt::format("there is no path “{}” in the catalog", shown(id)),
              suggestion(id, names, "its paths are: " + all));
        continue;
      }
      for (LessonIndex i = path->first; i < path->last; ++i) chosen[i] = true;
    }
    return chosen;
  }

  /// When each lesson was done; nothing where it was not. What is named last counts.
  std::vector<std::optional<Date>> done_on() {
    const std::size_t count = catalog_.lessons.size();
    std::vector<std::optional<Date>> dates(count);
    // Ranges may be many and long: from the last one to the first, over lessons that have no date yet.
    std::vector<LessonIndex> next(count + 1);  // the first such lesson from each on, or one on the way to it
    std::iota(next.begin(), next.end(), LessonIndex{0});
    const auto open_from = [&](LessonIndex i) {
      while (next[i] != i) i = next[i] = next[next[i]];
      return i;
    };
    for (const DoneLessons& done : std::views::reverse(request_.done)) {
      const std::optional<Run> run = find(done.lessons, "done");
      if (!run) continue;
      for (LessonIndex i = open_from(run->first); i < run->last; i = open_from(i)) {
        dates[i] = done.on ? *done.on : likely_date(i);
        next[i] = i + 1;
      }
    }
    return dates;
  }

  /// When a lesson was done that has no date of its own.
  Date likely_date(LessonIndex lesson) const {
    const Date yesterday = day_before(request_.today.value_or(request_.start));
    if (!request_.today) return yesterday;
    const std::optional<Date> planned = planned_ ? planned_(lesson) : std::nullopt;
    return std::min(planned.value_or(yesterday), yesterday);
  }

  std::vector<Begun> begun() {
    std::vector<Begun> begun;
    for (const BegunLesson& each : request_.begun) {
      const std::optional<LessonIndex> lesson = find(each.lesson, "begun");
      if (!lesson) continue;
      if (const Minutes all = catalog_.lessons[*lesson].minutes; each.left >= all) {
        error("begun",
              fmt::format("{} min are left of lesson {}, which takes {}", each.left.count, each.lesson,
                          all.count),
              "name fewer minutes, or leave the lesson out: nothing of it is done");
        continue;
      }
      begun.push_back({*lesson, each.left, each.parts});
    }
    std::ranges::stable_sort(begun, {}, &Begun::lesson);
    const auto same = std::ranges::unique(begun, {}, &Begun::lesson);  // what is named first counts
    begun.erase(same.begin(), same.end());
    return begun;
  }

  std::vector<ReviewRound> rounds(const std::vector<ReviewOf>& reviews, std::string_view setting) {
    std::vector<ReviewRound> rounds;
    for (const ReviewOf& each : reviews) {
      const std::optional<LessonIndex> lesson = find(each.lesson, setting);
      if (!lesson) continue;
      if (each.round > request_.reviews.size()) {
        error(
            setting,
            fmt::format("{}/{}: there {} of reviews", each.lesson, each.round,
                        request_.reviews.size() == 1 ? std::string("is 1 round")
                                                     : fmt::format("are {} rounds", request_.reviews.size())),
            fmt::format("{} sets how many there are", named("reviews")));
        continue;
      }
      rounds.push_back({*lesson, each.round});
    }
    std::ranges::sort(rounds);
    return rounds;
  }

  std::vector<bool> members(const LessonList& list, std::string_view setting, bool all_if_empty) {
    std::vector<bool> chosen(catalog_.lessons.size(), list.empty() && all_if_empty);
    if (list.empty()) return chosen;
    // Ranges may be many and long: how many more begin than end at each lesson.
    std::vector<std::ptrdiff_t> begin(catalog_.lessons.size() + 1, 0);
    for (const LessonRange& range : list) {
      const std::optional<Run> run = find(range, setting);
      if (!run) continue;
      ++begin[run->first];
      --begin[run->last];
    }
    std::ptrdiff_t open = 0;
    for (LessonIndex i = 0; i < chosen.size(); ++i) {
      open += begin[i];
      chosen[i] = open > 0;
    }
    return chosen;
  }

  /// Lessons [first, last) of the catalog.
  struct Run {
    LessonIndex first = 0;
    LessonIndex last = 0;
  };

  std::optional<Run> find(const LessonRange& given, std::string_view setting) {
    const LessonRange range = dashed_range(given).value_or(given);
    const auto first = find(range.first, setting);
    const auto last = range.last == range.first ? first : find(range.last, setting);
    if (!first || !last) return std::nullopt;
    if (*last < *first) {
      error(setting,
            fmt::format("{}..{} runs backwards: {} comes before {}", range.first, range.last, range.last,
                        range.first),
            fmt::format("write {}..{}", range.last, range.first));
      return std::nullopt;
    }
    return Run{*first, *last + 1};
  }

  /// “1-6” as the range 1..6, where it can be nothing else: no id of the catalog has a dash.
  std::optional<LessonRange> dashed_range(const LessonRange& given) {
    const std::size_t dash = given.first.find('-');
    if (dash == std::string::npos || given.first != given.last) return std::nullopt;
    const std::string range = joined(given.first, "-", "..");
    const bool in_ids =
        std::ranges::any_of(catalog_.lessons, [](const Lesson& lesson) { return lesson.id.contains('-'); });
    if (range.empty() || in_ids) return std::nullopt;
    const std::size_t dots = range.find("..");
    return LessonRange{range.substr(0, dots), range.substr(dots + 2)};
  }

  const std::unordered_map<std::string_view, LessonIndex>& positions() const {
    if (positions_.empty()) {
      for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) positions_.emplace(catalog_.lessons[i].id, i);
    }
    return positions_;
  }

  std::optional<LessonIndex> find(const std::string& id, std::string_view setting) {
    const auto found = positions().find(id);
    if (found != positions().end()) return found->second;
    error(setting, fmt::format("there is no lesson “{}” in the catalog", shown(id)), hint_for(id));
    return std::nullopt;
  }

  /// What an unknown id may have been meant for: a range or a list in another way of writing, another id.
  std::string hint_for(std::string_view id) const {
    for (const std::string_view dash : {"...", "-", "–", "—", "…", ":"}) {
      if (const std::string range = joined(id, dash, ".."); !range.empty()) return "write " + range;
    }
    for (const std::string_view gap : {";", " "}) {
      if (const std::string list = joined(id, gap, ","); !list.empty()) return "write " + list;
    }
    std::vector<std::string_view> names;
    for (const Lesson& lesson : catalog_.lessons) names.push_back(lesson.id);
    return suggestion(id, names,
                      fmt::format("its lessons run from {} to {}", catalog_.lessons.front().id,
                                  catalog_.lessons.back().id));
  }

  /// `text` with `link` in the place of each `separator`, where that parts it into ids of lessons; else
  /// empty.
  std::string joined(std::string_view text, std::string_view separator, std::string_view link) const {
    std::string all;
    std::size_t ids = 0;
    for (std::size_t first = 0; first <= text.size(); ++ids) {
      const std::size_t end = std::min(text.find(separator, first), text.size());
      std::string_view id = text.substr(first, end - first);
      while (id.starts_with(' ')) id.remove_prefix(1);
      while (id.ends_with(' ')) id.remove_suffix(1);
      if (!positions().contains(id) || (ids == 2 && link == "..")) return {};
      all += (all.empty() ? "" : std::string(link)) + std::string(id);
      first = end + separator.size();
    }
    return ids > 1 ? all : std::string();
  }

  const Catalog& catalog_;
  const Request& request_;
  const PlannedDate& planned_;
  Diagnostics diagnostics_;
  mutable std::unordered_map<std::string_view, LessonIndex>
      positions_;  // of ids; filled when it is first used
};

}  // namespace

Result<Selection> select(const Catalog& catalog, const Request& request, const PlannedDate& planned) {
  return Selector(catalog, request, planned).select();
}

}  // namespace pensum
