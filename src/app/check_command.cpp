#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "app/import_options.hpp"
#include "app/inputs.hpp"
#include "app/reporter.hpp"
#include "app/roster_input.hpp"
#include "base/counted.hpp"
#include "base/file_ending.hpp"
#include "calendar/ics_reader.hpp"
#include "cohort/learner_names.hpp"
#include "course/catalog_reader.hpp"
#include "course/markup_reader.hpp"
#include "course/readings.hpp"
#include "import/spreadsheet.hpp"
#include "io/files.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "plan/request_faults.hpp"
#include "request/days_off.hpp"
#include "request/plan_request.hpp"
#include "request/request_file.hpp"
#include "request/roster_columns.hpp"
#include "request/wording.hpp"
#include "roster/roster.hpp"
#include "shelf/calendars.hpp"
#include "shelf/catalogs.hpp"
#include "shelf/courses.hpp"
#include "shelf/layouts.hpp"
#include "text/font_list.hpp"
#include "text/pattern_list.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <filesystem>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

namespace pensum::app {

namespace {

/// How files are checked.
struct Checking {
  const World& world;
  RosterReading roster;  ///< without strictness: a table may also be a course
};

std::string contents_of(const Catalog& catalog) {
  const Language english("en");
  const Minutes minutes =
      std::accumulate(catalog.lessons.begin(), catalog.lessons.end(), Minutes{},
                      [](Minutes sum, const Lesson& lesson) { return sum + lesson.minutes; });
  return fmt::format("“{}”: {}, {}", shown(catalog.title),
                     english.say(word::lessons{.count = catalog.lessons.size()}), english.duration(minutes));
}

std::string in_words(const ReadingSize& size) {
  std::string text = counted(size.words, "word", "words");
  if (size.code_lines > 0) text += ", " + counted(size.code_lines, "line of code", "lines of code");
  if (size.pictures > 0) text += ", " + counted(size.pictures, "picture", "pictures");
  return text;
}

/// What to look at in minutes that are far from what the texts take to read.
Diagnostics doubts_of_minutes(const Catalog& catalog, const std::vector<const Reading*>& readings,
                              const std::string& file) {
  Diagnostics doubts;
  for (LessonIndex i = 0; i < catalog.lessons.size(); ++i) {
    if (readings[i] == nullptr) continue;
    const Lesson& lesson = catalog.lessons[i];
    const ReadingSize size = size_of(*readings[i]);
    const Minutes needed = reading_time(size);
    if (2 * needed.count >= lesson.minutes.count && 2 * needed.count <= 3 * lesson.minutes.count) continue;
    doubts.push_back(
        {Severity::warning,
         {file},
         fmt::format("lesson {} has {}; its text takes about {} to read ({})", shown(lesson.id),
                     counted(lesson.minutes.count, "minute", "minutes"), needed.count, in_words(size)),
         "leave out minutes=\"…\" to take the time of the text, or keep it if exercises take the rest"});
  }
  return doubts;
}

/// Where a catalog without errors has the reading of a lesson.
Place place_of_reading(const xml::Document& document, LessonIndex lesson) {
  for (const pugi::xml_node path : document.root().children("path")) {
    for (const pugi::xml_node element : path.children("lesson")) {
      if (lesson-- == 0) return document.place(element.child("reading"));
    }
  }
  return {document.file()};
}

Result<std::string> check_catalog(const xml::Document& document, const std::string& path,
                                  Diagnostics& warnings) {
  const OpenBeside open = shelf::beside_catalog(path);
  Result<Catalog> read = read_catalog(document, {}, open);
  if (!read) return std::unexpected(std::move(read.error()));
  const auto catalog = std::make_shared<const Catalog>(*std::move(read));
  const Readings readings(catalog, open);
  Diagnostics faults;
  for (LessonIndex i = 0; i < catalog->lessons.size() && faults.size() < most_diagnostics; ++i) {
    // What cannot be opened has no place of its own.
    const auto wrong = [&](const Diagnostics& found) {
      for (Diagnostic fault : found) {
        if (fault.place.file.empty()) fault.place = place_of_reading(document, i);
        faults.push_back(std::move(fault));
      }
    };
    const Result<const Reading*>& reading = readings.of(i);
    if (!reading) wrong(reading.error());
    if (!reading || *reading == nullptr) continue;
    for_each_block((*reading)->blocks, [&](const Block& block) {
      if (block.kind != Block::Kind::picture) return;
      if (const auto picture = readings.picture(block.file); !picture) wrong(picture.error());
    });
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  warnings = doubts_of_minutes(*catalog, *readings.all(), document.file());
  return "a catalog, " + contents_of(*catalog);
}

Result<std::string> check_reading(const std::string& bytes, const std::string& file) {
  const Result<ReadingFile> read = read_reading(bytes, file);
  if (!read) return std::unexpected(read.error());
  const ReadingSize size = size_of(read->reading);
  return fmt::format("a lesson’s text: {}, about {} min to read", in_words(size), reading_time(size).count);
}

Result<std::string> check_layout(std::string bytes, const std::string& file, const World& world) {
  const Result<layout::Layout> layout = shelf::read_layout(std::move(bytes), file, world.resources);
  if (!layout) return std::unexpected(layout.error());
  return fmt::format("a layout, “{}”", shown(layout->title));
}

Result<std::string> check_fonts(const std::string& bytes, const std::string& file) {
  const auto families = text::read_font_list(bytes, file);
  if (!families) return std::unexpected(families.error());
  return "a list of fonts: " + counted(families->size(), "family", "families");
}

Result<std::string> check_patterns(const std::string& bytes, const std::string& file) {
  const auto files = text::read_pattern_list(bytes, file);
  if (!files) return std::unexpected(files.error());
  return "a list of hyphenation patterns: " + counted(files->size(), "file", "files");
}

Result<std::string> check_calendar(const std::string& bytes, const std::string& file, Diagnostics& warnings) {
  const Result<calendar::IcsFile> calendar = calendar::read_ics(bytes, file);
  if (!calendar) return std::unexpected(calendar.error());
  warnings = calendar->warnings;
  const std::vector<calendar::IcsEntry>& entries = calendar->entries;
  std::string text = "a calendar: ";
  if (entries.empty()) {
    text += "no entry takes whole days";
  } else {
    const auto [first, last] = std::ranges::minmax(entries, {}, &calendar::IcsEntry::first);
    text +=
        fmt::format("{} whole days, from {} to {}", counted(entries.size(), "entry takes", "entries take"),
                    to_iso(first.first), to_iso(last.first + days{last.days - 1}));
    const std::int64_t repeating =
        std::ranges::count_if(entries, [](const auto& entry) { return !entry.rules.empty(); });
    if (repeating > 0) text += fmt::format(", {}", counted(repeating, "of them repeats", "of them repeat"));
  }
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) text += "; " + counted(count, one, many);
  };
  add(calendar->timed, "entry with a time of the day", "entries with a time of the day");
  add(calendar->cancelled, "cancelled entry", "cancelled entries");
  add(calendar->undated, "entry without a date", "entries without a date");
  add(calendar->others, "to-do, journal entry or free time", "to-dos, journal entries or free times");
  return text;
}

/// All that is wrong with what `settings` ask for, as far as it can be known without a catalog.
Diagnostics wrong_in(const Settings& settings, const World& world, shelf::Calendars& calendars) {
  Result<PlanRequest> asked = plan_request_of(settings, world.today);
  if (!asked) return asked.error();
  if (Diagnostics wrong = wrong_without_catalog(asked->request, settings.has("start")); !wrong.empty())
    return wrong;
  const auto taken = take_days_off(*asked, [&](const std::string& file) { return calendars.get(file); });
  // Without a start it is not known which days a plan will have.
  const bool fine = taken || (taken.error().no_day_left && !settings.has("start"));
  return fine ? Diagnostics() : taken.error().diagnostics;
}

Result<std::string> check_request(const std::string& bytes, const std::string& file, const World& world) {
  Diagnostics faults;
  const Result<Settings> settings = read_request_file(bytes, file, faults);
  if (!settings) return std::unexpected(settings.error());
  shelf::Calendars calendars;
  std::ranges::move(in_words(wrong_in(*settings, world, calendars), *settings), std::back_inserter(faults));
  if (!faults.empty()) {
    finish(faults);
    return std::unexpected(std::move(faults));
  }
  return "a request with " + counted(settings->size(), "setting", "settings");
}

/// What is found in a roster beside its errors.
struct RosterFindings {
  Diagnostics warnings;
  roster::TableSigns signs;
};

Result<std::string> check_roster(std::string bytes, const std::string& file, const Checking& how,
                                 RosterFindings& found) {
  constexpr std::size_t most_rows = 20;  // whose errors are reported: more would not help
  const auto roster = read_roster(std::move(bytes), file, how.roster, &found.signs);
  if (!roster) return std::unexpected(roster.error());
  found.warnings = warnings_of(*roster);
  Diagnostics diagnostics;
  std::size_t wrong = 0;
  const std::vector<Result<std::string>> names = cohort::name_files(*roster, "");
  shelf::Calendars calendars;
  for (std::size_t row = 0; row < roster->size(); ++row) {
    const Settings settings = row_settings(*roster, row);
    Diagnostics faults = names[row] ? Diagnostics() : names[row].error();
    std::ranges::move(wrong_in(settings, how.world, calendars), std::back_inserter(faults));
    if (faults.empty() || ++wrong > most_rows) continue;
    std::ranges::move(in_words(std::move(faults), settings, {.title = roster->title(row)}),
                      std::back_inserter(diagnostics));
  }
  if (wrong > most_rows) {
    const std::size_t more = wrong - most_rows;
    diagnostics.push_back({Severity::error,
                           {file},
                           fmt::format("{} more {} errors", more, more == 1 ? "row has" : "rows have"),
                           "fix these first"});
  }
  if (wrong > 0) return std::unexpected(std::move(diagnostics));
  const std::string choice = choice_of_sheet(*roster);
  return fmt::format("a roster: {}{}{}", counted(roster->size(), "learner"), choice.empty() ? "" : "; ",
                     choice);
}

/// A course of another format, as it would be imported.
Result<std::string> check_course(const importing::Input& input, const std::string& name,
                                 Diagnostics& warnings, const std::string& sheet = {}) {
  importing::Wishes wishes;
  wishes.choices.sheet = sheet;
  wishes.names.file = shelf::course_name(name);
  wishes.names.pictures = importing::pictures_folder(wishes.names.file + ".xml");
  wishes.names.language_otherwise = "en";  // whatever it is: it changes nothing that is checked
  Result<importing::Course> course = importing::import_course(input, wishes);
  if (!course) return std::unexpected(in_words_of_import(std::move(course.error())));
  warnings = in_words_of_import(std::move(course->imported.warnings));
  return fmt::format("{}, {}", course->format->what, contents_of(course->imported.catalog));
}

/// What is not XML: a roster, or a course. A table may be either: its headings tell, whether or not its cells
/// are right. Where they are those of both, such as a name and minutes, the learners decide.
Result<std::string> check_other(std::string bytes, const std::string& name, const Checking& how,
                                Diagnostics& warnings) {
  const std::string file = io::input_name(name);
  const Result<importing::Input> input = shelf::course_of(bytes, name);
  if (!input) return std::unexpected(input.error());
  const Result<const importing::Format*> format = importing::format_of(*input, {});
  const std::string_view kind = format ? (*format)->name : std::string_view();
  if (format && kind != "csv" && kind != "tsv" && kind != "workbook")
    return check_course(*input, name, warnings);
  RosterFindings found;
  Result<std::string> roster = check_roster(std::move(bytes), file, how, found);
  importing::Choices choices;
  choices.sheet = how.roster.sheet;
  const bool without_sheets = kind != "workbook" && !choices.sheet.empty();
  if (format && !without_sheets && !found.signs.has_learners && importing::names_lessons(*input, choices))
    return check_course(*input, name, warnings, choices.sheet);
  warnings = std::move(found.warnings);
  return roster;
}

// What a file is, in words, or what is wrong with it.
Result<std::string> check_file(const std::string& input, const Checking& how, Diagnostics& warnings) {
  std::error_code problem;
  if (!io::is_standard_stream(input) && std::filesystem::is_directory(input, problem)) {
    const Result<importing::Input> folder = shelf::open_course(input);
    if (!folder) return std::unexpected(folder.error());
    if (importing::format_of(*folder, {})) return check_course(*folder, input, warnings);
  }
  Result<std::string> bytes = io::read_input(input);
  if (!bytes) return std::unexpected(bytes.error());
  const std::string file = io::input_name(input);
  // A file that is neither XML nor a calendar is a spreadsheet, unless its name promises something else.
  const std::size_t first = bytes->find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (has_ending(file, ".ics") || (first != std::string::npos && bytes->compare(first, 7, "BEGIN:V") == 0)) {
    if (bytes->size() <= calendar::most_ics_bytes) return check_calendar(*bytes, file, warnings);
    return failure(fmt::format("{} has {} bytes; the limit of a calendar is {}", shown(file, 4096),
                               bytes->size(), calendar::most_ics_bytes),
                   "export a shorter period, or fewer calendars");
  }
  const bool xml = has_ending(file, ".xml") || (first != std::string::npos && (*bytes)[first] == '<');
  if (!xml) return check_other(*std::move(bytes), input, how, warnings);
  Result<xml::Document> document = xml::read(*bytes, file);
  if (!document) return std::unexpected(document.error());
  const std::string root = document->root().name();
  if (root == "roster") {
    document = xml::Document();  // read again, and not kept twice
    RosterFindings found;        // XML has no columns that are not used
    return check_roster(*std::move(bytes), file, how, found);
  }
  if (root == "catalog") return check_catalog(*document, input, warnings);
  if (root == "reading") return check_reading(*bytes, file);
  if (root == "layout") return check_layout(*std::move(bytes), file, how.world);
  if (root == "request") return check_request(*bytes, file, how.world);
  if (root == "fonts") return check_fonts(*bytes, file);
  if (root == "hyphenation") return check_patterns(*bytes, file);
  const Result<importing::Input> course = shelf::course_of(*bytes, input);
  if (course && importing::format_of(*course, {})) return check_course(*course, input, warnings);
  if (root == "office:document")
    return failure("the file is a spreadsheet as flat XML", "save it as .ods or .xlsx", {file});
  return failure(fmt::format("<{}> is neither a catalog, a layout, a request nor a roster", shown(root)),
                 "a catalog starts with <catalog>, a layout with <layout>, a request with <request>, a "
                 "roster with <roster>",
                 document->place(document->root()));
}

}  // namespace

CommandLine check_command_line() {
  CommandLine options(
      "pensum check FILE...",
      "Checks catalogs, layouts, requests, rosters, calendars, courses to import, and lists of fonts or "
      "hyphenation patterns, and reports errors with line, column and a hint. A table is read as a roster, "
      "or as a course if it has the columns of one; - is standard input. Exit status 0 if all are valid, "
      "else 2.");
  options.add("How to check", roster_options("warnings are errors, such as an unknown column of a roster"));
  add_talk_options(options, false);
  options.add_example("pensum check my-course.xml class.csv",
                      "all that is wrong with a catalog and a roster");
  return options;
}

ExitStatus check(Arguments arguments, World& world) {
  const CommandLine options = check_command_line();
  const std::expected<ParsedOptions, ExitStatus> given =
      given_options(options, arguments, std::numeric_limits<std::size_t>::max(), world);
  if (!given) return given.error();
  if (given->operands().empty()) {
    report(world, {{Severity::error, {}, "check needs a file", "usage: pensum check FILE..."}});
    return ExitStatus::wrong_input;
  }
  if (const Result<void> once = standard_input_once(given->operands()); !once) {
    report(world, once.error());
    return ExitStatus::wrong_input;
  }
  const Result<RosterReading> reading = roster_reading(*given);
  if (!reading) {
    report(world, reading.error());
    return ExitStatus::wrong_input;
  }
  const Checking how{.world = world, .roster = {.date_order = reading->date_order, .sheet = reading->sheet}};
  ExitStatus status = ExitStatus::done;
  for (const std::string& file : given->operands()) {
    Diagnostics warnings;
    Result<std::string> what = check_file(file, how, warnings);
    if (what && reading->strict && !warnings.empty()) {
      what = std::unexpected(as_errors(std::move(warnings)));
    } else {
      report(world, warnings);
    }
    if (what) {
      account_of(world, false) << fmt::format("{}: {}\n", shown(io::input_name(file), file.size() + 32),
                                              *what);
    } else {
      report(world, what.error());
      status = ExitStatus::wrong_input;
    }
  }
  return status;
}

}  // namespace pensum::app
