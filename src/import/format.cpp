#include "import/format.hpp"

#include "import/cartridge.hpp"
#include "import/epub_book.hpp"
#include "import/markdown.hpp"
#include "import/mdbook.hpp"
#include "import/moodle.hpp"
#include "import/olx.hpp"
#include "import/playlist.hpp"
#include "import/spreadsheet.hpp"
#include "import/toc_yaml.hpp"

#include <array>

namespace pensum::importing {

std::span<const Format> formats() {
  // clang-format off: a row a line
  static constexpr auto rows = std::to_array<Format>({
      {"epub", "an e-book (EPUB)", is_epub, read_epub},
      {"cc", "a Common Cartridge", is_common_cartridge, read_package},
      {"scorm", "a SCORM package", is_scorm, read_package},
      {"olx", "a course of Open edX (OLX)", is_olx, read_olx},
      {"moodle", "a backup of Moodle (.mbz)", is_moodle, read_moodle},
      {"playlist", "a list of videos (yt-dlp)", is_playlist, read_playlist},
      {"toc", "a Jupyter Book (_toc.yml)", is_jupyter_book, read_jupyter_book, "base"},
      {"mkdocs", "documentation of MkDocs (mkdocs.yml)", is_mkdocs, read_mkdocs, "base"},
      {"workbook", "a workbook", is_workbook, read_workbook, "column minutes-by sheet"},
      {"tsv", "a table with tabs (TSV)", is_tsv, read_tsv, "column minutes-by"},
      {"csv", "a table (CSV)", is_csv, read_csv, "column minutes-by"},
      {"mdbook", "a book of mdBook or GitBook", is_mdbook, read_mdbook, "base"},
      {"markdown", "a Markdown list", is_markdown, read_markdown, "lessons column minutes-by base"},
  });
  // clang-format on
  return rows;
}

}  // namespace pensum::importing
