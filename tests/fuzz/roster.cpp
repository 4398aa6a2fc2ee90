// The bytes of a roster, CSV or XML: read, its rows taken as requests, its files named.
#include "roster/roster.hpp"
#include "cohort/learner_names.hpp"
#include "fuzz/fuzz.hpp"
#include "request/plan_request.hpp"
#include "request/roster_columns.hpp"
#include "request/wording.hpp"

#include <set>

using namespace pensum;
using fuzz::expect;

namespace {

void check_names(const roster::Roster& roster, std::string_view code_column) {
  std::set<std::string> names;
  for (const Result<std::string>& name : cohort::name_files(roster, code_column)) {
    if (!name) {
      fuzz::check(name.error());
      continue;
    }
    expect(!name->empty() && name->size() <= 250, "a file's name has some characters, and not too many");
    expect(*name != "." && *name != "..", "a file's name is no folder's");
    expect(name->find_first_of(std::string_view("/\\:\0\n\r", 6)) == std::string::npos,
           "a file's name leads nowhere else");
    expect(fuzz::is_safe_to_show(*name), "a file's name is safe to show");
    expect(names.insert(*name).second, "no two learners share a file");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<roster::Roster> roster =
      roster::read_roster(std::string(fuzz::text_of(data, size)), "class", roster_columns(),
                          {.columns = roster_date_columns(), .order = {}});
  if (!roster) {
    fuzz::check(roster.error());
    return 0;
  }
  expect(roster->size() > 0, "a roster has a learner");
  constexpr std::size_t most_rows = 20;
  for (std::size_t row = 0; row < std::min(roster->size(), most_rows); ++row) {
    expect(row == 0 || roster->number(row) > roster->number(row - 1), "rows are counted in order");
    std::set<std::string> columns;
    for (const roster::Cell& cell : roster->row(row)) {
      expect(!cell.value.empty(), "a cell that is there has a value");
      expect(find_invalid_utf8(cell.value) == std::string::npos, "values are UTF-8");
      expect(std::ranges::find(roster->columns(), cell.column) != roster->columns().end(),
             "a cell has one of the columns");
      expect(columns.insert(cell.column).second, "a row has one cell a column");
      expect(cell.place.line > 0 && cell.place.column > 0, "a cell has a place");
    }
    const Settings settings = row_settings(*roster, row);
    const Result<PlanRequest> asked = plan_request_of(settings, fuzz::world().today);
    if (!asked) fuzz::check(in_words(asked.error(), settings, {.title = roster->title(row)}));
  }
  check_names(*roster, "");
  if (std::ranges::find(roster->columns(), "code") != roster->columns().end()) check_names(*roster, "code");
  return 0;
}
