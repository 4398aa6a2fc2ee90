// A document becomes a file: fonts first, because content needs their codes, then pages with their
// annotations, then everything that hangs on the catalog.
#include "pdf/attachments.hpp"
#include "pdf/document_pages.hpp"
#include "pdf/file.hpp"
#include "pdf/fonts.hpp"
#include "pdf/libharu.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"
#include "pdf/objects.hpp"
#include "pdf/pdf.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace pensum::pdf {

namespace {

// A page with its part of everything else; more than most take.
constexpr std::size_t bytes_of_page = 10 * 1024;

Result<std::string> written(const document::Document& document, document::Document* spent,
                            const text::FontSet& set, std::span<const Attachment> attachments,
                            Packer* packer) {
  if (const Result<LibHaru>& library = load_libharu(); !library) return std::unexpected(library.error());
  Fonts fonts(set);
  fonts.collect(document);
  if (auto done = fonts.subset(); !done) return std::unexpected(std::move(done.error()));
  Assembly file(packer, Assembly::Threads::two);
  file.expect(document.pages.size() * bytes_of_page);
  Objects objects(file);
  DocumentPages pages(file, document, fonts);
  pages.write(objects.number_of(resources(objects, document, fonts)), spent);
  Dictionary catalog = objects.numbered();
  catalog.name("Type", "Catalog").add("Pages", objects.reference(pages.tree()));
  declare_standards(objects, catalog, document.metadata);
  catalog.add("StructTreeRoot", objects.reference(pages.structure().write()))
      .add("PageLabels", page_labels(objects, document.pages));
  if (!document.bookmarks.empty()) {
    catalog.add("Outlines", objects.reference(write_outline(file, document, pages.numbers())))
        .name("PageMode", "UseOutlines");
  }
  if (!pages.fields().empty()) catalog.add("AcroForm", objects.reference(pages.fields().write()));
  if (!attachments.empty()) attach(objects, catalog, attachments, document.metadata.date);
  const Dictionary info = information(objects, document.metadata);
  objects.write();
  file.finish(objects.number_of(catalog), objects.number_of(info));
  std::string bytes = file.take();
  if (file.failed()) {
    return failure(fmt::format("the PDF cannot be written: {}", file.failure()),
                   "make a smaller plan, or write an EPUB");
  }
  return bytes;
}

}  // namespace

void get_ready() { (void)load_libharu(); }

Result<std::string> write(const document::Document& document, const text::FontSet& set,
                          std::span<const Attachment> attachments, Packer* packer) {
  return written(document, nullptr, set, attachments, packer);
}

Result<std::string> write(document::Document&& document, const text::FontSet& set,
                          std::span<const Attachment> attachments, Packer* packer) {
  return written(document, &document, set, attachments, packer);
}

}  // namespace pensum::pdf
