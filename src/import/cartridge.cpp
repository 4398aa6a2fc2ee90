#include "import/cartridge.hpp"

#include "base/language_tag.hpp"
#include "import/foreign_xml.hpp"
#include "import/html_reading.hpp"
#include "import/html_text.hpp"
#include "import/iso_duration.hpp"
#include "import/page_file.hpp"
#include "import/plain_text.hpp"
#include "import/qti.hpp"
#include "import/short_text.hpp"
#include "import/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace pensum::importing {
namespace {

constexpr std::string_view manifest_name = "imsmanifest.xml";

std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

bool is_page(std::string_view file) {
  const std::string name = lower(file);
  return name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
}

bool is_web_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

/// The manifest's name within the tree; empty where there is none, or where it is the input itself.
std::string manifest_in(const Input& input) {
  return input.member.empty() && input.tree != nullptr ? archive::shallowest(*input.tree, manifest_name)
                                                       : std::string();
}

Result<std::string> manifest_bytes(const Input& input) {
  const std::string name = manifest_in(input);
  if (!name.empty()) return input.tree->read(name);
  return input.member.empty() && input.tree != nullptr ? std::string() : input.bytes;
}

bool is_manifest(std::string_view bytes) {
  const std::size_t root = bytes.find("<manifest");
  return root < std::min<std::size_t>(bytes.size(), 8192) && bytes.find("organizations", root) < bytes.size();
}

struct Resource {
  std::string type;
  std::string file;                ///< within the tree; may be empty
  std::vector<std::string> files;  ///< all of them
  std::string url;                 ///< where it is on the web
  pugi::xml_node node;
};

/// What Canvas knows of an item beyond its cartridge.
struct CanvasItem {
  bool published = true;
  bool header = false;
  std::string url;
};

struct CanvasModule {
  std::string key;
  std::vector<std::string> required;
};

Node& first_leaf(Node& node) { return node.children.empty() ? node : first_leaf(node.children.front()); }
const Node& last_leaf(const Node& node) {
  return node.children.empty() ? node : last_leaf(node.children.back());
}

const Node* node_of_key(const std::vector<Node>& nodes, std::string_view key) {
  for (const Node& node : nodes) {
    if (node.key == key) return &node;
    if (const Node* found = node_of_key(node.children, key)) return found;
  }
  return nullptr;
}

template <class Visit>
void for_each_node(std::vector<Node>& nodes, const Visit& visit) {
  for (Node& node : nodes) {
    visit(node);
    for_each_node(node.children, visit);
  }
}

std::size_t count_lessons(const std::vector<Node>& nodes) {
  std::size_t count = 0;
  for (const Node& node : nodes) count += node.children.empty() ? 1 : count_lessons(node.children);
  return count;
}

class Package {
 public:
  Package(const Input& input, bool cartridge, const Choices& choices)
      : input_(input), cartridge_(cartridge), texts_(choices.texts) {}

  Result<Outline> read() {
    base_ = manifest_in(input_);
    Result<std::string> bytes = manifest_bytes(input_);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    if (bytes->empty()) {
      return failure("imsmanifest.xml is missing", "a package of a learning platform has it", {input_.name});
    }
    const std::string file = base_.empty() ? input_.name : fmt::format("{}/{}", input_.name, base_);
    Result<ForeignXml> document = read_foreign_xml(*std::move(bytes), file);
    if (!document) return std::unexpected(std::move(document).error());
    document_ = *std::move(document);
    read_resources();
    read_canvas();
    read_organization();
    return finish();
  }

 private:
  pugi::xml_node root() const { return document_.root(); }

  void warn(std::string message, std::string hint = {}) {
    outline_.warnings.push_back(
        {Severity::warning, {document_.document.file()}, std::move(message), std::move(hint)});
  }

  // Resources

  void read_resources() {
    const pugi::xml_node resources = child(root(), "resources");
    const std::string above =
        std::string(attribute(root(), "base")) + std::string(attribute(resources, "base"));
    for (const pugi::xml_node node : children(resources, "resource")) {
      const std::string base = above + std::string(attribute(node, "base"));
      Resource resource{
          .type = std::string(attribute(node, "type")), .file = {}, .files = {}, .url = {}, .node = node};
      const std::string_view href = attribute(node, "href");
      if (is_web_address(href)) resource.url = href;
      if (!href.empty()) resource.file = archive::resolved(base_, base + std::string(href));
      for (const pugi::xml_node file : children(node, "file")) {
        resource.files.push_back(archive::resolved(base_, base + std::string(attribute(file, "href"))));
      }
      if (resource.file.empty() && resource.url.empty() && !resource.files.empty())
        resource.file = resource.files.front();
      order_.emplace_back(attribute(node, "identifier"));
      resources_.insert_or_assign(order_.back(), std::move(resource));
    }
  }

  // Nothing where the file is missing, which is reported once for all of them.
  std::optional<std::string> bytes_of(const std::string& file) {
    if (file.empty()) return std::nullopt;
    if (input_.tree != nullptr) {
      if (Result<std::string> bytes = input_.tree->read(file)) return *std::move(bytes);
    }
    missing_.insert(file);
    return std::nullopt;
  }

  // Canvas

  void read_canvas() {
    const std::string name = archive::resolved(base_, "course_settings/module_meta.xml");
    if (input_.tree == nullptr || !input_.tree->has(name)) return;
    Result<std::string> bytes = input_.tree->read(name);
    if (!bytes) return;
    const Result<ForeignXml> meta = read_foreign_xml(*std::move(bytes), name);
    if (!meta) return warn(fmt::format("“{}” is damaged: prerequisites are not known", name));
    for (const pugi::xml_node module : children(meta->root(), "module")) read_canvas_module(module);
  }

  void read_canvas_module(pugi::xml_node module) {
    CanvasModule read{std::string(attribute(module, "identifier")), {}};
    canvas_[read.key].published = is_published(module);
    for (const pugi::xml_node prerequisite : descendants(child(module, "prerequisites"), "prerequisite")) {
      read.required.push_back(text_below(child(prerequisite, "identifierref")));
    }
    for (const pugi::xml_node item : children(child(module, "items"), "item")) {
      const std::string url = text_below(child(item, "url"));
      canvas_[std::string(attribute(item, "identifier"))] = {
          .published = is_published(item),
          .header = text_below(child(item, "content_type")) == "ContextModuleSubHeader",
          .url = is_web_address(url) ? url : std::string()};
    }
    modules_.push_back(std::move(read));
  }

  static bool is_published(pugi::xml_node node) {
    return text_below(child(node, "workflow_state")) != "unpublished";
  }

  // Organization

  void read_organization() {
    const pugi::xml_node organizations = child(root(), "organizations");
    const std::vector<pugi::xml_node> all = children(organizations, "organization");
    const auto named = std::ranges::find(all, attribute(organizations, "default"),
                                         [](pugi::xml_node node) { return attribute(node, "identifier"); });
    const pugi::xml_node organization = named != all.end() ? *named
                                        : all.empty()      ? pugi::xml_node()
                                                           : all.front();
    read_metadata(organization);
    outline_.children = items_below(organization);
    if (all.size() > 1) {
      leave_out(all.size() - 1, all.size() == 2 ? "{} other organization of the same items"
                                                : "{} other organizations of the same items");
    }
  }

  void read_metadata(pugi::xml_node organization) {
    const std::vector<pugi::xml_node> generals = descendants(child(root(), "metadata"), "general");
    const pugi::xml_node general = generals.empty() ? pugi::xml_node() : generals.front();
    const std::string title = text_below(child(organization, "title"));
    outline_.title = title.empty() || cartridge_ ? text_below(first_text(child(general, "title"))) : title;
    if (outline_.title.empty()) outline_.title = title;
    outline_.summary =
        short_text_of_html(raw_text_below(first_text(child(general, "description"))), CodeLines::in_line);
    const std::string language = text_below(child(general, "language"));
    if (is_language_tag(language) && !language.starts_with("x-")) outline_.language = language;
  }

  // The text in the first language, of those that follow one another.
  static pugi::xml_node first_text(pugi::xml_node texts) {
    for (const char* name : {"string", "langstring"}) {
      if (const pugi::xml_node text = child(texts, name)) return text;
    }
    return texts;
  }

  std::vector<Node> items_below(pugi::xml_node parent) {
    std::vector<Node> nodes;
    std::size_t header = npos;  // of the nodes: what comes after it belongs below
    for (const pugi::xml_node item : children(parent, "item")) {
      if (is_hidden(item)) {
        ++hidden_;
        continue;
      }
      Node node = node_of(item);
      if (node.title.empty() &&
          attribute(item, "identifierref").empty()) {  // a cartridge's root has no title
        std::ranges::move(node.children, std::back_inserter(header == npos ? nodes : nodes[header].children));
      } else if (is_header(item, node)) {
        header = nodes.size();
        nodes.push_back(std::move(node));
      } else {
        (header == npos || !node.children.empty() ? nodes : nodes[header].children)
            .push_back(std::move(node));
      }
    }
    if (cartridge_)
      std::erase_if(nodes,
                    [&](const Node& node) { return headers_.contains(node.key) && node.children.empty(); });
    return nodes;
  }

  bool is_hidden(pugi::xml_node item) const {
    const auto known = canvas_.find(attribute(item, "identifier"));
    return attribute(item, "isvisible") == "false" || (known != canvas_.end() && !known->second.published);
  }

  // In a cartridge an item without a resource is text between the others, or the name of an empty part.
  bool is_header(pugi::xml_node item, const Node& node) {
    if (!cartridge_ || !attribute(item, "identifierref").empty() || !node.children.empty() ||
        !node.url.empty()) {
      return false;
    }
    headers_.insert(node.key);
    return true;
  }

  Node node_of(pugi::xml_node item) {
    Node node;
    node.key = attribute(item, "identifier");
    node.title = text_below(child(item, "title"));
    node.place = document_.place(item);
    const auto known = canvas_.find(node.key);
    if (known != canvas_.end()) node.url = known->second.url;
    const auto resource = resources_.find(attribute(item, "identifierref"));
    if (resource != resources_.end()) fill(node, resource->second);
    if (const std::optional<std::int64_t> said = time_in(child(item, "metadata")))
      node.effort.said_seconds = said;
    read_prerequisites(item, node);
    node.children = items_below(item);
    return node;
  }

  // SCORM 1.2 has a small language for them, of which “A & B” is what is found.
  void read_prerequisites(pugi::xml_node item, Node& node) {
    rules_ += children(child(item, "sequencing"), "sequencingRules").size();
    const std::string script = text_below(child(item, "prerequisites"));
    if (script.find_first_of("|~=<>{}()\"*") != std::string::npos) {
      ++rules_;
      return;
    }
    for (std::size_t at = 0; at < script.size();) {
      const std::size_t end = std::min(script.find('&', at), script.size());
      const std::string key = one_line(script.substr(at, end - at));
      if (!key.empty()) node.requires_keys.push_back(key);
      at = end + 1;
    }
  }

  static std::optional<std::int64_t> time_in(pugi::xml_node metadata) {
    for (const char* name : {"typicalLearningTime", "typicallearningtime"}) {
      for (const pugi::xml_node time : descendants(metadata, name)) {
        const pugi::xml_node text =
            child(time, "duration") ? child(time, "duration") : child(time, "datetime");
        const std::optional<std::int64_t> seconds = seconds_of_duration(text_below(text ? text : time));
        if (seconds.value_or(0) > 0) return seconds;
      }
    }
    return std::nullopt;
  }

  // What a resource tells of its item

  void fill(Node& node, const Resource& resource) {
    const std::string type = lower(resource.type);
    node.effort.said_seconds = time_in(child(resource.node, "metadata"));
    if (!resource.url.empty()) node.url = resource.url;
    if (type.starts_with("imsqti")) {
      fill_from_quiz(node, resource);
    } else if (type.starts_with("imswl") || type.starts_with("imsdt") || type.starts_with("assignment")) {
      fill_from_xml(node, resource);
    } else {
      fill_from_pages(node, resource);
    }
  }

  void fill_from_quiz(Node& node, const Resource& resource) {
    std::optional<std::string> bytes = bytes_of(resource.file);
    if (!bytes) return;
    Result<Quiz> quiz = read_qti(*std::move(bytes), fmt::format("{}/{}", input_.name, resource.file));
    if (!quiz) return warn_of(quiz.error());
    if (node.title.empty()) node.title = quiz->title;
    node.effort.questions = static_cast<std::int64_t>(quiz->questions);
    unanswered_ += quiz->questions - quiz->checks.size();
    node.checks = std::move(quiz->checks);
  }

  void fill_from_xml(Node& node, const Resource& resource) {
    std::optional<std::string> bytes = bytes_of(resource.file);
    if (!bytes) return;
    const Result<ForeignXml> document =
        read_foreign_xml(*std::move(bytes), fmt::format("{}/{}", input_.name, resource.file));
    if (!document) return warn_of(document.error());
    const pugi::xml_node part = document->root();
    if (node.title.empty()) node.title = text_below(child(part, "title"));
    const std::string_view url = attribute(child(part, "url"), "href");
    if (is_web_address(url)) node.url = url;
    const std::string page = raw_text_below(child(part, "text"));
    add(node.effort, html_text(page).effort);
    node.text = read_html(page, node.title, links_of(resource.file), texts_);
  }

  void warn_of(const Diagnostics& errors) {
    Diagnostic warning = errors.front();
    warning.severity = Severity::warning;
    outline_.warnings.push_back(std::move(warning));
  }

  void fill_from_pages(Node& node, const Resource& resource) {
    std::set<std::string> pages;
    if (is_page(resource.file)) pages.insert(resource.file);
    if (!cartridge_) std::ranges::copy_if(resource.files, std::inserter(pages, pages.end()), is_page);
    Effort effort;
    SourceText read;
    for (const std::string& page : pages) {
      const std::optional<std::string> bytes = bytes_of(page);
      if (!bytes) continue;
      const HtmlText text = html_text(*bytes);
      if (node.title.empty()) node.title = text.title.empty() ? text.heading : text.title;
      add(effort, text.effort);
      append_section(read, {}, read_html(*bytes, node.title, links_of(page), texts_), false);
      read.places.push_back(page);
    }
    // Pages of a program that loads its text from elsewhere do not show how long it takes.
    constexpr std::int64_t fewest_words = 150;
    if (!cartridge_ && effort.words < fewest_words) return;
    add(node.effort, effort);
    node.text = std::move(read);
  }

  // Canvas has names for folders of its cartridges.
  PageLinks links_of(const std::string& page) const {
    PageLinks links{.file = page};
    links.resolve = [this, page](std::string_view link) {
      constexpr std::array<std::pair<std::string_view, std::string_view>, 4> folders{
          {{"$IMS-CC-FILEBASE$/", "web_resources/"},
           {"%24IMS-CC-FILEBASE%24/", "web_resources/"},
           {"$WIKI_REFERENCE$/pages/", "wiki_content/"},
           {"%24WIKI_REFERENCE%24/pages/", "wiki_content/"}}};
      for (const auto& [name, folder] : folders) {
        if (!link.starts_with(name)) continue;
        std::string file = archive::resolved({}, link.substr(name.size()));
        if (file.empty()) return file;
        const bool is_page = folder == "wiki_content/" && !file.ends_with(".html");
        return archive::resolved(base_, std::string(folder)) + "/" + file + (is_page ? ".html" : "");
      }
      return archive::resolved(page, link);
    };
    return links;
  }

  static void add(Effort& sum, const Effort& part) {
    sum.words += part.words;
    sum.code_lines += part.code_lines;
    sum.pictures += part.pictures;
  }

  // The end

  Result<Outline> finish() {
    if (outline_.children.empty()) list_resources();
    if (outline_.children.empty()) {
      return failure("the package lists no items and no pages", "export the course again, with its content",
                     {document_.document.file()});
    }
    require_modules();
    resolve_prerequisites();
    if (!cartridge_ && count_lessons(outline_.children) == 1) {
      warn("the package has a single item, which becomes one lesson: its parts are inside its own program");
      std::optional<std::int64_t>& said = first_leaf(outline_.children.front()).effort.said_seconds;
      if (!said) said = time_in(child(root(), "metadata"));
    }
    if (!missing_.empty()) {
      warn(missing_text(missing_, "file"),
           "import the whole package for minutes from words, and for questions");
    }
    leave_out(hidden_,
              hidden_ == 1 ? "{} item that learners do not see" : "{} items that learners do not see");
    leave_out(unanswered_,
              unanswered_ == 1 ? "{} question without an answer" : "{} questions without an answer");
    leave_out(rules_, rules_ == 1 ? "{} rule of sequencing" : "{} rules of sequencing");
    texts_.finish(outline_, input_.tree);
    return std::move(outline_);
  }

  void leave_out(std::size_t count, std::string_view what) {
    if (count > 0)
      outline_.left_out.push_back({.what = fmt::format(fmt::runtime(what), count), .count = count});
  }

  // A cartridge without an organization is a heap of pages, in the order of their export.
  void list_resources() {
    for (const std::string& key : order_) {
      const Resource& resource = resources_.at(key);
      const std::string type = lower(resource.type);
      const bool is_lesson = type.starts_with("imsqti") || type.starts_with("imswl") ||
                             type.starts_with("imsdt") || type.starts_with("assignment") ||
                             is_page(resource.file);
      if (!is_lesson || type.find("question-bank") != std::string::npos) continue;
      Node node;
      node.key = key;
      fill(node, resource);
      if (node.title.empty()) node.title = name_of_file(resource.file);
      outline_.children.push_back(std::move(node));
    }
    if (!outline_.children.empty())
      warn("the package has no order of its items: its pages are listed as they were exported");
  }

  static std::string name_of_file(std::string_view file) {
    file.remove_prefix(file.rfind('/') + 1);
    return std::string(file.substr(0, file.rfind('.')));
  }

  // The first lesson of a module needs the last one of each module that comes before it by rule.
  void require_modules() {
    for (const CanvasModule& module : modules_) {
      auto node = std::ranges::find(outline_.children, module.key, &Node::key);
      if (node == outline_.children.end()) continue;
      for (const std::string& key : module.required) {
        const auto required = std::ranges::find(outline_.children.begin(), node, key, &Node::key);
        if (required != node) first_leaf(*node).requires_keys.push_back(last_leaf(*required).key);
      }
    }
  }

  void resolve_prerequisites() {
    for_each_node(outline_.children, [&](Node& node) {
      std::vector<std::string> keys;
      for (const std::string& key : node.requires_keys) {
        const Node* required = node_of_key(outline_.children, key);
        if (required != nullptr) keys.push_back(last_leaf(*required).key);
      }
      node.requires_keys = std::move(keys);
    });
  }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  const Input& input_;
  bool cartridge_;
  Texts texts_;
  std::string base_;  ///< the manifest's name within the tree
  ForeignXml document_;
  std::map<std::string, Resource, std::less<>> resources_;
  std::vector<std::string> order_;  ///< of the resources
  std::map<std::string, CanvasItem, std::less<>> canvas_;
  std::vector<CanvasModule> modules_;
  std::set<std::string> headers_;
  std::set<std::string> missing_;
  std::size_t hidden_ = 0;
  std::size_t unanswered_ = 0;
  std::size_t rules_ = 0;
  Outline outline_;
};

bool is_cartridge_manifest(std::string_view bytes) {
  return bytes.find("imsccv1p") < bytes.size() || bytes.find("Common Cartridge") < bytes.size();
}

}  // namespace

bool is_common_cartridge(const Input& input) {
  const Result<std::string> bytes = manifest_bytes(input);
  return bytes && is_manifest(*bytes) && is_cartridge_manifest(*bytes);
}

bool is_scorm(const Input& input) {
  const Result<std::string> bytes = manifest_bytes(input);
  return bytes && is_manifest(*bytes) && !is_cartridge_manifest(*bytes);
}

Result<Outline> read_package(const Input& input, const Choices& choices) {
  return Package(input, is_common_cartridge(input), choices).read();
}

}  // namespace pensum::importing
