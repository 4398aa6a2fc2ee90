#include "import/duration.hpp"

#include "base/utf8.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

namespace pensum::importing {

namespace {

constexpr std::array<std::string_view, 16> names_of_seconds{
    "s",       "sec",      "secs",    "second",   "seconds", "sek",    "sekunde", "sekunden",
    "seconde", "secondes", "segundo", "segundos", "сек",     "секунд", "秒",      "秒钟"};
constexpr std::array<std::string_view, 33> names_of_minutes{
    "m",      "min",    "mins",  "mn",     "minute",  "minutes", "minuten",  "minuto",    "minutos",
    "minuti", "minuut", "minut", "minuty", "minuter", "minuta",  "minuutti", "minuuttia", "dakika",
    "dk",     "мин",    "минут", "минуты", "минута",  "хв",      "хвилин",   "λεπτά",     "דקות",
    "分",     "分钟",   "分鐘",  "分間",   "phút",    "분"};
constexpr std::array<std::string_view, 42> names_of_hours{
    "h",      "hh",    "hr",    "hrs",    "hour", "hours", "std",  "stunde",  "stunden", "heure",  "heures",
    "hora",   "horas", "ora",   "ore",    "uur",  "uren",  "godz", "godzina", "godziny", "godzin", "timme",
    "timmar", "timer", "tunti", "tuntia", "saat", "ч",     "час",  "часа",    "часов",   "годин",  "година",
    "години", "ώρες",  "שעות",  "小时",   "小時", "時間",  "giờ",  "시간",    "hod"};
// Of a course: its length, and what an effort is for.
constexpr std::array<std::string_view, 22> names_of_weeks{
    "week",   "weeks",   "wk",        "wks",       "woche", "wochen",  "semaine", "semaines",
    "semana", "semanas", "settimana", "settimane", "weken", "tydzień", "tygodni", "tygodnie",
    "недель", "недели",  "неделя",    "周",        "週",    "週間"};
constexpr std::array<std::string_view, 14> names_of_days{
    "day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "dia", "dias", "дней", "天", "日"};
constexpr std::array<std::string_view, 10> names_of_months{"month", "months", "monat", "monate", "mois",
                                                           "mes",   "meses",  "mês",   "mesi",   "месяцев"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A letter of any script, as far as words are told apart by it.
bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool sign =
      (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF20);
  return c >= 0xB5 && !sign && c != 0xD7 && c != 0xF7;
}

// Reads parts of a text in small letters, one behind the other.
class Cursor {
 public:
  explicit Cursor(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  std::string_view rest() const { return text_.substr(at_); }
  void blanks() {
    while (peek() == ' ') ++at_;
  }
  bool take(std::string_view sign) {
    if (!rest().starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> signs) {
    return std::ranges::any_of(signs, [this](std::string_view sign) { return take(sign); });
  }

  std::string_view word() {
    const std::size_t first = at_;
    while (!done()) {
      const CodePoint point = decode(text_, at_);
      if (!is_letter(point.value)) break;
      at_ += point.length;
    }
    return text_.substr(first, at_ - first);
  }

  // At most nine digits: more is no duration.
  std::optional<double> digits() {
    const std::size_t first = at_;
    double value = 0;
    while (is_digit(peek())) value = value * 10 + (text_[at_++] - '0');
    if (at_ == first || at_ - first > 9) return {};
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

struct Number {
  double value = 0;
  bool decimal = false;  // whether it has a part that is not whole
};

std::optional<Number> plain_number(Cursor& cursor) {
  const auto whole = cursor.digits();
  if (!whole) return {};
  Number number{*whole};
  Cursor behind = cursor;
  if (!behind.take_any({".", ","}) || !is_digit(behind.peek())) return number;
  const std::size_t first = behind.at();
  const auto part = behind.digits();
  if (!part) return {};
  number.value += *part / std::pow(10, static_cast<double>(behind.at() - first));
  number.decimal = *part != 0;
  cursor = behind;
  return number;
}

// “5”, or the middle of “5-10”.
std::optional<Number> number(Cursor& cursor) {
  auto first = plain_number(cursor);
  if (!first) return {};
  Cursor behind = cursor;
  behind.blanks();
  if (!behind.take_any({"-", "–", "—", "~", "〜"})) return first;
  behind.blanks();
  const auto last = plain_number(behind);
  if (!last) return first;
  cursor = behind;
  return Number{(first->value + last->value) / 2, first->decimal || last->decimal};
}

std::int64_t seconds(double count, TimeUnit unit) {
  const double factor = unit == TimeUnit::hours ? 3600 : unit == TimeUnit::minutes ? 60 : 1;
  return std::llround(count * factor);
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& names) {
  return std::ranges::find(names, word) != names.end();
}

std::optional<TimeUnit> unit_named(std::string_view word) {
  if (is_one_of(word, names_of_minutes)) return TimeUnit::minutes;
  if (is_one_of(word, names_of_hours)) return TimeUnit::hours;
  if (is_one_of(word, names_of_seconds)) return TimeUnit::seconds;
  return {};
}

enum class Period { none, day, week, month };

Period period_named(std::string_view word) {
  if (is_one_of(word, names_of_weeks)) return Period::week;
  if (is_one_of(word, names_of_days)) return Period::day;
  return is_one_of(word, names_of_months) ? Period::month : Period::none;
}

// “1:30” or “1:05:00”: the numbers between colons, behind which no further digit comes.
std::optional<std::int64_t> clock(Cursor& cursor, TimeUnit bare) {
  Cursor behind = cursor;
  const auto first = behind.digits();
  if (!first || !behind.take(":")) return {};
  const auto two_digits = [&behind]() -> std::optional<double> {
    const std::size_t from = behind.at();
    const auto value = behind.digits();
    return value && behind.at() - from == 2 && *value < 60 ? value : std::nullopt;
  };
  const auto second = two_digits();
  if (!second) return {};
  std::int64_t total = std::llround(*first * 60 + *second) * (bare == TimeUnit::hours ? 60 : 1);
  if (behind.peek() == ':') {
    behind.take(":");
    const auto third = two_digits();
    if (!third) return {};
    total = std::llround((*first * 60 + *second) * 60 + *third);
  }
  cursor = behind;
  return total;
}

// “1h 30m”, “45 min.”, “2h05”: numbers with units, from the larger to the smaller.
std::optional<std::int64_t> with_units(Cursor& cursor) {
  std::int64_t total = 0;
  std::optional<TimeUnit> last;
  Cursor next = cursor;
  while (true) {
    Cursor behind = next;
    const auto count = number(behind);
    if (!count) break;
    behind.blanks();
    behind.take("-");
    const std::optional<TimeUnit> unit = unit_named(behind.word());
    if (!unit || (last && *unit >= *last)) break;
    behind.take(".");
    total += seconds(count->value, *unit);
    last = unit;
    cursor = next = behind;
    next.blanks();
    next.take_any({",", "&", "+", "and ", "und ", "et ", "y ", "e ", "en "});
    next.blanks();
  }
  if (last != TimeUnit::hours) return last ? std::optional(total) : std::nullopt;
  Cursor minutes = cursor;  // “2h05”
  const auto rest = minutes.digits();
  if (rest && *rest < 60 && minutes.at() - cursor.at() == 2 && minutes.word().empty()) {
    cursor = minutes;
    total += seconds(*rest, TimeUnit::minutes);
  }
  return total;
}

// “PT1H30M”, in small letters.
std::optional<std::int64_t> iso(std::string_view text) {
  if (!text.starts_with("pt")) return {};
  Cursor cursor(text, 2);
  std::int64_t total = 0;
  while (!cursor.done()) {
    const auto count = plain_number(cursor);
    const std::string_view unit = cursor.rest().substr(0, 1);
    if (!count || (unit != "h" && unit != "m" && unit != "s") || !cursor.take(unit)) return {};
    total += seconds(count->value, *unit_named(unit));
  }
  return text.size() > 2 ? std::optional(total) : std::nullopt;
}

std::optional<std::int64_t> bare_number(Cursor& cursor, TimeUnit bare) {
  const auto count = number(cursor);
  if (!count || (count->decimal && bare != TimeUnit::hours)) return {};
  return seconds(count->value, bare);
}

// Whether what was taken is all, but for a full stop and brackets.
bool ends(Cursor cursor) {
  while (cursor.take_any({" ", ".", ")", "]"})) {
  }
  return cursor.done();
}

Cursor at_begin(std::string_view text) {
  Cursor cursor(text);
  while (cursor.take_any({" ", "~", "≈", "(", "[", "ca.", "ca ", "c. "})) {
  }
  return cursor;
}

// Whether a rate follows, such as “/week” or “a day”.
bool is_rate(Cursor cursor) {
  cursor.blanks();
  if (cursor.take("/")) return true;
  const std::string_view word = cursor.word();
  return word == "per" || word == "a" || word == "pro" || word == "each";
}

// “(12:34)” or “[12:34]”, which no text has otherwise.
std::optional<std::int64_t> clock_in_brackets(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '(' && text[at] != '[') continue;
    Cursor cursor(text, at + 1);
    cursor.blanks();
    const auto found = clock(cursor, TimeUnit::minutes);
    cursor.blanks();
    if (found && (cursor.peek() == ')' || cursor.peek() == ']')) return found;
  }
  return {};
}

// Letters and signs before a number that make something else of it.
bool may_begin(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (before == ' ' || before == '(' || before == '[' || before == '~') return true;
  return static_cast<unsigned char>(before) >= 0x80;
}

struct Span {
  double count = 0;
  Period period = Period::none;
};

std::optional<Span> course_length(std::string_view text) {
  Cursor cursor = at_begin(text);
  const auto count = number(cursor);
  if (!count) return {};
  cursor.blanks();
  cursor.take("-");
  const Period period = period_named(cursor.word());
  if (period == Period::none || !ends(cursor)) return {};
  return Span{count->value, period};
}

}  // namespace

std::optional<std::int64_t> duration_of(std::string_view text, TimeUnit bare) {
  const std::string small = in_small_letters(one_line(text));
  if (const auto found = iso(small)) return found;
  const Cursor begin = at_begin(small);
  Cursor cursor = begin;
  if (const auto found = clock(cursor, bare)) {
    if (ends(cursor)) return found;
    cursor.blanks();
    Cursor again = begin;
    const auto unit = unit_named(cursor.word());
    return unit && ends(cursor) ? clock(again, *unit) : std::nullopt;
  }
  cursor = begin;
  if (const auto found = with_units(cursor); found && ends(cursor)) return found;
  cursor = begin;
  if (const auto found = bare_number(cursor, bare); found && ends(cursor)) return found;
  return {};
}

std::optional<std::int64_t> duration_in(std::string_view text) {
  const std::string small = in_small_letters(one_line(text));
  if (const auto found = clock_in_brackets(small)) return found;
  for (std::size_t at = 0; at < small.size(); ++at) {
    if (!is_digit(small[at]) || !may_begin(small, at)) continue;
    Cursor cursor(small, at);
    const auto found = with_units(cursor);
    if (!found || *found == 0 || is_rate(cursor)) continue;
    // “3m” and “90s” may be anything; in brackets they are times.
    const std::string_view taken = std::string_view(small).substr(at, cursor.at() - at);
    const bool short_unit = taken.ends_with('m') || taken.ends_with('s');
    const bool single = short_unit && !taken.contains('h') && !taken.ends_with("ms") &&
                        (is_digit(taken[taken.size() - 2]) || taken[taken.size() - 2] == ' ');
    const bool bracketed = at > 0 && (small[at - 1] == '(' || small[at - 1] == '[');
    if (!single || bracketed) return found;
  }
  return {};
}

std::optional<std::int64_t> course_load(std::string_view duration, std::string_view effort) {
  const std::string length = in_small_letters(one_line(duration));
  const std::string rate = in_small_letters(one_line(effort));
  const auto span = course_length(length);
  if (!span) return {};
  Cursor cursor = at_begin(rate);
  const auto each = with_units(cursor);
  if (!each) return {};
  cursor.blanks();
  if (!cursor.take_any({"/", "per ", "a ", "pro ", "par ", "por ", "p. "})) return {};
  cursor.blanks();
  if (period_named(cursor.word()) != span->period || !ends(cursor)) return {};
  return std::llround(span->count * static_cast<double>(*each));
}

TimeUnit unit_of_column(std::string_view name) {
  const std::string small = in_small_letters(one_line(name));
  for (Cursor cursor(small); !cursor.done();) {
    const std::string_view word = cursor.word();
    if (const auto unit = unit_named(word)) return *unit;
    if (word.empty()) cursor.take(cursor.rest().substr(0, decode(small, cursor.at()).length));
  }
  return TimeUnit::minutes;
}

std::string_view without_duration(std::string_view title, std::int64_t seconds) {
  if (!title.ends_with(')') && !title.ends_with(']')) return title;
  const std::size_t open = title.rfind(title.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos) return title;
  const std::string_view inside = title.substr(open + 1, title.size() - open - 2);
  const bool bare = inside.find_first_not_of("0123456789") == std::string_view::npos;
  if (bare || duration_of(inside) != seconds) return title;
  const std::size_t end = title.find_last_not_of(' ', open == 0 ? 0 : open - 1);
  return open == 0 || end == std::string_view::npos ? title : title.substr(0, end + 1);
}

}  // namespace pensum::importing
