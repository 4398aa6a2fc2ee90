// What a press makes of one plan after another, with all that it keeps.
#include "press/press.hpp"

#include "base/date.hpp"
#include "base/deflate.hpp"
#include "course/catalog_reader.hpp"
#include "io/resources.hpp"
#include "io/temporary_folder.hpp"
#include "plan/plan.hpp"
#include "prepared/course.hpp"
#include "press/attachments.hpp"
#include "press/edition.hpp"
#include "press/kinds.hpp"
#include "shelf/catalogs.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace pensum;
using press::Press;

TEST_CASE("the file of a large course is packed before there is a plan, for files that carry it") {
  const SharedBytes course = share(std::string(std::size_t{300} << 10, '?') + "!");
  const auto packed_for = [&](const char* kind, const SharedBytes& bytes) {
    press::Rendering rendering;
    {
      press::GettingReady ready(press::read_kinds("--format", kind).value());
      ready.pack(bytes, rendering);
    }
    return rendering.shared;
  };
  const auto is_packed = [](const SharedStream& stream, const SharedBytes& bytes) {
    return stream.is(*bytes, Deflater::quick_level) &&
           stream.bare() == Deflater(Deflater::quick_level).bare(*bytes);
  };
  for (const char* kind : {"epub", "pdf"}) {
    const SharedStreams packed = packed_for(kind, course);
    REQUIRE(packed.size() == 1);
    CHECK(is_packed(*packed.front(), course));
  }
  CHECK(packed_for("json", course).empty());
  CHECK(packed_for("epub", share("short")).empty());
  // So is that of a long plan, which prints have with their pages.
  const SharedBytes plan = share(std::string(std::size_t{200} << 10, '-'));
  for (const char* kinds : {"epub", "pdf", "pdf,epub"}) {
    CAPTURE(kinds);
    press::Rendering rendering;
    pdf::Attachment& attached = rendering.attachments.emplace_back();
    attached.name = press::plan_name;
    attached.bytes = plan;
    press::GettingReady ready(press::read_kinds("--format", kinds).value());
    ready.pack(course, rendering);
    ready.pack_plan(rendering);
    REQUIRE(rendering.shared.size() == (std::string_view(kinds) == "pdf" ? 1 : 2));
    CHECK(is_packed(*rendering.shared.front(), course));
    if (rendering.shared.size() > 1) CHECK(is_packed(*rendering.shared.back(), plan));
  }
}

TEST_CASE("the bytes of a course are there before it is understood") {
  const io::Resources resources{PENSUM_STAGED_DIR};
  const auto times_read = [&](const std::string& name) {
    std::vector<std::string> read;
    const auto keep = [&](const SharedBytes& bytes) { read.push_back(*bytes); };
    const Result<shelf::LoadedCatalog> loaded = shelf::load_given_catalog(name, resources, "en", keep);
    if (loaded) CHECK(read == std::vector{*loaded->bytes});
    return read.size();
  };
  const TemporaryFolder folder;
  CHECK(times_read("go-interview") == 1);
  CHECK(times_read(folder.path() / "none.xml") == 0);
  CHECK(times_read(folder.file("list.md", "# Course\n\n- One (5 min)\n- Two (5 min)\n")) == 1);
  CHECK(times_read(folder.file("broken.xml", "<catalog id='a'")) == 1);
}

namespace {

struct Wish {
  std::string learner;
  std::string start = "2026-11-24";
  std::string deadline = "2026-12-07";
  std::string catalog = "go-interview";
  std::string layout{};
  std::optional<Minutes> split{};
};

struct Made {
  std::string pdf;
  std::string epub;
};

class Bench {
 public:
  /// Both files of a plan as `wish` has it, by `press`.
  Made make(Press& press, const Wish& wish) const {
    const shelf::LoadedCatalog& loaded = catalog(wish.catalog);
    PlanRequest asked;
    asked.request.start = parse_date(wish.start).value();
    asked.request.deadline = parse_date(wish.deadline).value();
    asked.request.learner = wish.learner;
    asked.request.split = wish.split;
    asked.layout = wish.layout;
    const auto plan = make_plan(loaded.catalog, asked.request);
    REQUIRE(plan.has_value());
    press::Rendering rendering{.asked = asked, .date = asked.request.start};
    press::add_course(rendering, asked, *plan, loaded, press.language(*plan));
    const press::Pages pages = press.compose(*plan, rendering).value();
    return {.pdf = press.pdf(pages, rendering).value().bytes,
            .epub = press.epub(*plan, rendering, [&] { return pages.list(); }).value().bytes};
  }

  Made alone(const Wish& wish) const {
    Press press(resources);
    return make(press, wish);
  }

  const io::Resources resources{PENSUM_STAGED_DIR};

 private:
  /// One that is loaded once has texts that are kept.
  const shelf::LoadedCatalog& catalog(const std::string& name) const {
    const auto [known, is_new] = catalogs_.try_emplace(name);
    if (is_new) known->second = shelf::load_given_catalog(name, resources, "").value();
    return known->second;
  }

  mutable std::map<std::string, shelf::LoadedCatalog> catalogs_;
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
      {.learner = "Grace Hopper", .start = "2026-12-01", .deadline = "2027-01-20", .split = Minutes{3}},
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

TEST_CASE("what was read and packed when the program was built is what would be now") {
  const io::Resources resources{PENSUM_STAGED_DIR};
  const shelf::LoadedCatalog own = shelf::load_catalog(shelf::default_catalog, resources, "").value();
  CHECK((prepared::catalog_of_file(*own.bytes) == read_catalog(*own.bytes, "go-interview.xml").value()));
  std::string other = *own.bytes;
  other.back() = ' ';
  CHECK_FALSE(prepared::catalog_of_file(other));
  for (const KnownStream& stream : prepared::streams()) {
    CHECK(stream.hash == content_hash(*own.bytes));
    Deflater deflater(stream.manner.level);
    const bool bare = stream.manner.form == PackingManner::Form::bare;
    CHECK(stream.packed == (bare ? deflater.bare(*own.bytes) : deflater.zlib(*own.bytes)));
  }
  CHECK(prepared::streams().size() == 2);

  CHECK(prepared::course().texts.size() == own.catalog->lessons.size());
  epub::Texts known = epub::Texts::of(own.catalog, own.readings, prepared::course()).value();
  epub::Texts made = epub::Texts::of(own.catalog, own.readings).value();
  Deflater deflater(epub::book_level);
  for (LessonIndex i = 0; i < own.catalog->lessons.size(); ++i) {
    CAPTURE(i);
    const std::string file = own.readings->file(i).value();
    CHECK(prepared::course().texts[i].key == epub::text_key(own.catalog->lessons[i].id, file));
    CHECK((known.whole(i, deflater) == made.whole(i, deflater)));
  }
}
