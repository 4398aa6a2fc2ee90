#include "import/markup.hpp"

#include "base/utf8.hpp"
#include "xml/document.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

namespace pensum::importing {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20;
constexpr std::size_t most_depth = 400;  ///< of elements in one another

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_letter(char c) { return small(c) >= 'a' && small(c) <= 'z'; }

/// Memory for gumbo, which has no limit of its own and asks for none back: given back as a whole, and where
/// there is too much of it, parsing ends by a jump. Gumbo is C, so nothing is skipped that would have to be
/// destroyed.
class Arena {
 public:
  explicit Arena(std::size_t limit) : limit_(limit) {}
  ~Arena() {
    for (void* block : blocks_) std::free(block);
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  std::jmp_buf& way_out() { return way_out_; }

  static void* allocate(void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take(size); }
  static void release(void*, void*) {}

 private:
  static constexpr std::size_t block_size = std::size_t{1} << 16;

  void* take(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > limit_ - used_) std::longjmp(way_out_, 1);
    if (size > rest_) {
      rest_ = std::max(size, block_size);
      blocks_.push_back(std::malloc(rest_));
      if (blocks_.back() == nullptr) std::abort();
      free_ = static_cast<std::byte*>(blocks_.back());
    }
    used_ += size;
    rest_ -= size;
    return std::exchange(free_, free_ + size);
  }

  std::size_t limit_;
  std::size_t used_ = 0;
  std::size_t rest_ = 0;
  std::byte* free_ = nullptr;
  std::vector<void*> blocks_;
  std::jmp_buf way_out_{};
};

/// Elements that browsers close on their own, or that hold nothing.
constexpr std::array<std::string_view, 27> self_closing = {
    "area",  "base",   "br",    "col",  "dd",    "dt",     "embed", "hr",    "img",
    "input", "keygen", "li",    "link", "meta",  "option", "p",     "param", "source",
    "tbody", "td",     "tfoot", "th",   "thead", "tr",     "track", "wbr",   "image"};

/// Whether elements are nested so deep that gumbo, which looks up through all that are open, would take very
/// long. An estimate by tags: those that are opened more often than closed.
bool is_too_deep(std::string_view bytes) {
  std::map<std::string, std::size_t> open;
  std::size_t depth = 0;
  for (std::size_t at = bytes.find('<'); at < bytes.size(); at = bytes.find('<', at + 1)) {
    const bool closes = at + 1 < bytes.size() && bytes[at + 1] == '/';
    const std::size_t first = at + (closes ? 2 : 1);
    std::size_t last = first;
    while (last < bytes.size() &&
           (is_letter(bytes[last]) || (last > first && bytes[last] >= '0' && bytes[last] <= '9'))) {
      ++last;
    }
    if (last == first || last - first > 20) continue;
    std::string name(bytes.substr(first, last - first));
    std::ranges::transform(name, name.begin(), small);
    if (std::ranges::find(self_closing, name) != self_closing.end()) continue;
    std::size_t& count = open[std::move(name)];
    if (!closes) {
      ++count;
      if (++depth > most_depth) return true;
    } else if (count > 0) {
      --count;
      --depth;
    }
  }
  return false;
}

GumboOutput* parse(std::string_view bytes, bool fragment, Arena& arena) {
  if (setjmp(arena.way_out()) != 0) return nullptr;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = &arena;
  options.max_errors = 0;
  if (fragment) options.fragment_context = GUMBO_TAG_BODY;
  return gumbo_parse_with_options(&options, bytes.data(), bytes.size());
}

/// The name of an element that gumbo does not know is only in the page.
std::string name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  std::string name(piece.data == nullptr ? std::string_view() : std::string_view(piece.data, piece.length));
  std::ranges::transform(name, name.begin(), small);
  return name;
}

class HtmlWalk {
 public:
  explicit HtmlWalk(MarkupHandler& handler) : handler_(handler) {}

  // With a stack of its own: a page decides how deep this goes.
  void walk(const GumboNode* root) {
    enter(root);
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next < top.children->length) {
        enter(static_cast<const GumboNode*>(top.children->data[top.next++]));
        continue;
      }
      const std::string name = std::move(top.name);
      open_.pop_back();
      if (!name.empty()) handler_.close(name);
    }
  }

 private:
  struct Open {
    std::string name;
    const GumboVector* children;
    unsigned next = 0;
  };

  void enter(const GumboNode* node) {
    switch (node->type) {
      case GUMBO_NODE_DOCUMENT:
        open_.push_back({{}, &node->v.document.children});
        return;
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        return enter(node->v.element);
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        return handler_.text(node->v.text.text);
      case GUMBO_NODE_COMMENT:
        return;
    }
  }

  void enter(const GumboElement& element) {
    std::vector<MarkupAttribute> attributes;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      attributes.push_back({attribute->name, attribute->value});
    }
    open_.push_back({name_of(element), &element.children});
    handler_.open({open_.back().name, attributes});
  }

  MarkupHandler& handler_;
  std::vector<Open> open_;
};

bool walk_html(std::string_view bytes, bool fragment, MarkupHandler& handler) {
  if (is_too_deep(bytes)) return false;
  constexpr std::size_t most_memory = std::size_t{64} << 20;
  Arena arena(std::min(most_memory, (std::size_t{1} << 20) + 256 * bytes.size()));
  const GumboOutput* output = parse(bytes, fragment, arena);
  if (output == nullptr) return false;
  HtmlWalk(handler).walk(fragment ? output->root : output->document);
  return true;
}

std::string_view local(std::string_view name) { return name.substr(name.rfind(':') + 1); }

/// Takes texts together.
struct Collector final : MarkupHandler {
  std::string all;
  void open(const MarkupElement&) override {}
  void close(std::string_view) override {}
  void text(std::string_view text) override { all += text; }
};

class XmlWalk final : public pugi::xml_tree_walker {
 public:
  explicit XmlWalk(MarkupHandler& handler) : handler_(handler) {}

  bool for_each(pugi::xml_node& node) override {
    close_down_to(static_cast<std::size_t>(depth()));
    if (node.type() == pugi::node_element) {
      open(node);
    } else {
      handler_.text(with_entities_resolved(node.value()));
    }
    return true;
  }

  bool end(pugi::xml_node&) override {
    close_down_to(0);
    return true;
  }

 private:
  void open(pugi::xml_node node) {
    std::vector<MarkupAttribute> attributes;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      attributes.push_back({attribute.name(), attribute.value()});
    }
    open_.emplace_back(local(node.name()));
    std::ranges::transform(open_.back(), open_.back().begin(), small);
    handler_.open({open_.back(), attributes});
  }

  void close_down_to(std::size_t depth) {
    for (; open_.size() > depth; open_.pop_back()) handler_.close(open_.back());
  }

  MarkupHandler& handler_;
  std::vector<std::string> open_;
};

bool walk_xml(std::string_view bytes, MarkupHandler& handler) {
  const auto document = xml::read(bytes, "page", {.depth = most_depth, .foreign = true});
  if (!document) return false;
  walk_below(document->root().parent(), handler);
  return true;
}

bool can_be_xml(std::string_view bytes) {
  const std::size_t first = bytes.find('<');
  return first < bytes.size() &&
         (bytes.substr(first, 5) == "<?xml" || bytes.substr(0, 2000).find("xmlns") < bytes.size());
}

bool is_acceptable(std::string_view bytes) {
  return bytes.size() <= most_bytes && find_invalid_utf8(bytes) == std::string_view::npos;
}

}  // namespace

std::string_view MarkupElement::operator[](std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &MarkupAttribute::name);
  return found == attributes.end() ? std::string_view() : found->value;
}

bool MarkupElement::has(std::string_view attribute) const {
  return std::ranges::find(attributes, attribute, &MarkupAttribute::name) != attributes.end();
}

bool walk_markup(std::string_view bytes, MarkupHandler& handler) {
  if (!is_acceptable(bytes)) return false;
  return (can_be_xml(bytes) && walk_xml(bytes, handler)) || walk_html(bytes, false, handler);
}

void walk_below(pugi::xml_node node, MarkupHandler& handler) {
  XmlWalk walk(handler);
  node.traverse(walk);
}

std::string with_entities_resolved(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string html;
  for (const char c : text) html += c == '<' ? std::string("&lt;") : std::string(1, c);
  Collector collector;
  return walk_fragment(html, collector) ? collector.all : std::string(text);
}

bool walk_fragment(std::string_view bytes, MarkupHandler& handler) {
  return is_acceptable(bytes) && walk_html(bytes, true, handler);
}

}  // namespace pensum::importing
