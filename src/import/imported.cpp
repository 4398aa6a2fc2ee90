#include "import/imported.hpp"

#include "base/named_setting.hpp"
#include "base/utf8.hpp"
#include "course/catalog_writer.hpp"
#include "course/draft.hpp"
#include "course/reading_parts.hpp"
#include "import/catalog_values.hpp"
#include "import/plain_text.hpp"
#include "language/language.hpp"
#include "language/script.hpp"
#include "language/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::size_t longest_id = 32;

/// A lesson of the catalog: a unit, or a part of one that is too long.
struct Piece {
  std::size_t unit = 0;
  std::size_t part = 1;
  std::size_t parts = 1;
  Minutes minutes;
  std::string id;
};

/// Whether nine in ten letters of the titles are Latin ones: words and names in them may be.
bool is_latin(const std::vector<Unit>& units) {
  std::size_t letters = 0;
  std::size_t latin = 0;
  for (const Unit& unit : units) {
    for (std::size_t at = 0; at < unit.title.size();) {
      const CodePoint point = decode(unit.title, at);
      at += point.length;
      const std::string script = script_name(point.value);
      if (script.empty()) continue;
      ++letters;
      if (script == "Latin") ++latin;
    }
  }
  return latin * 10 >= letters * 9;
}

/// The ids that a source asks for, or why they cannot be taken.
Result<void> usable_ids(const std::vector<Unit>& units) {
  std::set<std::string_view> seen;
  for (const Unit& unit : units) {
    if (unit.asked_id.empty()) continue;
    const std::string hint =
        "lessons get numbers instead; an id is 1 to 32 of the characters A-Z a-z 0-9 . _ -";
    if (!is_catalog_id(unit.asked_id))
      return failure(fmt::format("“{}” is not an id", shown(unit.asked_id)), hint, unit.place);
    if (!seen.insert(unit.asked_id).second)
      return failure(fmt::format("two lessons have the id “{}”", shown(unit.asked_id)),
                     "lessons get numbers instead", unit.place);
  }
  return {};
}

class Making {
 public:
  Making(const Outline& outline, Lessons lessons, std::string_view kind, const CatalogNames& names)
      : outline_(outline), lessons_(std::move(lessons)), kind_(kind), names_(names) {}

  Result<Imported> make() {
    for (const std::string* language : {&names_.language, &outline_.language, &names_.language_otherwise}) {
      if (language_.empty()) language_ = one_line(*language);
    }
    if (language_.empty() && !names_.language_of_latin.empty() && is_latin(lessons_.units)) {
      language_ = names_.language_of_latin;
      imported_.language_assumed = true;
    }
    if (language_.empty()) {
      return failure("the language of the course is not known",
                     fmt::format("say it with {}", named("lang", "en")));
    }
    cut_in_pieces();
    give_ids();
    place_texts();
    Result<Catalog> catalog = draft();
    if (!catalog) return std::unexpected(std::move(catalog.error()));
    imported_.catalog = *std::move(catalog);
    mark();
    imported_.left_out = std::move(lessons_.left_out);
    imported_.warnings.insert(imported_.warnings.begin(), lessons_.warnings.begin(), lessons_.warnings.end());
    imported_.warnings.insert(imported_.warnings.begin(), outline_.warnings.begin(), outline_.warnings.end());
    return std::move(imported_);
  }

 private:
  // ---------------------------------------------------------------- lessons

  void cut_in_pieces() {
    for (std::size_t i = 0; i < lessons_.units.size(); ++i) {
      const Unit& unit = lessons_.units[i];
      const std::vector<Minutes> lengths = in_parts(unit.length.minutes);
      first_piece_.push_back(pieces_.size());
      for (std::size_t part = 0; part < lengths.size(); ++part)
        pieces_.push_back(
            {.unit = i, .part = part + 1, .parts = lengths.size(), .minutes = lengths[part], .id = {}});
      ++imported_.by[static_cast<std::size_t>(unit.length.basis)];
      imported_.in_parts += lengths.size() > 1 ? 1U : 0U;
      imported_.splittable += unit.splittable ? 1U : 0U;
    }
    first_piece_.push_back(pieces_.size());
  }

  void give_ids() {
    const Result<void> usable = usable_ids(lessons_.units);
    if (!usable) {
      for (Diagnostic why : usable.error()) {
        why.severity = Severity::warning;
        imported_.warnings.push_back(std::move(why));
      }
    }
    std::set<std::string> taken;
    if (usable) {
      for (Piece& piece : pieces_) taken.insert(piece.id = asked_id(piece));
    }
    std::size_t number = 0;
    for (Piece& piece : pieces_) {
      imported_.has_own_id.push_back(!piece.id.empty());
      if (!piece.id.empty()) continue;
      do piece.id = fmt::format("{}", ++number);
      while (taken.contains(piece.id));
    }
    for (const Piece& piece : pieces_) {
      if (lessons_.units[piece.unit].done) imported_.done.push_back(piece.id);
    }
  }

  void place_texts() {
    link_texts(lessons_.units, [&](std::size_t unit) { return pieces_[first_piece_[unit]].id; });
    imported_.pictures =
        name_pictures(lessons_.units, outline_.files.get(), names_.pictures, lessons_.left_out);
    imported_.files = outline_.files;
    for (std::size_t i = 0; i < lessons_.units.size(); ++i) {
      std::vector<Minutes> lengths;
      for (std::size_t piece = first_piece_[i]; piece < first_piece_[i + 1]; ++piece)
        lengths.push_back(pieces_[piece].minutes);
      Reading& whole = lessons_.units[i].text.reading;
      if (lengths.size() == 1) {
        texts_.push_back(std::move(whole));
      } else {
        for (const ReadingPart part : cut_reading(whole, lengths)) texts_.push_back(reading_of(whole, part));
      }
    }
  }

  /// Empty where the source asks for none, or the parts of a lesson would have too long ones.
  std::string asked_id(const Piece& piece) const {
    const std::string& id = lessons_.units[piece.unit].asked_id;
    if (id.empty() || piece.parts == 1) return id;
    std::string own = fmt::format("{}.{}", id, piece.part);
    const bool free = std::ranges::find(lessons_.units, own, &Unit::asked_id) == lessons_.units.end();
    return own.size() <= longest_id && free ? own : std::string();
  }

  /// The last part of what is required; and of a part, the one before.
  std::string required_by(const Piece& piece) const {
    if (piece.part > 1) return pieces_[first_piece_[piece.unit] + piece.part - 2].id;
    std::string ids;
    for (const std::size_t unit : lessons_.units[piece.unit].required)
      ids += (ids.empty() ? "" : " ") + pieces_[first_piece_[unit + 1] - 1].id;
    return ids;
  }

  std::string title_of(const Piece& piece) {
    const std::string& title = lessons_.units[piece.unit].title;
    if (piece.parts == 1) return title;
    if (!words_) words_.emplace(language_);
    const std::string part = words_->say(word::part_of{.part = piece.part, .parts = piece.parts});
    return words_->say(word::title_with_part{.title = title, .part = part});
  }

  // ---------------------------------------------------------------- catalog

  Result<Catalog> draft() {
    CatalogDraft draft([&](Spot spot) { return spot == nowhere ? Place{} : lessons_.units[spot].place; });
    draft.begin(head());
    for (const Part& part : lessons_.parts) {
      imported_.numbers.push_back(part.number);
      draft.add(path(part));
      for (std::size_t i = first_piece_[part.first]; i < first_piece_[part.last]; ++i)
        draft.add(lesson(pieces_[i], std::move(texts_[i])));
    }
    return draft.finish();
  }

  DraftHead head() {
    std::string title = one_line(names_.title.empty() ? outline_.title : names_.title);
    if (title.empty()) title = one_line(names_.file);
    const std::string asked = one_line(names_.id);
    const std::string id = !asked.empty() ? asked : default_id(title);
    title_ = title;
    return {.spot = nowhere,
            .id = value(id),
            .language = value(language_),
            .title = this->title(std::move(title)),
            .summary = text(limited(outline_.summary)),
            .source = this->title(limited(one_line(outline_.source.text))),
            .source_url = value(catalog_url(outline_.source.url))};
  }

  std::string default_id(std::string_view title) const {
    for (const std::string_view text :
         {std::string_view(outline_.id), std::string_view(names_.file), title}) {
      if (std::string id = id_from(text); !id.empty()) return id;
    }
    return "course";
  }

  /// Lessons outside of all groups are in the course itself; a single one between groups is a part of its
  /// own.
  const std::string& title_of(const Part& part) const {
    if (!part.title.empty()) return part.title;
    const bool alone = part.number > 1 && part.last == part.first + 1;
    return alone ? lessons_.units[part.first].title : title_;
  }

  DraftPath path(const Part& part) {
    return {.spot = part.first,
            .id = value(fmt::format("{}", ++paths_)),
            .title = title(title_of(part)),
            .summary = text(limited(part.summary))};
  }

  DraftLesson lesson(const Piece& piece, Reading text_to_read) {
    Unit& unit = lessons_.units[piece.unit];
    constexpr std::string_view priorities[] = {"must", "should", "could"};
    DraftLesson lesson;
    lesson.spot = spot_ = piece.unit;
    lesson.id = value(piece.id);
    lesson.minutes = value(fmt::format("{}", piece.minutes.count));
    lesson.required = value(required_by(piece));
    lesson.priority = value(std::string(priorities[static_cast<std::size_t>(unit.priority)]));
    lesson.url = value(unit.url);
    lesson.split = value(unit.splittable ? "yes" : "no");
    lesson.title = title(title_of(piece));
    lesson.summary = text(limited(unit.summary));
    lesson.reading = std::move(text_to_read);
    // What was learnt is asked for at the end.
    if (piece.part < piece.parts) return lesson;
    for (const Check& check : unit.checks)
      lesson.checks.push_back({text(limited(check.question)), text(limited(check.answer))});
    return lesson;
  }

  /// Cut where a catalog's text ends at the latest, and plain then.
  RichText limited(RichText text) {
    constexpr std::size_t most = CatalogLimits().text_bytes;
    return text.text.size() <= most ? std::move(text) : RichText(limited(one_line(text.text)));
  }

  std::string limited(std::string text) {
    constexpr std::size_t most = CatalogLimits().text_bytes;
    if (text.size() <= most) return text;
    ++cut_;
    std::size_t end = most - std::string_view("…").size();
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
  }

  ToldText title(std::string text) const { return {.text = std::move(text), .spot = spot_, .given = true}; }
  ToldRichText text(RichText text) const { return {.text = std::move(text), .spot = spot_, .given = true}; }

  /// A value that is kept as long as the draft; what is empty is not told.
  ToldValue value(std::string text) {
    const std::string& kept = kept_.emplace_back(std::move(text));
    return {.text = kept, .spot = spot_, .given = !kept.empty()};
  }

  // ---------------------------------------------------------------- marks

  void mark() {
    const Catalog& catalog = imported_.catalog;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const Unit& unit = lessons_.units[piece.unit];
      const std::string key = piece.parts == 1 ? unit.key : fmt::format("{}\npart {}", unit.key, piece.part);
      imported_.marks.push_back(
          {.key = mark_key(kind_, key),
           .values = digests_of(catalog.lessons[i], required_ids(catalog, catalog.lessons[i])),
           .why = unit.length.why});
    }
    if (cut_ == 0) return;
    imported_.warnings.push_back(
        {Severity::warning,
         {},
         fmt::format("{} cut at {} bytes", counted(static_cast<std::int64_t>(cut_), "text is", "texts are"),
                     grouped(static_cast<std::int64_t>(CatalogLimits().text_bytes))),
         "a catalog holds no longer ones"});
  }

  const Outline& outline_;
  Lessons lessons_;
  std::string kind_;
  const CatalogNames& names_;
  Imported imported_;
  std::string language_;
  std::string title_;
  std::optional<Language> words_;
  std::vector<Piece> pieces_;
  std::vector<std::size_t> first_piece_;  // of each unit, and the end
  std::vector<Reading> texts_;            // of each piece
  std::deque<std::string> kept_;
  Spot spot_ = nowhere;  // of the lesson that is being told
  std::size_t paths_ = 0;
  std::size_t cut_ = 0;
};

}  // namespace

Result<Imported> catalog_of(const Outline& outline, Lessons lessons, std::string_view kind,
                            const CatalogNames& names) {
  return Making(outline, std::move(lessons), kind, names).make();
}

OpenBeside pictures_of(const Imported& imported) {
  std::map<std::string, std::string> sources;
  for (const Picture& picture : imported.pictures) sources.emplace(picture.file, picture.source);
  return
      [sources = std::move(sources), files = imported.files](const std::string& path) -> Result<std::string> {
        const auto found = sources.find(path);
        if (found != sources.end()) return files->read(found->second);
        return failure(fmt::format("there is no picture “{}” in the course", shown(path)),
                       "import the course, and put the picture beside the catalog");
      };
}

std::string write_imported(const Imported& imported, const Record& record) {
  CatalogComments comments{.head = to_comment(record), .lessons = {}};
  std::ranges::transform(imported.marks, std::back_inserter(comments.lessons),
                         [](const Mark& mark) { return to_comment(mark); });
  return write_catalog(imported.catalog, comments);
}

std::string id_from(std::string_view text) {
  std::string id;
  for (const char c : folded(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) id += c;
    if (!plain && !id.empty() && id.back() != '-') id += '-';
  }
  id = id.substr(0, longest_id);
  while (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace pensum::importing
