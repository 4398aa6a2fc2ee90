#include "page/stretches.hpp"

#include <algorithm>
#include <utility>

namespace pensum::page {
namespace {

class Spans {
 public:
  Spans(const FindTarget& find, std::vector<Stretch>& stretches) : find_(find), stretches_(stretches) {}

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
    switch (mark.kind) {
      case TextMark::Kind::code:
        open.family = text::Family::code;
        add({.role = document::Role::code, .around = open.mark}, open);
        break;
      case TextMark::Kind::emphasis:
        if (open.family == text::Family::text) open.family = text::Family::emphasis;
        break;
      case TextMark::Kind::strong:
        open.bold = true;
        break;
      case TextMark::Kind::link:
      case TextMark::Kind::note:
        if (std::optional<LinkTarget> target = find_ ? find_(mark) : std::nullopt)
          add({.role = document::Role::link, .around = open.mark, .target = std::move(target)}, open);
        break;
      case TextMark::Kind::code_lines:
        break;
    }
    return open;
  }

  void add(Stretch stretch, Open& open) {
    if (stretches_.size() >= text::most_marks) return;
    stretches_.push_back(std::move(stretch));
    open.mark = static_cast<std::uint32_t>(stretches_.size());
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

  const FindTarget& find_;
  std::vector<Stretch>& stretches_;
  std::vector<Open> open_;
  std::vector<text::Span> spans_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<text::Span> spans_of(const RichText& text, const FindTarget& find,
                                 std::vector<Stretch>& stretches) {
  return Spans(find, stretches).of(text);
}

}  // namespace pensum::page
