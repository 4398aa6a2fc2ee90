#include "press/rendering.hpp"

#include "request/values.hpp"
#include "shelf/layouts.hpp"

namespace pensum::press {

const std::string& layout_name(const Rendering& rendering) {
  static const std::string usual = shelf::default_layout;
  return rendering.asked.layout.empty() ? usual : rendering.asked.layout;
}

Result<Rendering> rendering_of(const PlanRequest& asked, const std::optional<std::string>& epoch) {
  Rendering rendering{.asked = asked, .date = asked.request.today.value_or(asked.request.start)};
  if (epoch && !epoch->empty()) {
    const Result<Date> date = source_date(*epoch);
    if (!date) return std::unexpected(date.error());
    rendering.date = *date;
  }
  return rendering;
}

}  // namespace pensum::press
