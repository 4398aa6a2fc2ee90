// Web pages as readings.
#pragma once

#include "import/markup.hpp"
#include "import/reading_maker.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// What the links of a page lead to.
struct PageLinks {
  std::string file{};  ///< the page's own name in its source
  /// The file or place of the source that a link or a picture names, as the files of its tree are called;
  /// empty where there is none.
  std::function<std::string(std::string_view link)> resolve{};
};

/// Links as relative addresses of files.
PageLinks links_of_file(std::string file);

/// Hands a page over to a maker. Places of the page are “file#id”.
class HtmlReading final : public MarkupHandler {
 public:
  /// `maker` and `texts` outlive it.
  HtmlReading(ReadingMaker& maker, Texts& texts, PageLinks links)
      : maker_(maker), texts_(texts), links_(std::move(links)) {}

  /// What follows is another page.
  void turn_to(PageLinks links) { links_ = std::move(links); }

  void open(const MarkupElement& element) override;
  void close(std::string_view element) override;
  void text(std::string_view text) override;

 private:
  /// What an open element has begun.
  enum class Begun {
    nothing,
    block,
    heading,
    list,
    item,
    quote,
    code,
    table,
    caption,
    row,
    cell,
    note,
    call,
    mark,
    raise,
    term,
    hidden
  };
  struct Open {
    Begun begun = Begun::nothing;
    int detail = 0;  ///< of a list, a mark, a raised sign
  };

  Open begin(const MarkupElement& element);
  Open begin_link(const MarkupElement& element);
  Open begin_note(const MarkupElement& element);
  Open begin_mark(TextMark::Kind kind, std::string target = {});
  void end(const Open& open);
  void picture(const MarkupElement& element);
  bool omit(const MarkupElement& element);
  std::string place_of(std::string_view link) const;

  ReadingMaker& maker_;
  Texts& texts_;
  PageLinks links_;
  std::vector<Open> open_;
  std::size_t hidden_ = 0;     ///< depth in an element that is left out
  std::size_t code_ = 0;       ///< depth in <pre>
  std::string lines_;          ///< of it
  std::string language_;       ///< of it
  std::string label_;          ///< of the footnote that is being called
  std::string called_;         ///< its place; empty: none is being called
  int raised_ = 0;             ///< above the line, or below it
  std::size_t head_rows_ = 0;  ///< depth in <thead>
};

/// `page` as a reading, without a heading that repeats `title`.
SourceText read_html(std::string_view page, std::string_view title, const PageLinks& links, Texts& texts);

}  // namespace pensum::importing
