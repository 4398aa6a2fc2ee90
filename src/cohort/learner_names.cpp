#include "cohort/learner_names.hpp"

#include "cohort/file_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace pensum::cohort {

namespace {

class Naming {
 public:
  Naming(const roster::Roster& roster, std::string_view code_column)
      : roster_(roster), code_column_(code_column) {}

  std::vector<Result<std::string>> names() {
    std::vector<std::optional<Result<std::string>>> names(roster_.size());
    // What is asked for by name comes first: no name that is made up may take it away.
    for (std::size_t row = 0; row < roster_.size(); ++row) names[row] = asked_for(row);
    std::vector<Result<std::string>> all;
    all.reserve(names.size());
    for (std::size_t row = 0; row < roster_.size(); ++row) {
      all.push_back(names[row] ? *std::move(names[row]) : Result<std::string>(made_up(row)));
    }
    return all;
  }

 private:
  std::optional<Result<std::string>> asked_for(std::size_t row) {
    const std::vector<roster::Cell> cells = roster_.row(row);
    const std::string_view column = code_column_.empty() ? "file" : code_column_;
    const auto cell = std::ranges::find(cells, column, &roster::Cell::column);
    if (cell == cells.end()) {
      if (code_column_.empty()) return std::nullopt;
      return failure(fmt::format("there is no {}", column), "every learner needs one, to name the files by",
                     place_of(cells));
    }
    Result<std::string> name = name_in(*cell);
    if (name && !names_.take(*name)) {
      name = failure(fmt::format("another learner has “{}”, too", shown(cell->value)),
                     "give each learner another one");
    }
    if (!name) name = std::unexpected(about(column, std::move(name.error())));
    return name;
  }

  Result<std::string> name_in(const roster::Cell& cell) {
    if (code_column_.empty()) {
      Result<void> fine = check_file_name(cell.value);
      if (fine) return cell.value;
      return std::unexpected(std::move(fine.error()));
    }
    std::string name = slugs_(cell.value);
    if (!name.empty()) return name;
    return failure(fmt::format("“{}” holds neither letters nor digits", shown(cell.value)), "add some");
  }

  std::string made_up(std::size_t row) {
    const std::vector<roster::Cell> cells = roster_.row(row);
    const auto learner = std::ranges::find(cells, "learner", &roster::Cell::column);
    std::string wanted = learner == cells.end() ? std::string() : slugs_(learner->value);
    if (wanted.empty()) wanted = fmt::format("learner-{}", roster_.number(row));
    return names_.take_like(wanted);
  }

  static Place place_of(const std::vector<roster::Cell>& cells) {
    return cells.empty() ? Place() : cells.front().place;
  }

  const roster::Roster& roster_;
  std::string_view code_column_;
  Slugs slugs_;
  FileNames names_;
};

}  // namespace

std::vector<Result<std::string>> name_files(const roster::Roster& roster, std::string_view code_column) {
  return Naming(roster, code_column).names();
}

}  // namespace pensum::cohort
