#include "cohort/table.hpp"

#include "base/gap_marks.hpp"
#include "facts/notes.hpp"
#include "plan/plan.hpp"
#include "roster/roster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace pensum::cohort {

namespace {

// Columns, in their order.
constexpr std::string_view row = "row";
constexpr std::string_view learner = "learner";
constexpr std::string_view name = "file";
constexpr std::string_view state = "state";
constexpr std::string_view start = "start";
constexpr std::string_view deadline = "deadline";
constexpr std::string_view study_days = "study-days";
constexpr std::string_view lessons = "lessons";
constexpr std::string_view load = "minutes";
constexpr std::string_view fullest = "fullest-day";
constexpr std::string_view budget = "largest-budget";
constexpr std::string_view cushion = "can-miss";
constexpr std::string_view span = "bar";
constexpr std::string_view bar_starts = "bar-starts";
constexpr std::string_view lesson_bars = "lesson-minutes";
constexpr std::string_view review_bars = "review-minutes";
constexpr std::string_view files = "files";
constexpr std::string_view pages = "pages";
constexpr std::string_view notes = "notes";
constexpr std::string_view reason = "reason";
constexpr std::array columns{row,         learner,     name,    state,  start,   deadline, study_days,
                             lessons,     load,        fullest, budget, cushion, span,     bar_starts,
                             lesson_bars, review_bars, files,   pages,  notes,   reason};

constexpr std::array<std::pair<Outcome::State, std::string_view>, 3> states{
    {{Outcome::State::planned, "planned"},
     {Outcome::State::no_plan, "does not fit"},
     {Outcome::State::wrong, "wrong"}}};
constexpr std::array<std::pair<facts::BarSpan, std::string_view>, 4> spans{{{facts::BarSpan::day, "day"},
                                                                            {facts::BarSpan::week, "week"},
                                                                            {facts::BarSpan::month, "month"},
                                                                            {facts::BarSpan::year, "year"}}};

template <class Value, std::size_t count>
std::string_view word(const std::array<std::pair<Value, std::string_view>, count>& words, Value value) {
  return std::ranges::find(words, value, &std::pair<Value, std::string_view>::first)->second;
}

// ---------------------------------------------------------------------------- writing

/// What spreadsheets begin a formula with; and the apostrophe, so that one in front can be taken off again.
bool is_dangerous(char c) { return std::string_view("=+-@\t\r'").find(c) != std::string_view::npos; }

void append_cell(std::string& out, std::string_view value) {
  const bool guarded = !value.empty() && is_dangerous(value.front());
  if (value.find_first_of(",;\t\"\r\n ") == std::string_view::npos) {
    out += guarded ? "'" : "";
    out += value;
    return;
  }
  out += guarded ? "\"'" : "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

template <class Range, class Project>
std::string list(const Range& range, Project project) {
  std::string text;
  for (const auto& item : range) {
    if (!text.empty()) text += ' ';
    text += project(item);
  }
  return text;
}

/// A date; of a plan without dates the number of the study day.
std::string date_of(const Outcome& outcome, Date date) {
  return outcome.undated ? std::to_string((date - first_date).count() + 1) : to_iso(date);
}

std::string value_of(const Outcome& outcome, std::string_view column) {
  if (column == row) return std::to_string(outcome.row);
  if (column == learner) return outcome.learner;
  if (column == name) return outcome.name;
  if (column == state) return std::string(word(states, outcome.state));
  if (column == reason) return outcome.reason;
  if (outcome.state != Outcome::State::planned) return {};
  if (column == start) return date_of(outcome, outcome.start);
  if (column == deadline) return date_of(outcome, outcome.deadline);
  if (column == study_days) return std::to_string(outcome.study_days);
  if (column == lessons) return std::to_string(outcome.lessons);
  if (column == load) return std::to_string(outcome.load.count);
  if (column == fullest) return std::to_string(outcome.fullest.count);
  if (column == budget) return std::to_string(outcome.budget.count);
  if (column == cushion)
    return list(outcome.cushion, [&](const Missable& missable) {
      return std::to_string(missable.days) + "=" + date_of(outcome, missable.until);
    });
  if (column == span) return std::string(word(spans, outcome.span));
  if (column == bar_starts)
    return list(outcome.bars, [&](const auto& bar) { return date_of(outcome, bar.first); });
  if (column == pages) return std::to_string(outcome.pages);
  const auto count = [](Minutes minutes) { return std::to_string(minutes.count); };
  if (column == lesson_bars) return list(outcome.bars, [&](const auto& bar) { return count(bar.lessons); });
  if (column == review_bars) return list(outcome.bars, [&](const auto& bar) { return count(bar.reviews); });
  if (column == files) return list(outcome.files, [](const std::string& file) { return file; });
  return without_gap_marks(outcome.notes);
}

// ---------------------------------------------------------------------------- reading

class Reader {
 public:
  Reader(const roster::Roster& table, std::size_t index)
      : cells_(table.row(index)), title_(table.title(index)) {}

  Result<Outcome> read() {
    Outcome outcome;
    outcome.row = number<std::size_t>(row);
    outcome.learner = text(learner);
    outcome.name = text(name);
    outcome.state = named(states, state);
    outcome.reason = text(reason);
    if (outcome.state == Outcome::State::planned) {
      outcome.undated = undated_ = is_number(text(start));
      outcome.start = date(start);
      outcome.deadline = date(deadline);
      outcome.study_days = number<std::size_t>(study_days);
      outcome.lessons = number<std::size_t>(lessons);
      outcome.load = Minutes{number<std::int64_t>(load)};
      outcome.fullest = Minutes{number<std::int64_t>(fullest)};
      outcome.budget = Minutes{number<std::int64_t>(budget)};
      outcome.cushion = missable(cushion);
      outcome.span = named(spans, span);
      outcome.bars = bars();
      outcome.files = words_of(text(files));
      outcome.pages = number<std::size_t>(pages);
      outcome.notes = text(notes);
    }
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return outcome;
  }

 private:
  std::string text(std::string_view column) {
    const auto cell = std::ranges::find(cells_, column, &roster::Cell::column);
    if (cell == cells_.end()) return {};
    // The apostrophe that keeps a spreadsheet from calculating.
    return cell->value.starts_with('\'') ? cell->value.substr(1) : cell->value;
  }

  void wrong(std::string_view column) {
    const auto cell = std::ranges::find(cells_, column, &roster::Cell::column);
    diagnostics_.push_back(
        {Severity::error, cell == cells_.end() ? Place() : cell->place,
         fmt::format("{}, {}: {}", title_, column,
                     cell == cells_.end() ? "there is nothing"
                                          : fmt::format("“{}” is not what pensum wrote", shown(cell->value))),
         "make this part of the cohort again"});
  }

  template <std::integral Number>
  Number number_in(const std::string& digits, std::string_view column) {
    Number value{};
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || end != digits.data() + digits.size() || value < 0) wrong(column);
    return value;
  }

  template <std::integral Number>
  Number number(std::string_view column) {
    return number_in<Number>(text(column), column);
  }

  static bool is_number(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
  }

  /// A date; of a plan without dates the number of a study day.
  Date date_in(const std::string& word, std::string_view column) {
    if (undated_) {
      const auto number = number_in<std::int64_t>(word, column);
      if (number < 1 || number > most_days) wrong(column);
      return first_date + days{std::clamp<std::int64_t>(number, 1, most_days) - 1};
    }
    const std::optional<Date> date = parse_date(word);
    if (!date) wrong(column);
    return date.value_or(Date());
  }

  Date date(std::string_view column) { return date_in(text(column), column); }

  std::vector<Missable> missable(std::string_view column) {
    std::vector<Missable> all;
    for (const std::string& word : words_of(text(column))) {
      const std::size_t equals = std::min(word.find('='), word.size());
      const Date until = date_in(word.substr(std::min(equals + 1, word.size())), column);
      all.push_back({number_in<std::size_t>(word.substr(0, equals), column), until});
    }
    if (all.size() > facts::most_in_words) wrong(column);
    return all;
  }

  template <class Value, std::size_t count>
  Value named(const std::array<std::pair<Value, std::string_view>, count>& known, std::string_view column) {
    const auto found =
        std::ranges::find(known, std::string_view(text(column)), &std::pair<Value, std::string_view>::second);
    if (found != known.end()) return found->first;
    wrong(column);
    return known.front().first;
  }

  static std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t first = 0; first < text.size();) {
      const std::size_t end = std::min(text.find(' ', first), text.size());
      words.push_back(text.substr(first, end - first));
      first = end + 1;
    }
    return words;
  }

  std::vector<Outcome::Bar> bars() {
    const std::vector<std::string> learning = words_of(text(lesson_bars));
    const std::vector<std::string> reviewing = words_of(text(review_bars));
    const std::vector<std::string> starts = words_of(text(bar_starts));
    if (learning.size() != reviewing.size()) wrong(review_bars);
    if (learning.size() != starts.size()) wrong(bar_starts);
    std::vector<Outcome::Bar> all;
    for (std::size_t i = 0; i < std::min({learning.size(), reviewing.size(), starts.size()}); ++i) {
      all.push_back({Minutes{number_in<std::int64_t>(learning[i], lesson_bars)},
                     Minutes{number_in<std::int64_t>(reviewing[i], review_bars)},
                     date_in(starts[i], bar_starts)});
    }
    return all;
  }

  std::vector<roster::Cell> cells_;
  std::string title_;
  bool undated_ = false;
  Diagnostics diagnostics_;
};

}  // namespace

std::string to_csv(std::span<const Outcome> outcomes) {
  std::string out = "\xEF\xBB\xBF";
  const auto end_cell = [&](std::size_t column) { out += column + 1 == columns.size() ? "\r\n" : ","; };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += columns[i];
    end_cell(i);
  }
  for (const Outcome& outcome : outcomes) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      append_cell(out, value_of(outcome, columns[i]));
      end_cell(i);
    }
  }
  return out;
}

Result<std::vector<Outcome>> read_csv(std::string bytes, const std::string& file) {
  // A part of a small roster may have no learners, which is an error in a roster.
  if (bytes == to_csv({})) return std::vector<Outcome>();
  const Result<roster::Roster> table = roster::read_roster(std::move(bytes), file, columns);
  if (!table) return std::unexpected(table.error());
  std::vector<Outcome> outcomes;
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < table->size() && diagnostics.size() < most_diagnostics; ++i) {
    Result<Outcome> outcome = Reader(*table, i).read();
    if (outcome) {
      outcomes.push_back(*std::move(outcome));
    } else {
      std::ranges::move(outcome.error(), std::back_inserter(diagnostics));
    }
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return outcomes;
}

}  // namespace pensum::cohort
