// A course as its source tells it, before it is a catalog: a tree of titles with what is known of each.
#pragma once

#include "archive/file_tree.hpp"
#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "course/reading.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// What a source tells of the time that something takes. `minutes_of` (minutes.hpp) makes minutes of it.
struct Effort {
  std::optional<std::int64_t> said_seconds;  ///< where the source gives a duration itself
  std::int64_t words = 0;  ///< of running text; CJK characters are counted into it by `count_words`
  std::int64_t code_lines = 0;
  std::int64_t pictures = 0;
  std::int64_t questions = 0;
  std::int64_t video_seconds = 0;
  std::int64_t guessed_seconds = 0;  ///< of parts whose length the source does not tell (a video without one)

  friend bool operator==(const Effort&, const Effort&) = default;
};

/// What there is to read, with the names that its source has: a link to a place of the source is `within` and
/// the place, a picture is a file of the source. Which lessons they lead to, and what pictures are called in
/// a catalog, is decided when there is one (imported.hpp).
struct SourceText {
  Reading reading{};
  /// What of the source it is: files, and places in them, such as “ch2.xhtml#notes”.
  std::vector<std::string> places{};

  friend bool operator==(const SourceText&, const SourceText&) = default;
};

inline constexpr std::string_view within = "within:";

/// A part or a lesson: which of them it becomes is decided by its depth (lessons.hpp).
struct Node {
  std::string title;  ///< plain text, white space folded; may be empty (a part without a name)
  RichText summary;   ///< a paragraph with code in it; may be empty
  std::string url;    ///< http(s), or empty
  Effort effort;      ///< its own, without its children's
  std::string key;  ///< what it is called in its source, the same at the next import; empty: made from titles
  std::string id;   ///< asked for by the source (a spreadsheet's column); may be empty
  std::vector<std::string> requires_keys;  ///< keys, ids or titles of nodes, the source's own order
  std::vector<Check> checks;
  SourceText text;  ///< its own, without its children's
  Priority priority = Priority::must;
  std::optional<bool> split;  ///< where the source tells
  bool done = false;          ///< ticked in its source
  bool lesson = false;        ///< a lesson even where it has children, which then go into its summary
  Place place;                ///< may be empty
  std::vector<Node> children;

  friend bool operator==(const Node&, const Node&) = default;
};

/// Things of one kind that the course in the source has and the outline has not.
struct LeftOut {
  std::string what;       ///< with its number, such as “3 drafts”, “106 links without a web address”
  std::string why{};      ///< may be empty
  std::size_t count = 0;  ///< more than 0
};

struct Outline {
  std::string title;     ///< may be empty
  std::string id;        ///< may be empty
  std::string language;  ///< BCP 47 tag; may be empty: never guessed
  RichText summary;      ///< a paragraph with code in it; may be empty
  Source source;         ///< what the catalog's <source> is to hold; may be empty
  std::vector<Node> children;
  std::vector<LeftOut> left_out;
  std::shared_ptr<const archive::FileTree> files{};  ///< with the pictures of the texts; null: there are none
  Diagnostics warnings;
};

}  // namespace pensum::importing
