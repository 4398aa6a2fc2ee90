#include "manual/manual_pages.hpp"

#include "app/command_line.hpp"
#include "app/command_table.hpp"
#include "base/version.hpp"
#include "io/files.hpp"
#include "manual/document.hpp"
#include "manual/roff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <span>
#include <utility>

namespace pensum::manual {

namespace {

using app::CommandLine;
using References = std::set<const PageOf*>;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_of_name(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// What the values of options and the operands of a command are called, such as “CATALOG”.
std::set<std::string> value_names(const CommandLine& options) {
  std::set<std::string> names;
  const auto take = [&](const std::string& text) {
    std::string name;
    for (const char c : text + " ") {
      if (is_capital(c)) {
        name += c;
      } else {
        if (name.size() > 1) names.insert(name);
        name.clear();
      }
    }
  };
  take(options.usage());
  for (const CommandLine::Group& group : options.groups()) {
    for (const app::Option& option : group.options) take(option.value);
  }
  return names;
}

/// A text of help as roff: options and what is between backticks bold, names of values in italics.
std::string help_text(std::string_view text, const std::set<std::string>& values) {
  std::string out;
  std::string plain;
  const auto mark = [&](const std::string& marked) { out += prose(std::exchange(plain, {})) + marked; };
  for (std::size_t at = 0; at < text.size();) {
    const bool begins =
        at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 && text[at - 1] != '-');
    std::size_t end = at;
    if (text[at] == '`' && text.find('`', at + 1) != std::string_view::npos) {
      end = text.find('`', at + 1);
      mark(bold(code(text.substr(at + 1, end - at - 1))));
      at = end + 1;
    } else if (begins && text.substr(at).starts_with("--")) {
      while (end < text.size() && is_of_name(text[end])) ++end;
      mark(bold(code(text.substr(at, end - at))));
      at = end;
    } else if (begins && is_capital(text[at])) {
      while (end < text.size() && is_capital(text[end])) ++end;
      const std::string word(text.substr(at, end - at));
      if (values.contains(word)) {
        mark(italic(word));
      } else {
        plain += word;
      }
      at = end;
    } else {
      plain += text[at++];
    }
  }
  mark({});
  return out;
}

void begin(Page& page, std::string_view name, int section, std::string_view what, std::string_view date) {
  std::string title(name);
  std::ranges::transform(title, title.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  page.macro(fmt::format(
      ".\\\" Made of pensum's tables and documents: edit those.\n.Dd {}\n.Dt {} {}\n.Os pensum {}", date,
      title, section, version));
  page.section("NAME");
  page.macro(fmt::format(".Nm {}\n.Nd {}", name, prose(what)));
}

/// A usage such as “pensum build [CATALOG] [options] [-o FILE]...”, as macros.
void synopsis(Page& page, std::string_view usage) {
  page.section("SYNOPSIS");
  const auto argument = [](std::string_view word) -> std::string {
    if (word.starts_with('-')) {
      const std::size_t space = word.find(' ');
      return fmt::format("Fl {} Ar {}", typed(word.substr(1, space - 1)), word.substr(space + 1));
    }
    return (is_capital(word.front()) || word == "options" ? "Ar " : "Cm ") + std::string(word);
  };
  bool first = true;
  while (!usage.empty()) {
    const bool optional = usage.front() == '[';
    const std::size_t end = std::min(optional ? usage.find(']') + 1 : usage.find(' '), usage.size());
    std::string_view word = usage.substr(0, end);
    usage.remove_prefix(end);
    std::string_view more;
    if (usage.starts_with("...")) usage.remove_prefix((more = "...").size());
    if (word.ends_with("...")) word.remove_suffix((more = "...").size());
    if (usage.starts_with(' ')) usage.remove_prefix(1);
    if (optional) word = word.substr(1, word.size() - 2);
    if (std::exchange(first, false)) {
      page.macro(".Nm " + std::string(word));
    } else if (optional && !more.empty()) {
      page.macro(".Oo " + argument(word) + " Oc Ns ...");
    } else {
      page.macro((optional ? ".Op " : ".") + argument(word) + (more.empty() ? "" : " Ns ..."));
    }
  }
}

std::string term_of(const app::Option& option) {
  std::string term = option.letter == 0 ? "" : fmt::format("Fl {} , ", option.letter);
  term += "Fl \\-" + typed(option.name);
  if (option.value.empty()) return term;
  const std::string value = "Ar " + arguments(typed(option.value));
  return term + (option.otherwise.empty() ? " " + value : " Ns Op = Ns " + value);
}

void options_of(Page& page, const CommandLine& options, const std::set<std::string>& values) {
  std::vector<const CommandLine::Group*> groups;
  for (const CommandLine::Group& group : options.groups()) groups.push_back(&group);
  std::ranges::rotate(groups, groups.begin() + 1);  // help comes last
  for (const CommandLine::Group* group : groups) {
    page.part(group->heading);
    page.macro(".Bl -tag -width Ds");
    for (const app::Option& option : group->options) {
      page.item(term_of(option));
      page.paragraph(help_text(option.help, values));
    }
    page.macro(".El");
  }
}

void examples_of(Page& page, std::span<const CommandLine::Example> examples) {
  if (examples.empty()) return;
  page.section("EXAMPLES");
  for (const CommandLine::Example& example : examples) {
    page.literal(example.command);
    page.paragraph(prose(example.what));
  }
}

/// A table of help as a section.
void rows_of(Page& page, std::string_view title, std::string_view macro, std::span<const app::HelpRow> rows) {
  page.section(title);
  page.macro(".Bl -tag -width Ds");
  for (const app::HelpRow& row : rows) {
    page.item(fmt::format("{} {}", macro, row.term));
    page.paragraph(help_text(row.text, {}));
  }
  page.macro(".El");
}

void see_also(Page& page, std::set<std::pair<int, std::string>> others) {
  page.section("SEE ALSO");
  std::size_t shown = 0;
  for (const auto& [section, name] : others) {
    ++shown;
    page.macro(fmt::format(".Xr {} {}{}", name, section, shown < others.size() ? " ," : ""));
  }
}

std::set<std::pair<int, std::string>> names_of(const References& referred) {
  std::set<std::pair<int, std::string>> names;
  for (const PageOf* page : referred) names.emplace(page->section, page->name);
  return names;
}

class Manual {
 public:
  Manual(const std::filesystem::path& source, std::string_view date) : source_(source), date_(date) {}

  Result<std::vector<ManualPage>> make() {
    program_page();
    for (const app::Command& command : app::commands()) {
      if (Result<void> done = command_page(command); !done) return std::unexpected(done.error());
    }
    for (const PageOf& page : pages_of_documents()) {
      if (page.what.empty()) continue;
      if (Result<void> done = document_page(page); !done) return std::unexpected(done.error());
    }
    return std::move(made_);
  }

 private:
  void keep(const Page& page, std::string_view name, int section) {
    made_.push_back({.name = fmt::format("{}.{}", name, section), .text = page.text()});
  }

  void program_page() {
    Page page;
    begin(page, "pensum", 1, app::what_pensum_is, date_);
    page.section("SYNOPSIS");
    page.macro(".Nm\n.Ar command\n.Op Ar argument ...\n.Nm\n.Fl \\-version");
    page.section("DESCRIPTION");
    page.paragraph(prose(
        "pensum spreads the lessons of a course evenly over the study days up to a deadline, with short "
        "reviews, and writes the plan as a checklist to print (PDF), as a book for an e-reader (EPUB), for a "
        "calendar, or as text or JSON. It works offline, and the same input always gives the same file."));
    page.paragraph(prose("The commands, each with a page of its own:"));
    page.macro(".Bl -tag -width Ds");
    std::set<std::pair<int, std::string>> others;
    for (const app::Command& command : app::commands()) {
      page.item(fmt::format("Xr pensum-{} 1", command.name));
      page.paragraph(prose(command.what));
    }
    page.macro(".El");
    rows_of(page, "ENVIRONMENT", "Ev", app::environment_variables());
    page.section("FILES");
    page.macro(".Bl -tag -width Ds");
    page.item("Pa share/pensum");
    page.paragraph(prose("beside the folder that the program is in: catalogs, layouts, fonts and hyphenation "
                         "patterns. ") +
                   bold(code("pensum list")) + prose(" shows them."));
    page.macro(".El");
    rows_of(page, "EXIT STATUS", "Li", app::exit_statuses());
    examples_of(page, app::find_command("build")->command_line().examples());
    for (const PageOf& each : pages_of_documents()) {
      if (each.section != 1) others.emplace(each.section, each.name);
    }
    see_also(page, std::move(others));
    keep(page, "pensum", 1);
  }

  Result<void> command_page(const app::Command& command) {
    const CommandLine options = command.command_line();
    const std::set<std::string> values = value_names(options);
    const std::string name = fmt::format("pensum-{}", command.name);
    Page page;
    begin(page, name, 1, command.what, date_);
    synopsis(page, options.usage());
    page.section("DESCRIPTION");
    page.paragraph(help_text(options.summary(), values));
    options_of(page, options, values);
    if (!options.ending().empty()) page.paragraph(help_text(options.ending(), values));
    References referred;
    const auto document = std::ranges::find(pages_of_documents(), std::string_view(name), &PageOf::name);
    if (document != pages_of_documents().end()) {
      if (Result<void> done = append(page, *document, {"Exit status"}, referred); !done) return done;
    }
    rows_of(page, "ENVIRONMENT", "Ev", app::environment_variables());
    rows_of(page, "EXIT STATUS", "Li", app::exit_statuses());
    examples_of(page, options.examples());
    std::set<std::pair<int, std::string>> others = names_of(referred);
    others.emplace(1, "pensum");
    if (takes(options, "request")) others.emplace(5, "pensum-request");
    if (takes(options, "layout")) others.emplace(5, "pensum-layout");
    if (values.contains("CATALOG") || command.name == "import") others.emplace(5, "pensum-catalog");
    if (values.contains("ROSTER")) others.emplace(5, "pensum-roster");
    see_also(page, std::move(others));
    keep(page, name, 1);
    return {};
  }

  static bool takes(const CommandLine& options, std::string_view name) {
    return std::ranges::any_of(options.groups(), [&](const CommandLine::Group& group) {
      return std::ranges::find(group.options, name, &app::Option::name) != group.options.end();
    });
  }

  Result<void> document_page(const PageOf& which) {
    Page page;
    begin(page, which.name, which.section, which.what, date_);
    page.section("DESCRIPTION");
    References referred;
    if (Result<void> done = append(page, which, {}, referred); !done) return done;
    std::set<std::pair<int, std::string>> others = names_of(referred);
    others.emplace(1, "pensum");
    see_also(page, std::move(others));
    keep(page, which.name, which.section);
    return {};
  }

  Result<void> append(Page& page, const PageOf& which, const std::set<std::string>& left_out,
                      References& referred) const {
    const std::string file(which.document);
    const Result<std::string> bytes = io::read_file(source_ / file);
    if (!bytes) return std::unexpected(bytes.error());
    return append_document(page, *bytes, file, which.section == 1, left_out, referred);
  }

  const std::filesystem::path& source_;
  std::string_view date_;
  std::vector<ManualPage> made_;
};

}  // namespace

Result<std::vector<ManualPage>> manual_pages(const std::filesystem::path& source, std::string_view date) {
  return Manual(source, date).make();
}

}  // namespace pensum::manual
