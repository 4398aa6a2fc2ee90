#include "cli/samples.hpp"
#include "faults/with_faults.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum::test;

namespace {

namespace fs = std::filesystem;

// Letters of calls, as shim.cpp gives them.
enum Call : char {
  open_file = 'o',
  open_folder = 'd',
  write_file = 'w',
  flush_file = 'f',
  flush_folder = 'F',
  close_written = 'c',
  close_other = 'C',
  lock = 'l',
  rename_file = 'r',
  make_folder = 'm',
};

struct Fault {
  std::string name{};
  int error = 0;  // what is reported; with 0 nothing has to be noticed
};

Fault refusal(int error) { return {std::to_string(error), error}; }
Fault harmless(int error) { return {std::to_string(error), 0}; }

// How a call can fail; each can also be what the process does not come to any more.
std::vector<Fault> faults_of(char call) {
  switch (call) {
    case open_file:
      return {refusal(ENOSPC), refusal(EACCES), refusal(EIO), harmless(EINTR)};
    case write_file:
      return {refusal(ENOSPC), refusal(EIO), harmless(EINTR), {"short", 0}};
    case flush_file:
      return {refusal(EIO), refusal(ENOSPC), harmless(EINTR)};
    case flush_folder:
      return {refusal(EIO), harmless(EINVAL), harmless(EINTR)};
    case rename_file:
      return {refusal(EIO), refusal(EACCES), refusal(ENOSPC)};
    case make_folder:
      return {refusal(EACCES), refusal(ENOSPC)};
    case open_folder:
      return {harmless(EACCES), harmless(EINTR)};
    case lock:
      return {harmless(ENOLCK)};
    case close_written:
    case close_other:
      return {harmless(EINTR)};
    default:
      return {};
  }
}

struct Expected {
  Contents before;           // old files and inputs
  Contents after;            // of an undisturbed run
  bool all_or_none = false;  // an error leaves all files old, unless their folder's flushing failed
  std::vector<std::string> unfinished;  // files that list more while others are written
};

// A file is as it was, or as it is to be; and none is there beside them.
void check_whole(const Contents& contents, const Expected& expected) {
  for (const auto& [name, bytes] : contents) {
    INFO(name);
    const auto old = expected.before.find(name);
    const auto wanted = expected.after.find(name);
    REQUIRE((old != expected.before.end() || wanted != expected.after.end()));
    if (std::ranges::find(expected.unfinished, name) != expected.unfinished.end()) continue;
    CHECK(((old != expected.before.end() && bytes == old->second) ||
           (wanted != expected.after.end() && bytes == wanted->second)));
  }
  for (const auto& [name, bytes] : expected.before) CHECK(contents.contains(name));
}

bool is_temporary(const std::string& name) {
  return name.find(".pensum-") != std::string::npos && !name.ends_with(".pensum-cohort");
}

void check(const Trials::Result& result, char call, const Fault& fault, const Expected& expected) {
  const Trials::Trial& trial = result.trial;
  INFO("call " << trial.number << " (" << call << "), fault " << fault.name << "\n" << trial.err);
  if (fault.name == "before" || fault.name == "after") {
    CHECK(trial.status == -SIGKILL);
    Contents but_left_over = trial.after;
    std::erase_if(but_left_over, [](const auto& file) { return is_temporary(file.first); });
    check_whole(but_left_over, expected);
    CHECK(trial.after.size() <= but_left_over.size() + expected.after.size());
    CHECK(result.again.status == 0);
    CHECK(result.again.after == expected.after);
    return;
  }
  if (fault.error == 0) {
    CHECK(trial.status == 0);
    CHECK(trial.err.empty());
    CHECK(trial.after == expected.after);
    return;
  }
  CHECK(trial.status == 4);
  CHECK(trial.err.starts_with("pensum: error: "));
  CHECK(trial.err.find(std::string(": ") + std::strerror(fault.error) + "\n") != std::string::npos);
  if (call == flush_folder) CHECK(trial.err.find("cannot be flushed to the disk") != std::string::npos);
  if (expected.all_or_none && call != rename_file && call != flush_folder) {
    CHECK(trial.after == expected.before);
  } else {
    check_whole(trial.after, expected);
  }
}

void try_all(const std::vector<std::string>& arguments, Expected expected, const std::string& calls) {
  Trials trials(arguments, expected.before);
  const Trials::Trial undisturbed = trials.undisturbed();
  INFO(undisturbed.err);
  REQUIRE(undisturbed.status == 0);
  // What has to be met is: otherwise the shim would have lost sight of it.
  for (const char call : calls) REQUIRE(undisturbed.calls.find(call) != std::string::npos);
  expected.after = undisturbed.after;
  std::vector<std::pair<char, Fault>> tried;
  for (std::size_t i = 0; i < undisturbed.calls.size(); ++i) {
    std::vector<Fault> faults = faults_of(undisturbed.calls[i]);
    // Every call fails; the expected error takes turns.
    if (!thorough()) {
      const auto told = static_cast<std::size_t>(std::ranges::count_if(faults, &Fault::error));
      std::size_t turn = told == 0 ? 0 : i % told;
      std::erase_if(faults, [&](const Fault& fault) { return fault.error != 0 && turn-- != 0; });
    }
    // Whether a process ends before or after a call that changes no file is the same.
    if (std::string_view("owrmu").find(undisturbed.calls[i]) != std::string_view::npos)
      faults.push_back({"before"});
    if (i + 1 == undisturbed.calls.size()) faults.push_back({"after"});
    for (const Fault& fault : faults) {
      trials.add(fault.name, static_cast<long>(i + 1));
      tried.emplace_back(undisturbed.calls[i], fault);
    }
  }
  const std::vector<Trials::Result> results = trials.run();
  for (std::size_t i = 0; i < results.size(); ++i)
    check(results[i], tried[i].first, tried[i].second, expected);
  if (thorough()) WARN(results.size() << " faults in the calls " << undisturbed.calls);
}

const std::vector<std::string> harbour{"build", sample("harbour").string(), "--start", "2026-11-24"};

std::vector<std::string> with(std::vector<std::string> arguments, const std::vector<std::string>& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

TEST_CASE("a build whose system calls fail leaves the old files or the new ones") {
  try_all(with(harbour, {"-o", "plan.pdf", "-o", "plan.epub", "-o", "plan.json", "-o", "plan.txt"}),
          {.before = {{"plan.pdf", "old"}, {"plan.epub", "old"}, {"plan.json", "old"}, {"plan.txt", "old"}},
           .after = {},
           .all_or_none = true,
           .unfinished = {}},
          "odwfFclr");
}

TEST_CASE("a build into new folders whose system calls fail leaves no part of a file") {
  try_all(with(harbour, {"-o", "new/folder/plan.json", "-o", "new/plan.txt"}),
          {.before = {}, .after = {}, .all_or_none = true, .unfinished = {}}, "modwfFclr");
}

TEST_CASE("a cohort whose system calls fail leaves whole files, and the next run finishes it") {
  const std::vector<std::string> options{"cohort",  "class.csv",  "-o",        "out",
                                         "-j",      "1",          "--formats", "txt",
                                         "--start", "2026-11-24", "--catalog", sample("harbour").string()};
  const TemporaryFolder older;
  write(older / "class.csv", "Learner\nAda\nBob\n");
  REQUIRE(run_with_faults(with(options, {"--deadline", "2026-12-24"}), older.path(), "").status == 0);
  try_all(options, {.before = contents_of(older.path()), .after = {}, .unfinished = {"out/.pensum-cohort"}},
          "odwfFclr");
}

TEST_CASE("the PDF of a whole cohort is whole or not there, whatever fails") {
  std::vector<std::string> options{"cohort",     "class.csv",  "-o",        "out",
                                   "-j",         "1",          "--formats", "txt",
                                   "--start",    "2026-11-24", "--catalog", sample("harbour").string(),
                                   "--combined", "all.pdf"};
  const Contents before{{"class.csv", "Learner\nAda\nBob\n"}, {"all.pdf", "old"}};
  Trials trials(options, before);
  const Trials::Trial undisturbed = trials.undisturbed();
  REQUIRE(undisturbed.status == 0);
  REQUIRE(undisturbed.after.at("all.pdf").starts_with("%PDF-"));
  // Rendering takes time: of the calls of each kind the first and the last fail, in one way.
  const std::string& calls = undisturbed.calls;
  std::vector<std::size_t> places;
  for (const char call : {open_file, write_file, flush_file, rename_file}) {
    places.push_back(calls.find(call));
    places.push_back(calls.rfind(call));
  }
  for (const std::size_t place : places) trials.add(std::to_string(EIO), static_cast<long>(place + 1));
  const std::vector<Trials::Result> results = trials.run();
  for (std::size_t i = 0; i < results.size(); ++i) {
    check(results[i], calls[places[i]], refusal(EIO),
          {.before = before, .after = undisturbed.after, .unfinished = {"out/.pensum-cohort"}});
  }
}

TEST_CASE("the parts of a cohort stay until the whole is written") {
  const std::vector<std::string> options{
      "cohort", "class.csv", "-o",         "out",       "--formats",
      "txt",    "--start",   "2026-11-24", "--catalog", sample("harbour").string()};
  const TemporaryFolder parts;
  write(parts / "class.csv", "Learner\nAda\nBob\n");
  REQUIRE(run_with_faults(with(options, {"--shard", "1/2"}), parts.path(), "").status == 0);
  REQUIRE(run_with_faults(with(options, {"--shard", "2/2"}), parts.path(), "").status == 0);
  Trials trials(with(options, {"--merge-index"}), contents_of(parts.path()));
  const Trials::Trial undisturbed = trials.undisturbed();
  REQUIRE(undisturbed.status == 0);
  const std::size_t end = undisturbed.calls.find('u');
  REQUIRE(end != std::string::npos);
  for (std::size_t i = 0; i < end; ++i) {
    if (std::string_view("owr").find(undisturbed.calls[i]) == std::string_view::npos) continue;
    trials.add(std::to_string(EIO), static_cast<long>(i + 1));
    trials.add("before", static_cast<long>(i + 1));
  }
  for (const Trials::Result& result : trials.run()) {
    INFO("call " << result.trial.number << ", fault " << result.trial.fault);
    CHECK(result.trial.status == (result.trial.fault == "before" ? -SIGKILL : 4));
    for (const char* part : {"out/cohort.1-of-2.csv", "out/cohort.2-of-2.csv"})
      CHECK(result.trial.after.contains(part));
    if (result.trial.fault == "before") CHECK(result.again.after == undisturbed.after);
  }
}

TEST_CASE("output to a stream that the caller has closed goes into no file") {
  const TemporaryFolder open;
  const TemporaryFolder closed;
  const std::vector<std::string> command = with(harbour, {"-o", "plan.json", "-o", "plan.txt"});
  REQUIRE(run_with_faults(command, open.path(), "").status == 0);
  const Outcome outcome = run(with({"sh", "-c", "exec \"$0\" \"$@\" >&- 2>&-", PENSUM_WITH_FAULTS}, command),
                              {.folder = closed.path(), .variables = {{"PENSUM_DATA", PENSUM_STAGED_DIR}}});
  CHECK(outcome.status == 4);
  CHECK(contents_of(closed.path()) == contents_of(open.path()));
}
