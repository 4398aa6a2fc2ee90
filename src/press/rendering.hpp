// How a plan is to look.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/shared_stream.hpp"
#include "calendar/ics_writer.hpp"
#include "course/readings.hpp"
#include "pdf/pdf.hpp"
#include "plan/placed_pages.hpp"
#include "request/plan_request.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pensum::press {

/// What rendering needs besides the plan.
struct Rendering {
  PlanRequest asked;                           ///< with how the plan is to look
  Date date{};                                 ///< the document's date
  std::vector<pdf::Attachment> attachments{};  ///< of a PDF, and carried in an EPUB
  std::shared_ptr<const Readings> readings{};  ///< the lessons' texts; null: there are none
  SharedStreams shared{};                      ///< large ones of the attachments
  std::string collection{};                    ///< the series that an EPUB is one of; may be empty
  std::string owner{};  ///< whose book or calendar it is, where the plan has no learner
  std::optional<calendar::EarlierPlan> earlier{};  ///< of a plan that is made again: calendars may hold it
  std::shared_ptr<const KeptPages> kept{};  ///< what a plan that is made again keeps of the pages in hand
  bool explained = false;  ///< with why each day holds what it holds, in kinds that can hold it
};

/// The layout that it is rendered with: a file, or the name of one that comes with pensum.
const std::string& layout_name(const Rendering& rendering);

/// How `asked` wants the plan, with the date of `epoch` (the variable SOURCE_DATE_EPOCH, if it is set), or
/// that of the plan's start; of a plan without dates always the same. Errors: an epoch that is none.
Result<Rendering> rendering_of(const PlanRequest& asked, const std::optional<std::string>& epoch);

}  // namespace pensum::press
