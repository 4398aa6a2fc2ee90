// A catalog in the making: what a source of any kind tells, piece by piece, each with its place. Here are all
// the rules of a catalog (documented in catalog/README.md); every source has its catalog made in this way.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pensum {

/// What a catalog may hold.
struct CatalogLimits {
  std::size_t file_bytes = std::size_t{64} << 20;
  std::size_t lessons = 100'000;
  std::size_t paths = 1'000;
  std::size_t title_bytes = 16'384;
  std::size_t text_bytes = 131'072;  ///< of a summary, source, question or answer
  std::size_t code_lines = 5;        ///< that follow one another there: what still fits a card
  std::size_t code_line = 80;        ///< its characters
};

/// The most that a lesson may take: a whole day.
inline constexpr Minutes most_lesson_minutes{1440};

/// Whether `text` may be the id of a catalog, a path or a lesson.
bool is_catalog_id(std::string_view text);

/// Whether `url` is a web address that may be printed and tapped: no scripts, no white space, nothing that
/// turns it so that another address is read than the one it leads to.
bool is_catalog_url(std::string_view url);

/// Whether `path` may name a file beside a catalog: relative, below the catalog's folder, with “/” between
/// folders on every system.
bool is_file_beside_catalog(std::string_view path);

/// Whether `path` may name a picture beside a catalog.
bool is_picture_file(std::string_view path);

/// Where a source tells something, in a number of its own, such as an offset; made a place only for an error.
using Spot = std::size_t;
inline constexpr Spot nowhere = static_cast<Spot>(-1);

/// What a source tells, or does not.
template <class Text>
struct Told {
  Text text{};
  Spot spot = nowhere;
  bool given = false;  ///< without it a default counts, or the source itself has reported that it is missing
};
/// Of these the bytes outlive the draft.
using ToldValue = Told<std::string_view>;
/// White space is folded already.
using ToldText = Told<std::string>;
using ToldRichText = Told<RichText>;

/// A lesson that a text leads to.
struct LessonLink {
  std::string id;
  Spot spot = nowhere;
};

/// The error of a link to the lesson `id`, which is none of `lessons`.
Diagnostic dead_link(Place place, std::string_view id, std::span<const Lesson> lessons);

struct DraftHead {
  Spot spot = nowhere;
  ToldValue id;
  ToldValue language;
  ToldText title;
  ToldRichText summary;
  ToldText source;
  ToldValue source_url;
};

struct DraftPath {
  Spot spot = nowhere;
  ToldValue id;
  ToldText title;
  ToldRichText summary;
};

struct DraftCheck {
  ToldRichText question;
  ToldRichText answer;
};

/// Values as a catalog's attributes have them.
struct DraftLesson {
  Spot spot = nowhere;
  ToldValue id;
  ToldValue minutes;
  ToldValue required;  ///< ids with white space between
  ToldValue priority;
  ToldValue url;
  ToldValue split;
  ToldText title;
  ToldRichText summary;
  std::vector<DraftCheck> checks;
  Reading reading{};                ///< of which the minutes come where there are none
  ToldValue reading_file{};         ///< the file that it is in
  std::vector<LessonLink> links{};  ///< to lessons, in all these texts
};

class CatalogDraft {
 public:
  /// `place` says what a spot means.
  explicit CatalogDraft(std::function<Place(Spot)> place, const CatalogLimits& limits = {})
      : place_(std::move(place)), limits_(limits) {}

  void begin(DraftHead&& head);
  /// How many lessons are going to be told, for a source that knows: room for them is made at once.
  void expect_lessons(std::size_t count);
  /// Whether it was taken: there is a limit. Lessons that follow belong to it.
  bool add(DraftPath&& path);
  bool add(DraftLesson&& told);

  /// What a source finds itself.
  void error(Spot spot, std::string message, std::string hint);
  Diagnostics& diagnostics() { return diagnostics_; }
  /// Whether there are as many errors as are reported.
  bool is_hopeless() const { return diagnostics_.size() >= most_diagnostics; }

  /// The catalog; or all errors, by their places. The end of the draft.
  Result<Catalog> finish();

 private:
  struct Named {
    LessonIndex position = 0;
    Spot spot = nowhere;
  };
  using Names = std::unordered_map<std::string_view, Named>;

  void end_path();
  std::string id_of(const ToldValue& id);
  void keep_name(const ToldValue& id, const Named& named, Names& names, std::string_view kind);
  /// `Text` is a string or a marked text.
  template <class Text>
  Text text_of(Told<Text>& text, std::string_view element, std::size_t limit);
  template <class Text>
  Text needed_text(Told<Text>& text, std::string_view element, std::string_view kind, std::size_t limit);
  std::string url_of(const ToldValue& url);
  std::string language_of(const ToldValue& language);
  Minutes minutes_of(const ToldValue& minutes);
  Minutes minutes_of(const DraftLesson& told);
  std::string file_of(const ToldValue& file);
  template <class T, class Words>
  T choice_of(const ToldValue& value, std::string_view name, const Words& words, T otherwise);

  void check_links();
  void resolve_requirements();
  std::vector<LessonIndex> required_by(LessonIndex lesson);
  void separated_wrongly(LessonIndex lesson);
  void unknown_requirement(LessonIndex lesson, std::string_view id);
  void stands_too_early(LessonIndex lesson, LessonIndex required,
                        const std::vector<std::vector<LessonIndex>>& all);

  std::function<Place(Spot)> place_;
  CatalogLimits limits_;
  Catalog catalog_;
  Diagnostics diagnostics_;
  Spot head_spot_ = nowhere;
  Spot path_spot_ = nowhere;         // of the last path
  bool path_was_given_ = false;      // even if it was not taken
  bool lesson_was_given_ = false;    // in the last path, even if it was not taken
  std::vector<ToldValue> required_;  // of each lesson
  std::vector<LessonLink> links_;    // in the order in which they were told
  Names paths_;
  Names lessons_;
};

}  // namespace pensum
