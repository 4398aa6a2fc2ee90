// Outlines as text, for tests.
#pragma once

#include "import/format.hpp"
#include "import/marked.hpp"
#include "import/outline.hpp"

#include <fmt/format.h>

#include <string>

namespace pensum::importing {

inline std::string text_of(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics)
    text += to_text(diagnostic).substr(std::string("pensum: ").size());
  return text;
}

/// A line for each node, indented: lessons with “- ” before their title; what else is known of it in
/// brackets.
inline std::string text_of(const std::vector<Node>& nodes, int depth = 0) {
  std::string text;
  for (const Node& node : nodes) {
    text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + (node.lesson ? "- " : "") + node.title;
    if (node.effort.said_seconds) text += fmt::format(" [{} s]", *node.effort.said_seconds);
    if (node.effort.words > 0) text += fmt::format(" [{} words]", node.effort.words);
    if (node.effort.code_lines > 0) text += fmt::format(" [{} lines of code]", node.effort.code_lines);
    if (node.effort.pictures > 0) text += fmt::format(" [{} pictures]", node.effort.pictures);
    if (!node.url.empty()) text += " <" + node.url + ">";
    if (!node.id.empty()) text += " id=" + node.id;
    if (!node.key.empty() && node.key != node.id) text += " key=" + node.key;
    for (const std::string& key : node.requires_keys) text += " requires=" + key;
    if (node.priority == Priority::should) text += " should";
    if (node.priority == Priority::could) text += " could";
    if (node.split) text += *node.split ? " split" : " whole";
    if (node.done) text += " done";
    if (!node.summary.empty()) text += " // " + marked(node.summary);
    for (const auto& check : node.checks)
      text += " {" + marked(check.question) + " = " + marked(check.answer) + "}";
    text += "\n" + text_of(node.children, depth + 1);
  }
  return text;
}

/// All of an outline, or what is wrong with it.
inline std::string text_of(const Result<Outline>& outline) {
  if (!outline) return text_of(outline.error());
  std::string text;
  if (!outline->title.empty()) text += "# " + outline->title + "\n";
  if (!outline->language.empty()) text += "lang " + outline->language + "\n";
  text += text_of(outline->children);
  for (const LeftOut& left : outline->left_out) {
    text += "left out: " + left.what + (left.why.empty() ? "" : " (" + left.why + ")") + "\n";
  }
  return text + text_of(outline->warnings);
}

}  // namespace pensum::importing
