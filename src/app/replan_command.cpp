#include "app/activity.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/outputs.hpp"
#include "app/plan_options.hpp"
#include "app/replan_options.hpp"
#include "app/reporter.hpp"
#include "base/spelling.hpp"
#include "io/files.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "plan/lesson_runs.hpp"
#include "plan/past.hpp"
#include "plan/selection.hpp"
#include "plan/standing.hpp"
#include "plan/study_days.hpp"
#include "press/attachments.hpp"
#include "press/edition.hpp"
#include "press/in_hand.hpp"
#include "press/press.hpp"
#include "press/rendering.hpp"
#include "report/standing.hpp"
#include "request/days_off.hpp"
#include "request/plan_request.hpp"
#include "request/wording.hpp"
#include "shelf/calendars.hpp"
#include "shelf/catalogs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <filesystem>
#include <iterator>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::app {

namespace {

using Keep = PlanInHand::Keep;

constexpr std::size_t most_bytes = std::size_t{256} << 20;

// ---------------------------------------------------------------------------- planning

/// What is left, planned again.
class Replan {
 public:
  Replan(const press::InHand& in_hand, PlanRequest asked, const ReplanMode& mode)
      : in_hand_(in_hand), asked_(std::move(asked)), mode_(mode) {
    Request& request = asked_.request;
    if (mode_.keep == Keep::minutes) request.deadline.reset();
    if (mode_.fit && !request.minutes) request.minutes = in_hand_.plan->daily_budget;
  }

  std::expected<Plan, NoPlan> make() const { return make(asked_.request, mode_.keep, mode_.catch_up); }

  /// The request for `plan`, to be asked again another time.
  PlanRequest asked_for(const Plan& plan) const {
    PlanRequest asked = press::to_ask_again(asked_, plan);
    Request& request = asked.request;
    if (mode_.keep == Keep::minutes) request.deadline = plan.deadline;
    // Where the minutes of weekdays are enough, the plan needs none a day.
    if (request.minutes == Minutes{}) request.minutes.reset();
    if (mode_.catch_up) add_raised_days(request, plan);
    return asked;
  }

  /// The ways to go on that work, each of them tried: “--extend (to 2026-12-11)”.
  std::vector<std::string> ways(const NoPlan& why) const {
    std::vector<std::string> ways;
    if (mode_.catch_up) {
      // Within as many study days as a learner may still think of.
      constexpr std::size_t most_more = 14;
      for (std::size_t more = 1; more <= most_more; ++more) {
        if (!make(asked_.request, Keep::deadline, *mode_.catch_up + more)) continue;
        ways.push_back(fmt::format("--catch-up {}", *mode_.catch_up + more));
        break;
      }
      if (make(asked_.request, Keep::deadline))
        ways.emplace_back("all that is left planned again, without --catch-up");
    }
    const Date deadline = asked_.request.deadline.value_or(in_hand_.plan->deadline);
    Request extended = asked_.request;
    extended.deadline.reset();
    extended.fit = false;
    if (mode_.keep != Keep::minutes) {
      if (const auto plan = make(extended, Keep::minutes); plan && plan->deadline > deadline) {
        ways.push_back(fmt::format("--extend (to {})", to_iso(plan->deadline)));
      }
    }
    Request larger = asked_.request;
    larger.minutes = why.smallest_budget;
    if (why.smallest_budget && make(larger, Keep::deadline)) {
      ways.push_back(fmt::format("--minutes {}", why.smallest_budget->count));
    }
    Request less = asked_.request;
    less.buffer = why.smaller_buffer;
    if (why.smaller_buffer && make(less, Keep::deadline))
      ways.push_back(fmt::format("--buffer {}", *why.smaller_buffer));
    Request fewer = asked_.request;
    fewer.fit = true;
    if (!mode_.fit) {
      if (const auto plan = make(fewer, Keep::deadline); plan && !plan->left_out.empty()) {
        ways.push_back(fmt::format("--fit, which leaves out {} {}",
                                   plan->left_out.size() == 1 ? "lesson" : "lessons", numbers(*plan)));
      }
    }
    return ways;
  }

 private:
  /// The days that have more minutes than they had, so that what was missed has room: as the request's own.
  static void add_raised_days(Request& request, const Plan& plan) {
    const Request before = request;
    const Calendar calendar(before, plan.daily_budget);
    for (const StudyDay& day : plan.days) {
      if (day.budget != calendar.budget(day.date)) request.on[day.date] = day.budget;
    }
  }

  std::expected<Plan, NoPlan> make(const Request& request, Keep keep,
                                   std::optional<std::size_t> catch_up = std::nullopt) const {
    return make_plan(
        in_hand_.catalog.catalog, request,
        {.plan = in_hand_.plan, .keep = keep, .new_buffer = mode_.new_buffer, .catch_up = catch_up});
  }

  static std::string numbers(const Plan& plan) {
    std::vector<Task> tasks;
    for (const LessonIndex lesson : plan.left_out) tasks.push_back({.lesson = lesson, .minutes = {}});
    return lesson_numbers(*plan.catalog, tasks);
  }

  const press::InHand& in_hand_;
  PlanRequest asked_;
  ReplanMode mode_;
};

// ---------------------------------------------------------------------------- the command

ExitStatus stopped(const World& world, const Diagnostics& diagnostics,
                   ExitStatus status = ExitStatus::wrong_input) {
  report(world, diagnostics);
  return status;
}

/// “plan” of “plan-2026-11-28”.
std::string without_date(const std::string& stem) {
  constexpr std::size_t length = 10;
  if (stem.size() <= length + 1 || stem[stem.size() - length - 1] != '-') return stem;
  return parse_date(stem.substr(stem.size() - length)) ? stem.substr(0, stem.size() - length - 1) : stem;
}

/// “plan” of “plan-2026-11-28-2”, too.
std::string without_addition(const std::string& stem) {
  const std::size_t hyphen = stem.find_last_not_of("0123456789");
  const bool has_number = hyphen != std::string::npos && hyphen + 1 < stem.size() && stem[hyphen] == '-';
  const std::string numberless = stem.substr(0, has_number ? hyphen : stem.size());
  const std::string dateless = without_date(numberless);
  return dateless == numberless ? without_date(stem) : dateless;
}

/// “plan-2026-11-28.pdf” beside “plan.pdf”, and beside “plan-2026-11-26.pdf”; beside itself
/// “plan-2026-11-28-2.pdf”. For a book the same as a book.
std::filesystem::path new_name(const std::string& plan, const press::InHand& in_hand, Date today) {
  const std::string ending = in_hand.kind == handout::Kind::book ? ".epub" : ".pdf";
  const bool is_standard = io::is_standard_stream(plan);
  const std::filesystem::path old =
      is_standard ? std::filesystem::path("out") / (in_hand.catalog.catalog->id + ending)
                  : std::filesystem::path(plan);
  const std::string stem = without_addition(old.stem().string()) + "-" + to_iso(today);
  std::filesystem::path file = old.parent_path() / (stem + ending);
  for (int i = 2; !is_standard && io::would_replace(file, plan); ++i)
    file = old.parent_path() / fmt::format("{}-{}{}", stem, i, ending);
  return file;
}

NoPlan ended(const Plan& in_hand) {
  NoPlan why;
  why.diagnostics = {{Severity::error,
                      {},
                      fmt::format("the plan ended on {}", to_iso(in_hand.deadline)),
                      "extend it: --extend, or --deadline with a date"}};
  return why;
}

/// Why the rest does not fit, with the ways that do.
Diagnostics does_not_fit(NoPlan why, const Replan& replan) {
  const std::vector<std::string> ways = replan.ways(why);
  Diagnostics diagnostics = std::move(why.diagnostics);
  if (ways.empty() || diagnostics.empty()) return diagnostics;
  std::string hint = "it fits with ";
  for (std::size_t i = 0; i < ways.size(); ++i) {
    hint += (i == 0 ? "" : i + 1 < ways.size() ? ", " : ", or ") + ways[i];
  }
  diagnostics.front().hint = hint;
  return diagnostics;
}

/// One run of the command, from the plan in hand on.
class Run {
 public:
  Run(const ParsedOptions& options, const ReplanOptions& asked, const press::InHand& in_hand,
      const press::AskedAgain& again, World& world)
      : options_(options), asked_(asked), in_hand_(in_hand), again_(again), world_(world) {}

  ExitStatus run() {
    const Request& request = again_.asked.request;
    const PlannedDates dates(*in_hand_.plan);
    const Result<Selection> selection =
        select(*in_hand_.catalog.catalog, request, [&](LessonIndex i) { return dates.lesson(i); });
    if (!selection) return stopped(world_, in_words(selection.error(), again_.settings));
    const Replan replan(in_hand_, again_.asked, asked_.mode);
    std::optional<Activity> activity(std::in_place, world_, "planning");
    std::expected<Plan, NoPlan> plan = make(replan, *selection);
    activity.reset();
    const bool is_over = selection->lessons.empty() && (!plan || reviews_of(*plan) == 0);
    tell(plan && !is_over ? &*plan : nullptr, *selection);
    if (selection->lessons.empty()) say_all_done(*selection, plan && !is_over ? &*plan : nullptr);
    if (is_over) return ExitStatus::done;
    if (!plan) return explain(std::move(plan.error()), replan, *selection);
    if (asked_.status) return ExitStatus::done;
    return write(*plan, replan);
  }

 private:
  /// Why there is no plan. With --status it is a fact as others are, unless the request is wrong.
  ExitStatus explain(NoPlan no_plan, const Replan& replan, const Selection& selection) const {
    const bool fits_not = no_plan.reason == NoPlan::Reason::does_not_fit;
    const Diagnostics why =
        in_words(fits_not ? does_not_fit(std::move(no_plan), replan) : std::move(no_plan.diagnostics),
                 again_.settings);
    if (!fits_not && !has_ended(selection)) return stopped(world_, why);
    if (!asked_.status) return stopped(world_, why, ExitStatus::no_plan);
    if (!asked_.as_json && !why.empty())
      account() << fmt::format("no plan: {}; {}\n", why.front().message, why.front().hint);
    return ExitStatus::done;
  }

  bool has_ended(const Selection& selection) const {
    const Request& request = again_.asked.request;
    const Date deadline = request.deadline.value_or(in_hand_.plan->deadline);
    return !selection.lessons.empty() && asked_.mode.keep == Keep::deadline && deadline < asked_.today &&
           !options_.has("deadline");
  }

  std::expected<Plan, NoPlan> make(const Replan& replan, const Selection& selection) const {
    if (has_ended(selection)) return std::unexpected(ended(*in_hand_.plan));
    return replan.make();
  }

  static std::size_t reviews_of(const Plan& plan) {
    std::size_t count = 0;
    for (const StudyDay& day : plan.days) count += day.reviews.size();
    return count;
  }

  std::ostream& account() const {
    if (asked_.status) return world_.out;
    return account_of(world_, options_.has("format"));
  }

  void tell(const Plan* plan, const Selection& selection) const {
    const report::Replanned replanned{
        .in_hand = *in_hand_.plan,
        .plan = plan,
        .today = asked_.today,
        .day = asked_.day,
        .standing = standing_of(*in_hand_.plan, done_of_plan(selection), selection.begun, asked_.today),
        .begun = begun_lessons(selection),
        .missed = missed_reviews(selection),
        .stroked = again_.progress.stroked,
        .boxless = again_.progress.boxless};
    account() << (asked_.as_json ? report::to_json(replanned) : report::to_text(replanned));
  }

  /// The lessons of the plan in hand that are done, also those that are not asked for any more.
  std::vector<DoneLesson> done_of_plan(const Selection& selection) const {
    Request all = again_.asked.request;
    all.paths.clear();
    all.only.clear();
    all.skip.clear();
    const PlannedDates dates(*in_hand_.plan);
    const Result<Selection> everything =
        select(*in_hand_.catalog.catalog, all, [&](LessonIndex i) { return dates.lesson(i); });
    std::vector<DoneLesson> done = selection.done;
    if (!everything) return done;
    for (const DoneLesson& each : everything->done) {
      const bool is_known = std::ranges::find(done, each.lesson, &DoneLesson::lesson) != done.end();
      if (!is_known && dates.lesson(each.lesson)) done.push_back(each);
    }
    return done;
  }

  /// Those that are not done since.
  static std::vector<Begun> begun_lessons(const Selection& selection) {
    std::vector<Begun> begun = selection.begun;
    std::erase_if(begun, [&](const Begun& each) {
      return !std::ranges::binary_search(selection.lessons, each.lesson);
    });
    return begun;
  }

  static std::vector<ReviewRound> missed_reviews(const Selection& selection) {
    std::vector<ReviewRound> missed = selection.missed;
    std::erase_if(missed, [&](const ReviewRound& each) {
      return std::ranges::find(selection.done, each.lesson, &DoneLesson::lesson) == selection.done.end();
    });
    return missed;
  }

  void say_all_done(const Selection& selection, const Plan* plan) const {
    if (asked_.as_json) return;
    const std::size_t lessons = selection.done.size();
    account() << (lessons == 1 ? "the only lesson is done\n"
                               : fmt::format("all {} lessons are done\n", lessons));
    if (plan == nullptr) return;
    const std::size_t reviews = reviews_of(*plan);
    const Language english("en");
    account() << fmt::format("{} review{} left, until {}\n", reviews, reviews == 1 ? " is" : "s are",
                             Dates(english, {asked_.today, plan->deadline}).date(plan->deadline));
  }

  /// Where the changed pages go, if they are asked for.
  Result<std::optional<Output>> changes_output(const press::Rendering& rendering, const Outputs& outputs,
                                               const std::vector<std::string>& inputs) const {
    if (!options_.has("changes")) return std::optional<Output>();
    const std::string name = options_.last("changes");
    const press::Kind* kind = press::kind_of(name);
    if (kind == nullptr || kind->name != "pdf")
      return failure(fmt::format("--changes: “{}” is not a PDF", shown(name)), "end it in .pdf");
    const auto is_taken = [&](const auto& other) { return io::would_replace(name, other); };
    if (std::ranges::any_of(inputs, is_taken) ||
        std::ranges::any_of(outputs.files, [&](const Output& output) {
          return io::entry_of(output.file) == io::entry_of(name);
        })) {
      return failure(fmt::format("--changes: “{}” is another file of this run", shown(name)),
                     "give it another name");
    }
    if (!rendering.kept) {
      return failure("--changes: the pages in hand are unknown, or have another layout",
                     "leave it out, and print all pages");
    }
    return Output{.file = name, .kind = kind};
  }

  /// None where no page changed.
  Result<press::Edition> changed_pages(const Plan& plan, const press::Rendering& rendering,
                                       const Output& print) const {
    press::Press press(world_.resources);
    Result<std::optional<press::Rendered>> changes = press.changes(plan, rendering);
    if (!changes) return std::unexpected(changes.error());
    press::Edition edition;
    if (*changes) edition.emplace(print.kind, **std::move(changes));
    return edition;
  }

  ExitStatus write(const Plan& plan, const Replan& replan) const {
    const PlanRequest asked = replan.asked_for(plan);
    std::vector<std::string> inputs{asked_.plan};
    if (options_.has("catalog")) inputs.push_back(options_.last("catalog"));
    if (io::names_a_file(asked.layout)) inputs.push_back(asked.layout);
    if (!asked.epub_css.empty()) inputs.push_back(asked.epub_css);
    Result<Outputs> outputs = outputs_of(options_, inputs, world_);
    if (!outputs) return stopped(world_, outputs.error());
    if (outputs->kinds().empty()) {
      const std::filesystem::path file = new_name(asked_.plan, in_hand_, asked_.today);
      outputs->files.push_back({.file = file, .kind = press::kind_of(file.string()), .named_by_user = false});
    }
    report(world_, unused_calendar_options(options_, outputs->kinds(), "write one, too: -o plan.ics"));
    Result<press::Rendering> rendering = press::rendering_of(asked, world_.variable("SOURCE_DATE_EPOCH"));
    if (!rendering) return stopped(world_, rendering.error());
    rendering->earlier = press::earlier_plan(in_hand_, asked);
    rendering->kept = press::kept_pages(in_hand_, asked, plan);
    press::add_course(*rendering, asked, plan, in_hand_.catalog, Language(plan.language));
    const Result<std::optional<Output>> print = changes_output(*rendering, *outputs, inputs);
    if (!print) return stopped(world_, print.error());
    std::optional<Activity> activity(std::in_place, world_, "drawing");
    const press::Edition edition =
        press::render_at_once(plan, outputs->kinds(), *rendering, world_.resources);
    activity.reset();
    for (const auto& [kind, each] : edition) {
      if (!each) return stopped(world_, in_words(each.error(), again_.settings));
    }
    const Result<press::Edition> changes =
        *print ? changed_pages(plan, *rendering, **print) : press::Edition();
    if (!changes) return stopped(world_, changes.error());
    std::vector<Output> printed;
    if (!changes->empty()) printed.push_back(**print);
    if (!options_.has("overwrite")) {
      for (const auto& [files, all] :
           {std::pair(&outputs->files, &edition), std::pair(&printed, &*changes)}) {
        if (const Result<void> fine = may_replace_all(*files, *all); !fine)
          return stopped(world_, fine.error());
      }
    }
    report(world_, warnings_of(edition));
    if (const Result<void> written = write_all({{outputs->files, edition}, {printed, *changes}}); !written)
      return stopped(world_, written.error(), ExitStatus::not_written);
    for (const Output& output : outputs->files)
      account() << line_of(shown(output.file.string(), 4096), *edition.at(output.kind));
    for (const Output& output : printed)
      account() << line_of(shown(output.file.string(), 4096), *changes->at(output.kind));
    if (options_.has("open")) open_first(world_, outputs->files);
    if (*print && printed.empty()) account() << "no page changed: there is nothing to print\n";
    if (outputs->to_standard_output != nullptr) world_.out << edition.at(outputs->to_standard_output)->bytes;
    return ExitStatus::done;
  }

  const ParsedOptions& options_;
  const ReplanOptions& asked_;
  const press::InHand& in_hand_;
  const press::AskedAgain& again_;
  World& world_;
};

}  // namespace

ExitStatus replan(Arguments arguments, World& world) {
  const CommandLine options = replan_command_line();
  const std::expected<ParsedOptions, ExitStatus> given = given_options(options, arguments, 1, world);
  if (!given) return given.error();
  const Result<ReplanOptions> asked = read_replan_options(*given, world);
  if (!asked) return stopped(world, asked.error());
  std::optional<shelf::LoadedCatalog> catalog;
  if (given->has("catalog")) {
    Result<shelf::LoadedCatalog> loaded =
        shelf::load_given_catalog(given->last("catalog"), world.resources, given->last("lang"));
    if (!loaded) return stopped(world, in_words(loaded.error(), Settings(asked->given, {})));
    tell_of_import(world, *loaded);
    catalog = *std::move(loaded);
  }
  const Result<std::string> bytes = io::read_input(asked->plan, most_bytes);
  if (!bytes) return stopped(world, bytes.error());
  const std::string file = shown(io::input_name(asked->plan), 4096);
  Result<press::InHand> in_hand = press::open_in_hand(*bytes, file, catalog);
  if (!in_hand) return stopped(world, in_hand.error());
  if (!catalog)
    in_hand->catalog.readings = shelf::readings_of_carried(in_hand->catalog.catalog, world.resources);
  Result<press::AskedAgain> again = press::asked_again(*in_hand, asked->given, asked->today, asked->told);
  if (!again) return stopped(world, again.error());
  tell_settings(world, again->asked);
  shelf::Calendars calendars;
  const OpenCalendar open = [&](const std::string& name) { return calendars.get(name); };
  const PlanRequest with_calendars = again->asked;
  const std::expected<DaysTaken, NotTaken> taken = take_days_off(again->asked, open);
  if (!taken) {
    return stopped(world, in_words(taken.error().diagnostics, again->settings),
                   taken.error().no_day_left ? ExitStatus::no_plan : ExitStatus::wrong_input);
  }
  report_days_off(with_calendars, *taken, nullptr, open, again->settings, world);
  Diagnostics warnings;
  const Result<void> fine = press::check_boxes(*in_hand, *again, file, warnings);
  if (!fine) return stopped(world, fine.error());
  report(world, warnings);
  return Run(*given, *asked, *in_hand, *again, world).run();
}

}  // namespace pensum::app
