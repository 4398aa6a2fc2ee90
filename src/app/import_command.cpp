#include "app/activity.hpp"
#include "app/commands.hpp"
#include "app/import_options.hpp"
#include "app/inputs.hpp"
#include "app/reporter.hpp"
#include "import/merge.hpp"
#include "io/files.hpp"
#include "shelf/courses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <filesystem>
#include <iterator>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

using importing::Course;
using importing::Merged;
using importing::Record;

/// Why the command ends early.
struct Stopped {
  ExitStatus status = ExitStatus::wrong_input;
  Diagnostics diagnostics;
};

bool is_there(const std::string& file) {
  std::error_code problem;
  return std::filesystem::exists(file, problem);
}

/// Where the catalog goes to; empty: standard output.
std::string output_of(const ParsedOptions& given) {
  const std::string output = given.last("output");
  return io::is_standard_stream(output) ? std::string() : output;
}

/// What is wrong with options together.
Diagnostics faults_of(const ParsedOptions& given) {
  Diagnostics faults;
  const auto wrong = [&](std::string message, std::string hint) {
    faults.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  };
  const std::string output = output_of(given);
  if (given.operands().empty())
    wrong("import needs a file", "usage: pensum import FILE [-o FILE.xml] [options]");
  if (!output.empty() && !io::names_a_file(std::filesystem::path(output).filename().string()))
    wrong(fmt::format("--output: “{}” does not end in .xml", shown(output)), "a catalog does");
  if (given.has("update") && output.empty())
    wrong("--update: nothing tells which catalog to bring up to date", "name it: -o my-course.xml");
  if (given.has("update") && is_there(output) && given.has("questions"))
    wrong("--questions has no effect with --update, which leaves questions as they are",
          "leave one of them out");
  if (given.has("update") && given.has("replace"))
    wrong("--update keeps a catalog's edits, --replace drops them", "leave one of them out");
  for (const char* name : {"id", "title", "lang"}) {
    if (given.has("update") && is_there(output) && given.has(name))
      wrong(fmt::format("--{} has no effect with --update", name), "edit it in the catalog");
  }
  if (given.has("prune") && !given.has("update"))
    wrong("--prune has no effect without --update", "leave it out, or add --update");
  if (!given.operands().empty() && !output.empty() && io::would_replace(output, given.operands().front()))
    wrong(fmt::format("--output: “{}” would replace the course that it is made of", shown(output)),
          "give it another name");
  if (faults.empty() && is_there(output) && !given.has("update") && !given.has("replace") &&
      !given.has("dry-run"))
    wrong(fmt::format("“{}” already exists", shown(output, 4096)),
          "bring it up to date with --update, which keeps edits, or replace it with --replace");
  return faults;
}

Result<Course> course_of(const std::string& name, importing::Wishes wishes, const std::string& output,
                         bool language_matters) {
  const Result<importing::Input> input = shelf::open_course(name);
  if (!input) return std::unexpected(input.error());
  wishes.names.file = shelf::course_name(name);
  if (!output.empty()) wishes.names.pictures = importing::pictures_folder(output);
  if (!language_matters) wishes.names.language_otherwise = "en";
  return importing::import_course(*input, wishes);
}

Result<importing::Deck> deck_of(const std::string& name) {
  const Result<importing::Input> input = shelf::open_course(name);
  if (!input) return std::unexpected(input.error());
  return importing::read_deck(*input);
}

std::string listed(std::string_view what, const std::vector<std::string>& lessons) {
  constexpr std::size_t most = 20;
  if (lessons.empty()) return {};
  const std::vector<std::string> first(
      lessons.begin(), lessons.begin() + static_cast<std::ptrdiff_t>(std::min(most, lessons.size())));
  const std::string more =
      lessons.size() > most ? fmt::format(" and {} more", lessons.size() - most) : std::string();
  return fmt::format("{}: {}{}\n", what, fmt::join(first, ", "), more);
}

std::string account_text(const Merged& merged) {
  return listed("new", merged.added) + listed("changed", merged.changed) + listed("removed", merged.removed) +
         listed("gone from the source, and kept", merged.gone);
}

class Importing {
 public:
  Importing(const ParsedOptions& given, World& world)
      : given_(given), world_(world), output_(output_of(given)) {}

  std::expected<void, Stopped> run() {
    if (Diagnostics wrong = faults_of(given_); !wrong.empty()) return stop(std::move(wrong));
    const bool updates = given_.has("update") && is_there(output_);
    std::string old;
    if (updates) {
      Result<std::string> bytes = io::read_file(output_);
      if (!bytes) return stop(std::move(bytes.error()));
      old = *std::move(bytes);
    }
    Record record = record_of(given_, importing::record_of(old));
    const Result<importing::Wishes> wishes = wishes_of(record, given_);
    if (!wishes) return stop(wishes.error());
    const bool dry = given_.has("dry-run");
    std::optional<Activity> activity(std::in_place, world_, "reading the course");
    Result<Course> course = course_of(given_.operands().front(), *wishes, output_, !dry && !updates);
    activity.reset();
    if (!course) return stop(std::move(course.error()));
    tell(unused_options(record, *course->format));
    tell(course->imported.warnings);
    if (given_.has("questions")) {
      const Result<importing::Deck> deck = deck_of(given_.last("questions"));
      if (!deck) return stop(deck.error());
      questions_ = importing::add_questions(course->imported, *deck);
    }
    std::erase_if(record, [](const auto& each) { return each.first == "from"; });
    record.insert(record.begin(), {"from", std::string(course->format->name)});
    if (updates) return update(old, *course, record);
    const Minutes by_default = wishes->rules.pace.by_default;
    if (dry) {
      world_.out << importing::outline_text(course->imported);
      tell_account(importing::account_beside_outline(course->imported, by_default));
      return {};
    }
    tell_account(importing::account_of(course->imported, by_default));
    return write(importing::write_imported(course->imported, record), course->imported);
  }

 private:
  static std::unexpected<Stopped> stop(Diagnostics diagnostics, ExitStatus status = ExitStatus::wrong_input) {
    return std::unexpected(Stopped{status, in_words_of_import(std::move(diagnostics))});
  }

  /// A catalog may go to standard output.
  std::ostream& account() const { return account_of(world_, true); }

  void tell(const Diagnostics& warnings) { report(world_, in_words_of_import(warnings)); }

  void tell_account(std::string text) const {
    account() << in_words_of_import(std::move(text)) << questions_;
  }

  std::expected<void, Stopped> update(const std::string& old, const Course& course, const Record& record) {
    const Result<Merged> merged =
        importing::merge(old, output_, course.imported, record, given_.has("prune"));
    if (!merged) return stop(merged.error());
    tell(merged->warnings);
    account() << account_text(*merged);
    if (merged->bytes == old) account() << fmt::format("{} is up to date\n", shown(output_, 4096));
    if (given_.has("dry-run")) return {};
    return write(merged->bytes, course.imported);
  }

  std::expected<void, Stopped> write(const std::string& catalog, const importing::Imported& imported) {
    if (output_.empty()) {
      world_.out << catalog;
      return {};
    }
    std::vector<std::filesystem::path> pictures;
    Result<bool> written = write_pictures(catalog, imported, pictures);
    if (written) written = io::write_changed(output_, catalog);
    if (written) {
      const Result<void> flushed = io::flush_folder(std::filesystem::path(output_).parent_path());
      if (!flushed) written = std::unexpected(flushed.error());
    }
    if (!written) {
      for (const std::filesystem::path& picture : pictures) (void)io::remove_file(picture);
      return stop(std::move(written.error()), ExitStatus::not_written);
    }
    if (!pictures.empty()) {
      account() << fmt::format("wrote {} into the folder {}\n",
                               importing::counted(static_cast<std::int64_t>(pictures.size()), "picture"),
                               shown(pictures.front().parent_path().string(), 4096));
    }
    if (*written)
      account() << fmt::format("wrote {0}; to see what it makes: pensum build {0}\n", shown(output_, 4096));
    return {};
  }

  /// Those of the catalog's pictures that are not there; what has the name of one is that picture, or the
  /// user's own. `pictures` are those that were written. Until the catalog is there, nothing names them.
  Result<bool> write_pictures(const std::string& catalog, const importing::Imported& imported,
                              std::vector<std::filesystem::path>& pictures) const {
    const OpenBeside open = importing::pictures_of(imported);
    for (const importing::Picture& picture : imported.pictures) {
      const std::filesystem::path path = std::filesystem::path(output_).parent_path() / picture.file;
      if (!catalog.contains(picture.file) || is_there(path.string())) continue;
      const Result<std::string> bytes = open(picture.file);
      if (!bytes) return std::unexpected(bytes.error());
      if (Result<bool> written = io::write_changed(path, *bytes); !written) return written;
      pictures.push_back(path);
    }
    if (pictures.empty()) return true;
    if (Result<void> flushed = io::flush_folder(pictures.front().parent_path()); !flushed)
      return std::unexpected(std::move(flushed.error()));
    return true;
  }

  const ParsedOptions& given_;
  World& world_;
  std::string output_;
  std::string questions_;  // what came of them
};

}  // namespace

ExitStatus import_course(Arguments arguments, World& world) {
  const CommandLine options = import_command_line();
  const std::expected<ParsedOptions, ExitStatus> given = given_options(options, arguments, 1, world);
  if (!given) return given.error();
  const std::expected<void, Stopped> done = Importing(*given, world).run();
  if (done) return ExitStatus::done;
  report(world, done.error().diagnostics);
  return done.error().status;
}

}  // namespace pensum::app
