#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/plan_options.hpp"
#include "app/reporter.hpp"
#include "facts/notes.hpp"
#include "io/file_writer.hpp"
#include "io/files.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "press/attachments.hpp"
#include "press/edition.hpp"
#include "press/kinds.hpp"
#include "press/rendering.hpp"
#include "press/replacing.hpp"
#include "request/plan_request.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

using press::Edition;
using press::Kind;

struct Output {
  std::filesystem::path file;
  const Kind* kind = nullptr;
  bool named_by_user = true;
};

struct Outputs {
  std::vector<Output> files;
  const Kind* to_standard_output = nullptr;  ///< may be none

  press::KindSet kinds() const {
    press::KindSet kinds;
    for (const Output& output : files) kinds.insert(output.kind);
    if (to_standard_output != nullptr) kinds.insert(to_standard_output);
    return kinds;
  }
};

CommandLine command_line() {
  CommandLine options(
      "pensum build [CATALOG] [options] [-o FILE]...",
      "Makes one plan and writes it to files. CATALOG is a catalog file, - for standard input, or the name "
      "of one that comes with pensum; default go-interview. With a deadline alone the plan takes the "
      "smallest "
      "daily minutes that work, with minutes alone the earliest deadline, with neither two weeks.");
  add_plan_options(options);
  options.add(
      "What to write",
      {
          {'o', "output", "FILE",
           fmt::format("where to; the ending picks the kind: {}; - is standard output, with "
                       "--format; may be repeated; default out/<catalog id>{}",
                       press::listed(press::endings()),
                       press::listed(press::endings(&Kind::by_default), " and "))},
          {0, "format", press::listed(press::names(), "|", "|"), "the kind of what goes to standard output"},
          {0, "overwrite", "",
           "replace files that somebody has changed since pensum wrote them, such as a plan with "
           "saved ticks"},
      });
  options.set_ending("Without SOURCE_DATE_EPOCH the date in the files is the plan's start.");
  return options;
}

/// The files that the plan is made of.
std::vector<std::string> inputs_of(const std::string& catalog, const ParsedOptions& options,
                                   const PlanRequest& asked) {
  std::vector<std::string> inputs;
  for (const std::string& named : {catalog, asked.layout}) {
    if (io::names_a_file(named)) inputs.push_back(named);
  }
  if (const std::string request = options.last("request");
      !request.empty() && !io::is_standard_stream(request))
    inputs.push_back(request);
  if (!asked.epub_css.empty()) inputs.push_back(asked.epub_css);
  return inputs;
}

/// The kind of what goes to standard output, which is named if `wanted`; none if it is not.
Result<const Kind*> kind_of_standard_output(const ParsedOptions& options, bool wanted, bool is_terminal) {
  const bool has_format = options.has("format");
  if (!wanted && !has_format) return nullptr;
  if (!wanted) {
    return failure("--format has no effect without -o -, which is standard output",
                   "leave it out: the ending of a file picks its kind");
  }
  if (!has_format) {
    return failure("--output: nothing tells what kind of file is to go to standard output",
                   "name the kind with --format: " + press::listed(press::names()));
  }
  Result<const Kind*> kind = press::read_kind("--format", options.last("format"));
  if (kind && is_terminal && !(*kind)->is_text) {
    return failure(fmt::format("--output: a terminal cannot show the format {}", (*kind)->name),
                   fmt::format("name a file, or send it to one: > plan{}", (*kind)->ending));
  }
  return kind;
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
    if (!kind) {
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
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return outputs;
}

std::string summary(const Plan& plan) {
  const Language language("en");  // messages are in English
  const Dates dates(language, {plan.start, plan.deadline});
  const auto [start, deadline] = dates.plan();
  const std::size_t days = plan.days.size();
  std::string text = shown(plan.catalog->title, plan.catalog->title.size()) + "\n";
  text += fmt::format("{}, {}, on {} from {} to {}\n",
                      language.say(word::lessons{.count = plan.lessons.size()}), language.duration(plan.load),
                      language.say(word::study_days{.days = days}), start, deadline);
  Minutes most;
  for (const StudyDay& day : plan.days) most = std::max(most, day.total());
  if (!plan.lessons.empty()) text += fmt::format("at most {} a day\n", language.minutes(most));
  text += facts::cushion(plan, dates) + "\n";
  for (const std::string& note : facts::notes(plan, language)) text += note + "\n";
  return text;
}

std::string line_of(std::string_view name, const press::Rendered& rendered) {
  return fmt::format("wrote {} ({}, {} KB)\n", name, shown(rendered.contents, rendered.contents.size()),
                     (rendered.bytes.size() + 1023) / 1024);
}

/// Whether nothing is lost when the outputs take the places of what is there.
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

/// Writes all, and none takes its place before the last one is on the disk: a disk that is full leaves the
/// old files, not one half of a new set.
Result<void> write_all(const std::vector<Output>& outputs, const Edition& edition) {
  std::vector<io::FileWriter> writers;
  for (const Output& output : outputs) {
    Result<io::FileWriter> writer = io::FileWriter::create(output.file);
    if (!writer) return std::unexpected(std::move(writer.error()));
    if (Result<void> done = writer->append(edition.at(output.kind)->bytes); !done) return done;
    if (Result<void> done = writer->flush(); !done) return done;
    writers.push_back(*std::move(writer));
  }
  for (io::FileWriter& writer : writers) {
    if (Result<void> done = writer.commit(); !done) return done;
  }
  std::set<std::filesystem::path> folders;
  for (const Output& output : outputs) folders.insert(output.file.parent_path());
  for (const std::filesystem::path& folder : folders) {
    if (Result<void> done = io::flush_folder(folder); !done) return done;
  }
  return {};
}

ExitStatus stopped(const World& world, const Diagnostics& diagnostics,
                   ExitStatus status = ExitStatus::wrong_input) {
  report(world.err, diagnostics);
  return status;
}

}  // namespace

ExitStatus build(Arguments arguments, World& world) {
  const CommandLine options = command_line();
  const Result<ParsedOptions> given = options.parse(arguments, 1);
  if (!given) return stopped(world, given.error());
  if (given->has("help")) {
    world.out << options.help(world.out_width);
    return ExitStatus::done;
  }
  const std::string name = given->operands().empty() ? shelf::default_catalog : given->operands().front();
  if (const Result<void> once = standard_input_once(std::array{name, given->last("request")}); !once)
    return stopped(world, once.error());
  const Result<Settings> settings = read_settings(*given);
  if (!settings) return stopped(world, settings.error());
  const Result<PlanRequest> asked = plan_request_of(*settings, world.today);
  if (!asked) return stopped(world, in_words(asked.error(), *settings));
  Result<Outputs> outputs = outputs_of(*given, inputs_of(name, *given, *asked), world);
  if (!outputs) return stopped(world, outputs.error());
  Result<press::Rendering> rendering = press::rendering_of(*asked, world.variable("SOURCE_DATE_EPOCH"));
  if (!rendering) return stopped(world, rendering.error());

  const Result<shelf::LoadedCatalog> catalog = shelf::load_given_catalog(name, world.resources);
  const std::expected<Plan, EarlyEnd> planned = plan_from(catalog, asked->request);
  if (!planned) return stopped(world, in_words(planned.error().diagnostics, *settings), planned.error().status);
  const Plan& plan = *planned;
  rendering->attachments =
      press::attachments_of(*asked, *plan.catalog, *catalog->bytes, Language(plan.language));
  if (outputs->kinds().empty()) {
    for (const Kind* kind : press::default_kinds()) {
      std::string file = plan.catalog->id + std::string(kind->ending);
      outputs->files.push_back(
          {.file = std::filesystem::path("out") / file, .kind = kind, .named_by_user = false});
    }
  }

  // One heap for two threads: another one would grow page by page, each with a call of the kernel.
  mallopt(M_ARENA_MAX, 1);
  // Everything is rendered before anything is written, so that an error leaves no half of a set.
  const Edition edition = press::render_at_once(plan, outputs->kinds(), *rendering, world.resources);
  Diagnostics warnings;
  for (const auto& [kind, each] : edition) {
    if (!each) return stopped(world, in_words(each.error(), *settings));
    // A PDF and a book may give the same warning.
    for (const Diagnostic& warning : each->warnings) {
      if (std::ranges::find(warnings, warning.message, &Diagnostic::message) == warnings.end())
        warnings.push_back(warning);
    }
  }
  if (!given->has("overwrite")) {
    if (const Result<void> fine = may_replace_all(outputs->files, edition); !fine)
      return stopped(world, fine.error());
  }
  report(world.err, warnings);
  // Nothing else stands in a plan on standard output.
  std::ostream& account = outputs->to_standard_output == nullptr ? world.out : world.err;
  account << summary(plan);
  if (const Result<void> written = write_all(outputs->files, edition); !written)
    return stopped(world, written.error(), ExitStatus::not_written);
  for (const Output& output : outputs->files)
    account << line_of(shown(output.file.string(), 4096), *edition.at(output.kind));
  // The last of all: whoever reads it may stop, and end this process by that.
  if (outputs->to_standard_output != nullptr) world.out << edition.at(outputs->to_standard_output)->bytes;
  return ExitStatus::done;
}

}  // namespace pensum::app
