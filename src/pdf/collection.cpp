#include "pdf/collection.hpp"

#include "pdf/content.hpp"
#include "pdf/document_pages.hpp"
#include "pdf/file.hpp"
#include "pdf/fonts.hpp"
#include "pdf/libharu.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"
#include "pdf/objects.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace pensum::pdf {

namespace {

/// Frames in the place of boxes that are fields as well.
document::Document for_print(document::Document document) {
  for (document::Page& page : document.pages) {
    for (document::Operation& operation : page.operations) {
      if (const auto* box = std::get_if<document::TickBox>(&operation)) operation = frame_of(*box);
    }
  }
  // Documents may be in several languages, the file in one.
  document.elements.front().language = document.metadata.language;
  return document;
}

}  // namespace

struct Collection::State {
  /// A document that is in the file, as what comes at its end refers to it.
  struct Part {
    std::string name;
    Number bookmark = 0;  ///< kept for it
    Number first_page = 0;
    OutlineItems items;  ///< the bookmarks below it
    Number tree = 0;
    std::int64_t pages = 0;  ///< the empty one counted
    Number element = 0;
    std::vector<Number> parent_leaves;
    std::optional<Number> identifiers;
    std::vector<LabelRange> labels;
  };

  document::Metadata metadata;
  Assembly assembly;
  Number tree = 0, structure = 0, outline = 0;  ///< kept for the roots
  std::vector<Part> parts;
  std::int64_t next_key = 0;

  /// What was added to the file, if nothing failed.
  Result<std::string> taken() {
    std::string bytes = assembly.take();
    if (!assembly.failed()) return bytes;
    return failure(fmt::format("the PDF cannot be written: {}", assembly.failure()),
                   "print fewer plans in one file");
  }

  // What hangs on the catalog.
  Dictionary page_tree(Objects& objects);
  Dictionary structure_tree(Objects& objects);
  Dictionary bookmarks(Objects& objects);
  Dictionary labels(Objects& objects);
};

Collection::Collection(std::string title) : state_(std::make_unique<State>()) {
  state_->metadata.title = std::move(title);
}

Collection::~Collection() = default;

Result<std::string> Collection::add(const document::Document& source, const text::FontSet& set,
                                    const std::string& name) {
  if (const Result<LibHaru>& library = load_libharu(); !library) return std::unexpected(library.error());
  State& state = *state_;
  const document::Document document = for_print(source);
  Fonts fonts(set);
  fonts.collect(document);
  if (auto done = fonts.subset(); !done) return std::unexpected(std::move(done.error()));
  Assembly& file = state.assembly;
  if (state.parts.empty()) {
    state.metadata.language = document.metadata.language;
    state.metadata.date = document.metadata.date;
    for (Number* root : {&state.tree, &state.structure, &state.outline}) *root = file.reserve();
  }
  State::Part part;
  part.name = name;
  part.bookmark = file.reserve();
  part.tree = file.reserve();
  Objects objects(file);
  DocumentPages pages(file, document, fonts, state.next_key, part.tree);
  pages.write(objects.number_of(resources(objects, document, fonts)));
  part.first_page = pages.numbers().front();
  // The document's pages, and an empty one that makes their number even.
  Array kids = objects.array(2);
  kids.add(objects.reference(pages.tree()));
  part.pages = static_cast<std::int64_t>(document.pages.size());
  Dictionary tree = objects.numbered(part.tree);
  if (part.pages % 2 != 0) {
    ++part.pages;
    Array box = objects.array(4);
    const document::Page& last = document.pages.back();
    box.integer(0).integer(0).real(last.width.milli).real(last.height.milli);
    Dictionary empty = objects.numbered();
    empty.name("Type", "Page")
        .add("Parent", tree)
        .add("MediaBox", box)
        .add("Resources", objects.dictionary());
    kids.add(empty);
  }
  tree.name("Type", "Pages")
      .add("Kids", kids)
      .integer("Count", part.pages)
      .add("Parent", objects.reference(state.tree));
  part.element = pages.structure().write_elements(state.structure);
  part.parent_leaves = pages.structure().write_parent_leaves();
  part.identifiers = pages.structure().write_identifiers();
  state.next_key = pages.structure().next_key();
  part.items = write_outline_items(file, document, pages.numbers(), part.bookmark);
  part.labels = label_ranges(document.pages);
  state.parts.push_back(std::move(part));
  objects.write();
  return state.taken();
}

Dictionary Collection::State::page_tree(Objects& objects) {
  Array kids = objects.array(parts.size());
  std::int64_t pages = 0;
  for (const Part& part : parts) {
    kids.add(objects.reference(part.tree));
    pages += part.pages;
  }
  return objects.numbered(tree).name("Type", "Pages").add("Kids", kids).integer("Count", pages);
}

Dictionary Collection::State::structure_tree(Objects& objects) {
  Array documents = objects.array(parts.size());
  Array leaves = objects.array(parts.size() * 4);
  std::vector<Number> identified;
  for (const Part& part : parts) {
    documents.add(objects.reference(part.element));
    for (const Number leaf : part.parent_leaves) leaves.add(objects.reference(leaf));
    if (part.identifiers) identified.push_back(*part.identifiers);
  }
  Dictionary root = objects.numbered(structure);
  if (!identified.empty()) {
    Array kids = objects.array(identified.size());
    for (const Number leaf : identified) kids.add(objects.reference(leaf));
    root.add("IDTree", objects.dictionary().add("Kids", kids));
  }
  return root.name("Type", "StructTreeRoot")
      .add("K", documents)
      .add("ParentTree", objects.numbered().add("Kids", leaves))
      .integer("ParentTreeNextKey", next_key);
}

Dictionary Collection::State::bookmarks(Objects& objects) {
  Dictionary root = objects.numbered(outline);
  Dictionary before;
  for (const Part& part : parts) {
    Dictionary item = objects.numbered(part.bookmark);
    Array top = objects.array(5);
    top.add(objects.reference(part.first_page)).name("Fit");
    item.text("Title", part.name).add("Parent", root).add("Dest", top);
    if (part.items.first != 0) {
      // Closed: a class's names are looked over at once.
      item.add("First", objects.reference(part.items.first))
          .add("Last", objects.reference(part.items.last))
          .integer("Count", -part.items.visible);
    }
    if (before) {
      item.add("Prev", before);
      before.add("Next", item);
    } else {
      root.add("First", item);
    }
    before = item;
  }
  return root.add("Last", before)
      .integer("Count", static_cast<std::int64_t>(parts.size()))
      .name("Type", "Outlines");
}

Dictionary Collection::State::labels(Objects& objects) {
  Array numbers = objects.array(2 * parts.size());
  std::int64_t first = 0;
  for (const Part& part : parts) {
    for (const LabelRange& range : part.labels) {
      numbers.integer(first + static_cast<std::int64_t>(range.first)).add(label(objects, range));
    }
    first += part.pages;
  }
  return objects.numbered().add("Nums", numbers);
}

Result<std::string> Collection::finish() {
  State& state = *state_;
  Objects objects(state.assembly);
  Dictionary catalog = objects.numbered();
  catalog.name("Type", "Catalog").add("Pages", state.page_tree(objects));
  declare_standards(objects, catalog, state.metadata);
  catalog.add("StructTreeRoot", state.structure_tree(objects))
      .add("PageLabels", state.labels(objects))
      .add("Outlines", state.bookmarks(objects))
      .name("PageMode", "UseOutlines");
  const Dictionary info = information(objects, state.metadata);
  objects.write();
  state.assembly.finish(objects.number_of(catalog), objects.number_of(info));
  return state.taken();
}

}  // namespace pensum::pdf
