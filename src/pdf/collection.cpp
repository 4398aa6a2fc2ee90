#include "pdf/collection.hpp"

#include "pdf/content.hpp"
#include "pdf/document_pages.hpp"
#include "pdf/file.hpp"
#include "pdf/fonts.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"
#include "pdf/objects.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
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
    std::uint32_t bookmark = 0;  ///< the number kept for it
    std::uint32_t first_page = 0;
    std::uint32_t first_item = 0, last_item = 0;  ///< of the bookmarks below it; 0 for none
    std::int64_t items = 0;
    std::uint32_t tree = 0;
    std::int64_t pages = 0;  ///< the empty one counted
    std::uint32_t element = 0;
    std::vector<std::uint32_t> parent_leaves;
    std::vector<LabelRange> labels;
  };

  document::Metadata metadata;
  Assembly assembly;
  std::uint32_t tree = 0, structure = 0, outline = 0;  ///< numbers kept for the roots
  std::vector<Part> parts;
  std::int64_t next_key = 0;

  static std::unexpected<Diagnostics> failed(const Objects& objects) {
    return failure(fmt::format("the PDF cannot be written: {}", objects.failure()),
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
  State& state = *state_;
  const document::Document document = for_print(source);
  Fonts fonts(set);
  fonts.collect(document);
  if (auto done = fonts.subset(); !done) return std::unexpected(std::move(done.error()));
  Objects objects(state.assembly.last());
  if (state.parts.empty()) {
    state.metadata.language = document.metadata.language;
    state.metadata.date = document.metadata.date;
    for (std::uint32_t* root : {&state.tree, &state.structure, &state.outline}) *root = objects.reserve();
  }
  State::Part part;
  part.name = name;
  part.bookmark = objects.reserve();
  DocumentPages pages(objects, document, fonts, state.next_key);
  pages.write();
  part.first_page = objects.number_of(pages.dictionaries().front());
  // The document's pages, and an empty one that makes their number even.
  Dictionary own = pages.tree();
  Dictionary tree = objects.numbered();
  own.add("Parent", tree);
  part.tree = objects.number_of(tree);
  Array kids = objects.array(2);
  kids.add(own);
  part.pages = static_cast<std::int64_t>(document.pages.size());
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
  part.element = objects.number_of(pages.structure().write_elements(objects.reference(state.structure)));
  for (const Dictionary& leaf : pages.structure().parent_leaves()) {
    part.parent_leaves.push_back(objects.number_of(leaf));
  }
  state.next_key = pages.structure().next_key();
  const OutlineItems items =
      outline_items(objects, document, pages.dictionaries(), objects.reference(part.bookmark));
  part.first_item = objects.number_of(items.first);
  part.last_item = objects.number_of(items.last);
  part.items = items.visible;
  part.labels = label_ranges(document.pages);
  state.parts.push_back(std::move(part));
  state.assembly.add(objects);
  if (objects.failed()) return State::failed(objects);
  return state.assembly.take();
}

Dictionary Collection::State::page_tree(Objects& objects) {
  Array kids = objects.array(parts.size());
  std::int64_t pages = 0;
  for (const Part& part : parts) {
    kids.add(objects.reference(part.tree));
    pages += part.pages;
  }
  return objects.reserved(tree).name("Type", "Pages").add("Kids", kids).integer("Count", pages);
}

Dictionary Collection::State::structure_tree(Objects& objects) {
  Array documents = objects.array(parts.size());
  Array leaves = objects.array(parts.size() * 4);
  for (const Part& part : parts) {
    documents.add(objects.reference(part.element));
    for (const std::uint32_t leaf : part.parent_leaves) leaves.add(objects.reference(leaf));
  }
  return objects.reserved(structure)
      .name("Type", "StructTreeRoot")
      .add("K", documents)
      .add("ParentTree", objects.numbered().add("Kids", leaves))
      .integer("ParentTreeNextKey", next_key);
}

Dictionary Collection::State::bookmarks(Objects& objects) {
  Dictionary root = objects.reserved(outline);
  Dictionary before;
  for (const Part& part : parts) {
    Dictionary item = objects.reserved(part.bookmark);
    Array top = objects.array(5);
    top.add(objects.reference(part.first_page)).name("Fit");
    item.text("Title", part.name).add("Parent", root).add("Dest", top);
    if (part.first_item != 0) {
      // Closed: a class's names are looked over at once.
      item.add("First", objects.reference(part.first_item))
          .add("Last", objects.reference(part.last_item))
          .integer("Count", -part.items);
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
  Objects objects(state.assembly.last());
  Dictionary catalog = objects.numbered();
  catalog.name("Type", "Catalog").add("Pages", state.page_tree(objects));
  declare_standards(objects, catalog, state.metadata);
  catalog.add("StructTreeRoot", state.structure_tree(objects))
      .add("PageLabels", state.labels(objects))
      .add("Outlines", state.bookmarks(objects))
      .name("PageMode", "UseOutlines");
  const Dictionary info = information(objects, state.metadata);
  state.assembly.add(objects);
  state.assembly.finish(objects, catalog, info);
  if (objects.failed()) return State::failed(objects);
  return state.assembly.take();
}

}  // namespace pensum::pdf
