// compile_course SOURCE CATALOG: reads and packs a catalog and its texts, and writes them as a part of the
// program.
#include "base/source_text.hpp"
#include "course/catalog_reader.hpp"
#include "epub/texts.hpp"
#include "io/files.hpp"
#include "prepared/catalog_bytes.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace pensum;

/// `bytes` as a literal with its length, since they may hold zeros.
std::string literal(std::string_view bytes) {
  return fmt::format("{{{}, {}}}", string_literal(bytes), bytes.size());
}

std::string part_text(const epub::PackedPiece& piece) {
  return fmt::format("    {{.bytes = {}, .size = {}, .checksum = {}U}},\n", literal(piece.unended),
                     piece.size, piece.checksum);
}

std::string part_text(const epub::Splice& splice) {
  return fmt::format("    {{.kind = Splice::Kind({}), .target = {}, .words = {}}},\n",
                     static_cast<int>(splice.kind), literal(splice.target), literal(splice.words));
}

/// The catalog as books and PDFs carry it.
std::string streams_text(std::string_view bytes) {
  constexpr int level = Deflater::quick_level;
  Deflater deflater(level);
  const ContentHash hash = content_hash(bytes);
  const auto row = [&](std::string_view form, const std::string& packed) {
    return fmt::format(
        "    {{.manner = {{.level = {}, .form = PackingManner::Form::{}}}, .size = {}, .hash = {{{}U, "
        "{}U}},\n"
        "     .packed = {}}},\n",
        level, form, bytes.size(), hash.low, hash.high, literal(packed));
  };
  return row("bare", deflater.bare(bytes).value()) + row("zlib", deflater.zlib(bytes).value());
}

Result<std::string> source(const std::filesystem::path& file) {
  const Result<std::string> bytes = io::read_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  const OpenBeside open = [folder = file.parent_path()](const std::string& name) {
    return io::read_file(folder / name);
  };
  Result<Catalog> read = read_catalog(*bytes, file.string(), {}, open);
  if (!read) return std::unexpected(std::move(read.error()));
  const std::string checked = prepared::catalog_bytes(*read);
  if (prepared::catalog_of(checked) != *read)
    throw std::logic_error("the catalog has what catalog_bytes leaves out, such as texts within it");
  const auto catalog = std::make_shared<const Catalog>(*std::move(read));
  const auto readings = std::make_shared<const Readings>(catalog, open);
  Result<epub::Texts> texts = epub::Texts::of(catalog, readings);
  if (!texts) return std::unexpected(std::move(texts.error()));
  Deflater deflater(epub::book_level);
  std::string parts;
  std::string rows;
  for (LessonIndex i = 0; i < catalog->lessons.size(); ++i) {
    const Result<std::string>& own = readings->file(i);
    if (!own) return std::unexpected(own.error());
    if (own->empty()) continue;  // in the catalog's own file
    const epub::PackedText& text = texts->whole(i, deflater);
    const ContentHash key = epub::text_key(catalog->lessons[i].id, *own);
    parts += fmt::format("constexpr PreparedPart parts_of_{}[] = {{\n", i);
    for (const auto& part : text.parts)
      parts += std::visit([](const auto& each) { return part_text(each); }, part);
    parts += "};\n";
    rows +=
        fmt::format("    {{.key = {{.low = {}U, .high = {}U}}, .text_bytes = {}, .parts = parts_of_{}}},\n",
                    key.low, key.high, text.text_bytes, i);
  }
  return fmt::format(
      "// A course, read and packed. Generated.\n#include \"prepared/catalog_bytes.hpp\"\n"
      "#include \"prepared/course.hpp\"\n\nnamespace pensum::prepared {{\n"
      "namespace {{\n\nusing namespace epub;\n\n{}\nconstexpr PreparedText texts[] = {{\n{}}};\n\n"
      "constexpr PreparedCourse made{{.catalog = {}, .texts = texts}};\n\n"
      "constexpr KnownStream packed[] = {{\n{}}};\n\n"
      "constexpr std::string_view checked = {};\n\n}}  // namespace\n\n"
      "const PreparedCourse& course() {{ return made; }}\n\n"
      "std::span<const KnownStream> streams() {{ return packed; }}\n\n"
      "std::optional<Catalog> catalog_of_file(std::string_view bytes) {{\n"
      "  if (bytes.size() != packed[0].size || content_hash(bytes) != packed[0].hash) return std::nullopt;\n"
      "  return catalog_of(checked);\n}}\n\n}}  // namespace pensum::prepared\n",
      parts, rows, literal(catalog->id), streams_text(*bytes), literal(checked));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("compile_course: called without SOURCE CATALOG\n", stderr);
    return 1;
  }
  const Result<std::string> text = source(arguments[2]);
  if (!text) {
    for (const Diagnostic& diagnostic : text.error()) std::fputs(to_text(diagnostic).c_str(), stderr);
    return 1;
  }
  if (write_source(arguments[1], *text)) return 0;
  std::fprintf(stderr, "compile_course: %s: cannot be written\n", arguments[1]);
  return 1;
}
