// What a press makes of one plan after another, with all that it keeps.
#include "press/press.hpp"

#include "base/date.hpp"
#include "io/resources.hpp"
#include "plan/plan.hpp"
#include "shelf/catalogs.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using press::Press;

namespace {

struct Wish {
  std::string learner;
  std::string start = "2026-11-24";
  std::string deadline = "2026-12-07";
  std::string catalog = "go-interview";
  std::string layout{};
};

struct Made {
  std::string pdf;
  std::string epub;
};

class Bench {
 public:
  /// Both files of a plan as `wish` has it, by `press`.
  Made make(Press& press, const Wish& wish) const {
    const shelf::LoadedCatalog loaded = shelf::load_given_catalog(wish.catalog, resources, "").value();
    PlanRequest asked;
    asked.request.start = parse_date(wish.start).value();
    asked.request.deadline = parse_date(wish.deadline).value();
    asked.request.learner = wish.learner;
    asked.layout = wish.layout;
    const auto plan = make_plan(loaded.catalog, asked.request);
    REQUIRE(plan.has_value());
    const press::Rendering rendering{.asked = asked, .date = asked.request.start};
    const press::Pages pages = press.compose(*plan, rendering).value();
    return {.pdf = press.pdf(pages, rendering).value().bytes,
            .epub = press.epub(*plan, rendering, [&] { return pages.list(); }).value().bytes};
  }

  Made alone(const Wish& wish) const {
    Press press(resources);
    return make(press, wish);
  }

  const io::Resources resources{PENSUM_STAGED_DIR};
};

}  // namespace

TEST_CASE("whatever a press keeps, each file is the one that a new press makes") {
  const Bench bench;
  Press press(bench.resources, Press::Run::many);
  const std::string samples = std::string(PENSUM_SOURCE_DIR) + "/tests/catalogs/valid";
  // The same dates; names that bring new letters, and letters that one face lacks; other dates, lengths,
  // courses and layouts; and back.
  const std::vector<Wish> wishes{
      {.learner = "Ada Lovelace"},
      {.learner = "Grace Hopper"},
      {.learner = "Ada Lovelace"},
      {.learner = "Żaneta Ďurišová"},
      {.learner = ""},
      {.learner = "王小明"},
      {.learner = "Grace Hopper", .start = "2026-12-01", .deadline = "2026-12-14"},
      {.learner = "Grace Hopper", .start = "2026-12-01", .deadline = "2026-12-20"},
      {.learner = "Ada Lovelace", .layout = "pocket"},
      {.learner = "Grace Hopper", .layout = "pocket"},
      {.learner = "Ada Lovelace", .layout = "remarkable"},
      {.learner = "Ada Lovelace", .catalog = samples + "/hebrew.xml"},
      {.learner = "Żaneta Ďurišová", .catalog = samples + "/hebrew.xml"},
      {.learner = "Ada Lovelace", .catalog = samples + "/markup.xml"},
      {.learner = "Ada Lovelace"},
  };
  for (const Wish& wish : wishes) {
    CAPTURE(wish.learner, wish.start, wish.deadline, wish.catalog, wish.layout);
    const Made among_others = bench.make(press, wish);
    const Made alone = bench.alone(wish);
    CHECK((among_others.pdf == alone.pdf));
    CHECK((among_others.epub == alone.epub));
  }
}
