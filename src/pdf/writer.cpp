// A document becomes a file: fonts first, because content needs their codes, then pages with their
// annotations, then everything that hangs on the catalog.
#include "pdf/attachments.hpp"
#include "pdf/document_pages.hpp"
#include "pdf/file.hpp"
#include "pdf/fonts.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"
#include "pdf/objects.hpp"
#include "pdf/pdf.hpp"

#include <fmt/format.h>

#include <utility>

namespace pensum::pdf {

Result<std::string> write(const document::Document& document, const text::FontSet& set,
                          std::span<const Attachment> attachments) {
  Fonts fonts(set);
  fonts.collect(document);
  if (auto done = fonts.subset(); !done) return std::unexpected(std::move(done.error()));
  Objects objects;
  DocumentPages pages(objects, document, fonts);
  pages.write();
  const Dictionary tree = pages.tree();
  Dictionary catalog = objects.numbered();
  catalog.name("Type", "Catalog").add("Pages", tree);
  declare_standards(objects, catalog, document.metadata);
  catalog.add("StructTreeRoot", pages.structure().write())
      .add("PageLabels", page_labels(objects, document.pages));
  if (!document.bookmarks.empty()) {
    catalog.add("Outlines", outline(objects, document, pages.dictionaries())).name("PageMode", "UseOutlines");
  }
  if (!pages.fields().empty()) catalog.add("AcroForm", pages.fields().write());
  if (!attachments.empty()) attach(objects, catalog, attachments, document.metadata.date);
  std::string bytes = assemble(objects, catalog, information(objects, document.metadata));
  if (objects.failed()) {
    return failure(fmt::format("the PDF cannot be written: {}", objects.failure()),
                   "make a smaller plan, or write an EPUB");
  }
  return bytes;
}

}  // namespace pensum::pdf
