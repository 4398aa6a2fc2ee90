// An outline as text, and inputs made in memory, for tests.
#pragma once

#include "archive/tar.hpp"
#include "archive/tar_files.hpp"
#include "archive/zip.hpp"
#include "archive/zip_files.hpp"
#include "import/format.hpp"
#include "import/marked.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace pensum::importing {

inline std::string outlined(const Effort& effort) {
  std::string text;
  const auto add = [&](std::int64_t amount, std::string_view unit) {
    if (amount != 0) text += fmt::format(" {}{}", amount, unit);
  };
  if (effort.said_seconds) text += fmt::format(" {}s", *effort.said_seconds);
  add(effort.words, "w");
  add(effort.code_lines, "c");
  add(effort.pictures, "p");
  add(effort.questions, "q");
  add(effort.video_seconds, "s video");
  add(effort.guessed_seconds, "s guessed");
  return text;
}

/// A line a node, each level further in, with what is known of it.
inline std::string outlined(const std::vector<Node>& nodes, std::size_t level = 0) {
  std::string text;
  const std::string indent(2 * level, ' ');
  for (const Node& node : nodes) {
    text += indent + (node.lesson ? "* " : "- ") + node.title + outlined(node.effort);
    if (!node.key.empty()) text += " key=" + node.key;
    if (!node.url.empty()) text += " url=" + node.url;
    if (!node.summary.empty()) text += " summary=" + marked(node.summary);
    for (const std::string& key : node.requires_keys) text += " requires=" + key;
    text += "\n";
    for (const auto& check : node.checks) {
      text +=
          fmt::format("{}  ? {}\n{}  = {}\n", indent, marked(check.question), indent, marked(check.answer));
    }
    text += outlined(node.children, level + 1);
  }
  return text;
}

/// The outline, what was left out, and warnings.
inline std::string outlined(const Result<Outline>& outline) {
  std::string text;
  if (!outline) {
    for (const Diagnostic& diagnostic : outline.error()) text += to_text(diagnostic);
    return text;
  }
  text += outline->title + (outline->language.empty() ? "" : " [" + outline->language + "]") + "\n";
  text += outlined(outline->children);
  for (const LeftOut& left_out : outline->left_out) {
    text += "left out: " + left_out.what + (left_out.why.empty() ? "" : ": " + left_out.why) + "\n";
  }
  for (const Diagnostic& warning : outline->warnings) text += to_text(warning);
  return text;
}

inline Input zip_input(const archive::NamedBytes& files, std::string name = "a.zip") {
  Input input;
  input.name = std::move(name);
  input.bytes = archive::zip_of(files);
  input.tree = archive::open_zip(input.bytes, input.name).value();
  return input;
}

inline Input tar_input(const archive::NamedBytes& files) {
  Input input;
  input.name = "a.tar.gz";
  input.bytes = archive::tar_gz_of(files);
  input.tree = archive::open_tar_gz(input.bytes, input.name).value();
  return input;
}

/// The file `member` of `files`, which lie in one folder.
inline Input file_input(const archive::NamedBytes& files, std::string member) {
  Input input;
  input.name = member;
  input.tree = archive::open_zip(archive::zip_of(files), "folder").value();
  input.bytes = input.tree->read(member).value();
  input.member = std::move(member);
  return input;
}

/// The name of the format that `input` is found to be in; empty: none.
inline std::string format_of(const Input& input) {
  for (const Format& format : formats()) {
    if (format.is(input)) return std::string(format.name);
  }
  return {};
}

/// `count` words.
inline std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += i == 0 ? "word" : " word";
  return text;
}

}  // namespace pensum::importing
