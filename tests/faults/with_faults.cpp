#include "faults/with_faults.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace pensum::test {

namespace fs = std::filesystem;

const char* const out_of_memory =
    "pensum: error: out of memory; files written so far are complete\n"
    "hint: close other programs, or ask for less at a time: fewer lessons, a smaller roster, --jobs 1\n";

Outcome run_with_faults(const std::vector<std::string>& arguments, const fs::path& folder,
                        const std::string& faults) {
  std::vector<std::string> command{PENSUM_WITH_FAULTS};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, {.folder = folder,
                       .variables = {{"PENSUM_DATA", PENSUM_STAGED_DIR},
                                     {"SOURCE_DATE_EPOCH", std::nullopt},
                                     {"ASAN_OPTIONS", sanitizer_without_leaks()},
                                     {"PENSUM_FAULTS", faults}}});
}

Contents contents_of(const fs::path& folder) {
  Contents contents;
  for (const std::string& name : files_in(folder)) contents.emplace(name, bytes_of(folder / name));
  return contents;
}

Trials::Trials(std::vector<std::string> arguments, Contents before)
    : arguments_(std::move(arguments)), before_(std::move(before)) {}

Trials::Trial Trials::undisturbed() {
  Trials alone(arguments_, before_);
  alone.add("none", 0);
  return alone.run().front().trial;
}

std::vector<Trials::Result> Trials::run() {
  const TemporaryFolder place;
  const auto fill = [&](const fs::path& folder) {
    fs::create_directories(folder);
    for (const auto& [name, bytes] : before_) write(folder / name, bytes);
  };
  // Each line of the list is a run, in order: a killed one is followed by one that nothing happens to.
  std::ostringstream list;
  std::vector<fs::path> folders;
  const auto kills = [](const Trial& trial) { return trial.fault == "before" || trial.fault == "after"; };
  for (std::size_t i = 0; i < trials_.size(); ++i) {
    folders.push_back(place / std::to_string(i));
    fill(folders.back());
    list << folders.back().string() << ' ' << trials_[i].fault << ' ' << trials_[i].number << '\n';
  }
  const auto read = [&](std::istream& ends, const fs::path& folder, Trial& trial) {
    if (!(ends >> trial.status >> trial.allocations >> trial.calls))
      throw std::runtime_error("a trial's end was not told");
    trial.err = bytes_of(folder.string() + ".err");
    trial.after = contents_of(folder);
  };
  const auto run_list = [&](const std::string& text) {
    write(place / "list", text);
    fill(place / "start");
    const Outcome outcome = run_with_faults(
        arguments_, place / "start", "trials:" + (place / "list").string() + ":" + (place / "ends").string());
    if (outcome.status != 0) throw std::runtime_error("the trials did not run: " + outcome.err);
    return std::ifstream(place / "ends");
  };
  std::vector<Result> results;
  std::ifstream ends = run_list(list.str());
  for (std::size_t i = 0; i < trials_.size(); ++i) {
    results.push_back({.trial = trials_[i], .again = {}});
    read(ends, folders[i], results.back().trial);
    results.back().again = results.back().trial;
  }
  std::ostringstream again;
  for (std::size_t i = 0; i < trials_.size(); ++i) {
    if (kills(trials_[i])) again << folders[i].string() << " none 0\n";
  }
  if (again.str().empty()) return results;
  ends = run_list(again.str());
  for (std::size_t i = 0; i < trials_.size(); ++i) {
    if (kills(trials_[i])) read(ends, folders[i], results[i].again);
  }
  return results;
}

Ends refuse_allocations(const std::vector<std::string>& arguments, const fs::path& folder, long first,
                        long step) {
  const TemporaryFolder place;
  const fs::path summary = place / "summary";
  Ends result;
  result.outcome = run_with_faults(
      arguments, folder,
      "allocations:" + std::to_string(first) + ":" + std::to_string(step) + ":" + summary.string());
  std::ifstream lines(summary);
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    if (line.starts_with("of ")) {
      words.ignore(3);
      words >> result.allocations;
      continue;
    }
    Ends::End end;
    words >> end.count >> end.first >> end.status;
    words.ignore(1);
    std::getline(words, end.said);
    for (char& c : end.said) c = c == '|' ? '\n' : c;
    result.ends.push_back(std::move(end));
  }
  return result;
}

bool thorough() {
  const char* value = std::getenv("PENSUM_EVERY_ALLOCATION");
  return value != nullptr && *value == '1';
}

}  // namespace pensum::test
