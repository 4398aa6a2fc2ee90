#include "pdf/document_pages.hpp"

#include "pdf/color_profile.hpp"
#include "pdf/content.hpp"
#include "pdf/images.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"

#include <algorithm>
#include <utility>

namespace pensum::pdf {

using document::Role;

namespace {

std::vector<Dictionary> make_pages(Objects& objects, std::size_t count) {
  std::vector<Dictionary> pages;
  pages.reserve(count);
  for (std::size_t i = 0; i < count; ++i) pages.push_back(objects.numbered());
  return pages;
}

}  // namespace

// What one page's content records about structure, boxes and links.
class DocumentPages::OnPage final : public ContentListener {
 public:
  OnPage(DocumentPages& pages, std::size_t page) : pages_(pages), page_(page) {}

  std::uint32_t content(document::ElementId element) override {
    return pages_.structure_.add_content(element, page_);
  }
  void box(const document::TickBox& box) override {
    add(box.element, document::Role::form, pages_.fields_.widget(box, height()));
  }
  void link(const document::LinkArea& area) override {
    add(area.element, document::Role::link,
        link_annotation(pages_.objects_, area, height(), pages_.document_, pages_.dictionaries_));
  }

  const std::vector<Dictionary>& annotations() const { return annotations_; }

 private:
  Points height() const { return pages_.document_.pages[page_].height; }
  void add(document::ElementId element, document::Role role, Dictionary annotation) {
    pages_.structure_.add_annotation(element, role, page_, annotation);
    annotations_.push_back(annotation);
  }

  DocumentPages& pages_;
  std::size_t page_;
  std::vector<Dictionary> annotations_;
};

DocumentPages::DocumentPages(Objects& objects, const document::Document& document, const Fonts& fonts,
                             std::int64_t first_key)
    : objects_(objects),
      document_(document),
      fonts_(fonts),
      dictionaries_(make_pages(objects, document.pages.size())),
      structure_(objects, document, dictionaries_, first_key),
      fields_(objects) {}

void DocumentPages::write() {
  Dictionary resources = objects_.numbered();
  resources.add("Font", fonts_.write(objects_));
  if (!document_.images.empty()) resources.add("XObject", write_images(objects_, document_.images));
  for (std::size_t page = 0; page < document_.pages.size(); ++page) write_page(page, resources);
}

void DocumentPages::write_page(std::size_t index, Dictionary resources) {
  if (objects_.failed()) return;
  const document::Page& page = document_.pages[index];
  OnPage listener(*this, index);
  const Dictionary content = objects_.stream(page_content(page, fonts_, listener));
  Array box = objects_.array(4);
  box.integer(0).integer(0).real(page.width.milli).real(page.height.milli);
  Dictionary dictionary = dictionaries_[index];
  dictionary.name("Type", "Page")
      .add("MediaBox", box)
      .add("Resources", resources)
      .add("Contents", content)
      .name("Tabs", "S")
      .integer("StructParents", structure_.key_of(index));
  if (listener.annotations().empty()) return;
  Array annotations = objects_.array(listener.annotations().size());
  for (const Dictionary& annotation : listener.annotations()) annotations.add(annotation);
  dictionary.add("Annots", annotations);
}

// A tree of nodes with at most `fan` children each, so that a viewer finds a page of a long document
// quickly and no array outgrows libharu's limit.
Dictionary DocumentPages::tree() {
  constexpr std::size_t fan = 64;
  struct Node {
    Dictionary dictionary;
    std::size_t pages = 1;
  };
  std::vector<Node> nodes;
  for (const Dictionary& page : dictionaries_) nodes.push_back({.dictionary = page});
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

void declare_standards(Objects& objects, Dictionary catalog, const document::Metadata& metadata) {
  Dictionary packet = objects.plain_stream(xmp(metadata));
  packet.name("Type", "Metadata").name("Subtype", "XML");
  Dictionary profile = objects.stream(srgb_profile());
  profile.integer("N", 3);
  const Dictionary intent = objects.dictionary()
                                .name("Type", "OutputIntent")
                                .name("S", "GTS_PDFA1")
                                .text("OutputConditionIdentifier", "sRGB")
                                .text("Info", "sRGB IEC61966-2.1")
                                .add("DestOutputProfile", profile);
  catalog.add("Metadata", packet)
      .text("Lang", metadata.language)
      .add("MarkInfo", objects.dictionary().boolean("Marked", true))
      .add("ViewerPreferences", objects.dictionary().boolean("DisplayDocTitle", true))
      .add("OutputIntents", objects.array(1).add(intent));
}

}  // namespace pensum::pdf
