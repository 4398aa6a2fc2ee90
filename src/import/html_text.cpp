#include "import/html_text.hpp"

#include "base/word_count.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::importing {
namespace {

constexpr std::string_view spaces = " \t\r\n\f\v";

constexpr std::array<std::string_view, 9> showing_nothing = {
    "head", "style", "script", "template", "noscript", "iframe", "textarea", "select", "object"};

constexpr std::array<std::string_view, 27> inline_elements = {
    "a",    "abbr",  "b",    "bdi",    "bdo",    "cite", "code", "del",  "dfn",
    "em",   "font",  "i",    "ins",    "kbd",    "mark", "q",    "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub",  "sup",  "u",    "var"};

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_heading(std::string_view element) {
  return element.size() == 2 && element[0] == 'h' && element[1] >= '1' && element[1] <= '6';
}

std::int64_t lines_with_text(std::string_view code) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = std::min(code.find('\n', at), code.size());
    if (code.substr(at, end - at).find_first_not_of(spaces) != std::string_view::npos) ++count;
    at = end + 1;
  }
  return count;
}

}  // namespace

void TextGatherer::open(const MarkupElement& element) {
  if (element.name == "title" && hidden_ == 1 && gathered_.title.empty()) beside_ = &gathered_.title;
  if (hidden_ > 0 || is_among(showing_nothing, element.name)) {
    ++hidden_;
    return;
  }
  if (element.name == "img" || element.name == "image") ++gathered_.effort.pictures;
  if (element.name == "pre") ++code_;
  if (!is_among(inline_elements, element.name)) end_line();
  if (is_heading(element.name) && !has_heading_) {
    has_heading_ = true;
    heading_from_ = gathered_.text.size();
  }
}

void TextGatherer::close(std::string_view element) {
  if (element == "title") beside_ = nullptr;
  if (hidden_ > 0) {
    --hidden_;
    return;
  }
  const bool ends_code = code_ > 0 && element == "pre";
  if (ends_code) --code_;
  if (ends_code && code_ == 0) {
    gathered_.effort.code_lines += lines_with_text(std::exchange(code_text_, {}));
  }
  if (is_heading(element)) end_heading();
  if (!is_among(inline_elements, element)) end_line();
}

void TextGatherer::text(std::string_view text) {
  if (beside_ != nullptr) {
    beside_->append(text);
    return;
  }
  if (hidden_ > 0) return;
  if (code_ > 0) {
    code_text_ += text;
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t word = std::min(text.find_first_not_of(spaces, at), text.size());
    if (word > at) space_ = true;
    const std::size_t end = std::min(text.find_first_of(spaces, word), text.size());
    std::string& all = gathered_.text;
    if (end > word && space_ && !all.empty() && all.back() != '\n') all += ' ';
    if (end > word) space_ = false;
    all += text.substr(word, end - word);
    at = end;
  }
}

void TextGatherer::end_line() {
  space_ = false;
  if (!gathered_.text.empty() && gathered_.text.back() != '\n') gathered_.text += '\n';
}

void TextGatherer::end_heading() {
  if (heading_from_ == std::string::npos) return;
  const std::size_t from = std::min(std::exchange(heading_from_, std::string::npos), gathered_.text.size());
  gathered_.heading = one_line(std::string_view(gathered_.text).substr(from));
  has_heading_ = !gathered_.heading.empty();
}

HtmlText TextGatherer::take() {
  if (code_ > 0) gathered_.effort.code_lines += lines_with_text(std::exchange(code_text_, {}));
  gathered_.effort.words = count_words(gathered_.text);
  if (!gathered_.text.empty() && gathered_.text.back() == '\n') gathered_.text.pop_back();
  gathered_.title = one_line(gathered_.title);
  beside_ = nullptr;
  space_ = has_heading_ = false;
  heading_from_ = std::string::npos;
  return std::exchange(gathered_, {});
}

HtmlText html_text(std::string_view page) {
  TextGatherer gatherer;
  walk_markup(page, gatherer);
  return gatherer.take();
}

}  // namespace pensum::importing
