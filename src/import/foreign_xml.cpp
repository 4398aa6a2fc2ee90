#include "import/foreign_xml.hpp"

#include "base/shared_bytes.hpp"
#include "base/utf8.hpp"
#include "import/plain_text.hpp"
#include "table/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace pensum::importing {
namespace {

// Windows-1252 from 0x80 on, where it differs from ISO-8859-1. Browsers take one for the other, and so do
// writers.
constexpr std::array<char32_t, 32> windows_1252 = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::string from_latin(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80U] : byte);
  }
  return text;
}

struct Declared {
  std::size_t first = 0;  ///< of the name of the encoding
  std::size_t last = 0;   ///< behind it; equal where nothing is declared
};

Declared declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, std::min(bytes.find("?>"), bytes.size()));
  const std::size_t at = declaration.find("encoding");
  const std::size_t open = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos || open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return {open + 1, close};
}

bool is_latin(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name == "iso-8859-1" || name == "windows-1252" || name == "latin1" || name == "cp1252";
}

std::string as_utf8(std::string bytes) {
  const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (wide) bytes = table::utf8_text(std::move(bytes), {}).value_or(std::string());
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark)) bytes.erase(0, mark.size());
  const Declared declared = declared_encoding(bytes);
  const std::string name = bytes.substr(declared.first, declared.last - declared.first);
  if (name.empty() || (!wide && !is_latin(name))) return bytes;
  if (!wide && find_invalid_utf8(bytes) != std::string_view::npos) bytes = from_latin(bytes);
  return bytes.replace(declared.first, declared.last - declared.first, "UTF-8");
}

struct Gatherer final : pugi::xml_tree_walker {
  std::string all;
  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element) all += node.value();
    return true;
  }
};

struct Finder final : pugi::xml_tree_walker {
  explicit Finder(std::string_view name) : local(name) {}
  std::string_view local;
  std::vector<pugi::xml_node> found;
  bool for_each(pugi::xml_node& node) override {
    if (local_name(node) == local) found.push_back(node);
    return true;
  }
};

}  // namespace

Result<ForeignXml> read_foreign_xml(std::string bytes, std::string file) {
  constexpr std::size_t most_depth = 256;
  const auto utf8 = share(as_utf8(std::move(bytes)));
  Result<xml::Document> document = xml::read(*utf8, std::move(file), {.depth = most_depth, .foreign = true});
  if (!document) return std::unexpected(std::move(document).error());
  return ForeignXml{utf8, *std::move(document)};
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  return name.substr(name.rfind(':') + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view local) {
  return parent.find_child([&](pugi::xml_node node) { return local_name(node) == local; });
}

std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view local) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node node : parent.children()) {
    if (local_name(node) == local) found.push_back(node);
  }
  return found;
}

std::vector<pugi::xml_node> descendants(pugi::xml_node node, std::string_view local) {
  Finder finder(local);
  node.traverse(finder);
  return std::move(finder.found);
}

std::string_view attribute(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name.substr(name.rfind(':') + 1) == local) return attribute.value();
  }
  return {};
}

std::string raw_text_below(pugi::xml_node node) {
  Gatherer gatherer;
  node.traverse(gatherer);
  return std::move(gatherer.all);
}

std::string text_below(pugi::xml_node node) { return one_line(raw_text_below(node)); }

}  // namespace pensum::importing
