// A plan that was handed out, read back: what it was made from, and what the learner has ticked in it since.
//
// Boxes      A field of the form is one box, wherever its widgets are. It is ticked if its value is a name
// other
//            than Off, or one of its widgets shows anything else than Off: programs that fill in forms do not
//            all set both.
// Strokes    A pen stroke, a stamp or a text that covers most of a box that is off is counted with the box
// and
//            does not tick it: what it means is for the learner to say.
// Encrypted  A file that anybody can open is read, too.
// Limits     The file 256 MiB, a million widgets, an attachment 64 MiB.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::handout {

struct Box {
  std::string name;  ///< as plan/box_names.hpp writes it, or any other in a file that is not pensum's
  bool ticked = false;
  std::size_t strokes = 0;  ///< annotations that cover the box, where it is off

  friend bool operator==(const Box&, const Box&) = default;
};

/// A file inside the document.
struct Attachment {
  std::string name;
  std::string bytes;
};

/// What a plan was handed out as. What is ticked in a book stays in the reader's own files: a book has no
/// boxes.
enum class Kind { pdf, book };

struct Handout {
  Kind kind = Kind::pdf;
  std::vector<Attachment> attachments;  ///< by name
  std::vector<Box> boxes;               ///< by name, each once
};

/// Reads a PDF's bytes; `file` names it in errors. Errors: what is not a readable PDF, one that needs a
/// password, one that holds two plans, and what is beyond the limits.
Result<Handout> read_pdf(std::string_view bytes, const std::string& file);

/// The same of the bytes of a PDF or an EPUB. Errors: as above, and what is not a readable EPUB.
Result<Handout> read(std::string_view bytes, const std::string& file);

/// The bytes of the attachment of that name; null if there is none.
const std::string* find_attachment(const Handout& handout, std::string_view name);

}  // namespace pensum::handout
