#include "language/language.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "language/word.hpp"
#include "language/words_files.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/numsys.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace pensum {
namespace {

using icu::DateFormatSymbols;

struct GeneratorDeleter {
  void operator()(UDateTimePatternGenerator* generator) const { udatpg_close(generator); }
};
struct CalendarDeleter {
  void operator()(UCalendar* calendar) const { ucal_close(calendar); }
};

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

/// The pattern for a skeleton of date fields.
std::string pattern(UDateTimePatternGenerator* generator, std::u16string_view skeleton) {
  UErrorCode status = U_ZERO_ERROR;
  std::array<UChar, 96> buffer{};
  const std::int32_t length =
      udatpg_getBestPattern(generator, skeleton.data(), static_cast<std::int32_t>(skeleton.size()),
                            buffer.data(), static_cast<std::int32_t>(buffer.size()), &status);
  if (U_FAILURE(status) || length <= 0) return "y-MM-dd";
  return utf8(icu::UnicodeString(buffer.data(), std::min(length, static_cast<std::int32_t>(buffer.size()))));
}

/// The digits of the language's own numbering system, or of the one that the tag names.
Digits digits_of(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::NumberingSystem> system(icu::NumberingSystem::createInstance(locale, status));
  if (U_FAILURE(status) || system->isAlgorithmic()) return {};
  const icu::UnicodeString ten = system->getDescription();
  std::u32string digits;
  for (std::int32_t i = 0; i < ten.length(); i = ten.moveIndex32(i, 1))
    digits += static_cast<char32_t>(ten.char32At(i));
  return Digits(digits);
}

}  // namespace

Language::Language(std::string_view tag, std::optional<Weekday> first_weekday) : tag_(tag) {
  if (tag_.empty() || tag_ == "en" || tag_ == "en-GB" || tag_ == "en-001") {
    if (tag_.empty()) tag_ = "en";
    use_english(false);
  } else if (tag_ == "en-US") {
    use_english(true);
  } else if (!use_icu()) {
    use_english(false);
  }
  if (first_weekday) first_weekday_ = *first_weekday;
}

Language::Language(std::string_view tag, const message::Words& words) : Language(tag) {
  words_ = words;
  words_tag_ = tag_;
  words_digits_ = digits_;
}

bool Language::numbers_weeks() const {
  // Where appointments are made by the number of the week. CLDR does not tell; weeks of another first
  // day have other numbers.
  constexpr std::array languages{"da", "de", "et", "fi", "fo", "is", "lb", "nb", "nl", "nn", "no", "sv"};
  const std::string_view language = std::string_view(tag_).substr(0, tag_.find('-'));
  return first_weekday_ == std::chrono::Monday && std::ranges::find(languages, language) != languages.end();
}

void Language::use_english(bool american) {
  weekdays_long_ = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  months_long_ = {"January", "February", "March",     "April",   "May",      "June",
                  "July",    "August",   "September", "October", "November", "December"};
  for (std::size_t i = 0; i < 12; ++i) {
    weekdays_short_[i] = weekdays_long_[i].substr(0, 3);
    weekdays_shortest_[i] = weekdays_long_[i].substr(0, 2);
    weekdays_narrow_[i] = weekdays_long_[i].substr(0, 1);
    months_short_[i] = months_long_[i].substr(0, 3);
  }
  months_long_alone_ = months_long_;
  months_short_alone_ = months_short_;
  first_weekday_ = american ? std::chrono::Sunday : std::chrono::Monday;
  day_month_ = american ? "MMM d" : "d MMM";
  day_month_year_ = american ? "MMM d, y" : "d MMM y";
  weekday_day_ = american ? "d EEE" : "EEE d";
  weekday_day_month_ = american ? "EEE, MMM d" : "EEE d MMM";
  weekday_day_month_year_ = american ? "EEE, MMM d, y" : "EEE d MMM y";
  full_date_ = american ? "EEEE, MMMM d, y" : "EEEE d MMMM y";
  month_year_ = "MMMM y";
  use_words(words_files().front());
}

void Language::use_words(const WordsFile& file) {
  words_ = words_of(file);
  words_tag_ = file.tag;
}

bool Language::use_icu() {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(tag_, status);
  if (U_FAILURE(status) || locale.isBogus() || locale.getLanguage()[0] == '\0') return false;
  locale.canonicalize(status);  // old tags, such as iw for he
  // Names and patterns in the Gregorian calendar, which is the one that plans are made in.
  locale.setKeywordValue("calendar", "gregorian", status);
  const std::unique_ptr<UDateTimePatternGenerator, GeneratorDeleter> generator(
      udatpg_open(locale.getName(), &status));
  const DateFormatSymbols symbols(locale, "gregorian", status);
  const std::unique_ptr<UCalendar, CalendarDeleter> calendar(
      ucal_open(nullptr, 0, locale.getName(), UCAL_GREGORIAN, &status));
  if (U_FAILURE(status)) return false;
  // For a language that it does not know ICU takes the machine's, which no result may depend on.
  const icu::Locale found = symbols.getLocale(ULOC_VALID_LOCALE, status);
  if (U_FAILURE(status) || std::string_view(found.getLanguage()) != locale.getLanguage()) return false;

  const auto months = [&](DateFormatSymbols::DtContextType context, DateFormatSymbols::DtWidthType width) {
    Names names;
    std::int32_t count = 0;
    const icu::UnicodeString* list = symbols.getMonths(count, context, width);
    for (std::size_t i = 0; i < 12 && std::cmp_less(i, count); ++i) names[i] = utf8(list[i]);
    return names;
  };
  const auto weekdays = [&](DateFormatSymbols::DtWidthType width) {
    Names names;
    std::int32_t count = 0;  // from Sunday at 1 to Saturday at 7
    const icu::UnicodeString* list = symbols.getWeekdays(count, DateFormatSymbols::STANDALONE, width);
    for (std::size_t i = 0; i < 7 && count >= 8; ++i) names[i] = utf8(list[(i + 1) % 7 + 1]);
    return names;
  };
  months_long_ = months(DateFormatSymbols::FORMAT, DateFormatSymbols::WIDE);
  months_short_ = months(DateFormatSymbols::FORMAT, DateFormatSymbols::ABBREVIATED);
  months_long_alone_ = months(DateFormatSymbols::STANDALONE, DateFormatSymbols::WIDE);
  months_short_alone_ = months(DateFormatSymbols::STANDALONE, DateFormatSymbols::ABBREVIATED);
  weekdays_long_ = weekdays(DateFormatSymbols::WIDE);
  weekdays_short_ = weekdays(DateFormatSymbols::ABBREVIATED);
  weekdays_shortest_ = weekdays(DateFormatSymbols::SHORT);
  weekdays_narrow_ = weekdays(DateFormatSymbols::NARROW);

  day_month_ = pattern(generator.get(), u"MMMd");
  day_month_year_ = pattern(generator.get(), u"yMMMd");
  weekday_day_ = pattern(generator.get(), u"Ed");
  weekday_day_month_ = pattern(generator.get(), u"MMMEd");
  weekday_day_month_year_ = pattern(generator.get(), u"yMMMEd");
  full_date_ = pattern(generator.get(), u"yMMMMEEEEd");
  month_year_ = pattern(generator.get(), u"yMMMM");
  // "2026年11月": months that have numbers beside a year have them without one, too, not "十一月".
  if (month_year_.find("MMM") == std::string::npos && month_year_.find("LLL") == std::string::npos)
    months_long_alone_ = months_short_alone_;
  // Dates of one range have months of one length.
  if (const std::size_t month = weekday_day_month_year_.find("MMM");
      weekday_day_month_.find("MMMM") != std::string::npos && month != std::string::npos &&
      weekday_day_month_year_.find("MMMM") == std::string::npos)
    weekday_day_month_year_.insert(month, "M");

  first_weekday_ =
      Weekday{static_cast<unsigned>(ucal_getAttribute(calendar.get(), UCAL_FIRST_DAY_OF_WEEK) - UCAL_SUNDAY)};
  digits_ = digits_of(locale);
  const WordsFile& words = words_for(tag_);
  use_words(words);
  words_digits_ = digits_;
  // English words for want of others keep the digits of English.
  if (std::string_view(words.language) == "en" && std::string_view(locale.getLanguage()) != "en")
    words_digits_ = {};
  if (words_tag_ != "en") first_of_month_ = say(word::first_of_month{.day = 1});
  direction_ = uloc_isRightToLeft(locale.getName()) ? Direction::right_to_left : Direction::left_to_right;
  return true;
}

std::string Language::format(std::string_view pattern, Date date) const {
  const std::chrono::year_month_day parts{date};
  const auto month = static_cast<unsigned>(parts.month());
  const auto day = static_cast<unsigned>(parts.day());
  std::string text;
  for (std::size_t i = 0; i < pattern.size();) {
    const char letter = pattern[i];
    if (letter == '\'') {  // quoted words; two quotes are one
      const std::size_t end = std::min(pattern.find('\'', i + 1), pattern.size());
      text += end == i + 1 ? std::string_view("'") : pattern.substr(i + 1, end - i - 1);
      i = end + 1;
      continue;
    }
    std::size_t count = 1;
    while (i + count < pattern.size() && pattern[i + count] == letter) ++count;
    switch (letter) {
      case 'E':
      case 'c':
        text += count >= 4 ? weekday_long(date) : weekday_short(date);
        break;
      case 'd':
        text += day == 1 && !first_of_month_.empty() ? first_of_month_ : digits_.text(day, count);
        break;
      case 'M':
      case 'L': {
        const bool alone = letter == 'L';
        if (count >= 4) {
          text += alone ? months_long_alone_[month - 1] : months_long_[month - 1];
        } else if (count == 3) {
          text += alone ? months_short_alone_[month - 1] : months_short_[month - 1];
        } else {
          text += digits_.text(month, count);
        }
        break;
      }
      case 'y':
        text += digits_.text(static_cast<int>(parts.year()));
        break;
      case 'G':
        break;  // the era: plans are made in the present one
      default:
        text += pattern.substr(i, count);
        break;
    }
    i += count;
  }
  return text;
}

Language Language::without_dates(std::vector<Date> study_days) const {
  Language undated = *this;
  undated.study_days_ = std::move(study_days);
  return undated;
}

/// Of a plan without dates the number of the day, for every pattern.
std::string Language::date(std::string_view pattern, Date date) const {
  if (has_dates()) return format(pattern, date);
  const auto after = std::ranges::upper_bound(study_days_, date);
  return say(word::plan_day{.day = std::max<std::int64_t>(after - study_days_.begin(), 1)});
}

std::string Language::day_month(Date date) const { return this->date(day_month_, date); }
std::string Language::day_month_year(Date date) const { return this->date(day_month_year_, date); }
std::string Language::weekday_day_month(Date date) const { return this->date(weekday_day_month_, date); }
std::string Language::weekday_day_month_year(Date date) const {
  return this->date(weekday_day_month_year_, date);
}
std::string Language::weekday_day(Date date) const { return this->date(weekday_day_, date); }
std::string Language::full_date(Date date) const { return this->date(full_date_, date); }
std::string Language::month_year(int year, unsigned month) const {
  return format(month_year_, Date{std::chrono::year{year} / static_cast<int>(month) / 1});
}

std::string Language::heading(std::string text) const {
  if (text.empty()) return text;
  std::size_t at = 0;
  for (const std::string_view isolate :
       {first_strong_isolate, left_to_right_isolate, right_to_left_isolate}) {
    if (text.starts_with(isolate)) at = isolate.size();
  }
  if (at == text.size() || (text[at] >= 'A' && text[at] <= 'Z')) return text;
  const CodePoint first = decode(text, at);
  const auto capital = static_cast<char32_t>(u_totitle(static_cast<UChar32>(first.value)));
  if (capital == first.value) return text;
  std::string begun = text.substr(0, at);
  append_utf8(begun, capital);
  return begun + text.substr(at + first.length);
}

std::string Language::minutes(Minutes count) const { return say(word::minutes{.count = count.count}); }

std::string Language::duration(Minutes count) const {
  const std::int64_t hours = count.count / 60;
  const std::int64_t rest = count.count % 60;
  if (hours == 0) return minutes(count);
  if (rest == 0) return say(word::hours{.count = hours});
  return say(word::hours_minutes{.hours = hours, .minutes = rest});
}

}  // namespace pensum
