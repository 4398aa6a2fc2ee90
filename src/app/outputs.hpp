// The files that a plan is written to, and what goes to standard output.
#pragma once

#include "app/command_line.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "press/edition.hpp"
#include "press/kinds.hpp"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

struct Output {
  std::filesystem::path file;
  const press::Kind* kind = nullptr;
  bool named_by_user = true;
};

struct Outputs {
  std::vector<Output> files;
  const press::Kind* to_standard_output = nullptr;  ///< may be none

  press::KindSet kinds() const {
    press::KindSet kinds;
    for (const Output& output : files) kinds.insert(output.kind);
    if (to_standard_output != nullptr) kinds.insert(to_standard_output);
    return kinds;
  }
};

/// Adds -o and its like to a command; `otherwise` is what is written where no file is named.
void add_output_options(CommandLine& command_line, const std::string& otherwise);

/// What the options ask for. Errors: two outputs of the same name, endings that name no kind, and files that
/// would replace one of `inputs`.
Result<Outputs> outputs_of(const ParsedOptions& options, const std::vector<std::string>& inputs,
                           const World& world);

/// Whether nothing is lost when the outputs take the places of what is there.
Result<void> may_replace_all(const std::vector<Output>& outputs, const press::Edition& edition);

/// A warning where options are for a calendar and none is written; `hint` tells how to get one.
Diagnostics unused_calendar_options(const ParsedOptions& options, const press::KindSet& written,
                                    std::string hint);

/// Files and what goes into them.
struct FilesOfEdition {
  const std::vector<Output>& outputs;
  const press::Edition& edition;
};

/// Writes all, and none takes its place before the last one is on the disk: a disk that is full leaves the
/// old files, not one half of a new set.
Result<void> write_all(std::initializer_list<FilesOfEdition> all);

/// “wrote plan.pdf (6 pages, A4, portrait, 120 KB)”.
std::string line_of(std::string_view name, const press::Rendered& rendered, bool dry = false);

/// Shows the first of `files` on the desktop (--open), or warns why not.
void open_first(const World& world, const std::vector<Output>& files);

/// The warnings of all, each once.
Diagnostics warnings_of(const press::Edition& edition);

}  // namespace pensum::app
