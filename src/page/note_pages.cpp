// Pages to write on.
#include "language/word.hpp"
#include "page/composition.hpp"

namespace pensum::page {

void compose_notes(Composition& c, const Section& section) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const std::string notes = c.language.say(word::notes{});
  for (std::int64_t page = 0; page < section.pages; ++page) {
    const bool below = c.only_title || (page == 0 && nearly_empty(c.room(), layout.content_height()));
    const bool is_kept = page == 0 && go_to_kept_place(c);
    if (!is_kept && !c.page_is_empty() && !below) c.start_page();
    if (!is_kept && !c.page_is_empty() && !c.only_title) c.y += layout.leading * 2;
    begin_section(c);
    c.only_title = false;
    const TextBlock heading = canvas.paragraph(notes, Type::large, c.content_width());
    if (page == 0) {
      const PlaceId place = canvas.reserve_place();
      canvas.set_place(place, c.y);
      canvas.bookmark(0, notes, place);
    }
    canvas.text(c.in_own_words(Role::heading2, c.root), c.content_left(), c.y, layout.text, heading);
    c.y += heading.height();
    draw_writing_lines(c, c.content_left(), c.y, c.content_width(), c.room());
    c.y = layout.content_bottom();
  }
}

}  // namespace pensum::page
