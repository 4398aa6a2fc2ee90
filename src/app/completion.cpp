#include "app/completion.hpp"

#include "app/command_table.hpp"
#include "app/listing.hpp"
#include "base/date.hpp"
#include "course/catalog.hpp"
#include "import/format.hpp"
#include "io/files.hpp"
#include "layout/sections.hpp"
#include "press/in_hand.hpp"
#include "press/kinds.hpp"
#include "request/roster_columns.hpp"
#include "request/value_parts.hpp"
#include "shelf/catalogs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

/// What courses' files end in, as far as endings tell.
constexpr std::string_view course_endings =
    " .xml .md .csv .tsv .xlsx .ods .epub .imscc .zip .gz .mbz .yml .yaml .json";

/// The parts of `text` between separators.
std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/// What a command line holds before the word that is being completed.
struct Line {
  CommandLine options;
  std::vector<std::string> operands{};
  std::vector<std::pair<std::string, std::string>> values{};  ///< of options, by name
  const Option* open = nullptr;                               ///< whose value comes next
  bool only_operands = false;                                 ///< behind “--”

  std::optional<std::string> value_of(std::string_view name) const {
    const auto found =
        std::find_if(values.rbegin(), values.rend(), [&](const auto& given) { return given.first == name; });
    return found == values.rend() ? std::nullopt : std::optional(found->second);
  }
};

/// The option that `word` begins with, as “--name”, “--name=…”, “-n” or “-n…”.
const Option* option_in(const CommandLine& options, std::string_view word) {
  for (const CommandLine::Group& group : options.groups()) {
    for (const Option& option : group.options) {
      const bool named = word.starts_with("--") && word.substr(2, word.find('=') - 2) == option.name;
      const bool lettered = !word.starts_with("--") && word.size() > 1 && word[1] == option.letter;
      if (named || lettered) return &option;
    }
  }
  return nullptr;
}

void take(Line& line, const std::string& word) {
  if (line.open != nullptr) {
    line.values.emplace_back(std::exchange(line.open, nullptr)->name, word);
  } else if (line.only_operands || word == "-" || !word.starts_with('-')) {
    line.operands.push_back(word);
  } else if (word == "--") {
    line.only_operands = true;
  } else if (const Option* option = option_in(line.options, word)) {
    const std::size_t name = word.starts_with("--") ? option->name.size() + 2 : 2;
    const std::size_t value = name + (word.substr(name).starts_with('=') ? 1 : 0);
    const bool has_value = word.size() > name;
    if (has_value) line.values.emplace_back(option->name, word.substr(value));
    if (!has_value && !option->value.empty() && option->otherwise.empty()) line.open = option;
  }
}

/// What the operand of this number (from 0) is called in the usage; empty where there is none.
std::string_view operand_of(const CommandLine& options, std::size_t number) {
  const std::vector<std::string_view> words = parts_of(options.usage(), ' ');
  constexpr std::size_t behind_names = 2;  // “pensum build”
  std::string_view operand = words.size() > behind_names ? words[behind_names] : std::string_view();
  const bool repeats = operand.ends_with("...");
  if (repeats) operand.remove_suffix(3);
  if (operand.starts_with('[')) operand = operand.substr(1, operand.size() - 2);
  return number == 0 || repeats ? operand : std::string_view();
}

class Completion {
 public:
  Completion(const Line& line, const World& world, std::ostream& out)
      : line_(line), world_(world), out_(out) {}

  void word(const std::string& typed) {
    if (line_.open != nullptr) return value(*line_.open, typed, "");
    if (!line_.only_operands && typed.starts_with('-') && typed.size() > 1) {
      const Option* const option = option_in(line_.options, typed);
      if (const std::size_t equals = typed.find('='); equals != std::string::npos) {
        if (option != nullptr && !option->value.empty())
          value(*option, typed.substr(equals + 1), typed.substr(0, equals + 1));
        return;
      }
      if (!typed.starts_with("--") && option != nullptr && !option->value.empty() && typed.size() > 2)
        return value(*option, typed.substr(2), typed.substr(0, 2));
    }
    if (!line_.only_operands && typed.starts_with('-')) return options(typed);
    value_called(operand_of(line_.options, line_.operands.size()), typed, "");
  }

  /// Whether it is known what `name`, one of a value's alternatives, stands for.
  static bool knows(std::string_view name) {
    return std::ranges::find(own_, name) != own_.end() ||
           std::ranges::find(sources_, name, &Source::name) != sources_.end();
  }

 private:
  struct Source {
    std::string_view name;
    void (Completion::*add)();
    bool list = false;          ///< whether several may stand there, with commas between them
    std::string_view behind{};  ///< what comes next, such as “=”
  };
  static const std::array<Source, 21> sources_;
  /// Values that are anybody's own: numbers, names, texts, lists of them.
  static constexpr std::array<std::string_view, 8> own_{"N",  "I/N", "TEXT", "NAME",
                                                        "ID", "URL", "LIST", "TIME"};

  void options(const std::string& typed) {
    begin(typed, "");
    for (const CommandLine::Group& group : line_.options.groups()) {
      for (const Option& option : group.options) offer("--" + option.name, option.help);
    }
  }

  void value(const Option& option, const std::string& typed, const std::string& before) {
    if (option.name == "output" && option.value == "FILE") {
      out_ << ":files";
      for (const std::string_view ending : press::endings()) out_ << ' ' << ending;
      out_ << '\n';
      return;
    }
    value_called(option.value, typed, before);
  }

  /// The values that `names` stands for: words and names of values, with | between them.
  void value_called(std::string_view names, const std::string& typed, const std::string& before) {
    if (names.empty()) return;
    for (const std::string_view name : parts_of(names, '|')) {
      const auto* const source = std::ranges::find(sources_, name, &Source::name);
      begin(typed, before);
      if (is_small(name.front())) {
        offer(std::string(name), "");
      } else if (name.starts_with("FILE.")) {
        out_ << ":files " << name.substr(name.find('.')) << '\n';
      } else if (source != sources_.end()) {
        if (source->list) begin_list(typed, before);
        behind_ = source->behind;
        (this->*source->add)();
      }
    }
  }

  void begin(const std::string& typed, const std::string& before) {
    before_ = before;
    typed_ = typed;
    behind_ = {};
    named_.clear();
  }

  /// Only what is behind the last comma, or the dots of a range, is completed.
  void begin_list(const std::string& typed, const std::string& before) {
    const std::size_t comma = typed.rfind(',');
    const std::size_t dots = typed.rfind("..");
    const std::size_t kept =
        std::max(comma == std::string::npos ? 0 : comma + 1, dots == std::string::npos ? 0 : dots + 2);
    begin(typed.substr(kept), before + typed.substr(0, kept));
    for (const std::string_view part : parts_of(std::string_view(typed).substr(0, kept), ','))
      named_.emplace_back(part.substr(0, part.find('=')));
  }

  void offer(const std::string& value, std::string_view what) {
    if (!value.starts_with(typed_) || std::ranges::find(named_, value) != named_.end()) return;
    // Titles are others' text: nothing in it may steer the terminal.
    out_ << before_ << shown(value, value.size()) << behind_;
    if (!what.empty()) out_ << '\t' << shown(what, most_shown);
    out_ << '\n';
  }
  static constexpr std::size_t most_shown = 100;

  void offer_listed(std::string_view things) {
    const Result<std::vector<Listed>> all = listed(things, world_);
    if (!all) return;
    for (const Listed& each : *all) offer(each.name, each.what);
  }

  void catalogs() {
    offer_listed("catalogs");
    out_ << ":files" << course_endings << '\n';
  }
  void layouts() {
    offer_listed("layouts");
    out_ << ":files .xml\n";
  }
  void languages() { offer_listed("languages"); }
  void commands() {
    for (const Command& command : app::commands()) offer(std::string(command.name), command.what);
  }
  void dates() {
    constexpr int offered = 14;
    const Date today = world_.today();
    for (int i = 0; i < offered; ++i) {
      const Date date = today + days{i};
      offer(to_iso(date), i == 0 ? "today" : value::weekday_name(Weekday{date}));
    }
  }
  void weekdays() {
    for (unsigned day = 0; day < 7; ++day)
      offer(std::string(value::weekday_name(Weekday{std::chrono::Monday} + days{day})), "");
  }
  void budgets() {
    weekdays();
    offer("weekdays", "Monday to Friday");
    offer("weekend", "Saturday and Sunday");
  }
  void lessons() {
    const std::shared_ptr<const Catalog> course = catalog();
    if (course == nullptr) return;
    for (const Lesson& lesson : course->lessons) offer(lesson.id, lesson.title);
  }
  void paths() {
    const std::shared_ptr<const Catalog> course = catalog();
    if (course == nullptr) return;
    for (const Path& path : course->paths) offer(path.id, path.title);
  }
  void sections() {
    // Only the first of a list may be one of these.
    if (std::ranges::all_of(named_, &std::string::empty))
      for (const std::string_view name : layout::preset_names()) offer(std::string(name), "");
    for (const std::string_view name : layout::section_names()) offer(std::string(name), "");
  }
  void kinds() {
    for (const std::string_view name : press::names()) offer(std::string(name), "");
  }
  void formats() {
    for (const importing::Format& format : importing::formats()) offer(std::string(format.name), format.what);
  }
  void columns() {
    for (const std::string_view name : roster_columns()) offer(std::string(name), "");
  }
  void any_file() { out_ << ":files\n"; }
  void rosters() { out_ << ":files .csv .tsv .xml\n"; }
  void plans() { out_ << ":files .pdf .epub\n"; }
  void folders() { out_ << ":folders\n"; }

  /// The course that the line is about; null if it cannot be had.
  std::shared_ptr<const Catalog> catalog() const {
    const std::string_view operand = operand_of(line_.options, 0);
    const std::string first = line_.operands.empty() ? "" : line_.operands.front();
    const std::optional<std::string> option = line_.value_of("catalog");
    if (!option && operand == "PLAN") return catalog_in_plan(first);
    std::string name = option.value_or(operand == "CATALOG" ? first : "");
    if (name.empty()) name = shelf::default_catalog;
    if (io::is_standard_stream(name)) return nullptr;
    const Result<shelf::LoadedCatalog> loaded =
        shelf::load_catalog(name, world_.resources, line_.value_of("lang").value_or("en"));
    return loaded ? loaded->catalog : nullptr;
  }

  static std::shared_ptr<const Catalog> catalog_in_plan(const std::string& file) {
    if (file.empty() || io::is_standard_stream(file)) return nullptr;
    const Result<std::string> bytes = io::read_file(file);
    if (!bytes) return nullptr;
    const Result<press::InHand> plan = press::open_in_hand(*bytes, file, std::nullopt);
    return plan ? plan->catalog.catalog : nullptr;
  }

  const Line& line_;
  const World& world_;
  std::ostream& out_;
  std::string before_;  ///< what stays of the word: an option's name and =, and what a list has already
  std::string typed_;   ///< what is to be completed of it
  std::string_view behind_;
  std::vector<std::string> named_;  ///< what a list has already
};

constexpr std::array<Completion::Source, 21> Completion::sources_{
    {{"CATALOG", &Completion::catalogs},
     {"COLUMN", &Completion::columns},
     {"COMMAND", &Completion::commands},
     {"DATE", &Completion::dates},
     {"DATES", &Completion::dates, true},
     {"DATE=N", &Completion::dates, true, "="},
     {"DAY", &Completion::weekdays},
     {"DAY=N", &Completion::budgets, true, "="},
     {"FILE", &Completion::any_file},
     {"FOLDER", &Completion::folders},
     {"FORMAT", &Completion::formats},
     {"FORMATS", &Completion::kinds, true},
     {"LANGUAGE", &Completion::languages},
     {"LAYOUT", &Completion::layouts},
     {"LESSONS", &Completion::lessons, true},
     {"LESSON=N", &Completion::lessons, true, "="},
     {"LESSON/N", &Completion::lessons, true, "/"},
     {"PATH", &Completion::paths, true},
     {"PLAN", &Completion::plans},
     {"ROSTER", &Completion::rosters},
     {"SECTIONS", &Completion::sections, true}}};

}  // namespace

ExitStatus complete(Arguments words, World& world) {
  if (words.empty()) return ExitStatus::done;
  const std::string& typed = words.back();
  if (words.size() == 1) {
    for (const Command& command : commands()) {
      if (command.name.starts_with(typed)) world.out << command.name << '\t' << command.what << '\n';
    }
    for (const std::string_view option : {"--help", "--version"}) {
      if (typed.starts_with('-') && option.starts_with(typed)) world.out << option << '\n';
    }
    return ExitStatus::done;
  }
  const Command* const command = find_command(words.front());
  if (command == nullptr) return ExitStatus::done;
  Line line{.options = command->command_line()};
  for (const std::string& word : words.subspan(1, words.size() - 2)) take(line, word);
  Completion(line, world, world.out).word(typed);
  return ExitStatus::done;
}

bool knows_value(std::string_view value) {
  return std::ranges::all_of(parts_of(value, '|'), [](std::string_view name) {
    return !name.empty() && (is_small(name.front()) || name.starts_with("FILE.") || Completion::knows(name));
  });
}

}  // namespace pensum::app
