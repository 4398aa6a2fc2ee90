// The lessons' addresses on the web, for people with paper in hand: each as a QR code beside its text.
#include "base/isolation.hpp"
#include "image/qr_code.hpp"
#include "language/word.hpp"
#include "page/composition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// What a phone reads easily from a hand's width away: modules of at least this size.
constexpr Points least_module = Points::mm(1) * 2 / 5;

/// How far a row of modules reaches into the next one.
constexpr Points seam{50};

/// An address as people write it: without what a browser adds.
std::string written(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
  }
  if (address.ends_with('/')) address.remove_suffix(1);
  return std::string(address);
}

/// An address in the characters that every reader of codes takes for the same: others as in RFC 3987 §3.1.
std::string in_ascii(std::string_view address) {
  std::string ascii;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      ascii += c;
    } else {
      ascii += fmt::format("%{:02X}", byte);
    }
  }
  return ascii;
}

/// The section's heading, or a lesson with an address.
struct Entry {
  LessonIndex lesson = 0;
  bool is_heading = false;
  QrCode code{};
  Points side{};  ///< of the code; 0 where it has no room
  TextBlock title{};
  TextBlock address{};
  Points height{};
};

class Addresses {
 public:
  Addresses(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), columns_(section.columns) {
    c_.use_column(0, columns_);
    Entry heading{.is_heading = true};
    heading.title = canvas_.paragraph(c_.language.say(word::addresses{}), Type::large, c_.content_width());
    heading.height = heading.title.height() + layout_.leading / 2;
    entries_.push_back(std::move(heading));
    for (const LessonIndex lesson : c_.plan.lessons) {
      if (!c_.plan.catalog->lessons[lesson].url.empty()) add(lesson);
    }
    c_.use_column(0, 1);
  }

  void draw() {
    std::vector<Block> blocks;
    for (const Entry& entry : entries_) {
      blocks.push_back({.height = entry.height, .keep_with_next = entry.is_heading});
    }
    section_ = canvas_.element(Role::section, c_.root);
    set_blocks(c_, blocks, {.columns = columns_, .gap = layout_.leading * 2}, [&](const PageRange& page) {
      for (std::size_t i = page.first; i < page.last; ++i) draw_entry(entries_[i]);
    });
  }

 private:
  Points gap() const { return layout_.body; }

  void add(LessonIndex index) {
    const Lesson& lesson = c_.plan.catalog->lessons[index];
    Entry entry{.lesson = index};
    if (Result<QrCode> code = qr_code(in_ascii(lesson.url))) {
      entry.code = *std::move(code);
      entry.side = side_of(entry.code);
    } else if (c_.problems.empty()) {
      c_.problems = std::move(code.error());
    }
    const Points beside = entry.side.milli > 0 ? entry.side + gap() : Points{};
    const Points width = c_.content_width() - beside;
    const std::string title = c_.language.lesson(lesson.id) + separator + lesson.title;
    entry.title = canvas_.paragraph(title, Type::body_bold, width);
    // It runs from left to right among words of any language.
    const std::string address =
        std::string(left_to_right_isolate) + written(lesson.url) + std::string(pop_directional_isolate);
    entry.address = canvas_.paragraph(address, Type::small, width);
    entry.height = std::max(entry.side, entry.title.height() + entry.address.height()) + layout_.leading;
    entries_.push_back(std::move(entry));
  }

  /// With the white around it. A code that would take more than half of a column is left out.
  Points side_of(const QrCode& code) const {
    if (code.side == 0) return {};
    const auto modules = static_cast<std::int64_t>(code.side + quiet_modules * 2);
    const Points side = std::max(least_module * modules, layout_.body * 5);
    return side * 2 > c_.content_width() ? Points{} : side;
  }

  void draw_entry(Entry& entry) {
    if (entry.is_heading) {
      const PlaceId place = canvas_.reserve_place();
      canvas_.set_place(place, c_.y);
      canvas_.bookmark(0, c_.language.say(word::addresses{}), place);
      canvas_.text(c_.in_own_words(Role::heading2, section_), c_.content_left(), c_.y, layout_.text,
                   std::move(entry.title));
      list_ = canvas_.element(Role::list, section_);
    } else {
      draw_lesson(entry);
    }
    c_.y += entry.height;
  }

  void draw_lesson(Entry& entry) {
    const Lesson& lesson = c_.plan.catalog->lessons[entry.lesson];
    const ElementId body = canvas_.element(Role::list_body, canvas_.element(Role::list_item, list_));
    Points x = c_.content_left();
    if (entry.side.milli > 0) {
      draw_code(entry, body, lesson.url);
      x += entry.side + gap();
    }
    // In the middle of the code's height.
    const Points texts = entry.title.height() + entry.address.height();
    const Points top = c_.y + std::max(entry.side - texts, Points{}) / 2;
    const Points below = top + entry.title.height();
    canvas_.text(canvas_.element(Role::paragraph, body), x, top, layout_.text, std::move(entry.title));
    const ElementId link = canvas_.element(Role::link, canvas_.element(Role::paragraph, body));
    const Points width = entry.address.lines.front().width;
    const Points height = entry.address.height();
    canvas_.underlined(link, x, below, layout_.text, std::move(entry.address));
    canvas_.link(link, {x, below, width, height}, lesson.url, lesson.title);
  }

  /// As rectangles, a row's dark neighbours in one, each a little over the row below: no viewer shows a seam.
  /// A code is never mirrored.
  void draw_code(const Entry& entry, ElementId body, const std::string& address) {
    const QrCode& code = entry.code;
    const ElementId figure =
        canvas_.element(Element{.role = Role::figure,
                                .parent = body,
                                .alternative = c_.language.say(word::code_of_address{.address = address}),
                                .language = c_.own_language()});
    const Rectangle area = canvas_.on_page({c_.content_left(), c_.y, entry.side, entry.side});
    const auto modules = static_cast<std::int64_t>(code.side + quiet_modules * 2);
    const auto at = [&](std::size_t module) {
      return entry.side.scaled(static_cast<std::int64_t>(module + quiet_modules), modules);
    };
    for (std::size_t row = 0; row < code.side; ++row) {
      const Points top = area.top + at(row);
      const Points height = at(row + 1) - at(row) + seam;
      for (std::size_t first = 0, last = 0; first < code.side; first = last + 1) {
        for (last = first; last < code.side && code.is_dark(row, last);) ++last;
        if (last == first) continue;
        canvas_.fill_as_is(
            {figure, {area.left + at(first), top, at(last) - at(first), height}, layout_.text});
      }
    }
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  unsigned columns_;
  std::vector<Entry> entries_;
  ElementId section_ = 0;
  ElementId list_ = 0;
};

}  // namespace

void compose_addresses(Composition& c, const Section& section) {
  const auto has_address = [&](LessonIndex lesson) { return !c.plan.catalog->lessons[lesson].url.empty(); };
  if (std::ranges::any_of(c.plan.lessons, has_address)) Addresses(c, section).draw();
}

}  // namespace pensum::page
