// Pages become a PDF file. The only place that knows libharu, which makes the objects of which a file has a
// few (objects.hpp); those of which it has thousands are written as bytes (values.hpp). Fonts, content
// streams, structure and metadata are made here (libharu's own are not used).
#pragma once

#include "base/diagnostic.hpp"
#include "base/packer.hpp"
#include "base/shared_bytes.hpp"
#include "document/pages.hpp"
#include "text/font.hpp"

#include <span>
#include <string>

namespace pensum::pdf {

/// A file inside the document.
struct Attachment {
  /// What the file is to the document: it was made from it, or holds what it shows.
  enum class Relationship { source, data };

  std::string name;         ///< in ASCII, with its ending; no two are the same
  std::string description;  ///< what a viewer shows for it
  std::string mime;         ///< such as "text/xml"
  Relationship relationship = Relationship::source;
  SharedBytes bytes;
};

/// The bytes of a PDF of `document`, the same for the same input. `set` is the one that the
/// document's runs were shaped with. Errors: a font that cannot be subset, memory that runs out.
/// `packer` packs its streams; it outlives the call, and may be none.
Result<std::string> write(const document::Document& document, const text::FontSet& set,
                          std::span<const Attachment> attachments = {}, Packer* packer = nullptr);
/// The same. What a page holds is let go when it is written, so that a long file needs less memory.
Result<std::string> write(document::Document&& document, const text::FontSet& set,
                          std::span<const Attachment> attachments = {}, Packer* packer = nullptr);

/// Loads what a PDF is written with, for a run that is going to write one.
void get_ready();

}  // namespace pensum::pdf
