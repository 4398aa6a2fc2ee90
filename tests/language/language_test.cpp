#include "language/language.hpp"

#include <unicode/uloc.h>
#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using std::chrono::Monday;
using std::chrono::Saturday;
using std::chrono::Sunday;

namespace {

const Date tuesday = parse_date("2026-03-03").value();

/// A date as a language writes it in the five places where one appears.
std::string dates(const char* tag) {
  const Language language(tag);
  return language.day_month(tuesday) + " | " + language.weekday_day_month(tuesday) + " | " +
         language.weekday_day_month_year(tuesday) + " | " + language.full_date(tuesday) + " | " +
         language.month_year(2026, 3);
}

std::string names(const char* tag) {
  const Language language(tag);
  return language.weekday_short(Monday) + " " + language.weekday_long(Sunday) + " " +
         language.month_short(1) + " " + language.month_long(12);
}

/// ICU's idea of the machine's language, put back at the end.
class MachineSpeaks {
 public:
  explicit MachineSpeaks(const char* locale) : before_(uloc_getDefault()) { set(locale); }
  ~MachineSpeaks() { set(before_.c_str()); }
  MachineSpeaks(const MachineSpeaks&) = delete;
  MachineSpeaks& operator=(const MachineSpeaks&) = delete;

 private:
  static void set(const char* locale) {
    UErrorCode status = U_ZERO_ERROR;
    uloc_setDefault(locale, &status);
  }
  std::string before_;
};

}  // namespace

TEST_CASE("dates are written as the language writes them") {
  CHECK(dates("en") == "3 Mar | Tue 3 Mar | Tue 3 Mar 2026 | Tuesday 3 March 2026 | March 2026");
  CHECK(dates("en-GB") == dates("en"));
  CHECK(dates("en-US") == "Mar 3 | Tue, Mar 3 | Tue, Mar 3, 2026 | Tuesday, March 3, 2026 | March 2026");
  CHECK(dates("de") == "3. März | Di, 3. März | Di, 3. März 2026 | Dienstag, 3. März 2026 | März 2026");
  CHECK(dates("fr") == "3 mars | mar. 3 mars | mar. 3 mars 2026 | mardi 3 mars 2026 | mars 2026");
  CHECK(dates("ja") == "3月3日 | 3月3日(火) | 2026年3月3日(火) | 2026年3月3日火曜日 | 2026年3月");
  CHECK(dates("he") == "3 במרץ | יום ג׳, 3 במרץ | יום ג׳, 3 במרץ 2026 | יום שלישי, 3 במרץ 2026 | מרץ 2026");
  CHECK(dates("ar") ==
        "٣ مارس | الثلاثاء، ٣ مارس | الثلاثاء، ٣ مارس ٢٠٢٦ | الثلاثاء، ٣ مارس ٢٠٢٦ | مارس ٢٠٢٦");
}

TEST_CASE("patterns with words of their own keep them") {
  CHECK(Language("es").full_date(tuesday) == "martes, 3 de marzo de 2026");
  CHECK(Language("pt-BR").month_year(2026, 3) == "março de 2026");
}

TEST_CASE("a month has another case inside a date than as a heading, if the language has cases") {
  CHECK(dates("cs") == "3. 3. | út 3. 3. | út 3. 3. 2026 | úterý 3. března 2026 | březen 2026");
  CHECK(Language("cs").month_long(3) == "březen");
  CHECK(Language("fi").full_date(tuesday) == "tiistai 3. maaliskuuta 2026");
  CHECK(Language("fi").month_year(2026, 3) == "maaliskuu 2026");
}

TEST_CASE(
    "the first of a month is written as the language writes it, with the month and with the weekday alone") {
  const auto first = [](const char* tag) {
    const Language language(tag);
    const Date first_of_december = parse_date("2026-12-01").value();
    return language.day_month(first_of_december) + " | " + language.weekday_day(first_of_december);
  };
  CHECK(first("fr") == "1er déc. | mar. 1er");
  CHECK(first("fr-CA") == "1er déc. | mar. 1er");
  CHECK(first("it") == "1º dic | mar 1º");
  CHECK(first("pt-BR") == "1º de dez. | ter., 1º");
  CHECK(first("es") == "1 dic | mar 1");
  CHECK(first("ar") == "١ ديسمبر | الثلاثاء، ١");
  CHECK(first("en") == "1 Dec | Tue 1");
  CHECK(Language("fr").day_month(parse_date("2026-12-11").value()) == "11 déc.");
}

TEST_CASE("a heading begins with a capital, also where a date does not and something isolates it") {
  const auto heading = [](const char* tag, std::string text) {
    return Language(tag).heading(std::move(text));
  };
  CHECK(heading("fr", "mar. 24 nov.") == "Mar. 24 nov.");
  CHECK(heading("fr", "\u2068mar. 24 nov.\u2069") == "\u2068Mar. 24 nov.\u2069");
  CHECK(heading("uk", "вт, 24 лист.") == "Вт, 24 лист.");
  CHECK(heading("el", "Τρί 24 Νοε") == "Τρί 24 Νοε");
  CHECK(heading("cs", "út 24. 11.") == "Út 24. 11.");
  CHECK(heading("ja", "11月24日(火)") == "11月24日(火)");
  CHECK(heading("ka", "სამ, 24 ნოე") == "სამ, 24 ნოე");
  CHECK(heading("en", "Tue 24 Nov") == "Tue 24 Nov");
  CHECK(heading("en", "") == "");
}

TEST_CASE("dates of one range have months of one length") {
  CHECK(dates("tr") == "3 Mar | 3 Mart Sal | 3 Mart 2026 Sal | 3 Mart 2026 Salı | Mart 2026");
}

TEST_CASE("months that have numbers beside a year have them alone") {
  CHECK(Language("zh").month_year(2026, 11) == "2026年11月");
  CHECK(Language("zh").month_long(12) == "12月");
  CHECK(Language("zh-Hant").month_long(12) == "12月");
  CHECK(Language("ja").month_long(12) == "12月");
}

TEST_CASE(
    "lessons and questions have the digits of the language, and names that are not numbers stay as they "
    "are") {
  CHECK(Language("en").lesson("10") == "10");
  CHECK(Language("ar").lesson("10") == "١٠");
  CHECK(Language("fa").lesson("05") == "۰۵");
  CHECK(Language("ar").lesson("go-10") == "go-10");
  CHECK(Language("ar").lesson("1.2") == "1.2");
  CHECK(Language("ar").question("10", 2) == "١٠.٢");
  CHECK(Language("ar-u-nu-latn").question("10", 2) == "10.2");
  // Words that are English for want of others have the digits of English.
  CHECK(Language("bn").lesson("10") == "10");
}

TEST_CASE("weekdays and months have names") {
  CHECK(names("en") == "Mon Sunday Jan December");
  CHECK(names("de") == "Mo Sonntag Jan Dezember");
  CHECK(names("he") == "יום ב׳ יום ראשון ינו׳ דצמבר");
}

TEST_CASE("weeks begin on the day that the language's country begins them on") {
  CHECK(Language("en").first_weekday() == Monday);
  CHECK(Language("en-US").first_weekday() == Sunday);
  CHECK(Language("de").first_weekday() == Monday);
  CHECK(Language("he").first_weekday() == Sunday);
  CHECK(Language("ar").first_weekday() == Saturday);
  CHECK(Language("pt-BR").first_weekday() == Sunday);
}

TEST_CASE("Arabic, Hebrew and Persian run from right to left") {
  for (const char* tag : {"ar", "he", "fa", "ur", "iw"}) {
    CHECK(Language(tag).direction() == Direction::right_to_left);
  }
  for (const char* tag : {"en", "en-US", "de", "ja", "th", "xx"}) {
    CHECK(Language(tag).direction() == Direction::left_to_right);
  }
}

TEST_CASE("plans are made in the Gregorian calendar, whatever calendar a country uses") {
  CHECK(dates("th") == "3 มี.ค. | อ. 3 มี.ค. | อ. 3 มี.ค. 2026 | วันอังคารที่ 3 มีนาคม 2026 | มีนาคม 2026");
  CHECK(Language("fa").weekday_day_month_year(tuesday) == "سه‌شنبه ۳ مارس ۲۰۲۶");
  CHECK(Language("ar-SA").weekday_day_month_year(tuesday) == "الثلاثاء، ٣ مارس ٢٠٢٦");
  CHECK(dates("ja-JP-u-ca-japanese") == dates("ja"));
}

TEST_CASE("a language that is not known is written in English, whatever the machine speaks") {
  const MachineSpeaks german("de_DE");
  for (const char* tag : {"", "xx", "qqq-Latn", "i-klingon", "x-private", "not a tag"}) {
    CAPTURE(tag);
    CHECK(dates(tag) == dates("en"));
    CHECK(names(tag) == names("en"));
    CHECK(Language(tag).first_weekday() == Monday);
  }
  CHECK(dates("fr") == "3 mars | mar. 3 mars | mar. 3 mars 2026 | mardi 3 mars 2026 | mars 2026");
}

TEST_CASE("numbers have the digits of the language's own numbering, in dates as well") {
  const auto numbers = [](const char* tag) {
    const Language language(tag);
    return language.number(1405) + " " + language.day_month(tuesday);
  };
  CHECK(numbers("en") == "1405 3 Mar");
  CHECK(numbers("ar") == "١٤٠٥ ٣ مارس");
  CHECK(numbers("ar-MA") == "1405 3 مارس");
  CHECK(numbers("ar-u-nu-latn") == "1405 3 مارس");
  CHECK(numbers("fa") == "۱۴۰۵ ۳ مارس");
  CHECK(numbers("mr") == "१४०५ ३ मार्च");
  CHECK(numbers("hi") == "1405 3 मार्च");
  CHECK(numbers("zh-u-nu-hanidec") == "一四〇五 三月三日");
  CHECK(numbers("xx-u-nu-arab") == "1405 3 Mar");
  CHECK(Language("bn").number(std::size_t{7}) == "৭");
}

TEST_CASE("old and regional tags are known") {
  CHECK(dates("iw") == dates("he"));
  CHECK(dates("de-XX") == dates("de"));
  CHECK(Language("no").full_date(tuesday) == "tirsdag 3. mars 2026");
}

TEST_CASE("a language keeps the tag it was asked for") {
  CHECK(Language("").tag() == "en");
  CHECK(Language("de-CH").tag() == "de-CH");
  CHECK(Language("xx").tag() == "xx");
}

TEST_CASE("dates far away are written as near ones") {
  CHECK(Language("en").full_date(first_date) == "Monday 1 January 1");
  CHECK(Language("de").full_date(last_date) == "Freitag, 31. Dezember 9999");
}
