#include "course/catalog_reader.hpp"

#include "base/white_space.hpp"
#include "course/markup_reader.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

namespace pensum {
namespace {

using xml::Shape;
using Names = std::span<const std::string_view>;

/// A kind of elements: what they may hold, the children in this order.
template <std::size_t attribute_count, std::size_t child_count>
struct Kind {
  std::string_view name;
  std::array<std::string_view, attribute_count> attributes;
  std::array<std::string_view, child_count> children;
  Shape::Text text = Shape::Text::no;
};
constexpr Kind<2, 4> catalog_kind{"catalog", {"id", "lang"}, {"title", "summary", "source", "path"}};
constexpr Kind<1, 3> path_kind{"path", {"id"}, {"title", "summary", "lesson"}};
constexpr Kind<6, 4> lesson_kind{"lesson",
                                 {"id", "minutes", "requires", "priority", "url", "split"},
                                 {"title", "summary", "reading", "check"}};
constexpr Kind<0, 2> check_kind{"check", {}, {"question", "answer"}};
constexpr Kind<1, 0> source_kind{"source", {"url"}, {}, Shape::Text::yes};
constexpr Kind<0, 0> title_kind{"title", {}, {}, Shape::Text::yes};

/// The first children of a name; of most names there may be only one.
struct Found {
  pugi::xml_node first;
  pugi::xml_node second;
};

/// What an element holds, by the names of its kind.
template <std::size_t attribute_count, std::size_t child_count>
struct Parts {
  std::array<pugi::xml_attribute, attribute_count> attributes;
  std::array<Found, child_count> children;
  bool fine = true;  ///< it holds nothing else, and its children are in order
};

/// An element is gone through once: a large catalog has very many.
template <std::size_t attribute_count, std::size_t child_count>
Parts<attribute_count, child_count> parts_of(pugi::xml_node element,
                                             const Kind<attribute_count, child_count>& kind) {
  const auto position_of = [](const auto& names, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  };
  Parts<attribute_count, child_count> parts;
  for (pugi::xml_attribute each = element.first_attribute(); each; each = each.next_attribute()) {
    const std::size_t position = position_of(kind.attributes, each.name());
    if (position < attribute_count) {
      parts.attributes[position] = each;
    } else {
      parts.fine = false;
    }
  }
  std::size_t reached = 0;
  for (pugi::xml_node each = element.first_child(); each; each = each.next_sibling()) {
    if (each.type() != pugi::node_element) {
      if (kind.text == Shape::Text::no && !is_blank(each.value())) parts.fine = false;
      continue;
    }
    const std::size_t position = position_of(kind.children, each.name());
    if (position < reached || position == child_count) parts.fine = false;
    if (position == child_count) continue;
    reached = std::max(reached, position);
    Found& found = parts.children[position];
    if (!found.first) {
      found.first = each;
    } else if (!found.second) {
      found.second = each;
    }
  }
  return parts;
}

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
    const auto parts = parts_of(root, catalog_kind);
    const auto& [id, language] = parts.attributes;
    const auto& [title, summary, source, path] = parts.children;
    if (!parts.fine) check_shape(root, catalog_kind);
    DraftHead head{.spot = document_.spot(root),
                   .id = id_of(root, id, "catalog"),
                   .language = language_of(root, language),
                   .title = {},
                   .summary = {},
                   .source = {},
                   .source_url = {}};
    if (!parts.fine) check_order(root, catalog_kind.children);
    head.title = title_of(root, title, "catalog");
    head.summary = optional(summary, &MarkupReader::text_with_code);
    read_source(source, head);
    draft_.begin(std::move(head));
    draft_.expect_lessons(lessons_in(path.first));
    for (pugi::xml_node each = path.first; each; each = each.next_sibling("path")) {
      if (draft_.is_hopeless() || !read_path(each)) return;
    }
  }

  /// Of `path` and those after it.
  static std::size_t lessons_in(pugi::xml_node path) {
    std::size_t count = 0;
    for (; path; path = path.next_sibling("path")) {
      for (pugi::xml_node each = path.child("lesson"); each; each = each.next_sibling("lesson")) ++count;
    }
    return count;
  }

  bool read_path(pugi::xml_node element) {
    const auto parts = parts_of(element, path_kind);
    const auto& [id] = parts.attributes;
    const auto& [title, summary, lesson] = parts.children;
    if (!parts.fine) check_shape(element, path_kind);
    DraftPath path{
        .spot = document_.spot(element), .id = id_of(element, id, "path"), .title = {}, .summary = {}};
    if (!parts.fine) check_order(element, path_kind.children);
    path.title = title_of(element, title, "path");
    path.summary = optional(summary, &MarkupReader::text_with_code);
    if (!draft_.add(std::move(path))) return false;
    for (pugi::xml_node each = lesson.first; each; each = each.next_sibling("lesson")) {
      if (draft_.is_hopeless()) return false;
      if (!read_lesson(each)) break;
    }
    return true;
  }

  bool read_lesson(pugi::xml_node element) {
    const auto parts = parts_of(element, lesson_kind);
    const auto& [id, minutes, required, priority, url, split] = parts.attributes;
    const auto& [title, summary, reading, check] = parts.children;
    if (!parts.fine) {
      check_shape(element, lesson_kind);
      check_order(element, lesson_kind.children);
    }
    DraftLesson lesson;
    lesson.spot = document_.spot(element);
    lesson.id = id_of(element, id, "lesson");
    lesson.title = title_of(element, title, "lesson");
    lesson.summary = optional(summary, &MarkupReader::text_with_code_lines);
    lesson.url = value_of(url);
    lesson.minutes = value_of(minutes);
    read_reading(reading, lesson);
    if (!lesson.minutes.given && !reading.first)
      error(element, "the lesson has no minutes", "write minutes=\"8\" into <lesson>");
    lesson.required = value_of(required);
    lesson.priority = value_of(priority);
    lesson.split = value_of(split);
    for (pugi::xml_node each = check.first; each; each = each.next_sibling("check"))
      lesson.checks.push_back(check_of(each));
    std::ranges::move(markup_.take_links(), std::back_inserter(lesson.links));
    return draft_.add(std::move(lesson));
  }

  DraftCheck check_of(pugi::xml_node element) {
    const auto parts = parts_of(element, check_kind);
    const auto& [question, answer] = parts.children;
    if (!parts.fine) {
      check_shape(element, check_kind);
      check_order(element, check_kind.children);
    }
    return {needed_in_check(element, question, "question"), needed_in_check(element, answer, "answer")};
  }

  /// Of a lesson: its text, or the file that it is in, which is opened only for the minutes.
  void read_reading(const Found& found, DraftLesson& told) {
    const pugi::xml_node element = found.first;
    if (!element) return;
    check_single(found);
    told.reading_file = value_of(element.attribute("file"));
    if (told.reading_file.given) {
      check_shape(element, {"reading", {"file"}, {}});
      if (!told.minutes.given) open_reading(element, told);
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
      for (Diagnostic& fault : file.error()) {
        if (fault.place.file.empty()) fault.place = document_.place(element);  // it cannot be opened
        draft_.diagnostics().push_back(std::move(fault));
      }
    }
  }

  void read_source(const Found& found, DraftHead& head) {
    const pugi::xml_node element = found.first;
    if (!element) return;
    const auto parts = parts_of(element, source_kind);
    if (!parts.fine) check_shape(element, source_kind);
    head.source = text_within(element);
    head.source_url = value_of(parts.attributes.front());
    check_single(found);
  }

  // ---------------------------------------------------------------- structure

  void error(pugi::xml_node node, std::string message, std::string hint) {
    draft_.error(document_.spot(node), std::move(message), std::move(hint));
  }

  void check_shape(pugi::xml_node node, const Shape& shape) {
    xml::check_shape(document_, node, shape, draft_.diagnostics());
  }

  template <std::size_t attribute_count, std::size_t child_count>
  void check_shape(pugi::xml_node node, const Kind<attribute_count, child_count>& kind) {
    check_shape(node, Shape{kind.name,
                            {kind.attributes.begin(), kind.attributes.end()},
                            {kind.children.begin(), kind.children.end()},
                            kind.text});
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

  void check_single(const Found& found) {
    const pugi::xml_node second = found.second;
    if (!second) return;
    error(second, fmt::format("a second <{}> in <{}>", second.name(), second.parent().name()),
          "keep one of them");
  }

  // ---------------------------------------------------------------- texts

  ToldText text_within(pugi::xml_node element) {
    return {.text = xml::text_of(element), .spot = document_.spot(element), .given = true};
  }

  /// How the text of an element is read.
  using ReadText = RichText (MarkupReader::*)(pugi::xml_node);

  ToldRichText optional(const Found& found, ReadText how) {
    if (!found.first) return {};
    check_single(found);
    return {.text = (markup_.*how)(found.first), .spot = document_.spot(found.first), .given = true};
  }

  ToldRichText needed_in_check(pugi::xml_node check, const Found& found, std::string_view name) {
    if (!found.first) missing(check, name, "check");
    return optional(found, &MarkupReader::text_with_code_lines);
  }

  ToldText title_of(pugi::xml_node parent, const Found& found, std::string_view kind) {
    if (!found.first) {
      missing(parent, "title", kind);
      return {};
    }
    if (!parts_of(found.first, title_kind).fine) check_shape(found.first, title_kind);
    check_single(found);
    return text_within(found.first);
  }

  void missing(pugi::xml_node parent, std::string_view name, std::string_view kind) {
    error(parent, fmt::format("the {} has no <{}>", kind, name), fmt::format("add <{}>…</{}>", name, name));
  }

  // ---------------------------------------------------------------- attributes

  ToldValue value_of(pugi::xml_attribute attribute) {
    if (!attribute) return {};
    return {.text = attribute.value(), .spot = document_.value_spot(attribute), .given = true};
  }

  ToldValue id_of(pugi::xml_node element, pugi::xml_attribute attribute, std::string_view kind) {
    const ToldValue id = value_of(attribute);
    if (!id.given)
      error(element, fmt::format("the {} has no id", kind), fmt::format("write <{} id=\"…\">", kind));
    return id;
  }

  ToldValue language_of(pugi::xml_node root, pugi::xml_attribute attribute) {
    const ToldValue language = value_of(attribute);
    if (!language.given)
      error(root, "the catalog does not name its language", "write lang=\"en\" into <catalog>");
    return language;
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
  return read_catalog(*document, limits, open);
}

Result<Catalog> read_catalog(const xml::Document& document, const CatalogLimits& limits,
                             const OpenBeside& open) {
  return Reader(document, limits, open).read();
}

}  // namespace pensum
