#include "import/short_text.hpp"

#include "base/utf8.hpp"
#include "course/draft.hpp"
#include "import/html_reading.hpp"
#include "import/markdown_reading.hpp"
#include "import/plain_text.hpp"

#include <algorithm>
#include <utility>

namespace pensum::importing {

namespace {

/// Behind what the next block goes on as another item.
bool ends_with_word(std::string_view text) {
  const auto last = static_cast<unsigned char>(text.empty() ? ' ' : text.back());
  return last >= 0x80 || (last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') ||
         (last >= 'a' && last <= 'z') || last == ')';
}

void add_code(TextBuilder& all, std::string_view code) {
  // A longer one is too long for the element that it would be.
  if (code.size() > CatalogLimits().title_bytes) return all.add(code);
  const std::size_t mark = all.begin({.kind = TextMark::Kind::code});
  all.add(code);
  all.end(mark);
}

std::vector<std::string_view> lines_of(std::string_view code) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= code.size();) {
    const std::size_t end = std::min(code.find('\n', at), code.size());
    lines.push_back(code.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

/// Without the white space that all lines begin with.
void unindent(std::vector<std::string_view>& lines) {
  std::string_view common = lines.front().substr(0, lines.front().find_first_not_of(" \t"));
  for (const std::string_view line : lines) {
    if (is_blank(line)) continue;
    const auto same = std::ranges::mismatch(common, line).in1;
    common = common.substr(0, static_cast<std::size_t>(same - common.begin()));
  }
  for (std::string_view& line : lines) line.remove_prefix(std::min(common.size(), line.size()));
}

bool fit(const std::vector<std::string_view>& lines) {
  constexpr CatalogLimits limits;
  return lines.size() <= limits.code_lines && std::ranges::all_of(lines, [](std::string_view line) {
           return count_code_points(line) <= limits.code_line;
         });
}

/// Puts blocks together.
class Shortening {
 public:
  explicit Shortening(CodeLines lines) : lines_(lines) {}

  void add(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      if (block.kind == Block::Kind::picture) continue;
      if (block.kind == Block::Kind::code) {
        add_lines(block.text.text);
      } else {
        add(block.text);
      }
      add(block.blocks);
      for (const TableRow& row : block.rows) {
        for (const TableCell& cell : row) add(cell.text);
      }
    }
  }

  RichText finish() && { return std::move(text_).finish(); }

 private:
  void add(const RichText& text) {
    if (text.empty()) return;
    if (is_behind_word_) text_.add(";");
    text_.add(" ");
    add_text(text_, text);
    is_behind_word_ = ends_with_word(text.text);
  }

  void add_lines(std::string_view code) {
    is_behind_word_ = false;
    std::vector<std::string_view> lines = lines_of(code);
    if (lines.size() > CatalogLimits().code_lines) std::erase_if(lines, is_blank);
    if (lines.empty()) return;
    unindent(lines);
    if (lines_ == CodeLines::kept && fit(lines)) {
      std::string kept;
      for (const std::string_view line : lines) kept.append(kept.empty() ? "" : "\n").append(line);
      return text_.add_lines(kept);
    }
    for (const std::string_view line : lines) {
      text_.add(" ");
      add_code(text_, line);
    }
  }

  CodeLines lines_;
  TextBuilder text_;
  bool is_behind_word_ = false;
};

std::string nowhere_to(std::string_view) { return {}; }

/// A part of a page as a short text: headings are paragraphs, and of a formula there are at least its signs.
class ShortPage final : public MarkupHandler {
 public:
  void open(const MarkupElement& element) override {
    const std::string_view name = element.name;
    if (name == "img" || name == "image") ++pictures;
    const bool is_heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    const bool is_formula = name == "math" && element["alttext"].empty();
    reading_.open({is_heading ? "p" : is_formula ? "span" : name, element.attributes});
  }
  void close(std::string_view element) override { reading_.close(element); }
  void text(std::string_view text) override { reading_.text(plain_spaces(text)); }

  RichText take(CodeLines lines) { return short_text(maker_.take({}).reading.blocks, lines); }

  std::int64_t pictures = 0;

 private:
  Texts texts_{true};
  ReadingMaker maker_{texts_};
  HtmlReading reading_{maker_, texts_, {.file = {}, .resolve = nowhere_to}};
};

}  // namespace

void add_text(TextBuilder& all, const RichText& text) {
  const std::string_view words = text.text;
  std::size_t at = 0;
  for (const TextMark& mark : text.marks) {
    const std::string_view marked = words.substr(mark.first, mark.last - mark.first);
    const bool is_lines = mark.kind == TextMark::Kind::code_lines;
    if (marked.empty() || (mark.kind != TextMark::Kind::code && !is_lines)) continue;
    all.add(words.substr(at, mark.first - at));
    is_lines ? all.add_lines(std::string(marked)) : add_code(all, marked);
    at = mark.last;
  }
  all.add(words.substr(at));
}

RichText joined(const std::vector<RichText>& parts, std::string_view between) {
  TextBuilder all;
  for (const RichText& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all.add(between);
    add_text(all, part);
  }
  return std::move(all).finish();
}

void add_to_summary(RichText& summary, const RichText& addition) {
  const std::string_view before = summary.text;
  const bool announced = before.ends_with(':') || before.ends_with("：");
  const bool ended = before.ends_with('.') || before.ends_with('!') || before.ends_with('?') ||
                     before.ends_with(';') || before.ends_with("。");
  summary = joined({summary, addition}, announced || ended ? " " : "; ");
}

RichText text_from(const RichText& text, std::size_t first) {
  first = std::min(text.text.find_first_not_of(" \n", first), text.text.size());
  RichText rest(text.text.substr(first));
  for (const TextMark& mark : text.marks) {
    if (mark.last <= first) continue;
    TextMark& moved = rest.marks.emplace_back(mark);
    moved.first = std::max(mark.first, first) - first;
    moved.last -= first;
  }
  return rest;
}

RichText short_text(const std::vector<Block>& blocks, CodeLines lines) {
  Shortening shortening(lines);
  shortening.add(blocks);
  return std::move(shortening).finish();
}

RichText short_text_of_html(std::string_view fragment, CodeLines lines, std::int64_t* pictures) {
  ShortPage page;
  if (!walk_fragment(fragment, page)) return one_line(fragment);
  if (pictures != nullptr) *pictures += page.pictures;
  return page.take(lines);
}

RichText short_text_of_xml(pugi::xml_node element, CodeLines lines) {
  ShortPage page;
  walk_below(element, page);
  return page.take(lines);
}

RichText short_text_of_markdown(std::string_view text, CodeLines lines) {
  Texts texts(true);
  const MarkdownPage page{.file = {}, .resolve = nowhere_to};
  return short_text(read_markdown_text(plain_spaces(text), {}, page, texts).reading.blocks, lines);
}

RichText text_with_backticks(std::string_view written) {
  const std::string spaced = plain_spaces(written);
  const std::string_view text = spaced;
  TextBuilder all;
  std::size_t at = 0;
  for (std::size_t tick = text.find('`'); tick < text.size(); tick = text.find('`', tick)) {
    const std::size_t behind = std::min(text.find_first_not_of('`', tick), text.size());
    const std::string_view fence = text.substr(tick, behind - tick);
    std::size_t end = text.find(fence, behind);
    while (end < text.size() && end + fence.size() < text.size() && text[end + fence.size()] == '`')
      end = text.find(fence, text.find_first_not_of('`', end));
    const bool is_closed = end < text.size();
    if (is_closed && !is_blank(text.substr(behind, end - behind))) {
      all.add(text.substr(at, tick - at));
      add_code(all, text.substr(behind, end - behind));
      at = end + fence.size();
    }
    tick = is_closed ? end + fence.size() : behind;
  }
  all.add(text.substr(at));
  return std::move(all).finish();
}

}  // namespace pensum::importing
