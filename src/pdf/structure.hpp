// The logical structure: which element owns which piece of content and which annotation, written as
// a structure tree (ISO 32000-1 §14.7) with its parent tree.
//
// Elements enter the tree when their first content is met, so children are in reading order, and
// an element without content leaves no trace. Table cells are the exception: an empty cell keeps its
// place, because a table without it would not be regular.
#pragma once

#include "document/pages.hpp"
#include "pdf/objects.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace pensum::pdf {

class Structure {
 public:
  /// `pages` are the page dictionaries, in order. `first_key` is the first page's in the parent tree.
  Structure(Objects& objects, const document::Document& document, const std::vector<Dictionary>& pages,
            std::int64_t first_key = 0);

  /// The marked-content identifier for the next piece of `element`'s content on `page`.
  std::uint32_t add_content(document::ElementId element, std::size_t page);
  /// Puts `annotation` under `element` and gives it its StructParent. An annotation outside the
  /// structure gets an element of its own, of `role`: PDF/UA knows no annotations as artifacts.
  void add_annotation(document::ElementId element, document::Role role, std::size_t page,
                      Dictionary annotation);

  /// A page's key in the parent tree.
  std::int64_t key_of(std::size_t page) const { return first_key_ + static_cast<std::int64_t>(page); }

  /// The structure tree's root, when all content has been added.
  Dictionary write();

  // For a tree of several documents, instead of `write`:
  /// The document's element, below `root`.
  Dictionary write_elements(Dictionary root);
  /// The leaves of the parent tree, each with its limits.
  std::vector<Dictionary> parent_leaves();
  /// The key after the last.
  std::int64_t next_key() const;

 private:
  struct Kid {
    enum class Kind : std::uint8_t { element, content, annotation };
    Kind kind;
    std::uint32_t value;  // an document::ElementId, a marked-content identifier, an index in annotations_
    std::uint32_t page;
  };
  struct Node {
    const document::Element* element = nullptr;
    Dictionary dictionary;  // none: not part of the tree
    std::vector<Kid> kids;
  };
  struct Box {
    std::size_t page = 0;
    document::Rectangle area;
  };
  enum class Numbering : std::uint8_t { none, decimal, square, count };

  void attach(document::ElementId id);
  void attach_empty_cells();
  void attach_in_place(document::ElementId id);
  void survey(const document::Document& document);
  void survey(const document::Operation& operation, std::size_t page);
  void write_node(document::ElementId id);
  void write_kids(Node& node);
  void write_attributes(document::ElementId id);
  Dictionary list_attribute(Numbering numbering);
  Dictionary scope_attribute(document::Scope scope);
  void add_kid(Array& array, const Kid& kid, std::optional<std::uint32_t> page);
  Dictionary parent_tree();

  Objects& objects_;
  const document::Document& document_;
  const std::vector<Dictionary>& pages_;
  std::int64_t first_key_;
  std::deque<document::Element> extra_;                   // elements for annotations without one
  std::vector<Node> nodes_;                               // by document::ElementId
  std::vector<std::vector<document::ElementId>> owners_;  // by page, then by marked-content identifier
  struct Annotation {
    Dictionary dictionary;
    document::ElementId owner;
  };
  std::vector<Annotation> annotations_;
  std::vector<document::ElementId> figure_of_;  // by document::ElementId: itself or an ancestor, or artifact
  std::vector<std::optional<Box>> boxes_;       // by document::ElementId, of figures
  std::vector<Numbering> numbering_;            // by document::ElementId, of lists
  Dictionary list_attributes_[static_cast<std::size_t>(Numbering::count)];
  Dictionary scope_attributes_[3];
};

}  // namespace pensum::pdf
