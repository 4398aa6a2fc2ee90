#include "cohort/in_hand.hpp"

#include "base/spelling.hpp"
#include "io/files.hpp"
#include "press/in_hand.hpp"
#include "request/setting_table.hpp"

#include <fmt/format.h>

#include <utility>

namespace pensum::cohort {

namespace {

/// The plan in a file, which has to be that of the learner.
Result<press::InHand> open(const std::filesystem::path& file, const PlanRequest& asked,
                           const std::optional<shelf::LoadedCatalog>& catalog, const char* hint) {
  const std::string name = shown(file.filename().string());
  const Result<std::string> bytes = io::read_file(file, std::size_t{256} << 20);
  if (!bytes) return std::unexpected(bytes.error());
  Result<press::InHand> in_hand = press::open_in_hand(*bytes, name, catalog);
  if (in_hand && in_hand->asked.request.learner != asked.request.learner)
    return std::unexpected(Diagnostics{others_plan(name, in_hand->asked.request.learner, asked, hint)});
  return in_hand;
}

/// Those of a row that are about its plan. Its start is that of the plan in hand.
std::vector<Setting> plan_settings(const Settings& settings) {
  std::vector<Setting> of_plan = settings.all();
  std::erase_if(of_plan, [](const Setting& each) {
    return find_setting(each.name) == nullptr || each.name == "start";
  });
  return of_plan;
}

}  // namespace

Diagnostic others_plan(const std::string& file, const std::string& whose, const PlanRequest& asked,
                       const char* hint) {
  return {Severity::error,
          {},
          fmt::format("{}: it is the plan of “{}”, not of “{}”", file, shown(whose),
                      shown(asked.request.learner)),
          hint};
}

Result<Again> plan_again(const std::vector<std::filesystem::path>& files, const Settings& settings,
                         const PlanRequest& asked, const shelf::LoadedCatalog& catalog,
                         handout::Strokes strokes, Date today, Diagnostics& warnings) {
  const std::string name = shown(files.front().filename().string());
  if (files.size() > 1) {
    return failure(
        fmt::format("{} and {} are both this learner’s", name, shown(files[1].filename().string())),
        "leave the one that counts in the folder");
  }
  const Result<press::InHand> in_hand =
      open(files.front(), asked, catalog, "give each file the name of its own learner’s files");
  if (!in_hand) return std::unexpected(in_hand.error());
  Result<press::AskedAgain> again =
      press::asked_again(*in_hand, plan_settings(settings), asked.request.today.value_or(today),
                         {.done = asked.request, .strokes = strokes});
  if (!again) return std::unexpected(again.error());
  again->asked.request.off = asked.request.off;  // with the days of its calendars
  again->asked.off_calendars.clear();
  again->asked.off_matches.clear();
  if (Result<void> fine = press::check_boxes(*in_hand, *again, name, warnings); !fine)
    return std::unexpected(std::move(fine.error()));
  const PlanRequest& wanted = again->asked;
  Again made{.asked = wanted,
             .planned = make_plan(catalog.catalog, wanted.request,
                                  {.plan = in_hand->plan, .new_buffer = again->new_buffer}),
             .earlier = press::earlier_plan(*in_hand, wanted),
             .kept = nullptr};
  if (made.planned) made.kept = press::kept_pages(*in_hand, wanted, *made.planned);
  return made;
}

Result<Made> make_again(const std::filesystem::path& file, const PlanRequest& asked,
                        const io::Resources& resources) {
  Result<press::InHand> in_hand = open(file, asked, std::nullopt, keep_apart);
  if (!in_hand) return std::unexpected(std::move(in_hand.error()));
  in_hand->boxes.clear();  // what is ticked meanwhile would change it
  const Date day = in_hand->asked.request.today.value_or(in_hand->asked.request.start);
  const Result<press::AskedAgain> again = press::asked_again(*in_hand, {}, day, {});
  if (!again) return std::unexpected(again.error());
  PlanRequest wanted = asked;
  wanted.request = again->asked.request;
  wanted.off_calendars.clear();
  wanted.off_matches.clear();
  std::expected<Plan, NoPlan> planned =
      make_plan(in_hand->catalog.catalog, wanted.request, {.plan = in_hand->plan});
  if (!planned) return std::unexpected(std::move(planned.error().diagnostics));
  in_hand->catalog.readings = shelf::readings_of_carried(in_hand->catalog.catalog, resources);
  wanted = press::to_ask_again(wanted, *planned);
  Made made{.asked = wanted, .plan = *std::move(planned), .catalog = in_hand->catalog};
  if (in_hand->asked.request.today) {
    made.earlier = press::earlier_plan(*in_hand, wanted);
    made.kept = press::kept_pages(*in_hand, wanted, made.plan);
  } else {  // it has no past
    made.asked.request.today.reset();
    made.plan.today.reset();
    made.plan.before.reset();
  }
  return made;
}

}  // namespace pensum::cohort
