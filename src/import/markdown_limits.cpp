#include "import/markdown_limits.hpp"

#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::importing {

namespace {

constexpr std::size_t usual_declarations = 1'000;
constexpr std::size_t longest_rule = 1'000;

// How many lists and quotes a line opens one inside the other before its text begins.
std::size_t opened_by(std::string_view line) {
  // A line of “- - - -” is a rule across the page.
  for (const std::string_view signs : {"- \t", "* \t"}) {
    if (line.find_first_not_of(signs) == std::string_view::npos && line.size() < longest_rule) return 0;
  }
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool parted = at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t';
    if (c == '>' || ((c == '-' || c == '*' || c == '+' || c == '.' || c == ')') && parted)) {
      ++count;
    } else if (c != ' ' && c != '\t' && (c < '0' || c > '9')) {
      break;
    }
  }
  return count;
}

// Whether a line cannot go on with the paragraph above it: it is blank, or begins an item of its own.
bool begins_block(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return true;
  return first <= 3 && line.substr(0, first).find('\t') == std::string_view::npos &&
         std::string_view("-*+").contains(line[first]) && first + 1 < line.size() && line[first + 1] == ' ';
}

// What a line is as a definition of a link, “[name]: address "title"”.
enum class Definition { none, open, closed };

Definition definition_in(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t->*+.)0123456789");
  const std::size_t colon = line.find("]:");
  if (first == std::string_view::npos || line[first] != '[' || colon == std::string_view::npos) {
    return Definition::none;
  }
  const std::string rest = one_line(line.substr(colon + 2));
  const std::string title = one_line(std::string_view(rest).substr(std::min(rest.find(' '), rest.size())));
  if (title.empty()) return rest.empty() ? Definition::open : Definition::closed;
  const std::size_t kind = std::string_view("\"'(").find(title.front());
  const bool closed = title.size() > 1 && kind < 3 && title.back() == "\"')"[kind];
  return closed ? Definition::closed : Definition::open;
}

class Check {
 public:
  Check(std::string_view text, const std::string& file, int lines_before, const MarkdownLimits& limits)
      : text_(text), file_(file), line_(lines_before), limits_(limits) {}

  Result<void> run() {
    all_brackets_ = static_cast<std::size_t>(std::ranges::count(text_, '['));
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find_first_of("\r\n", at), text_.size());
      ++line_;
      if (auto checked = line(text_.substr(at, end - at)); !checked) return checked;
      at = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    return {};
  }

 private:
  Result<void> line(std::string_view line) {
    if (opened_by(line) > limits_.depth) return nested_too_deeply(file_, line_, limits_.depth);
    if (begins_block(line)) brackets_ = defined_ = 0;
    define(line);
    brackets_ += static_cast<std::size_t>(std::ranges::count(line, '['));
    if (brackets_ > limits_.brackets) {
      return failure(fmt::format("a paragraph has more than {} brackets", limits_.brackets),
                     "part it with empty lines", {file_, line_});
    }
    if (defined_ * all_brackets_ > limits_.expanded) {
      return failure("the links to this address would be too large in all", "write a shorter address",
                     {file_, line_});
    }
    return {};
  }

  // A title may go on in further lines, also in those that look as if they began a definition.
  void define(std::string_view line) {
    const Definition definition = definition_in(line);
    if (closed_ && definition != Definition::none) defined_ = 0;
    closed_ = defined_ == 0 && definition == Definition::closed;
    if (defined_ > 0 || definition != Definition::none) defined_ += line.size() + 1;
  }

  std::string_view text_;
  const std::string& file_;
  int line_;
  const MarkdownLimits& limits_;
  std::size_t all_brackets_ = 0;
  std::size_t brackets_ = 0;  // in the paragraph
  std::size_t defined_ = 0;   // bytes of what may be a definition of links
  bool closed_ = false;       // whether that ended with the line above
};

bool is_declaration(std::string_view rest) {
  return rest.starts_with("<?") || (rest.starts_with("<!") && !rest.starts_with("<!--"));
}

}  // namespace

Result<void> check_markdown(std::string_view text, const std::string& file, int lines_before,
                            const MarkdownLimits& limits) {
  if (text.size() > limits.bytes) {
    return failure(fmt::format("the text has {} bytes; the limit is {}", text.size(), limits.bytes),
                   "split it into smaller files", {file});
  }
  return Check(text, file, lines_before, limits).run();
}

std::string without_declarations(std::string_view text) {
  std::string out(text);
  std::size_t count = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (is_declaration(text.substr(at)) && ++count > usual_declarations) out[at] = ' ';
  }
  return out;
}

std::unexpected<Diagnostics> nested_too_deeply(const std::string& file, int line, std::size_t limit) {
  return failure(fmt::format("lists or quotes are nested in more than {} levels", limit), "nest them less",
                 {file, line});
}

}  // namespace pensum::importing
