#include "course/catalog_reader.hpp"

#include "base/isolation.hpp"
#include "base/spelling.hpp"
#include "course/requirements.hpp"
#include "language/known_language.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace pensum {
namespace {

using xml::Shape;

constexpr std::size_t longest_id = 32;
constexpr std::int64_t most_minutes = 1440;

bool is_id_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, is_id_character);
}

/// Whether `url` is a web address that may be printed and tapped: no scripts, no white space, nothing that
/// turns it so that another address is read than the one it leads to.
bool is_web_address(std::string_view url) {
  const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (scheme == 0 || url.size() == scheme) return false;
  if (turns_direction(url)) return false;
  return std::ranges::none_of(url, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' ||
           c == '`' || c == '{' || c == '|' || c == '}';
  });
}

class Reader {
 public:
  Reader(const xml::Document& document, const CatalogLimits& limits) : document_(document), limits_(limits) {}

  Result<Catalog> read() {
    const pugi::xml_node root = document_.root();
    if (std::string_view(root.name()) != "catalog") {
      error(document_.place(root),
            fmt::format("this is not a catalog: its root element is <{}>", shown(root.name())),
            "a catalog starts with <catalog id=\"…\" lang=\"…\">");
      return std::unexpected(std::move(diagnostics_));
    }
    read_root(root);
    resolve_requirements();
    if (diagnostics_.empty()) return std::move(catalog_);
    finish(diagnostics_);
    return std::unexpected(std::move(diagnostics_));
  }

 private:
  void error(Place place, std::string message, std::string hint) {
    if (diagnostics_.size() >= most_diagnostics) return;
    diagnostics_.push_back({Severity::error, std::move(place), std::move(message), std::move(hint)});
  }

  // ---------------------------------------------------------------- structure

  void read_root(pugi::xml_node root) {
    xml::check_shape(document_, root, {"catalog", {"id", "lang"}, {"title", "summary", "source", "path"}},
                     diagnostics_);
    catalog_.id = id_of(root, "catalog");
    catalog_.language = language_of(root);
    check_order(root, std::array<std::string_view, 4>{"title", "summary", "source", "path"});
    catalog_.title = title_of(root, "catalog");
    catalog_.summary = optional_text(root, "summary");
    read_source(root);
    std::unordered_map<std::string_view, pugi::xml_node> ids;
    for (const pugi::xml_node element : root.children("path")) {
      if (diagnostics_.size() >= most_diagnostics) return;
      if (catalog_.paths.size() == limits_.paths) {
        error(document_.place(element), fmt::format("more than {} paths", limits_.paths),
              "join some of them");
        return;
      }
      read_path(element);
      check_unique(element, ids, "path");
    }
    if (!root.child("path")) {
      error(document_.place(root), "the catalog has no path", "add <path id=\"…\"> with at least one lesson");
    }
  }

  void read_path(pugi::xml_node element) {
    xml::check_shape(document_, element, {"path", {"id"}, {"title", "summary", "lesson"}}, diagnostics_);
    check_order(element, std::array<std::string_view, 3>{"title", "summary", "lesson"});
    Path path{.id = id_of(element, "path"),
              .title = title_of(element, "path"),
              .summary = optional_text(element, "summary"),
              .first = catalog_.lessons.size(),
              .last = 0};
    for (const pugi::xml_node lesson : element.children("lesson")) {
      if (diagnostics_.size() >= most_diagnostics) return;
      if (catalog_.lessons.size() == limits_.lessons) {
        error(document_.place(lesson), fmt::format("more than {} lessons", limits_.lessons),
              "split the course into catalogs");
        break;
      }
      read_lesson(lesson);
    }
    if (!element.child("lesson")) {
      error(document_.place(element), fmt::format("the path “{}” has no lesson", shown(path.id)),
            "add <lesson id=\"…\" minutes=\"…\">, or delete the path");
    }
    path.last = catalog_.lessons.size();
    catalog_.paths.push_back(std::move(path));
  }

  void read_lesson(pugi::xml_node element) {
    xml::check_shape(
        document_, element,
        {"lesson", {"id", "minutes", "requires", "priority", "url", "split"}, {"title", "summary", "check"}},
        diagnostics_);
    check_order(element, std::array<std::string_view, 3>{"title", "summary", "check"});
    Lesson lesson;
    lesson.id = id_of(element, "lesson");
    lesson.title = title_of(element, "lesson");
    lesson.summary = optional_text(element, "summary");
    lesson.url = url_of(element);
    lesson.minutes = minutes_of(element);
    lesson.priority = choice_of(element, "priority", priorities, Priority::must);
    lesson.splittable = choice_of(element, "split", yes_no, false);
    for (const pugi::xml_node check : element.children("check")) lesson.checks.push_back(check_of(check));
    check_unique(element, lesson_elements_, "lesson");
    catalog_.lessons.push_back(std::move(lesson));
    elements_.push_back(element);
  }

  Check check_of(pugi::xml_node element) {
    xml::check_shape(document_, element, {"check", {}, {"question", "answer"}}, diagnostics_);
    check_order(element, std::array<std::string_view, 2>{"question", "answer"});
    return {required_text(element, "question", "check", limits_.text_bytes),
            required_text(element, "answer", "check", limits_.text_bytes)};
  }

  void read_source(pugi::xml_node root) {
    const pugi::xml_node element = root.child("source");
    if (!element) return;
    xml::check_shape(document_, element, {"source", {"url"}, {}, Shape::Text::yes}, diagnostics_);
    catalog_.source = {text_within(element, limits_.text_bytes), url_of(element)};
    repeated(root, "source");
  }

  /// Children must be in the order of `names`; one that comes too late is an error.
  void check_order(pugi::xml_node parent, std::span<const std::string_view> names) {
    std::size_t reached = 0;
    for (const pugi::xml_node child : parent.children()) {
      const auto known = std::ranges::find(names, std::string_view(child.name()));
      if (child.type() != pugi::node_element || known == names.end()) continue;
      const auto position = static_cast<std::size_t>(known - names.begin());
      if (position < reached) {
        error(document_.place(child), fmt::format("<{}> comes after <{}>", *known, names[reached]),
              fmt::format("move it before the first <{}>", names[reached]));
      }
      reached = std::max(reached, position);
    }
  }

  void check_unique(pugi::xml_node element, std::unordered_map<std::string_view, pugi::xml_node>& seen,
                    std::string_view kind) {
    const std::string_view id = element.attribute("id").value();
    if (!is_id(id)) return;  // reported already
    const auto [first, fresh] = seen.emplace(id, element);
    if (fresh) return;
    error(document_.value_place(element.attribute("id")),
          fmt::format("a second {} with the id “{}”", kind, id),
          fmt::format("the first is in line {}; ids are unique", document_.place(first->second).line));
  }

  // ---------------------------------------------------------------- texts

  std::string text_within(pugi::xml_node element, std::size_t limit) {
    std::string text = xml::text_of(element);
    if (text.size() > limit) {
      error(document_.place(element),
            fmt::format("the text of <{}> has {} bytes; the limit is {}", element.name(), text.size(), limit),
            "shorten it");
    }
    // A sentence that is made with it goes on in its own direction.
    return with_directions_closed(std::move(text));
  }

  void repeated(pugi::xml_node parent, const char* name) {
    const pugi::xml_node second = parent.child(name).next_sibling(name);
    if (second)
      error(document_.place(second), fmt::format("a second <{}> in <{}>", name, parent.name()),
            "keep one of them");
  }

  std::string optional_text(pugi::xml_node parent, const char* name) {
    const pugi::xml_node element = parent.child(name);
    if (!element) return {};
    xml::check_shape(document_, element, {name, {}, {}, Shape::Text::yes}, diagnostics_);
    repeated(parent, name);
    return text_within(element, limits_.text_bytes);
  }

  std::string required_text(pugi::xml_node parent, const char* name, std::string_view kind,
                            std::size_t limit) {
    const pugi::xml_node element = parent.child(name);
    if (!element) {
      error(document_.place(parent), fmt::format("the {} has no <{}>", kind, name),
            fmt::format("add <{}>…</{}>", name, name));
      return {};
    }
    xml::check_shape(document_, element, {name, {}, {}, Shape::Text::yes}, diagnostics_);
    repeated(parent, name);
    std::string text = text_within(element, limit);
    if (text.empty()) {
      error(document_.place(element), fmt::format("the <{}> of the {} has no text", name, kind), "write it");
    }
    return text;
  }

  std::string title_of(pugi::xml_node parent, std::string_view kind) {
    return required_text(parent, "title", kind, limits_.title_bytes);
  }

  // ---------------------------------------------------------------- attributes

  std::string id_of(pugi::xml_node element, std::string_view kind) {
    const pugi::xml_attribute attribute = element.attribute("id");
    if (!attribute) {
      error(document_.place(element), fmt::format("the {} has no id", kind),
            fmt::format("write <{} id=\"…\">", kind));
      return {};
    }
    const std::string_view id = attribute.value();
    if (!is_id(id)) {
      error(document_.value_place(attribute), fmt::format("“{}” is not an id", shown(id)),
            "an id is 1 to 32 of the characters A-Z a-z 0-9 . _ -");
    }
    return std::string(id);
  }

  std::string language_of(pugi::xml_node root) {
    const pugi::xml_attribute attribute = root.attribute("lang");
    if (!attribute) {
      error(document_.place(root), "the catalog does not name its language",
            "write lang=\"en\" into <catalog>");
      return {};
    }
    if (!is_known_language(attribute.value())) {
      error(document_.value_place(attribute),
            fmt::format("“{}” is not a language tag", shown(attribute.value())),
            language_hint(attribute.value()));
    }
    return attribute.value();
  }

  std::string url_of(pugi::xml_node element) {
    const pugi::xml_attribute attribute = element.attribute("url");
    if (!attribute) return {};
    if (std::string_view(attribute.value()).size() > limits_.title_bytes) {
      error(document_.value_place(attribute), "the url is too long",
            fmt::format("the limit is {} bytes", limits_.title_bytes));
    } else if (!is_web_address(attribute.value())) {
      error(document_.value_place(attribute),
            fmt::format("“{}” is not a web address", shown(attribute.value())),
            "write one that starts with https:// or http:// and holds no spaces");
    }
    return attribute.value();
  }

  Minutes minutes_of(pugi::xml_node element) {
    const pugi::xml_attribute attribute = element.attribute("minutes");
    if (!attribute) {
      error(document_.place(element), "the lesson does not give its minutes",
            "write minutes=\"8\" into <lesson>");
      return {1};
    }
    const std::string_view text = attribute.value();
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem == std::errc::invalid_argument || end != text.data() + text.size()) {
      error(document_.value_place(attribute), fmt::format("“{}” is not a number of minutes", shown(text)),
            "write a whole number from 1 to 1440, without a unit");
      return {1};
    }
    if (problem != std::errc{} || value < 1 || value > most_minutes) {
      error(document_.value_place(attribute), fmt::format("a lesson cannot take {} minutes", shown(text)),
            value < 1 && problem == std::errc{} ? "write at least 1" : "write at most 1440, a whole day");
      return {1};
    }
    return {value};
  }

  template <class T>
  using Choices = std::array<std::pair<std::string_view, T>, std::is_same_v<T, Priority> ? 3 : 2>;
  static constexpr Choices<Priority> priorities = {
      {{"must", Priority::must}, {"should", Priority::should}, {"could", Priority::could}}};
  static constexpr Choices<bool> yes_no = {{{"yes", true}, {"no", false}}};

  template <class T>
  T choice_of(pugi::xml_node element, const char* name, const Choices<T>& choices, T otherwise) {
    const pugi::xml_attribute attribute = element.attribute(name);
    if (!attribute) return otherwise;
    std::vector<std::string_view> words;
    for (const auto& [word, value] : choices) {
      if (word == attribute.value()) return value;
      words.push_back(word);
    }
    error(document_.value_place(attribute),
          fmt::format("“{}” is not a value of {}", shown(attribute.value()), name),
          one_of(attribute.value(), words));
    return otherwise;
  }

  // ---------------------------------------------------------------- requirements

  void resolve_requirements() {
    std::unordered_map<std::string_view, LessonIndex> positions;
    for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) positions.emplace(catalog_.lessons[i].id, i);
    std::vector<std::vector<LessonIndex>> all(catalog_.lessons.size());
    for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) all[i] = required_by(i, positions);
    for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) {
      for (const LessonIndex required : all[i]) {
        if (required >= i) stands_too_early(i, required, all);
      }
    }
    for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i)
      catalog_.lessons[i].requires_ = std::move(all[i]);
  }

  std::vector<LessonIndex> required_by(LessonIndex lesson,
                                       const std::unordered_map<std::string_view, LessonIndex>& positions) {
    std::vector<LessonIndex> required;
    const pugi::xml_attribute attribute = elements_[lesson].attribute("requires");
    std::string_view rest = attribute.value();
    if (rest.find_first_of(",;") != std::string_view::npos) {
      separated_wrongly(lesson, rest);
      return required;
    }
    while (true) {
      const std::size_t first = rest.find_first_not_of(" \t\r\n");
      if (first == std::string_view::npos) return required;
      rest.remove_prefix(first);
      const std::string_view id = rest.substr(0, rest.find_first_of(" \t\r\n"));
      rest.remove_prefix(id.size());
      const auto known = positions.find(id);
      if (known == positions.end()) {
        unknown_requirement(lesson, id);
      } else if (std::ranges::find(required, known->second) == required.end()) {
        required.push_back(known->second);
      }
    }
  }

  /// An id holds neither commas nor semicolons: the author has put them between ids.
  void separated_wrongly(LessonIndex lesson, std::string_view list) {
    std::string ids;
    bool apart = false;
    for (const char c : list) {
      const bool separates = std::string_view(",; \t\r\n").contains(c);
      if (!separates && apart && !ids.empty()) ids += ' ';
      if (!separates) ids += c;
      apart = separates;
    }
    error(document_.value_place(elements_[lesson].attribute("requires")),
          fmt::format("lesson {} requires “{}”, which is not a list of ids", catalog_.lessons[lesson].id,
                      shown(list)),
          fmt::format("ids are separated by spaces: write requires=\"{}\"", shown(ids)));
  }

  void unknown_requirement(LessonIndex lesson, std::string_view id) {
    if (diagnostics_.size() >= most_diagnostics) return;
    std::vector<std::string_view> ids;
    for (const Lesson& known : catalog_.lessons) ids.push_back(known.id);
    error(document_.value_place(elements_[lesson].attribute("requires")),
          fmt::format("lesson {} requires “{}”, which is not a lesson of this catalog",
                      catalog_.lessons[lesson].id, shown(id)),
          suggestion(id, ids, "use ids from the id attributes of lessons; separate several by spaces"));
  }

  void stands_too_early(LessonIndex lesson, LessonIndex required,
                        const std::vector<std::vector<LessonIndex>>& all) {
    if (diagnostics_.size() >= most_diagnostics) return;
    const std::string& id = catalog_.lessons[lesson].id;
    const Place place = document_.value_place(elements_[lesson].attribute("requires"));
    if (lesson == required) {
      error(place, fmt::format("lesson {} requires itself", id), "delete the id from its requires");
      return;
    }
    const std::vector<LessonIndex> chain = requirement_chain(all, required, lesson);
    if (!chain.empty()) {
      std::string circle = id;
      for (const LessonIndex step : chain) circle += " → " + catalog_.lessons[step].id;
      error(place, fmt::format("lessons require each other in a circle: {}", circle),
            "remove one of these requirements");
      return;
    }
    error(place,
          fmt::format("lesson {} requires {}, which comes after it", id, catalog_.lessons[required].id),
          fmt::format("move lesson {} before lesson {}", catalog_.lessons[required].id, id));
  }

  const xml::Document& document_;
  const CatalogLimits& limits_;
  Catalog catalog_;
  Diagnostics diagnostics_;
  std::vector<pugi::xml_node> elements_;  // of each lesson
  std::unordered_map<std::string_view, pugi::xml_node> lesson_elements_;
};

}  // namespace

Result<Catalog> read_catalog(std::string_view bytes, std::string file, const CatalogLimits& limits) {
  const Result<xml::Document> document = xml::read(bytes, std::move(file), {.bytes = limits.file_bytes});
  if (!document) return std::unexpected(document.error());
  return Reader(*document, limits).read();
}

}  // namespace pensum
