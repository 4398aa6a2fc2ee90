#include "course/catalog_reader.hpp"

#include "course/markup_reader.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

namespace pensum {
namespace {

using xml::Shape;
using Names = std::span<const std::string_view>;

/// Takes XML to pieces of a draft; what is wrong with the elements themselves it reports there.
class Reader {
 public:
  Reader(const xml::Document& document, const CatalogLimits& limits, const OpenBeside& open)
      : document_(document),
        open_(open),
        draft_([&](Spot spot) { return document.place_at(spot); }, limits),
        markup_(document, draft_.diagnostics()) {}

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
    head.summary = optional_text_with_code(root, "summary");
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
    path.summary = optional_text_with_code(element, "summary");
    if (!draft_.add(std::move(path))) return false;
    for (const pugi::xml_node lesson : element.children("lesson")) {
      if (draft_.is_hopeless()) return false;
      if (!read_lesson(lesson)) break;
    }
    return true;
  }

  bool read_lesson(pugi::xml_node element) {
    check_shape(element, {"lesson",
                          {"id", "minutes", "requires", "priority", "url", "split"},
                          {"title", "summary", "reading", "check"}});
    check_order(element, std::array<std::string_view, 4>{"title", "summary", "reading", "check"});
    DraftLesson lesson;
    lesson.spot = document_.spot(element);
    lesson.id = id_of(element, "lesson");
    lesson.title = needed_text(element, "title", "lesson");
    lesson.summary = optional(element, "summary", &MarkupReader::text_with_code_lines);
    lesson.url = value_of(element, "url");
    read_reading(element, lesson);
    lesson.minutes = minutes_of(element);
    lesson.required = value_of(element, "requires");
    lesson.priority = value_of(element, "priority");
    lesson.split = value_of(element, "split");
    for (const pugi::xml_node check : element.children("check")) lesson.checks.push_back(check_of(check));
    std::ranges::move(markup_.take_links(), std::back_inserter(lesson.links));
    return draft_.add(std::move(lesson));
  }

  DraftCheck check_of(pugi::xml_node element) {
    check_shape(element, {"check", {}, {"question", "answer"}});
    check_order(element, std::array<std::string_view, 2>{"question", "answer"});
    constexpr auto text = &MarkupReader::text_with_code_lines;
    return {needed(element, "question", "check", text), needed(element, "answer", "check", text)};
  }

  /// Of a lesson: its text, or the file that it is in, which is opened only for the minutes.
  void read_reading(pugi::xml_node lesson, DraftLesson& told) {
    const pugi::xml_node element = lesson.child("reading");
    if (!element) return;
    repeated(lesson, "reading");
    told.reading_file = value_of(element, "file");
    if (told.reading_file.given) {
      check_shape(element, {"reading", {"file"}, {}});
      if (!lesson.attribute("minutes")) open_reading(element, told);
      return;
    }
    check_shape(element, {"reading", {"file"}, MarkupReader::blocks()});
    told.reading = markup_.reading(element);
    if (told.reading.empty() && draft_.diagnostics().empty()) {
      error(element, "<reading> holds nothing", "add <p>…</p>, or name a file: <reading file=\"…\"/>");
    }
  }

  void open_reading(pugi::xml_node element, DraftLesson& told) {
    const std::string path(told.reading_file.text);
    if (!is_file_beside_catalog(path)) return;  // the draft reports it
    if (!open_) {
      error(element,
            fmt::format("the lesson has no minutes, and “{}” cannot be opened from here", shown(path)),
            "write minutes=\"8\" into <lesson>, or name the catalog by its file");
      return;
    }
    const Result<std::string> bytes = open_(path);
    Result<ReadingFile> file = bytes ? pensum::read_reading(*bytes, path) : std::unexpected(bytes.error());
    if (file) {
      told.reading = std::move(file->reading);
      for (LessonLink& link : file->links) told.links.push_back({std::move(link.id), told.reading_file.spot});
    } else {
      std::ranges::move(file.error(), std::back_inserter(draft_.diagnostics()));
    }
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

  /// How the text of an element is read.
  using ReadText = RichText (MarkupReader::*)(pugi::xml_node);

  ToldRichText marked(pugi::xml_node parent, pugi::xml_node element, const char* name, ReadText how) {
    repeated(parent, name);
    return {.text = (markup_.*how)(element), .spot = document_.spot(element), .given = true};
  }

  ToldRichText optional(pugi::xml_node parent, const char* name, ReadText how) {
    const pugi::xml_node element = parent.child(name);
    return element ? marked(parent, element, name, how) : ToldRichText();
  }

  ToldRichText optional_text_with_code(pugi::xml_node parent, const char* name) {
    return optional(parent, name, &MarkupReader::text_with_code);
  }

  ToldRichText needed(pugi::xml_node parent, const char* name, std::string_view kind, ReadText how) {
    const pugi::xml_node element = parent.child(name);
    if (element) return marked(parent, element, name, how);
    missing(parent, name, kind);
    return {};
  }

  ToldText text_element(pugi::xml_node parent, pugi::xml_node element, const char* name) {
    check_shape(element, {name, {}, {}, Shape::Text::yes});
    repeated(parent, name);
    return text_within(element);
  }

  ToldText needed_text(pugi::xml_node parent, const char* name, std::string_view kind) {
    const pugi::xml_node element = parent.child(name);
    if (element) return text_element(parent, element, name);
    missing(parent, name, kind);
    return {};
  }

  void missing(pugi::xml_node parent, std::string_view name, std::string_view kind) {
    error(parent, fmt::format("the {} has no <{}>", kind, name), fmt::format("add <{}>…</{}>", name, name));
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
    if (!minutes.given && !element.child("reading"))
      error(element, "the lesson has no minutes", "write minutes=\"8\" into <lesson>");
    return minutes;
  }

  const xml::Document& document_;
  const OpenBeside& open_;
  CatalogDraft draft_;
  MarkupReader markup_;
};

}  // namespace

Result<Catalog> read_catalog(std::string_view bytes, std::string file, const CatalogLimits& limits,
                             const OpenBeside& open) {
  const Result<xml::Document> document = xml::read(bytes, std::move(file), {.bytes = limits.file_bytes});
  if (!document) return std::unexpected(document.error());
  return Reader(*document, limits, open).read();
}

}  // namespace pensum
