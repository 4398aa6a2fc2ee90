#include "xml/document.hpp"

#include "base/file_type.hpp"
#include "base/spelling.hpp"
#include "base/white_space.hpp"
#include "xml/scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pensum::xml {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t unknown = std::string_view::npos;

/// UTF-16 and UTF-32 have a zero byte in one of the first two, or a mark of their own.
bool is_wide(std::string_view bytes) {
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) return true;
  return bytes.size() >= 2 && (bytes[0] == '<' || bytes[1] == '<') && (bytes[0] == '\0' || bytes[1] == '\0');
}

/// As XHTML does, which is a web page too.
bool begins_with_a_tag(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

/// What a root may have besides its own attributes, so that editors find the schema.
constexpr std::array<std::string_view, 2> schema_attributes = {"xmlns:xsi", "xsi:noNamespaceSchemaLocation"};

std::string list_of(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

}  // namespace

struct Document::State {
  State(std::string_view bytes, std::string name) : file(std::move(name)), lines(bytes), buffer(bytes) {}

  std::size_t spot(const char* at) const {
    const bool inside = at >= buffer.data() && at < buffer.data() + buffer.size();
    return inside ? static_cast<std::size_t>(at - buffer.data()) : unknown;
  }

  std::string file;
  Lines lines;
  std::string buffer;  ///< parsed in place: names and values point into it
  pugi::xml_document tree;
};

pugi::xml_node Document::root() const { return state_->tree.document_element(); }

const std::string& Document::file() const { return state_->file; }

Place Document::place_at(std::size_t spot) const {
  return spot == unknown ? Place{state_->file} : state_->lines.place(state_->file, spot);
}

std::size_t Document::spot(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();  // of the name, one behind "<"
  if (offset < 0) return unknown;
  return static_cast<std::size_t>(offset) - (node.type() == pugi::node_element ? 1 : 0);
}

std::size_t Document::value_spot(pugi::xml_attribute attribute) const {
  const std::size_t spot = state_->spot(attribute.value());
  return spot == unknown ? state_->spot(attribute.name()) : spot;
}

Place Document::place(pugi::xml_node node) const { return place_at(spot(node)); }

Place Document::place(pugi::xml_attribute attribute) const {
  return place_at(state_->spot(attribute.name()));
}

Place Document::value_place(pugi::xml_attribute attribute) const { return place_at(value_spot(attribute)); }

Result<Document> read(std::string_view bytes, std::string file, const Limits& limits) {
  if (bytes.size() > limits.bytes) {
    return failure(fmt::format("the file has {} bytes; the limit is {}", bytes.size(), limits.bytes),
                   "split it into smaller files", {std::move(file)});
  }
  if (is_wide(bytes)) {
    return failure("the file is UTF-16 or UTF-32", "save it as UTF-8", {std::move(file)});
  }
  const std::string_view what = what_instead_of_text(bytes);
  if (!what.empty() && !(limits.foreign && begins_with_a_tag(bytes))) {
    return failure(fmt::format("the file is {}, not XML", what), "name the XML file itself",
                   {std::move(file)});
  }
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  Document document;
  document.state_ = std::make_shared<Document::State>(bytes, std::move(file));
  Document::State& state = *document.state_;
  const std::vector<Finding> findings = scan(bytes, limits, state.lines);
  if (!findings.empty()) {
    Diagnostics diagnostics;
    for (const Finding& finding : findings) {
      diagnostics.push_back(
          {Severity::error, state.lines.place(state.file, finding.offset), finding.message, finding.hint});
    }
    finish(diagnostics);
    return std::unexpected(std::move(diagnostics));
  }
  const pugi::xml_parse_result parsed =
      state.tree.load_buffer_inplace(state.buffer.data(), state.buffer.size(),
                                     pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!parsed) {
    return failure(
        fmt::format("the file is not well-formed: {}", parsed.description()), "check it with an XML editor",
        state.lines.place(state.file, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))));
  }
  return document;
}

std::string bytes_of(const pugi::xml_document& document, const char* indent) {
  struct Writer final : pugi::xml_writer {
    std::string bytes;
    void write(const void* data, std::size_t size) override {
      bytes.append(static_cast<const char*>(data), size);
    }
  } writer;
  document.save(writer, indent,
                pugi::format_indent | pugi::format_indent_attributes | pugi::format_no_declaration,
                pugi::encoding_utf8);
  return std::move(writer.bytes);
}

std::string text_of(pugi::xml_node element) {
  std::string text;
  bool space = false;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
    const std::string_view value = child.value();
    for (std::size_t at = 0; at < value.size();) {
      if (is_white_space(value[at])) {
        space = true;
        ++at;
        continue;
      }
      const std::size_t length = folded_length(value.substr(at));
      if (space && !text.empty()) text += ' ';
      text += value.substr(at, length);
      space = false;
      at += length;
    }
  }
  return text;
}

void check_shape(const Document& document, pugi::xml_node node, const Shape& shape,
                 Diagnostics& diagnostics) {
  const auto error = [&](Place place, std::string message, std::string hint) {
    if (diagnostics.size() >= most_diagnostics) return;
    diagnostics.push_back({Severity::error, std::move(place), std::move(message), std::move(hint)});
  };
  const bool is_root = node == document.root();
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (diagnostics.size() >= most_diagnostics) return;
    const std::string_view name = attribute.name();
    if (std::ranges::find(shape.attributes, name) != shape.attributes.end()) continue;
    if (is_root && std::ranges::find(schema_attributes, name) != schema_attributes.end()) continue;
    error(document.place(attribute), fmt::format("<{}> has no attribute “{}”", shape.element, shown(name)),
          suggestion(
              name, shape.attributes,
              shape.attributes.empty() ? "delete it" : "its attributes are: " + list_of(shape.attributes)));
  }
  for (const pugi::xml_node child : node.children()) {
    if (diagnostics.size() >= most_diagnostics) return;
    if (child.type() == pugi::node_element) {
      const std::string_view name = child.name();
      if (std::ranges::find(shape.children, name) != shape.children.end()) continue;
      error(document.place(child), fmt::format("<{}> is not known inside <{}>", shown(name), shape.element),
            shape.children.empty()
                ? "it may contain only text; write &lt; for the character “<”"
                : suggestion(name, shape.children, "it may contain: " + list_of(shape.children)));
    } else if (shape.text == Shape::Text::no && !is_blank(child.value())) {
      error(document.place(child),
            fmt::format("text inside <{}>: “{}”", shape.element, shown(text_of(node), 30)),
            "only elements are allowed here");
    }
  }
}

}  // namespace pensum::xml
