// Measures whole runs of the program: how long it takes, and how much memory, beside a program that
// does nothing and beside itself at other sizes.
//
//   bench_program [ROUNDS]     default 15
//
// Method   Every round runs every case once, one after the other (A B C A B C …), so that whatever
//          slows the machine down for a while slows all of them. A ratio is the median over the
//          rounds of the ratio within a round. Peak memory is the kernel's ru_maxrss, the most of all
//          rounds. The first round warms the caches up and does not count; cohorts, which leave
//          400 MB a round behind until the end, have three more at most. Nothing is removed
//          before the end: ext4 passes over the places of files that went in the last seconds, one
//          by one, and hundreds of them cost a cohort a fifth of its time.
//          What two threads do beside one is shown beside two that only count in registers, which share
//          nothing: machines differ in that, and some do by the hour.
// Finds    bench_empty, bench_catalog and pensum beside itself.
#include "base/date.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;
using pensum::days;
using pensum::to_iso;

constexpr pensum::Date start = std::chrono::year{2026} / 11 / 24;

struct Run {
  double milliseconds = 0;  ///< from start to end
  double processor = 0;     ///< milliseconds that its threads computed, the kernel's part included
  long peak_kib = 0;
};

struct Case {
  std::string name;
  std::vector<std::string> command;
  std::vector<fs::path> files;  ///< what it writes
  std::vector<Run> runs{};
  int learners = 0;   ///< of a cohort
  fs::path folder{};  ///< of a cohort, whose runs have each another one: in the same there is nothing to do
  int folders = 0;
};

struct Size {
  std::string lessons;
  int days;
};
const std::array sizes{Size{"22", 14}, Size{"220", 140}, Size{"2200", 1400}};
/// More than anybody learns: ten years of several lessons a day.
const Size longest{"22000", 3650};

/// More would fill small disks.
constexpr std::size_t most_rounds_of_cohorts = 3;

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// Runs `command`, its output to the file `output`; nothing if it cannot be run or fails.
std::optional<Run> run(const std::vector<std::string>& command, const char* output = "/dev/null") {
  std::vector<char*> arguments;
  // posix_spawn takes them without const, and does not change them.
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t child = 0;
  const auto begin = std::chrono::steady_clock::now();
  const int problem = posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) return std::nullopt;
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child || status != 0) return std::nullopt;
  const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
  return Run{time.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), usage.ru_maxrss};
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double median_of(const Case& c, double Run::* what) {
  std::vector<double> values;
  for (const Run& r : c.runs) values.push_back(r.*what);
  return median(values);
}

double ratio(const Case& c, const Case& other, double Run::* what = &Run::milliseconds) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < c.runs.size(); ++i) ratios.push_back(c.runs[i].*what / (other.runs[i].*what));
  return median(ratios);
}

/// Writes a roster of learners who begin so many days apart.
void write_roster(const fs::path& file, int learners, int days_apart) {
  std::string csv = "learner,start,deadline\n";
  for (int i = 0; i < learners; ++i) {
    const pensum::Date begin = start + days{i * days_apart};
    csv += fmt::format("Learner {},{},{}\n", i + 1, to_iso(begin), to_iso(begin + days{13}));
  }
  std::ofstream(file) << csv;
}

/// A run that writes a plan of `catalog` over so many days to `files`.
Case plan(const fs::path& programs, std::string name, const std::string& catalog, int day_count,
          std::vector<fs::path> files) {
  Case c{std::move(name),
         {programs / "pensum", "build", catalog, "--start", to_iso(start), "--deadline",
          to_iso(start + days{day_count - 1}), "--sections", "full"},
         std::move(files)};
  for (const fs::path& file : c.files) c.command.insert(c.command.end(), {"-o", file});
  return c;
}

fs::path catalog_of(const Size& size, const fs::path& work) { return work / (size.lessons + ".xml"); }

/// Everything to be measured: nothing, the version, both files of the built-in catalog, the same for cohorts,
/// a long plan without reviews, then PDF and EPUB at each size.
std::vector<Case> cases(const fs::path& programs, const fs::path& work) {
  const std::string pensum = programs / "pensum";
  std::vector<Case> all;
  all.push_back({"an empty program", {programs / "bench_empty"}, {}});
  all.push_back({"pensum --version", {pensum, "--version"}, {}});
  const auto build = [&](std::string name, const std::string& catalog, int day_count,
                         std::vector<fs::path> files) {
    all.push_back(plan(programs, std::move(name), catalog, day_count, std::move(files)));
  };
  build("PDF and EPUB, built-in", "go-interview", sizes[0].days, {work / "both.pdf", work / "both.epub"});
  for (const int learners : {60, 200}) {
    for (const int days_apart : {1, 0}) {
      const std::string name = fmt::format("{}, {} dates", learners, days_apart == 0 ? "same" : "other");
      const fs::path roster = work / (name + ".csv");
      write_roster(roster, learners, days_apart);
      for (const char* jobs : {"1", "2"}) {
        const std::string full_name = fmt::format("{}, {} job{}", name, jobs, *jobs == '1' ? "" : "s");
        all.push_back({.name = full_name,
                       .command = {pensum, "cohort", roster, "--quiet", "--jobs", jobs},
                       .files = {},
                       .learners = learners,
                       .folder = work / full_name});
      }
    }
  }
  build("PDF, 2200, no reviews", catalog_of(sizes.back(), work), sizes.back().days, {work / "none.pdf"});
  all.back().command.insert(all.back().command.end(), {"--reviews", "none"});
  for (const char* ending : {".pdf", ".epub"}) {
    for (const Size& size : sizes) {
      build(fmt::format("{}, {} lessons", ending == std::string_view(".pdf") ? "PDF" : "EPUB", size.lessons),
            catalog_of(size, work), size.days, {work / (size.lessons + ending)});
    }
  }
  return all;
}

/// The longest plan in each form, which is measured once.
std::vector<Case> longest_cases(const fs::path& programs, const fs::path& work) {
  std::vector<Case> all;
  for (const char* ending : {".json", ".epub", ".pdf"}) {
    all.push_back(plan(programs, fmt::format("{} lessons as {}", longest.lessons, ending + 1),
                       catalog_of(longest, work), longest.days, {work / (longest.lessons + ending)}));
  }
  return all;
}

/// As a table, beside `empty`.
void print_cases(const std::vector<Case>& all, const Case& empty) {
  fmt::print("| {:<24} | {:>8} | {:>9} | {:>7} | {:>9} | {:>8} | {:>7} |\n", "one run of", "min ms",
             "median ms", "× empty", "processor", "peak MiB", "KB");
  fmt::print("|:{:-<24}-|-{:->8}:|-{:->9}:|-{:->7}:|-{:->9}:|-{:->8}:|-{:->7}:|\n", "", "", "", "", "", "",
             "");
  for (const Case& c : all) {
    const auto fastest = std::ranges::min_element(c.runs, {}, &Run::milliseconds);
    const auto largest = std::ranges::max_element(c.runs, {}, &Run::peak_kib);
    std::uintmax_t bytes = 0;
    for (const fs::path& file : c.files) bytes += fs::file_size(file);
    fmt::print("| {:<24} | {:>8.1f} | {:>9.1f} | {:>7.1f} | {:>9.1f} | {:>8.1f} | {:>7} |\n", c.name,
               fastest->milliseconds, median_of(c, &Run::milliseconds), ratio(c, empty),
               median_of(c, &Run::processor), static_cast<double>(largest->peak_kib) / 1024,
               c.files.empty() ? "" : fmt::format("{}", (bytes + 1023) / 1024));
  }
}

void print_growth(const std::vector<Case>& all) {
  fmt::print("\n| {:<22} | {:>8} | {:>8} |\n", "ten times the lessons", "22 → 220", "220 → 2200");
  fmt::print("|:{:-<22}-|-{:->8}:|-{:->10}:|\n", "", "", "");
  const std::size_t first = all.size() - 2 * sizes.size();
  for (std::size_t kind = 0; kind < 2; ++kind) {
    const Case* c = &all[first + kind * sizes.size()];
    const auto print = [&](std::string_view what, double Run::* time) {
      fmt::print("| {:<22} | {:>8} | {:>10} |\n", fmt::format("{}, {}", kind == 0 ? "PDF" : "EPUB", what),
                 fmt::format("× {:.1f}", ratio(c[1], c[0], time)),
                 fmt::format("× {:.1f}", ratio(c[2], c[1], time)));
    };
    print("time", &Run::milliseconds);
    print("processor time", &Run::processor);
  }
}

void print_cohorts(const std::vector<Case>& all) {
  fmt::print("\n| {:<24} | {:>14} |\n|:{:-<24}-|-{:->14}:|\n", "learners", "pairs a second", "", "");
  for (const Case& c : all) {
    if (c.learners > 0)
      fmt::print("| {:<24} | {:>14.0f} |\n", c.name, 1000 * c.learners / median_of(c, &Run::milliseconds));
  }
}

/// How many times as much two threads do as one, each of which only counts in registers for a tenth of a
/// second.
double gain_of_counting() {
  constexpr std::chrono::milliseconds for_so_long{100};
  const auto count = [](std::stop_token stop, std::uint64_t& sum) {
    std::uint64_t steps = 0;
    std::uint64_t mixed = 1;
    while (!stop.stop_requested()) {
      for (int i = 0; i < 10'000; ++i) mixed = mixed * 6364136223846793005U + steps;
      std::atomic_signal_fence(std::memory_order_seq_cst);
      ++steps;
    }
    sum = steps + (mixed == 0 ? 1 : 0);  // so that it is counted
  };
  const auto in_all = [&](std::size_t threads) {
    std::vector<std::uint64_t> sums(threads);
    {
      std::vector<std::jthread> counting;
      for (std::uint64_t& sum : sums) counting.emplace_back(count, std::ref(sum));
      std::this_thread::sleep_for(for_so_long);
    }
    double all = 0;
    for (const std::uint64_t sum : sums) all += static_cast<double>(sum);
    return all;
  };
  const double one = in_all(1);
  return in_all(2) / one;
}

/// What two jobs do beside one: of cohorts, each of which is behind the same with one job, and of `counting`.
void print_gains(const std::vector<Case>& all, const std::vector<double>& counting) {
  const auto print = [](std::string_view name, double gain) {
    fmt::print("| {:<24} | {:>14.2f} |\n", name, gain);
  };
  fmt::print("\n| {:<24} | {:>14} |\n|:{:-<24}-|-{:->14}:|\n", "learners", "two jobs / one", "", "");
  print("none: counting", median(counting));
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::string_view name = all[i - 1].name;
    if (all[i].learners > 0 && name.ends_with(", 1 job"))
      print(name.substr(0, name.rfind(',')), ratio(all[i - 1], all[i]));
  }
}

/// A folder that goes away with the object.
struct TemporaryFolder {
  fs::path path;
  explicit TemporaryFolder(std::string pattern) : path(mkdtemp(pattern.data()) == nullptr ? "" : pattern) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code problem;
    if (!path.empty()) fs::remove_all(path, problem);
  }
};

/// Runs `c` once more. False, and a message, if it fails.
bool measure(Case& c) {
  std::vector<std::string> command = c.command;
  if (c.learners > 0)
    command.insert(command.end(), {"--output", fmt::format("{} {}", c.folder.string(), ++c.folders)});
  const std::optional<Run> measured = run(command);
  if (!measured) {
    fmt::print(stderr, "bench_program: this fails: {}\n", fmt::join(c.command, " "));
    return false;
  }
  c.runs.push_back(*measured);
  return true;
}

int measure(std::size_t rounds) {
  const fs::path programs = fs::read_symlink("/proc/self/exe").parent_path();
  const TemporaryFolder work(fs::temp_directory_path() / "pensum-bench-XXXXXX");
  if (work.path.empty()) {
    fmt::print(stderr, "bench_program: no temporary folder can be made\n");
    return 4;
  }
  std::vector<Size> all_sizes(sizes.begin(), sizes.end());
  all_sizes.push_back(longest);
  for (const Size& size : all_sizes) {
    if (!run({programs / "bench_catalog", size.lessons}, catalog_of(size, work.path).c_str())) {
      fmt::print(stderr, "bench_program: bench_catalog fails\n");
      return 70;
    }
  }
  std::vector<Case> all = cases(programs, work.path);
  std::vector<double> counting;
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (Case& c : all) {
      if (c.learners > 0 && round > most_rounds_of_cohorts) continue;
      if (!measure(c)) return 70;
      if (round == 0) c.runs.clear();
    }
    counting.push_back(gain_of_counting());
  }
  std::vector<Case> once = longest_cases(programs, work.path);
  for (Case& c : once) {
    if (!measure(c)) return 70;
  }
  print_cases(all, all.front());
  print_growth(all);
  print_cohorts(all);
  print_gains(all, counting);
  fmt::print("\n");
  print_cases(once, all.front());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t rounds = 15;
  if (argc > 1) {
    const std::string_view text = argv[1];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rounds);
    if (argc > 2 || error != std::errc{} || end != text.data() + text.size() || rounds == 0) {
      fmt::print(stderr, "usage: bench_program [ROUNDS]\n");
      return 2;
    }
  }
  return measure(rounds);
}
