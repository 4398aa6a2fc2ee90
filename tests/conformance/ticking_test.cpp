// Boxes ticked and pages drawn by the programs that people read a plan with.
#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
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

/// The files in a folder whose names begin with `name`, in order.
std::vector<std::filesystem::path> files_that_begin(const std::filesystem::path& in,
                                                    const std::string& name) {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(in)) {
    if (file.path().filename().string().starts_with(name)) files.push_back(file.path());
  }
  std::ranges::sort(files);
  return files;
}

/// The name of every box of a plan, and what is spoken for it.
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
    // A lesson's box is with its day and in the index.
    REQUIRE(widgets.size() == (name.starts_with("lesson.") ? 2 : 1));
    if (widgets.size() == 2) CHECK(widgets[0]["page"] < widgets[1]["page"]);
    for (const json& widget : widgets) CHECK(widget["value"] == (name == ticked ? "Yes" : "Off"));
    CHECK(fields[name]["label"] == label);
  }
}

}  // namespace

TEST_CASE("viewers find every box and tick it, and the file stays what it claims to be") {
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
  // So is the plan made again from one, with its pages kept, and the pages of it that changed.
  const std::string again = (folder / "again.pdf").string();
  const std::string print = (folder / "print.pdf").string();
  const Outcome made =
      run_pensum({"replan", ticked.front(), "--today", "2026-11-26", "-o", again, "--changes", print});
  CAPTURE(made.err);
  REQUIRE(made.status == 0);
  check_silent(vera_pdf({"PDFUA_1", "PDFA_3_A"}, {ticked[0], ticked[1], again, print}));
  // The plan is planned again by these ticks.
  for (const std::string& file : ticked) {
    const Outcome outcome =
        run_pensum({"replan", file, "--today", "2026-11-26", "--status", "--format", "json"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(json::parse(outcome.out)["done"] == json({"1"}));
  }
  // Another plan does not take the place of the ticks.
  for (const std::string& file : ticked) {
    const std::string before = bytes_of(file);
    const Outcome outcome = run_pensum({"build", "go-interview", "--start", "2026-11-25", "-o", file});
    CHECK(outcome.status == 2);
    CHECK(outcome.err.find("was changed since pensum wrote it: it may contain ticks or notes") !=
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

TEST_CASE("boxes are on paper and in every layout where a viewer shows no fields") {
  const TemporaryFolder folder;
  for (const std::filesystem::path& layout : xml_files(source_folder() / "layouts")) {
    const std::string file = build(folder, layout.stem().string(), ".pdf");
    const auto draw = [&](const std::string& name, const std::vector<std::string>& options) {
      std::vector<std::string> command{"pdftoppm", "-r", "40", "-gray"};
      command.insert(command.end(), options.begin(), options.end());
      command.push_back(file);
      command.push_back((folder / name).string());
      check_silent(tool(command));
      std::string pixels;
      for (const std::filesystem::path& page : files_that_begin(folder.path(), name + "-")) {
        pixels += bytes_of(page);
        std::filesystem::remove(page);
      }
      return pixels;
    };
    CAPTURE(layout);
    // What is not ticked shows nothing of its own: the frames are the page's.
    const std::string with = draw("with", {});
    CHECK(with.size() > 10'000);
    CHECK((with == draw("without", {"-hide-annotations"})));
  }
}

TEST_CASE("plans that pdfunite or qpdf put together keep all their boxes, by their names") {
  const TemporaryFolder folder;
  const std::string one = build(folder, "a4", ".pdf");
  const std::string other = build(folder, "letter", ".pdf");
  const auto expected = labels(json::parse(bytes_of(build(folder, "a4", ".json"))));
  const std::string united = (folder / "united.pdf").string();
  check_silent(tool({"pdfunite", one, other, united}));
  const Outcome info = tool({"pdfinfo", united});
  CHECK(info.err == "");
  CHECK(info.out.find("\nForm:            AcroForm\n") != std::string::npos);
  // qpdf warns of objects that pdfunite counts and does not write; nothing leads to them.
  const Outcome check = tool({"qpdf", "--check", united});
  CHECK(check.err.find("ERROR") == std::string::npos);
  CHECK(check.out.find("ERROR") == std::string::npos);
  std::map<std::string, int> times;
  const json form = json::parse(tool({"qpdf", "--json", "--json-key=acroform", united}).out);
  std::set<std::string> objects;
  for (const json& field : form["acroform"]["fields"]) {
    if (objects.insert(field["object"].get<std::string>()).second) ++times[field["fullname"]];
  }
  CHECK(times.size() == expected.size());
  for (const auto& [name, label] : expected) {
    CAPTURE(name);
    // A lesson's box is with its day and in the index, in each of the plans.
    CHECK(times[name] >= 2);
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
