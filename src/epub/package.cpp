// The package document (EPUB 3.3 §5): what the book is, what it is made of, in which order it is read.
#include "base/version.hpp"
#include "epub/book.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

constexpr const char* cover_picture_id = "cover-picture";

void add_property(Element metadata, const char* property, const std::string& value) {
  set(add(metadata, "meta", value), "property", property);
}

void add_accessibility(const Book& book, Element metadata) {
  add_property(metadata, "schema:accessMode", "textual");
  const bool has_pictures = book.has_cover() || !book.readings().pictures().empty();
  if (has_pictures) add_property(metadata, "schema:accessMode", "visual");
  add_property(metadata, "schema:accessModeSufficient", "textual");
  for (const char* feature : {"structuralNavigation", "tableOfContents", "readingOrder", "index",
                              "displayTransformability", "alternativeText"}) {
    if (!has_pictures && std::string_view(feature) == "alternativeText") continue;
    if (book.plan().lessons.empty() && std::string_view(feature) == "index") continue;
    // A stylesheet of somebody else may override readers' own settings.
    if (book.own_style() && std::string_view(feature) == "displayTransformability") continue;
    add_property(metadata, "schema:accessibilityFeature", feature);
  }
  if (!book.pages().empty()) {
    add_property(metadata, "schema:accessibilityFeature", "pageBreakMarkers");
    add_property(metadata, "schema:accessibilityFeature", "pageNavigation");
    add_property(metadata, "pageBreakSource", book.pages_of());
  }
  add_property(metadata, "schema:accessibilityHazard", "none");
  Element summary =
      add(metadata, "meta",
          book.has_cover() ? book.say(word::accessibility_with_cover{}) : book.say(word::accessibility{}));
  set(summary, "property", "schema:accessibilitySummary");
  set(summary, "xml:lang", book.language().words_tag());
}

void add_metadata(const Book& book, Element package, const std::string& identifier, Date date) {
  Element metadata = set(add(package, "metadata"), "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  // Each has its own direction, whatever the package's is.
  const auto add_text = [&](const char* name, const std::string& text) {
    set(add(metadata, name, text), "dir", "auto");
  };
  set(add(metadata, "dc:identifier", identifier), "id", "identifier");
  const auto add_title = [&](const char* type, const std::string& text) {
    set(set(add(metadata, "dc:title", text), "dir", "auto"), "id", type);
    set(set(add(metadata, "meta", type), "property", "title-type"), "refines", std::string("#") + type);
  };
  add_title("main", book.title());
  add_title("subtitle", book.subtitle());
  // Libraries file books by their creators. A catalog's author is not always known. With a role, such as that
  // of a compiler, calibre would take the book for one by nobody.
  add(metadata, "dc:creator", "pensum");
  const std::string& catalog = book.catalog().language;
  add(metadata, "dc:language", catalog);
  if (book.language().tag() != catalog) add(metadata, "dc:language", book.language().tag());
  if (!book.catalog().summary.empty()) add_text("dc:description", book.catalog().summary.text);
  for (const PathPart& part : path_parts(book.plan())) add_text("dc:subject", part.path->title);
  if (!book.catalog().source.text.empty()) add_text("dc:source", book.catalog().source.text);
  if (!book.collection().empty()) {
    // No position: it would change whenever a learner joins or leaves.
    set(set(add(metadata, "meta", book.collection()), "property", "belongs-to-collection"), "id",
        "collection");
    // Libraries show series and pass over sets.
    set(set(add(metadata, "meta", "series"), "property", "collection-type"), "refines", "#collection");
  }
  add_property(metadata, "dcterms:modified", to_iso(date) + "T00:00:00Z");
  add_accessibility(book, metadata);
  // For readers older than EPUB 3.
  if (book.has_cover()) set(set(add(metadata, "meta"), "name", "cover"), "content", cover_picture_id);
  set(set(add(metadata, "meta"), "name", "generator"), "content", "pensum " + std::string(version));
}

class Manifest {
 public:
  explicit Manifest(Element package) : manifest_(add(package, "manifest")) {}
  Element operator()(const std::string& id, const std::string& file, const std::string& type) {
    return set(set(set(add(manifest_, "item"), "id", id), "href", file), "media-type", type);
  }

 private:
  Element manifest_;
};

void add_files(Manifest& manifest, const std::vector<Chapter>& chapters) {
  for (const Chapter& chapter : chapters) {
    if (!chapter.id.empty()) manifest(chapter.id, chapter.file, "application/xhtml+xml");
    add_files(manifest, chapter.chapters);
  }
}

void add_to_spine(Element spine, const std::vector<Chapter>& chapters) {
  for (const Chapter& chapter : chapters) {
    if (!chapter.id.empty()) set(add(spine, "itemref"), "idref", chapter.id);
    add_to_spine(spine, chapter.chapters);
  }
}

}  // namespace

std::string package(const Book& book, const std::vector<Chapter>& chapters, const std::string& identifier,
                    const Options& options) {
  xml::Writer writer(book.language().has_gaps() ? xml::Gaps::drop : xml::Gaps::keep);
  writer.begin_with(xml_declaration);
  Element root = add(writer.document(), "package");
  set(set(root, "xmlns", "http://www.idpf.org/2007/opf"), "version", "3.0");
  set(root, "unique-identifier", "identifier");
  set(root, "xml:lang", book.catalog().language);
  if (book.right_to_left()) set(root, "dir", "rtl");
  add_metadata(book, root, identifier, options.date);
  Manifest manifest(root);
  set(manifest("nav", "nav.xhtml", "application/xhtml+xml"), "properties", "nav");
  manifest("ncx", "toc.ncx", "application/x-dtbncx+xml");
  manifest("style", style_file, "text/css");
  if (book.own_style()) manifest("own-style", own_style_file, "text/css");
  if (book.has_cover()) {
    set(manifest(cover_picture_id, cover_picture_file, "image/png"), "properties", "cover-image");
  }
  for (const auto& [source, file] : book.readings().pictures())
    manifest(file.substr(0, file.find('.')), file, file.ends_with("png") ? "image/png" : "image/jpeg");
  for (std::size_t i = 0; i < options.carried.size(); ++i) {
    manifest("carried-" + std::to_string(i + 1), options.carried[i].name, "application/xml");
  }
  add_files(manifest, chapters);
  Element spine = set(add(root, "spine"), "toc", "ncx");
  if (book.right_to_left()) set(spine, "page-progression-direction", "rtl");
  add_to_spine(spine, chapters);
  return writer.bytes();
}

}  // namespace pensum::epub
