// Summaries, questions and answers of sources as catalogs hold them: a paragraph with code in it.
#pragma once

#include "course/reading.hpp"
#include "course/rich_text.hpp"
#include "course/text_builder.hpp"
#include "xml/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// Lines of code stay lines, where they are as few and short as catalogs take them, or go on in the
/// paragraph.
enum class CodeLines { kept, in_line };

/// Adds a text and what is code in it; of other marks only the words.
void add_text(TextBuilder& all, const RichText& text);

/// `parts` with `between` between them; empty ones are passed over.
RichText joined(const std::vector<RichText>& parts, std::string_view between);

/// `addition` behind `summary`, as a further sentence or item of it.
void add_to_summary(RichText& summary, const RichText& addition);

/// What comes from the byte `first` on, without white space before it.
RichText text_from(const RichText& text, std::size_t first);

/// All blocks in one text: they are joined by spaces, behind words by “; ”. Pictures are left out.
RichText short_text(const std::vector<Block>& blocks, CodeLines lines = CodeLines::kept);

/// The same of a part of a web page, of an element that holds such a part, or of a text in Markdown. The
/// number of pictures is added to `pictures`, where it is given.
RichText short_text_of_html(std::string_view fragment, CodeLines lines = CodeLines::kept,
                            std::int64_t* pictures = nullptr);
RichText short_text_of_xml(pugi::xml_node element, CodeLines lines = CodeLines::kept);
RichText short_text_of_markdown(std::string_view text, CodeLines lines = CodeLines::kept);

/// Plain text, in which `code` may be written between backticks.
RichText text_with_backticks(std::string_view written);

}  // namespace pensum::importing
