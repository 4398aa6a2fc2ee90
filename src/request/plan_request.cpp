#include "request/plan_request.hpp"

#include "layout/sections.hpp"
#include "request/values.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace pensum {

namespace {

Result<std::vector<layout::SectionKind>> sections_value(const std::string& label, const std::string& value) {
  return layout::read_sections(value, label);
}

/// Reads settings into a request and collects what is wrong with them.
class Reader {
 public:
  Reader(const Settings& settings, const std::function<Date()>& today) : settings_(settings), today_(today) {}

  Result<PlanRequest> read() {
    Request& request = asked_.request;
    if (!settings_.has("start")) request.start = today_();
    last("start", date_value, request.start);
    last("deadline", date_value, request.deadline);
    last("minutes", minutes_value, request.minutes);
    all("weekday", add_weekdays, request.weekday);
    all("off", add_dates_off, request.off);
    all("on", add_dates_on, request.on);
    all("path", add_paths, request.paths);
    all("only", add_lessons, request.only);
    all("skip", add_lessons, request.skip);
    all("done", add_done, request.done);
    last("pace", pace_value, request.pace);
    last("reviews", reviews_value, request.reviews);
    last("buffer", buffer_value, request.buffer);
    last("split", split_value, request.split);
    last("fit", yes_or_no, request.fit);
    last("learner", name_value, request.learner);
    last("lang", language_value, request.language);
    last("week-start", week_start_value, request.first_weekday);
    last("sections", sections_value, asked_.sections);
    asked_.layout = settings_.last("layout", "");
    asked_.epub_css = settings_.last("epub-css", "");
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return std::move(asked_);
  }

 private:
  /// The last of several values wins.
  template <class Value, class Into>
  void last(std::string_view name, Value value, Into& into) {
    const std::vector<Setting> found = settings_.all(name);
    if (found.empty()) return;
    const Setting& setting = found.back();
    auto read = value(setting.label, setting.value);
    if (read) {
      into = *std::move(read);
    } else {
      keep(std::move(read.error()), setting);
    }
  }

  /// Several values add up.
  template <class Add, class Into>
  void all(std::string_view name, Add add, Into& into) {
    for (const Setting& setting : settings_.all(name)) {
      Result<void> added = add(setting.label, setting.value, into);
      if (!added) keep(std::move(added.error()), setting);
    }
  }

  void keep(Diagnostics diagnostics, const Setting& setting) {
    std::ranges::move(placed(std::move(diagnostics), setting), std::back_inserter(diagnostics_));
  }

  const Settings& settings_;
  const std::function<Date()>& today_;
  PlanRequest asked_;
  Diagnostics diagnostics_;
};

}  // namespace

Result<PlanRequest> plan_request_of(const Settings& settings, const std::function<Date()>& today) {
  return Reader(settings, today).read();
}

}  // namespace pensum
