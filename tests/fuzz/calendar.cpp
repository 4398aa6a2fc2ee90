// The bytes of a calendar, from which days off are taken.
#include "calendar/content_lines.hpp"
#include "calendar/ics_reader.hpp"
#include "fuzz/fuzz.hpp"

using namespace pensum;
using fuzz::expect;

namespace {

void check_days(const calendar::IcsFile& file, DateRange range, const std::vector<std::string>& matches) {
  const Result<calendar::DaysOff> found = calendar::days_off(file, range, matches);
  if (!found) {
    fuzz::check(found.error());
    return;
  }
  expect(found->outside + found->unmatched <= file.entries.size(), "an entry is counted once");
  for (std::size_t i = 0; i < found->days.size(); ++i) {
    const Date date = found->days[i].date;
    expect(date >= range.first && date <= range.last, "days off are in the range");
    expect(i == 0 || found->days[i - 1].date < date, "days off are in order, each once");
  }
}

/// What is written of a text is read again.
void check_text(const std::string& text) {
  const std::string value = calendar::escaped(text);
  const std::string bytes = calendar::folded("SUMMARY:" + value);
  calendar::LineReader reader(bytes);
  const auto line = reader.next();
  expect(line && line->value == value && !reader.next(), "a line is read as it was written");
  expect(calendar::escaped(calendar::unescaped(value)) == value,
         "a text is the same when it is read and written");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  const Result<calendar::IcsFile> file = calendar::read_ics(bytes, "calendar");
  if (!file) {
    fuzz::check(file.error());
  } else {
    const Date start{std::chrono::year(2026) / 11 / 24};
    check_days(*file, {start, start + days{400}}, {});
    check_days(*file, {start - days{3650}, start + days{3650}}, {"a"});
    check_days(*file, {first_date, first_date + days{40}}, {});
    check_days(*file, {last_date - days{40}, last_date}, {});
    if (!file->warnings.empty()) fuzz::check(file->warnings);
  }
  check_text(std::string(bytes.substr(0, 1000)));
  return 0;
}
