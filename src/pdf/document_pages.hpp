// A document's pages as objects: their contents, annotations and structure, and the tree that they hang in.
#pragma once

#include "document/pages.hpp"
#include "pdf/content.hpp"
#include "pdf/fields.hpp"
#include "pdf/fonts.hpp"
#include "pdf/objects.hpp"
#include "pdf/structure.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pensum::pdf {

class DocumentPages {
 public:
  /// All outlive the pages. `first_key` is the first page's in the parent tree; `parent` is that of the root
  /// of the pages' tree, or 0.
  DocumentPages(Assembly& file, const document::Document& document, const Fonts& fonts,
                std::int64_t first_key = 0, Number parent = 0);

  /// Writes the pages and their tree. `resources` are the fonts and images that they share. Where `spent`,
  /// the document, is not needed any more, its pages' operations are let go as they are written.
  void write(Number resources, document::Document* spent = nullptr);
  /// The root of their tree.
  Number tree() const { return tree_; }

  const std::vector<Number>& numbers() const { return numbers_; }
  Structure& structure() { return structure_; }
  Fields& fields() { return fields_; }

 private:
  class OnPage;
  void write_page(std::size_t index, Number parent, Number resources);
  std::vector<Number> write_content(const document::Page& page, ContentListener& listener);
  void write_tree(const std::vector<Number>& parents);

  Assembly& file_;
  const document::Document& document_;
  const Fonts& fonts_;
  std::vector<Number> numbers_;
  Structure structure_;
  Fields fields_;
  Number tree_ = 0;
  Number parent_ = 0;
};

/// The fonts and images of `document`.
Dictionary resources(Objects& objects, const document::Document& document, const Fonts& fonts);

/// Adds what makes a file PDF/A and PDF/UA to its catalog.
void declare_standards(Objects& objects, Dictionary catalog, const document::Metadata& metadata);

}  // namespace pensum::pdf
