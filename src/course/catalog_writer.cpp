#include "course/catalog_writer.hpp"

#include "base/utf8.hpp"
#include "course/markup_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum {
namespace {

constexpr std::size_t line_length = 110;  // in characters
constexpr std::size_t step = 2;           // of indentation

std::string spaces(std::size_t count) { return std::string(count, ' '); }

/// `text` in lines that begin with `indent` spaces, but for the first one, which begins after `used`
/// characters.
std::string in_lines(std::string_view text, std::size_t used, std::size_t indent) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' ', 1), text.size());
    const std::string_view word = text.substr(0, end);  // with the space before it
    text.remove_prefix(end);
    const std::size_t length = count_code_points(word);
    if (word.front() == ' ' && used + length > line_length) {
      lines += '\n' + spaces(indent);
      lines += word.substr(1);
      used = indent + length - 1;
    } else {
      lines += word;
      used += length;
    }
  }
  return lines;
}

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format(" {}=\"{}\"", name, xml_escaped(value));
}

/// <name attributes>text</name> on lines of its own.
std::string text_element(std::string_view name, std::string_view text, std::size_t indent,
                         std::string_view attributes = {}) {
  const std::string start = fmt::format("{}<{}{}>", spaces(indent), name, attributes);
  return fmt::format("{}{}</{}>\n", start, xml_text(text, count_code_points(start), indent + 2 * step), name);
}

std::string optional_element(std::string_view name, const RichText& text, std::size_t indent) {
  return text.empty() ? std::string() : rich_element(name, text, indent);
}

std::string reading_element(const Lesson& lesson, std::size_t indent) {
  if (!lesson.reading_file.empty()) {
    return fmt::format("{}<reading{}/>\n", spaces(indent), attribute("file", lesson.reading_file));
  }
  return lesson.reading.empty() ? std::string() : write_reading(lesson.reading, indent);
}

std::string comment_line(std::string_view comment, std::size_t indent) {
  return comment.empty() ? std::string() : fmt::format("{}<!-- {} -->\n", spaces(indent), comment);
}

std::string check_element(const Check& check, std::size_t indent) {
  return spaces(indent) + "<check>\n" + rich_element("question", check.question, indent + step) +
         rich_element("answer", check.answer, indent + step) + spaces(indent) + "</check>\n";
}

std::string source_element(const Source& source, std::size_t indent) {
  if (source.text.empty() && source.url.empty()) return {};
  return text_element("source", source.text, indent, attribute("url", source.url));
}

std::string attributes_of(const Lesson& lesson, std::span<const std::string_view> required) {
  constexpr std::string_view priorities[] = {"", "should", "could"};  // must is the default
  return fmt::format(" id=\"{}\" minutes=\"{}\"{}{}{}{}", lesson.id, lesson.minutes.count,
                     attribute("requires", fmt::format("{}", fmt::join(required, " "))),
                     attribute("priority", priorities[static_cast<std::size_t>(lesson.priority)]),
                     attribute("split", lesson.splittable ? "yes" : ""), attribute("url", lesson.url));
}

std::string lessons_of(const Catalog& catalog, const Path& path, const CatalogComments& comments) {
  std::string text;
  for (LessonIndex i = path.first; i < path.last; ++i) {
    const std::string_view comment = i < comments.lessons.size() ? comments.lessons[i] : std::string_view();
    text += write_lesson(catalog.lessons[i], required_ids(catalog, catalog.lessons[i]), comment, 2 * step);
  }
  return text;
}

}  // namespace

std::vector<std::string_view> required_ids(const Catalog& catalog, const Lesson& lesson) {
  std::vector<std::string_view> ids;
  for (const LessonIndex required : lesson.requires_) ids.push_back(catalog.lessons[required].id);
  return ids;
}

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string xml_text(std::string_view text, std::size_t used, std::size_t indent) {
  return in_lines(xml_escaped(text), used, indent);
}

std::string xml_lines(std::string_view xml, std::size_t used, std::size_t indent) {
  return in_lines(xml, used, indent);
}

std::string write_lesson(const Lesson& lesson, std::span<const std::string_view> required,
                         std::string_view comment, std::size_t indent) {
  std::string text = comment_line(comment, indent);
  text += fmt::format("{}<lesson{}>\n", spaces(indent), attributes_of(lesson, required));
  text += text_element("title", lesson.title, indent + step);
  text += optional_element("summary", lesson.summary, indent + step);
  text += reading_element(lesson, indent + step);
  for (const Check& check : lesson.checks) text += check_element(check, indent + step);
  return text + spaces(indent) + "</lesson>\n";
}

std::string write_path(const Path& path, std::string_view lessons, std::size_t indent) {
  return fmt::format("{0}<path id=\"{1}\">\n{2}{3}{4}{0}</path>\n", spaces(indent), path.id,
                     text_element("title", path.title, indent + step),
                     optional_element("summary", path.summary, indent + step), lessons);
}

std::string write_catalog(const Catalog& catalog, const CatalogComments& comments) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + comment_line(comments.head, 0);
  text += fmt::format("<catalog id=\"{}\" lang=\"{}\">\n", catalog.id, catalog.language);
  text += text_element("title", catalog.title, step) + optional_element("summary", catalog.summary, step) +
          source_element(catalog.source, step);
  for (const Path& path : catalog.paths) text += write_path(path, lessons_of(catalog, path, comments), step);
  return text + "</catalog>\n";
}

}  // namespace pensum
