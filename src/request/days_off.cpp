#include "request/days_off.hpp"

#include "base/counted.hpp"
#include "base/named_setting.hpp"
#include "language/dates.hpp"
#include "plan/no_plan.hpp"
#include "plan/plan.hpp"
#include "plan/study_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum {

namespace {

constexpr std::size_t most_listed = 12;

/// The dates that calendars are asked for; nothing where the request's own are wrong, which planning tells.
std::optional<DateRange> range_of(const Request& request) {
  const days sought{has_budget(request) ? days_ahead : 2 * 7 - 1};
  const Date last = request.deadline.value_or(std::min(last_date, request.start + sought));
  if (last < request.start || (last - request.start).count() >= most_days) return std::nullopt;
  return DateRange{request.start, last};
}

/// The study days of a request, whatever minutes they will have.
class StudyDays {
 public:
  StudyDays(const Request& request, DateRange range)
      : calendar_(request, request.minutes.value_or(Minutes{1})), range_(range) {}

  bool has(Date date) const { return calendar_.budget(date).count > 0; }
  std::size_t count() const { return calendar_.study_days(range_.first, range_.last).size(); }

 private:
  Calendar calendar_;
  DateRange range_;
};

/// Days off that follow each other as one range.
void add_days(const std::vector<calendar::DayOff>& days_off, std::vector<DateRange>& off) {
  const std::size_t before = off.size();
  for (const calendar::DayOff& day : days_off) {
    if (off.size() > before && off.back().last + days{1} == day.date) {
      off.back().last = day.date;
    } else {
      off.push_back({day.date, day.date});
    }
  }
}

/// "Thu 24 Dec (Eve), Fri 25 Dec – Sat 26 Dec (Christmas)"
std::string listed(const CalendarDays& calendar) {
  const Language english("en");  // messages are in English
  const Dates dates(english, calendar.range);
  std::string text;
  std::size_t count = 0;
  const std::vector<calendar::DayOff>& all = calendar.days;
  for (std::size_t first = 0; first < all.size();) {
    if (count++ == most_listed) return text + fmt::format(", and {} more", all.size() - first);
    std::size_t last = first;
    while (last + 1 < all.size() && all[last + 1].title == all[first].title &&
           all[last + 1].date == all[last].date + days{1})
      ++last;
    text += (text.empty() ? "" : ", ") + dates.date(all[first].date);
    if (last > first) text += " – " + dates.date(all[last].date);
    if (!all[first].title.empty()) text += fmt::format(" ({})", shown(all[first].title));
    first = last + 1;
  }
  return text;
}

Diagnostic warning(const std::string& file, std::string message, std::string hint) {
  return {.severity = Severity::warning,
          .place = {file},
          .message = std::move(message),
          .hint = std::move(hint),
          .settings = {}};
}

std::string some_entries_only() { return "take only some of its entries: " + named("off-match", "TEXT"); }

class Taking {
 public:
  Taking(PlanRequest& asked, const OpenCalendar& open, DateRange range)
      : asked_(asked), open_(open), range_(range), before_(StudyDays(asked.request, range).count()) {}

  std::expected<DaysTaken, NotTaken> take() {
    for (const std::string& file : asked_.off_calendars) {
      if (Result<void> done = take(file); !done)
        std::ranges::move(done.error(), std::back_inserter(diagnostics_));
    }
    if (!diagnostics_.empty())
      return std::unexpected(NotTaken{about("off-calendar", std::move(diagnostics_))});
    if (before_ > 0 && StudyDays(asked_.request, range_).count() == 0) return std::unexpected(all_taken());
    return std::move(taken_);
  }

 private:
  Result<void> take(const std::string& file) {
    const auto calendar = open_(file);
    if (!calendar) return std::unexpected(calendar.error());
    Result<calendar::DaysOff> found = calendar::days_off(**calendar, range_, asked_.off_matches);
    if (!found) return std::unexpected(std::move(found.error()));
    CalendarDays days{.file = file,
                      .range = range_,
                      .days = {},
                      .outside = found->outside,
                      .unmatched = found->unmatched,
                      .timed = (*calendar)->timed};
    const StudyDays study_days(asked_.request, range_);
    for (calendar::DayOff& day : found->days) {
      if (study_days.has(day.date) && !asked_.request.on.contains(day.date)) {
        days.days.push_back(std::move(day));
      } else {
        ++days.without_effect;
      }
    }
    add_days(days.days, asked_.request.off);
    std::ranges::copy((*calendar)->warnings, std::back_inserter(taken_.warnings));
    warn(days);
    taken_.calendars.push_back(std::move(days));
    return {};
  }

  void warn(const CalendarDays& days) {
    if (days.days.empty() && days.without_effect == 0) {
      const std::string dates = fmt::format("from {} to {}", to_iso(range_.first), to_iso(range_.last));
      if (days.unmatched > 0) {
        taken_.warnings.push_back(
            warning(days.file, fmt::format("no all-day entry {} has a title with the text asked for", dates),
                    counted(days.unmatched, "entry has another title", "entries have other titles")));
      } else {
        taken_.warnings.push_back(
            warning(days.file, fmt::format("no all-day entry {}", dates),
                    days.timed > 0 ? "entries with a time of the day do not count" : ""));
      }
    }
    if (asked_.off_matches.empty() && days.days.size() * 3 > before_) {
      taken_.warnings.push_back(
          warning(days.file,
                  fmt::format("{} of the {} are days off by its entries: {}", days.days.size(),
                              counted(before_, "study day", "study days"), listed(days)),
                  some_entries_only()));
    }
  }

  NotTaken all_taken() const {
    const std::vector<std::string>& files = asked_.off_calendars;
    return {.diagnostics = {{.severity = Severity::error,
                             .place = {},
                             .message =
                                 fmt::format("no study day is left: {}{} all {}", shown(files.front(), 4096),
                                             files.size() == 1 ? " takes" : " and the others take", before_),
                             .hint = some_entries_only(),
                             .settings = {"off-calendar"}}},
            .no_day_left = true};
  }

  PlanRequest& asked_;
  const OpenCalendar& open_;
  DateRange range_;
  std::size_t before_;  ///< study days without calendars
  DaysTaken taken_;
  Diagnostics diagnostics_;
};

DaysTaken nothing_to_match() {
  return {.calendars = {},
          .warnings = {{.severity = Severity::warning,
                        .place = {},
                        .message = fmt::format("{} has no effect without {}", named("off-match"),
                                               named("off-calendar")),
                        .hint = "name a calendar, or leave it out",
                        .settings = {"off-match"}}}};
}

}  // namespace

std::expected<DaysTaken, NotTaken> take_days_off(PlanRequest& asked, const OpenCalendar& open) {
  std::expected<DaysTaken, NotTaken> taken;
  const std::optional<DateRange> range = range_of(asked.request);
  if (asked.off_calendars.empty()) {
    if (!asked.off_matches.empty()) taken = nothing_to_match();
  } else if (range) {
    taken = Taking(asked, open, *range).take();
  }
  asked.off_calendars.clear();
  asked.off_matches.clear();
  return taken;
}

std::string in_a_line(const CalendarDays& calendar) {
  const Language english("en");
  const auto [first, last] = Dates(english, calendar.range).plan();
  const std::size_t count = calendar.days.size();
  std::string text = fmt::format("{}: {} off from {} to {}", shown(calendar.file, 4096),
                                 count == 0 ? "no days" : counted(count, "day", "days"), first, last);
  if (count > 0) text += ": " + listed(calendar);
  std::vector<std::string> others;
  const auto also = [&](std::size_t number, std::string_view one, std::string_view many) {
    if (number > 0) others.push_back(counted(number, one, many));
  };
  also(calendar.without_effect, "day without effect (it has no minutes, or its own)",
       "days without effect (they have no minutes, or their own)");
  also(calendar.outside, "entry outside the plan", "entries outside the plan");
  also(calendar.unmatched, "entry with another title", "entries with other titles");
  also(calendar.timed, "entry with a time of the day", "entries with a time of the day");
  for (std::size_t i = 0; i < others.size(); ++i) text += (i == 0 ? "; " : ", ") + others[i];
  return text + "\n";
}

}  // namespace pensum
