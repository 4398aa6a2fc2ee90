// A document's pages as objects: their contents, annotations and structure, and the tree that they hang in.
#pragma once

#include "document/pages.hpp"
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
  /// All outlive the pages. `first_key` is the first page's in the parent tree.
  DocumentPages(Objects& objects, const document::Document& document, const Fonts& fonts,
                std::int64_t first_key = 0);

  /// Makes the pages, with the fonts and images that they share.
  void write();
  /// The root of their tree, without its own parent; after `write`.
  Dictionary tree();

  const std::vector<Dictionary>& dictionaries() const { return dictionaries_; }
  Structure& structure() { return structure_; }
  Fields& fields() { return fields_; }

 private:
  class OnPage;
  void write_page(std::size_t index, Dictionary resources);

  Objects& objects_;
  const document::Document& document_;
  const Fonts& fonts_;
  std::vector<Dictionary> dictionaries_;
  Structure structure_;
  Fields fields_;
};

/// Adds what makes a file PDF/A and PDF/UA to its catalog.
void declare_standards(Objects& objects, Dictionary catalog, const document::Metadata& metadata);

}  // namespace pensum::pdf
