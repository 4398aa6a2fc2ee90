#include "app/outputs.hpp"

#include "app/opener.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "io/file_writer.hpp"
#include "io/files.hpp"
#include "press/replacing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

namespace pensum::app {

namespace {

using press::Edition;
using press::Kind;

/// The kind of what goes to standard output, which is named if `wanted`; none if it is not.
Result<const Kind*> kind_of_standard_output(const ParsedOptions& options, bool wanted, bool is_terminal) {
  const bool has_format = options.has("format");
  if (!wanted && !has_format) return nullptr;
  if (!wanted) {
    return failure("--format has no effect without -o -, which is standard output",
                   "leave it out: the ending of a file picks its kind");
  }
  if (!has_format) {
    return failure("--output: the kind of file for standard output is not given",
                   "name the kind with --format: " + press::listed(press::names()));
  }
  Result<const Kind*> kind = press::read_kind("--format", options.last("format"));
  if (kind && is_terminal && !(*kind)->is_text) {
    return failure(fmt::format("--output: a terminal cannot show the format {}", (*kind)->name),
                   fmt::format("name a file, or send it to one: > plan{}", (*kind)->ending));
  }
  return kind;
}

}  // namespace

void add_output_options(CommandLine& command_line, const std::string& otherwise) {
  command_line.add(
      "What to write",
      {
          {'o', "output", "FILE",
           fmt::format("where to; the ending picks the kind: {}; - is standard output, with "
                       "--format; may be repeated; default {}",
                       press::listed(press::endings()), otherwise)},
          {0, "format", press::listed(press::names(), "|", "|"), "the kind of what goes to standard output"},
          {0, "overwrite", "",
           "replace files that were changed since pensum wrote them, such as a plan with "
           "saved ticks"},
          {0, "open", "", "show the first file with the desktop's program for it"},
      });
}

Result<Outputs> outputs_of(const ParsedOptions& options, const std::vector<std::string>& inputs,
                           const World& world) {
  Outputs outputs;
  Diagnostics diagnostics;
  const auto wrong = [&](std::string message, std::string hint) {
    diagnostics.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  };
  bool to_standard_output = false;
  for (const std::string& name : options.all("output")) {
    const auto named_already = [&] {
      return std::ranges::any_of(outputs.files, [&](const Output& output) {
        return io::entry_of(output.file) == io::entry_of(name);
      });
    };
    const bool is_standard = io::is_standard_stream(name);
    if (is_standard ? std::exchange(to_standard_output, true) : named_already()) {
      wrong(fmt::format("--output: “{}” is named twice", shown(name)), "name every file once");
    }
    if (is_standard) continue;
    const Result<const Kind*> kind = press::kind_of_output("--output", name);
    std::error_code problem;
    if (name.empty()) {
      wrong("--output names no file", "name one, such as -o plan.pdf");
    } else if (!kind && std::filesystem::is_directory(name, problem)) {
      wrong(fmt::format("--output: “{}” is a folder", shown(name)),
            fmt::format("name a file in it: {}", shown((std::filesystem::path(name) / "plan.pdf").string())));
    } else if (!kind) {
      std::ranges::copy(kind.error(), std::back_inserter(diagnostics));
    } else if (std::ranges::any_of(inputs,
                                   [&](const auto& input) { return io::would_replace(name, input); })) {
      wrong(fmt::format("--output: “{}” would replace a file that the plan is made of", shown(name)),
            "give it another name");
    } else {
      outputs.files.push_back({.file = name, .kind = *kind});
    }
  }
  if (const auto kind = kind_of_standard_output(options, to_standard_output, world.out_is_terminal)) {
    outputs.to_standard_output = *kind;
  } else {
    std::ranges::copy(kind.error(), std::back_inserter(diagnostics));
  }
  if (options.has("open") && to_standard_output && outputs.files.empty())
    wrong("--open shows a file, and the plan goes to standard output", "name a file, or leave out --open");
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return outputs;
}

std::string line_of(std::string_view name, const press::Rendered& rendered, bool dry) {
  return fmt::format("{} {} ({}, {} KB)\n", dry ? "would write" : "wrote", name,
                     shown(rendered.contents, rendered.contents.size()),
                     (rendered.bytes.size() + 1023) / 1024);
}

Diagnostics unused_calendar_options(const ParsedOptions& options, const press::KindSet& written,
                                    std::string hint) {
  if (std::ranges::any_of(written, [](const Kind* kind) { return kind->name == "ics"; })) return {};
  std::string names;
  std::size_t count = 0;
  for (const char* name : {"at", "remind", "entries"}) {
    if (!options.has(name)) continue;
    names += fmt::format("{}--{}", count++ == 0 ? "" : ", ", name);
  }
  if (count == 0) return {};
  return {{Severity::warning,
           {},
           fmt::format("{} {} for a calendar, and none is written", names, count == 1 ? "is" : "are"),
           std::move(hint)}};
}

void open_first(const World& world, const std::vector<Output>& files) {
  const Result<void> opened = open_on_desktop(files.front().file);
  if (!opened) report(world, as_warnings(opened.error()));
}

Result<void> may_replace_all(const std::vector<Output>& outputs, const Edition& edition) {
  Diagnostics diagnostics;
  for (const Output& output : outputs) {
    const press::Occupant occupant = press::occupant_of(output.file, edition.at(output.kind)->bytes);
    Result<void> fine = press::may_replace(occupant, shown(output.file.string(), 4096), output.named_by_user);
    if (!fine) std::ranges::move(fine.error(), std::back_inserter(diagnostics));
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return {};
}

Result<void> write_all(std::initializer_list<FilesOfEdition> all) {
  std::vector<io::FileWriter> writers;
  std::set<std::filesystem::path> folders;
  for (const auto& [outputs, edition] : all) {
    for (const Output& output : outputs) {
      Result<io::FileWriter> writer = io::FileWriter::create(output.file);
      if (!writer) return std::unexpected(std::move(writer.error()));
      if (Result<void> done = writer->append(edition.at(output.kind)->bytes); !done) return done;
      writer->begin_flush();
      writers.push_back(*std::move(writer));
      folders.insert(output.file.parent_path());
    }
  }
  for (io::FileWriter& writer : writers) {
    if (Result<void> done = writer.flush(); !done) return done;
  }
  for (io::FileWriter& writer : writers) {
    if (Result<void> done = writer.commit(); !done) return done;
  }
  for (const std::filesystem::path& folder : folders) {
    if (Result<void> done = io::flush_folder(folder); !done) return done;
  }
  return {};
}

Diagnostics warnings_of(const Edition& edition) {
  Diagnostics warnings;
  for (const auto& [kind, each] : edition) {
    // A PDF and a book may give the same warning.
    for (const Diagnostic& warning : each->warnings) {
      if (std::ranges::find(warnings, warning.message, &Diagnostic::message) == warnings.end())
        warnings.push_back(warning);
    }
  }
  return warnings;
}

}  // namespace pensum::app
