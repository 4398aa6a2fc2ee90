// A reader's language: what plans say in it, how it writes dates, weekdays and numbers, which day starts
// its week, and which way it runs. Names and patterns come from ICU's data (CLDR), except those of English
// as the program itself speaks it, which most runs need and which would take ICU a millisecond. Sentences
// come from the files in words/ (docs/translating.md); each key there is a type in language/word.hpp, which
// the build generates:
//
//   language.say(word::day_of{.day = 3, .days = 14})                               "Day 3 of 14"
//   language.say(word::chart_heading{.bars = word::chart_heading::Bars::week})     a select's word
//   language.say(word::study_plan_for{.learner = name}, TextForm::isolated)        a name of any direction
//   language.number(14)                                                            "14", "١٤"
//
// Where arguments become elements, such as links or <bdi>, the sentence comes in pieces:
//
//   language.pieces(word::can_wait_until{.date = date}, [&](word::can_wait_until::Part part, std::string_view
//   text) {
//     part == word::can_wait_until::Part::date ? add_bdi(line, text) : add_text(line, text);
//   });
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "language/digits.hpp"
#include "language/direction.hpp"
#include "language/message.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum {

struct WordsFile;

/// Made once per run and language; holds the names it needs, so that formatting is string work.
class Language {
 public:
  /// `tag` is a BCP 47 tag; a language that ICU does not know gets English names. Never fails. Weeks
  /// begin on `first_weekday` where it is given.
  explicit Language(std::string_view tag, std::optional<Weekday> first_weekday = std::nullopt);

  /// A language that says other words than the program's: those of files that are being tried.
  Language(std::string_view tag, const message::Words& words);

  /// The same for a plan without dates: every date is the day of its number among `study_days`, which rise,
  /// "Day 3"; a date between two of them the earlier one. There is at least one.
  Language without_dates(std::vector<Date> study_days) const;
  bool has_dates() const { return study_days_.empty(); }

  const std::string& tag() const { return tag_; }
  Direction direction() const { return direction_; }
  Weekday first_weekday() const { return first_weekday_; }
  /// Whether calendars of the language number their weeks, as ISO 8601 does.
  bool numbers_weeks() const;

  /// The sentence of a key of word.hpp in this language, or in English where it has no words.
  template <class Key>
  std::string say(const Key& key, TextForm form = TextForm::plain) const {
    return message::say(words_, Key::id, key.arguments(), words_digits_, form);
  }
  /// The same piece by piece: `take` gets a Key::Part, `literal` or the argument, and the piece's text, which
  /// lives during the call.
  template <class Key, class Take>
  void pieces(const Key& key, Take take) const {
    const auto visitor = [](void* context, std::size_t argument, std::string_view text) {
      (*static_cast<Take*>(context))(static_cast<typename Key::Part>(argument), text);
    };
    message::visit(words_, Key::id, key.arguments(), words_digits_, visitor, &take);
  }
  /// Whether some sentences are English, for want of words: those have marks (base/gap_marks.hpp).
  bool has_gaps() const { return words_.gaps; }
  /// The tag of the language whose words these are: "pt-PT" for "pt-AO", "en" for languages without words.
  const std::string& words_tag() const { return words_tag_; }

  std::string minutes(Minutes count) const;   ///< "25 min"
  std::string duration(Minutes count) const;  ///< "2 h 53 min", "53 min", "3 h"

  /// A number on its own, such as that of a day in a calendar, in the language's digits.
  std::string number(word::Count count) const { return digits_.text(count.value()); }

  /// A lesson's id as sentences name it: plain numbers are in the language's digits.
  std::string lesson(const std::string& id) const { return words_digits_.name(id); }
  /// The number of a lesson's question: "12.3".
  std::string question(const std::string& lesson_id, std::size_t question) const {
    return lesson(lesson_id) + '.' + words_digits_.text(static_cast<std::int64_t>(question));
  }

  std::string weekday_short(Weekday day) const { return weekdays_short_[weekday_index(day)]; }  ///< "Tue"
  /// As short as it is still told from the others, if that is not longer: "Tu", "Di".
  std::string weekday_shortest(Weekday day) const { return weekdays_shortest_[weekday_index(day)]; }
  /// A letter, which several days may share.
  std::string weekday_letter(Weekday day) const { return weekdays_narrow_[weekday_index(day)]; }
  std::string weekday_long(Weekday day) const { return weekdays_long_[weekday_index(day)]; }  ///< "Tuesday"
  std::string month_long(unsigned month) const {
    return months_long_alone_[month - 1];
  }  ///< "November", as a heading
  std::string month_short(unsigned month) const { return months_short_alone_[month - 1]; }  ///< "Nov"

  /// Whether dates begin with the year, as in Japanese.
  bool year_first() const { return day_month_year_.find('y') < day_month_year_.find('d'); }

  /// `text` as a heading or an entry of its own begins: with a capital, where the language has some. A date
  /// does not have one inside a sentence: "mar. 24 nov.".
  std::string heading(std::string text) const;
  /// A date, or two, that a line begins with. Those of a plan without dates are words: as a heading.
  std::string line(std::string date) const { return has_dates() ? date : heading(std::move(date)); }

  // Dates of a plan are written by Dates (dates.hpp), which knows whether they need their year. Without dates
  // all of these but the last one are "Day 3".
  std::string day_month(Date date) const;                  ///< "24 Nov"
  std::string day_month_year(Date date) const;             ///< "24 Nov 2026"
  std::string weekday_day_month(Date date) const;          ///< "Tue 24 Nov"
  std::string weekday_day(Date date) const;                ///< "Tue 24"
  std::string full_date(Date date) const;                  ///< "Tuesday 24 November 2026"
  std::string weekday_day_month_year(Date date) const;     ///< "Tue 24 Nov 2026"
  std::string month_year(int year, unsigned month) const;  ///< "November 2026"

 private:
  void use_english(bool american);
  bool use_icu();
  void use_words(const WordsFile& file);
  std::string date(std::string_view pattern, Date date) const;
  std::string format(std::string_view pattern, Date date) const;

  using Names = std::array<std::string, 12>;  // weekdays use the first seven, Monday first

  std::string tag_;
  message::Words words_;
  std::string words_tag_;
  Digits digits_, words_digits_;  ///< the language's own; those in sentences, which may be English
  Direction direction_ = Direction::left_to_right;
  Weekday first_weekday_ = std::chrono::Monday;
  std::string first_of_month_;  ///< "1er", where that is not the bare number
  Names weekdays_narrow_, weekdays_shortest_, weekdays_short_, weekdays_long_;
  Names months_short_, months_long_;              // inside a date (genitive where there is one)
  Names months_short_alone_, months_long_alone_;  // standing alone
  /// Date patterns in CLDR's letters.
  std::string day_month_, day_month_year_, weekday_day_, weekday_day_month_, weekday_day_month_year_,
      full_date_, month_year_;
  std::vector<Date> study_days_;  ///< of a plan without dates; else empty
};

}  // namespace pensum
