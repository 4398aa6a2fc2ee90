#include "app/import_options.hpp"

#include "app/inputs.hpp"
#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "course/draft.hpp"
#include "request/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

using importing::Record;
using importing::Wishes;

/// Options that shape a catalog; `only_some`: formats have to name them in Format::uses.
struct Shaping {
  std::string_view name;
  bool only_some = false;
};
constexpr std::array shaping{
    Shaping{"from"},        Shaping{"depth"},         Shaping{"select"},       Shaping{"minutes"},
    Shaping{"words"},       Shaping{"lessons", true}, Shaping{"column", true}, Shaping{"minutes-by", true},
    Shaping{"sheet", true}, Shaping{"base", true},    Shaping{"texts"}};

constexpr std::array<std::string_view, 4> kinds_of_lessons{"tasks", "items", "headings", "links"};

std::string all_formats() {
  std::vector<std::string_view> names;
  for (const importing::Format& format : importing::formats()) names.push_back(format.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

class Reading {
 public:
  Reading(const Record& record, const ParsedOptions& options) : record_(record), options_(options) {}

  Result<Wishes> read() {
    for (const auto& [name, value] : record_) take(name, value);
    wishes_.names = {
        .id = options_.last("id"), .title = options_.last("title"), .language = options_.last("lang")};
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return std::move(wishes_);
  }

 private:
  void take(const std::string& name, const std::string& value) {
    if (name == "from") wishes_.from = value;
    if (name == "depth") wishes_.rules.depth = static_cast<std::size_t>(number(name, value, 1, 99));
    if (name == "minutes") take_minutes(value);
    if (name == "words") wishes_.rules.pace.words_a_minute = number(name, value, 1, 10'000);
    if (name == "select") wishes_.rules.select.push_back(value);
    if (name == "lessons") take_lessons(value);
    if (name == "column") take_columns(value);
    if (name == "minutes-by") take_minutes_by(value);
    if (name == "sheet") wishes_.choices.sheet = value;
    if (name == "base") take_base(value);
    if (name == "texts") take_texts(value);
  }

  void take_minutes(const std::string& value) {
    if (const Result<Minutes> minutes = minutes_value(value)) {
      wishes_.rules.pace.by_default = *minutes;
    } else {
      const Diagnostic& fault = minutes.error().front();
      wrong("--minutes: " + fault.message, fault.hint);
    }
  }

  std::int64_t number(std::string_view name, const std::string& text, std::int64_t least, std::int64_t most) {
    const std::optional<std::int64_t> value = whole(text);
    if (value && *value >= least && *value <= most) return *value;
    wrong(fmt::format("--{}: “{}” is not a number from {} to {}", name, shown(text), least, most),
          "write a whole number, without a unit");
    return least;
  }

  static std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = problem == std::errc() && end == text.data() + text.size();
    return is_whole ? std::optional(value) : std::nullopt;
  }

  void take_lessons(const std::string& value) {
    wishes_.choices.lessons = value;
    if (std::ranges::find(kinds_of_lessons, std::string_view(value)) != kinds_of_lessons.end()) return;
    wrong(fmt::format("--lessons: “{}” is not a kind of lesson", shown(value)),
          one_of(value, kinds_of_lessons));
  }

  /// “lesson=Title,minutes=Time, in hours”: a name may hold commas.
  void take_columns(const std::string& value) {
    for (const auto& [field, column] : pairs(value)) {
      if (!field.empty() && !column.empty()) {
        wishes_.choices.columns.insert_or_assign(field, column);
      } else {
        wrong(fmt::format("--column: “{}” does not assign a column", shown(value)),
              "write what a column holds, and its name: lesson=Title,minutes=Duration");
        return;
      }
    }
  }

  /// “Difficulty:Easy=15,Hard=45”.
  void take_minutes_by(const std::string& value) {
    const std::size_t colon = value.find(':');
    const std::string column = value.substr(0, colon);
    const auto all = colon == std::string::npos ? std::vector<Pair>() : pairs(value.substr(colon + 1));
    for (const auto& [name, minutes] : all) {
      const Result<Minutes> each = minutes_value(minutes);
      if (name.empty() || !each) break;
      wishes_.choices.minutes_by[column].insert_or_assign(name, static_cast<int>(each->count));
      if (&name == &all.back().first && !column.empty()) return;
    }
    wrong(fmt::format("--minutes-by: “{}” does not give minutes by a column's values", shown(value)),
          "write COLUMN:VALUE=MINUTES,…, such as Difficulty:Easy=15,Medium=30,Hard=45");
  }

  using Pair = std::pair<std::string, std::string>;
  /// “a=b,c=d, e” as a → b, c → “d, e”.
  static std::vector<Pair> pairs(std::string_view text) {
    std::vector<Pair> pairs;
    while (!text.empty()) {
      const std::size_t comma = std::min(text.find(','), text.size());
      const std::string_view part = text.substr(0, comma);
      text.remove_prefix(std::min(comma + 1, text.size()));
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos && !pairs.empty()) {
        pairs.back().second += "," + std::string(part);
      } else {
        pairs.emplace_back(part.substr(0, equals),
                           equals == std::string_view::npos ? "" : part.substr(equals + 1));
      }
    }
    if (pairs.empty()) pairs.emplace_back();
    return pairs;
  }

  void take_base(const std::string& value) {
    wishes_.choices.base_url = value;
    if (is_catalog_url(value)) return;
    wrong(fmt::format("--base: “{}” is not a web address", shown(value)),
          "write one that starts with https:// or http:// and holds no spaces");
  }

  void take_texts(const std::string& value) {
    wishes_.choices.texts = value != "no";
    if (value == "yes" || value == "no") return;
    wrong(fmt::format("--texts: “{}” is neither yes nor no", shown(value)),
          "with no, lessons get titles and minutes, but not what there is to read");
  }

  void wrong(std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  }

  const Record& record_;
  const ParsedOptions& options_;
  Wishes wishes_;
  Diagnostics diagnostics_;
};

}  // namespace

CommandLine import_command_line() {
  CommandLine options(
      "pensum import FILE [-o FILE.xml] [options]",
      "Makes a catalog of an existing course: a list, a table, a book, an export of a learning platform. "
      "FILE may be a folder, or - for standard input. Nothing is fetched. With --update the catalog follows "
      "its source, and keeps what was edited in it.");
  options.add(
      "What to write",
      {
          {'o', "output", "FILE.xml", "the catalog's file; default standard output"},
          {0, "dry-run", "", "write nothing; print the course as a tree, with minutes and what was left out"},
          {0, "update", "", "bring the catalog up to date: edits stay, and options that it was made with"},
          {0, "prune", "",
           "with --update: remove lessons that are gone from the source, unless they were edited"},
          {0, "replace", "", "replace the catalog if it exists"},
      });
  options.add("The course",
              {
                  {0, "from", "FORMAT", all_formats() + "; default: found from the content"},
                  {0, "id", "ID", "the catalog's id; default the source's, else the file's name"},
                  {0, "title", "TEXT", "the catalog's title"},
                  {0, "lang", "LANGUAGE", "its language; needed if the source does not name it"},
              });
  options.add(
      "Lessons",
      {
          {0, "lessons", fmt::format("{}", fmt::join(kinds_of_lessons, "|")),
           "what is a lesson in a Markdown file"},
          {0, "depth", "N", "which level of a tree is a lesson; default the lowest one"},
          {0, "select", "LIST", "only these parts, by number or title as --dry-run prints them: 1..3,7"},
          {0, "column", "LIST", "what the columns of a table hold: lesson=Title,minutes=Duration"},
          {0, "sheet", "NAME", "the sheet of a workbook, by name or number; default the first one"},
          {0, "base", "URL", "the web address that relative links start from"},
          {0, "texts", "yes|no",
           "whether lessons get what there is to read, with pictures beside the catalog; default yes"},
          {0, "questions", "FILE.apkg",
           "an Anki deck (.apkg), whose cards become questions of the lessons that they are labelled with"},
      });
  options.add("Minutes",
              {
                  {0, "minutes", "N",
                   "the minutes of a lesson if the source gives none, as 45, 1h or 1h30; default 20"},
                  {0, "words", "N", "how many words are read in a minute; default 238"},
                  {0, "minutes-by", "LIST", "by a column's values: Difficulty:Easy=15,Medium=30,Hard=45"},
              });
  add_talk_options(options, false);
  options.add_example("pensum import list.md --lang en -o list.xml", "a catalog of a Markdown list");
  options.add_example("pensum import list.md -o list.xml --update",
                      "the catalog brought up to date with the list");
  return options;
}

Record record_of(const ParsedOptions& options, const Record& kept) {
  Record record;
  for (const Shaping& each : shaping) {
    const std::string name(each.name);
    for (const std::string& value : options.all(name)) record.emplace_back(name, value);
    if (options.has(name)) continue;
    std::ranges::copy_if(kept, std::back_inserter(record),
                         [&](const auto& pair) { return pair.first == name; });
  }
  return record;
}

Result<Wishes> wishes_of(const Record& record, const ParsedOptions& options) {
  return Reading(record, options).read();
}

Diagnostics unused_options(const Record& record, const importing::Format& format) {
  Diagnostics warnings;
  const std::string uses = fmt::format(" {} ", format.uses);
  for (const Shaping& each : shaping) {
    const bool given = std::ranges::find(record, each.name, &Record::value_type::first) != record.end();
    if (!given || !each.only_some || uses.contains(fmt::format(" {} ", each.name))) continue;
    warnings.push_back({Severity::warning,
                        {},
                        fmt::format("--{} has no effect on {}", each.name, format.what),
                        "leave it out"});
  }
  return warnings;
}

std::string in_words_of_import(const std::string& text) {
  return with_names(text, [](const NamedSetting& setting) {
    return fmt::format("--{}{}{}", setting.name, setting.value.empty() ? "" : " ", setting.value);
  });
}

Diagnostics in_words_of_import(Diagnostics diagnostics) {
  for (Diagnostic& each : diagnostics) {
    each.message = in_words_of_import(each.message);
    each.hint = in_words_of_import(each.hint);
  }
  return diagnostics;
}

}  // namespace pensum::app
