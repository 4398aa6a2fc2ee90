#include "text/line.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace pensum::text {
namespace {

constexpr std::size_t bytes_of_word = sizeof(std::uint32_t);

std::size_t words_of(std::size_t bytes) { return (bytes + bytes_of_word - 1) / bytes_of_word; }

}  // namespace

// ------------------------------------------------------------------ glyphs

Glyphs::Glyphs(std::span<const std::uint32_t> words, std::size_t size, std::uint32_t text_size,
               bool right_to_left)
    : size_(size) {
  begin_.at_ = words.data();
  begin_.text_ = right_to_left ? text_size : 0;
  begin_.right_to_left_ = right_to_left;
  end_.at_ = words.data() + words.size();
}

void Glyphs::pack(std::vector<std::uint32_t>& words, const Glyph& glyph) {
  const std::uint32_t size = glyph.text_last - glyph.text_first;
  const std::uint32_t word = packed(glyph.id, glyph.advance);
  if (word != 0 && size < wide && glyph.x_offset == 0 && glyph.y_offset == 0) {
    words.push_back(word - 1 + size);
    return;
  }
  words.insert(words.end(), {wide, glyph.id, static_cast<std::uint32_t>(glyph.advance),
                             static_cast<std::uint32_t>(glyph.x_offset),
                             static_cast<std::uint32_t>(glyph.y_offset), size});
}

// ------------------------------------------------------------------ runs

/// What is known of a run; its text follows, filled up to whole words, then its glyphs.
struct Runs::Head {
  std::int64_t width = 0;  // in milli
  std::int32_t size = 0;   // in milli
  std::uint32_t face : 15 = 0;
  std::uint32_t mark : 16 = 0;
  std::uint32_t right_to_left : 1 = 0;
  std::uint32_t text_first = 0;
  std::uint32_t text_size = 0;
  std::uint32_t glyphs = 0;
  std::uint32_t words = 0;  // of the glyphs

  static constexpr std::size_t own_words = 8;
  using Words = std::array<std::uint32_t, own_words>;
  static Head at(const std::uint32_t* words) {
    Words own;
    std::copy_n(words, own_words, own.begin());
    return std::bit_cast<Head>(own);
  }
  Words as_words() const { return std::bit_cast<Words>(*this); }
};

Run Runs::Iterator::operator*() const {
  const Head head = Head::at(at_);
  const std::uint32_t* const text = at_ + Head::own_words;
  const std::uint32_t* const glyphs = text + words_of(head.text_size);
  return {.face = head.face,
          .size = {head.size},
          .x = x_,
          .width = {head.width},
          .right_to_left = head.right_to_left != 0,
          .mark = head.mark,
          .text_first = head.text_first,
          .text = {reinterpret_cast<const char*>(text), head.text_size},
          .glyphs = Glyphs({glyphs, head.words}, head.glyphs, head.text_size, head.right_to_left != 0)};
}

Runs::Iterator& Runs::Iterator::operator++() {
  const Head head = Head::at(at_);
  x_ += Points{head.width};
  at_ += Head::own_words + words_of(head.text_size) + head.words;
  return *this;
}

Runs::Runs(std::span<const std::uint32_t> words)
    : words_(std::make_unique_for_overwrite<std::uint32_t[]>(words.size())) {
  std::ranges::copy(words, words_.get());
}

Runs::Runs(const Runs& other) {
  if (!other.empty()) *this = Runs(std::span(other.words_.get(), other.words_[0]));
}

Runs::Iterator Runs::begin() const {
  Iterator begin;
  if (!empty()) begin.at_ = words_.get() + 1;
  return begin;
}

Runs::Iterator Runs::end() const {
  Iterator end;
  if (!empty()) end.at_ = words_.get() + words_[0];
  return end;
}

Run Runs::back() const {
  Iterator last = begin();
  for (Iterator next = std::ranges::next(last); next != end(); ++next) last = next;
  return *last;
}

Runs Runs::copy_of(Iterator first, Iterator last) {
  std::vector<std::uint32_t> words{0};
  words.insert(words.end(), first.at_, last.at_);
  words.front() = static_cast<std::uint32_t>(words.size());
  return Runs(words);
}

std::vector<LinePart> parts_of(const Line& line) {
  std::vector<std::pair<std::uint32_t, LinePart>> found;  // each with where its text begins
  for (auto at = line.runs.begin(); at != line.runs.end();) {
    const auto first = at;
    const Run begins = *first;
    std::uint32_t text_first = begins.text_first;
    Points width;
    for (; at != line.runs.end() && (*at).mark == begins.mark; ++at) {
      text_first = std::min(text_first, (*at).text_first);
      width += (*at).width;
    }
    found.emplace_back(
        text_first,
        LinePart{
            begins.mark, begins.x, {.width = width, .runs = Runs::copy_of(first, at), .splits_word = true}});
  }
  std::ranges::stable_sort(found, {}, [](const auto& each) { return each.first; });
  std::vector<LinePart> parts;
  for (auto& [text_first, part] : found) parts.push_back(std::move(part));
  if (!parts.empty()) parts.back().line.splits_word = line.splits_word;
  return parts;
}

// ------------------------------------------------------------------ making lines

bool LineMaker::goes_on(const Stretch& stretch) const {
  return open_ && !run_.right_to_left && !stretch.right_to_left && run_.face == stretch.face &&
         run_.size == stretch.size && run_.mark == stretch.mark;
}

void LineMaker::append(const Stretch& stretch, std::span<const Glyph> glyphs) {
  add(stretch);
  for (const Glyph& glyph : glyphs) Glyphs::pack(glyphs_, glyph);
  run_glyphs_ += glyphs.size();
}

void LineMaker::append(const Stretch& stretch, std::span<const std::uint32_t> packed) {
  add(stretch);
  glyphs_.insert(glyphs_.end(), packed.begin(), packed.end());
  run_glyphs_ += packed.size();
}

/// All of it but its glyphs.
void LineMaker::add(const Stretch& stretch) {
  if (!goes_on(stretch)) {
    close_run();
    open_ = true;
    run_ = stretch;
    run_.width = {};
  }
  text_ += stretch.text;
  run_.width += stretch.width;
  width_ += stretch.width;
}

void LineMaker::close_run() {
  if (!open_) return;
  if (words_.empty()) words_.push_back(0);
  const Runs::Head head{.width = run_.width.milli,
                        .size = static_cast<std::int32_t>(run_.size.milli),
                        .face = run_.face & 0x7FFFU,
                        .mark = run_.mark & most_marks,
                        .right_to_left = run_.right_to_left ? 1U : 0U,
                        .text_first = run_.text_first,
                        .text_size = static_cast<std::uint32_t>(text_.size()),
                        .glyphs = static_cast<std::uint32_t>(run_glyphs_),
                        .words = static_cast<std::uint32_t>(glyphs_.size())};
  const Runs::Head::Words own = head.as_words();
  words_.insert(words_.end(), own.begin(), own.end());
  const std::size_t at = words_.size();
  words_.resize(at + words_of(text_.size()));
  std::memcpy(words_.data() + at, text_.data(), text_.size());
  words_.insert(words_.end(), glyphs_.begin(), glyphs_.end());
  open_ = false;
  run_glyphs_ = 0;
  text_.clear();
  glyphs_.clear();
}

Line LineMaker::take() {
  close_run();
  Line line{.width = std::exchange(width_, {}), .runs = {}};
  if (words_.empty()) return line;
  words_.front() = static_cast<std::uint32_t>(words_.size());
  line.runs = Runs(words_);
  words_.clear();
  return line;
}

}  // namespace pensum::text
