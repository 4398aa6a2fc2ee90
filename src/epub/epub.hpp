// A plan becomes an EPUB 3.3 book. The only place that knows libzip.
#pragma once

#include "base/belongings.hpp"
#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/packer.hpp"
#include "base/shared_bytes.hpp"
#include "language/language.hpp"
#include "plan/plan.hpp"
#include "plan/printed_page.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::epub {

class Texts;

/// A file that the book carries for programs, such as the request that it was made from: no part of what is
/// read.
struct CarriedFile {
  std::string name;  ///< that of an XML file, in letters that need no escapes; no two are the same
  SharedBytes bytes;
};

struct Options {
  /// The document's date: SOURCE_DATE_EPOCH, or the plan's start.
  Date date;
  /// The stylesheet's text.
  std::string style;
  /// The reader's own stylesheet, as `read_stylesheet` gives it, which comes after it; may be empty.
  std::string own_style{};
  /// Draws the cover's picture, a PNG: once, before `write` returns, perhaps on another thread. May be none:
  /// then there is no cover.
  std::function<std::string()> cover{};
  /// Gives the pages of the plan in print, which the book lists; may be none. It is asked when all is made
  /// that does not depend on them: they may be in the making.
  std::function<PageList()> pages{};
  /// The series of books that this is one of, such as those of a class; may be empty.
  std::string collection{};
  /// Whose book it is, where the plan has no learner: a name that other learners' books do not have; may be
  /// empty.
  std::string owner{};
  /// What the lessons of the plan's catalog give to read; may be none. It outlives the call.
  Texts* texts = nullptr;
  /// Beside what is read. They are not part of what tells the book from others.
  std::vector<CarriedFile> carried{};
  /// Packs its files; may be none. It outlives the call.
  Packer* packer = nullptr;
  /// Gets what the book was made of, which else is taken apart; may be none.
  Belongings* made_of = nullptr;
};

/// The bytes of an EPUB of `plan`, the same for the same input. Books of one course for one learner have one
/// identifier, so that a plan that is made again takes the place of the one before. If it has begun its days
/// that are over are in it, too: pages and cover count them. Errors: out of memory; libzip is missing.
Result<std::string> write(const Plan& plan, const Language& language, const Options& options);

/// Loads what `write` needs at its end, which takes a while: so that it may be done beside other work.
void get_ready();

/// Whether a file is a book that `write` made, unchanged: whether its files, taken out and put together
/// again as `write` does, give the same bytes. Other programs date files, order and mark them in other ways.
/// Nothing is unpacked, so that it takes no longer than copying.
bool is_as_written(std::string_view bytes);

}  // namespace pensum::epub
