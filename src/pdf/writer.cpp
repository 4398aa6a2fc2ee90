// A document becomes a file: fonts first, because content needs their codes, then pages with their
// annotations, then everything that hangs on the catalog.
#include "pdf/attachments.hpp"
#include "pdf/color_profile.hpp"
#include "pdf/content.hpp"
#include "pdf/fields.hpp"
#include "pdf/file.hpp"
#include "pdf/fonts.hpp"
#include "pdf/images.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"
#include "pdf/objects.hpp"
#include "pdf/pdf.hpp"
#include "pdf/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace pensum::pdf {

namespace {

using page::Role;

class Writer {
 public:
  Writer(const page::Document& document, const Fonts& fonts, std::span<const Attachment> attachments)
      : document_(document),
        fonts_(fonts),
        attachments_(attachments),
        page_dictionaries_(make_pages()),
        structure_(objects_, document, page_dictionaries_),
        fields_(objects_) {}

  std::string write() {
    Dictionary resources = objects_.numbered();
    resources.add("Font", fonts_.write(objects_));
    if (!document_.images.empty()) resources.add("XObject", write_images(objects_, document_.images));
    for (std::size_t page = 0; page < document_.pages.size(); ++page) write_page(page, resources);
    const Dictionary tree = page_tree();
    const Dictionary root = catalog(tree);
    return assemble(objects_, root, information(objects_, document_.metadata));
  }

  std::string failure() const { return objects_.failure(); }

 private:
  // What a page's content says of structure, boxes and links, on one page.
  class OnPage final : public ContentListener {
   public:
    OnPage(Writer& writer, std::size_t page) : writer_(writer), page_(page) {}

    std::uint32_t content(page::ElementId element) override {
      return writer_.structure_.add_content(element, page_);
    }
    void box(const page::TickBox& box) override {
      add(box.element, Role::form, writer_.fields_.widget(box, height(), dictionary()));
    }
    void link(const page::LinkArea& area) override {
      add(area.element, Role::link,
          link_annotation(writer_.objects_, area, height(), writer_.document_, writer_.page_dictionaries_));
    }

    const std::vector<Dictionary>& annotations() const { return annotations_; }

   private:
    Points height() const { return writer_.document_.pages[page_].height; }
    Dictionary dictionary() const { return writer_.page_dictionaries_[page_]; }
    void add(page::ElementId element, Role role, Dictionary annotation) {
      writer_.structure_.add_annotation(element, role, page_, annotation);
      annotations_.push_back(annotation);
    }

    Writer& writer_;
    std::size_t page_;
    std::vector<Dictionary> annotations_;
  };

  std::vector<Dictionary> make_pages() {
    std::vector<Dictionary> pages;
    pages.reserve(document_.pages.size());
    for (std::size_t i = 0; i < document_.pages.size(); ++i) pages.push_back(objects_.numbered());
    return pages;
  }

  void write_page(std::size_t index, Dictionary resources) {
    if (objects_.failed()) return;
    const page::Page& page = document_.pages[index];
    OnPage listener(*this, index);
    const Dictionary content = objects_.stream(page_content(page, fonts_, listener));
    Array box = objects_.array(4);
    box.integer(0).integer(0).real(page.width.milli).real(page.height.milli);
    Dictionary dictionary = page_dictionaries_[index];
    dictionary.name("Type", "Page")
        .add("MediaBox", box)
        .add("Resources", resources)
        .add("Contents", content)
        .name("Tabs", "S")
        .integer("StructParents", static_cast<std::int64_t>(index));
    if (listener.annotations().empty()) return;
    Array annotations = objects_.array(listener.annotations().size());
    for (const Dictionary& annotation : listener.annotations()) annotations.add(annotation);
    dictionary.add("Annots", annotations);
  }

  // A tree of nodes with at most `fan` children each, so that a viewer finds a page of a long document
  // quickly and no array outgrows libharu's limit.
  Dictionary page_tree() {
    constexpr std::size_t fan = 64;
    struct Node {
      Dictionary dictionary;
      std::size_t pages = 1;
    };
    std::vector<Node> nodes;
    for (const Dictionary& page : page_dictionaries_) nodes.push_back({.dictionary = page});
    do {
      std::vector<Node> above;
      for (std::size_t first = 0; first < nodes.size(); first += fan) {
        const std::size_t last = std::min(first + fan, nodes.size());
        Node parent{.dictionary = objects_.numbered(), .pages = 0};
        Array kids = objects_.array(last - first);
        for (std::size_t i = first; i < last; ++i) {
          kids.add(nodes[i].dictionary);
          nodes[i].dictionary.add("Parent", parent.dictionary);
          parent.pages += nodes[i].pages;
        }
        parent.dictionary.name("Type", "Pages")
            .add("Kids", kids)
            .integer("Count", static_cast<std::int64_t>(parent.pages));
        above.push_back(parent);
      }
      nodes = std::move(above);
    } while (nodes.size() > 1);
    return nodes.front().dictionary;
  }

  Dictionary output_intent() {
    Dictionary profile = objects_.stream(srgb_profile());
    profile.integer("N", 3);
    return objects_.dictionary()
        .name("Type", "OutputIntent")
        .name("S", "GTS_PDFA1")
        .text("OutputConditionIdentifier", "sRGB")
        .text("Info", "sRGB IEC61966-2.1")
        .add("DestOutputProfile", profile);
  }

  Dictionary catalog(Dictionary pages) {
    Dictionary metadata = objects_.plain_stream(xmp(document_.metadata));
    metadata.name("Type", "Metadata").name("Subtype", "XML");
    Dictionary catalog = objects_.numbered();
    catalog.name("Type", "Catalog")
        .add("Pages", pages)
        .add("Metadata", metadata)
        .text("Lang", document_.metadata.language)
        .add("MarkInfo", objects_.dictionary().boolean("Marked", true))
        .add("ViewerPreferences", objects_.dictionary().boolean("DisplayDocTitle", true))
        .add("StructTreeRoot", structure_.write())
        .add("OutputIntents", objects_.array(1).add(output_intent()))
        .add("PageLabels", page_labels(objects_, document_.pages));
    if (!document_.bookmarks.empty()) {
      catalog.add("Outlines", outline(objects_, document_, page_dictionaries_))
          .name("PageMode", "UseOutlines");
    }
    if (!fields_.empty()) catalog.add("AcroForm", fields_.write());
    if (!attachments_.empty()) attach(objects_, catalog, attachments_, document_.metadata.date);
    return catalog;
  }

  const page::Document& document_;
  const Fonts& fonts_;
  std::span<const Attachment> attachments_;
  Objects objects_;
  std::vector<Dictionary> page_dictionaries_;
  Structure structure_;
  Fields fields_;
};

}  // namespace

Result<std::string> write(const page::Document& document, const text::FontSet& set,
                          std::span<const Attachment> attachments) {
  Fonts fonts(set);
  fonts.collect(document);
  if (auto done = fonts.subset(); !done) return std::unexpected(std::move(done.error()));
  Writer writer(document, fonts, attachments);
  std::string bytes = writer.write();
  if (const std::string what = writer.failure(); !what.empty()) {
    return failure(fmt::format("the PDF cannot be written: {}", what),
                   "make a smaller plan, or write an EPUB");
  }
  return bytes;
}

}  // namespace pensum::pdf
