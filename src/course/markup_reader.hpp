// Marked texts and readings as XML has them: the elements of catalogs that hold more than plain text. What is
// wrong with them is reported with its place.
#pragma once

#include "course/draft.hpp"
#include "course/reading.hpp"
#include "course/rich_text.hpp"
#include "course/text_builder.hpp"
#include "xml/document.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

class MarkupReader {
 public:
  /// Both outlive it. Errors are added to `diagnostics`.
  MarkupReader(const xml::Document& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  /// The text of `element`, which may hold code within its lines; may be empty.
  RichText text_with_code(pugi::xml_node element);
  /// The same, and a few lines of code between its paragraphs.
  RichText text_with_code_lines(pugi::xml_node element);
  /// The blocks of `element`, a <reading>.
  Reading reading(pugi::xml_node element);
  /// The elements that a <reading> may hold.
  static const std::vector<std::string_view>& blocks();

  /// Where the texts read so far lead within the catalog.
  std::vector<LessonLink> take_links() { return std::move(links_); }

 private:
  using Names = std::vector<std::string_view>;
  /// Elements that a text may hold, a bit each.
  using Marks = unsigned;

  RichText text(pugi::xml_node element, Marks marks);
  /// An error where it is empty.
  RichText needed_text(pugi::xml_node element);
  void add_children(TextBuilder& text, pugi::xml_node element, Marks marks);
  void add_mark(TextBuilder& text, pugi::xml_node element, Marks marks);
  void add_code_lines(TextBuilder& text, pugi::xml_node element);
  std::string target_of(pugi::xml_node element);

  std::vector<Block> blocks(pugi::xml_node parent, const Names& names, int depth);
  Block block(pugi::xml_node element, int depth);
  Block nested(pugi::xml_node element, Block::Kind kind, const Names& names, int depth);
  Block item(pugi::xml_node element, int depth);
  Block code(pugi::xml_node element);
  Block table(pugi::xml_node element);
  Block picture(pugi::xml_node element);

  void check_size(pugi::xml_node element, const std::string& text);
  void error(pugi::xml_node node, std::string message, std::string hint);
  void error_of(pugi::xml_attribute attribute, std::string message, std::string hint);
  void check_shape(pugi::xml_node node, const Names& attributes, const Names& children, bool with_text);
  void check_text_shape(pugi::xml_node node, std::string_view attribute, Marks marks);

  const xml::Document& document_;
  Diagnostics& diagnostics_;
  std::vector<LessonLink> links_;
  std::vector<RichText>* notes_ = nullptr;  ///< of the reading that is being read
};

/// What a file may hold that a catalog names as a lesson's reading.
inline constexpr std::size_t most_reading_bytes = std::size_t{4} << 20;

/// A lesson's reading in a file of its own, whose root is <reading>, and where it leads within its catalog.
/// `file` names it in errors. The bytes outlive the document.
struct ReadingFile {
  Reading reading;
  std::vector<LessonLink> links;
  xml::Document document;  ///< which tells their places
};
Result<ReadingFile> read_reading(std::string_view bytes, const std::string& file);

}  // namespace pensum
