// compile_glyphs SOURCE FOLDER: finds out about the main fonts in a folder what words of plain characters
// need, and writes it as a part of the program.
#include "io/files.hpp"
#include "language/words_files.hpp"
#include "text/font_list.hpp"
#include "text/prepared_glyphs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace pensum;

Result<text::FontSet> fonts_in(const std::filesystem::path& folder) {
  const Result<std::string> list = io::read_file(folder / "fonts.xml");
  if (!list) return std::unexpected(list.error());
  const Result<std::vector<text::FontFamily>> families = text::read_font_list(*list, "fonts.xml");
  if (!families) return std::unexpected(families.error());
  std::vector<text::FaceSource> sources;
  for (const text::FontFamily& family : *families)
    sources.insert(sources.end(), family.faces.begin(), family.faces.end());
  return text::FontSet::make(std::move(sources), [folder](const std::string& file) -> Result<text::FontFile> {
    Result<std::string> read = io::read_file(folder / file);
    if (!read) return std::unexpected(std::move(read.error()));
    const auto kept = std::make_shared<const std::string>(*std::move(read));
    return text::FontFile{.name = file, .owner = kept, .bytes = std::as_bytes(std::span(*kept))};
  });
}

std::string source(const text::FontSet& fonts) {
  std::vector<std::string> languages;
  for (const LanguageWithWords& language : languages_with_words()) languages.emplace_back(language.tag);
  const text::MadeGlyphs made = text::prepare_glyphs(fonts, languages);
  std::string tables;
  for (const text::PreparedTable& table : made.tables) {
    tables += fmt::format(
        "    {{.glyphs = {{{}}},\n     .advances = {{{}}},\n     .pairs = {{{}}},\n"
        "     .kerning = {{{}}},\n     .lookups = {}}},\n",
        fmt::join(table.glyphs, ","), fmt::join(table.advances, ","), fmt::join(table.pairs, ","),
        fmt::join(table.kerning, ","), table.lookups);
  }
  std::string ways;
  for (const text::PreparedWay& way : made.ways) {
    ways +=
        fmt::format("    {{.language = {{\"{}\"}}, .bold = {}, .tabular = {}, .latin = {}, .table = {}}},\n",
                    way.language.data(), way.bold, way.tabular, way.latin, way.table);
  }
  return fmt::format(
      "#include \"glyphs/glyphs.hpp\"\n\nnamespace pensum::glyphs {{\n\nnamespace {{\n\n"
      "constexpr text::PreparedTable tables[] = {{\n{}}};\n\n"
      "constexpr text::PreparedWay ways[] = {{\n{}}};\n\n"
      "constexpr text::PreparedGlyphs all{{\n    .harfbuzz = \"{}\",\n"
      "    .faces = {{{{{{{}U, {}U}}, {{{}U, {}U}}}}}},\n    .tables = tables,\n    .ways = ways}};\n\n"
      "}}  // namespace\n\nconst text::PreparedGlyphs& prepared() {{ return all; }}\n\n"
      "}}  // namespace pensum::glyphs\n",
      tables, ways, made.harfbuzz, made.faces[0].low, made.faces[0].high, made.faces[1].low,
      made.faces[1].high);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: compile_glyphs SOURCE FOLDER\n", stderr);
    return 2;
  }
  const Result<text::FontSet> fonts = fonts_in(arguments[2]);
  if (!fonts) {
    for (const Diagnostic& problem : fonts.error()) fmt::print(stderr, "{}\n", problem.message);
    return 1;
  }
  std::ofstream out(arguments[1], std::ios::binary);
  out << source(*fonts);
  return out.flush() ? 0 : 1;
}
