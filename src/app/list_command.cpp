#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/listing.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "course/catalog_reader.hpp"
#include "io/files.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "language/words_files.hpp"
#include "shelf/fonts.hpp"
#include "shelf/layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <expected>
#include <iterator>
#include <ostream>
#include <string_view>
#include <vector>

namespace pensum::app {

namespace {

std::string what_of_own(const Result<std::string>& title, const std::filesystem::path& file, bool hidden) {
  if (hidden) return "your own, not used: pensum has another one of this name";
  return title ? *title + "; your own" : "your own, with errors: pensum check " + file.string();
}

/// The rows of a shelf: of what comes with pensum, and of the user's own. One of these that is wrong does not
/// hide the others.
template <class What>
Result<std::vector<Listed>> shelf_rows(const World& world, io::Shelf shelf, What what) {
  std::vector<Listed> rows;
  const std::vector<std::filesystem::path> folders = world.resources.folders(shelf);
  for (const std::filesystem::path& folder : folders) {
    const bool own = folder != folders.front();
    for (const std::string& name : io::Resources::names(folder, ".xml")) {
      const bool hidden = std::ranges::find(rows, name, &Listed::name) != rows.end();
      const Result<std::string> text = what(folder / (name + ".xml"));
      if (!text && !own) return std::unexpected(text.error());
      rows.push_back({name, !own ? *text : what_of_own(text, folder / (name + ".xml"), hidden)});
    }
  }
  return rows;
}

Result<std::vector<Listed>> catalogs(const World& world) {
  return shelf_rows(world, io::Shelf::catalogs, [](const std::filesystem::path& file) -> Result<std::string> {
    const Language english("en");
    const Result<std::string> bytes = io::read_file(file);
    if (!bytes) return std::unexpected(bytes.error());
    const Result<Catalog> catalog = read_catalog(*bytes, file.string());
    if (!catalog) return std::unexpected(catalog.error());
    return fmt::format("{} ({})", catalog->title,
                       english.say(word::lessons{.count = catalog->lessons.size()}));
  });
}

Result<std::vector<Listed>> layouts(const World& world) {
  return shelf_rows(world, io::Shelf::layouts, [&](const std::filesystem::path& file) -> Result<std::string> {
    const Result<layout::Layout> layout = shelf::load_layout(file.string(), world.resources);
    if (!layout) return std::unexpected(layout.error());
    return layout->title;
  });
}

/// Of a font of the user's own: what it brings, or why it brings nothing.
std::string what_of_own_font(const Result<text::FontSummary>& font) {
  if (!font) {
    const Diagnostic& why = font.error().front();
    return fmt::format("your own; {}; {}", why.message, why.hint);
  }
  const std::string characters =
      fmt::format("{} character{}", font->characters, font->characters == 1 ? "" : "s");
  if (font->faces == 1) return "your own, " + characters;
  return fmt::format("your own, {}; the first of its {} faces is used", characters, font->faces);
}

std::string_view name_of(text::FaceRole role) {
  switch (role) {
    case text::FaceRole::main:
      return "main";
    case text::FaceRole::emphasis:
      return "emphasis";
    case text::FaceRole::code:
      return "code";
    case text::FaceRole::fallback:
      return "fallback";
  }
  return {};
}

Result<std::vector<Listed>> fonts(const World& world) {
  const auto families = shelf::list_fonts(world.resources);
  if (!families) return std::unexpected(families.error());
  std::vector<Listed> rows;
  for (const text::FontFamily& family : *families) {
    const bool staged = std::ranges::all_of(family.faces, [&](const text::FaceSource& face) {
      std::error_code problem;
      return std::filesystem::exists(world.resources.fonts() / face.file, problem);
    });
    rows.push_back({family.name, fmt::format("{}, {}, from {}{}", name_of(family.role), family.licence,
                                             family.package, staged ? "" : " (not installed)")});
  }
  for (const std::string& file : shelf::own_fonts(world.resources, *families))
    rows.push_back({file, what_of_own_font(shelf::summary_of_font(world.resources, file))});
  return rows;
}

Result<std::vector<Listed>> languages(const World&) {
  std::vector<Listed> rows;
  for (const LanguageWithWords& language : languages_with_words()) {
    rows.push_back({language.tag, language.own_name == language.english_name
                                      ? language.own_name
                                      : fmt::format("{} ({})", language.own_name, language.english_name)});
  }
  return rows;
}

struct Listable {
  std::string_view name;
  Result<std::vector<Listed>> (*rows)(const World&);
};
constexpr std::array things{Listable{"catalogs", catalogs}, Listable{"layouts", layouts},
                            Listable{"fonts", fonts}, Listable{"languages", languages}};

}  // namespace

Result<std::vector<Listed>> listed(std::string_view things_asked, const World& world) {
  const auto found = std::ranges::find(things, things_asked, &Listable::name);
  if (found == things.end()) {
    std::array<std::string_view, things.size()> names;
    std::ranges::transform(things, names.begin(), &Listable::name);
    return failure(
        things_asked.empty() ? "list what?" : fmt::format("pensum cannot list “{}”", shown(things_asked)),
        suggestion(things_asked, names, "write catalogs, layouts, fonts or languages"));
  }
  if (const Result<void> there = world.resources.check(); !there) return std::unexpected(there.error());
  return found->rows(world);
}

CommandLine list_command_line() {
  CommandLine options("pensum list catalogs|layouts|fonts|languages",
                      "Lists what comes with pensum, and the catalogs and layouts of your own in "
                      "$XDG_DATA_HOME/pensum; languages are those whose words plans speak.");
  options.add_example("pensum list layouts", "the names that --layout takes");
  return options;
}

ExitStatus list(Arguments arguments, World& world) {
  const CommandLine options = list_command_line();
  const auto stopped = [&](const Diagnostics& diagnostics) {
    report(world, diagnostics);
    return ExitStatus::wrong_input;
  };
  const std::expected<ParsedOptions, ExitStatus> given = given_options(options, arguments, 1, world);
  if (!given) return given.error();
  const std::string asked = given->operands().empty() ? "" : given->operands().front();
  const Result<std::vector<Listed>> rows = listed(asked, world);
  if (!rows) return stopped(rows.error());
  std::size_t width = 0;
  for (const Listed& row : *rows) width = std::max(width, row.name.size());
  // Names and titles are others' text: nothing in it may steer the terminal.
  for (const Listed& row : *rows) {
    world.out << fmt::format("{:<{}}  {}\n", shown(row.name, row.name.size()), width,
                             shown(row.what, row.what.size()));
  }
  return ExitStatus::done;
}

}  // namespace pensum::app
