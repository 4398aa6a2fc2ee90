#include "import/marks.hpp"

#include "base/sha1.hpp"
#include "course/markup_writer.hpp"
#include "course/reading_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::importing {

namespace {

constexpr std::string_view beginning = "import: ";
constexpr std::size_t key_digits = 12;
constexpr std::size_t value_digits = 6;

std::string digest(std::string_view text, std::size_t digits) {
  const std::array<std::uint8_t, 20> bytes = sha1(text);
  std::string hex;
  for (std::size_t i = 0; i < digits; ++i)
    hex += "0123456789abcdef"[i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 0xF];
  return hex;
}

/// A text with its marks, if it has some.
std::string written(const RichText& text) {
  return text.marks.empty() ? text.text : rich_element("p", text, 0);
}

std::string rest_of(const Lesson& lesson, std::span<const std::string_view> required_ids) {
  std::string text = fmt::format("{} {}", static_cast<int>(lesson.priority), fmt::join(required_ids, " "));
  for (const Check& check : lesson.checks)
    text += fmt::format("\n{}\n{}", written(check.question), written(check.answer));
  return text;
}

/// A lesson's text, or the file that it is in; empty where there is none. To which lesson a link leads is
/// another thing in a catalog that has other ids.
std::string digest_of_text(const Lesson& lesson) {
  if (!lesson.reading_file.empty()) return digest("file " + lesson.reading_file, value_digits);
  if (lesson.reading.empty()) return {};
  Reading text = lesson.reading;
  const auto unlink = [](RichText& each) {
    for (TextMark& mark : each.marks) {
      if (mark.target.starts_with('#')) mark.target = "#";
    }
  };
  for (Block& block : text.blocks) for_each_text_in(block, unlink);
  for (RichText& note : text.notes) unlink(note);
  return digest(write_reading(text, 0), value_digits);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

/// What is behind the beginning that all these comments have.
std::optional<std::string_view> content(std::string_view comment) {
  comment = trimmed(comment);
  if (!comment.starts_with(beginning)) return std::nullopt;
  return comment.substr(beginning.size());
}

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Signs that mean something in a record or may not be in a comment are written as %XX.
std::string encoded(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20 && !std::string_view("%;-\"").contains(c);
    safe += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return safe;
}

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[at + 2]) : -1;
    plain += low >= 0 ? static_cast<char>(high * 16 + low) : text[at];
    at += low >= 0 ? 2 : 0;
  }
  return plain;
}

constexpr std::string_view note =
    "\n     Edit this file as you like: an import with the option “update” keeps your edits. To keep a"
    "\n     lesson out for good, delete it and leave the comment before it.";

}  // namespace

Digests digests_of(const Lesson& lesson, std::span<const std::string_view> required_ids) {
  const std::string time = fmt::format("{} {}", lesson.minutes.count, lesson.splittable);
  return {digest(lesson.title, value_digits),
          digest(written(lesson.summary), value_digits),
          digest(lesson.url, value_digits),
          digest(time, value_digits),
          digest(rest_of(lesson, required_ids), value_digits),
          digest_of_text(lesson)};
}

std::string mark_key(std::string_view kind, std::string_view key) {
  return digest(fmt::format("{}\n{}", kind, key), key_digits);
}

std::string to_comment(const Mark& mark) {
  return fmt::format("{}{} {}; {}", beginning, mark.key, fmt::join(mark.values, ""), mark.why);
}

std::optional<Mark> read_mark(std::string_view comment) {
  std::optional<std::string_view> text = content(comment);
  // The last value is left out of a lesson without a text.
  constexpr std::size_t least = key_digits + 1 + (value_count - 1) * value_digits;
  if (!text || text->size() < least || (*text)[key_digits] != ' ') return std::nullopt;
  const bool has_text = text->size() >= least + value_digits && is_hex(text->substr(least, value_digits));
  const std::size_t length = has_text ? least + value_digits : least;
  Mark mark{.key = std::string(text->substr(0, key_digits)), .values = {}, .why = {}};
  for (std::size_t i = 0; i < (has_text ? value_count : value_count - 1); ++i)
    mark.values[i] = text->substr(key_digits + 1 + i * value_digits, value_digits);
  const bool valid = is_hex(mark.key) && std::ranges::all_of(mark.values, is_hex);
  if (!valid) return std::nullopt;
  text->remove_prefix(length);
  if (text->starts_with(";")) text->remove_prefix(1);
  mark.why = trimmed(*text);
  return mark;
}

std::string to_comment(const Record& record) {
  std::string text(beginning);
  for (const auto& [name, value] : record) text += fmt::format("{}={}; ", encoded(name), encoded(value));
  return text.substr(0, text.size() - 1) + std::string(note);
}

std::optional<Record> read_record(std::string_view comment) {
  const std::optional<std::string_view> text = content(comment);
  if (!text || read_mark(comment)) return std::nullopt;
  Record record;
  std::string_view rest = *text;
  while (true) {
    const std::size_t end = rest.find(';');
    const std::size_t equals = rest.find('=');
    if (end == std::string_view::npos || equals > end) break;
    record.emplace_back(decoded(trimmed(rest.substr(0, equals))),
                        decoded(trimmed(rest.substr(equals + 1, end - equals - 1))));
    rest.remove_prefix(end + 1);
  }
  return record;
}

}  // namespace pensum::importing
