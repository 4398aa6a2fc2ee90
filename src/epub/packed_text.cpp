#include "epub/packed_text.hpp"

#include "epub/marks.hpp"
#include "epub/rich_text.hpp"
#include "epub/running_text.hpp"
#include "epub/xhtml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <span>
#include <utility>

namespace pensum::epub {

namespace {

/// Footnotes are numbered through a lesson, whose number keeps those of several in a file apart.
std::string note_id(std::string_view lesson, std::size_t note) {
  return fmt::format("note.{}.{}", lesson, note + 1);
}

std::string call_id(std::string_view lesson, std::size_t note) {
  return fmt::format("call.{}.{}", lesson, note + 1);
}

/// The root of its document is where the text will stand.
class TextWriter {
 public:
  explicit TextWriter(std::string_view lesson) : lesson_(lesson) {
    targets_.lesson = [&](Element parent, std::string_view id) {
      add_splice(parent, {.kind = Splice::Kind::begin_link, .target = std::string(id)});
    };
    targets_.end_lesson = [&](Element parent) { add_splice(parent, {.kind = Splice::Kind::end_link}); };
    targets_.note = [&](Element parent, std::size_t note) { add_call(parent, note); };
  }

  void write(std::span<const Block> blocks, const std::vector<RichText>& notes) {
    add_blocks(writer_.document(), blocks);
    add_notes(notes);
  }

  std::string bytes() { return writer_.bytes(); }
  std::vector<Splice>& splices() { return splices_; }

 private:
  void add_blocks(Element parent, std::span<const Block> blocks) {
    for (const Block& block : blocks) add_block(parent, block);
  }

  void add_notes(const std::vector<RichText>& notes) {
    for (const std::size_t note : called_) {
      Element aside =
          set(set(add(writer_.document(), "aside"), "epub:type", "footnote"), "role", "doc-footnote");
      set(aside, "id", note_id(lesson_, note));
      Element line = set(add(aside, "p"), "class", "note");
      Element back = add_link(line, fmt::format("#{}", call_id(lesson_, note)), fmt::format("{}.", note + 1));
      set(back, "role", "doc-backlink");
      add_text(line, " ");
      add_rich_text(line, notes[note], targets_);
    }
  }

  void add_block(Element parent, const Block& block) {
    switch (block.kind) {
      case Block::Kind::paragraph:
        return add_rich_text(add(parent, "p"), block.text, targets_);
      case Block::Kind::section:
        return add_rich_text(add(parent, "h3"), block.text, targets_);
      case Block::Kind::subsection:
        return add_rich_text(add(parent, "h4"), block.text, targets_);
      case Block::Kind::bullets:
        return add_blocks(add(parent, "ul"), block.blocks);
      case Block::Kind::numbers:
        return add_blocks(add(parent, "ol"), block.blocks);
      case Block::Kind::item:
        return add_item(add(parent, "li"), block);
      case Block::Kind::quote:
        return add_blocks(add(parent, "blockquote"), block.blocks);
      case Block::Kind::code:
        return add_code_lines(parent, block.text.text, block.language);
      case Block::Kind::table:
        return add_table(parent, block);
      case Block::Kind::picture:
        return add_picture(parent, block);
    }
  }

  /// A single paragraph is the item's own text.
  void add_item(Element item, const Block& block) {
    if (!block.blocks.empty() && block.blocks.front().kind == Block::Kind::paragraph) {
      add_rich_text(item, block.blocks.front().text, targets_);
      add_blocks(item, std::span(block.blocks).subspan(1));
    } else {
      add_blocks(item, block.blocks);
    }
  }

  void add_table(Element parent, const Block& block) {
    Element table = set(add(parent, "table"), "class", "cells");
    for (const TableRow& row : block.rows) {
      Element line = add(table, "tr");
      const std::string_view scope = std::ranges::all_of(row, &TableCell::is_heading) ? "col" : "row";
      for (const TableCell& cell : row) {
        Element node = add(line, cell.is_heading ? "th" : "td");
        if (cell.is_heading) set(node, "scope", scope);
        add_rich_text(node, cell.text, targets_);
      }
    }
  }

  void add_picture(Element parent, const Block& block) {
    const bool is_decoration = block.text.empty();
    Element around = add(parent, is_decoration ? "div" : "figure");
    if (is_decoration) set(around, "class", "decoration");
    add_splice(around, {.kind = Splice::Kind::picture, .target = block.file, .words = block.text.text});
  }

  void add_call(Element parent, std::size_t note) {
    called_.push_back(note);
    Element call =
        add_link(add(parent, "sup"), fmt::format("#{}", note_id(lesson_, note)), std::to_string(note + 1));
    set(set(set(call, "epub:type", "noteref"), "role", "doc-noteref"), "id", call_id(lesson_, note));
  }

  void add_splice(Element parent, Splice splice) {
    add_instruction(parent, splice_mark, std::to_string(splices_.size()));
    splices_.push_back(std::move(splice));
  }

  std::string_view lesson_;
  xml::Writer writer_;
  Targets targets_;
  std::vector<std::size_t> called_;
  std::vector<Splice> splices_;
};

/// Between links there may be few words.
constexpr std::size_t fewest_packed = 256;

PackedPiece packed(std::string_view bytes, Deflater& deflater) {
  std::optional<std::string> unended = deflater.unended(bytes);
  if (!unended) throw std::bad_alloc();
  return {.unended = *std::move(unended), .size = bytes.size(), .checksum = crc32(bytes)};
}

}  // namespace

PackedText pack_text(std::string_view lesson, const Reading& reading, ReadingPart part, Deflater& deflater) {
  const std::span<const Block> blocks = std::span(reading.blocks).subspan(part.first, part.last - part.first);
  TextWriter writer(lesson);
  writer.write(blocks, reading.notes);
  PackedText text{.parts = {}, .text_bytes = text_bytes(blocks)};
  cut_at_marks(
      writer.bytes(), splice_mark,
      [&](std::string_view bytes) {
        if (bytes.size() >= fewest_packed) {
          text.parts.emplace_back(packed(bytes, deflater));
        } else if (!bytes.empty()) {
          text.parts.emplace_back(Splice{.kind = Splice::Kind::as_it_is, .words = std::string(bytes)});
        }
      },
      [&](std::string_view splice) {
        text.parts.emplace_back(std::move(writer.splices()[take_number(splice)]));
      });
  return text;
}

}  // namespace pensum::epub
