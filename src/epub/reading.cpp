// What a lesson gives to read, as a section of the day on which it is read.
#include "epub/reading.hpp"

#include "epub/rich_text.hpp"
#include "epub/running_text.hpp"
#include "language/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

namespace pensum::epub {

namespace {

/// Footnotes are numbered through a lesson, whose number keeps those of several in a file apart.
std::string note_id(const Lesson& lesson, std::size_t note) {
  return fmt::format("note.{}.{}", lesson.id, note + 1);
}

std::string call_id(const Lesson& lesson, std::size_t note) {
  return fmt::format("call.{}.{}", lesson.id, note + 1);
}

class ReadingWriter {
 public:
  ReadingWriter(const Book& book, const Lesson& lesson, pugi::xml_node section)
      : book_(book), lesson_(lesson), section_(section) {
    targets_.lesson = [&](std::string_view id) { return book_.place_of(id); };
    targets_.note = [&](pugi::xml_node parent, std::size_t note) { add_call(parent, note); };
  }

  void add_blocks(pugi::xml_node parent, std::span<const Block> blocks) {
    for (const Block& block : blocks) add_block(parent, block);
  }

  void add_notes(const std::vector<RichText>& notes) {
    for (const std::size_t note : called_) {
      pugi::xml_node aside =
          set(set(add(section_, "aside"), "epub:type", "footnote"), "role", "doc-footnote");
      set(aside, "id", note_id(lesson_, note));
      pugi::xml_node line = set(add(aside, "p"), "class", "note");
      pugi::xml_node back = add_link(line, "#" + call_id(lesson_, note), fmt::format("{}.", note + 1));
      set(back, "role", "doc-backlink");
      add_text(line, " ");
      add_rich_text(line, notes[note], targets_);
    }
  }

 private:
  void add_block(pugi::xml_node parent, const Block& block) {
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
  void add_item(pugi::xml_node item, const Block& block) {
    if (!block.blocks.empty() && block.blocks.front().kind == Block::Kind::paragraph) {
      add_rich_text(item, block.blocks.front().text, targets_);
      add_blocks(item, std::span(block.blocks).subspan(1));
    } else {
      add_blocks(item, block.blocks);
    }
  }

  void add_table(pugi::xml_node parent, const Block& block) {
    pugi::xml_node table = set(add(parent, "table"), "class", "cells");
    for (const TableRow& row : block.rows) {
      pugi::xml_node line = add(table, "tr");
      const bool heads = std::ranges::all_of(row, &TableCell::is_heading);
      for (const TableCell& cell : row) {
        pugi::xml_node node = add(line, cell.is_heading ? "th" : "td");
        if (cell.is_heading) set(node, "scope", heads ? "col" : "row");
        add_rich_text(node, cell.text, targets_);
      }
    }
  }

  void add_picture(pugi::xml_node parent, const Block& block) {
    const bool is_decoration = block.text.empty();
    pugi::xml_node around = add(parent, is_decoration ? "div" : "figure");
    if (is_decoration) set(around, "class", "decoration");
    pugi::xml_node picture = set(add(around, "img"), "src", book_.readings().pictures().at(block.file));
    set(picture, "alt", block.text.text);
    if (is_decoration) set(picture, "role", "presentation");
  }

  void add_call(pugi::xml_node parent, std::size_t note) {
    called_.push_back(note);
    pugi::xml_node call =
        add_link(add(parent, "sup"), "#" + note_id(lesson_, note), std::to_string(note + 1));
    set(set(set(call, "epub:type", "noteref"), "role", "doc-noteref"), "id", call_id(lesson_, note));
  }

  const Book& book_;
  const Lesson& lesson_;
  pugi::xml_node section_;
  Targets targets_;
  std::vector<std::size_t> called_;
};

}  // namespace

std::string reading_id(const Lesson& lesson, const Task& task) {
  return task.part > 1 ? fmt::format("lesson.{}.{}", lesson.id, task.part) : "lesson." + lesson.id;
}

void add_reading(const Book& book, pugi::xml_node parent, std::size_t day, std::size_t index) {
  const Task& task = book.plan().days[day].tasks[index];
  const Lesson& lesson = book.catalog().lessons[task.lesson];
  pugi::xml_node section = set(add(parent, "section"), "class", "reading");
  set(section, "id", reading_id(lesson, task));
  pugi::xml_node heading = add(section, "h2");
  book.add_number(heading, book.language().lesson(lesson.id));
  add_text(heading, " ");
  set_isolated(lesson.url.empty() ? add(heading, "span") : add_link(heading, lesson.url), lesson.title);
  if (task.parts > 1) {
    add_text(heading, " ");
    pugi::xml_node part = set(add(heading, "span", dot), "class", "part");
    add_text(book.own_words_in(part), book.say(word::part_of{.part = task.part, .parts = task.parts}));
  }
  ReadingWriter writer(book, lesson, section);
  writer.add_blocks(section, book.readings().blocks(day, index));
  writer.add_notes(book.readings().notes(task.lesson));
}

std::string reading_page(const Book& book, std::size_t day, std::size_t task) {
  const Lesson& lesson = book.catalog().lessons[book.plan().days[day].tasks[task].lesson];
  Xhtml file = book.titled_file(lesson.title);
  pugi::xml_node body = file.typed_body();
  pugi::xml_node ways = book.in_own_words(set(add(body, "p"), "class", "ways"));
  const std::string date = book.dates().date(book.plan().days[day].date);
  book.add_date(add_link(ways, book.day_file(day)), date);
  add_reading(book, body, day, task);
  return file.bytes();
}

}  // namespace pensum::epub
