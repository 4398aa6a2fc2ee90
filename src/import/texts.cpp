#include "import/texts.hpp"

#include "course/reading_parts.hpp"
#include "import/minutes.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pensum::importing {

namespace {

/// Of all texts of a source together, which have to fit a catalog; a block counts for what its tags need.
constexpr std::size_t most_bytes = std::size_t{32} << 20;
constexpr std::size_t bytes_of_a_block = 128;

struct Kind {
  std::string_view one, many, why;
};
constexpr std::array<Kind, omitted_count> kinds{{
    {"drawing", "drawings", "a text holds PNG and JPEG pictures only"},
    {"formula", "formulas", ""},
    {"video", "videos", ""},
    {"sound", "sounds", ""},
    {"script or style", "scripts and styles", ""},
    {"form field", "form fields", ""},
    {"picture outside the source", "pictures outside the source", ""},
    {"footnote that is missing", "footnotes that are missing", ""},
    {"included file that is missing", "included files that are missing", ""},
    {"paragraph", "paragraphs", "texts hold 32 MiB together"},
}};

bool is_call(const TextMark& mark) { return mark.kind == TextMark::Kind::note && !mark.target.empty(); }

std::pair<std::string, std::string> key_and_label(const std::string& call) {
  const std::size_t end = std::min(call.find('\n'), call.size());
  return {call.substr(0, end), call.substr(std::min(end + 1, call.size()))};
}

/// `note` without the number that it begins with, which is the one that calls it: “1. ”, “[1] ”.
RichText without_label(const RichText& note, std::string_view label) {
  constexpr std::string_view around = "[]().:↩ ";
  label.remove_prefix(std::min(label.find_first_not_of(around), label.size()));
  label = label.substr(0, label.find_last_not_of(around) + 1);
  const std::size_t begin = std::min(note.text.find_first_not_of("[("), note.text.size());
  if (label.empty() || !std::string_view(note.text).substr(begin).starts_with(label)) return note;
  const std::size_t end = begin + label.size();
  const std::size_t first = std::min(note.text.find_first_not_of("]).: ", end), note.text.size());
  if (first == end || first == note.text.size()) return note;
  return text_from(note, first);
}

/// The mark becomes the text that it stood for.
void put_label(RichText& text, std::size_t mark, const std::string& label) {
  const std::size_t at = text.marks[mark].first;
  text.marks.erase(text.marks.begin() + static_cast<std::ptrdiff_t>(mark));
  if (text.empty()) return;
  text.text.insert(at, label);
  for (TextMark& each : text.marks) {
    if (each.first > at || (each.first == at && each.last > at)) each.first += label.size();
    if (each.last > at) each.last += label.size();
    if (each.kind == TextMark::Kind::note) each.last = each.first;
  }
}

template <class Nodes, class Visit>
void for_each_node(Nodes& nodes, const Visit& visit) {
  for (auto& node : nodes) {
    visit(node);
    for_each_node(node.children, visit);
  }
}

bool has_section(const Reading& reading) {
  return std::ranges::any_of(reading.blocks,
                             [](const Block& block) { return block.kind == Block::Kind::section; });
}

}  // namespace

bool Texts::has_room(std::size_t bytes) {
  if (used_ + bytes + bytes_of_a_block > most_bytes) {
    leave_out(Omitted::rest);
    return false;
  }
  used_ += bytes + bytes_of_a_block;
  return true;
}

void Texts::add_note(const std::string& key, RichText&& note) {
  if (!note.empty()) notes_.try_emplace(key, std::move(note));
}

std::vector<std::string> Texts::missing_notes(const std::vector<Node>& nodes) const {
  std::vector<std::string> missing;
  for_each_node(nodes, [&](const Node& node) {
    for_each_text(node.text.reading, [&](const RichText& text) {
      for (const TextMark& mark : text.marks) {
        if (!is_call(mark)) continue;
        std::string key = key_and_label(mark.target).first;
        if (!has_note(key)) missing.push_back(std::move(key));
      }
    });
  });
  return missing;
}

void Texts::resolve(Reading& reading) {
  for (Block& block : reading.blocks) {
    for_each_text_in(block, [&](RichText& text) {
      for (std::size_t i = 0; i < text.marks.size(); ++i) {
        if (!is_call(text.marks[i])) continue;
        const auto [key, label] = key_and_label(text.marks[i].target);
        const auto found = notes_.find(key);
        if (found == notes_.end() || !has_room(found->second.text.size())) {
          leave_out(Omitted::unresolved);
          put_label(text, i--, label);
          continue;
        }
        text.marks[i].note = reading.notes.size();
        text.marks[i].target.clear();
        reading.notes.push_back(without_label(found->second, label));
      }
    });
  }
}

void Texts::resolve(std::vector<Node>& nodes) {
  for_each_node(nodes, [&](Node& node) { resolve(node.text.reading); });
}

void Texts::finish(Outline& outline, std::shared_ptr<const archive::FileTree> files) {
  if (!wanted_) return;
  resolve(outline.children);
  outline.files = std::move(files);
  for (std::size_t i = 0; i < omitted_count; ++i) {
    if (omitted_[i] == 0) continue;
    outline.left_out.push_back(
        {.what = counted(static_cast<std::int64_t>(omitted_[i]), kinds[i].one, kinds[i].many),
         .why = std::string(kinds[i].why),
         .count = omitted_[i]});
  }
}

std::string note_call(std::string_view key, std::string_view label) {
  return std::string(key) + '\n' + one_line(label);
}

void join(RichText& text, RichText more, std::string_view between) {
  if (!text.empty() && !more.empty()) text.text += between;
  for (TextMark& mark : more.marks) {
    mark.first += text.text.size();
    mark.last += text.text.size();
    text.marks.push_back(std::move(mark));
  }
  text.text += more.text;
}

void append_section(SourceText& all, std::string_view title, SourceText more, bool is_subsection) {
  using enum Block::Kind;
  std::ranges::move(more.places, std::back_inserter(all.places));
  if (more.reading.empty()) return;
  const bool has_heading = !title.empty();
  if (has_heading || is_subsection) {
    const bool stay = !has_heading && !has_section(more.reading);
    for (Block& block : more.reading.blocks) {
      if (block.kind == section && !stay) block.kind = subsection;
    }
  }
  if (has_heading) {
    all.reading.blocks.push_back(
        {.kind = is_subsection ? subsection : section, .text = RichText(one_line(title))});
  }
  append(all.reading, std::move(more.reading));
}

}  // namespace pensum::importing
