// The texts of a source's lessons in the making: what they share, and how they come together.
#pragma once

#include "archive/file_tree.hpp"
#include "course/reading.hpp"
#include "import/outline.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// What a text of a catalog cannot hold.
enum class Omitted : std::size_t {
  drawing,
  formula,
  video,
  sound,
  script,
  form,
  picture,
  unresolved,
  include,
  rest
};
inline constexpr std::size_t omitted_count = 10;

/// What all texts of a source share: their footnotes, what there is room for, and what was left out.
class Texts {
 public:
  /// `wanted`: whether texts are to be made at all.
  explicit Texts(bool wanted) : wanted_(wanted) {}

  bool wanted() const { return wanted_; }

  /// Takes room for a block of that size. False where there is none left: then it is left out.
  bool has_room(std::size_t bytes);
  void leave_out(Omitted what, std::size_t count = 1) { omitted_[static_cast<std::size_t>(what)] += count; }

  /// The footnote that is called by `key`, a place in the source.
  void add_note(const std::string& key, RichText&& note);
  bool has_note(const std::string& key) const { return notes_.contains(key); }

  /// The keys that the texts of `nodes` call, and that no note has.
  std::vector<std::string> missing_notes(const std::vector<Node>& nodes) const;

  /// Puts notes to where they are called in `reading`; where there is none, what called it is text.
  void resolve(Reading& reading);
  void resolve(std::vector<Node>& nodes);

  /// The end: notes are resolved, what was left out is told, and pictures are those of `files`.
  void finish(Outline& outline, std::shared_ptr<const archive::FileTree> files);

 private:
  bool wanted_;
  std::size_t used_ = 0;
  std::map<std::string, RichText, std::less<>> notes_;
  std::array<std::size_t, omitted_count> omitted_{};
};

/// The key of a footnote with the text that calls it, as a mark's target holds both until it is resolved.
std::string note_call(std::string_view key, std::string_view label);

/// Two texts in one, with `between` them where both have words.
void join(RichText& text, RichText more, std::string_view between);

/// `more` behind `all`, below a heading where it has a title: a section of its own, or a subsection. Its own
/// headings are below that.
void append_section(SourceText& all, std::string_view title, SourceText more, bool is_subsection);

}  // namespace pensum::importing
