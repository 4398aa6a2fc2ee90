// A plan in hand: opened from the handout that it is in, and asked for again with what has happened since.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "calendar/ics_writer.hpp"
#include "handout/handout.hpp"
#include "handout/progress.hpp"
#include "plan/plan.hpp"
#include "request/plan_request.hpp"
#include "request/settings.hpp"
#include "shelf/catalogs.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::press {

struct InHand {
  handout::Kind kind = handout::Kind::pdf;
  Settings settings;  ///< of the request in it
  PlanRequest asked;  ///< the same, read
  shelf::LoadedCatalog catalog;
  std::shared_ptr<const Plan> plan;
  std::vector<handout::Box> boxes;
  std::optional<PlacedPages> pages;   ///< where the plan is on its pages, if it is known
  bool other_catalog = false;         ///< whether the catalog is not the one in it
  std::vector<std::string> vanished;  ///< ids of its lessons that the catalog does not have
};

/// The plan in the bytes of a PDF or an EPUB, which `file` names in errors; with the lessons of `catalog`
/// where one is given. Errors: what handout/ cannot read; a file that lacks what it was made from, or whose
/// parts are damaged; another course's catalog.
Result<InHand> open_in_hand(std::string_view bytes, const std::string& file,
                            const std::optional<shelf::LoadedCatalog>& catalog);

/// What the learner says besides the boxes.
struct Told {
  Request done;  ///< only what is done, begun, missed and reviewed counts
  handout::Strokes strokes = handout::Strokes::ignored;
};

struct AskedAgain {
  PlanRequest asked;
  Settings settings;           ///< that it was read from, for messages
  handout::Progress progress;  ///< what the boxes tell
  bool new_buffer = false;     ///< whether it asks for another buffer than the plan in hand
};

/// The request for the plan in hand on the day `today`, with what its boxes and the learner tell, and the
/// settings of `given`, which win over its own. Errors: of values in `given`.
Result<AskedAgain> asked_again(const InHand& in_hand, const std::vector<Setting>& given, Date today,
                               const Told& told);

/// Errors: boxes that are gone, where nobody says what is done, and boxes of lessons that the plan's own
/// course does not have. `warnings` get what else there is to know of the boxes: lessons that are gone,
/// strokes, missing pages.
Result<void> check_boxes(const InHand& in_hand, const AskedAgain& again, const std::string& file,
                         Diagnostics& warnings);

/// `asked` with what is done for certain in `plan`, which was made for it: what the new plan carries.
PlanRequest to_ask_again(const PlanRequest& asked, const Plan& plan);

/// The plan in hand as a calendar may hold it, where `asked` is for what is left of it: entries from today on
/// that are no more are to be cancelled.
calendar::EarlierPlan earlier_plan(const InHand& in_hand, const PlanRequest& asked);

/// What the pages of `plan`, which was made for `asked`, keep of those in hand. Null where these are of
/// another layout, or nobody knows where the plan is on them.
std::shared_ptr<const KeptPages> kept_pages(const InHand& in_hand, const PlanRequest& asked,
                                            const Plan& plan);

/// Whether `name` is a setting that tells what was done: it adds to what boxes tell.
bool tells_progress(std::string_view name);

}  // namespace pensum::press
