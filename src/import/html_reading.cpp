#include "import/html_reading.hpp"

#include "archive/file_tree.hpp"
#include "import/catalog_values.hpp"
#include "import/links.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace pensum::importing {
namespace {

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 27> blocks = {
    "address", "article", "aside",      "body",    "center",   "dd",     "details", "dialog", "div",
    "dl",      "dt",      "figcaption", "figure",  "fieldset", "footer", "header",  "hgroup", "html",
    "legend",  "main",    "p",          "section", "summary",  "tbody",  "tfoot",   "thead",  "search"};

struct Hidden {
  std::string_view name;
  std::optional<Omitted> what;
};
constexpr std::array<Hidden, 23> hidden_elements{{{"head", {}},
                                                  {"template", {}},
                                                  {"noscript", {}},
                                                  {"nav", {}},
                                                  {"title", {}},
                                                  {"colgroup", {}},
                                                  {"datalist", {}},
                                                  {"style", Omitted::script},
                                                  {"script", Omitted::script},
                                                  {"math", Omitted::formula},
                                                  {"svg", Omitted::drawing},
                                                  {"canvas", Omitted::drawing},
                                                  {"video", Omitted::video},
                                                  {"iframe", Omitted::video},
                                                  {"object", Omitted::video},
                                                  {"embed", Omitted::video},
                                                  {"audio", Omitted::sound},
                                                  {"button", Omitted::form},
                                                  {"input", Omitted::form},
                                                  {"select", Omitted::form},
                                                  {"textarea", Omitted::form},
                                                  {"meter", {}},
                                                  {"progress", {}}}};

std::optional<TextMark::Kind> mark_of(std::string_view name) {
  using enum TextMark::Kind;
  constexpr std::array<std::string_view, 4> codes = {"code", "kbd", "samp", "tt"};
  constexpr std::array<std::string_view, 5> emphasized = {"em", "i", "cite", "dfn", "var"};
  if (is_among(codes, name)) return code;
  if (is_among(emphasized, name)) return emphasis;
  if (name == "strong" || name == "b") return strong;
  return std::nullopt;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

/// Whether an element is of one of these kinds, as EPUB and ARIA call them.
bool is_of(const MarkupElement& element, std::initializer_list<std::string_view> kinds) {
  return std::ranges::any_of(kinds, [&](std::string_view kind) {
    return has_word(element["epub:type"], kind) || has_word(element["role"], "doc-" + std::string(kind));
  });
}

/// The language that a class such as “language-go” or “sourceCode go” tells.
std::string language_in(const MarkupElement& element) {
  for (const std::string_view name : {"data-lang", "data-language"}) {
    if (!element[name].empty()) return code_language(element[name]);
  }
  std::string_view classes = element["class"];
  for (const std::string_view beginning : {"language-", "lang-", "sourceCode ", "brush: "}) {
    const std::size_t at = classes.find(beginning);
    if (at == std::string_view::npos) continue;
    classes.remove_prefix(at + beginning.size());
    return code_language(classes.substr(0, classes.find_first_of(" ;,")));
  }
  return {};
}

std::size_t span_of(std::string_view text) {
  std::size_t value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp<std::size_t>(value, 1, 1000);
}

/// Digits and signs above or below the line, where there are such letters: 10⁶, H₂O.
std::string raised(std::string_view text, bool above) {
  constexpr std::string_view plain = "0123456789+-=()";
  constexpr std::array<std::string_view, 15> high = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                                     "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾"};
  constexpr std::array<std::string_view, 15> low = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇",
                                                    "₈", "₉", "₊", "₋", "₌", "₍", "₎"};
  if (text.find_first_not_of(plain) != std::string_view::npos) return std::string(text);
  std::string signs;
  for (const char c : text) signs += (above ? high : low)[plain.find(c)];
  return signs;
}

}  // namespace

PageLinks links_of_file(std::string file) {
  PageLinks links{.file = file};
  links.resolve = [file = std::move(file)](std::string_view link) { return archive::resolved(file, link); };
  return links;
}

// ------------------------------------------------------------------ elements

void HtmlReading::open(const MarkupElement& element) {
  if (!element["id"].empty() && hidden_ == 0)
    maker_.add_place(links_.file + "#" + std::string(element["id"]));
  open_.push_back(hidden_ > 0 ? Open{Begun::hidden} : begin(element));
  if (open_.back().begun == Begun::hidden) ++hidden_;
  // Of a drawing that only frames a picture, as covers do.
  if (hidden_ > 0 && element.name == "image") picture(element);
}

void HtmlReading::close(std::string_view) {
  if (open_.empty()) return;
  const Open last = open_.back();
  open_.pop_back();
  end(last);
}

void HtmlReading::text(std::string_view text) {
  if (hidden_ > 0) return;
  if (code_ > 0) {
    lines_ += text;
  } else if (!called_.empty()) {
    label_ += text;
  } else if (raised_ != 0) {
    maker_.add(raised(text, raised_ > 0));
  } else {
    maker_.add(text);
  }
}

bool HtmlReading::omit(const MarkupElement& element) {
  const auto* const found = std::ranges::find(hidden_elements, element.name, &Hidden::name);
  if (found == hidden_elements.end()) return false;
  if (element.name == "math" && !element["alttext"].empty()) {
    maker_.begin_mark(TextMark::Kind::code);
    maker_.add(element["alttext"]);
    maker_.end_mark(TextMark::Kind::code);
  } else if (found->what) {
    texts_.leave_out(*found->what);
  }
  return true;
}

HtmlReading::Open HtmlReading::begin(const MarkupElement& element) {
  const std::string_view name = element.name;
  if (code_ > 0) {  // only text counts
    if (name == "br") lines_ += '\n';
    if (name == "code" && language_.empty()) language_ = language_in(element);
    return {};
  }
  if (omit(element) || is_of(element, {"pagebreak", "backlink"}) || element.name == "wbr")
    return {Begun::hidden};
  if (is_of(element, {"footnote", "endnote", "rearnote"}) && !element["id"].empty())
    return begin_note(element);
  if (name == "pre") {
    code_ = 1;
    lines_.clear();
    language_ = language_in(element);
    return {Begun::code};
  }
  if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
    maker_.begin_heading(name[1] - '0');
    return {Begun::heading};
  }
  if (name == "ul" || name == "menu" || name == "dir" || name == "ol") {
    const auto kind = name == "ol" ? Block::Kind::numbers : Block::Kind::bullets;
    maker_.begin(kind);
    return {Begun::list, static_cast<int>(kind)};
  }
  if (name == "li") return maker_.begin(Block::Kind::item), Open{Begun::item};
  if (name == "blockquote") return maker_.begin(Block::Kind::quote), Open{Begun::quote};
  if (name == "table") return maker_.begin_table(), Open{Begun::table};
  if (name == "caption") return maker_.begin_caption(), Open{Begun::caption};
  if (name == "tr") return maker_.begin_row(), Open{Begun::row};
  if (name == "th" || name == "td") {
    maker_.begin_cell(name == "th" || head_rows_ > 0, span_of(element["colspan"]),
                      span_of(element["rowspan"]));
    return {Begun::cell};
  }
  if (name == "img" || name == "image") return picture(element), Open{};
  if (name == "br") return maker_.break_line(), Open{};
  if (name == "hr") return maker_.add_rule(), Open{};
  if (name == "a") return begin_link(element);
  if (const auto mark = mark_of(name)) return begin_mark(*mark);
  if (name == "q") return maker_.add("“"), Open{Begun::term, 1};
  if (name == "sup" || name == "sub") {
    raised_ = name == "sup" ? 1 : -1;
    return {Begun::raise};
  }
  if (name == "thead") ++head_rows_;
  if (!is_among(blocks, name)) return {};
  maker_.end_paragraph();
  if (name == "dt") return begin_mark(TextMark::Kind::strong), Open{Begun::term};
  return {Begun::block, name == "thead" ? 1 : 0};
}

HtmlReading::Open HtmlReading::begin_mark(TextMark::Kind kind, std::string target) {
  maker_.begin_mark(kind, std::move(target));
  return {Begun::mark, static_cast<int>(kind)};
}

/// The place of the source that a link within it leads to; empty where it leads out.
std::string HtmlReading::place_of(std::string_view link) const {
  if (leads_within(link)) return links_.file + std::string(link);
  const std::string file = links_.resolve(link);
  const std::size_t mark = std::min(link.find('#'), link.size());
  return file.empty() ? file : file + std::string(link.substr(mark));
}

HtmlReading::Open HtmlReading::begin_link(const MarkupElement& element) {
  if (!element["name"].empty()) maker_.add_place(links_.file + "#" + std::string(element["name"]));
  const std::string_view href = element["href"];
  if (href.empty()) return {};
  if (is_web_address(href)) {
    std::string address = catalog_url(href);
    return address.empty() ? Open{} : begin_mark(TextMark::Kind::link, std::move(address));
  }
  std::string place = place_of(href);
  if (place.empty()) return {};
  if (is_of(element, {"noteref"}) && called_.empty()) {
    called_ = std::move(place);
    label_.clear();
    return {Begun::call};
  }
  return begin_mark(TextMark::Kind::link, std::string(within) + place);
}

HtmlReading::Open HtmlReading::begin_note(const MarkupElement& element) {
  maker_.begin_note(links_.file + "#" + std::string(element["id"]));
  return {Begun::note};
}

void HtmlReading::end(const Open& open) {
  switch (open.begun) {
    case Begun::nothing:
      return;
    case Begun::hidden:
      --hidden_;
      return;
    case Begun::block:
      if (open.detail == 1) --head_rows_;
      return maker_.end_paragraph();
    case Begun::heading:
      return maker_.end_heading();
    case Begun::list:
      return maker_.end(static_cast<Block::Kind>(open.detail));
    case Begun::item:
      return maker_.end(Block::Kind::item);
    case Begun::quote:
      return maker_.end(Block::Kind::quote);
    case Begun::code:
      code_ = 0;
      return maker_.add_code(lines_, language_);
    case Begun::table:
      return maker_.end_table();
    case Begun::caption:
      return maker_.end_caption();
    case Begun::row:
      return maker_.end_row();
    case Begun::cell:
      return maker_.end_cell();
    case Begun::note:
      return maker_.end_note();
    case Begun::call:
      return maker_.call_note(std::exchange(called_, {}), label_);
    case Begun::mark:
      return maker_.end_mark(static_cast<TextMark::Kind>(open.detail));
    case Begun::raise:
      raised_ = 0;
      return;
    case Begun::term:
      if (open.detail == 1) return maker_.add("”");
      maker_.end_paragraph();
      return maker_.end_mark(TextMark::Kind::strong);
  }
}

void HtmlReading::picture(const MarkupElement& element) {
  std::string_view source = element["src"];
  for (const std::string_view name : {"xlink:href", "href"}) {
    if (source.empty()) source = element[name];
  }
  const std::string_view alternative = element["alt"].empty() ? element["title"] : element["alt"];
  std::string file = source.empty() || is_web_address(source) ? std::string() : links_.resolve(source);
  const bool is_described = !alternative.empty() || element.has("alt");
  if (!file.empty()) {
    return maker_.add_picture(std::move(file), is_described ? std::optional(alternative) : std::nullopt);
  }
  if (!source.starts_with("data:") || !alternative.empty()) texts_.leave_out(Omitted::picture);
  maker_.add(alternative);
}

SourceText read_html(std::string_view page, std::string_view title, const PageLinks& links, Texts& texts) {
  if (!texts.wanted()) return {};
  ReadingMaker maker(texts);
  HtmlReading reading(maker, texts, links);
  walk_markup(page, reading);
  return maker.take(title);
}

}  // namespace pensum::importing
