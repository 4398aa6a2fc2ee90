#include "course/draft.hpp"

#include "base/isolation.hpp"
#include "base/spelling.hpp"
#include "course/requirements.hpp"
#include "language/known_language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace pensum {
namespace {

constexpr std::size_t longest_id = 32;
constexpr std::size_t longest_path = 1024;

/// In lines of code line ends count as they are, in other texts they were folded.
std::string_view words_of(const std::string& text) { return text; }
std::string_view words_of(const RichText& text) { return text.text; }

bool is_id_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

template <class T>
using Word = std::pair<std::string_view, T>;
constexpr std::array<Word<Priority>, 3> priorities = {
    {{"must", Priority::must}, {"should", Priority::should}, {"could", Priority::could}}};
constexpr std::array<Word<bool>, 2> yes_no = {{{"yes", true}, {"no", false}}};

}  // namespace

bool is_catalog_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, is_id_character);
}

bool is_catalog_url(std::string_view url) {
  const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (scheme == 0 || url.size() == scheme) return false;
  if (turns_direction(url)) return false;
  return std::ranges::none_of(url, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' ||
           c == '`' || c == '{' || c == '|' || c == '}';
  });
}

bool is_file_beside_catalog(std::string_view path) {
  if (path.empty() || path.size() > longest_path || path.front() == '/') return false;
  const bool odd = std::ranges::any_of(path, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == ':';
  });
  if (odd || turns_direction(path)) return false;
  for (std::size_t first = 0; first <= path.size();) {
    const std::size_t last = std::min(path.find('/', first), path.size());
    const std::string_view part = path.substr(first, last - first);
    if (part.empty() || part == "." || part == "..") return false;
    first = last + 1;
  }
  return true;
}

bool is_picture_file(std::string_view path) {
  constexpr std::array<std::string_view, 3> endings = {".png", ".jpg", ".jpeg"};
  std::string lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 5)));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return is_file_beside_catalog(path) &&
         std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

Diagnostic dead_link(Place place, std::string_view id, std::span<const Lesson> lessons) {
  std::vector<std::string_view> ids;
  for (const Lesson& lesson : lessons) ids.push_back(lesson.id);
  return {Severity::error, std::move(place),
          fmt::format("the link “#{}” leads to no lesson of this catalog", id),
          suggestion(id, ids, "write # and the id of a lesson")};
}

void CatalogDraft::error(Spot spot, std::string message, std::string hint) {
  if (is_hopeless()) return;
  diagnostics_.push_back({Severity::error, place_(spot), std::move(message), std::move(hint)});
}

// ------------------------------------------------------------------ pieces

void CatalogDraft::begin(DraftHead&& head) {
  head_spot_ = head.spot;
  catalog_.id = id_of(head.id);
  catalog_.language = language_of(head.language);
  catalog_.title = needed_text(head.title, "title", "catalog", limits_.title_bytes);
  catalog_.summary = text_of(head.summary, "summary", limits_.text_bytes);
  catalog_.source.text = text_of(head.source, "source", limits_.text_bytes);
  catalog_.source.url = url_of(head.source_url);
}

void CatalogDraft::expect_lessons(std::size_t count) {
  const std::size_t taken = std::min(count, limits_.lessons);
  catalog_.lessons.reserve(taken);
  required_.reserve(taken);
  lessons_.reserve(taken);
}

bool CatalogDraft::add(DraftPath&& path) {
  end_path();
  path_was_given_ = true;
  if (catalog_.paths.size() == limits_.paths) {
    error(path.spot, fmt::format("more than {} paths", limits_.paths), "join some of them");
    return false;
  }
  path_spot_ = path.spot;
  lesson_was_given_ = false;
  catalog_.paths.push_back({.id = id_of(path.id),
                            .title = needed_text(path.title, "title", "path", limits_.title_bytes),
                            .summary = text_of(path.summary, "summary", limits_.text_bytes),
                            .first = catalog_.lessons.size(),
                            .last = catalog_.lessons.size()});
  keep_name(path.id, {.position = catalog_.paths.size() - 1, .spot = path.spot}, paths_, "path");
  return true;
}

void CatalogDraft::end_path() {
  if (catalog_.paths.empty() || is_hopeless()) return;
  Path& path = catalog_.paths.back();
  path.last = catalog_.lessons.size();
  if (std::exchange(lesson_was_given_, true)) return;
  error(path_spot_, fmt::format("the path “{}” has no lesson", shown(path.id)),
        "add <lesson id=\"…\" minutes=\"…\">, or delete the path");
}

bool CatalogDraft::add(DraftLesson&& told) {
  lesson_was_given_ = true;
  if (catalog_.lessons.size() == limits_.lessons) {
    error(told.spot, fmt::format("more than {} lessons", limits_.lessons), "split the course into catalogs");
    return false;
  }
  Lesson& lesson = catalog_.lessons.emplace_back();
  lesson.id = id_of(told.id);
  lesson.title = needed_text(told.title, "title", "lesson", limits_.title_bytes);
  lesson.summary = text_of(told.summary, "summary", limits_.text_bytes);
  lesson.url = url_of(told.url);
  lesson.minutes = minutes_of(told);
  lesson.reading = std::move(told.reading);
  lesson.reading_file = file_of(told.reading_file);
  std::ranges::move(told.links, std::back_inserter(links_));
  lesson.priority = choice_of(told.priority, "priority", priorities, Priority::must);
  lesson.splittable = choice_of(told.split, "split", yes_no, false);
  for (DraftCheck& check : told.checks) {
    lesson.checks.push_back({needed_text(check.question, "question", "check", limits_.text_bytes),
                             needed_text(check.answer, "answer", "check", limits_.text_bytes)});
  }
  keep_name(told.id, {.position = catalog_.lessons.size() - 1, .spot = told.spot}, lessons_, "lesson");
  required_.push_back(told.required);
  return true;
}

Result<Catalog> CatalogDraft::finish() {
  if (!path_was_given_) {
    error(head_spot_, "the catalog has no path", "add <path id=\"…\"> with at least one lesson");
  }
  end_path();
  resolve_requirements();
  check_links();
  if (diagnostics_.empty()) return std::move(catalog_);
  pensum::finish(diagnostics_);
  return std::unexpected(std::move(diagnostics_));
}

// ------------------------------------------------------------------ values

std::string CatalogDraft::id_of(const ToldValue& id) {
  if (id.given && !is_catalog_id(id.text)) {
    error(id.spot, fmt::format("“{}” is not an id", shown(id.text)),
          "an id is 1 to 32 of the characters A-Z a-z 0-9 . _ -");
  }
  return std::string(id.text);
}

void CatalogDraft::keep_name(const ToldValue& id, const Named& named, Names& names, std::string_view kind) {
  const auto [first, fresh] = names.emplace(id.text, named);
  if (fresh || !is_catalog_id(id.text)) return;  // reported already
  const int line = place_(first->second.spot).line;
  error(id.spot, fmt::format("a second {} with the id “{}”", kind, id.text),
        line > 0 ? fmt::format("the first is in line {}; ids are unique", line) : "ids are unique");
}

template <class Text>
Text CatalogDraft::text_of(Told<Text>& text, std::string_view element, std::size_t limit) {
  if (const std::size_t size = words_of(text.text).size(); size > limit) {
    error(text.spot, fmt::format("the text of <{}> has {} bytes; the limit is {}", element, size, limit),
          "shorten it");
  }
  // A sentence that is made with it goes on in its own direction.
  return with_directions_closed(std::move(text.text));
}

template <class Text>
Text CatalogDraft::needed_text(Told<Text>& text, std::string_view element, std::string_view kind,
                               std::size_t limit) {
  const Spot spot = text.spot;
  const bool given = text.given;
  Text kept = text_of(text, element, limit);
  if (given && kept.empty())
    error(spot, fmt::format("the <{}> of the {} has no text", element, kind), "write it");
  return kept;
}

std::string CatalogDraft::language_of(const ToldValue& language) {
  if (language.given && !is_known_language(language.text)) {
    error(language.spot, fmt::format("“{}” is not a language tag", shown(language.text)),
          language_hint(language.text));
  }
  return std::string(language.text);
}

std::string CatalogDraft::url_of(const ToldValue& url) {
  if (url.given && url.text.size() > limits_.title_bytes) {
    error(url.spot, "the url is too long", fmt::format("the limit is {} bytes", limits_.title_bytes));
  } else if (url.given && !is_catalog_url(url.text)) {
    error(url.spot, fmt::format("“{}” is not a web address", shown(url.text)),
          "write one that starts with https:// or http:// and holds no spaces");
  }
  return std::string(url.text);
}

/// As told; otherwise as long as its text takes to read.
Minutes CatalogDraft::minutes_of(const DraftLesson& told) {
  if (told.minutes.given || told.reading.empty()) return minutes_of(told.minutes);
  const Minutes minutes = reading_time(size_of(told.reading));
  if (minutes <= most_lesson_minutes) return minutes;
  error(told.spot,
        fmt::format("the lesson’s text takes {} minutes to read; a lesson can take 1440", minutes.count),
        "make several lessons of it");
  return most_lesson_minutes;
}

std::string CatalogDraft::file_of(const ToldValue& file) {
  if (file.given && !is_file_beside_catalog(file.text)) {
    error(file.spot, fmt::format("“{}” is not a file beside the catalog", shown(file.text)),
          "write its path from the catalog’s folder, without “..” and backslashes");
  }
  return std::string(file.text);
}

Minutes CatalogDraft::minutes_of(const ToldValue& minutes) {
  if (!minutes.given) return {1};
  const std::string_view text = minutes.text;
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem == std::errc::invalid_argument || end != text.data() + text.size()) {
    error(minutes.spot, fmt::format("“{}” is not a number of minutes", shown(text)),
          "write a whole number from 1 to 1440, without a unit");
    return {1};
  }
  if (problem != std::errc{} || value < 1 || value > most_lesson_minutes.count) {
    error(minutes.spot, fmt::format("a lesson cannot take {} minutes", shown(text)),
          value < 1 && problem == std::errc{} ? "write at least 1" : "write at most 1440, a whole day");
    return {1};
  }
  return {value};
}

template <class T, class Words>
T CatalogDraft::choice_of(const ToldValue& value, std::string_view name, const Words& words, T otherwise) {
  if (!value.given) return otherwise;
  std::vector<std::string_view> names;
  for (const auto& [word, meaning] : words) {
    if (word == value.text) return meaning;
    names.push_back(word);
  }
  error(value.spot, fmt::format("“{}” is not a value of {}", shown(value.text), name),
        one_of(value.text, names));
  return otherwise;
}

// ------------------------------------------------------------------ requirements

void CatalogDraft::check_links() {
  for (const LessonLink& link : links_) {
    if (lessons_.contains(link.id)) continue;
    if (is_hopeless()) return;
    diagnostics_.push_back(dead_link(place_(link.spot), link.id, catalog_.lessons));
  }
}

void CatalogDraft::resolve_requirements() {
  std::vector<std::vector<LessonIndex>> all(catalog_.lessons.size());
  for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) all[i] = required_by(i);
  for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) {
    for (const LessonIndex required : all[i]) {
      if (required >= i) stands_too_early(i, required, all);
    }
  }
  for (LessonIndex i = 0; i < catalog_.lessons.size(); ++i) catalog_.lessons[i].requires_ = std::move(all[i]);
}

std::vector<LessonIndex> CatalogDraft::required_by(LessonIndex lesson) {
  std::vector<LessonIndex> required;
  std::string_view rest = required_[lesson].text;
  if (rest.find_first_of(",;") != std::string_view::npos) {
    separated_wrongly(lesson);
    return required;
  }
  while (true) {
    const std::size_t first = rest.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return required;
    rest.remove_prefix(first);
    const std::string_view id = rest.substr(0, rest.find_first_of(" \t\r\n"));
    rest.remove_prefix(id.size());
    const auto known = lessons_.find(id);
    if (known == lessons_.end()) {
      unknown_requirement(lesson, id);
    } else if (std::ranges::find(required, known->second.position) == required.end()) {
      required.push_back(known->second.position);
    }
  }
}

/// An id holds neither commas nor semicolons: the author has put them between ids.
void CatalogDraft::separated_wrongly(LessonIndex lesson) {
  const std::string_view list = required_[lesson].text;
  std::string ids;
  bool apart = false;
  for (const char c : list) {
    const bool separates = std::string_view(",; \t\r\n").contains(c);
    if (!separates && apart && !ids.empty()) ids += ' ';
    if (!separates) ids += c;
    apart = separates;
  }
  error(required_[lesson].spot,
        fmt::format("lesson {} requires “{}”, which is not a list of ids", catalog_.lessons[lesson].id,
                    shown(list)),
        fmt::format("ids are separated by spaces: write requires=\"{}\"", shown(ids)));
}

void CatalogDraft::unknown_requirement(LessonIndex lesson, std::string_view id) {
  if (is_hopeless()) return;
  std::vector<std::string_view> ids;
  for (const Lesson& known : catalog_.lessons) ids.push_back(known.id);
  error(required_[lesson].spot,
        fmt::format("lesson {} requires “{}”, which is not a lesson of this catalog",
                    catalog_.lessons[lesson].id, shown(id)),
        suggestion(id, ids, "use ids from the id attributes of lessons; separate several by spaces"));
}

void CatalogDraft::stands_too_early(LessonIndex lesson, LessonIndex required,
                                    const std::vector<std::vector<LessonIndex>>& all) {
  if (is_hopeless()) return;
  const std::string& id = catalog_.lessons[lesson].id;
  const Spot spot = required_[lesson].spot;
  if (lesson == required) {
    error(spot, fmt::format("lesson {} requires itself", id), "delete the id from its requires");
    return;
  }
  const std::vector<LessonIndex> chain = requirement_chain(all, required, lesson);
  if (!chain.empty()) {
    std::string circle = id;
    for (const LessonIndex step : chain) circle += " → " + catalog_.lessons[step].id;
    error(spot, fmt::format("lessons require each other in a circle: {}", circle),
          "remove one of these requirements");
    return;
  }
  error(spot, fmt::format("lesson {} requires {}, which comes after it", id, catalog_.lessons[required].id),
        fmt::format("move lesson {} before lesson {}", catalog_.lessons[required].id, id));
}

}  // namespace pensum
