// A reader's language: how it writes dates, weekdays, numbers and durations, which day starts its
// week, and which way it runs. Names and patterns come from ICU's data (CLDR), except those of English
// as the program itself speaks it, which most runs need and which would take ICU a millisecond.
// The program's own words are English for now; those that outputs share are in words.hpp.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "language/direction.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace pensum {

/// Made once per run and language; holds the names it needs, so that formatting is string work.
class Language {
 public:
  /// `tag` is a BCP 47 tag; a language that ICU does not know gets English names. Never fails. Weeks
  /// begin on `first_weekday` where it is given, 0 for Monday.
  explicit Language(std::string_view tag, std::optional<unsigned> first_weekday = std::nullopt);

  const std::string& tag() const { return tag_; }
  Direction direction() const { return direction_; }
  /// 0 for Monday to 6 for Sunday.
  unsigned first_weekday() const { return first_weekday_; }
  /// Whether calendars of the language number their weeks, as ISO 8601 does.
  bool numbers_weeks() const;

  std::string weekday_short(unsigned index) const { return weekdays_short_[index]; }  ///< "Tue"
  std::string weekday_long(unsigned index) const { return weekdays_long_[index]; }    ///< "Tuesday"
  std::string month_long(unsigned month) const {
    return months_long_alone_[month - 1];
  }  ///< "November", as a heading
  std::string month_short(unsigned month) const { return months_short_alone_[month - 1]; }  ///< "Nov"

  // Dates of a plan are written by Dates (dates.hpp), which knows whether they need their year.
  std::string day_month(Date date) const;                  ///< "24 Nov"
  std::string day_month_year(Date date) const;             ///< "24 Nov 2026"
  std::string weekday_day_month(Date date) const;          ///< "Tue 24 Nov"
  std::string full_date(Date date) const;                  ///< "Tuesday 24 November 2026"
  std::string weekday_day_month_year(Date date) const;     ///< "Tue 24 Nov 2026"
  std::string month_year(int year, unsigned month) const;  ///< "November 2026"

 private:
  void use_english(bool american);
  bool use_icu();
  std::string format(std::string_view pattern, Date date) const;

  using Names = std::array<std::string, 12>;  // weekdays use the first seven, Monday first

  std::string tag_;
  Direction direction_ = Direction::left_to_right;
  unsigned first_weekday_ = 0;
  Names weekdays_short_, weekdays_long_;
  Names months_short_, months_long_;              // inside a date (genitive where there is one)
  Names months_short_alone_, months_long_alone_;  // standing alone
  /// Date patterns in CLDR's letters.
  std::string day_month_, day_month_year_, weekday_day_month_, weekday_day_month_year_, full_date_,
      month_year_;
};

}  // namespace pensum
