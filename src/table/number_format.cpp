#include "table/number_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>

namespace pensum::table {

namespace {

constexpr std::int64_t seconds_of_day = 86'400;
// Of the year 9999, behind which workbooks have no dates.
constexpr double most_days = 2'958'465;

// What a format code holds, without what it only shows.
struct Parts {
  bool date = false;  // y, d, or m without hours beside it
  bool hours = false;
  bool seconds = false;
  bool bracketed = false;  // [h], [mm], [ss]
  bool percent = false;
  bool digits = false;
  std::string behind;  // literal text behind the last digit
};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class CodeReader {
 public:
  explicit CodeReader(std::string_view code) : code_(code) {}

  Parts read() {
    while (at_ < code_.size() && code_[at_] != ';') step();
    return std::move(parts_);
  }

 private:
  void step() {
    const char c = small(code_[at_++]);
    if (c == '"') return literal(std::min(code_.find('"', at_), code_.size()), 1);
    if (c == '\\') return literal(std::min(at_ + 1, code_.size()), 0);
    if (c == '_' || c == '*') {
      at_ = std::min(at_ + 1, code_.size());
    } else if (c == '[') {
      bracket();
    } else {
      sign(c);
    }
  }

  void literal(std::size_t end, std::size_t closing) {
    parts_.behind += code_.substr(at_, end - at_);
    at_ = std::min(end + closing, code_.size());
  }

  void bracket() {
    const std::size_t end = std::min(code_.find(']', at_), code_.size());
    const std::string_view content = code_.substr(at_, end - at_);
    at_ = std::min(end + 1, code_.size());
    const bool time = !content.empty() && content.find_first_not_of("hHmMsS") == std::string_view::npos;
    parts_.bracketed = parts_.bracketed || time;
    parts_.seconds = parts_.seconds || (time && small(content.front()) == 's');
  }

  void sign(char c) {
    if (c == 'y' || c == 'd') parts_.date = true;
    if (c == 'h') parts_.hours = true;
    if (c == 's') parts_.seconds = true;
    if (c == '%') parts_.percent = true;
    if (c == '0' || c == '#' || c == '?') {
      parts_.digits = true;
      parts_.behind.clear();
    }
    if (c == ' ') parts_.behind += ' ';
    if (c == 'm' && !parts_.hours && !parts_.bracketed) month_ = true;
    if (month_ && !parts_.hours && !parts_.seconds &&
        code_.find_first_of("sS", at_) == std::string_view::npos) {
      parts_.date = true;
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  bool month_ = false;  // an m that no hours came before
  Parts parts_;
};

std::string date(double days) {
  using namespace std::chrono;
  const std::int64_t seconds = seconds_of_days(days);
  const auto whole = static_cast<int>(seconds / seconds_of_day);
  const year_month_day day(sys_days(year(1899) / December / 30) + std::chrono::days(whole));
  std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                 static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  if (const std::int64_t rest = seconds % seconds_of_day; rest != 0) {
    text += fmt::format(" {:02}:{:02}", rest / 3600, rest / 60 % 60);
  }
  return text;
}

std::string plain(double value) { return fmt::format("{:.15g}", value); }

}  // namespace

NumberFormat number_format(std::string_view code) {
  using Kind = NumberFormat::Kind;
  if (code.size() >= 7 && (code.starts_with("General") || code.starts_with("GENERAL"))) {
    Parts parts = CodeReader(code.substr(7)).read();
    return {Kind::number, std::move(parts.behind)};
  }
  Parts parts = CodeReader(code).read();
  if (parts.bracketed) return {Kind::duration};
  if (parts.date) return {Kind::date};
  if (parts.seconds) return {Kind::duration};
  if (parts.hours) return {Kind::time_of_day};
  if (parts.percent) return {Kind::percent};
  return {Kind::number, parts.digits ? std::move(parts.behind) : std::string()};
}

NumberFormat built_in_format(int id) {
  using Kind = NumberFormat::Kind;
  if (id == 9 || id == 10) return {Kind::percent};
  if (id == 18 || id == 20) return {Kind::time_of_day};
  if (id == 19 || id == 21 || (id >= 45 && id <= 47)) return {Kind::duration};
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return {Kind::date};
  return {};
}

std::int64_t seconds_of_days(double days) {
  return std::llround(std::clamp(days, -most_days, most_days) * static_cast<double>(seconds_of_day));
}

std::string shown_number(double value, const NumberFormat& format) {
  using Kind = NumberFormat::Kind;
  if (!std::isfinite(value)) return {};
  const bool in_time = value >= 0 && value <= most_days;
  if (in_time && format.kind == Kind::date) return date(value);
  const std::int64_t seconds = seconds_of_days(value);
  if (in_time && format.kind == Kind::time_of_day) {
    return fmt::format("{}:{:02}", seconds / 3600 % 24, seconds / 60 % 60);
  }
  if (in_time && format.kind == Kind::duration) {
    return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
  if (format.kind == Kind::percent) return plain(value * 100) + "%";
  return plain(value) + format.behind;
}

}  // namespace pensum::table
