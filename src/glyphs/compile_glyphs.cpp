// compile_glyphs SOURCE FOLDER: finds out about the main fonts in a folder what words of plain characters
// need, and writes it as a part of the program.
#include "base/content_hash.hpp"
#include "base/shared_bytes.hpp"
#include "base/source_text.hpp"
#include "io/files.hpp"
#include "language/words_files.hpp"
#include "text/font_list.hpp"
#include "text/prepared_glyphs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace pensum;

Result<text::FontSet> fonts_of(const std::vector<text::FontFamily>& families,
                               const std::filesystem::path& folder) {
  std::vector<text::FaceSource> sources;
  for (const text::FontFamily& family : families)
    sources.insert(sources.end(), family.faces.begin(), family.faces.end());
  return text::FontSet::make(std::move(sources), [folder](const std::string& file) -> Result<text::FontFile> {
    Result<std::string> read = io::read_file(folder / file);
    if (!read) return std::unexpected(std::move(read.error()));
    const auto kept = share(*std::move(read));
    return text::FontFile{.name = file, .owner = kept, .bytes = std::as_bytes(std::span(*kept))};
  });
}

std::string list_source(const std::vector<text::FontFamily>& families, std::string_view bytes) {
  std::string rows;
  std::string faces;
  for (const text::FontFamily& family : families) {
    rows += fmt::format("    {{{}, {}, {}, text::FaceRole({}), {}}},\n", string_literal(family.name),
                        string_literal(family.package), string_literal(family.licence),
                        static_cast<int>(family.role), family.faces.size());
    for (const text::FaceSource& face : family.faces) {
      faces += fmt::format("    {{{}, {}, {}}},\n", string_literal(face.file),
                           string_literal(fmt::format("{}", fmt::join(face.scripts, " "))), face.bold);
    }
  }
  const ContentHash hash = content_hash(bytes);
  return fmt::format(
      "constexpr KnownFamily families[] = {{\n{}}};\n\nconstexpr KnownFace faces[] = {{\n{}}};\n\n"
      "constexpr KnownList known{{\n    .hash = {{{}U, {}U}}, .families = families, .faces = faces}};\n\n",
      rows, faces, hash.low, hash.high);
}

std::string glyphs_source(const text::FontSet& fonts) {
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
      "constexpr text::PreparedTable tables[] = {{\n{}}};\n\n"
      "constexpr text::PreparedWay ways[] = {{\n{}}};\n\n"
      "constexpr text::PreparedGlyphs all{{\n    .harfbuzz = \"{}\",\n"
      "    .faces = {{{{{{{}U, {}U}}, {{{}U, {}U}}}}}},\n    .tables = tables,\n    .ways = ways}};\n\n",
      tables, ways, made.harfbuzz, made.faces[0].low, made.faces[0].high, made.faces[1].low,
      made.faces[1].high);
}

Result<std::string> source(const std::filesystem::path& folder) {
  const Result<std::string> bytes = io::read_file(folder / "fonts.xml");
  if (!bytes) return std::unexpected(bytes.error());
  const Result<std::vector<text::FontFamily>> families = text::read_font_list(*bytes, "fonts.xml");
  if (!families) return std::unexpected(families.error());
  const Result<text::FontSet> fonts = fonts_of(*families, folder);
  if (!fonts) return std::unexpected(fonts.error());
  return fmt::format(
      "#include \"glyphs/glyphs.hpp\"\n\nnamespace pensum::glyphs {{\n\nnamespace {{\n\n{}{}}}  // "
      "namespace\n\n"
      "const text::PreparedGlyphs& prepared() {{ return all; }}\n\n"
      "const KnownList& list() {{ return known; }}\n\n}}  // namespace pensum::glyphs\n",
      glyphs_source(*fonts), list_source(*families, *bytes));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("compile_glyphs: called without SOURCE FOLDER\n", stderr);
    return 1;
  }
  const Result<std::string> made = source(arguments[2]);
  if (!made) {
    for (const Diagnostic& problem : made.error()) std::fputs(to_text(problem).c_str(), stderr);
    return 1;
  }
  if (write_source(arguments[1], *made)) return 0;
  std::fprintf(stderr, "compile_glyphs: %s: cannot be written\n", arguments[1]);
  return 1;
}
