// Runs pensum where the system fails on request (see shim.cpp).
#pragma once

#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace pensum::test {

/// Runs pensum in `folder`, with PENSUM_FAULTS as `faults`.
Outcome run_with_faults(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                        const std::string& faults);

/// What is in a folder, by name relative to it.
using Contents = std::map<std::string, std::string>;
Contents contents_of(const std::filesystem::path& folder);

/// Runs of one command that part where it begins to write. Each has its own copy of a folder and a fault of
/// its own.
class Trials {
 public:
  /// `before` is what is in the folder.
  Trials(std::vector<std::string> arguments, Contents before);

  struct Trial {
    std::string fault;
    long number = 0;
    int status = 0;        ///< the exit status, or minus the signal that ended it
    std::string calls{};   ///< a letter for each that was counted
    long allocations = 0;  ///< from the beginning of the writing on
    std::string err{};
    Contents after{};
  };

  /// What happens without any fault.
  Trial undisturbed();
  void add(std::string fault, long number) {
    trials_.push_back({.fault = std::move(fault), .number = number});
  }
  /// Each that was added; those that end with a signal are followed by an undisturbed run in the same folder.
  struct Result {
    Trial trial;
    Trial again;  ///< the same as `trial` where there was none
  };
  std::vector<Result> run();

  const Contents& before() const { return before_; }

 private:
  std::vector<std::string> arguments_;
  Contents before_;
  std::vector<Trial> trials_;
};

/// How processes ended each of which was refused one allocation, and how many of them in which way.
struct Ends {
  struct End {
    long count = 0;
    long first = 0;  ///< the number of the first such allocation
    int status = 0;
    std::string said;
  };
  std::vector<End> ends;
  long allocations = 0;  ///< of the whole run
  Outcome outcome;       ///< of the run itself, which lacked nothing
};
Ends refuse_allocations(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                        long first, long step);

/// What pensum prints when out of memory.
extern const char* const out_of_memory;

/// Whether a test is to try all that can fail, however long that takes: PENSUM_EVERY_ALLOCATION=1.
bool thorough();

}  // namespace pensum::test
