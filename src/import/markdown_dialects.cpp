#include "import/markdown_dialects.hpp"

#include "import/page_file.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace pensum::importing {

namespace {

constexpr int deepest = 4;                // of blocks in one another
constexpr std::size_t most_lines = 1000;  // of a block that has an end
constexpr std::size_t longest_formula = 400;
constexpr std::size_t longest_braces = 400;
constexpr std::string_view fence_of_ours = "~~~~~~~~";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_name(char c) { return is_letter(c) || is_digit(c) || std::string_view("-_:.").contains(c); }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

std::size_t indent_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c != ' ' && c != '\t') break;
    columns += c == ' ' ? 1 : 4 - columns % 4;
  }
  return columns;
}

/// `line` without so many columns of white space.
std::string without_indent(std::string_view line, std::size_t columns) {
  std::size_t taken = 0;
  std::size_t at = 0;
  for (; at < line.size() && taken < columns && (line[at] == ' ' || line[at] == '\t'); ++at)
    taken += line[at] == ' ' ? 1 : 4 - taken % 4;
  return std::string(std::max(taken, columns) - columns, ' ') + std::string(line.substr(at));
}

std::size_t run_of(std::string_view text, char sign) {
  return std::min(text.find_first_not_of(sign), text.size());
}

/// What is between quotation marks; nothing without any.
std::optional<std::string> quoted_in(std::string_view text) {
  const std::size_t first = text.find_first_of("\"'");
  const std::size_t last = first == std::string_view::npos ? first : text.rfind(text[first]);
  if (last == first) return std::nullopt;
  return std::string(text.substr(first + 1, last - first - 1));
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t[")); }

/// Whether `text` is attributes in braces, as “.class #id key=value”.
bool are_attributes(std::string_view text) {
  text = trimmed(text.starts_with(':') ? text.substr(1) : text);
  if (text.empty()) return false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at;
    if (text[at] == '.' || text[at] == '#') ++at;
    if (at == text.size() || !is_letter(text[at])) return false;
    while (at < text.size() && is_of_name(text[at])) ++at;
    if (at < text.size() && text[at] == '=') {
      const bool is_quoted = at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\'');
      const std::size_t end = is_quoted ? text.find(text[at + 1], at + 2) : text.find(' ', at);
      at = std::min(is_quoted && end < text.size() ? end + 1 : end, text.size());
    } else if (is_letter(text[first])) {
      return false;  // a word
    }
    if (at < text.size() && text[at] != ' ') return false;
    at = std::min(text.find_first_not_of(' ', at), text.size());
  }
  return true;
}

bool is_formula(std::string_view text) {
  if (text.find_first_of("\\^_{=") != std::string_view::npos) return true;
  std::size_t letters = 0;
  for (const char c : text) {
    letters = is_letter(c) ? letters + 1 : 0;
    if (letters > 2) return false;
  }
  return text.size() <= 3 || text.find_first_of("+-<>*/|(") != std::string_view::npos;
}

// ------------------------------------------------------------------ within a paragraph

/// Goes through lines that follow one another, and leaves what is code as it is.
class Paragraph {
 public:
  explicit Paragraph(std::string_view lines) : line_(lines) {}

  /// What it looks at.
  static constexpr std::string_view signs = "`{$[\\";

  std::string read() && {
    while (at_ < line_.size()) {
      copy(std::min(line_.find_first_of(signs, at_), line_.size()) - at_);
      if (at_ < line_.size() && !take(line_[at_])) copy(1);
    }
    return std::move(made_);
  }

 private:
  /// Whether more than the sign was taken.
  bool take(char sign) {
    switch (sign) {
      case '`':
        return code();
      case '{':
        return braces();
      case '$':
        return formula();
      case '[':
        return call();
      case '\\':
        return copy(2);
      default:
        return false;
    }
  }

  bool copy(std::size_t bytes) {
    made_ += line_.substr(at_, bytes);
    at_ = std::min(at_ + bytes, line_.size());
    return true;
  }

  /// The end of the code that begins at `at`; npos where it does not end in the line.
  std::size_t end_of_code(std::size_t at) const {
    const std::size_t ticks = run_of(line_.substr(at), '`');
    for (std::size_t end = line_.find('`', at + ticks); end < line_.size();) {
      const std::size_t run = run_of(line_.substr(end), '`');
      if (run == ticks) return end + run;
      end = line_.find('`', end + run);
    }
    return std::string_view::npos;
  }

  bool code() {
    const std::size_t end = end_of_code(at_);
    return copy(end == std::string_view::npos ? run_of(line_.substr(at_), '`') : end - at_);
  }

  bool braces() {
    const std::size_t size = line_.substr(at_, longest_braces).find_first_of("}\n");
    if (size == std::string_view::npos || line_[at_ + size] == '\n') return false;
    const std::size_t end = at_ + size;
    const std::string_view inside = line_.substr(at_ + 1, end - at_ - 1);
    if (inside.starts_with('%') && inside.ends_with('%') && inside.size() > 1) {
      at_ = end + 1;
      return true;
    }
    if (end + 1 < line_.size() && line_[end + 1] == '`') return role(inside, end + 1);
    const bool is_behind = at_ > 0 && std::string_view(")]*_:`").contains(line_[at_ - 1]);
    const std::string_view rest = line_.substr(end + 1);
    const bool is_last = trimmed(rest.substr(0, rest.find('\n'))).empty() &&
                         (at_ == 0 || line_[at_ - 1] == ' ' || line_[at_ - 1] == '\n');
    if ((!is_behind && !is_last) || !are_attributes(inside)) return false;
    at_ = end + 1;
    return true;
  }

  /// “{ref}`text <place>`” of MyST.
  bool role(std::string_view name, std::size_t tick) {
    const std::size_t end = end_of_code(tick);
    if (end == std::string_view::npos || name.empty() || !std::ranges::all_of(name, is_of_name)) return false;
    const std::size_t ticks = run_of(line_.substr(tick), '`');
    const std::string_view said = trimmed(line_.substr(tick + ticks, end - tick - 2 * ticks));
    const std::size_t angle = said.ends_with('>') ? said.rfind('<') : std::string_view::npos;
    const std::string_view text = trimmed(said.substr(0, angle));
    constexpr std::array<std::string_view, 10> names{"ref",  "numref",  "term", "any",   "download",
                                                     "abbr", "prf:ref", "eq",   "index", "sub-ref"};
    const std::size_t from = made_.size();
    if (name == "doc") {
      const std::string_view file =
          angle == std::string_view::npos ? said : said.substr(angle + 1, said.size() - angle - 2);
      const std::string title = angle == std::string_view::npos ? title_of_file(file) : std::string(text);
      made_ += fmt::format("[{}](<{}.md>)", one_line(title), one_line(file));
    } else if (name.starts_with("cite")) {
      made_ += fmt::format("({})", said);
    } else if (std::ranges::find(names, name) != names.end()) {
      made_ += text;
    } else {
      made_ += line_.substr(tick, end - tick);
    }
    // Each line keeps its place.
    const auto lines_in = [](std::string_view some) { return std::ranges::count(some, '\n'); };
    const auto lost =
        lines_in(line_.substr(tick, end - tick)) - lines_in(std::string_view(made_).substr(from));
    made_.append(static_cast<std::size_t>(lost), '\n');
    at_ = end;
    return true;
  }

  /// A footnote that is called behind a link is no place that the link leads to.
  bool call() {
    if (at_ > 0 && line_[at_ - 1] == ']' && line_.substr(at_).starts_with("[^")) made_ += "<!-- -->";
    return false;
  }

  /// “$x_1$” in TeX, which is no emphasis.
  bool formula() {
    const std::size_t size = line_.substr(at_ + 1, longest_formula).find('$');
    if (size == std::string_view::npos || size == 0) return copy(run_of(line_.substr(at_), '$'));
    const std::size_t end = at_ + 1 + size;
    const std::string_view inside = line_.substr(at_ + 1, end - at_ - 1);
    const char next = end + 1 < line_.size() ? line_[end + 1] : ' ';
    const bool is_sure = inside.find_first_of("\\^_{") != std::string_view::npos;
    const bool is_tight = inside.front() != ' ' && inside.back() != ' ';
    const bool is_apart = !is_letter(next) && !is_digit(next) && next != '$';
    if (!is_apart || !(is_sure || is_tight) || inside.contains('`') || !is_formula(inside)) return false;
    made_ += fmt::format("`${}$`", inside);
    at_ = end + 1;
    return true;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::string made_;
};

// ------------------------------------------------------------------ blocks

class Blocks {
 public:
  explicit Blocks(std::vector<std::string>& lines) : lines_(lines) {}

  void read(std::size_t begin, std::size_t end, int depth) {
    char fence = 0;  // that is open
    std::size_t length = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view line = trimmed(lines_[i]);
      const char sign = line.empty() ? ' ' : line.front();
      const std::size_t run = sign == '`' || sign == '~' ? run_of(line, sign) : 0;
      if (fence != 0) {
        if (sign == fence && run >= length && run == line.size()) fence = 0;
      } else if (run >= 3 && (sign == '~' || !line.substr(run).contains('`'))) {
        fence = sign;
        length = run;
      } else if (!line.empty() && !is_indented_code(i)) {
        i = block(i, end, depth);
      }
    }
  }

 private:
  /// Whether a line is code by its indentation: in a list it is more likely what belongs to an item.
  bool is_indented_code(std::size_t i) {
    const std::string_view line = trimmed(lines_[i]);
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const bool is_item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") ||
                         (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')'));
    const bool is_indented = indent_of(lines_[i]) >= 4;
    if (is_item || !is_indented) in_list_ = is_item || (in_list_ && indent_of(lines_[i]) > 0);
    return is_indented && !in_list_;
  }

  /// The last line of what begins at `i`.
  std::size_t block(std::size_t i, std::size_t end, int depth) {
    const std::string line(trimmed(lines_[i]));
    std::optional<std::size_t> last;
    if (depth < deepest) {
      constexpr std::string_view begin_indented[] = {"!!! ", "??? ", "???+ ", "=== \"", "=== '"};
      if (std::ranges::any_of(begin_indented,
                              [&](std::string_view each) { return line.starts_with(each); })) {
        last = indented(i, end, depth);
      } else if (line.starts_with("///")) {
        last = slashes(i, end, depth);
      } else if (line.starts_with(":::")) {
        last = colons(i, end, depth);
      } else if (line.starts_with("$$")) {
        last = formula(i, end);
      } else if (line.starts_with("{%") && line.find("%}") + 2 == line.size()) {
        last = tag(i, end);
      }
    }
    if (last) return *last;
    if (line.starts_with('(') && line.ends_with(")=") &&
        std::ranges::all_of(line.substr(1, line.size() - 3), is_of_name)) {
      lines_[i].clear();
    } else {
      return paragraph(i, end);
    }
    return i;
  }

  /// What code and formulas in a line may go on in is the next line.
  std::size_t paragraph(std::size_t i, std::size_t end) {
    std::size_t last = i;
    if (lines_[i].find_first_of("`{$]") == std::string::npos) return i;
    while (last + 1 < end && goes_on(trimmed(lines_[last + 1]))) ++last;
    std::string all = lines_[i];
    for (std::size_t j = i + 1; j <= last; ++j) all += '\n' + lines_[j];
    const std::string made = Paragraph(all).read();
    std::size_t at = 0;
    for (std::size_t j = i; j <= last; ++j) {
      const std::size_t line_end = std::min(made.find('\n', at), made.size());
      lines_[j] = made.substr(at, line_end - at);
      at = std::min(line_end + 1, made.size());
    }
    return last;
  }

  /// Whether a line with no item and no block in it goes on with the paragraph above.
  static bool goes_on(std::string_view line) {
    constexpr std::array<std::string_view, 15> signs{"```", "~~~", "!!!", "???", "===", "///", ":::", "$$",
                                                     "{%",  "- ",  "* ",  "+ ",  "#",   "|",   ">"};
    return !line.empty() && !is_digit(line.front()) &&
           std::ranges::none_of(signs, [line](std::string_view sign) { return line.starts_with(sign); });
  }

  /// Lines of their own depth in a quote, or behind the indentation that the block has.
  void put(std::size_t begin, std::size_t end, std::size_t indent, bool is_quote) {
    for (std::size_t i = begin; i < end; ++i) {
      const bool is_blank = trimmed(lines_[i]).empty();
      if (is_blank && !is_quote) continue;
      lines_[i] = std::string(indent, ' ') + (is_quote ? is_blank ? ">" : "> " : "") + lines_[i];
    }
  }

  /// Two spaces at its end: what follows is a line of its own.
  void put_title(std::size_t i, std::size_t indent, std::string_view title, bool is_quote) {
    lines_[i] = std::string(indent, ' ') + (is_quote ? "> " : "");
    if (!title.empty()) lines_[i] += fmt::format("**{}**  ", trimmed(title));
  }

  /// “!!! note "Title"” and “=== "Tab"”, with what is indented below them.
  std::size_t indented(std::size_t i, std::size_t end, int depth) {
    const std::string head(trimmed(lines_[i]));
    const std::size_t indent = indent_of(lines_[i]);
    std::size_t last = i;
    for (std::size_t j = i + 1; j < end; ++j) {
      if (trimmed(lines_[j]).empty()) continue;
      if (indent_of(lines_[j]) < indent + 4) break;
      last = j;
    }
    for (std::size_t j = i + 1; j <= last; ++j) lines_[j] = without_indent(lines_[j], indent + 4);
    read(i + 1, last + 1, depth + 1);
    const bool is_quote = !head.starts_with('=');
    const std::string_view name = first_word(std::string_view(head).substr(head.find(' ') + 1));
    put_title(i, indent, quoted_in(head).value_or(title_of_name(name)), is_quote);
    put(i + 1, last + 1, indent, is_quote);
    return last;
  }

  /// The line that ends what begins at `i` with so many signs; nothing where there is none.
  std::optional<std::size_t> end_of(std::size_t i, std::size_t end, char sign, std::size_t count) const {
    std::size_t open = 1;
    bool is_code = false;
    for (std::size_t j = i + 1; j < std::min(end, i + most_lines); ++j) {
      const std::string_view line = trimmed(lines_[j]);
      if (line.starts_with("```") || line.starts_with("~~~")) is_code = !is_code;
      if (is_code || run_of(line, sign) != count) continue;
      if (line.size() > count) ++open;
      if (line.size() == count && --open == 0) return j;
    }
    return std::nullopt;
  }

  /// “/// note | Title”, up to “///”.
  std::optional<std::size_t> slashes(std::size_t i, std::size_t end, int depth) {
    const std::string head(trimmed(lines_[i]));
    const std::size_t count = run_of(head, '/');
    const std::string_view said = trimmed(std::string_view(head).substr(count));
    const std::optional<std::size_t> last = said.empty() ? std::nullopt : end_of(i, end, '/', count);
    if (!last) return std::nullopt;
    const std::size_t bar = said.find('|');
    const std::string_view name = trimmed(said.substr(0, bar));
    read(i + 1, *last, depth + 1);
    wrap(i, *last, bar == std::string_view::npos ? title_of_name(name) : std::string(said.substr(bar + 1)),
         name != "tab");
    return last;
  }

  void wrap(std::size_t i, std::size_t last, std::string_view title, bool is_quote) {
    put_title(i, indent_of(lines_[i]), title, is_quote);
    put(i + 1, last, 0, is_quote);
    lines_[last].clear();
  }

  /// “:::note Title”, “::: {.callout-tip}” and “:::{note}”, up to “:::”.
  std::optional<std::size_t> colons(std::size_t i, std::size_t end, int depth) {
    const std::string head(trimmed(lines_[i]));
    const std::size_t count = run_of(head, ':');
    const std::string_view said = trimmed(std::string_view(head).substr(count));
    const std::optional<std::size_t> last = said.empty() ? std::nullopt : end_of(i, end, ':', count);
    if (!last) {  // of a page made of a program's comments, or an end without a beginning
      lines_[i].clear();
      for (++i; i < end && !said.empty() && !trimmed(lines_[i]).empty() && indent_of(lines_[i]) >= 4; ++i)
        lines_[i].clear();
      return i - 1;
    }
    if (const Directive directive = directive_in(said); !directive.name.empty()) {
      const std::string fence =
          std::string(indent_of(lines_[i]), ' ') + std::string(fence_of_ours) + std::string(count, '~');
      lines_[i] = fence + std::string(said);
      lines_[*last] = fence;
      return last;
    }
    read(i + 1, *last, depth + 1);
    constexpr std::string_view callout = ".callout-";
    const std::size_t called = said.find(callout);
    if (said.starts_with('{') && called == std::string_view::npos) {  // it only arranges things
      lines_[i].clear();
      lines_[*last].clear();
      return last;
    }
    std::string_view name = said.starts_with('{') ? said.substr(called + callout.size()) : said;
    name = name.substr(0, name.find_first_of(" \t[}{"));
    std::string title(said.starts_with('{') ? std::string_view() : trimmed(said.substr(name.size())));
    if (title.starts_with('[') && title.ends_with(']')) title = title.substr(1, title.size() - 2);
    wrap(i, *last, title.empty() ? title_of_name(name) : title, true);
    return last;
  }

  /// A formula on lines of its own, or on one.
  std::optional<std::size_t> formula(std::size_t i, std::size_t end) {
    const std::string line(trimmed(lines_[i]));
    const std::string indent(indent_of(lines_[i]), ' ');
    if (const std::size_t close = line.find("$$", 2); close != std::string::npos) {
      const std::string_view rest = trimmed(std::string_view(line).substr(close + 2));
      if (close == 2 || line.contains('`') || !(rest.empty() || rest.starts_with('('))) return std::nullopt;
      lines_[i] = fmt::format("{}`{}`", indent, line.substr(0, close + 2));
      return i;
    }
    if (line.size() > 2) return formula_below(i, end, indent + line);
    for (std::size_t j = i + 1; j < std::min(end, i + most_lines); ++j) {
      const std::string_view closing = trimmed(lines_[j]);
      if (!closing.starts_with("$$")) continue;
      if (closing.size() > 2 && !trimmed(closing.substr(2)).starts_with('(')) return std::nullopt;
      lines_[i] = fmt::format("{}{} tex", indent, fence_of_ours);
      lines_[j] = indent + std::string(fence_of_ours);
      return j;
    }
    return std::nullopt;
  }

  /// One that begins behind its signs and ends in a line below is code that goes over these lines.
  std::optional<std::size_t> formula_below(std::size_t i, std::size_t end, const std::string& first) {
    if (first.contains('`')) return std::nullopt;
    for (std::size_t j = i + 1; j < std::min(end, i + most_lines); ++j) {
      const std::string line(trimmed(lines_[j]));
      const std::size_t close = line.find("$$");
      if ((close != 0 && !goes_on(line)) || line.contains('`')) return std::nullopt;
      if (close == std::string::npos) continue;
      lines_[i] = std::string(indent_of(first), ' ') + "`" + std::string(trimmed(first));
      lines_[j] = line.substr(0, close + 2) + "`";
      return j;
    }
    return std::nullopt;
  }

  /// “{% tag %}” on a line of its own.
  std::size_t tag(std::size_t i, std::size_t end) {
    std::string_view said = trimmed(lines_[i]);
    said = trimmed(said.substr(2, said.size() - 4));
    const std::string name(first_word(said));
    const std::optional<std::string> value = quoted_in(said);
    const bool is_tab = name == "tab" && value.has_value();
    const bool is_address = name == "embed" && value && value->starts_with("http");
    lines_[i] = is_tab       ? fmt::format("**{}**  ", *value)
                : is_address ? fmt::format("<{}>", *value)
                             : std::string();
    // Exercises of GitBook: code to begin with, the solution, and a test that a program makes.
    const bool is_code = name == "initial" || name == "solution";
    const bool is_hidden = name == "validation" || name == "context";
    if (!is_code && !is_hidden) return i;
    for (++i; i < end && !trimmed(lines_[i]).starts_with("{%"); ++i) {
      if (is_hidden) lines_[i].clear();
      if (is_code && !lines_[i].empty()) lines_[i] = "    " + lines_[i];
    }
    return i - 1;
  }

  std::vector<std::string>& lines_;
  bool in_list_ = false;
};

bool has_dialect(std::string_view text) {
  constexpr std::array<std::string_view, 9> signs{"{", "$", ":::", "!!! ", "???", "=== ", "///", ")=", "][^"};
  return std::ranges::any_of(signs, [text](std::string_view sign) { return text.contains(sign); });
}

}  // namespace

std::string as_common_markdown(std::string_view text) {
  if (!has_dialect(text)) return std::string(text);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
  }
  Blocks(lines).read(0, lines.size(), 0);
  std::string made;
  made.reserve(text.size() + text.size() / 8);
  for (const std::string& line : lines) made.append(line) += '\n';
  return made;
}

Directive directive_in(std::string_view info) {
  info = trimmed(info);
  const std::size_t end = info.find('}');
  if (!info.starts_with('{') || end == std::string_view::npos || end == 1) return {};
  const std::string_view name = info.substr(1, end - 1);
  if (!is_letter(name.front()) || !std::ranges::all_of(name, is_of_name)) return {};
  return {std::string(name), std::string(trimmed(info.substr(end + 1)))};
}

std::string_view behind_options(std::string_view lines) {
  const auto line_end = [&](std::size_t at) { return std::min(lines.find('\n', at), lines.size()); };
  std::size_t at = 0;
  if (lines.starts_with("---\n")) {
    const std::size_t end = lines.find("\n---", 3);
    return end == std::string_view::npos ? lines
                                         : lines.substr(std::min(line_end(end + 1) + 1, lines.size()));
  }
  while (at < lines.size()) {
    const std::string_view line = lines.substr(at, line_end(at) - at);
    const std::size_t colon = line.find(':', 1);
    if (!line.starts_with(':') || colon == std::string_view::npos || colon == 1) break;
    if (line.substr(1, colon - 1).contains(' ')) break;
    at = line_end(at) + 1;
  }
  return lines.substr(std::min(at, lines.size()));
}

std::string option_of(std::string_view lines, std::string_view name) {
  const std::string sign = fmt::format(":{}:", name);
  const std::string_view options = lines.substr(0, lines.size() - behind_options(lines).size());
  std::size_t at = options.starts_with(sign) ? 0 : options.find("\n" + sign);
  if (at == std::string_view::npos) return {};
  at = options.find(sign, at) + sign.size();
  return one_line(options.substr(at, options.find('\n', at) - at));
}

DirectiveKind kind_of(std::string_view name) {
  constexpr std::array<std::string_view, 2> pictures{"figure", "image"};
  constexpr std::array<std::string_view, 10> silent{
      "tableofcontents", "toctree",      "bibliography", "contents",         "index",
      "exercise-end",    "solution-end", "raw",          "footbibliography", "literalinclude"};
  constexpr std::array<std::string_view, 16> plain{
      "tab-set", "grid",  "grid-item", "epigraph", "margin",     "div",       "container",  "only",
      "hlist",   "aside", "glossary",  "table",    "list-table", "csv-table", "pull-quote", "highlights"};
  constexpr std::array<std::string_view, 27> titled{
      "admonition",     "dropdown",   "card",     "tab-item",       "grid-item-card",
      "topic",          "sidebar",    "details",  "attention",      "caution",
      "danger",         "error",      "hint",     "important",      "note",
      "seealso",        "tip",        "warning",  "todo",           "versionadded",
      "versionchanged", "deprecated", "exercise", "exercise-start", "solution",
      "solution-start", "rubric"};
  const auto is_in = [name](const auto& names) { return std::ranges::find(names, name) != names.end(); };
  if (is_in(pictures)) return DirectiveKind::picture;
  if (is_in(silent)) return DirectiveKind::silent;
  if (is_in(plain)) return DirectiveKind::plain;
  if (is_in(titled) || name.starts_with("prf:") || name.starts_with("proof:")) return DirectiveKind::titled;
  return DirectiveKind::code;
}

std::string title_of(const Directive& directive) {
  constexpr std::array<std::string_view, 8> called_by_argument{
      "admonition", "dropdown", "card", "tab-item", "grid-item-card", "topic", "sidebar", "details"};
  const std::string_view name = directive.name;
  if (std::ranges::find(called_by_argument, name) != called_by_argument.end() || name == "rubric")
    return directive.argument;
  std::string_view last = name.substr(name.find(':') + 1);
  if (last.ends_with("-start")) last.remove_suffix(6);
  const bool is_theorem = name.contains(':') && !directive.argument.empty();
  return title_of_name(last) + (is_theorem ? ": " + directive.argument : "");
}

std::string title_of_name(std::string_view name) {
  std::string title(name);
  std::ranges::replace(title, '-', ' ');
  std::ranges::replace(title, '_', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
  return title;
}

}  // namespace pensum::importing
