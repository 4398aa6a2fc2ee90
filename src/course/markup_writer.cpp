#include "course/markup_writer.hpp"

#include "base/utf8.hpp"
#include "course/catalog_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace pensum {

namespace {

constexpr std::size_t step = 2;

using Notes = std::vector<RichText>;

std::string_view element_of(TextMark::Kind kind) {
  constexpr std::array<std::string_view, 6> names = {"code", "pre", "em", "strong", "a", "note"};
  return names[static_cast<std::size_t>(kind)];
}

/// <pre>, of which a line feed at the beginning would be lost.
std::string code_element(std::string_view lines, std::string_view attributes = {}) {
  return fmt::format("<pre{}>{}{}</pre>", attributes, lines.starts_with('\n') ? "\n" : "",
                     xml_escaped(lines));
}

/// A text as XML, in stretches: paragraphs that may be wrapped, and lines that may not.
struct Stretch {
  std::string xml;
  bool is_code = false;
};

class TextWriter {
 public:
  TextWriter(const RichText& text, const Notes* notes) : text_(text), notes_(notes) {}

  std::vector<Stretch> write() && {
    for (const TextMark& mark : text_.marks) {
      while (!open_.empty() && open_.back()->last <= mark.first) close();
      add_words(mark.first);
      if (mark.kind == TextMark::Kind::code_lines) {
        add_lines(mark);
      } else if (mark.kind == TextMark::Kind::note) {
        written_ += "<note>";
        for (const Stretch& part : TextWriter((*notes_)[mark.note], notes_).write()) written_ += part.xml;
        written_ += "</note>";
      } else {
        written_ += mark.kind == TextMark::Kind::link
                        ? fmt::format("<a href=\"{}\">", xml_escaped(mark.target))
                        : fmt::format("<{}>", element_of(mark.kind));
        open_.push_back(&mark);
      }
    }
    while (!open_.empty()) close();
    add_words(text_.text.size());
    end_stretch();
    return std::move(stretches_);
  }

 private:
  void add_words(std::size_t last) {
    if (last > at_) written_ += xml_escaped(std::string_view(text_.text).substr(at_, last - at_));
    at_ = std::max(at_, last);
  }

  void close() {
    add_words(open_.back()->last);
    written_ += fmt::format("</{}>", element_of(open_.back()->kind));
    open_.pop_back();
  }

  void add_lines(const TextMark& mark) {
    end_stretch();
    stretches_.push_back(
        {code_element(std::string_view(text_.text).substr(mark.first, mark.last - mark.first)), true});
    at_ = mark.last;
  }

  void end_stretch() {
    const std::size_t first = written_.find_first_not_of('\n');
    if (first != std::string::npos) {
      const std::size_t last = written_.find_last_not_of('\n');
      stretches_.push_back({written_.substr(first, last + 1 - first), false});
    }
    written_.clear();
  }

  const RichText& text_;
  const Notes* notes_;
  std::size_t at_ = 0;  // in the text
  std::string written_;
  std::vector<const TextMark*> open_;
  std::vector<Stretch> stretches_;
};

std::string spaces(std::size_t count) { return std::string(count, ' '); }

std::string text_element(std::string_view name, const RichText& text, std::size_t indent,
                         std::string_view attributes, const Notes* notes) {
  const std::string start = fmt::format("{}<{}{}>", spaces(indent), name, attributes);
  std::string written = start;
  std::size_t used = count_code_points(start);
  bool first = true;
  for (const Stretch& stretch : TextWriter(text, notes).write()) {
    if (!std::exchange(first, false)) {
      written += '\n' + spaces(indent + 2 * step);
      used = indent + 2 * step;
    }
    written += stretch.is_code ? stretch.xml : xml_lines(stretch.xml, used, indent + 2 * step);
  }
  return written + fmt::format("</{}>\n", name);
}

class ReadingWriter {
 public:
  explicit ReadingWriter(const Notes& notes) : notes_(&notes) {}

  std::string blocks(const std::vector<Block>& blocks, std::size_t indent) const {
    std::string written;
    for (const Block& each : blocks) written += block(each, indent);
    return written;
  }

 private:
  std::string block(const Block& block, std::size_t indent) const {
    switch (block.kind) {
      case Block::Kind::paragraph:
        return text("p", block.text, indent);
      case Block::Kind::section:
        return text("h2", block.text, indent);
      case Block::Kind::subsection:
        return text("h3", block.text, indent);
      case Block::Kind::bullets:
        return around("ul", block, indent);
      case Block::Kind::numbers:
        return around("ol", block, indent);
      case Block::Kind::item:
        return around("li", block, indent);
      case Block::Kind::quote:
        return around("blockquote", block, indent);
      case Block::Kind::code:
        return spaces(indent) +
               code_element(block.text.text, block.language.empty()
                                                 ? std::string()
                                                 : fmt::format(" lang=\"{}\"", block.language)) +
               "\n";
      case Block::Kind::table:
        return table(block, indent);
      case Block::Kind::picture:
        return fmt::format("{}<img src=\"{}\" alt=\"{}\"/>\n", spaces(indent), xml_escaped(block.file),
                           xml_escaped(block.text.text));
    }
    return {};
  }

  std::string text(std::string_view name, const RichText& text, std::size_t indent) const {
    return text_element(name, text, indent, {}, notes_);
  }

  std::string around(std::string_view name, const Block& block, std::size_t indent) const {
    return fmt::format("{0}<{1}>\n{2}{0}</{1}>\n", spaces(indent), name, blocks(block.blocks, indent + step));
  }

  std::string table(const Block& block, std::size_t indent) const {
    std::string written = spaces(indent) + "<table>\n";
    for (const TableRow& row : block.rows) {
      written += spaces(indent + step) + "<tr>\n";
      for (const TableCell& cell : row)
        written += text(cell.is_heading ? "th" : "td", cell.text, indent + 2 * step);
      written += spaces(indent + step) + "</tr>\n";
    }
    return written + spaces(indent) + "</table>\n";
  }

  const Notes* notes_;
};

}  // namespace

std::string rich_element(std::string_view name, const RichText& text, std::size_t indent,
                         std::string_view attributes) {
  return text_element(name, text, indent, attributes, nullptr);
}

std::string write_reading(const Reading& reading, std::size_t indent) {
  return spaces(indent) + "<reading>\n" + ReadingWriter(reading.notes).blocks(reading.blocks, indent + step) +
         spaces(indent) + "</reading>\n";
}

}  // namespace pensum
