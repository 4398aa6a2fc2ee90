#include "press/in_hand.hpp"

#include "base/date_ends.hpp"
#include "base/file_ending.hpp"
#include "base/shared_bytes.hpp"
#include "base/spelling.hpp"
#include "course/catalog_reader.hpp"
#include "handout/plan_file.hpp"
#include "plan/box_names.hpp"
#include "press/attachments.hpp"
#include "request/request_file.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace pensum::press {
namespace {

using handout::Attachment;
using handout::Handout;

/// How errors call a file inside another.
std::string name_in(std::string_view name, const std::string& file) {
  return fmt::format("{} in {}", name, file);
}

std::unexpected<Diagnostics> lacks(const std::string& file, std::string_view what) {
  return failure(
      fmt::format("{}: there is no {} in it", file, what),
      "name the file that pensum wrote, or a copy that a viewer saved, not one that was printed to a file");
}

/// The course's file: that of the attachments that is neither the request nor the plan.
Result<shelf::LoadedCatalog> catalog_in(const Handout& handout, const std::string& file) {
  std::optional<Diagnostics> wrong;
  for (const Attachment& attachment : handout.attachments) {
    if (attachment.name == request_name || attachment.name == plan_name ||
        !has_ending(attachment.name, ".xml"))
      continue;
    auto bytes = share(attachment.bytes);
    Result<Catalog> catalog = read_catalog(*bytes, name_in(shown(attachment.name), file));
    if (catalog) {
      const auto kept = std::make_shared<const Catalog>(*std::move(catalog));
      return shelf::LoadedCatalog{
          .catalog = kept,
          .bytes = std::move(bytes),
          .readings = std::make_shared<const Readings>(kept, OpenBeside(), MissingPictures::are_left_out)};
    }
    if (!wrong) wrong = std::move(catalog.error());
  }
  if (wrong) return std::unexpected(*std::move(wrong));
  return lacks(file, "course");
}

/// The plan by its dates; where an older version did not keep them, it is made again.
Result<handout::PlanInFile> plan_in(const Handout& handout, const InHand& made,
                                    const shelf::LoadedCatalog& own, const std::string& file) {
  if (const std::string* bytes = handout::find_attachment(handout, plan_name)) {
    return handout::read_plan_file(*bytes, name_in(plan_name, file), made.catalog.catalog);
  }
  auto plan = make_plan(own.catalog, made.asked.request);
  if (!plan) return std::unexpected(in_words(std::move(plan.error().diagnostics), made.settings));
  if (own.catalog == made.catalog.catalog) return handout::PlanInFile{*std::move(plan), {}};
  return handout::with_catalog(*plan, made.catalog.catalog);
}

/// Done lessons without a date were done before the plan.
void date_done(Request& request) {
  for (DoneLessons& done : request.done) {
    if (!done.on) done.on = day_before(request.start);
  }
}

void append(auto& all, const auto& more) { all.insert(all.end(), more.begin(), more.end()); }

/// The lessons that are done by now.
std::vector<LessonIndex> done_lessons(const InHand& in_hand) {
  std::vector<LessonIndex> lessons;
  for (const DoneLesson& done : in_hand.plan->done) lessons.push_back(done.lesson);
  return lessons;
}

/// The boxes that pensum itself ticked, of what was done before.
std::set<std::string> ticked_by_pensum(const Plan& plan) {
  using Kind = BoxFor::Kind;
  const auto id = [&](LessonIndex lesson) { return plan.catalog->lessons[lesson].id; };
  std::set<std::string> ticked;
  std::set<LessonIndex> done;
  const auto tick_parts = [&](LessonIndex lesson, std::size_t parts) {
    for (std::size_t part = 1; part <= parts; ++part)
      ticked.insert(box_name({.kind = Kind::part, .lesson = id(lesson), .number = part}));
  };
  for (const DoneLesson& each : plan.done) {
    done.insert(each.lesson);
    ticked.insert(box_name({.kind = Kind::lesson, .lesson = id(each.lesson)}));
  }
  for (const StudyDay& day : plan.past) {
    for (const Task& task : day.tasks) {
      if (task.parts > 1 && done.contains(task.lesson)) tick_parts(task.lesson, task.parts);
    }
  }
  for (const Begun& begun : plan.begun) tick_parts(begun.lesson, begun.parts);
  return ticked;
}

/// What the boxes tell. Where the learner ticked none, the file was used on paper: it tells nothing of
/// reviews.
handout::Progress progress_in(const InHand& in_hand, Date today, handout::Strokes strokes) {
  handout::Progress progress =
      handout::progress_of(in_hand.boxes, *in_hand.plan, today, strokes, done_lessons(in_hand));
  if (in_hand.boxes.empty()) progress.boxless.clear();
  const std::set<std::string> known = ticked_by_pensum(*in_hand.plan);
  const bool is_used = std::ranges::any_of(in_hand.boxes, [&](const handout::Box& box) {
    return (box.ticked && !known.contains(box.name)) ||
           (strokes == handout::Strokes::counted && box.strokes > 0);
  });
  if (!is_used) progress.missed.clear();
  return progress;
}

constexpr std::array<std::string_view, 4> of_progress{"done", "begun", "missed", "reviewed"};

}  // namespace

bool tells_progress(std::string_view name) {
  return std::ranges::find(of_progress, name) != of_progress.end();
}

Result<InHand> open_in_hand(std::string_view bytes, const std::string& file,
                            const std::optional<shelf::LoadedCatalog>& catalog) {
  Result<Handout> handout = handout::read(bytes, file);
  if (!handout) return std::unexpected(std::move(handout.error()));
  const std::string* request = handout::find_attachment(*handout, request_name);
  if (request == nullptr) return lacks(file, "request");
  Result<Settings> settings = read_request_file(*request, name_in(request_name, file));
  if (!settings) return std::unexpected(std::move(settings.error()));
  InHand made;
  made.settings = *std::move(settings);
  Result<PlanRequest> asked = plan_request_of(made.settings, [] { return first_date; });
  if (!asked) return std::unexpected(in_words(std::move(asked.error()), made.settings));
  made.asked = *std::move(asked);
  if (made.asked.request.undated) {
    return failure(fmt::format("{}: it has no dates, from which what is left could be planned again", file),
                   "make a new plan of what is left: pensum build --undated --skip 1..6");
  }
  date_done(made.asked.request);
  Result<shelf::LoadedCatalog> own = catalog_in(*handout, file);
  if (!own && !catalog) return std::unexpected(std::move(own.error()));
  made.catalog = catalog ? *catalog : *own;
  if (own && own->catalog->id != made.catalog.catalog->id) {
    return failure(fmt::format("{}: the plan is of the course “{}”, not of “{}”", file,
                               shown(own->catalog->id), shown(made.catalog.catalog->id)),
                   "name the catalog of this course, or leave it out");
  }
  if (own && catalog) made.catalog = shelf::with_ids_of(*own, *catalog);
  Result<handout::PlanInFile> plan = plan_in(*handout, made, own ? *own : made.catalog, file);
  if (!plan) return std::unexpected(std::move(plan.error()));
  plan->plan.learner = made.asked.request.learner;
  made.plan = std::make_shared<const Plan>(std::move(plan->plan));
  made.vanished = std::move(plan->vanished);
  made.pages = std::move(plan->pages);
  made.other_catalog = catalog.has_value();
  made.kind = handout->kind;
  made.boxes = std::move(handout->boxes);
  return made;
}

namespace {

std::string lessons(const std::vector<std::string>& ids) {
  constexpr std::size_t most = 12;
  std::string text = ids.size() == 1 ? "lesson " : "lessons ";
  for (std::size_t i = 0; i < ids.size() && i < most; ++i) text += (i > 0 ? ", " : "") + shown(ids[i]);
  return ids.size() > most ? text + ", …" : text;
}

}  // namespace

Result<void> check_boxes(const InHand& in_hand, const AskedAgain& again, const std::string& file,
                         Diagnostics& warnings) {
  const handout::Progress& progress = again.progress;
  const auto warn = [&](std::string message, std::string hint) {
    warnings.push_back({Severity::warning, {}, std::move(message), std::move(hint)});
  };
  const Request& request = again.asked.request;
  if (in_hand.boxes.empty() && request.done.size() == in_hand.plan->done.size() && request.begun.empty()) {
    constexpr const char* hint = "give what is done, such as --done 1..6";
    if (in_hand.kind == handout::Kind::book)
      return failure(fmt::format("{}: what is ticked in a book cannot be read", file), hint);
    return failure(fmt::format("{}: its boxes are gone (printed to a file, or flattened)", file), hint);
  }
  if (!progress.unknown.empty() && !in_hand.other_catalog) {
    return failure(fmt::format("{}: it has boxes of {}, which its course does not have", file,
                               lessons(progress.unknown)),
                   "name the file of one plan, as pensum wrote it or a viewer saved it");
  }
  if (!in_hand.vanished.empty()) {
    warn(fmt::format("{}: {} of the plan {} not in the course any more", file, lessons(in_hand.vanished),
                     in_hand.vanished.size() == 1 ? "is" : "are"),
         "what is missing is not planned again");
  }
  if (!progress.stroked.empty()) {
    warn(fmt::format("{}: there are pen strokes over boxes of {}", file, lessons(progress.stroked)),
         "--strokes counts them as ticks");
  }
  if (!progress.boxless.empty()) {
    warn(fmt::format("{}: pages are missing: there is no box of {}", file, lessons(progress.boxless)),
         "use --done if they are done");
  }
  return {};
}

PlanRequest to_ask_again(const PlanRequest& asked, const Plan& plan) {
  PlanRequest again = asked;
  const auto id = [&](LessonIndex lesson) { return plan.catalog->lessons[lesson].id; };
  again.request.done.clear();
  for (const DoneLesson& done : plan.done)
    again.request.done.push_back({{id(done.lesson), id(done.lesson)}, done.on});
  again.request.begun.clear();
  for (const Begun& begun : plan.begun)
    again.request.begun.push_back({id(begun.lesson), begun.left, begun.parts});
  return again;
}

calendar::EarlierPlan earlier_plan(const InHand& in_hand, const PlanRequest& asked) {
  const Date today = asked.request.today.value_or(asked.request.start);
  calendar::EarlierPlan earlier{.first_start = in_hand.asked.request.start,
                                .today = today,
                                .entries = calendar::entries_of(*in_hand.plan, asked.entries.entries)};
  std::erase_if(earlier.entries, [&](const calendar::EntryName& entry) { return entry.date < today; });
  return earlier;
}

namespace {

/// The boxes of what is done: as the learner ticked them, and of what the learner told.
std::set<std::string> ticked_boxes(const InHand& in_hand, const Plan& plan) {
  std::set<std::string> ticked = ticked_by_pensum(plan);
  for (const handout::Box& box : in_hand.boxes) {
    if (box.ticked) ticked.insert(box.name);
  }
  return ticked;
}

}  // namespace

std::shared_ptr<const KeptPages> kept_pages(const InHand& in_hand, const PlanRequest& asked,
                                            const Plan& plan) {
  const PlanRequest& before = in_hand.asked;
  const bool alike =
      asked.layout == before.layout && asked.sections == before.sections && asked.hand == before.hand;
  if (!in_hand.pages || !alike) return nullptr;
  return std::make_shared<const KeptPages>(
      KeptPages{.pages = *in_hand.pages,
                .ticked = ticked_boxes(in_hand, plan),
                .start = before.request.start,
                .today = asked.request.today.value_or(asked.request.start)});
}

Result<AskedAgain> asked_again(const InHand& in_hand, const std::vector<Setting>& given, Date today,
                               const Told& told) {
  std::vector<Setting> others = given;
  std::erase_if(
      others, [](const Setting& setting) { return tells_progress(setting.name) || setting.name == "today"; });
  std::vector<Setting> kept = in_hand.settings.all();
  std::erase_if(
      kept, [](const Setting& setting) { return tells_progress(setting.name) || setting.name == "today"; });
  Settings settings(std::move(kept), in_hand.settings.home());
  settings.override_with(others);
  // Dates in words count from today, though the plan began earlier.
  Settings read = settings;
  read.override_with({{.name = "today", .value = to_iso(today)}});
  Result<PlanRequest> asked = plan_request_of(read, [today] { return today; });
  if (!asked) return std::unexpected(in_words(std::move(asked.error()), settings));
  handout::Progress progress = progress_in(in_hand, today, told.strokes);
  Request& request = asked->request;
  request.today = today;
  const Request& before = in_hand.asked.request;
  // What is named last counts. Told again, without a date, that lessons are done, they were done when the
  // plan in hand knows them to be.
  std::vector<DoneLessons> told_done = told.done.done;
  const auto with_date =
      std::ranges::stable_partition(told_done, [](const DoneLessons& done) { return !done.on.has_value(); });
  request.done.insert(request.done.end(), told_done.begin(), with_date.begin());
  for (const DoneLesson& done : in_hand.plan->done) {
    const std::string& id = in_hand.plan->catalog->lessons[done.lesson].id;
    request.done.push_back({{id, id}, done.on});
  }
  append(request.done, progress.done);
  append(request.done, with_date);
  append(request.begun, told.done.begun);  // what is named first counts
  append(request.begun, progress.begun);
  // With fewer reviews than the plan in hand has, its later ones are no more.
  const auto keep = [&](std::vector<ReviewOf> reviews) {
    std::erase_if(reviews, [&](const ReviewOf& each) { return each.round > request.reviews.size(); });
    return reviews;
  };
  append(request.missed, keep(progress.missed));
  append(request.missed, told.done.missed);
  append(request.reviewed, keep(before.reviewed));
  append(request.reviewed, keep(progress.reviewed));
  append(request.reviewed, told.done.reviewed);
  settings.override_with(given);
  const bool new_buffer = request.buffer != before.buffer;
  return AskedAgain{*std::move(asked), std::move(settings), std::move(progress), new_buffer};
}

}  // namespace pensum::press
