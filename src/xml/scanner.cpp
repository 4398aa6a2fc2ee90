#include "xml/scanner.hpp"

#include "base/eight_bytes.hpp"
#include "base/utf8.hpp"
#include "base/white_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <map>

namespace pensum::xml {
namespace {

constexpr std::string_view spaces = " \t\r\n";

/// What bytes are in names.
enum class InName : std::uint8_t { no, later, first };
constexpr auto in_name = [] {
  std::array<InName, 256> made{};
  for (unsigned c = 0; c < made.size(); ++c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
    const bool later = (c >= '0' && c <= '9') || c == '-' || c == '.';
    made[c] = letter || c == '_' || c == ':' ? InName::first : later ? InName::later : InName::no;
  }
  return made;
}();

bool starts_name(char c) { return in_name[static_cast<unsigned char>(c)] == InName::first; }
bool continues_name(char c) { return in_name[static_cast<unsigned char>(c)] != InName::no; }

/// The highest bit of each of eight bytes that is not ASCII, or is a control character. Above the first of
/// them there may be more.
std::uint64_t odd_among(const char* bytes) {
  const std::uint64_t eight = eight_bytes::at(bytes);
  return (eight | (eight - eight_bytes::each * 0x20)) & eight_bytes::high;
}

/// Where in `bytes`, from `at` on, there may be a byte that is not ASCII, or a control character: none is
/// before.
std::size_t skip_plain(std::string_view bytes, std::size_t at) {
  const char* const first = bytes.data();
  while (at + 32 <= bytes.size() && (odd_among(first + at) | odd_among(first + at + 8) |
                                     odd_among(first + at + 16) | odd_among(first + at + 24)) == 0) {
    at += 32;
  }
  for (; at + 8 <= bytes.size(); at += 8) {
    const std::uint64_t odd = odd_among(first + at);
    if (odd == 0) continue;
    if constexpr (std::endian::native == std::endian::little)
      at += static_cast<unsigned>(std::countr_zero(odd)) / 8;
    break;
  }
  return at;
}

/// Characters that XML 1.0 allows (production 2).
bool is_allowed(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

class Scanner {
 public:
  Scanner(std::string_view bytes, const Limits& limits, const Lines& lines)
      : bytes_(bytes), limits_(limits), lines_(lines) {}

  std::vector<Finding> scan() {
    skip_declaration();
    check_characters();
    while (at_ < bytes_.size() && !stopped_ && findings_.size() < most_diagnostics) step();
    if (!stopped_ && findings_.size() < most_diagnostics) finish();
    return std::move(findings_);
  }

 private:
  struct Open {
    std::size_t offset;  ///< of "<"
    std::string_view name;
  };

  struct Forbidden {
    std::size_t offset;  ///< of the first one
    std::size_t count;
  };

  void found(std::size_t offset, std::string message, std::string hint) {
    if (findings_.size() < most_diagnostics)
      findings_.push_back({offset, std::move(message), std::move(hint)});
  }
  /// For damage after which nothing can be made out.
  void stop(std::size_t offset, std::string message, std::string hint) {
    found(offset, std::move(message), std::move(hint));
    stopped_ = true;
  }

  bool looking_at(std::string_view text) const { return bytes_.substr(at_, text.size()) == text; }
  void skip_spaces() {
    while (at_ < bytes_.size() && is_white_space(bytes_[at_])) ++at_;
  }
  std::string_view take_name() {
    const std::size_t first = at_;
    if (at_ < bytes_.size() && starts_name(bytes_[at_])) {
      while (at_ < bytes_.size() && continues_name(bytes_[at_])) ++at_;
    }
    return bytes_.substr(first, at_ - first);
  }

  void check_characters() {
    for (std::size_t i = 0; i < bytes_.size() && findings_.size() < most_diagnostics;) {
      const auto byte = static_cast<unsigned char>(bytes_[i]);
      if (byte == '\n') {
        ++i;
        continue;
      }
      if (byte >= 0x20 && byte < 0x80) {
        i = skip_plain(bytes_, i + 1);
        continue;
      }
      const CodePoint point = decode(bytes_, i);
      if (!point.valid) {
        if (invalid_++ == 0) first_invalid_ = i;
      } else if (!is_allowed(point.value)) {
        const auto forbidden = static_cast<std::uint32_t>(point.value);
        const auto [first, fresh] = forbidden_.try_emplace(forbidden, Forbidden{.offset = i, .count = 0});
        ++first->second.count;
      }
      i += point.length;
    }
    for (const auto& [value, at] : forbidden_) {
      std::string hint = "delete it";
      if (at.count > 1) hint += fmt::format("; the file contains it {} times", at.count);
      found(at.offset, fmt::format("the character U+{:04X} is not allowed in XML", value), std::move(hint));
    }
    // One is enough: where one byte is wrong, many are, and for one reason.
    if (invalid_ == 0 || other_encoding_) return;
    const auto byte = static_cast<unsigned char>(bytes_[first_invalid_]);
    std::string hint = "save the file as UTF-8";
    if (invalid_ > 1)
      hint += fmt::format(" ({} more {})", invalid_ - 1, invalid_ == 2 ? "byte is not" : "bytes are not");
    found(first_invalid_, fmt::format("the byte \\x{:02X} is not UTF-8", byte), std::move(hint));
  }

  void skip_declaration() {
    if (!looking_at("<?xml") || at_ + 5 >= bytes_.size() || !is_white_space(bytes_[at_ + 5])) return;
    const std::size_t end = bytes_.find("?>", at_);
    if (end == std::string_view::npos) {
      stop(at_, "the XML declaration does not end", "end it with ?>");
      return;
    }
    const std::string_view declaration = bytes_.substr(at_, end - at_);
    const std::size_t encoding = declaration.find("encoding");
    if (encoding != std::string_view::npos) check_encoding(declaration, encoding);
    at_ = end + 2;
  }

  void check_encoding(std::string_view declaration, std::size_t at) {
    const std::size_t open = declaration.find_first_of("\"'", at);
    if (open == std::string_view::npos) return;
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return;
    std::string name(declaration.substr(open + 1, close - open - 1));
    std::string upper = name;
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    if (upper != "UTF-8" && upper != "US-ASCII") {
      other_encoding_ = true;
      found(open + 1, fmt::format("the file declares the encoding {}", shown(name)),
            "save it as UTF-8 and write encoding=\"UTF-8\"");
    }
  }

  void step() {
    const char next = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
    if (bytes_[at_] != '<') {
      text();
    } else if (starts_name(next)) {
      start_tag();
    } else if (next == '/') {
      end_tag();
    } else if (looking_at("<!--")) {
      skip_until("-->", 4, "a comment does not end", "end it with -->");
    } else if (looking_at("<![CDATA[")) {
      if (open_.empty()) outside(at_);
      skip_until("]]>", 9, "a CDATA section does not end", "end it with ]]>");
    } else if (next == '!') {
      doctype();
    } else if (next == '?') {
      if (!limits_.foreign) found(at_, "a processing instruction is not allowed", "delete it");
      skip_until("?>", 2, "a processing instruction does not end", "delete it");
    } else {
      found(at_, "a bare “<”", "write &lt; for the character itself");
      ++at_;
    }
  }

  void skip_until(std::string_view end, std::size_t prefix, std::string message, std::string hint) {
    const std::size_t found_at = bytes_.find(end, at_ + prefix);
    if (found_at == std::string_view::npos) {
      stop(at_, std::move(message), std::move(hint));
    } else {
      at_ = found_at + end.size();
    }
  }

  void text() {
    const std::size_t end = std::min(bytes_.find('<', at_), bytes_.size());
    if (open_.empty()) {
      const std::size_t first = bytes_.find_first_not_of(spaces, at_);
      if (first < end && at_ == 0) return not_xml(first);
      if (first < end) outside(first);
    } else {
      references(at_, end);
    }
    at_ = end;
  }

  /// The beginning of the text at `offset`.
  std::string text_at(std::size_t offset) const {
    const std::size_t end = std::min(bytes_.find_first_of("<\r\n", offset), bytes_.size());
    return shown(bytes_.substr(offset, end - offset), 30);
  }

  void outside(std::size_t offset) {
    found(
        offset,
        fmt::format("text {} the document’s element: “{}”", seen_root_ ? "after" : "before", text_at(offset)),
        "delete it");
  }

  /// Text at the very beginning: whatever this is, its tags are not looked at.
  void not_xml(std::size_t offset) {
    stop(offset, fmt::format("the file is not XML: it begins with “{}”", text_at(offset)),
         "an XML file begins with “<”: name another file, or delete what is before it");
  }

  void doctype() {
    const std::size_t end = bytes_.find_first_of("[>", at_);
    const bool declares_nothing =
        open_.empty() && looking_at("<!DOCTYPE") && end != std::string_view::npos && bytes_[end] == '>';
    if (limits_.foreign && declares_nothing) {
      at_ = end + 1;
      return;
    }
    found(at_, "a DOCTYPE or other declaration is not allowed",
          "delete it; the format has no entities of its own");
    std::size_t depth = 0;  // of an internal subset, which holds ">" of its own
    for (; at_ < bytes_.size(); ++at_) {
      if (bytes_[at_] == '[') ++depth;
      if (bytes_[at_] == ']' && depth > 0) --depth;
      if (bytes_[at_] == '>' && depth == 0) {
        ++at_;
        return;
      }
    }
    stopped_ = true;
  }

  /// Entity and character references in [first, last).
  void references(std::size_t first, std::size_t last) {
    // Most stretches have none: the next one of the file is looked for once, not in each of them.
    if (reference_ < first) reference_ = std::min(bytes_.find('&', first), bytes_.size());
    for (; reference_ < last; reference_ = std::min(bytes_.find('&', reference_ + 1), bytes_.size())) {
      const std::size_t i = reference_;
      std::size_t end = i + 1;
      while (end < last && (continues_name(bytes_[end]) || bytes_[end] == '#')) ++end;
      const std::string_view name = bytes_.substr(i + 1, end - i - 1);
      if (name.empty() || end >= last || bytes_[end] != ';') {
        found(i, "a bare “&”", "write &amp; for the character itself");
      } else if (name[0] == '#') {
        character_reference(i, name.substr(1));
      } else if (limits_.foreign) {
        continue;  // a name only, which nothing is put in for
      } else if (name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "apos") {
        found(i, fmt::format("the entity “&{};” is not known", shown(name)),
              name == "nbsp" ? "write the character itself, or &#160;"
                             : "write the character itself, or its number: &#8230;");
      }
    }
  }

  void character_reference(std::size_t offset, std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x');
    const std::string_view number = hexadecimal ? digits.substr(1) : digits;
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), value, hexadecimal ? 16 : 10);
    if (error != std::errc{} || end != number.data() + number.size() || !is_allowed(value)) {
      found(offset, fmt::format("“&#{};” is not a character that XML allows", shown(digits)),
            "write the character itself");
    }
  }

  void start_tag() {
    const std::size_t offset = at_++;
    const std::string_view name = take_name();
    if (open_.empty() && seen_root_) {
      found(offset, fmt::format("a second element, <{}>, after the document’s element", shown(name)),
            "a document has one element that contains all others");
    }
    seen_root_ = true;
    if (++elements_ > limits_.elements) {
      stop(offset, fmt::format("more than {} elements", limits_.elements), "split it into smaller files");
      return;
    }
    if (!attributes(offset, name)) return;
    const bool empty = bytes_[at_] == '/';
    at_ += empty ? 2 : 1;
    if (empty) return;
    if (open_.size() == limits_.depth) {
      stop(offset, fmt::format("elements are nested more than {} deep", limits_.depth),
           "the format needs far less");
      return;
    }
    open_.push_back({offset, name});
  }

  /// The attributes of a start tag up to its ">" or "/>"; false if the tag does not end.
  bool attributes(std::size_t tag, std::string_view element) {
    names_.clear();
    while (true) {
      const std::size_t before = at_;
      skip_spaces();
      if (at_ == bytes_.size() || bytes_[at_] == '<') {
        stop(tag, fmt::format("the tag <{}> does not end", shown(element)), "end it with >");
        return false;
      }
      if (bytes_[at_] == '>' || looking_at("/>")) return true;
      const std::size_t offset = at_;
      const std::string_view name = take_name();
      if (name.empty()) {
        stop(at_, fmt::format("“{}” in the tag <{}>", shown(bytes_.substr(at_, 1)), shown(element)),
             "attributes look like name=\"value\"");
        return false;
      }
      if (before == offset)
        found(offset, fmt::format("no space before the attribute {}", shown(name)), "add one");
      if (names_.size() == limits_.attributes) {
        stop(offset, fmt::format("<{}> has more than {} attributes", shown(element), limits_.attributes),
             "no element needs as many");
        return false;
      }
      if (std::ranges::find(names_, name) != names_.end()) {
        found(offset, fmt::format("the attribute {} appears twice in <{}>", shown(name), shown(element)),
              "keep one of them");
      }
      names_.push_back(name);
      if (!attribute_value(tag, element, name)) return false;
    }
  }

  bool attribute_value(std::size_t tag, std::string_view element, std::string_view name) {
    skip_spaces();
    if (at_ == bytes_.size() || bytes_[at_] != '=') {
      stop(at_, fmt::format("the attribute {} of <{}> has no value", shown(name), shown(element)),
           fmt::format("write {}=\"…\"", shown(name)));
      return false;
    }
    ++at_;
    skip_spaces();
    if (at_ == bytes_.size() || (bytes_[at_] != '"' && bytes_[at_] != '\'')) {
      stop(at_, fmt::format("the value of {} in <{}> is not quoted", shown(name), shown(element)),
           fmt::format("write {}=\"…\"", shown(name)));
      return false;
    }
    const std::size_t first = at_ + 1;
    const std::size_t last = bytes_.find(bytes_[at_], first);
    if (last == std::string_view::npos) {
      stop(at_, fmt::format("the value of {} in <{}> does not end", shown(name), shown(element)),
           fmt::format("close it with {}; the tag begins in line {}", bytes_[at_], lines_.line(tag)));
      return false;
    }
    if (bytes_.substr(first, last - first).contains('<')) {
      stop(at_,
           fmt::format("the value of {} in <{}> holds a bare “<”, or does not end", shown(name),
                       shown(element)),
           "write &lt; for the character itself, or close the quotes");
      return false;
    }
    references(first, last);
    at_ = last + 1;
    return true;
  }

  /// Whether the innermost element ends here, with nothing else in its tag.
  bool ends_innermost() const {
    if (open_.empty()) return false;
    const std::string_view name = open_.back().name;
    const std::size_t end = at_ + 2 + name.size();
    return end < bytes_.size() && bytes_[end] == '>' && bytes_.substr(at_ + 2, name.size()) == name;
  }

  void end_tag() {
    if (ends_innermost()) {
      at_ += open_.back().name.size() + 3;
      open_.pop_back();
      return;
    }
    const std::size_t offset = at_;
    at_ += 2;
    const std::string_view name = take_name();
    skip_spaces();
    if (at_ == bytes_.size() || bytes_[at_] != '>') {
      stop(offset, fmt::format("the tag </{}> does not end", shown(name)), "end it with >");
      return;
    }
    ++at_;
    if (open_.empty()) {
      found(offset, fmt::format("</{}> closes nothing", shown(name)), "delete it, or open it before");
      return;
    }
    if (open_.back().name == name) {
      open_.pop_back();
      return;
    }
    const Open open = open_.back();
    found(offset, fmt::format("</{}> where </{}> is expected", shown(name), shown(open.name)),
          fmt::format("<{}> was opened in line {}", shown(open.name), lines_.line(open.offset)));
    // If the name closes an outer element, the inner ones were forgotten; else it was misspelt.
    const auto outer = std::ranges::find(open_.rbegin(), open_.rend(), name, &Open::name);
    if (outer != open_.rend()) {
      open_.erase(outer.base() - 1, open_.end());
    } else {
      open_.pop_back();
    }
  }

  void finish() {
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
      found(open->offset, fmt::format("<{}> is never closed", shown(open->name)),
            fmt::format("close it with </{}>", shown(open->name)));
    }
    if (bytes_.empty()) {
      found(0, "the file is empty", "write it first, or name another one");
    } else if (!seen_root_) {
      found(0, "the file contains no element", "an XML file has one element that contains all others");
    }
  }

  std::string_view bytes_;
  const Limits& limits_;
  const Lines& lines_;
  std::size_t at_ = 0;
  std::size_t reference_ = 0;  ///< the first “&” from where references were last looked for, or the end
  bool stopped_ = false;
  bool seen_root_ = false;
  bool other_encoding_ = false;                   ///< than UTF-8, as the file declares
  std::map<std::uint32_t, Forbidden> forbidden_;  ///< characters that XML forbids
  std::size_t invalid_ = 0;                       ///< bytes that are not UTF-8
  std::size_t first_invalid_ = 0;                 ///< offset of the first of them
  std::size_t elements_ = 0;
  std::vector<Open> open_;
  std::vector<std::string_view> names_;  // of the current tag's attributes
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> scan(std::string_view bytes, const Limits& limits, const Lines& lines) {
  return Scanner(bytes, limits, lines).scan();
}

void Lines::index() const {
  constexpr std::size_t far = 256;  // bytes between marks
  Mark mark;
  for (std::size_t i = 0; i < bytes_.size(); step(mark, i)) {
    if (marks_.empty() || i - marks_.back().offset >= far) {
      mark.offset = i;
      marks_.push_back(mark);
    }
  }
  if (marks_.empty()) marks_.push_back(mark);
}

// Walked, not counted by leading bytes: each byte that is not UTF-8 is a column of its own.
void Lines::step(Mark& mark, std::size_t& offset) const {
  if (bytes_[offset] == '\n') {
    ++mark.line;
    mark.column = 1;
    ++offset;
  } else {
    ++mark.column;
    offset += decode(bytes_, offset).length;
  }
}

Lines::Mark Lines::mark_at(std::size_t offset) const {
  std::call_once(indexed_, [this] { index(); });
  Mark mark = *(std::ranges::upper_bound(marks_, offset, {}, &Mark::offset) - 1);
  const std::size_t end = std::min(offset, bytes_.size());
  for (std::size_t i = mark.offset; i < end;) step(mark, i);
  return mark;
}

int Lines::line(std::size_t offset) const { return mark_at(offset).line; }

Place Lines::place(const std::string& file, std::size_t offset) const {
  const Mark mark = mark_at(offset);
  return {file, mark.line, mark.column};
}

}  // namespace pensum::xml
