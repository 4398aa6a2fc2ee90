#include "language/dates.hpp"

#include "base/isolation.hpp"

#include <utility>

namespace pensum {
namespace {

bool same_year(Date one, Date other) {
  return std::chrono::year_month_day{one}.year() == std::chrono::year_month_day{other}.year();
}

}  // namespace

Dates::Dates(const Language& language, DateRange plan, Form form)
    : language_(language),
      plan_(plan),
      years_(language.has_dates() && !same_year(plan.first, plan.last)),
      form_(form) {}

std::string Dates::formed(std::string text) const {
  return form_ == Form::isolated ? isolated(text) : std::move(text);
}

std::string Dates::date(Date date) const {
  return formed(years_ ? language_.weekday_day_month_year(date) : language_.weekday_day_month(date));
}

std::string Dates::date_beside(Date date, Date beside) const {
  return formed(same_year(date, beside) ? language_.weekday_day_month(date)
                                        : language_.weekday_day_month_year(date));
}

std::string Dates::narrow_date(Date date) const {
  return formed(years_ ? language_.day_month_year(date) : language_.weekday_day_month(date));
}

std::string Dates::day(Date date) const {
  return formed(years_ ? language_.day_month_year(date) : language_.day_month(date));
}

DateTexts Dates::plan_days() const {
  const bool first_names_year = years_ || language_.year_first();
  const bool last_names_year = years_ || !language_.year_first();
  const auto day = [&](Date date, bool year) {
    return formed(year ? language_.day_month_year(date) : language_.day_month(date));
  };
  return {.first = day(plan_.first, first_names_year), .last = day(plan_.last, last_names_year)};
}

DateTexts Dates::with_years(DateRange stretch) const {
  std::string whole_first = formed(language_.weekday_day_month_year(stretch.first));
  std::string whole_last = formed(language_.weekday_day_month_year(stretch.last));
  if (!same_year(stretch.first, stretch.last)) return {std::move(whole_first), std::move(whole_last)};
  // The year is where readers look for it: at the beginning or at the end.
  if (language_.year_first()) {
    return {std::move(whole_first), formed(language_.weekday_day_month(stretch.last))};
  }
  return {formed(language_.weekday_day_month(stretch.first)), std::move(whole_last)};
}

DateTexts Dates::stretch(DateRange stretch) const {
  if (years_) return with_years(stretch);
  return {.first = date(stretch.first), .last = date(stretch.last)};
}

}  // namespace pensum
