#include "import/merge.hpp"

#include "base/named_setting.hpp"
#include "course/catalog_reader.hpp"
#include "course/catalog_writer.hpp"
#include "course/markup_writer.hpp"
#include "course/reading_parts.hpp"
#include "import/catalog_text.hpp"
#include "import/minutes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace pensum::importing {

namespace {

using xml::Range;

constexpr std::size_t usual_indent = 4;  // of a lesson

struct Edit {
  Range range;  ///< of the old bytes; empty: text is put in there
  std::string text;
};

std::string apply(std::string_view old, std::vector<Edit> edits) {
  // What is put in comes before what is taken away at the same place.
  std::ranges::stable_sort(edits, {},
                           [](const Edit& edit) { return std::pair(edit.range.begin, edit.range.end); });
  std::string bytes;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    bytes += old.substr(at, edit.range.begin - at);
    bytes += edit.text;
    at = edit.range.end;
  }
  return bytes.append(old.substr(at));
}

std::string name_of(const Lesson& lesson) { return fmt::format("{} “{}”", lesson.id, shown(lesson.title)); }

std::string value_of(const Lesson& lesson, Value value) {
  switch (value) {
    case Value::title:
      return shown(lesson.title);
    case Value::summary:
      return shown(lesson.summary.text);
    case Value::url:
      return shown(lesson.url);
    case Value::time:
    case Value::rest:
      break;
    case Value::text:
      return lesson.reading_file.empty() ? counted(size_of(lesson.reading).words, "word")
                                         : shown(lesson.reading_file);
  }
  return fmt::format("{} min{}", lesson.minutes.count, lesson.splittable ? ", may be spread" : "");
}

/// Where a lesson of the source is in the new file: it is an old lesson, or new and beside one.
struct Home {
  enum class Where { before_all, before, at, after, after_path } where = Where::at;
  std::size_t old = 0;   ///< of a path: its last lesson
  std::size_t turn = 0;  ///< among those that come to the same place

  friend bool operator<(const Home& a, const Home& b) { return a.order() < b.order(); }
  std::tuple<std::size_t, Where, std::size_t> order() const { return {old, where, turn}; }
};

class Merging {
 public:
  Merging(std::string_view bytes, Catalog old, const Imported& now, const Record& record, bool prune)
      : bytes_(bytes),
        old_(std::move(old)),
        now_(now),
        record_(record),
        prune_(prune),
        text_(catalog_text(bytes)) {}

  Result<Merged> merge(const std::string& file) {
    know_lessons();
    if (known_.empty() && text_.lone_marks.empty()) {
      return failure("no lesson of this catalog was imported: the comments before them are missing",
                     fmt::format("write a new one with {}, or to another file", named("replace")), {file});
    }
    update_record();
    for (std::size_t i = 0; i < now_.marks.size(); ++i) {
      if (at_[i]) update(i, *at_[i]);
    }
    look_for_gone();
    for (const auto& path : now_.catalog.paths) add_new(path);
    merged_.bytes = apply(bytes_, std::move(edits_));
    // Edits by hand and news may not go together.
    if (Result<Catalog> fine = read_catalog(merged_.bytes, file + " as updated"); !fine)
      return std::unexpected(std::move(fine.error()));
    return std::move(merged_);
  }

 private:
  // ---------------------------------------------------------------- what is there

  void know_lessons() {
    for (std::size_t i = 0; i < text_.lessons.size(); ++i) {
      if (text_.lessons[i].mark) known_.try_emplace(text_.lessons[i].mark->key, i);
    }
    for (const Mark& mark : text_.lone_marks) deleted_.insert(mark.key);
    for (const Mark& mark : now_.marks) {
      const auto found = known_.find(mark.key);
      at_.push_back(found == known_.end() ? std::nullopt : std::optional(found->second));
      in_source_.insert(mark.key);
    }
    know_renamed_paths();
    know_moved_lessons();
    homes_.resize(now_.marks.size());
    ids_.resize(now_.marks.size());
    for (const Lesson& lesson : old_.lessons) keep_number(lesson.id, last_number_);
    for (const Lesson& lesson : old_.lessons) taken_.insert(lesson.id);
    for (const Path& path : old_.paths) keep_number(path.id, last_path_number_);
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (!at_[i]) continue;
      homes_[i] = Home{.where = Home::Where::at, .old = *at_[i], .turn = 0};
      ids_[i] = old_.lessons[*at_[i]].id;
    }
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (is_new(i)) ids_[i] = fresh_id(i);
    }
  }

  std::string fresh_id(std::size_t i) {
    std::string id = now_.catalog.lessons[i].id;
    if (!now_.has_own_id[i] || taken_.contains(id)) id = fmt::format("{}", ++last_number_);
    taken_.insert(id);
    return id;
  }

  // ---------------------------------------------------------------- what has another key now

  // Many sources tell a lesson by its heading and its title: a heading that was renamed, or a lesson that is
  // under another one, changes the keys. Then titles tell the lessons, as they were imported.

  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;  // lessons of the source, and old ones

  static const std::string& title_of(const Mark& mark) {
    return mark.values[static_cast<std::size_t>(Value::title)];
  }

  /// Whether the lesson was imported, and nothing in the source is known to be it.
  bool is_lost(std::size_t old) const {
    const std::optional<Mark>& mark = text_.lessons[old].mark;
    return mark && known_.at(mark->key) == old && !in_source_.contains(mark->key);
  }

  void recognize(std::size_t i, std::size_t old) {
    at_[i] = old;
    in_source_.insert(text_.lessons[old].mark->key);
  }

  /// A path of the source is one of the catalog if more than half of the lessons of each are lessons of the
  /// other, by key or by title, and no other path of the source has any of them by key.
  void know_renamed_paths() {
    std::unordered_map<std::string, std::vector<std::size_t>> lost;  // by title
    std::vector<std::size_t> sizes(old_.paths.size());
    for (std::size_t old = 0; old < text_.lessons.size(); ++old) {
      const LessonText& lesson = text_.lessons[old];
      if (lesson.mark && known_.at(lesson.mark->key) == old) ++sizes[lesson.path];
      if (is_lost(old)) lost[title_of(*lesson.mark)].push_back(old);
    }
    std::vector<std::map<std::size_t, std::size_t>> held(
        old_.paths.size());  // by path of the source, how many
    for (std::size_t p = 0; p < now_.catalog.paths.size(); ++p) {
      for (std::size_t i = now_.catalog.paths[p].first; i < now_.catalog.paths[p].last; ++i) {
        if (at_[i]) ++held[text_.lessons[*at_[i]].path][p];
      }
    }
    for (std::size_t p = 0; p < now_.catalog.paths.size(); ++p) {
      const Path& path = now_.catalog.paths[p];
      const bool is_there = std::ranges::find(old_.paths, path.title, &Path::title) != old_.paths.end();
      std::map<std::size_t, Pairs> pairs;  // by old path
      for (std::size_t i = path.first; i < path.last; ++i) {
        if (!at_[i] && !deleted_.contains(now_.marks[i].key)) pair_by_title(i, lost, pairs);
      }
      for (const auto& [old_path, same] : pairs) {
        std::map<std::size_t, std::size_t>& holders = held[old_path];
        const std::size_t known = holders.contains(p) ? holders.at(p) : 0;
        if (is_there && old_.paths[old_path].title != path.title) continue;
        if (holders.size() > (known > 0 ? 1U : 0U)) continue;
        if (2 * (known + same.size()) <= std::max(sizes[old_path], path.last - path.first)) continue;
        for (const auto& [i, old] : same) recognize(i, old);
        holders[p] += same.size();
        tell_new_name(old_.paths[old_path], path);
        break;
      }
    }
  }

  /// In each of the old paths, the first lesson with the title of `i` that has no partner yet.
  template <class Lost>
  void pair_by_title(std::size_t i, const Lost& lost, std::map<std::size_t, Pairs>& pairs) const {
    const auto found = lost.find(title_of(now_.marks[i]));
    if (found == lost.end()) return;
    std::set<std::size_t> served;
    for (const std::size_t old : found->second) {
      const std::size_t old_path = text_.lessons[old].path;
      Pairs& same = pairs[old_path];
      const auto has_old = [old](const auto& pair) { return pair.second == old; };
      if (served.contains(old_path) || std::ranges::any_of(same, has_old)) continue;
      same.emplace_back(i, old);
      served.insert(old_path);
    }
  }

  void tell_new_name(const Path& mine, const Path& source) {
    if (mine.title == source.title) return;
    tell(
        fmt::format("the path “{}” is called “{}” in the source now", shown(mine.title), shown(source.title)),
        "its title stays as it is: edit it in the catalog");
  }

  /// A lesson whose title nothing else has, neither in the source nor in the catalog.
  void know_moved_lessons() {
    struct Namesakes {
      std::vector<std::size_t> now, old;
      std::size_t deleted = 0;
    };
    std::unordered_map<std::string, Namesakes> all;
    for (std::size_t i = 0; i < now_.marks.size(); ++i) all[title_of(now_.marks[i])].now.push_back(i);
    for (std::size_t old = 0; old < text_.lessons.size(); ++old) {
      if (text_.lessons[old].mark) all[title_of(*text_.lessons[old].mark)].old.push_back(old);
    }
    for (const Mark& mark : text_.lone_marks) ++all[title_of(mark)].deleted;
    std::map<std::string, std::vector<std::string>> moved;  // ids, by title of the path
    for (std::size_t i = 0; i < now_.marks.size(); ++i) {
      const Namesakes& same = all.at(title_of(now_.marks[i]));
      if (at_[i] || same.now.size() != 1 || same.old.size() + same.deleted != 1) continue;
      if (same.deleted == 1) {
        deleted_.insert(now_.marks[i].key);
      } else if (is_lost(same.old[0])) {
        recognize(i, same.old[0]);
        const std::string& path = path_of(i).title;
        if (old_.paths[text_.lessons[same.old[0]].path].title != path)
          moved[path].push_back(old_.lessons[same.old[0]].id);
      }
    }
    for (const auto& [path, ids] : moved) tell_moved(path, ids);
  }

  const Path& path_of(std::size_t i) const {
    return *std::ranges::find_if(now_.catalog.paths,
                                 [i](const Path& path) { return path.first <= i && i < path.last; });
  }

  void tell_moved(std::string_view path, const std::vector<std::string>& ids) {
    const bool is_one = ids.size() == 1;
    tell(fmt::format("in “{}” in the source now: {} {}", shown(path), is_one ? "lesson" : "lessons",
                     fmt::join(ids, ", ")),
         is_one ? "it stays where it is: move it in the catalog, with the comment before it"
                : "they stay where they are: move them in the catalog, with the comments before them");
  }

  static void keep_number(std::string_view id, std::uint64_t& last) {
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (problem == std::errc() && end == id.data() + id.size()) last = std::max(last, number);
  }

  void update_record() {
    if (!text_.record || *text_.record == record_) return;
    edits_.push_back({text_.record_comment, fmt::format("<!-- {} -->", to_comment(record_))});
  }

  // ---------------------------------------------------------------- values

  void update(std::size_t index, std::size_t at) {
    const LessonText& text = text_.lessons[at];
    const Lesson& lesson = old_.lessons[at];
    const Mark& source = now_.marks[index];
    const Digests current = digests_of(lesson, required_ids(old_, lesson));
    Mark mark = *text.mark;
    mark.key = source.key;
    bool changed = false;
    for (const Value value : {Value::title, Value::summary, Value::url, Value::time, Value::text}) {
      const auto i = static_cast<std::size_t>(value);
      if (current[i] == source.values[i] || current[i] == mark.values[i]) {
        if (current[i] != source.values[i]) {
          put(text, index, value);
          changed = true;
        }
        if (value == Value::time && mark.values[i] != source.values[i]) mark.why = source.why;
        mark.values[i] = source.values[i];
      } else if (source.values[i] != mark.values[i]) {
        keep_edit(lesson, now_.catalog.lessons[index], value);
      }
    }
    if (changed) merged_.changed.push_back(name_of(lesson));
    if (mark.key != text.mark->key || mark.values != text.mark->values)
      edits_.push_back({text.comment, fmt::format("<!-- {} -->", to_comment(mark))});
  }

  void keep_edit(const Lesson& mine, const Lesson& source, Value value) {
    constexpr std::string_view names[] = {"title", "summary", "url", "minutes", "", "text"};
    tell(fmt::format("lesson {}: your edit of the {} stays, “{}”; the source now has “{}”", mine.id,
                     names[static_cast<std::size_t>(value)], value_of(mine, value), value_of(source, value)),
         "");
  }

  void put(const LessonText& text, std::size_t index, Value value) {
    const Lesson& lesson = now_.catalog.lessons[index];
    switch (value) {
      case Value::title:
        put_text(text.title, "title", lesson.title);
        break;
      case Value::summary:
        put_summary(text, lesson.summary);
        break;
      case Value::url:
        put_attribute(text, "url", lesson.url);
        break;
      case Value::time:
        put_attribute(text, "minutes", fmt::format("{}", lesson.minutes.count));
        put_attribute(text, "split", lesson.splittable ? "yes" : "");
        break;
      case Value::text:
        put_reading(text, index);
        break;
      case Value::rest:
        break;
    }
  }

  void put_reading(const LessonText& text, std::size_t index) {
    const Reading reading = reading_for(index);
    const std::size_t indent = indent_of(text.title.all.begin).value_or(usual_indent + 2);
    std::string written = reading.empty() ? std::string() : "\n" + write_reading(reading, indent);
    if (!written.empty()) written.pop_back();
    const std::size_t behind = text.summary ? text.summary->all.end : text.title.all.end;
    edits_.push_back({text.reading ? Range{space_before(text.reading->all.begin), text.reading->all.end}
                                   : Range{behind, behind},
                      std::move(written)});
  }

  /// The text of a lesson of the source, with links to lessons by their ids in this catalog.
  Reading reading_for(std::size_t index) {
    Reading reading = now_.catalog.lessons[index].reading;
    const auto link = [&](RichText& text) {
      std::erase_if(text.marks, [&](TextMark& mark) {
        if (mark.kind != TextMark::Kind::link || !mark.target.starts_with('#')) return false;
        const std::string& id = ids_[position_of(mark.target.substr(1))];
        mark.target = "#" + id;
        return id.empty();  // somebody has deleted it
      });
    };
    for (Block& block : reading.blocks) for_each_text_in(block, link);
    for (RichText& note : reading.notes) link(note);
    return reading;
  }

  /// Of a lesson of the source, by its id there.
  std::size_t position_of(const std::string& id) {
    if (positions_.empty()) {
      for (std::size_t i = 0; i < now_.catalog.lessons.size(); ++i)
        positions_[now_.catalog.lessons[i].id] = i;
    }
    return positions_.at(id);
  }

  void put_text(const TextElement& element, std::string_view name, const std::string& text) {
    const std::size_t indent = indent_of(element.all.begin).value_or(usual_indent);
    const std::string content = xml_text(text, indent + name.size() + 2, indent + 4);
    if (element.is_empty_tag) {
      edits_.push_back({element.all, fmt::format("<{0}>{1}</{0}>", name, content)});
    } else {
      edits_.push_back({element.content, content});
    }
  }

  void put_summary(const LessonText& text, const RichText& summary) {
    if (text.summary && summary.empty()) {
      edits_.push_back({{space_before(text.summary->all.begin), text.summary->all.end}, ""});
      return;
    }
    const TextElement& beside = text.summary ? *text.summary : text.title;
    const std::size_t indent = indent_of(beside.all.begin).value_or(usual_indent + 2);
    std::string element = rich_element("summary", summary, indent);
    element.pop_back();
    if (text.summary) {
      edits_.push_back({text.summary->all, element.substr(indent)});
    } else {
      edits_.push_back({{text.title.all.end, text.title.all.end}, "\n" + element});
    }
  }

  void put_attribute(const LessonText& text, std::string_view name, const std::string& value) {
    for (const xml::AttributeToken& attribute : xml::attributes(bytes_, text.start)) {
      if (attribute.name != name) continue;
      const std::size_t space = attribute.range.begin;
      const std::size_t start = bytes_.find_first_not_of(" \t\r\n", space);
      edits_.push_back(value.empty() ? Edit{attribute.range, ""}
                                     : Edit{{start, attribute.range.end}, written(name, value)});
      return;
    }
    if (value.empty()) return;
    const std::size_t end = xml::attributes(bytes_, text.start).back().range.end;  // it has an id at least
    edits_.push_back({{end, end}, " " + written(name, value)});
  }

  static std::string written(std::string_view name, std::string_view value) {
    return fmt::format("{}=\"{}\"", name, xml_escaped(value));
  }

  // ---------------------------------------------------------------- new lessons

  bool is_new(std::size_t i) const { return !at_[i] && !deleted_.contains(now_.marks[i].key); }

  void add_new(const Path& path) {
    std::vector<std::size_t> homeless;
    for (std::size_t i = path.first; i < path.last; ++i) {
      if (!is_new(i)) continue;
      std::size_t next = i + 1;
      while (next < path.last && !at_[next]) ++next;
      if (const auto neighbour = last_home_before(i, path.first)) {
        homes_[*neighbour]->where == Home::Where::before ? put_before(i, homes_[*neighbour]->old)
                                                         : put_after(i, homes_[*neighbour]->old);
      } else if (next < path.last) {
        put_before(i, *at_[next]);
      } else {
        homeless.push_back(i);
      }
    }
    if (homeless.empty()) return;
    if (const auto last = last_of_namesake(path)) {
      // Each of them is put in behind the same lesson, in their order.
      for (const std::size_t i : homeless) put_after(i, *last);
    } else {
      add_path(path, homeless);
    }
  }

  /// The last lesson that stays of the catalog's path of the same title.
  std::optional<std::size_t> last_of_namesake(const Path& path) const {
    const auto found = std::ranges::find(old_.paths, path.title, &Path::title);
    if (found == old_.paths.end()) return std::nullopt;
    for (std::size_t i = found->last; i-- > found->first;) {
      if (!removed_.contains(i)) return i;
    }
    return std::nullopt;
  }

  /// The nearest lesson before `i` that is in the catalog, old or new.
  std::optional<std::size_t> last_home_before(std::size_t i, std::size_t first) const {
    while (i-- > first) {
      if (homes_[i]) return i;
    }
    return std::nullopt;
  }

  void put_after(std::size_t i, std::size_t old) {
    const LessonText& beside = text_.lessons[old];
    homes_[i] = Home{.where = Home::Where::after, .old = old, .turn = ++turn_};
    std::string text = lesson(i, indent_of(beside.element.begin).value_or(usual_indent));
    text.pop_back();
    edits_.push_back({{beside.element.end, beside.element.end}, "\n" + text});
  }

  void put_before(std::size_t i, std::size_t old) {
    const LessonText& beside = text_.lessons[old];
    homes_[i] = Home{.where = Home::Where::before, .old = old, .turn = ++turn_};
    const std::size_t begin = beside.mark ? beside.comment.begin : beside.element.begin;
    const std::optional<std::size_t> indent = indent_of(begin);
    const std::size_t there = begin - indent.value_or(0);
    edits_.push_back({{there, there}, lesson(i, indent.value_or(usual_indent))});
  }

  /// Behind the path with the last lesson before it, or before all.
  void add_path(const Path& path, const std::vector<std::size_t>& lessons) {
    const std::optional<std::size_t> neighbour = last_home_before(path.first, 0);
    const bool is_first = !neighbour || homes_[*neighbour]->where == Home::Where::before_all;
    const std::size_t old_path = is_first ? 0 : text_.lessons[homes_[*neighbour]->old].path;
    std::string inside;
    for (const std::size_t i : lessons) {
      homes_[i] = Home{.where = is_first ? Home::Where::before_all : Home::Where::after_path,
                       .old = is_first ? 0 : old_.paths[old_path].last - 1,
                       .turn = ++turn_};
      inside += lesson(i, usual_indent);
    }
    Path fresh = path;
    fresh.id = fmt::format("{}", ++last_path_number_);
    std::string text = write_path(fresh, inside, 2);
    const Range& beside = text_.paths[old_path].element;
    if (is_first) {
      const std::size_t there = beside.begin - indent_of(beside.begin).value_or(0);
      edits_.push_back({{there, there}, text});
    } else {
      text.pop_back();
      edits_.push_back({{beside.end, beside.end}, "\n" + text});
    }
  }

  /// The element of a new lesson, with a fresh id.
  std::string lesson(std::size_t i, std::size_t indent) {
    Lesson fresh = now_.catalog.lessons[i];
    fresh.id = ids_[i];
    fresh.reading = reading_for(i);
    std::vector<std::string_view> required;
    for (const LessonIndex each : fresh.requires_) {
      if (homes_[each] && *homes_[each] < *homes_[i]) {
        required.push_back(ids_[each]);
      } else {
        tell(fmt::format("lesson {} would require “{}”, which is not before it in this catalog", fresh.id,
                         shown(now_.catalog.lessons[each].title)),
             "the requirement is left out");
      }
    }
    Mark mark = now_.marks[i];
    mark.values = digests_of(fresh, required);
    merged_.added.push_back(name_of(fresh));
    return write_lesson(fresh, required, to_comment(mark), indent);
  }

  // ---------------------------------------------------------------- old lessons

  void look_for_gone() {
    std::vector<LessonIndex> gone;
    for (LessonIndex i = 0; i < text_.lessons.size(); ++i) {
      const std::optional<Mark>& mark = text_.lessons[i].mark;
      if (mark && known_.at(mark->key) == i && !in_source_.contains(mark->key)) gone.push_back(i);
    }
    // From the last one on, so that what is required only by removed lessons can be removed itself.
    for (auto i = gone.rbegin(); prune_ && i != gone.rend(); ++i) {
      if (is_untouched(*i) && !is_required(*i, removed_)) removed_.insert(*i);
    }
    for (const LessonIndex i : gone)
      (removed_.contains(i) ? merged_.removed : merged_.gone).push_back(name_of(old_.lessons[i]));
    remove(removed_);
  }

  bool is_untouched(LessonIndex i) const {
    const Lesson& lesson = old_.lessons[i];
    const LessonText& text = text_.lessons[i];
    return text.comment_is_next && !text.has_comments && !text.is_behind_lone_mark &&
           !is_all_that_holds_comments(text.path) &&
           digests_of(lesson, required_ids(old_, lesson)) == text.mark->values;
  }

  /// Whether a path that would be without lessons has comments, which would be lost with it.
  bool is_all_that_holds_comments(std::size_t path) const {
    if (!text_.paths[path].has_comments) return false;
    const auto first = text_.lessons.begin() + static_cast<std::ptrdiff_t>(old_.paths[path].first);
    const auto last = text_.lessons.begin() + static_cast<std::ptrdiff_t>(old_.paths[path].last);
    return std::all_of(first, last, [&](const LessonText& lesson) {
      return lesson.mark && !in_source_.contains(lesson.mark->key);
    });
  }

  bool is_required(LessonIndex i, const std::set<LessonIndex>& removed) const {
    for (LessonIndex other = 0; other < old_.lessons.size(); ++other) {
      if (other != i && !removed.contains(other) && leads_to(old_.lessons[other].reading, old_.lessons[i].id))
        return true;
    }
    for (LessonIndex other = i + 1; other < old_.lessons.size(); ++other) {
      const std::vector<LessonIndex>& required = old_.lessons[other].requires_;
      if (!removed.contains(other) && std::ranges::find(required, i) != required.end()) return true;
    }
    return false;
  }

  static bool leads_to(const Reading& reading, const std::string& id) {
    bool leads = false;
    for_each_text(reading, [&](const RichText& text) {
      for (const TextMark& mark : text.marks) leads = leads || mark.target == "#" + id;
    });
    return leads;
  }

  void remove(const std::set<LessonIndex>& removed) {
    for (std::size_t p = 0; p < old_.paths.size(); ++p) {
      const Path& path = old_.paths[p];
      const auto first = removed.lower_bound(path.first);
      const auto last = removed.lower_bound(path.last);
      if (static_cast<std::size_t>(std::distance(first, last)) == path.last - path.first) {
        edits_.push_back({lines_of(text_.paths[p].element), ""});
        continue;
      }
      for (auto i = first; i != last; ++i) {
        const LessonText& lesson = text_.lessons[*i];
        edits_.push_back({lines_of({lesson.comment.begin, lesson.element.end}), ""});
      }
    }
  }

  // ---------------------------------------------------------------- bytes

  /// The spaces before `at`, where nothing else is before it in its line.
  std::optional<std::size_t> indent_of(std::size_t at) const {
    const std::size_t line = bytes_.substr(0, at).rfind('\n') + 1;  // npos + 1 is the beginning
    const bool alone = bytes_.substr(line, at - line).find_first_not_of(" \t") == std::string_view::npos;
    return alone ? std::optional(at - line) : std::nullopt;
  }

  std::size_t space_before(std::size_t at) const {
    return bytes_.substr(0, at).find_last_not_of(" \t\r\n") + 1;
  }

  /// `range` with its indentation and its line feed, where it has its lines to itself.
  Range lines_of(Range range) const {
    const std::optional<std::size_t> indent = indent_of(range.begin);
    if (!indent) return range;
    range.begin -= *indent;
    if (bytes_.substr(range.end).starts_with("\r\n")) return {range.begin, range.end + 2};
    if (bytes_.substr(range.end).starts_with("\n")) ++range.end;
    return range;
  }

  void tell(std::string message, std::string hint) {
    if (merged_.warnings.size() < most_diagnostics)
      merged_.warnings.push_back({Severity::warning, {}, std::move(message), std::move(hint)});
  }

  std::string_view bytes_;
  Catalog old_;
  const Imported& now_;
  const Record& record_;
  bool prune_;
  CatalogText text_;
  Merged merged_;
  std::vector<Edit> edits_;
  std::unordered_map<std::string, std::size_t> known_;  // old lessons by key
  std::set<std::string> deleted_;
  std::set<std::string> in_source_;
  std::set<LessonIndex> removed_;
  std::vector<std::optional<std::size_t>> at_;              // of each lesson of the source: the old one
  std::vector<std::optional<Home>> homes_;                  // of each lesson of the source
  std::vector<std::string> ids_;                            // of each lesson of the source in the new file
  std::unordered_map<std::string, std::size_t> positions_;  // of lessons of the source, by their ids there
  std::set<std::string, std::less<>> taken_;
  std::uint64_t last_number_ = 0;
  std::uint64_t last_path_number_ = 0;
  std::size_t turn_ = 0;
};

}  // namespace

Record record_of(std::string_view catalog) { return catalog_text(catalog).record.value_or(Record{}); }

Result<Merged> merge(std::string_view old, const std::string& file, const Imported& now, const Record& record,
                     bool prune) {
  Result<Catalog> catalog = read_catalog(old, file);
  if (!catalog) return std::unexpected(std::move(catalog.error()));
  return Merging(old, *std::move(catalog), now, record, prune).merge(file);
}

}  // namespace pensum::importing
