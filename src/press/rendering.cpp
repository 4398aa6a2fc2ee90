#include "press/rendering.hpp"

#include "request/values.hpp"
#include "shelf/layouts.hpp"

namespace pensum::press {

Result<Rendering> rendering_of(const PlanRequest& asked, const std::optional<std::string>& epoch) {
  Rendering rendering{.layout = asked.layout.empty() ? shelf::default_layout : asked.layout,
                      .epub_css = asked.epub_css,
                      .sections = asked.sections,
                      .date = asked.request.start};
  if (epoch && !epoch->empty()) {
    const Result<Date> date = source_date(*epoch);
    if (!date) return std::unexpected(date.error());
    rendering.date = *date;
  }
  return rendering;
}

}  // namespace pensum::press
