// Many documents in one file to print: one after the other, each on sheets of its own.
#pragma once

#include "base/diagnostic.hpp"
#include "document/pages.hpp"
#include "text/font.hpp"

#include <memory>
#include <string>

namespace pensum::pdf {

/// Makes a file in parts, so that one document at a time is in memory. Each document begins on an odd page,
/// for printing on both sides, after an empty one where it must; has a bookmark with its own below it, and
/// its own page numbers. Boxes are drawn, not fields: those of all documents would have the same
/// names. Not for several threads at a time.
class Collection {
 public:
  /// `title` is the file's; its date and language are those of the first document.
  explicit Collection(std::string title);
  ~Collection();
  Collection(const Collection&) = delete;
  Collection& operator=(const Collection&) = delete;

  /// The bytes that `source` adds to the file, the first with the file's head. `name` is its bookmark.
  /// Errors: as those of `write`; nothing can be added then.
  Result<std::string> add(const document::Document& source, const text::FontSet& set,
                          const std::string& name);
  /// The bytes that end the file, of one document at least.
  Result<std::string> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::pdf
