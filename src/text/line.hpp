// Lines as they are kept. A document has all of its lines in memory at once, so that they are packed: most
// glyphs take four bytes, and a line is one block of memory. They are read from the beginning to the end.
#pragma once

#include "base/units.hpp"
#include "text/font.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

/// One glyph of a run, in the run's visual order. Together the clusters are the run's text, one behind the
/// other.
struct Glyph {
  std::uint32_t id = 0;          ///< in the face's font file; never 0
  std::int32_t advance = 0;      ///< in font units
  std::int32_t x_offset = 0;     ///< in font units
  std::int32_t y_offset = 0;     ///< in font units, upwards
  std::uint32_t text_first = 0;  ///< the glyph's cluster: bytes [text_first, text_last) of Run::text;
  std::uint32_t text_last = 0;   ///< empty for every glyph of a cluster but one

  friend bool operator==(const Glyph&, const Glyph&) = default;
};

/// The packed glyphs of a run, which outlives them.
class Glyphs {
 public:
  class Iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Glyph;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Glyph operator*() const;
    Iterator& operator++();
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
    /// Of the glyph's cluster, in bytes.
    std::uint32_t text_size() const;

   private:
    friend class Glyphs;

    const std::uint32_t* at_ = nullptr;
    std::uint32_t text_ = 0;  ///< where the cluster begins, or ends from right to left
    bool right_to_left_ = false;
  };

  Glyphs() = default;
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return begin_; }
  Iterator end() const { return end_; }

  /// Appends `glyph` to packed ones.
  static void pack(std::vector<std::uint32_t>& words, const Glyph& glyph);

  /// A glyph of one byte of text, packed; 0 where that takes more than a word.
  static constexpr std::uint32_t packed(std::uint32_t id, std::int32_t advance) {
    const bool small = id < 1U << 16 && advance >= 0 && advance < 1 << advance_bits;
    return small ? id << (advance_bits + size_bits) | static_cast<std::uint32_t>(advance) << size_bits | 1
                 : 0;
  }
  /// Adds to the advance of a glyph that is packed in a word. False, and nothing is changed, where that takes
  /// more than a word.
  static constexpr bool add_advance(std::uint32_t& word, std::int32_t more) {
    const std::int32_t advance = advance_in(word) + more;
    if (advance < 0 || advance >= 1 << advance_bits) return false;
    word += static_cast<std::uint32_t>(more) << size_bits;
    return true;
  }

 private:
  friend class Runs;
  Glyphs(std::span<const std::uint32_t> words, std::size_t size, std::uint32_t text_size, bool right_to_left);

  // A word holds id, advance and text size of a glyph, if these are small and it has no offsets. In others
  // the size is `wide`, and as many words follow.
  static constexpr std::uint32_t advance_bits = 12;
  static constexpr std::uint32_t size_bits = 4;
  static constexpr std::uint32_t wide = (1U << size_bits) - 1;
  static constexpr std::size_t words_of_wide = 6;
  static constexpr bool is_wide(std::uint32_t word) { return (word & wide) == wide; }
  static constexpr std::int32_t advance_in(std::uint32_t word) {
    return static_cast<std::int32_t>(word >> size_bits & ((1U << advance_bits) - 1));
  }

  std::size_t size_ = 0;
  Iterator begin_;
  Iterator end_;
};

/// How many marks the runs of a line can have.
inline constexpr std::uint32_t most_marks = (1U << 16) - 1;

/// Glyphs of one face, size, direction and mark, set side by side from left to right: as its line, which
/// outlives it, has it.
struct Run {
  FaceId face = 0;
  Points size;
  Points x;  ///< from the line's left edge
  Points width;
  bool right_to_left = false;
  std::uint32_t mark = 0;        ///< of the span that it belongs to; 0: of none
  std::uint32_t text_first = 0;  ///< where `text` begins in the line's text: runs in logical order
  std::string_view text;         ///< the text of the glyphs, in logical order
  Glyphs glyphs;
};

/// The packed runs of a line, from left to right.
class Runs {
 public:
  class Iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Run;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Run operator*() const;
    Iterator& operator++();
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    friend class Runs;
    const std::uint32_t* at_ = nullptr;
    Points x_;
  };

  Runs() = default;
  Runs(const Runs& other);
  Runs(Runs&&) noexcept = default;
  Runs& operator=(const Runs& other) { return *this = Runs(other); }
  Runs& operator=(Runs&&) noexcept = default;
  ~Runs() = default;

  bool empty() const { return !words_; }
  std::size_t size() const { return static_cast<std::size_t>(std::ranges::distance(begin(), end())); }
  Iterator begin() const;
  Iterator end() const;
  /// What they are packed in: the same for the same runs.
  std::span<const std::uint32_t> words() const {
    return empty() ? std::span<const std::uint32_t>() : std::span(words_.get(), words_[0]);
  }
  /// A copy of some of them, one at least.
  static Runs copy_of(Iterator first, Iterator last);
  /// There is one at least.
  Run front() const { return *begin(); }
  Run back() const;
  Run operator[](std::size_t position) const {
    return *std::ranges::next(begin(), static_cast<std::ptrdiff_t>(position));
  }

 private:
  friend class LineMaker;
  struct Head;
  explicit Runs(std::span<const std::uint32_t> words);

  std::unique_ptr<std::uint32_t[]> words_;  ///< how many there are, itself included; then run behind run
};

/// One line: runs from left to right.
struct Line {
  Points width;  ///< without trailing spaces
  Runs runs;
  /// The paragraph's next line goes on with no space between. Where a hyphen is shown there, the
  /// line's text ends with a soft hyphen (U+00AD), which the hyphen's glyph represents.
  bool splits_word = false;
};

/// The runs of a line that are side by side and have one mark.
struct LinePart {
  std::uint32_t mark = 0;
  Points x;  ///< from the line's left edge
  Line line;
};

/// `line` as such parts, in the order in which they are read.
std::vector<LinePart> parts_of(const Line& line);

/// Makes one line after another, each of glyphs that are appended from left to right.
class LineMaker {
 public:
  /// What is appended at once.
  struct Stretch {
    FaceId face = 0;
    Points size;
    Points width;
    bool right_to_left = false;
    std::uint32_t mark = 0;        ///< of its span, up to most_marks; 0: of none
    std::uint32_t text_first = 0;  ///< where its text begins in the line's
    std::string_view text;
  };

  /// To the run before where that goes on in the same face, size and span; what runs from right to left is a
  /// run of its own. `glyphs`: one at least; their clusters are the stretch's text, one behind the other.
  void append(const Stretch& stretch, std::span<const Glyph> glyphs);
  /// The same of glyphs that are packed already, a word each.
  void append(const Stretch& stretch, std::span<const std::uint32_t> packed);
  /// The line; the next one begins.
  Line take();

 private:
  bool goes_on(const Stretch& stretch) const;
  void add(const Stretch& stretch);
  void close_run();

  bool open_ = false;  ///< whether there is a run that may go on
  Stretch run_;        ///< that run, without its text
  std::size_t run_glyphs_ = 0;
  std::string text_;
  std::vector<std::uint32_t> glyphs_;
  std::vector<std::uint32_t> words_;  ///< of the runs before, as in Runs
  Points width_;
};

// ------------------------------------------------------------------ read very often

inline std::uint32_t Glyphs::Iterator::text_size() const { return is_wide(*at_) ? at_[5] : *at_ & wide; }

inline Glyph Glyphs::Iterator::operator*() const {
  const std::uint32_t size = text_size();
  const std::uint32_t first = right_to_left_ ? text_ - size : text_;
  if (is_wide(*at_)) {
    return {.id = at_[1],
            .advance = static_cast<std::int32_t>(at_[2]),
            .x_offset = static_cast<std::int32_t>(at_[3]),
            .y_offset = static_cast<std::int32_t>(at_[4]),
            .text_first = first,
            .text_last = first + size};
  }
  return {.id = *at_ >> (advance_bits + size_bits),
          .advance = advance_in(*at_),
          .text_first = first,
          .text_last = first + size};
}

inline Glyphs::Iterator& Glyphs::Iterator::operator++() {
  text_ = right_to_left_ ? text_ - text_size() : text_ + text_size();
  at_ += is_wide(*at_) ? words_of_wide : 1;
  return *this;
}

}  // namespace pensum::text
