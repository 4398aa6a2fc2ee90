// The dates of one plan in the reader's language: which of them need their year. Everything that shows a
// plan asks here, so that all write it alike, and a date in a plan of several years is never taken for
// another year's.
#pragma once

#include "base/date.hpp"
#include "language/language.hpp"

#include <string>

namespace pensum {

/// A stretch of time as two dates, of which the last has the year for both if both are in the same year.
struct DateTexts {
  std::string first;
  std::string last;
};

/// `language` outlives it.
class Dates {
 public:
  using Form = TextForm;

  /// The dates of a plan that takes place in `plan`.
  Dates(const Language& language, DateRange plan, Form form = Form::plain);

  const Language& language() const { return language_; }

  /// The same dates in another form.
  Dates in(Form form) const { return {language_, plan_, form}; }

  /// Whether the plan takes place in several years, so that dates without one may be taken for another.
  bool name_years() const { return years_; }

  /// A date on its own: "Tue 24 Nov", in a plan of several years "Tue 24 Nov 2026".
  std::string date(Date date) const;
  /// A date where readers know the year of `beside`, such as that of the day that it belongs to: it has its
  /// own where that is another.
  std::string date_beside(Date date, Date beside) const;
  /// A date where there is little room: "Tue 24 Nov", in a plan of several years "24 Nov 2026".
  std::string narrow_date(Date date) const;
  /// A date whose weekday is not needed: "24 Nov", in a plan of several years "24 Nov 2026".
  std::string day(Date date) const;

  /// The plan's own dates, always with their years: "Tue 24 Nov", "Mon 7 Dec 2026".
  DateTexts plan() const { return with_years(plan_); }
  /// The same without weekdays: "24 Nov", "7 Dec 2026".
  DateTexts plan_days() const;
  /// A stretch with its years, as in a heading.
  DateTexts with_years(DateRange stretch) const;
  /// A stretch of the plan: without years where the plan has but one.
  DateTexts stretch(DateRange stretch) const;

 private:
  std::string formed(std::string text) const;

  const Language& language_;
  DateRange plan_;
  bool years_;
  Form form_;
};

}  // namespace pensum
