// What one person asks for: a plan, and how it is to look. Read from settings, wherever these are made.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "calendar/entry_settings.hpp"
#include "layout/layout.hpp"
#include "plan/request.hpp"
#include "request/settings.hpp"

#include <functional>
#include <string>
#include <vector>

namespace pensum {

struct PlanRequest {
  Request request;
  std::vector<std::string> off_calendars;  ///< files whose days are off, until take_days_off (days_off.hpp)
  std::vector<std::string> off_matches;    ///< of their entries only those whose titles contain one of these
  std::string layout;    ///< a layout file, or the name of one that comes with pensum; empty: the default
  std::string epub_css;  ///< a stylesheet for the EPUB; may be empty
  calendar::EntrySettings entries;          ///< of the calendar
  layout::SectionChoice sections;           ///< of the PDF
  layout::Hand hand = layout::Hand::right;  ///< that writes on the PDF's pages

  friend bool operator==(const PlanRequest&, const PlanRequest&) = default;
};

/// What `settings` ask for; `today` is asked where they name no start, or a date in words such as tomorrow.
/// Errors: everything that is wrong with their values, setting by setting, to be put into words by in_words.
Result<PlanRequest> plan_request_of(const Settings& settings, const std::function<Date()>& today);

}  // namespace pensum
