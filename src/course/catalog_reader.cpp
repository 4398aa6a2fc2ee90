#include "course/catalog_reader.hpp"

#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace pensum {
namespace {

using xml::Shape;
using Names = std::span<const std::string_view>;

/// Takes XML to pieces of a draft; what is wrong with the elements themselves it reports there.
class Reader {
 public:
  Reader(const xml::Document& document, const CatalogLimits& limits)
      : document_(document), draft_([&](Spot spot) { return document.place_at(spot); }, limits) {}

  Result<Catalog> read() {
    const pugi::xml_node root = document_.root();
    if (std::string_view(root.name()) != "catalog") {
      return failure(fmt::format("this is not a catalog: its root element is <{}>", shown(root.name())),
                     "a catalog starts with <catalog id=\"…\" lang=\"…\">", document_.place(root));
    }
    read_root(root);
    return draft_.finish();
  }

 private:
  // ---------------------------------------------------------------- elements

  void read_root(pugi::xml_node root) {
    check_shape(root, {"catalog", {"id", "lang"}, {"title", "summary", "source", "path"}});
    DraftHead head{.spot = document_.spot(root),
                   .id = id_of(root, "catalog"),
                   .language = language_of(root),
                   .title = {},
                   .summary = {},
                   .source = {},
                   .source_url = {}};
    check_order(root, std::array<std::string_view, 4>{"title", "summary", "source", "path"});
    head.title = needed_text(root, "title", "catalog");
    head.summary = optional_text(root, "summary");
    read_source(root, head);
    draft_.begin(std::move(head));
    for (const pugi::xml_node element : root.children("path")) {
      if (draft_.is_hopeless() || !read_path(element)) return;
    }
  }

  bool read_path(pugi::xml_node element) {
    check_shape(element, {"path", {"id"}, {"title", "summary", "lesson"}});
    DraftPath path{.spot = document_.spot(element), .id = id_of(element, "path"), .title = {}, .summary = {}};
    check_order(element, std::array<std::string_view, 3>{"title", "summary", "lesson"});
    path.title = needed_text(element, "title", "path");
    path.summary = optional_text(element, "summary");
    if (!draft_.add(std::move(path))) return false;
    for (const pugi::xml_node lesson : element.children("lesson")) {
      if (draft_.is_hopeless()) return false;
      if (!read_lesson(lesson)) break;
    }
    return true;
  }

  bool read_lesson(pugi::xml_node element) {
    check_shape(
        element,
        {"lesson", {"id", "minutes", "requires", "priority", "url", "split"}, {"title", "summary", "check"}});
    check_order(element, std::array<std::string_view, 3>{"title", "summary", "check"});
    DraftLesson lesson;
    lesson.spot = document_.spot(element);
    lesson.id = id_of(element, "lesson");
    lesson.title = needed_text(element, "title", "lesson");
    lesson.summary = optional_text(element, "summary");
    lesson.url = value_of(element, "url");
    lesson.minutes = minutes_of(element);
    lesson.required = value_of(element, "requires");
    lesson.priority = value_of(element, "priority");
    lesson.split = value_of(element, "split");
    for (const pugi::xml_node check : element.children("check")) lesson.checks.push_back(check_of(check));
    return draft_.add(std::move(lesson));
  }

  DraftCheck check_of(pugi::xml_node element) {
    check_shape(element, {"check", {}, {"question", "answer"}});
    check_order(element, std::array<std::string_view, 2>{"question", "answer"});
    return {needed_text(element, "question", "check"), needed_text(element, "answer", "check")};
  }

  void read_source(pugi::xml_node root, DraftHead& head) {
    const pugi::xml_node element = root.child("source");
    if (!element) return;
    check_shape(element, {"source", {"url"}, {}, Shape::Text::yes});
    head.source = text_within(element);
    head.source_url = value_of(element, "url");
    repeated(root, "source");
  }

  // ---------------------------------------------------------------- structure

  void error(pugi::xml_node node, std::string message, std::string hint) {
    draft_.error(document_.spot(node), std::move(message), std::move(hint));
  }

  void check_shape(pugi::xml_node node, const Shape& shape) {
    xml::check_shape(document_, node, shape, draft_.diagnostics());
  }

  /// Children must be in the order of `names`; one that comes too late is an error.
  void check_order(pugi::xml_node parent, Names names) {
    std::size_t reached = 0;
    for (const pugi::xml_node child : parent.children()) {
      const auto known = std::ranges::find(names, std::string_view(child.name()));
      if (child.type() != pugi::node_element || known == names.end()) continue;
      const auto position = static_cast<std::size_t>(known - names.begin());
      if (position < reached) {
        error(child, fmt::format("<{}> comes after <{}>", *known, names[reached]),
              fmt::format("move it before the first <{}>", names[reached]));
      }
      reached = std::max(reached, position);
    }
  }

  void repeated(pugi::xml_node parent, const char* name) {
    const pugi::xml_node second = parent.child(name).next_sibling(name);
    if (second) error(second, fmt::format("a second <{}> in <{}>", name, parent.name()), "keep one of them");
  }

  // ---------------------------------------------------------------- texts

  ToldText text_within(pugi::xml_node element) {
    return {.text = xml::text_of(element), .spot = document_.spot(element), .given = true};
  }

  ToldText optional_text(pugi::xml_node parent, const char* name) {
    const pugi::xml_node element = parent.child(name);
    return element ? text_element(parent, element, name) : ToldText();
  }

  ToldText text_element(pugi::xml_node parent, pugi::xml_node element, const char* name) {
    check_shape(element, {name, {}, {}, Shape::Text::yes});
    repeated(parent, name);
    return text_within(element);
  }

  ToldText needed_text(pugi::xml_node parent, const char* name, std::string_view kind) {
    const pugi::xml_node element = parent.child(name);
    if (element) return text_element(parent, element, name);
    error(parent, fmt::format("the {} has no <{}>", kind, name), fmt::format("add <{}>…</{}>", name, name));
    return {};
  }

  // ---------------------------------------------------------------- attributes

  ToldValue value_of(pugi::xml_node element, const char* name) {
    const pugi::xml_attribute attribute = element.attribute(name);
    if (!attribute) return {};
    return {.text = attribute.value(), .spot = document_.value_spot(attribute), .given = true};
  }

  ToldValue id_of(pugi::xml_node element, std::string_view kind) {
    const ToldValue id = value_of(element, "id");
    if (!id.given)
      error(element, fmt::format("the {} has no id", kind), fmt::format("write <{} id=\"…\">", kind));
    return id;
  }

  ToldValue language_of(pugi::xml_node root) {
    const ToldValue language = value_of(root, "lang");
    if (!language.given)
      error(root, "the catalog does not name its language", "write lang=\"en\" into <catalog>");
    return language;
  }

  ToldValue minutes_of(pugi::xml_node element) {
    const ToldValue minutes = value_of(element, "minutes");
    if (!minutes.given)
      error(element, "the lesson does not give its minutes", "write minutes=\"8\" into <lesson>");
    return minutes;
  }

  const xml::Document& document_;
  CatalogDraft draft_;
};

}  // namespace

Result<Catalog> read_catalog(std::string_view bytes, std::string file, const CatalogLimits& limits) {
  const Result<xml::Document> document = xml::read(bytes, std::move(file), {.bytes = limits.file_bytes});
  if (!document) return std::unexpected(document.error());
  return Reader(*document, limits).read();
}

}  // namespace pensum
