// Boxes ticked and pages drawn by the programs that people read a plan with.
#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

/// The plan of the catalog that comes with pensum.
std::string build(const TemporaryFolder& folder, const std::string& layout, const std::string& ending) {
  const std::string file = (folder / (layout + ending)).string();
  const Outcome outcome = run_pensum({"build", "go-interview", "--start", "2026-11-24", "--deadline",
                                      "2026-12-24", "--layout", layout, "-o", file});
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  return file;
}

/// What every box of a plan is called and what it says.
std::map<std::string, std::string> labels(const json& plan) {
  std::map<std::string, std::string> all;
  for (const json& day : plan["days"]) {
    for (const json& lesson : day["lessons"]) {
      const std::string id = lesson["id"];
      all["lesson." + id] = fmt::format("Lesson {}, {}: done", id, lesson["title"].get<std::string>());
    }
    for (const json& review : day["reviews"]) {
      const std::string id = review["id"];
      const int round = review["round"];
      all[fmt::format("review.{}.{}", id, round)] =
          fmt::format("Lesson {}, {}, review {}: done", id, review["title"].get<std::string>(), round);
    }
  }
  return all;
}

/// Every box is there, with its label, and none is ticked but those of `ticked`.
void check_boxes(const json& fields, const std::map<std::string, std::string>& expected,
                 const std::string& ticked) {
  CHECK(fields.size() == expected.size());
  for (const auto& [name, label] : expected) {
    CAPTURE(name);
    REQUIRE(fields.contains(name));
    const json& widgets = fields[name]["widgets"];
    // A lesson's box stands with its day and in the index.
    REQUIRE(widgets.size() == (name.starts_with("lesson.") ? 2 : 1));
    if (widgets.size() == 2) CHECK(widgets[0]["page"] < widgets[1]["page"]);
    for (const json& widget : widgets) CHECK(widget["value"] == (name == ticked ? "Yes" : "Off"));
    CHECK(fields[name]["label"] == label);
  }
}

}  // namespace

TEST_CASE("viewers find every box and tick it, and the file stays what it says it is") {
  const TemporaryFolder folder;
  const std::string plan = build(folder, "a4", ".pdf");
  const auto expected = labels(json::parse(bytes_of(build(folder, "a4", ".json"))));
  REQUIRE(expected.size() > 22);
  std::vector<std::string> ticked;
  for (const std::string viewer : {"pdfjs", "pdf_lib"}) {
    CAPTURE(viewer);
    ticked.push_back((folder / viewer).string() + ".pdf");
    const Outcome outcome = node(fmt::format("tick_{}.mjs", viewer), {plan, "lesson.1", ticked.back()});
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    const json said = json::parse(outcome.out);
    check_boxes(said["before"], expected, "");
    check_boxes(said["after"], expected, "lesson.1");
  }
  check_silent(vera_pdf({"PDFUA_1", "PDFA_3_A"}, ticked));
  // Another plan does not take the place of the ticks.
  for (const std::string& file : ticked) {
    const std::string before = bytes_of(file);
    const Outcome outcome = run_pensum({"build", "go-interview", "--start", "2026-11-25", "-o", file});
    CHECK(outcome.status == 2);
    CHECK(outcome.err.find("is not as pensum wrote it: it may hold somebody’s ticks or notes") !=
          std::string::npos);
    CHECK((bytes_of(file) == before));
  }
}

TEST_CASE("a second cohort run keeps what viewers have ticked") {
  for (const std::string viewer : {"pdfjs", "pdf_lib"}) {
    CAPTURE(viewer);
    const TemporaryFolder folder;
    write(folder / "class.csv", "learner,start\nAda,2026-11-24\nBo,2026-11-24\n");
    const auto cohort = [&] {
      return run_pensum({"cohort", "class.csv", "--formats", "pdf"}, {.folder = folder.path()});
    };
    REQUIRE(cohort().status == 0);
    const std::string plan = (folder / "out/class/ada.pdf").string();
    const std::string ticked = (folder / "ticked.pdf").string();
    REQUIRE(node(fmt::format("tick_{}.mjs", viewer), {plan, "lesson.1", ticked}).status == 0);
    std::filesystem::rename(ticked, plan);
    const std::string before = bytes_of(plan);
    CHECK(cohort().status == 0);
    CHECK((bytes_of(plan) == before));
    write(folder / "class.csv", "learner,start\nAda,2026-11-25\nBo,2026-11-25\n");
    CHECK(cohort().status == 2);
    CHECK((bytes_of(plan) == before));
  }
}

TEST_CASE("PDFium draws every page of every layout, and none is empty") {
  const TemporaryFolder folder;
  std::vector<std::string> files;
  for (const std::filesystem::path& layout : xml_files(source_folder() / "layouts"))
    files.push_back(build(folder, layout.stem().string(), ".pdf"));
  const Outcome outcome = node("draw_pdfium.mjs", files);
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  const json drawn = json::parse(outcome.out);
  REQUIRE(drawn.size() == files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    CAPTURE(files[i], drawn[i].dump());
    CHECK_FALSE(drawn[i].empty());
    for (const json& pixels : drawn[i]) CHECK(pixels > 1000);
  }
}
