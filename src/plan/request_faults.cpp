#include "plan/request_faults.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "plan/no_plan.hpp"
#include "plan/plan.hpp"
#include "plan/repair.hpp"
#include "plan/study_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum {

namespace {

Diagnostic fault(std::vector<std::string> settings, std::string message, std::string hint) {
  return {Severity::error, {}, std::move(message), std::move(hint), std::move(settings)};
}

}  // namespace

Diagnostics wrong_dates(const Request& request, std::optional<Date> start) {
  Diagnostics faults;
  const auto add = [&](std::vector<std::string> settings, std::string message, std::string hint) {
    faults.push_back(fault(std::move(settings), std::move(message), std::move(hint)));
  };
  const auto dated = [](std::string_view setting, Date date) { return named(setting, to_iso(date)); };
  if (request.undated && request.today) {
    add({"undated", "today"},
        fmt::format("{} and {} do not go together: a plan without dates has no today", named("undated"),
                    dated("today", *request.today)),
        "leave one of them out; for a class that has begun, leave out the lessons that it has had");
  }
  const std::optional<Date> deadline = request.deadline;
  if (start && deadline && *deadline < *start) {
    add({"deadline", "start"},
        fmt::format("{} lies before {}", dated("deadline", *deadline), dated("start", *start)),
        "the deadline is the last day of the plan; it may be the start itself");
  } else if (request.today && deadline && *deadline < *request.today) {
    add({"deadline", "today"},
        fmt::format("{} lies before {}", dated("deadline", *deadline), dated("today", *request.today)),
        "choose a later deadline");
  } else if (start && deadline && (*deadline - *start).count() >= most_days) {
    add({"deadline", "start"},
        fmt::format("from {} to {} is {} days; the limit is {}", dated("start", *start),
                    dated("deadline", *deadline), (*deadline - *start).count() + 1, most_days),
        "choose an earlier deadline or a later start");
  }
  for (const auto& [date, minutes] : request.on) {
    if (faults.size() >= most_diagnostics) return faults;
    if (start && date < *start) {
      add({"on", "start"}, fmt::format("{} lies before {}", dated("on", date), dated("start", *start)),
          "leave it out, or start earlier");
    } else if (deadline && date > *deadline) {
      add({"on", "deadline"},
          fmt::format("{} lies after {}", dated("on", date), dated("deadline", *deadline)),
          "leave it out, or choose a later deadline");
    }
  }
  for (const DoneLessons& done : request.done) {
    if (faults.size() >= most_diagnostics) return faults;
    if (!done.on) continue;
    const std::string label =
        named("done", fmt::format("{}={}", shown(done.lessons.first), to_iso(*done.on)));
    if (request.undated && !request.today) {
      add({"done", "undated"}, fmt::format("{}: {} leaves dates out", label, named("undated")),
          "name the lesson without its date");
      continue;
    }
    if (request.today && *done.on >= *request.today) {
      add({"done", "today"},
          fmt::format("{} {} {}", label, *done.on == *request.today ? "is not before" : "lies after",
                      dated("today", *request.today)),
          "what is done was done before today");
    } else if (!request.today && start && *done.on >= *start) {
      add({"done", "start"}, fmt::format("{}: the plan starts on {}", label, to_iso(*start)),
          fmt::format("name a date before the start, or what day it is: {}",
                      named("today", to_iso(*done.on + days{1}))));
    }
  }
  return faults;
}

std::optional<Diagnostic> too_large_buffer(const Request& request, Minutes daily, Date deadline) {
  if (request.buffer.value_or(0) == 0) return std::nullopt;
  const Slots slots = slots_of(request, daily, deadline);
  if (slots.learning > 0 || slots.all.empty()) return std::nullopt;
  return fault({"buffer"},
               fmt::format("{} leaves no study day for lessons: from {} to {} there {} only {}",
                           named("buffer", std::to_string(*request.buffer)), to_iso(request.start),
                           to_iso(deadline), slots.all.size() == 1 ? "is" : "are", slots.all.size()),
               "choose a smaller buffer or a later deadline");
}

std::string no_study_day(const Request& request, Minutes daily, Date deadline) {
  std::int64_t off = 0;
  std::int64_t all = 0;
  Request without_days_off = request;
  without_days_off.off.clear();
  const Calendar calendar(without_days_off, daily);
  for (Date date = request.start; date <= deadline; date += days{1}) {
    ++all;
    if (calendar.budget(date).count > 0) ++off;
  }
  std::string text =
      fmt::format("no date from {} to {} has a budget above 0: ", to_iso(request.start), to_iso(deadline));
  const std::int64_t zero = all - off;
  if (off > 0)
    text += fmt::format("{} ({})", off == 1 ? "1 is a day off" : fmt::format("{} are days off", off),
                        named("off"));
  if (off > 0 && zero > 0) text += ", ";
  if (zero > 0) {
    text += fmt::format("{} {} 0 minutes ({} or {})", zero, zero == 1 ? "has" : "have", named("weekday"),
                        named("on"));
  }
  return text;
}

std::vector<std::string> settings_of_days() {
  return {"deadline", "minutes", "weekday", "off", "on", "buffer"};
}

Diagnostics wrong_without_catalog(const Request& request, bool starts) {
  Diagnostics faults = wrong_dates(request, starts ? std::optional(request.start) : std::nullopt);
  if (!faults.empty() || !starts || !request.deadline || !request.done.empty()) return faults;
  // Lessons that are to be planned need a study day; whether there are some shows where some may be done.
  const Minutes daily = request.minutes.value_or(Minutes{1});
  if (std::optional<Diagnostic> buffer = too_large_buffer(request, daily, *request.deadline)) {
    faults.push_back(*std::move(buffer));
  } else if (slots_of(request, daily, *request.deadline).all.empty()) {
    faults.push_back(fault(settings_of_days(), no_study_day(request, daily, *request.deadline),
                           "free some days, or choose a later deadline"));
  }
  return faults;
}

}  // namespace pensum
