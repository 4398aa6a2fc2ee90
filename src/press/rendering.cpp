#include "press/rendering.hpp"

#include "request/dates.hpp"
#include "shelf/layouts.hpp"

namespace pensum::press {

namespace {

/// Of files without dates, which do not age: the earliest that a file in a book's container can have.
constexpr Date date_of_undated = std::chrono::year{1980} / 1 / 1;

}  // namespace

const std::string& layout_name(const Rendering& rendering) {
  static const std::string usual = shelf::default_layout;
  return rendering.asked.layout.empty() ? usual : rendering.asked.layout;
}

Result<Rendering> rendering_of(const PlanRequest& asked, const std::optional<std::string>& epoch) {
  Rendering rendering{.asked = asked, .date = asked.request.today.value_or(asked.request.start)};
  if (asked.request.undated) rendering.date = date_of_undated;
  if (epoch && !epoch->empty()) {
    const Result<Date> date = source_date(*epoch);
    if (!date) return std::unexpected(date.error());
    rendering.date = *date;
  }
  return rendering;
}

}  // namespace pensum::press
