#include "import/toc_yaml.hpp"

#include "base/language_tag.hpp"
#include "import/page_file.hpp"
#include "import/plain_text.hpp"
#include "import/yaml_text.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::importing {
namespace {

bool is_web_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

/// A YAML file that is the input, or has one of `names` in the folder that is.
struct Contents {
  std::string name;  ///< within the tree; may be empty
  std::string file;  ///< as diagnostics call it
  std::string bytes;
};

Contents contents_in(const Input& input, std::initializer_list<std::string_view> names) {
  if (!input.member.empty() || input.tree == nullptr) return {input.member, input.name, input.bytes};
  for (const std::string_view name : names) {
    if (!input.tree->has(name)) continue;
    Result<std::string> bytes = input.tree->read(name);
    if (bytes) return {std::string(name), fmt::format("{}/{}", input.name, name), *std::move(bytes)};
  }
  return {};
}

Contents jupyter_book_in(const Input& input) { return contents_in(input, {"_toc.yml", "_toc.yaml"}); }
Contents mkdocs_in(const Input& input) { return contents_in(input, {"mkdocs.yml", "mkdocs.yaml"}); }

std::string language_in(const YAML::Node& node) {
  std::string tag = scalar(node);
  std::ranges::replace(tag, '_', '-');
  return is_language_tag(tag) ? tag : std::string();
}

/// An address on the web: spaces are the only characters in names of files that it may not have.
std::string address(const std::string& base, std::string_view path) {
  std::string url = base;
  if (!url.ends_with('/')) url += '/';
  for (const char c : path) url += c == ' ' ? std::string("%20") : std::string(1, c);
  return url;
}

class JupyterBook {
 public:
  JupyterBook(const Input& input, const Choices& choices)
      : contents_(jupyter_book_in(input)), choices_(choices), pages_(input.tree, choices.texts) {}

  Result<Outline> read() {
    const Result<YAML::Node> root = read_yaml(contents_.bytes, contents_.file);
    if (!root) return std::unexpected(root.error());
    read_config();
    if (root->IsSequence()) {
      outline_.children = entries(*root);  // before Jupyter Book 0.11
    } else {
      if (const std::string first = scalar(value(*root, "root")); !first.empty()) {
        outline_.children.push_back(page(first, {}, {}));
      }
      std::ranges::move(below(*root), std::back_inserter(outline_.children));
    }
    if (outline_.children.empty()) {
      return failure("the table of contents names no pages",
                     "it has “root:” and “chapters:”, or a list of “file:”", {contents_.file});
    }
    pages_.finish(outline_, contents_.file);
    return std::move(outline_);
  }

 private:
  void read_config() {
    const std::string name = archive::resolved(contents_.name, "_config.yml");
    if (!pages_.has(name)) return;
    const Result<std::string> bytes = pages_.tree()->read(name);
    if (!bytes) return;
    const Result<YAML::Node> config = read_yaml(*bytes, name);
    if (!config) {
      outline_.warnings.push_back({Severity::warning, {name}, "it is damaged: the title is not known", {}});
      return;
    }
    outline_.title = one_line(scalar(value(*config, "title")));
    outline_.source.text = one_line(scalar(value(*config, "author")));
    outline_.language = language_in(value(value(value(*config, "sphinx"), "config"), "language"));
  }

  /// All that is below an entry, whatever its kind is called.
  std::vector<Node> below(const YAML::Node& entry) {
    std::vector<Node> nodes;
    for (const char* key : {"parts", "chapters", "sections", "entries", "subtrees", "items"}) {
      std::ranges::move(entries(value(entry, key)), std::back_inserter(nodes));
    }
    return nodes;
  }

  std::vector<Node> entries(const YAML::Node& list) {
    std::vector<Node> nodes;
    if (!list.IsDefined() || !list.IsSequence()) return nodes;
    bool in_part = false;  // of the old format: a line of its own, and what follows it
    for (const YAML::Node& entry : list) {
      const std::string heading = one_line(scalar(value(entry, "header")) + scalar(value(entry, "part")));
      if (!heading.empty()) {
        nodes.emplace_back();
        nodes.back().title = heading;
        nodes.back().children = below(entry);
        in_part = nodes.back().children.empty();
        continue;
      }
      std::ranges::move(nodes_of(entry), std::back_inserter(in_part ? nodes.back().children : nodes));
    }
    return nodes;
  }

  std::vector<Node> nodes_of(const YAML::Node& entry) {
    const std::string title = one_line(scalar(value(entry, "title")));
    const Place place = place_of(entry, contents_.file);
    if (const std::string pattern = scalar(value(entry, "glob")); !pattern.empty())
      return matching(pattern, place);
    std::vector<Node> nodes(1);
    Node& node = nodes.front();
    const std::string url = scalar(value(entry, "url"));
    const std::string file = scalar(entry) + scalar(value(entry, "file"));
    if (!file.empty()) {
      node = page(file, title, place);
    } else {
      node.title = title.empty() ? one_line(scalar(value(entry, "caption"))) : title;
      if (is_web_address(url)) node.url = node.key = url;
      if (node.title.empty()) node.title = url;
    }
    node.children = below(entry);
    if (file.empty() && url.empty()) {  // a part without a name, or a line of no content
      if (node.children.empty()) return {};
      if (node.title.empty()) return std::move(node.children);
    }
    return nodes;
  }

  std::vector<Node> matching(const std::string& pattern, const Place& place) {
    std::vector<Node> nodes;
    const std::string whole = archive::resolved(contents_.name, pattern);
    if (pages_.tree() == nullptr || whole.empty()) return nodes;
    for (const std::string& name : pages_.tree()->names()) {
      const std::string bare = name.substr(0, name.rfind('.'));
      const bool matches = fnmatch(whole.c_str(), name.c_str(), FNM_PATHNAME) == 0 ||
                           fnmatch(whole.c_str(), bare.c_str(), FNM_PATHNAME) == 0;
      if (matches && ends_like_a_page(name)) nodes.push_back(page(name, {}, place));
    }
    return nodes;
  }

  static constexpr std::array<std::string_view, 6> endings = {"",     ".md",  ".ipynb",
                                                              ".rst", ".txt", ".markdown"};

  static bool ends_like_a_page(std::string_view name) {
    return std::ranges::any_of(
        endings, [&](std::string_view ending) { return !ending.empty() && name.ends_with(ending); });
  }

  Node page(const std::string& file, std::string title, Place place) {
    Node node;
    node.title = std::move(title);
    node.key = file;
    node.place = std::move(place);
    const std::string name = archive::resolved(contents_.name, file);
    const auto ending = std::ranges::find_if(
        endings, [&](std::string_view end) { return pages_.has(name + std::string(end)); });
    pages_.fill(node, name + std::string(ending == endings.end() ? "" : *ending));
    if (!choices_.base_url.empty()) node.url = address(choices_.base_url, without_ending(file) + ".html");
    return node;
  }

  static std::string without_ending(const std::string& file) {
    return ends_like_a_page(file) ? file.substr(0, file.rfind('.')) : file;
  }

  Contents contents_;
  const Choices& choices_;
  Pages pages_;
  Outline outline_;
};

class MkDocs {
 public:
  MkDocs(const Input& input, const Choices& choices)
      : contents_(mkdocs_in(input)), pages_(input.tree, choices.texts) {
    base_url_ = choices.base_url;
  }

  Result<Outline> read() {
    const Result<YAML::Node> root = read_yaml(contents_.bytes, contents_.file);
    if (!root) return std::unexpected(root.error());
    read_settings(*root);
    YAML::Node nav = value(*root, "nav");
    if (!nav.IsDefined()) nav.reset(value(*root, "pages"));  // before MkDocs 1.0
    outline_.children = nav.IsDefined() && nav.IsSequence() ? entries(nav) : files_in(docs_);
    if (outline_.children.empty()) {
      return failure("there are no pages: neither “nav:” nor the documentation’s folder has some",
                     "import the file where it lies, beside its folder “docs”", {contents_.file});
    }
    pages_.finish(outline_, contents_.file);
    return std::move(outline_);
  }

 private:
  void read_settings(const YAML::Node& root) {
    outline_.title = one_line(scalar(value(root, "site_name")));
    outline_.summary = one_line(scalar(value(root, "site_description")));
    outline_.source.text = one_line(scalar(value(root, "site_author")));
    const std::string site = scalar(value(root, "site_url"));
    if (is_web_address(site)) outline_.source.url = site;
    if (base_url_.empty() && is_web_address(site)) base_url_ = site;
    const YAML::Node theme = value(root, "theme");
    for (const char* key : {"language", "locale"}) {
      if (outline_.language.empty()) outline_.language = language_in(value(theme, key));
    }
    const std::string docs = scalar(value(root, "docs_dir"));
    docs_ = archive::resolved(contents_.name, docs.empty() ? "docs" : docs) + "/";
    pages_.put_in_from({docs_, contents_.name.substr(0, contents_.name.rfind('/') + 1)});
    folders_as_addresses_ = scalar(value(root, "use_directory_urls")) != "false";
  }

  std::vector<Node> entries(const YAML::Node& list) {
    std::vector<Node> nodes;
    for (const YAML::Node& entry : list) {
      if (entry.IsScalar()) {
        nodes.push_back(target(scalar(entry), {}, entry));
      } else if (entry.IsMap()) {
        for (const auto& pair : entry) nodes.push_back(titled(one_line(scalar(pair.first)), pair.second));
      }
    }
    std::erase_if(nodes, [](const Node& node) {
      return node.title.empty() && node.key.empty() && node.children.empty();
    });
    return nodes;
  }

  Node titled(std::string title, const YAML::Node& what) {
    if (what.IsScalar()) return target(scalar(what), std::move(title), what);
    Node node;
    node.title = std::move(title);
    node.place = place_of(what, contents_.file);
    if (what.IsSequence()) node.children = entries(what);
    return node;
  }

  // A page, a folder of pages (by a plug-in), or an address.
  Node target(const std::string& link, std::string title, const YAML::Node& entry) {
    Node node;
    node.title = std::move(title);
    node.place = place_of(entry, contents_.file);
    node.key = link;
    if (is_web_address(link)) {
      node.url = link;
      if (node.title.empty()) node.title = link;
    } else if (link.ends_with('/') || link.ends_with("/*")) {
      node.key.clear();
      if (node.title.empty()) node.title = title_of_file(link.substr(0, link.rfind('/')));
      const std::string folder = archive::resolved(docs_, link.substr(0, link.rfind('/')));
      node.children = files_in(folder + "/");
      if (node.children.empty()) pages_.fill(node, folder + "/");
    } else {
      fill(node, archive::resolved(docs_, link));
    }
    return node;
  }

  void fill(Node& node, const std::string& name) {
    pages_.fill(node, name);
    if (!base_url_.empty() && name.starts_with(docs_))
      node.url = address(base_url_, web_path(name.substr(docs_.size())));
  }

  std::string web_path(std::string path) const {
    if (!path.ends_with(".md")) return path;
    path.resize(path.size() - 3);
    if (!folders_as_addresses_) return path + ".html";
    for (const std::string_view index : {"index", "README"}) {
      if (path == index) return {};
      if (path.ends_with("/" + std::string(index))) return path.substr(0, path.size() - index.size());
    }
    return path + "/";
  }

  // As MkDocs lists them: the index, the other pages, the folders.
  std::vector<Node> files_in(const std::string& folder) {
    std::vector<std::string> pages;
    std::vector<std::string> folders;
    if (pages_.tree() == nullptr) return {};
    const std::vector<std::string>& names = pages_.tree()->names();
    for (auto at = std::ranges::lower_bound(names, folder); at != names.end() && at->starts_with(folder);
         ++at) {
      const std::size_t slash = at->find('/', folder.size());
      if (!at->ends_with(".md") && !at->ends_with(".markdown")) continue;
      if (slash == std::string::npos) {
        pages.push_back(*at);
      } else if (std::string inner = at->substr(0, slash + 1); folders.empty() || folders.back() != inner) {
        folders.push_back(std::move(inner));
      }
    }
    std::ranges::stable_partition(pages, is_index);
    std::vector<Node> nodes;
    for (const std::string& name : pages) {
      nodes.emplace_back();
      nodes.back().key = name.substr(std::min(docs_.size(), name.size()));
      fill(nodes.back(), name);
    }
    for (const std::string& inner : folders) {
      nodes.emplace_back();
      nodes.back().title = title_of_file(inner.substr(0, inner.size() - 1));
      nodes.back().children = files_in(inner);
    }
    return nodes;
  }

  static bool is_index(const std::string& name) {
    return name.ends_with("/index.md") || name.ends_with("/README.md");
  }

  Contents contents_;
  std::string base_url_;
  Pages pages_;
  std::string docs_;  ///< the documentation's folder, with “/” at its end
  bool folders_as_addresses_ = true;
  Outline outline_;
};

}  // namespace

bool is_jupyter_book(const Input& input) {
  const Contents contents = jupyter_book_in(input);
  const std::string_view bytes = contents.bytes;
  if (has_line(bytes, "format: jb-")) return true;
  const bool rooted =
      has_line(bytes, "root:") && (has_line(bytes, "chapters:") || has_line(bytes, "parts:") ||
                                   has_line(bytes, "sections:") || has_line(bytes, "subtrees:"));
  const bool is_called_so = contents.file.ends_with("_toc.yml") || contents.file.ends_with("_toc.yaml");
  return rooted || (is_called_so && (has_line(bytes, "- file:") || has_line(bytes, "- header:") ||
                                     has_line(bytes, "- part:")));
}

Result<Outline> read_jupyter_book(const Input& input, const Choices& choices) {
  return JupyterBook(input, choices).read();
}

bool is_mkdocs(const Input& input) { return has_line(mkdocs_in(input).bytes, "site_name:"); }

Result<Outline> read_mkdocs(const Input& input, const Choices& choices) {
  return MkDocs(input, choices).read();
}

}  // namespace pensum::importing
