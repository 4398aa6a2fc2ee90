#include "import/page_file.hpp"

#include "base/utf8.hpp"
#include "base/word_count.hpp"
#include "import/html_reading.hpp"
#include "import/html_text.hpp"
#include "import/markdown_reading.hpp"
#include "import/markdown_text.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace pensum::importing {
namespace {

using Json = nlohmann::json;

Page of_prose(std::string_view markdown) {
  Prose prose = read_prose(markdown);
  Page page{std::move(prose.heading), {}};
  page.effort.words = prose.words;
  page.effort.code_lines = prose.code_lines;
  page.effort.pictures = prose.pictures;
  return page;
}

/// Text that is one string, or a list of lines.
std::string text_in(const Json& cell, const char* key) {
  const auto text = cell.find(key);
  if (text == cell.end()) return {};
  if (text->is_string()) return text->get<std::string>();
  std::string all;
  if (!text->is_array()) return all;
  for (const Json& line : *text) {
    if (line.is_string()) all += line.get_ref<const std::string&>();
  }
  return all;
}

std::int64_t lines_with_text(const std::string& code) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = std::min(code.find('\n', at), code.size());
    if (std::string_view(code).substr(at, end - at).find_first_not_of(" \t\r") != std::string_view::npos)
      ++count;
    at = end + 1;
  }
  return count;
}

Page of_notebook(const std::string& bytes) {
  const Json notebook = Json::parse(bytes, nullptr, false);
  std::string markdown;
  std::int64_t code_lines = 0;
  if (notebook.is_object() && notebook.contains("cells") && notebook["cells"].is_array()) {
    for (const Json& cell : notebook["cells"]) {
      if (!cell.is_object() || !cell.contains("cell_type")) continue;
      if (cell["cell_type"] == "markdown") markdown += text_in(cell, "source") + "\n\n";
      if (cell["cell_type"] == "code") code_lines += lines_with_text(text_in(cell, "source"));
    }
  }
  Page page = of_prose(markdown);
  page.effort.code_lines += code_lines;
  return page;
}

/// The cells of a notebook one below the other.
std::string markdown_of_notebook(const std::string& bytes) {
  const Json notebook = Json::parse(bytes, nullptr, false);
  std::string markdown;
  if (!notebook.is_object() || !notebook.contains("cells") || !notebook["cells"].is_array()) return markdown;
  for (const Json& cell : notebook["cells"]) {
    if (!cell.is_object() || !cell.contains("cell_type")) continue;
    const std::string text = text_in(cell, "source");
    if (cell["cell_type"] == "markdown") markdown += text + "\n\n";
    if (cell["cell_type"] == "code" && !text.empty())
      markdown += "~~~~~~~~ python\n" + text + "\n~~~~~~~~\n\n";
  }
  return markdown;
}

// A title is underlined by a row of one sign.
bool is_underline(std::string_view line) {
  return line.size() >= 3 && std::string_view("=-~^\"#*+").find(line[0]) != std::string_view::npos &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

Page of_restructured_text(std::string_view text) {
  Page page;
  page.effort.words = count_words(text);
  std::string before;
  for (std::size_t at = 0; at < text.size() && page.title.empty();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = one_line(text.substr(at, end - at));
    if (is_underline(line) && !is_underline(before)) page.title = before;
    before = std::move(line);
    at = end + 1;
  }
  return page;
}

Page of_html(std::string_view bytes) {
  HtmlText text = html_text(bytes);
  return {text.heading.empty() ? text.title : text.heading, text.effort};
}

}  // namespace

Page read_page(std::string_view name, const std::string& bytes) {
  const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
  if (find_invalid_utf8(bytes) != std::string_view::npos) return {};
  if (ends(".md") || ends(".markdown") || ends(".mdx") || ends(".txt")) return of_prose(bytes);
  if (ends(".ipynb")) return of_notebook(bytes);
  if (ends(".rst")) return of_restructured_text(bytes);
  if (ends(".html") || ends(".htm")) return of_html(bytes);
  return {};
}

SourceText text_of_page(const std::string& name, const std::string& bytes, std::string_view title,
                        const archive::FileTree* tree, Texts& texts) {
  const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
  if (find_invalid_utf8(bytes) != std::string_view::npos) return {};
  if (ends(".md") || ends(".markdown") || ends(".mdx"))
    return read_markdown_text(bytes, title, markdown_page(name, tree), texts);
  if (ends(".ipynb"))
    return read_markdown_text(markdown_of_notebook(bytes), title, markdown_page(name, tree), texts);
  if (!ends(".html") && !ends(".htm")) return {};
  SourceText text = read_html(bytes, title, links_of_file(name), texts);
  text.places.push_back(name);
  return text;
}

std::string title_of_file(std::string_view name) {
  std::string_view last = name.substr(name.rfind('/') + 1);
  last = last.substr(0, last.rfind('.'));
  if ((last == "index" || last == "README") && name.find('/') != std::string_view::npos) {
    return title_of_file(name.substr(0, name.rfind('/')));
  }
  std::string title(last);
  std::ranges::replace(title, '_', ' ');
  std::ranges::replace(title, '-', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return one_line(title);
}

void Pages::fill(Node& node, const std::string& name) {
  Page page;
  Result<std::string> bytes = has(name) ? tree_->read(name) : Result<std::string>(failure(""));
  if (bytes) {
    if (snippets_ && name.ends_with(".md")) bytes = snippets_->read(*bytes, name);
    page = read_page(name, *bytes);
    if (texts_.wanted())
      node.text =
          text_of_page(name, *bytes, node.title.empty() ? page.title : node.title, tree_.get(), texts_);
  } else {
    missing_.insert(name);
  }
  node.effort = page.effort;
  if (node.title.empty()) node.title = page.title.empty() ? title_of_file(name) : page.title;
}

std::string missing_text(const std::set<std::string>& missing, std::string_view what) {
  const std::string first = shown(*missing.begin());
  return missing.size() == 1 ? fmt::format("the {} “{}”, which it names, is missing", what, first)
                             : fmt::format("{} of the {}s that it names are missing, such as “{}”",
                                           missing.size(), what, first);
}

void Pages::finish(Outline& outline, const std::string& file) {
  if (snippets_) texts_.leave_out(Omitted::include, snippets_->missing());
  texts_.finish(outline, tree_);
  if (missing_.empty()) return;
  outline.warnings.push_back(
      {Severity::warning,
       {file},
       missing_text(missing_, "page"),
       "import the file where it lies, in the folder of its pages, for minutes from words"});
}

}  // namespace pensum::importing
