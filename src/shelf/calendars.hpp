// Calendars of days off, which are files of the user's own.
#pragma once

#include "base/diagnostic.hpp"
#include "calendar/ics_reader.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace pensum::shelf {

using LoadedCalendar = std::shared_ptr<const calendar::IcsFile>;

/// Calendars that are read once, for several threads.
class Calendars {
 public:
  Result<LoadedCalendar> get(const std::string& file);

 private:
  std::mutex mutex_;
  std::map<std::string, Result<LoadedCalendar>> loaded_;
};

}  // namespace pensum::shelf
