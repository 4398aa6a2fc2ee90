#include "xml/writer.hpp"

#include "base/eight_bytes.hpp"
#include "base/gap_marks.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace pensum::xml {
namespace {

constexpr std::size_t first_room = 5120;

constexpr std::string_view html_in_english = R"(<span lang="en" dir="ltr">)";
constexpr std::string_view xhtml_in_english = R"(<span lang="en" xml:lang="en" dir="ltr">)";

/// A character as it is written where it is not itself, in a text or in an attribute. In a text quotation
/// marks, tabs and line ends are themselves, in an attribute “>”.
constexpr std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

constexpr std::array<bool, 256> plain_characters = [] {
  std::array<bool, 256> made{};
  for (int c = ' '; c < 256; ++c) made[static_cast<std::size_t>(c)] = reference(static_cast<char>(c)).empty();
  return made;
}();
bool is_plain(char c) { return plain_characters[static_cast<unsigned char>(c)]; }

bool are_plain(std::uint64_t bytes) {
  using eight_bytes::is;
  // “<” and “>” differ in one bit.
  return (eight_bytes::below(bytes, ' ') | is(bytes, '"') | is(bytes, '&') |
          is(bytes | (eight_bytes::each * 2), '>')) == 0;
}

/// Sixteen bytes, which processors look at as at one.
using Sixteen = signed char __attribute__((vector_size(16)));

/// Whether these are below U+0080, too: what is not is negative.
bool are_plain_ascii(const char* bytes) {
  Sixteen all;
  std::memcpy(&all, bytes, sizeof all);
  const auto others = (all < ' ') | (all == '"') | (all == '&') | ((all | 2) == '>');
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &others, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

/// Whether a text is of characters below U+0080 that are themselves everywhere: then it has no marks either.
bool is_plain(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (text.size() >= 16) {
    for (; end - at > 16; at += 16) {
      if (!are_plain_ascii(at)) return false;
    }
    return are_plain_ascii(end - 16);
  }
  if (text.size() >= 8) {
    const std::uint64_t first = eight_bytes::at(at);
    const std::uint64_t last = eight_bytes::at(end - 8);
    return eight_bytes::are_ascii(first | last) && are_plain(first) && are_plain(last);
  }
  for (; at < end; ++at) {
    if (!is_plain(*at) || static_cast<unsigned char>(*at) >= 0x80) return false;
  }
  return true;
}

/// How many characters at its beginning are themselves, whether in a text or in an attribute.
std::size_t plain_length(std::string_view text) {
  std::size_t at = 0;
  if (text.size() >= 8) {
    while (at + 8 <= text.size() && are_plain(eight_bytes::at(text.data() + at))) at += 8;
    if (at + 8 > text.size() && are_plain(eight_bytes::at(text.data() + text.size() - 8))) return text.size();
  }
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

std::string escaped(std::string_view text, bool in_attribute) {
  std::string made;
  for (const char c : text) {
    const bool itself = is_plain(c) || (in_attribute ? c == '>' : c == '"' || c == '\t' || c == '\n');
    if (itself) {
      made += c;
    } else if (const std::string_view name = reference(c); !name.empty()) {
      made += name;
    } else {
      made += "&#";
      made += static_cast<char>('0' + c / 10);
      made += static_cast<char>('0' + c % 10);
      made += ';';
    }
  }
  return made;
}

/// The first and the last `part` bytes, which may be in both.
template <std::size_t part>
inline void copy_ends(char* to, const char* from, std::size_t size) {
  std::array<char, part> end;
  std::memcpy(end.data(), from + size - part, part);
  std::memcpy(to, from, part);
  std::memcpy(to + size - part, end.data(), part);
}

/// Most parts are short: a call takes longer than to copy them.
inline char* copy(char* to, std::string_view bytes) {
  const char* const from = bytes.data();
  const std::size_t size = bytes.size();
  if (size > 32) {
    std::memcpy(to, from, size);
  } else if (size > 16) {
    copy_ends<16>(to, from, size);
  } else if (size >= 8) {
    copy_ends<8>(to, from, size);
  } else if (size >= 4) {
    copy_ends<4>(to, from, size);
  } else if (size > 0) {
    to[0] = from[0];
    to[size / 2] = from[size / 2];
    to[size - 1] = from[size - 1];
  }
  return to + size;
}

}  // namespace

/// Room for so many bytes, which the caller writes.
inline char* Writer::more(std::size_t bytes) {
  if (bytes_.size() - size_ < bytes) {
    const std::size_t room = std::max({first_room, bytes_.size() * 2, size_ + bytes});
    bytes_.resize_and_overwrite(room, [](char*, std::size_t size) { return size; });
  }
  char* const room = bytes_.data() + size_;
  size_ += bytes;
  return room;
}

inline void Writer::write(std::string_view part) { copy(more(part.size()), part); }

inline void Writer::write_escaped(std::string_view text) {
  const std::size_t plain = plain_length(text);
  write(text.substr(0, plain));
  if (plain < text.size()) write(escaped(text.substr(plain), false));
}

/// An element that has ended would be written into another one, which no reader of the file could notice.
inline void Writer::check(const Element& element) const {
  if (element.depth_ >= open_.size() || open_[element.depth_].number != element.number_) [[unlikely]]
    std::abort();
}

/// Ends the elements in `element`, so that it is the innermost.
inline void Writer::go_to(const Element& element) {
  check(element);
  while (open_.size() > element.depth_ + 1) end_innermost();
}

void Writer::end_innermost() {
  if (in_start_tag_) {
    copy(more(2), "/>");
    in_start_tag_ = false;
  } else {
    const std::string_view name = open_.back().name;
    *copy(copy(more(name.size() + 3), "</"), name) = '>';
  }
  open_.pop_back();
}

inline void Writer::begin_content() {
  if (!in_start_tag_) return;
  *more(1) = '>';
  in_start_tag_ = false;
}

void Writer::begin_with(std::string_view bytes) { write(bytes); }

std::string Writer::bytes() {
  go_to(document());
  bytes_.resize(std::exchange(size_, 0));
  return std::move(bytes_);
}

void Writer::write_text(std::string_view text) {
  if (is_plain(text) && !english_) return write(text);
  if (gaps_ == Gaps::keep || (!english_ && !has_gap_marks(text))) return write_escaped(text);
  if (gaps_ == Gaps::drop || open_.back().name == "title") return write_escaped(without_gap_marks(text));
  MarkedText marked(text, english_);
  for (MarkedPart part = marked.next(); !part.text.empty(); part = marked.next()) {
    if (part.english) write(gaps_ == Gaps::xhtml ? xhtml_in_english : html_in_english);
    write_escaped(part.text);
    if (part.english) write("</span>");
  }
}

Element add(Element parent, std::string_view name, std::string_view text) {
  Writer& writer = *parent.writer_;
  writer.go_to(parent);
  writer.begin_content();
  char* const begin = writer.more(name.size() + 1);
  *begin = '<';
  copy(begin + 1, name);
  const auto depth = static_cast<std::uint32_t>(writer.open_.size());
  writer.open_.push_back({name, writer.size_, ++writer.elements_});
  writer.in_start_tag_ = true;
  if (!text.empty()) {
    writer.begin_content();
    writer.write_text(text);
  }
  return {&writer, depth, writer.elements_};
}

void add_text(Element parent, std::string_view text) {
  Writer& writer = *parent.writer_;
  writer.go_to(parent);
  writer.begin_content();
  writer.write_text(text);
}

void add_written(Element parent, std::string_view xml) {
  Writer& writer = *parent.writer_;
  writer.go_to(parent);
  writer.begin_content();
  writer.write(xml);
}

void add_instruction(Element parent, std::string_view name, std::string_view value) {
  Writer& writer = *parent.writer_;
  writer.go_to(parent);
  writer.begin_content();
  char* const begin = writer.more(name.size() + value.size() + 5);
  copy(copy(copy(copy(copy(begin, "<?"), name), " "), value), "?>");
}

/// `value` is as it is written.
inline void Writer::write_attribute(const Element& element, std::string_view name, std::string_view value) {
  const std::size_t bytes = name.size() + value.size() + 4;
  const std::size_t at = open_[element.depth_].attributes_end;
  more(bytes);
  char* const begin = bytes_.data() + at;
  if (const std::size_t content = size_ - bytes - at; content > 0)
    std::memmove(begin + bytes, begin, content);
  *begin = ' ';
  *copy(copy(copy(begin + 1, name), "=\""), value) = '"';
  for (std::size_t depth = element.depth_; depth < open_.size(); ++depth)
    open_[depth].attributes_end += bytes;
}

Element set(Element element, std::string_view name, Literal value) {
  element.writer_->check(element);
  element.writer_->write_attribute(element, name, value.text_);
  return element;
}

Element set_value(Element element, std::string_view name, std::string_view value) {
  Writer& writer = *element.writer_;
  writer.check(element);
  std::string made;
  if (!is_plain(value)) {
    const bool has_marks = writer.gaps_ != Gaps::keep && has_gap_marks(value);
    if (has_marks || plain_length(value) < value.size())
      value = made = escaped(has_marks ? without_gap_marks(value) : value, true);
  }
  writer.write_attribute(element, name, value);
  return element;
}

}  // namespace pensum::xml
