#include "import/mdbook_page.hpp"

#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace pensum::importing {

namespace {

constexpr int deepest = 10;  // files in files, as mdBook has it

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.';
}

std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_of_name(text[end])) ++end;
  return text.substr(at, end - at);
}

/// The name behind “ANCHOR:” or “ANCHOR_END:”; empty where the line has none.
std::string_view anchor_in(std::string_view line, std::string_view sign) {
  const std::size_t found = line.find(sign);
  if (found == std::string_view::npos) return {};
  const std::size_t first = line.find_first_not_of(' ', found + sign.size());
  return first == std::string_view::npos ? std::string_view() : name_at(line, first);
}

/// Lines of a file by what is behind its name: “10:20”, “10”, “:20”, the name of a part.
std::string part_of_file(std::string_view bytes, std::string_view part) {
  const std::size_t colon = std::min(part.find(':'), part.size());
  const std::string_view from = part.substr(0, colon);
  const std::string_view to = part.substr(std::min(colon + 1, part.size()));
  const bool by_number = part.empty() || ((from.empty() || number_in(from)) && (to.empty() || number_in(to)));
  const std::size_t first = number_in(from).value_or(1);
  const std::size_t last =
      number_in(to).value_or(colon == part.size() && !part.empty() ? first : bytes.size());
  std::string lines;
  bool is_inside = false;
  std::size_t number = 0;
  for_each_line(bytes, [&](std::string_view line) {
    ++number;
    const std::string_view begun = anchor_in(line, "ANCHOR:");
    const std::string_view ended = anchor_in(line, "ANCHOR_END:");
    if (!by_number && begun == from && !begun.empty()) is_inside = true;
    if (!by_number && ended == from && !ended.empty()) is_inside = false;
    if (!begun.empty() || !ended.empty()) return;
    if (by_number ? number >= first && number <= last : is_inside) lines += std::string(line) + '\n';
  });
  if (lines.ends_with('\n')) lines.pop_back();
  return lines;
}

/// What is behind “r[” in a line that only names a rule; empty where it is another.
std::string_view rule_in(std::string_view line) {
  const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(first);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  if (!line.starts_with("r[") || !line.ends_with(']')) return {};
  const std::string_view name = name_at(line, 2);
  return name.size() + 3 == line.size() ? name : std::string_view();
}

/// The labels of links that the page does not define itself, such as “[text][a.rule]” and “[a.rule]”.
std::set<std::string> labels_in(std::string_view text) {
  std::set<std::string> labels;
  for (std::size_t at = text.find('['); at < text.size(); at = text.find('[', at + 1)) {
    const std::size_t end = text.find_first_of(" []\n`\\", at + 1);
    if (end >= text.size() || text[end] != ']' || end == at + 1) continue;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    const bool is_second = at > 0 && text[at - 1] == ']';
    if (is_second || (name_at(name, 0) == name && name.substr(1).contains('.'))) labels.emplace(name);
  }
  return labels;
}

/// The names of rules are for other programs; a link to one leads to a place of the book.
std::string without_rules(std::string_view text) {
  std::string rest;
  for_each_line(text, [&](std::string_view line) {
    if (rule_in(line).empty()) rest += line;
    rest += '\n';
  });
  rest += '\n';
  // A page's own definitions come first, and count.
  for (const std::string& label : labels_in(text)) rest += fmt::format("[{0}]: #{0}\n", label);
  return rest;
}

/// Without paragraphs that only ask a program to put something in: “{{%outline}}”.
std::string without_calls(std::string_view text) {
  std::string rest;
  bool is_code = false;
  for_each_line(text, [&](std::string_view line) {
    const std::string said = one_line(line);
    if (said.starts_with("```") || said.starts_with("~~~")) is_code = !is_code;
    // What is left of “{{#” was escaped: it is text.
    const bool is_call =
        said.starts_with("{{") && !said.starts_with("{{#") && said.find("}}") + 2 == said.size();
    if (is_code || !is_call) rest += line;
    rest += '\n';
  });
  return rest;
}

}  // namespace

MdbookPages::MdbookPages(const archive::FileTree& tree, std::string_view settings)
    : tree_(tree), has_rules_(settings.contains("[preprocessor.spec]")) {}

std::string MdbookPages::read(std::string_view text, const std::string& file) {
  put_in_.begin_page();
  const std::string whole = without_calls(with_files(text, file, 0));
  return has_rules_ ? without_rules(whole) : whole;
}

std::string MdbookPages::with_files(std::string_view text, const std::string& file, int depth) {
  constexpr std::string_view begin = "{{";
  std::string whole;
  std::size_t at = 0;
  for (std::size_t mark = text.find(begin); mark != std::string_view::npos; mark = text.find(begin, mark)) {
    const std::size_t name = std::min(text.find_first_not_of(' ', mark + begin.size()), text.size());
    const std::size_t end = text.find("}}", mark);
    if (name == text.size() || text[name] != '#' || end == std::string_view::npos) {
      mark += begin.size();
      continue;
    }
    const bool is_escaped = mark > at && text[mark - 1] == '\\';
    whole += text.substr(at, mark - at - (is_escaped ? 1 : 0));
    at = end + 2;
    whole += is_escaped ? std::string(text.substr(mark, at - mark))
                        : filled(text.substr(name + 1, end - name - 1), file, depth);
    mark = at;
  }
  return whole.append(text.substr(at));
}

/// What “include file.rs:1:20” stands for.
std::string MdbookPages::filled(std::string_view said, const std::string& file, int depth) {
  const std::string words = one_line(said);
  const std::string_view command = std::string_view(words).substr(0, words.find(' '));
  const bool is_program = command == "playground" || command == "playpen";
  if (!is_program && command != "include" && command != "rustdoc_include") return {};
  std::string_view name = std::string_view(words).substr(std::min(command.size() + 1, words.size()));
  name = name.substr(0, name.find(' '));
  const std::size_t colon = std::min(name.find(':'), name.size());
  const std::string source = archive::resolved(file, name.substr(0, colon));
  const auto bytes =
      !source.empty() && tree_.has(source) ? tree_.read(source) : Result<std::string>(failure(""));
  if (!bytes || !put_in_.may_read(bytes->size())) {
    ++missing_;
    return {};
  }
  std::string part = part_of_file(*bytes, name.substr(std::min(colon + 1, name.size())));
  if (depth < deepest) part = with_files(part, source, depth + 1);
  if (!put_in_.may_put(part.size())) return {};
  return is_program ? fmt::format("~~~~~~~~ rust\n{}\n~~~~~~~~", part) : part;
}

}  // namespace pensum::importing
