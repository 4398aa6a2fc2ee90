#include "course/text_builder.hpp"

#include "base/white_space.hpp"

#include <algorithm>
#include <utility>

namespace pensum {

void TextBuilder::add(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    if (is_white_space(words[at])) {
      space_ = true;
      ++at;
      continue;
    }
    const std::size_t length = folded_length(words.substr(at));
    separate();
    made_.text += words.substr(at, length);
    at += length;
  }
}

void TextBuilder::add_lines(const std::string& lines) {
  if (!made_.text.empty()) made_.text += '\n';
  made_.marks.push_back({.kind = TextMark::Kind::code_lines,
                         .first = made_.text.size(),
                         .last = made_.text.size() + lines.size()});
  made_.text += lines;
  space_ = false;
  line_ends_ = true;
}

std::size_t TextBuilder::begin(TextMark mark) {
  open_.push_back(made_.marks.size());
  made_.marks.push_back(std::move(mark));
  waiting_ += 1;
  return made_.marks.size() - 1;
}

bool TextBuilder::end(std::size_t mark) {
  open_.pop_back();
  if (waiting_ > 0) {  // nothing came since it began
    --waiting_;
    made_.marks.erase(made_.marks.begin() + static_cast<std::ptrdiff_t>(mark));
    return false;
  }
  made_.marks[mark].last = made_.text.size();
  return true;
}

void TextBuilder::add_note(std::size_t number, std::string target) {
  made_.marks.push_back({.kind = TextMark::Kind::note,
                         .first = made_.text.size(),
                         .last = made_.text.size(),
                         .target = std::move(target),
                         .note = number});
}

RichText TextBuilder::finish() && {
  // A note that is called before the first word of a mark comes before the space in front of that word.
  if (made_.marks.size() > 1) std::ranges::stable_sort(made_.marks, {}, &TextMark::first);
  return std::move(made_);
}

void TextBuilder::separate() {
  if (line_ends_) {
    made_.text += '\n';
  } else if (space_ && !made_.text.empty()) {
    made_.text += ' ';
  }
  space_ = line_ends_ = false;
  for (; waiting_ > 0; --waiting_) made_.marks[open_[open_.size() - waiting_]].first = made_.text.size();
}

}  // namespace pensum
