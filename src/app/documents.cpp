#include "app/documents.hpp"

#include "app/fonts.hpp"
#include "app/hyphenation.hpp"
#include "base/spelling.hpp"
#include "cover/cover.hpp"
#include "epub/epub.hpp"
#include "epub/stylesheet.hpp"
#include "image/image_reader.hpp"
#include "io/files.hpp"
#include "language/language.hpp"
#include "page/compose.hpp"
#include "pdf/pdf.hpp"
#include "report/report.hpp"
#include "text/typesetter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace pensum::app {

namespace {

struct Ending {
  std::string_view text;
  Kind kind;
};
constexpr std::array endings{Ending{".pdf", Kind::pdf}, Ending{".epub", Kind::epub},
                             Ending{".json", Kind::json}, Ending{".txt", Kind::text}};

Result<Rendered> render_pdf(const Plan& plan, const Rendering& rendering, const World& world) {
  Result<page::Layout> layout = load_layout(rendering.layout, world);
  if (layout && !rendering.sections.empty())
    layout = page::with_sections(*std::move(layout), rendering.sections);
  if (!layout) return std::unexpected(layout.error());
  const Result<text::FontSet> fonts = load_fonts(world.resources);
  if (!fonts) return std::unexpected(fonts.error());
  const Language language(plan.language, plan.first_weekday);
  Result<text::Hyphenator> hyphenator = load_hyphenation(world.resources, plan.catalog->language);
  if (!hyphenator) return std::unexpected(std::move(hyphenator.error()));
  text::Typesetter typesetter(*fonts, plan.catalog->language, *std::move(hyphenator));
  Rendered rendered;
  const page::Document document =
      page::compose(plan, *layout, language, typesetter, rendering.date, rendered.warnings);
  Result<std::string> bytes = pdf::write(document, *fonts, rendering.attachments);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  rendered.bytes = *std::move(bytes);
  const std::size_t pages = document.pages.size();
  rendered.contents = fmt::format("{} page{}, {}", pages, pages == 1 ? "" : "s", layout->title);
  return rendered;
}

/// A stylesheet of the user's own; empty where there is none.
Result<std::string> own_style(const std::string& file) {
  if (file.empty()) return std::string();
  const Result<std::string> bytes = io::read_file(file, epub::most_style_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  return epub::read_stylesheet(*bytes, file);
}

/// The book's cover. A book can do without: what keeps it from being drawn is a warning, and it is empty.
std::string cover_of(const Plan& plan, const Language& language, const World& world, Diagnostics& warnings) {
  const Result<text::FontSet> fonts = load_fonts(world.resources);
  Result<std::string> picture = std::unexpected(Diagnostics());
  if (fonts) {
    text::Typesetter typesetter(*fonts, plan.catalog->language);
    picture = cover::draw_cover(plan, language, typesetter);
  }
  if (picture) return *std::move(picture);
  for (Diagnostic problem : fonts ? picture.error() : fonts.error()) {
    problem.severity = Severity::warning;
    warnings.push_back(std::move(problem));
  }
  return {};
}

Result<Rendered> render_epub(const Plan& plan, const Rendering& rendering, const World& world) {
  Result<std::string> style = io::read_file(world.resources.layouts() / "epub.css");
  if (!style) return std::unexpected(std::move(style.error()));
  Result<std::string> own = own_style(rendering.epub_css);
  if (!own) return std::unexpected(std::move(own.error()));
  const Language language(plan.language, plan.first_weekday);
  Rendered rendered{.bytes = {}, .contents = "a book for e-readers", .warnings = {}};
  const std::string picture = cover_of(plan, language, world, rendered.warnings);
  Result<std::string> bytes = epub::write(
      plan, language,
      {.date = rendering.date, .style = *std::move(style), .own_style = *std::move(own), .cover = picture});
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  rendered.bytes = *std::move(bytes);
  return rendered;
}

}  // namespace

Result<Kind> kind_of(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  const auto found = std::ranges::find(endings, std::string_view(ending), &Ending::text);
  if (found != endings.end()) return found->kind;
  std::array<std::string_view, endings.size()> known;
  std::ranges::transform(endings, known.begin(), &Ending::text);
  return failure(fmt::format("--output: the ending of “{}” names no kind of file", shown(file.string())),
                 suggestion(ending, known, "end it in .pdf, .epub, .json or .txt"));
}

Result<page::Layout> load_layout(const std::string& name, const World& world) {
  const auto path = io::find(world.resources.layouts(), name, "layout");
  if (!path) return std::unexpected(path.error());
  const std::filesystem::path folder = path->parent_path();
  page::LayoutSource source;
  source.layout = [&](const std::string& extended) -> Result<page::LayoutFile> {
    // A layout of one's own may extend a neighbour as well as one that comes with pensum.
    std::error_code problem;
    std::filesystem::path file = folder / (extended + ".xml");
    if (!std::filesystem::exists(file, problem)) {
      auto found = io::find(world.resources.layouts(), extended, "layout");
      if (!found) return std::unexpected(std::move(found.error()));
      file = *std::move(found);
    }
    Result<std::string> bytes = io::read_file(file);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    return page::LayoutFile{file.string(), *std::move(bytes)};
  };
  source.picture = [](const std::string& picture, const std::string& beside) -> Result<Image> {
    const std::filesystem::path file = std::filesystem::path(beside).parent_path() / picture;
    const Result<std::string> bytes = io::read_file(file, most_image_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    return read_image(*bytes, file.string());
  };
  Result<std::string> bytes = io::read_file(*path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return page::read_layout({path->string(), *std::move(bytes)}, source);
}

Result<Rendered> render(const Plan& plan, Kind kind, const Rendering& rendering, const World& world) {
  switch (kind) {
    case Kind::pdf:
      return render_pdf(plan, rendering, world);
    case Kind::epub:
      return render_epub(plan, rendering, world);
    case Kind::json:
      return Rendered{report::to_json(plan), "the plan as data", {}};
    case Kind::text:
      return Rendered{report::to_text(plan, Language(plan.language)), "the plan as text", {}};
  }
  std::unreachable();
}

}  // namespace pensum::app
