// The logical structure: which element owns which piece of content and which annotation, written as
// a structure tree (ISO 32000-1 §14.7) with its parent tree.
//
// Elements enter the tree when their first content is met, so children are in reading order, and
// an element without content leaves no trace. Table cells are the exception: an empty cell keeps its
// place, because a table without it would not be regular.
#pragma once

#include "document/pages.hpp"
#include "pdf/file.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pensum::pdf {

class Structure {
 public:
  /// `pages` are the pages' numbers, in order. `first_key` is the first page's in the parent tree.
  Structure(Assembly& file, const document::Document& document, const std::vector<Number>& pages,
            std::int64_t first_key = 0);

  /// The marked-content identifier for the next piece of `element`'s content on `page`.
  std::uint32_t add_content(document::ElementId element, std::size_t page);
  /// Puts `annotation` under `element`; returns its StructParent, the key in the parent tree. An annotation
  /// outside the structure gets an element of its own, of `role`: PDF/UA knows no annotations as artifacts.
  std::int64_t add_annotation(document::ElementId element, document::Role role, std::size_t page,
                              Number annotation);

  /// A page's key in the parent tree.
  std::int64_t key_of(std::size_t page) const { return first_key_ + static_cast<std::int64_t>(page); }

  /// Writes the structure tree, when all content has been added; returns its root's number.
  Number write();

  // For a tree of several documents, instead of `write`:
  /// Writes the document's element, below `root`, and all others; returns its number.
  Number write_elements(Number root);
  /// Writes the leaves of the parent tree, each with its limits.
  std::vector<Number> write_parent_leaves();
  /// Writes the leaf of the tree of identifiers, which notes have, if there are any.
  std::optional<Number> write_identifiers();
  /// The key after the last.
  std::int64_t next_key() const;

 private:
  struct Kid {
    enum class Kind : std::uint8_t { element, content, annotation };
    Kind kind;
    std::uint32_t value;  // an document::ElementId, a marked-content identifier, an index in annotations_
    std::uint32_t page;
    std::uint32_t next = 0;  // of the same element, in kids_; 0: none
  };
  struct Node {
    Number number = 0;                  // none: not part of the tree
    std::uint32_t first = 0, last = 0;  // its kids, in kids_; 0: none
  };
  struct Box {
    std::size_t page = 0;
    document::Rectangle area;
  };
  enum class Numbering : std::uint8_t { none, decimal, square, count };

  const document::Element& element_of(document::ElementId id) const {
    return id < document_.elements.size() ? document_.elements[id] : extra_[id - document_.elements.size()];
  }
  void add_kid(document::ElementId id, const Kid& kid);
  void attach(document::ElementId id);
  void attach_empty_cells();
  void attach_in_place(document::ElementId id);
  void survey(const document::Document& document);
  void survey(const document::Operation& operation, std::size_t page);
  void append_kids(std::string& out, const Node& node);
  void append_kid(std::string& out, const Kid& kid, std::optional<std::uint32_t> page) const;
  void append_attributes(std::string& out, document::ElementId id);
  /// Appends a reference to the attribute object of `value`, which all its elements share.
  void append_attribute(std::string& out, Number& shared, std::string_view value);

  Assembly& file_;
  const document::Document& document_;
  const std::vector<Number>& pages_;
  std::int64_t first_key_;
  std::vector<document::Element> extra_;                  // elements for annotations without one, after these
  std::vector<Node> nodes_;                               // by document::ElementId
  std::deque<Kid> kids_ = std::deque<Kid>(1);             // of all nodes; the first is none's
  std::vector<std::vector<document::ElementId>> owners_;  // by page, then by marked-content identifier
  struct Annotation {
    Number number;
    document::ElementId owner;
  };
  std::vector<Annotation> annotations_;
  std::vector<document::ElementId> figure_of_;  // by document::ElementId: itself or an ancestor, or artifact
  std::unordered_map<document::ElementId, Box> boxes_;  // of figures
  std::vector<Number> identified_;                      // notes
  std::vector<Numbering> numbering_;                    // by document::ElementId, of lists
  Number list_attributes_[static_cast<std::size_t>(Numbering::count)]{};
  Number scope_attributes_[3]{};
};

}  // namespace pensum::pdf
