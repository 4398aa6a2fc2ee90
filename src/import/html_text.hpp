// What there is to read on a web page.
#pragma once

#include "import/markup.hpp"
#include "import/outline.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

struct HtmlText {
  std::string title;    ///< of the page (<title>); may be empty
  std::string heading;  ///< the first one; may be empty
  std::string text;     ///< lines without empty ones between; code (<pre>) is left out
  Effort effort;        ///< words, lines of code, pictures
};

/// Gathers the text of a page while it is handed over.
class TextGatherer final : public MarkupHandler {
 public:
  void open(const MarkupElement& element) override;
  void close(std::string_view element) override;
  void text(std::string_view text) override;

  /// What was gathered since the beginning or the last call.
  HtmlText take();

 private:
  void end_line();
  void end_heading();

  HtmlText gathered_;
  std::string* beside_ = nullptr;  ///< a title, which is not among the text
  bool space_ = false;             ///< white space came since the last word
  std::size_t hidden_ = 0;         ///< depth in elements that show nothing
  std::size_t code_ = 0;           ///< depth in elements with code
  std::string code_text_;
  std::size_t heading_from_ = std::string::npos;  ///< where the first heading begins in the text
  bool has_heading_ = false;
};

/// Empty where the page cannot be read (`walk_markup`).
HtmlText html_text(std::string_view page);

}  // namespace pensum::importing
