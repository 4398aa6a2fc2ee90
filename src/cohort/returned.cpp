#include "cohort/returned.hpp"

#include "base/file_ending.hpp"
#include "base/spelling.hpp"
#include "io/files.hpp"
#include "press/in_hand.hpp"
#include "request/roster_columns.hpp"
#include "request/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

namespace pensum::cohort {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_warnings = 20;

/// Without what programs add to a file's name: “-2026-11-28”, “ (1)”, “-1”.
std::string without_addition(const std::string& stem) {
  const auto is_addition = [](char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '(' || c == ')' || c == ' ';
  };
  std::size_t end = stem.size();
  while (end > 0 && is_addition(stem[end - 1])) --end;
  return stem.substr(0, end);
}

Result<std::vector<fs::path>> plans_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    if (has_ending(name, ".pdf") || has_ending(name, ".epub")) files.push_back(entry->path());
  }
  if (problem) {
    return failure(fmt::format("{} cannot be read: {}", shown(folder.string(), 4096), problem.message()),
                   "name the folder with the plans that came back");
  }
  std::ranges::sort(files);
  return files;
}

/// The learner of the plan in a file; nothing where it cannot be read.
std::optional<std::string> learner_of(const fs::path& file) {
  const Result<std::string> bytes = io::read_file(file, std::size_t{256} << 20);
  if (!bytes) return std::nullopt;
  const Result<press::InHand> in_hand = press::open_in_hand(*bytes, file.filename().string(), std::nullopt);
  if (!in_hand) return std::nullopt;
  return in_hand->asked.request.learner;
}

}  // namespace

Result<Returned> find_returned(const fs::path& folder, const roster::Roster& roster,
                               const std::vector<Result<std::string>>& names) {
  const Result<std::vector<fs::path>> files = plans_in(folder);
  if (!files) return std::unexpected(files.error());
  std::map<std::string, std::size_t> by_name;
  std::multimap<std::string, std::size_t> by_learner;
  for (std::size_t row = 0; row < roster.size(); ++row) {
    if (names[row]) by_name.emplace(*names[row], row);
    const Settings settings = row_settings(roster, row);
    if (const auto learner = name_value(settings.last("learner", "")); learner && !learner->empty())
      by_learner.emplace(*learner, row);
  }
  Returned returned;
  for (const fs::path& file : *files) {
    const std::string stem = file.stem().string();
    auto named = by_name.find(stem);
    if (named == by_name.end()) named = by_name.find(without_addition(stem));
    if (named != by_name.end()) {
      returned.files[named->second].push_back(file);
      continue;
    }
    const std::optional<std::string> learner = learner_of(file);
    const auto [first, last] = by_learner.equal_range(learner.value_or(std::string()));
    if (std::distance(first, last) == 1) {
      returned.files[first->second].push_back(file);
    } else if (returned.warnings.size() < most_warnings) {
      returned.warnings.push_back(
          {Severity::warning,
           {},
           fmt::format("{}: it is not clear whose plan it is", shown(file.filename().string())),
           "name it after its learner’s files, as the teacher’s page lists them"});
    }
  }
  return returned;
}

}  // namespace pensum::cohort
