#include "pdf/document_pages.hpp"

#include "pdf/color_profile.hpp"
#include "pdf/content.hpp"
#include "pdf/images.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace pensum::pdf {

namespace {

// Of a node of the pages' tree at most, so that a viewer finds a page of a long document quickly.
constexpr std::size_t most_kids = 64;

std::vector<Number> reserved(Assembly& file, std::size_t count) {
  std::vector<Number> numbers(count);
  std::ranges::generate(numbers, [&file] { return file.reserve(); });
  return numbers;
}

}  // namespace

// What one page's content records about structure, boxes and links.
class DocumentPages::OnPage final : public ContentListener {
 public:
  OnPage(DocumentPages& pages, std::size_t page) : pages_(pages), page_(page) {}

  void content(document::ElementId element) override { pages_.structure_.add_content(element, page_); }
  void box(const document::TickBox& box) override {
    const std::int64_t key = add(box.element, document::Role::form);
    pages_.fields_.add(annotations_.back(), box, height(), key);
  }
  void link(const document::LinkArea& area) override {
    const std::int64_t key = add(area.element, document::Role::link);
    std::string out;
    append_link(out, area, height(), key, pages_.document_, pages_.numbers_);
    pages_.file_.put(annotations_.back(), out);
  }

  const std::vector<Number>& annotations() const { return annotations_; }

 private:
  Points height() const { return pages_.document_.pages[page_].height; }
  std::int64_t add(document::ElementId element, document::Role role) {
    annotations_.push_back(pages_.file_.reserve());
    return pages_.structure_.add_annotation(element, role, page_, annotations_.back());
  }

  DocumentPages& pages_;
  std::size_t page_;
  std::vector<Number> annotations_;
};

DocumentPages::DocumentPages(Assembly& file, const document::Document& document, const Fonts& fonts,
                             std::int64_t first_key, Number parent)
    : file_(file),
      document_(document),
      fonts_(fonts),
      numbers_(reserved(file, document.pages.size())),
      structure_(file, document, numbers_, first_key),
      fields_(file),
      parent_(parent) {}

void DocumentPages::write(Number resources, document::Document* spent) {
  const std::vector<Number> parents = reserved(file_, (numbers_.size() + most_kids - 1) / most_kids);
  for (std::size_t page = 0; page < numbers_.size() && !file_.failed(); ++page) {
    write_page(page, parents[page / most_kids], resources);
    if (spent != nullptr) spent->pages[page].operations = {};
  }
  write_tree(parents);
}

void DocumentPages::write_page(std::size_t index, Number parent, Number resources) {
  const document::Page& page = document_.pages[index];
  OnPage listener(*this, index);
  const std::vector<Number> contents = write_content(page, listener);
  std::string out = "<</Type/Page";
  append_reference(out, "/Parent", parent);
  out += "/MediaBox";
  append_area(out, {{}, {}, page.width, page.height}, page.height);
  append_reference(out, "/Resources", resources);
  if (contents.size() == 1) {
    append_reference(out, "/Contents", contents.front());
  } else {
    out += "/Contents";
    append_references(out, contents);
  }
  out += "/Tabs/S/StructParents ";
  append_integer(out, structure_.key_of(index));
  if (!listener.annotations().empty()) {
    out += "/Annots";
    append_references(out, listener.annotations());
  }
  out += ">>";
  file_.put(numbers_[index], out);
}

// A page's margins are a stream of their own, so that the rest is one that many files have.
std::vector<Number> DocumentPages::write_content(const document::Page& page, ContentListener& listener) {
  const std::size_t end = page.operations.size();
  const std::size_t margins = std::min(page.margins, end);
  std::vector<Number> streams;
  std::uint32_t identifier = 0;
  for (const Part part : {Part{0, margins}, Part{margins, end}}) {
    if (part.first == part.last && !streams.empty()) continue;
    streams.push_back(file_.reserve());
    const auto make = [&] { return page_content(page, part, fonts_, identifier); };
    if (file_.shares()) {
      file_.put_stream_of(streams.back(), content_key(page, part, fonts_, identifier), make);
    } else {
      file_.put_stream(streams.back(), "", make());
    }
    identifier += announce(page, part, listener);
  }
  return streams;
}

// The pages hang below `parents`, these below others, up to one.
void DocumentPages::write_tree(const std::vector<Number>& parents) {
  std::vector<Number> kids = numbers_;
  std::vector<Number> nodes = parents;
  for (std::size_t pages = most_kids;; pages *= most_kids) {  // below a node that is full
    const std::vector<Number> above = nodes.size() == 1
                                          ? std::vector{parent_}
                                          : reserved(file_, (nodes.size() + most_kids - 1) / most_kids);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const std::size_t first = i * most_kids;
      std::string out = "<</Type/Pages/Kids";
      append_references(out, std::span(kids).subspan(first, std::min(most_kids, kids.size() - first)));
      out += "/Count ";
      append_integer(out, static_cast<std::int64_t>(std::min(pages, numbers_.size() - i * pages)));
      if (above[i / most_kids] != 0) append_reference(out, "/Parent", above[i / most_kids]);
      out += ">>";
      file_.put(nodes[i], out);
    }
    if (nodes.size() == 1) break;
    kids = std::move(nodes);
    nodes = above;
  }
  tree_ = nodes.front();
}

Dictionary resources(Objects& objects, const document::Document& document, const Fonts& fonts) {
  Dictionary made = objects.numbered();
  made.add("Font", fonts.write(objects));
  if (!document.images.empty()) made.add("XObject", write_images(objects, document.images));
  return made;
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
