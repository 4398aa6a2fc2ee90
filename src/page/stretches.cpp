#include "page/stretches.hpp"

#include <algorithm>
#include <utility>

namespace pensum::page {
namespace {

class Spans {
 public:
  explicit Spans(std::vector<Stretch>& stretches) : stretches_(stretches) {}

  std::vector<text::Span> of(const RichText& text) {
    for (const TextMark& mark : text.marks) {
      close(mark.first);
      add_up_to(mark.first);
      open_.push_back(opened(mark));
    }
    close(text.text.size());
    return std::move(spans_);
  }

 private:
  struct Open {
    std::size_t last = 0;
    text::Family family = text::Family::text;
    bool bold = false;
    std::uint32_t mark = 0;
  };

  Open opened(const TextMark& mark) {
    Open open = open_.empty() ? Open{} : open_.back();
    open.last = mark.last;
    if (mark.kind == TextMark::Kind::code) {
      open.family = text::Family::code;
      if (stretches_.size() < text::most_marks) {
        stretches_.push_back({.role = document::Role::code, .around = open.mark});
        open.mark = static_cast<std::uint32_t>(stretches_.size());
      }
    }
    open.bold |= mark.kind == TextMark::Kind::strong || mark.kind == TextMark::Kind::emphasis;
    return open;
  }

  /// Ends the marks that are over at `at`.
  void close(std::size_t at) {
    while (!open_.empty() && open_.back().last <= at) {
      add_up_to(open_.back().last);
      open_.pop_back();
    }
  }

  void add_up_to(std::size_t last) {
    if (!open_.empty() && at_ < last) {
      const Open& open = open_.back();
      spans_.push_back(
          {.first = at_, .last = last, .family = open.family, .bold = open.bold, .mark = open.mark});
    }
    at_ = std::max(at_, last);
  }

  std::vector<Stretch>& stretches_;
  std::vector<Open> open_;
  std::vector<text::Span> spans_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<text::Span> spans_of(const RichText& text, std::vector<Stretch>& stretches) {
  return Spans(stretches).of(text);
}

}  // namespace pensum::page
