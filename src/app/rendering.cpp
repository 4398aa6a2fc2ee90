#include "app/rendering.hpp"

#include "request/values.hpp"
#include "shelf/layouts.hpp"

namespace pensum::app {

Result<press::Rendering> rendering_of(const PlanRequest& asked, const World& world) {
  press::Rendering rendering{.layout = asked.layout.empty() ? shelf::default_layout : asked.layout,
                             .epub_css = asked.epub_css,
                             .sections = asked.sections,
                             .date = asked.request.start};
  if (const auto epoch = world.variable("SOURCE_DATE_EPOCH"); epoch && !epoch->empty()) {
    const Result<Date> date = source_date(*epoch);
    if (!date) return std::unexpected(date.error());
    rendering.date = *date;
  }
  return rendering;
}

}  // namespace pensum::app
