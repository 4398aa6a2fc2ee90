#include "calendar/content_lines.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace pensum::calendar {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view line_break = "\r\n";

bool is_control(char32_t c) { return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0); }

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string name_of(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (!is_space(c)) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string unquoted(std::string_view text) {
  std::string plain;
  for (const char c : trimmed(text)) {
    if (c != '"') plain += c;
  }
  return plain;
}

/// The position of the first of `ends` that is not between quotes, from `from` on.
std::size_t find_outside_quotes(std::string_view text, std::string_view ends, std::size_t from) {
  bool quoted = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && ends.contains(text[i])) return i;
  }
  return std::string_view::npos;
}

/// Name, parameters and value; nothing if it has no value.
std::optional<ContentLine> parsed(std::string_view text, int number) {
  std::size_t colon = find_outside_quotes(text, ":", 0);
  // A quote that is not closed hides the colon.
  if (colon == std::string_view::npos) colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view head = text.substr(0, colon);
  ContentLine line{
      .number = number, .name = {}, .parameters = {}, .value = std::string(text.substr(colon + 1))};
  std::size_t from = 0;
  for (bool first = true; from <= head.size(); first = false) {
    const std::size_t end = std::min(find_outside_quotes(head, ";", from), head.size());
    const std::string_view part = head.substr(from, end - from);
    if (first) {
      line.name = name_of(part);
    } else if (const std::size_t equals = part.find('='); equals != std::string_view::npos) {
      line.parameters.push_back({name_of(part.substr(0, equals)), unquoted(part.substr(equals + 1))});
    }
    from = end + 1;
  }
  return line;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string value;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const std::string_view character = text.substr(at, point.length);
    at += point.length;
    if (!point.valid) {
      append_utf8(value, 0xFFFD);
    } else if (point.value == '\n') {
      value += "\\n";
    } else if (point.value == '\\' || point.value == ';' || point.value == ',') {
      value.append("\\").append(character);
    } else if (!is_control(point.value)) {
      value += character;
    }
  }
  return value;
}

std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\') {
      text += value[i];
    } else if (++i < value.size()) {
      text += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
    }
  }
  return text;
}

std::string folded(std::string_view line) {
  std::string text;
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t escape = line[at] == '\\' && at + 1 < line.size() ? 1 : 0;
    const std::size_t length = escape + decode(line, at + escape).length;
    if (used + length > longest_line) {
      text.append(line_break).append(" ");
      used = 1;
    }
    text += line.substr(at, length);
    used += length;
    at += length;
  }
  return text.append(line_break);
}

std::string ContentLine::parameter(std::string_view wanted) const {
  const auto found = std::ranges::find(parameters, wanted, &Parameter::name);
  return found == parameters.end() ? std::string() : name_of(found->value);
}

LineReader::LineReader(std::string_view bytes) : bytes_(bytes) {
  if (bytes_.starts_with(byte_order_mark)) bytes_.remove_prefix(byte_order_mark.size());
}

std::optional<LineReader::RawLine> LineReader::raw_line() {
  if (ahead_) return std::exchange(ahead_, std::nullopt);
  while (at_ < bytes_.size()) {
    const std::size_t end = std::min(bytes_.find_first_of(line_break, at_), bytes_.size());
    const RawLine line{.text = bytes_.substr(at_, end - at_), .number = ++number_};
    at_ = end + (bytes_.substr(end).starts_with(line_break) ? 2 : 1);
    if (!line.text.empty()) return line;
  }
  return std::nullopt;
}

std::optional<ContentLine> LineReader::next() {
  while (const std::optional<RawLine> first = raw_line()) {
    std::string text(first->text.substr(0, longest_kept));
    for (std::optional<RawLine> more = raw_line(); more; more = raw_line()) {
      if (!is_space(more->text.front())) {
        ahead_ = more;
        break;
      }
      text += more->text.substr(1, longest_kept - std::min(text.size(), longest_kept));
    }
    if (std::optional<ContentLine> line = parsed(text, first->number)) return line;
  }
  return std::nullopt;
}

}  // namespace pensum::calendar
