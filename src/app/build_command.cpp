#include "app/attachments.hpp"
#include "app/commands.hpp"
#include "app/documents.hpp"
#include "app/plan_options.hpp"
#include "app/press.hpp"
#include "app/rendering.hpp"
#include "app/replacing.hpp"
#include "app/reporter.hpp"
#include "facts/notes.hpp"
#include "io/file_writer.hpp"
#include "io/files.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "language/words.hpp"
#include "request/plan_request.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

struct Output {
  std::filesystem::path file;
  Kind kind = Kind::pdf;
  bool named_by_user = true;
};

/// What a plan becomes where no output is named.
constexpr std::array default_kinds{Kind::pdf, Kind::epub};

CommandLine command_line() {
  CommandLine options(
      "pensum build [CATALOG] [options] [-o FILE]...",
      "Makes one plan and writes it to files. CATALOG is a catalog file or the name of one that comes with "
      "pensum; default go-interview. With a deadline alone the plan takes the smallest daily minutes that "
      "work, with minutes alone the earliest deadline, with neither two weeks.");
  add_plan_options(options);
  options.add("What to write",
              {
                  {'o', "output", "FILE",
                   fmt::format("where to; the ending picks the kind: {}; may be repeated; default "
                               "out/<catalog id>.pdf and .epub",
                               output_endings(true))},
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
  if (options.has("request")) inputs.push_back(options.last("request"));
  if (!asked.epub_css.empty()) inputs.push_back(asked.epub_css);
  return inputs;
}

Result<std::vector<Output>> outputs_of(const ParsedOptions& options, const std::vector<std::string>& inputs) {
  std::vector<Output> outputs;
  Diagnostics diagnostics;
  for (const std::string& name : options.all("output")) {
    const Result<Kind> kind = kind_of(name);
    if (!kind) {
      std::ranges::copy(kind.error(), std::back_inserter(diagnostics));
    } else if (std::ranges::any_of(inputs,
                                   [&](const auto& input) { return io::would_replace(name, input); })) {
      diagnostics.push_back(
          {Severity::error,
           {},
           fmt::format("--output: “{}” would replace a file that the plan is made of", shown(name)),
           "give it another name"});
    } else if (std::ranges::any_of(outputs, [&](const Output& output) {
                 return io::entry_of(output.file) == io::entry_of(name);
               })) {
      diagnostics.push_back({Severity::error,
                             {},
                             fmt::format("--output: “{}” is named twice", shown(name)),
                             "name every file once"});
    } else {
      outputs.push_back({.file = name, .kind = *kind});
    }
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return outputs;
}

/// Takes a PDF's pages to the book made beside it. The thread that puts them in must close it, whatever
/// happens.
class PageExchange {
 public:
  void put(PageList list) {
    if (!std::exchange(put_, true)) promise_.set_value(std::move(list));
  }
  PageList get() const { return future_.get(); }

  struct Closing {
    PageExchange& exchange;
    ~Closing() { exchange.put({}); }
  };

 private:
  bool put_ = false;
  std::promise<PageList> promise_;
  std::shared_future<PageList> future_ = promise_.get_future();
};

/// The plan as each of the kinds; a PDF and a book at the same time.
std::map<Kind, Result<Rendered>> render_all(const Plan& plan, const std::set<Kind>& kinds,
                                            const Rendering& rendering, const World& world) {
  PageExchange exchange;
  const auto print = [&]() -> Result<Rendered> {
    const PageExchange::Closing closing{exchange};
    Press press(world);
    const Result<Pages> pages = press.compose(plan, rendering);
    if (!pages) return std::unexpected(pages.error());
    exchange.put(pages->list());
    return press.pdf(*pages, rendering);
  };
  std::map<Kind, Result<Rendered>> rendered;
  std::future<Result<Rendered>> printed;
  if (kinds.contains(Kind::pdf)) {
    printed = std::async(std::launch::async | std::launch::deferred, print);
    // Without another thread, the book would wait for pages that no thread composes.
    if (printed.wait_for(std::chrono::seconds(0)) == std::future_status::deferred) printed.wait();
  }
  Press press(world);
  if (kinds.contains(Kind::epub)) {
    const std::function<PageList()> pages = [&] { return exchange.get(); };
    rendered.emplace(Kind::epub,
                     press.epub(plan, rendering, printed.valid() ? pages : std::function<PageList()>()));
  }
  if (kinds.contains(Kind::json)) rendered.emplace(Kind::json, press.json(plan));
  if (kinds.contains(Kind::text)) rendered.emplace(Kind::text, press.text(plan));
  if (printed.valid()) rendered.emplace(Kind::pdf, printed.get());
  return rendered;
}

std::string summary(const Plan& plan) {
  const Language language(plan.language);
  const Dates dates(language, {plan.start, plan.deadline});
  const auto [start, deadline] = dates.plan();
  const std::size_t days = plan.days.size();
  std::string text = shown(plan.catalog->title, plan.catalog->title.size()) + "\n";
  text += fmt::format("{}, {}, on {} from {} to {}\n", words::lessons(plan.lessons.size()),
                      words::duration(plan.load), words::study_days(days), start, deadline);
  Minutes most;
  for (const StudyDay& day : plan.days) most = std::max(most, day.total());
  if (!plan.lessons.empty()) text += fmt::format("at most {} a day\n", words::minutes(most));
  text += facts::cushion(plan, dates) + "\n";
  for (const std::string& note : facts::notes(plan)) text += note + "\n";
  return text;
}

std::string line_of(const Output& output, const Rendered& rendered) {
  return fmt::format("wrote {} ({}, {} KB)\n", shown(output.file.string(), 4096),
                     shown(rendered.contents, rendered.contents.size()),
                     (rendered.bytes.size() + 1023) / 1024);
}

/// Whether nothing is lost when the outputs take the places of what is there.
Result<void> may_replace_all(const std::vector<Output>& outputs,
                             const std::map<Kind, Result<Rendered>>& rendered) {
  Diagnostics diagnostics;
  for (const Output& output : outputs) {
    const Occupant occupant = occupant_of(output.file, rendered.at(output.kind)->bytes);
    Result<void> fine = may_replace(occupant, shown(output.file.string(), 4096), output.named_by_user);
    if (!fine) std::ranges::move(fine.error(), std::back_inserter(diagnostics));
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return {};
}

/// Writes all, and none takes its place before the last one is on the disk: a disk that is full leaves the
/// old files, not one half of a new set.
Result<void> write_all(const std::vector<Output>& outputs, const std::map<Kind, Result<Rendered>>& rendered) {
  std::vector<io::FileWriter> writers;
  for (const Output& output : outputs) {
    Result<io::FileWriter> writer = io::FileWriter::create(output.file);
    if (!writer) return std::unexpected(std::move(writer.error()));
    if (Result<void> done = writer->append(rendered.at(output.kind)->bytes); !done) return done;
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
  const Result<Settings> settings = read_settings(*given);
  if (!settings) return stopped(world, settings.error());
  const Result<PlanRequest> asked = plan_request_of(*settings, world.today);
  if (!asked) return stopped(world, in_words(asked.error(), *settings));
  const std::string name = given->operands().empty() ? shelf::default_catalog : given->operands().front();
  Result<std::vector<Output>> outputs = outputs_of(*given, inputs_of(name, *given, *asked));
  if (!outputs) return stopped(world, outputs.error());
  Result<Rendering> rendering = rendering_of(*asked, world);
  if (!rendering) return stopped(world, rendering.error());

  const Result<shelf::LoadedCatalog> catalog = shelf::load_catalog(name, world.resources);
  const std::expected<Plan, EarlyEnd> planned = plan_from(catalog, asked->request);
  if (!planned) return stopped(world, in_words(planned.error().diagnostics, *settings), planned.error().status);
  const Plan& plan = *planned;
  rendering->attachments = attachments_of(*asked, *plan.catalog, *catalog->bytes);
  if (outputs->empty()) {
    for (const Kind kind : default_kinds) {
      std::string file = plan.catalog->id + std::string(ending_of(kind));
      outputs->push_back({.file = std::filesystem::path("out") / file, .kind = kind, .named_by_user = false});
    }
  }

  // Everything is rendered before anything is written, so that an error leaves no half of a set.
  std::set<Kind> kinds;
  for (const Output& output : *outputs) kinds.insert(output.kind);
  const std::map<Kind, Result<Rendered>> rendered = render_all(plan, kinds, *rendering, world);
  Diagnostics warnings;
  for (const auto& [kind, each] : rendered) {
    if (!each) return stopped(world, in_words(each.error(), *settings));
    // A PDF and a book may give the same warning.
    for (const Diagnostic& warning : each->warnings) {
      if (std::ranges::find(warnings, warning.message, &Diagnostic::message) == warnings.end())
        warnings.push_back(warning);
    }
  }
  if (!given->has("overwrite")) {
    if (const Result<void> fine = may_replace_all(*outputs, rendered); !fine)
      return stopped(world, fine.error());
  }
  report(world.err, warnings);
  world.out << summary(plan);
  if (const Result<void> written = write_all(*outputs, rendered); !written)
    return stopped(world, written.error(), ExitStatus::not_written);
  for (const Output& output : *outputs) world.out << line_of(output, *rendered.at(output.kind));
  return ExitStatus::done;
}

}  // namespace pensum::app
